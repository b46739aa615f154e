"""The example for GitLab CI: its script is run as a runner would."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILES = Path(__file__).parent / "files" / "check"
JOB: dict[str, Any] = yaml.safe_load((ROOT / "examples" / "gitlab-ci.yml").read_text("utf-8"))["fazhi-eval"]


def script(folder: Path) -> int:
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    lines = "\n".join(JOB["script"])
    return subprocess.run(["bash", "-eo", "pipefail", "-c", lines], cwd=folder, env=environment).returncode


@pytest.mark.parametrize(("kind", "code"), [("good", 0), ("bad", 1)])
def test_the_script_leaves_both_artifacts_and_the_exit_code(kind: str, code: int, tmp_path: Path) -> None:
    ours = Path(shutil.copytree(FILES / kind, tmp_path / "ours"))
    (ours / "fazhi-eval.toml").write_text('checklists = ["checklists"]\nfail-on = ["high"]\n', encoding="utf-8")
    assert script(ours) == code
    artifacts = JOB["artifacts"]["reports"]
    quality = json.loads((ours / artifacts["codequality"]).read_text("utf-8"))
    assert [one["check_name"] for one in quality] == ["linjiang.plan"] * code
    assert {one["location"]["path"] for one in quality} <= {"reports/baishi-2022.txt"}
    cases = list(ElementTree.parse(ours / artifacts["junit"]).iter("testcase"))
    assert [len(case.findall("failure")) for case in cases] == [code]


def test_a_report_that_cannot_be_read_stops_the_job(tmp_path: Path) -> None:
    ours = Path(shutil.copytree(FILES / "good", tmp_path / "ours"))
    (ours / "reports" / "empty.txt").write_text("", encoding="utf-8")
    assert script(ours) == 3


def test_artifacts_are_kept_of_a_failed_job() -> None:
    assert JOB["artifacts"]["when"] == "always"
