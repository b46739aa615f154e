"""The score: how much of what applies is met, with the range that silence leaves open (DESIGN section 6).

With credit c in 0..1 and weight w, R the applicable items and D those of them with a determined outcome::

    score = Σ_D w·c / Σ_D w    low = Σ_D w·c / Σ_R w    high = (Σ_D w·c + Σ_{R∖D} w) / Σ_R w    coverage = Σ_D w / Σ_R w

in points of 100, coverage as a share. Nothing applicable (or, for ``score``, nothing determined) is None, never 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from fazhi_eval.built import built
from fazhi_eval.evaluation.model import ChecklistResult, ItemResult, Outcome, Score, ScoreSheet

_DIGITS = 4
_NOT_APPLICABLE = Outcome.NOT_APPLICABLE


class Tally(NamedTuple):
    """Sums over items: weight of the applicable and of the determined ones, weight earned, and the numbers of both."""

    whole: float
    known: float
    earned: float
    items: int
    determined: int


def score_of(results: Iterable[ItemResult]) -> Score:
    """The score of these items; those that are not applicable count nowhere."""
    return built(Score, _figures(_tally(results)))


def score_sheet(checklists: Sequence[ChecklistResult], parts: Mapping[str, Sequence[str]]) -> ScoreSheet:
    """The score in all, by checklist, and by part of the outlines; ``parts`` names the items of each.

    An item that cites several parts counts in each of them, and once in all.
    """
    results = {result.id: result for checklist in checklists for result in checklist.items}
    tallies = {checklist.id: _tally(checklist.items) for checklist in checklists}
    return built(
        ScoreSheet,
        {
            **_figures(_sum(tallies.values())),
            "by_checklist": {name: built(Score, _figures(tally)) for name, tally in tallies.items()},
            "by_part": {part: score_of([results[name] for name in names]) for part, names in parts.items()},
        },
    )


def applicable_weight(results: Iterable[ItemResult]) -> float:
    """The weight of all applicable items."""
    return sum(result.weight for result in results if result.outcome is not _NOT_APPLICABLE)


def gain_of(result: ItemResult, whole: float) -> float:
    """The points, 0..100, that closing the gap of ``result`` would add to ``low``; ``whole``: `applicable_weight`."""
    if result.outcome is _NOT_APPLICABLE:
        return 0.0
    return _points(result.weight * (1 - (result.credit or 0.0)), whole) or 0.0


def _tally(results: Iterable[ItemResult]) -> Tally:
    whole = known = earned = 0.0
    items = determined = 0
    for result in results:
        if result.outcome is not _NOT_APPLICABLE:
            items += 1
            weight, credit = result.weight, result.credit
            whole += weight
            if credit is not None:
                determined += 1
                known += weight
                earned += weight * credit
    return Tally(whole, known, earned, items, determined)


def _sum(tallies: Iterable[Tally]) -> Tally:
    columns = list(zip(*tallies, strict=True)) or [()] * 5
    whole, known, earned = (sum(column, 0.0) for column in columns[:3])
    return Tally(whole, known, earned, sum(columns[3]), sum(columns[4]))


def _figures(tally: Tally) -> dict[str, Any]:
    whole, known, earned, items, determined = tally
    return {
        "score": _points(earned, known),
        "low": _points(earned, whole),
        "high": _points(earned + (whole - known), whole),
        "coverage": round(min(1.0, known / whole), _DIGITS) if whole else None,
        "items": items,
        "determined": determined,
    }


def _points(part: float, whole: float) -> float | None:
    return round(min(100.0, max(0.0, 100.0 * part / whole)), _DIGITS) if whole else None
