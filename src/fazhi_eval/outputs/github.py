"""Findings as GitHub workflow commands: lines of a log that GitHub shows beside the lines of a file.

GitHub shows ten errors, ten warnings and ten notices of a step; what is over that is told in one line.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fazhi_eval.messages import text
from fazhi_eval.outputs.findings import findings, heading, message

if TYPE_CHECKING:
    from fazhi_eval.evaluation.model import Evaluation
    from fazhi_eval.gate.model import Verdict
    from fazhi_eval.outputs.places import Place, Places

MOST = 10
"""How many of one level a step shows."""

_LEVELS = {"high": "error", "medium": "warning", "low": "notice"}


def render(
    evaluation: "Evaluation", places: "Places", verdict: "Verdict | None" = None, lang: str = "zh", *, most: int = MOST
) -> str:
    """A line a gap, the gravest first; gaps that the gate leaves out are notices, after the others."""
    gaps = [finding for finding in findings(evaluation, verdict) if finding.gap]
    shown: dict[str, list[str]] = {"error": [], "warning": [], "notice": []}
    for finding in sorted(gaps, key=lambda finding: finding.excused):
        level = "notice" if finding.excused else _LEVELS[finding.severity]
        place = finding.places(places)[0]
        shown[level].append(_command(level, place, heading(finding, lang), message(finding, evaluation, lang)))
    # the last of the notices is kept for the line that tells of the others
    limits = {level: most - 1 if level == "notice" else most for level in shown}
    lines = [line for level, found in shown.items() for line in found[: limits[level]]]
    over = len(gaps) - len(lines)
    if over:
        lines.append(_command("notice", None, "fazhi-eval", text("ci.more", lang, count=over)))
    return "".join(f"{line}\n" for line in lines)


def join(rendered: Sequence[str]) -> str:
    """The lines of several reports in one log."""
    return "".join(rendered)


def _command(level: str, place: "Place | None", title: str, content: str) -> str:
    values: dict[str, object] = {}
    if place is not None:
        values = {"file": place.file, "line": place.line, "endLine": place.end_line}
        if place.line == place.end_line and place.end_column > place.column:
            values |= {"col": place.column, "endColumn": place.end_column}
    values["title"] = title
    shown = ",".join(f"{key}={_escaped(str(value), property=True)}" for key, value in values.items())
    return f"::{level} {shown}::{_escaped(content)}"


def _escaped(content: str, *, property: bool = False) -> str:
    """What GitHub reads back as ``content``; a hostile quotation can neither end the command nor begin another."""
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        content = content.replace(char, code)
    if property:
        content = content.replace(":", "%3A").replace(",", "%2C")
    # other line ends and escape sequences would act on the terminal of whoever reads the log
    return "".join(char if char.isprintable() else " " for char in content)
