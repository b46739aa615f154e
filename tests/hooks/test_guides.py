"""What the guides for pipelines and programmers show is tried: commands, files, code."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from fazhi_eval.data import data_folder
from fazhi_eval.errors import FazhiError
from fazhi_eval.gate.config import read_config
from fazhi_eval.gate.waivers import read_waivers
from fazhi_eval.hooks import HOOKS
from fazhi_eval.outputs import FORMATS

DOCS = data_folder("docs")
CI = (DOCS / "ci.md").read_text(encoding="utf-8")
CODES = (DOCS / "exit-codes-and-formats.md").read_text(encoding="utf-8")
PROGRAMMERS = (DOCS / "for-programmers.md").read_text(encoding="utf-8")
AUDITORS = (DOCS / "for-auditors.md").read_text(encoding="utf-8")


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def block(name: str) -> str:
    (found,) = (one for kind in ("yaml", "toml", "python") for one in blocks(CI, kind) if one.startswith(f"# {name}\n"))
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("reports", "年度报告"):
        (tmp_path / name).mkdir()
    example = data_folder("examples") / "qinghe-2023.txt"
    for name in ("reports/qinghe-2023.txt", "report.txt", "青禾区2023.txt", "年度报告/青禾区2023.txt"):
        shutil.copy(example, tmp_path / name)
    (tmp_path / "waivers.yaml").write_text(block("waivers.yaml"), encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    return tmp_path


def bash(line: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(["bash", "-c", line], cwd=folder, env=environment, capture_output=True, encoding="utf-8")


@pytest.mark.parametrize("page", [CI, AUDITORS], ids=["ci", "auditors"])
def test_commands_give_the_exit_codes_told(page: str, folder: Path) -> None:
    lines = [line for one in blocks(page, "sh") for line in one.splitlines() if line.startswith("fazhi-eval ")]
    assert len(lines) >= 5
    for line in lines:
        wanted = re.search(r"# exit code (\d+)", line)
        done = bash(line, folder)
        # an auditor at a desk sees no exit codes: gaps are nothing that went wrong
        allowed = {int(wanted[1])} if wanted else {0, 1} if page is AUDITORS else {0}
        assert done.returncode in allowed, f"{line}\n{done.stderr}"


def test_the_configuration_is_sound(folder: Path) -> None:
    (folder / "fazhi-eval.toml").write_text(block("fazhi-eval.toml"), encoding="utf-8")
    assert [one.name for one in read_config(folder / "fazhi-eval.toml").conditions] == ["high", "score<60"]
    assert [one.item for one in read_waivers(folder / "waivers.yaml")] == ["dispute-resolution.admin-mediation"]


def test_the_waiver_shown_waives(folder: Path) -> None:
    done = bash("fazhi-eval check --fail-on medium --waivers waivers.yaml reports/qinghe-2023.txt", folder)
    assert "2099-06-30" in done.stdout


def test_hooks_shown_are_offered() -> None:
    shown = yaml.safe_load(block(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    offered = {f"fazhi-eval-{hook.command}" for hook in HOOKS}
    assert {hook["id"] for hook in shown} == offered
    assert offered == set(re.findall(r"^\| `(fazhi-eval-\w+)` \|", CI, re.MULTILINE))


def test_the_workflow_gives_inputs_that_exist_and_all_are_told() -> None:
    action: dict[str, Any] = yaml.safe_load((DOCS.parent / "action.yml").read_text(encoding="utf-8"))
    workflow = yaml.safe_load(block(".github/workflows/reports.yml"))
    assert set(workflow["jobs"]["fazhi-eval"]["steps"][1]["with"]) <= set(action["inputs"])
    section = CI.split("## GitHub Actions")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `([\w-]+)` \|", section, re.MULTILINE)) == set(action["inputs"])
    for output in action["outputs"]:
        assert f"`{output}`" in section


def test_the_test_shown_runs(folder: Path) -> None:
    (folder / "test_reports.py").write_text(block("test_reports.py"), encoding="utf-8")
    done = bash("python -m pytest -q -p no:cacheprovider test_reports.py", folder)
    assert done.returncode == 0, done.stdout


def test_settings_of_pytest_shown_are_read(folder: Path) -> None:
    (folder / "pyproject.toml").write_text(block("pyproject.toml"), encoding="utf-8")
    done = bash("python -m pytest -q -p no:cacheprovider", folder)
    assert "reports/qinghe-2023.txt" in done.stdout or "1 passed" in done.stdout


def test_the_code_shown_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}
    for one in blocks(PROGRAMMERS, "python"):
        exec(compile(one, "for-programmers.md", "exec"), names)


def test_every_exit_code_is_told() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", CODES, re.MULTILINE)}
    raised = {one.exit_code for one in (FazhiError, *FazhiError.__subclasses__())}
    assert told == raised | {0, 1, 130}
    for one in FazhiError.__subclasses__():
        assert f"`{one.__name__}` {one.exit_code}" in CODES


def test_every_format_is_told() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\.\w+) \| .* \| (yes|no)", CODES, re.MULTILINE)
    assert {(name, suffix, joins == "yes") for name, suffix, joins in rows} == {
        (name, one.suffix, one.joins) for name, one in FORMATS.items()
    }


def test_every_schema_named_exists() -> None:
    from fazhi_eval.schemas import Kind

    named = set(re.findall(r"fazhi-eval schema ([\w-]+)", CI + CODES + PROGRAMMERS + AUDITORS))
    assert named <= set(get_args(Kind))
