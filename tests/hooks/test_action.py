"""The GitHub Action: its steps are run one after the other as a runner would, but for those of others."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILES = Path(__file__).parent / "files" / "check"
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]


class Job(NamedTuple):
    """What a workflow sees of the action."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str
    sarif: dict[str, Any] | None


def job(folder: Path, **inputs: str) -> Job:
    """The action in ``folder``, with its inputs by name (``fail_on``)."""
    given = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    runner = folder.parent / "runner"
    shutil.rmtree(runner, ignore_errors=True)
    runner.mkdir()
    environment = os.environ | {
        "RUNNER_TEMP": str(runner),
        "GITHUB_OUTPUT": str(runner / "output"),
        "GITHUB_STEP_SUMMARY": str(runner / "summary"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    log, code = "", 0
    outputs: dict[str, str] = {}

    def filled(value: str) -> str:
        known = {f"inputs.{name}": one for name, one in given.items()}
        known |= {f"steps.check.outputs.{name}": one for name, one in outputs.items()}
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: known[match[1]], value)

    for step in STEPS:
        if "run" not in step or "pip install" in step["run"]:
            continue
        own = {name: filled(value) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env=environment | own,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        log, code = log + done.stdout + done.stderr, done.returncode
        if step.get("id") == "check":
            assert code == 0, log
            outputs |= dict(line.split("=", 1) for line in (runner / "output").read_text("utf-8").splitlines())
    summary = (runner / "summary").read_text("utf-8") if (runner / "summary").exists() else ""
    sarif = json.loads(Path(outputs["sarif"]).read_text("utf-8")) if outputs["sarif"] else None
    return Job(code, log, outputs, summary, sarif)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A repository of reports whose only report has a grave gap."""
    return Path(shutil.copytree(FILES / "bad", tmp_path / "ours"))


def test_what_is_used_exists() -> None:
    used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text("utf-8")))
    assert used == set(ACTION["inputs"])
    for one in ACTION["outputs"].values():
        assert one["value"].startswith("${{ steps.check.outputs.")
    install = next(step["run"] for step in STEPS if "pip install" in step.get("run", ""))
    assert '"$GITHUB_ACTION_PATH[docx,pdf]"' in install


def test_no_input_is_ever_part_of_a_command() -> None:
    assert not [step["run"] for step in STEPS if "${{" in step.get("run", "")]


def test_a_good_report_passes(ours: Path) -> None:
    shutil.copytree(FILES / "good", ours, dirs_exist_ok=True)
    done = job(ours, paths="reports", checklist="checklists")
    assert (done.code, done.outputs["result"], done.outputs["exit-code"]) == (0, "passed", "0"), done.log
    assert "::error" not in done.log
    assert "临江市白石镇人民政府" in done.summary
    assert done.sarif and done.sarif["runs"][0]["results"] == []


def test_gaps_are_annotations_summary_and_alerts_and_fail(ours: Path) -> None:
    done = job(ours, paths="reports\n", checklist="checklists", fail_on="high\nscore<50")
    assert (done.code, done.outputs["result"], done.outputs["exit-code"]) == (1, "gaps", "1"), done.log
    (annotation,) = re.findall(r"^::error file=(\S+?),line=1,", done.log, re.MULTILINE)
    assert annotation == "reports/baishi-2022.txt"
    assert "下一年工作安排" in done.summary
    assert done.sarif and [one["ruleId"] for one in done.sarif["runs"][0]["results"]] == ["linjiang.plan"]


def test_what_counts_is_the_users_choice(ours: Path) -> None:
    done = job(ours, paths="reports", checklist="checklists", fail_on="none", lang="en", upload_sarif="false")
    assert (done.code, done.outputs["result"], done.sarif) == (0, "passed", None)
    assert "Next year" in done.summary and "Next year" in done.log


def test_a_configuration_file_says_the_same(ours: Path) -> None:
    (ours / "fazhi-eval.toml").write_text('checklists = ["checklists"]\nfail-on = ["none"]\n', encoding="utf-8")
    assert job(ours, paths="reports").outputs["result"] == "passed"


def test_the_category_keeps_uploads_apart(ours: Path) -> None:
    done = job(ours, paths="reports", checklist="checklists", category="临江")
    assert done.sarif
    assert done.sarif["runs"][0]["automationDetails"]["id"] == "临江/reports/baishi-2022.txt/"


@pytest.mark.parametrize(
    ("paths", "checklist", "code"),
    [
        ("nowhere", "checklists", 3),
        ("bare", "checklists", 2),
        ("reports", "no-such-list", 4),
        ("reports\nempty.txt", "checklists", 3),
    ],
)
def test_a_failure_of_the_tool_is_no_finding(ours: Path, paths: str, checklist: str, code: int) -> None:
    (ours / "empty.txt").write_text("", encoding="utf-8")
    (ours / "bare").mkdir()
    done = job(ours, paths=paths, checklist=checklist)
    assert (done.code, done.outputs["result"], done.outputs["exit-code"]) == (code, "error", str(code)), done.log
    assert "::error title=fazhi-eval::" in done.log
    assert ("下一年工作安排" in done.summary) == (paths == "reports\nempty.txt"), (
        "one bad file does not lose the others"
    )


def test_hostile_names_are_names(ours: Path) -> None:
    name = "$(touch owned) `touch owned`; touch owned.txt"
    (ours / "reports" / "baishi-2022.txt").rename(ours / "reports" / name)
    done = job(ours, paths="reports", checklist="checklists")
    assert done.code == 1 and not (ours / "owned").exists()
