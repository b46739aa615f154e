"""What the GitHub Action does (``action.yml``): annotations, job summary and SARIF of all reports, and one result.

Findings and a failure of the tool are different things: ``result`` is ``passed``, ``gaps`` or ``error``, and
``exit-code`` that of ``fazhi-eval check``. This step itself succeeds, so that the summary and the SARIF are seen
whatever was found; the last step of the action gives the exit code.
"""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

from fazhi_eval.cli.main import run
from fazhi_eval.hooks import reports_in
from fazhi_eval.messages import text

RESULTS = {0: "passed", 1: "gaps"}
"""By exit code; any other is ``error``."""

MOST_BYTES = 1_000_000
"""Of a job summary: GitHub shows nothing of one over 1 MiB."""


def main(environment: Mapping[str, str] = os.environ) -> int:
    """Check what the inputs name. Returns 0 unless the outputs of the step cannot be written."""
    lang = environment.get("FAZHI_LANG") or "zh"
    paths = _lines(environment, "FAZHI_PATHS")
    reports = [report for path in paths for report in reports_in(path)]
    sarif = Path(environment["RUNNER_TEMP"]) / "fazhi-eval.sarif"
    code = 0
    if reports:
        code = _check(reports, environment, lang, sarif)
    else:
        _say_error(text("hooks.action.no_reports", lang, found=", ".join(paths) or "—"))
        code = 2
    if code not in RESULTS:
        _say_error(text("hooks.action.error", lang, code=code))
    outputs = {"result": RESULTS.get(code, "error"), "exit-code": code, "sarif": sarif if sarif.is_file() else ""}
    with Path(environment["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
        file.writelines(f"{name}={value}\n" for name, value in outputs.items())
    return 0


def _check(reports: list[str], environment: Mapping[str, str], lang: str, sarif: Path) -> int:
    """The annotations go to the log; the same judgement then gives the summary and the SARIF."""
    options = ["--lang", lang]
    for option, name in (("--fail-on", "FAZHI_FAIL_ON"), ("--checklist", "FAZHI_CHECKLIST")):
        options += [word for value in _lines(environment, name) for word in (option, value)]
    code = run(["check", "--format", "github", *options, *reports])
    told = _summary(reports, options, sarif.with_name("fazhi-eval.md"), code, lang)
    with Path(environment["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as file:
        file.write(told)
    if environment.get("FAZHI_SARIF") == "true":
        code = max(code, _quietly(["check", "--format", "sarif", "-o", str(sarif), *options, *reports], code))
        if sarif.is_file():
            _name(sarif, environment.get("FAZHI_CATEGORY") or "fazhi-eval")
    return code


def _summary(reports: list[str], options: list[str], place: Path, code: int, lang: str) -> str:
    """The reports one after the other, as many as GitHub takes; one that cannot be read is told in the log alone."""
    shown: list[str] = []
    for number, report in enumerate(reports):
        place.unlink(missing_ok=True)
        _quietly(["check", "--format", "markdown", "-o", str(place), *options, report], code)
        content = place.read_text(encoding="utf-8") + "\n" if place.is_file() else ""
        if sum(len(one.encode()) for one in (*shown, content)) > MOST_BYTES:
            return "".join([*shown, text("hooks.action.more", lang, count=len(reports) - number) + "\n"])
        shown.append(content)
    return "".join(shown)


def _quietly(arguments: list[str], before: int) -> int:
    """The exit code; what goes wrong is told only where nothing went as wrong before."""
    told = StringIO()
    with redirect_stderr(told):
        code = run(arguments)
    if code > before:
        sys.stderr.write(told.getvalue())
    return code


def _name(sarif: Path, category: str) -> None:
    """GitHub keeps the alerts of several uploads apart by the category, which stands first in the id of a run."""
    data = json.loads(sarif.read_text(encoding="utf-8"))
    for one in data["runs"]:
        details = one["automationDetails"]
        details["id"] = category + "/" + details["id"].partition("/")[2]
    sarif.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _lines(environment: Mapping[str, str], name: str) -> list[str]:
    return [line.strip() for line in environment.get(name, "").splitlines() if line.strip()]


def _say_error(message: str) -> None:
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::error title=fazhi-eval::{escaped}")


if __name__ == "__main__":
    sys.exit(main())
