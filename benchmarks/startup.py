"""Fresh interpreters: what importing costs, and one check from the command line.

Every interpreter finds its modules compiled, as after an installation, whatever the environment says: the first run of
each, which is not counted, compiles them into a folder of the benchmark's own.
"""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks.measure import Ratio, Section, least, shortest

ROUNDS = 12

_IMPORTS = {
    "pydantic": "import pydantic",
    "BaseModel": "from pydantic import BaseModel",
    "package": "import fazhi_eval",
    "names": "from fazhi_eval import read_report, load_checklists, evaluate",
}


def imports(folder: Path) -> Section:
    """Times taken inside fresh interpreters, so that their own start counts on no side; ``folder`` is empty."""
    environment = _environment(folder)
    jobs = {name: partial(_timed, code, environment) for name, code in _IMPORTS.items()}
    least(jobs, 1)
    seconds = least(jobs, ROUNDS)
    names = seconds["names"]
    ratios = (
        Ratio("import fazhi_eval, against import pydantic", seconds["package"], seconds["pydantic"], "slower", 2),
        Ratio("the names of the README, against import pydantic", names, seconds["pydantic"], "slower", 2),
        Ratio("  against from pydantic import BaseModel", names, seconds["BaseModel"], "slower"),
    )
    return Section("(c) imports, in fresh interpreters", ratios)


def command_line(report: Path, folder: Path) -> Section:
    """``fazhi-eval check`` of one report as a person runs it, whole processes; ``folder`` is empty."""
    script = Path(sys.executable).with_name("fazhi-eval")
    program = [str(script)] if script.is_file() else [sys.executable, "-m", "fazhi_eval.cli.main"]
    check = [*program, "check", "--fail-on", "none", str(report)]
    warm = _environment(folder) | {"FAZHI_EVAL_CACHE": str(folder / "kept")}
    seconds = shortest(
        {
            "pydantic": partial(_run, [sys.executable, "-c", "import pydantic"], warm),
            "check": partial(_run, check, warm),
            "bare": partial(_run, [sys.executable, "-c", ""], warm),
        },
        ROUNDS,
    )
    seconds |= shortest({"cold": partial(_run, check, warm | {"FAZHI_EVAL_CACHE": ""})}, 3)
    ours, pydantic = seconds["check"], seconds["pydantic"]
    ratios = (
        Ratio('check of one report, against python -c "import pydantic"', ours, pydantic, "slower", 3),
        Ratio("  the first run, with nothing kept", seconds["cold"], pydantic, "slower"),
    )
    return Section(
        "(c) the command line, wall time of whole processes",
        ratios,
        (f"of each, python alone takes {seconds['bare'] * 1e3:.0f} ms",),
    )


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def _timed(code: str, environment: dict[str, str]) -> float:
    timing = f"from time import perf_counter as now; start = now(); {code}; print(now() - start)"
    command = [sys.executable, "-c", timing]
    return float(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
