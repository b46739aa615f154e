"""Fresh interpreters: what importing costs, and one check from the command line."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Ratio, Section, least, shortest

ROUNDS = 12

_IMPORTS = {
    "pydantic": "import pydantic",
    "package": "import fazhi_eval",
    "BaseModel": "from pydantic import BaseModel",
    "names": "from fazhi_eval import read_report, load_checklists, evaluate",
}


def imports() -> Section:
    """Times taken inside fresh interpreters, so that their own start counts on no side."""
    seconds = least({name: lambda code=code: _timed(code) for name, code in _IMPORTS.items()}, ROUNDS)  # type: ignore[misc]
    ratios = (
        Ratio("import fazhi_eval, against import pydantic", seconds["package"], seconds["pydantic"], "slower", 2),
        Ratio("the names of the README, against import pydantic", seconds["names"], seconds["pydantic"], "slower"),
        Ratio("  against from pydantic import BaseModel", seconds["names"], seconds["BaseModel"], "slower", 2),
    )
    return Section("(c) imports, in fresh interpreters", ratios)


def command_line(report: Path, cache: Path) -> Section:
    """``fazhi-eval check`` of one report as a person runs it, whole processes; ``cache`` is an empty folder."""
    script = Path(sys.executable).with_name("fazhi-eval")
    program = [str(script)] if script.is_file() else [sys.executable, "-m", "fazhi_eval.cli.main"]
    check = [*program, "check", "--fail-on", "none", str(report)]
    warm, cold = {**os.environ, "FAZHI_EVAL_CACHE": str(cache)}, {**os.environ, "FAZHI_EVAL_CACHE": ""}
    seconds = shortest(
        {
            "pydantic": lambda: _run([sys.executable, "-c", "import pydantic"], warm),
            "check": lambda: _run(check, warm),
            "bare": lambda: _run([sys.executable, "-c", ""], warm),
        },
        ROUNDS,
    )
    seconds |= shortest({"cold": lambda: _run(check, cold)}, 3)
    ratios = (
        Ratio(
            'check of one report, against python -c "import pydantic"',
            seconds["check"],
            seconds["pydantic"],
            "slower",
            3,
        ),
        Ratio("  the first run, with nothing kept", seconds["cold"], seconds["pydantic"], "slower"),
    )
    note = f"python alone: {seconds['bare'] * 1e3:.0f} ms of each"
    return Section("(c) the command line, wall time of whole processes", ratios, (note,))


def _timed(code: str) -> float:
    timing = f"from time import perf_counter as now; start = now(); {code}; print(now() - start)"
    done = subprocess.run([sys.executable, "-c", timing], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
