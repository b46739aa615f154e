"""How well reports are read and matched, by the scorers beside the real reports: floors that a change must keep."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

OURS = Path(__file__).parents[2] / "benchmarks" / "reading" / "gold"


def run(tool: Path, gold: list[Path], floors: dict[str, float]) -> str:
    arguments = [part for name, value in floors.items() for part in ("--floor", f"{name}={value}")]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, str(tool), *map(str, gold), *arguments],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("folder", "floors"),
    [
        (
            "real",
            {
                "figures.precision": 0.97,
                "figures.recall": 0.92,
                "flags.precision": 0.95,
                "flags.recall": 0.80,
                "evidence": 1,
                "document": 0.97,
                "admissions.precision": 0.92,
                "admissions.recall": 0.92,
                "admissions.topic": 0.90,
                "plan.recall": 0.90,
            },
        ),
        (
            "ours",
            {
                "figures.precision": 0.98,
                "figures.recall": 0.96,
                "flags.precision": 0.99,
                "flags.recall": 0.98,
                "evidence": 1,
                "document": 0.97,
                "admissions.precision": 0.93,
                "admissions.recall": 0.83,
                "admissions.topic": 0.92,
                "plan.recall": 0.90,
            },
        ),
    ],
)
def test_reading_keeps_its_floors(shared: Path, folder: str, floors: dict[str, float]) -> None:
    gold = sorted((shared / "gold" if folder == "real" else OURS).glob("*.yaml"))
    assert len(gold) >= 9
    told = run(shared / "tools" / "score_reading.py", gold, floors)
    if folder == "real":
        assert "invented 0" in told.splitlines()[-2]


def test_the_worked_case_is_read_wholly(shared: Path) -> None:
    floors = {
        "figures.precision": 1,
        "figures.recall": 0.95,
        "flags.precision": 1,
        "flags.recall": 0.9,
        "evidence": 1,
        "document": 1,
        "admissions.precision": 1,
        "admissions.recall": 1,
        "admissions.topic": 1,
        "plan.recall": 1,
    }
    run(shared / "tools" / "score_reading.py", [shared / "gold" / "heping-2021.yaml"], floors)


def test_matching_keeps_its_floors(shared: Path) -> None:
    gold = sorted((shared / "gold").glob("*.yaml"))
    run(shared / "tools" / "score_matching.py", gold, {"topics": 0.92, "plan": 0.90, "tied": 0.95})
