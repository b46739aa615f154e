"""A Report for a person at a terminal: every fact that was read, with the sentence it rests on."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from fazhi_eval.messages import text
from fazhi_eval.outputs.columns import WIDTH, wrap
from fazhi_eval.outputs.words import quoted, word
from fazhi_eval.reports.model import Confidence
from fazhi_eval.reports.paths import flat_facts, unscoped, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fazhi_eval.reports.model import Evidence, Report


def render(report: "Report", lang: str = "zh", *, width: int = WIDTH) -> str:
    """The facts of a report by scope, each with its path, value and quotations; then admissions, causes and plan."""
    facts = flat_facts(report)
    if not facts:
        return word("facts.silent", lang) + "\n"
    lines = [word("facts.heading", lang, count=len(facts))]
    for scope in ("report", "own", "area"):
        paths = [path for path in facts if path.startswith(f"{scope}.")]
        if paths:
            lines += ["", word(f"facts.{scope}", lang)]
        for path in paths:
            lines += _fact(path, facts[path], report.evidence.get(path, []), lang, width)
    for name in ("deficiencies", "causes", "plan"):
        statements = getattr(report, name)
        if statements:
            lines += ["", word(f"facts.{name}", lang)]
            for statement in statements:
                heading = getattr(statement, "heading", "")
                shown = heading if heading else quoted(statement.quote)
                lines += wrap(shown, width, first="  ·  ", rest="     ")
    return "\n".join(lines) + "\n"


def _fact(path: str, value: Any, evidence: "list[Evidence]", lang: str, width: int) -> list[str]:
    info = vocabulary()[unscoped(path)]
    name = info.zh if lang == "zh" else info.en
    lines = wrap(f"{name}  {value_words(value, info.kind, evidence, lang)}  {path}", width, first="  ", rest="     ")
    for piece in evidence:
        lines += wrap(quoted(piece.quote), width, first="     ", rest="     ")
        if piece.confidence != Confidence.HIGH and piece.confidence_reason:
            lines += wrap(unsure(piece.confidence_reason, lang), width, first="     ", rest="     ")
    return lines


def value_words(value: Any, kind: str, evidence: "Sequence[Evidence]", lang: str) -> str:
    """A fact's value as a reader reads it: yes or no, a percentage, with the mark 约 or 不少于 of its evidence."""
    if isinstance(value, bool):
        return word("facts.done" if value else "facts.not_done", lang)
    if isinstance(value, list):
        return "、".join(map(str, value))
    shown = f"{round(value * 100, 2):g}%" if kind == "rate" else str(value)
    mark = "approx" if any(piece.approx for piece in evidence) else None
    mark = "at_least" if any(piece.at_least for piece in evidence) else mark
    return word(f"facts.{mark}", lang) + shown if mark else shown


def unsure(reasons: str, lang: str) -> str:
    """Why a fact is uncertain, in words."""
    shown = []
    for reason in reasons.split(","):
        with suppress(KeyError):  # a submission has words of its own
            reason = text(f"phrasings.confidence.{reason}", lang)
        shown.append(reason)
    return word("facts.unsure", lang, why=", ".join(shown) if lang == "en" else "；".join(shown))
