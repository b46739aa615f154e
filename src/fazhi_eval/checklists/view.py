"""The facts of one report as checks read them: one flat mapping, and what is doubtful about single facts."""

from datetime import date
from typing import Any, Literal, NamedTuple

from fazhi_eval.reports.model import Confidence, Evidence, Report
from fazhi_eval.reports.paths import flat_facts

Doubt = Literal["conflict", "inconsistent", "ambiguous", "unsure"]

NEAR = 0.05
"""How far a rounded figure may lie from the real one: our reading of 约、余、近, set by no instrument. Within this
share of a threshold an approximate figure decides nothing."""


class Mark(NamedTuple):
    """What one fact's evidence says of its reading.

    ``doubt``: a person must look (two values, a figure that contradicts another, a date with several readings, a
    reading we are unsure of); ``seen``
    lists what was read. ``approx`` and ``at_least`` are the figure's own marks (约, 超过).
    """

    doubt: Doubt | None
    seen: tuple[str, ...]
    approx: bool
    at_least: bool


class FactView(NamedTuple):
    """A report as checks read it.

    ``values`` maps full paths to stated values; ``marks`` the few facts that are doubtful, approximate or only
    bounded below; ``evidence`` is the report's own. ``conditions`` holds what was found of circumstances that many
    items share, for this report alone.
    """

    year: int | None
    values: dict[str, Any]
    marks: dict[str, Mark]
    evidence: dict[str, list[Evidence]]
    conditions: dict[str, Any]


def view(report: Report, year: int | None = None) -> FactView:
    """The view of ``report``; ``year`` is the year judged, where the report does not say it or is overruled."""
    values = flat_facts(report)
    marks = {}
    for path, pieces in report.evidence.items():
        if len(pieces) == 1 and path in values and _plain(pieces[0]):
            continue  # the ordinary case, kept cheap
        mark = _mark(values.get(path), pieces)
        if report.reviewed is not None and mark is not None:
            mark = _settled(mark, values.get(path))
        if mark is not None:
            marks[path] = mark
    return FactView(year if year is not None else report.report.year, values, marks, report.evidence, {})


def _plain(piece: Evidence) -> bool:
    return not (piece.approx or piece.at_least or piece.readings) and piece.confidence is not Confidence.LOW


def _settled(mark: Mark, value: Any) -> Mark | None:
    """What is left of a mark once a person has corrected the reading: 约 and 超过 stay, doubts go."""
    if value is None or not (mark.approx or mark.at_least):
        return None
    return Mark(None, (), mark.approx, mark.at_least)


def _mark(value: Any, pieces: list[Evidence]) -> Mark | None:
    if value is None:
        return _absent(pieces)
    told = [piece for piece in pieces if piece.value is not None]
    if any(not _agree(a, b) for index, a in enumerate(told) for b in told[index + 1 :]):
        return Mark("conflict", _seen(told), False, False)
    if pieces and all(piece.confidence is Confidence.LOW for piece in pieces):
        return Mark("unsure", _seen(told), False, False)
    same = [piece for piece in told if piece.value == value]
    approx = bool(same) and all(piece.approx for piece in same)
    at_least = bool(same) and all(piece.at_least for piece in same)
    return Mark(None, (), approx, at_least) if approx or at_least else None


def _absent(pieces: list[Evidence]) -> Mark | None:
    # quotations without a value: the reading was left open
    readings = tuple(dict.fromkeys(day.isoformat() for piece in pieces for day in piece.readings))
    if readings:
        return Mark("ambiguous", readings, False, False)
    seen = _seen([piece for piece in pieces if piece.value is not None])
    return Mark("conflict" if len(seen) > 1 else "unsure", seen, False, False) if seen else None


def _agree(a: Evidence, b: Evidence) -> bool:
    if a.value == b.value:
        return True
    exact, loose = (a, b) if b.approx or b.at_least else (b, a)
    if not isinstance(exact.value, int | float) or not isinstance(loose.value, int | float):
        return False
    if loose.at_least:
        return exact.value >= loose.value
    return loose.approx and abs(exact.value - loose.value) <= NEAR * abs(loose.value)


def _seen(pieces: list[Evidence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(show(piece.value) for piece in pieces))


def show(value: Any) -> str:
    """A stated value as a reader sees it in either language: days in ISO form, lists with commas."""
    if type(value) is int:  # by far the most
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    if isinstance(value, bool):
        return "✓" if value else "✗"
    return f"{value:.12g}" if isinstance(value, float) else str(value)
