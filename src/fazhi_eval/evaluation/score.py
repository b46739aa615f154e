"""The score: how much of what applies is met, with the range that silence leaves open (DESIGN section 6).

With credit c in 0..1 and weight w, R the applicable items and D those of them with a determined outcome::

    score = Σ_D w·c / Σ_D w    low = Σ_D w·c / Σ_R w    high = (Σ_D w·c + Σ_{R∖D} w) / Σ_R w    coverage = Σ_D w / Σ_R w

in points of 100, coverage as a share. Nothing applicable (or, for ``score``, nothing determined) is None, never 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fazhi_eval.evaluation.built import built
from fazhi_eval.evaluation.model import ChecklistResult, ItemResult, Outcome, Score, ScoreSheet

_DIGITS = 4


def score_of(results: Iterable[ItemResult]) -> Score:
    """The score of these items; those that are not applicable count nowhere."""
    return built(Score, _figures(results))


def score_sheet(checklists: Sequence[ChecklistResult], parts: Mapping[str, Sequence[str]]) -> ScoreSheet:
    """The score in all, by checklist, and by part of the outlines; ``parts`` names the items of each.

    An item that cites several parts counts in each of them, and once in all.
    """
    results = {result.id: result for checklist in checklists for result in checklist.items}
    return built(
        ScoreSheet,
        {
            **_figures(results.values()),
            "by_checklist": {checklist.id: score_of(checklist.items) for checklist in checklists},
            "by_part": {part: score_of([results[name] for name in names]) for part, names in parts.items()},
        },
    )


def gain(result: ItemResult, sheet: Iterable[ItemResult]) -> float:
    """The points that closing the gap of ``result`` would add to ``low`` of all items of ``sheet``, 0..100."""
    return gain_of(result, applicable_weight(sheet))


def applicable_weight(results: Iterable[ItemResult]) -> float:
    """The weight of all applicable items."""
    return sum(result.weight for result in results if result.outcome is not Outcome.NOT_APPLICABLE)


def gain_of(result: ItemResult, whole: float) -> float:
    """`gain`, where the weight of all applicable items is known."""
    if result.outcome is Outcome.NOT_APPLICABLE:
        return 0.0
    return _points(result.weight * (1 - (result.credit or 0.0)), whole) or 0.0


def _figures(results: Iterable[ItemResult]) -> dict[str, Any]:
    whole = known = earned = 0.0
    applicable = determined = 0
    not_applicable = Outcome.NOT_APPLICABLE
    for result in results:
        if result.outcome is not not_applicable:
            applicable += 1
            whole += result.weight
            if result.credit is not None:
                determined += 1
                known += result.weight
                earned += result.weight * result.credit
    return {
        "score": _points(earned, known),
        "low": _points(earned, whole),
        "high": _points(earned + (whole - known), whole),
        "coverage": round(min(1.0, known / whole), _DIGITS) if whole else None,
        "items": applicable,
        "determined": determined,
    }


def _points(part: float, whole: float) -> float | None:
    return round(min(100.0, max(0.0, 100.0 * part / whole)), _DIGITS) if whole else None
