"""What every format says in words: outcomes, severities, law, places. One place, so that all of them agree."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fazhi_eval.messages import text

if TYPE_CHECKING:
    from fazhi_eval.checklists.model import Basis, Text
    from fazhi_eval.evaluation.model import Cited, Evaluation


def word(code: str, lang: str, /, **params: object) -> str:
    """A message of this component (``outcome.met``)."""
    return text(f"outputs.{code}", lang, **params)


def said(both: "Text", lang: str) -> str:
    """A text in the language asked for."""
    return both.zh if lang == "zh" else both.en


def cite(basis: "Basis", instruments: Mapping[str, "Cited"], lang: str) -> str:
    """The law as a reader looks it up: title, number, clause, and a mark where the clause was not verified."""
    instrument = instruments.get(basis.instrument)
    if instrument is None:
        title, verified = basis.instrument, basis.verified
    else:
        number = word("law.number", lang, number=instrument.number) if instrument.number else ""
        title = word("law.title", lang, title=said(instrument.title, lang)) + number
        verified = basis.verified and instrument.verified
    clause = word("law.clause", lang, clause=basis.clause) if basis.clause else ""
    return title + clause + ("" if verified else word("law.unverified", lang))


def about(evaluation: "Evaluation", lang: str) -> str:
    """Who reports, on which year, at what level: one line; what is not known is left out."""
    report = evaluation.report
    parts = [
        report.issuer,
        word("year", lang, year=evaluation.year),
        word(f"level.{report.level}", lang) if report.level else None,
        word(f"body.{report.body}", lang) if report.body else None,
        word("published", lang, day=report.published_on) if report.published_on else None,
    ]
    return " · ".join(part for part in parts if part)


def points(value: float | None) -> str:
    """Points or none, with one decimal."""
    return "—" if value is None else f"{value:.1f}"


def share(value: float | None) -> str:
    """A share as a percentage without decimals."""
    return "—" if value is None else f"{value * 100:.0f}%"
