"""This year's report beside last year's: what is admitted again, promised, mended or new, and which figures moved."""

from collections.abc import Iterable
from typing import Any

from fazhi_eval.evaluation.model import Evaluation, Gap, Outcome
from fazhi_eval.gaps.find import body_of
from fazhi_eval.gaps.likeness import NEARLY, essence, likeness
from fazhi_eval.gaps.model import Change, GapChange, Moved, Repeated, YearOverYear
from fazhi_eval.gaps.promises import promises
from fazhi_eval.reports.model import Report
from fazhi_eval.reports.paths import flat_facts

FACTOR = 2.0
"""By how much a figure must move to be told."""


def compare_years(
    last: Report, this: Report, last_evaluation: Evaluation, this_evaluation: Evaluation, factor: float = FACTOR
) -> YearOverYear:
    """Two reports of one body, the earlier first, with the evaluations made of them by the same checklists.

    A figure is told where the greater of its two values is at least ``factor`` times the smaller.
    """
    bodies = [body_of(report.report) for report in (last, this)]
    return YearOverYear(
        last_year=last_evaluation.year,
        this_year=this_evaluation.year,
        body=this.report.issuer or this.report.region,
        same_body=bodies[0] == bodies[1],
        repeated=tuple(repeated(last, this)),
        promises=promises(last, this),
        gaps=tuple(changes(last_evaluation, this_evaluation)),
        figures=tuple(moved(last, this, factor)),
    )


def repeated(last: Report, this: Report) -> Iterable[Repeated]:
    """The admissions of ``this`` that ``last`` made too, word for word or nearly, each beside the one most like it."""
    before = [essence(statement.text) for statement in last.deficiencies]
    for place, statement in enumerate(this.deficiencies):
        core = essence(statement.text)
        best, index = max(((likeness(old, core), -index) for index, old in enumerate(before)), default=(0.0, 0))
        if best >= NEARLY:
            yield Repeated(last=-index, this=place, text=statement.text, likeness=best)


def changes(last: Evaluation, this: Evaluation) -> Iterable[GapChange]:
    """Every gap of either year, in this year's order, then what only last year had; matched by item, since a body's
    name may be written in several ways."""
    before = {gap.item: gap for gap in last.gaps}
    for gap in this.gaps:
        old = before.pop(gap.item, None)
        fresh = Change.NEW if _bound(last, gap.item) else Change.ARISEN
        yield _change(gap, Change.STANDING if old else fresh, old, gap)
    for old in before.values():
        yield _change(old, Change.CLOSED if _bound(this, old.item) else Change.LAPSED, old, None)


def moved(last: Report, this: Report, factor: float) -> Iterable[Moved]:
    """The figures that both reports state and that moved by at least ``factor``, by path."""
    before, after = flat_facts(last), flat_facts(this)
    for path in sorted(before.keys() & after.keys()):
        old, new = before[path], after[path]
        if path.startswith("report.") or not (_is_figure(old) and _is_figure(new)) or old == new:
            continue
        small, large = sorted((old, new))
        ratio = large / small if small else None
        if ratio is None or ratio >= factor:
            pieces = [report.evidence.get(path, []) for report in (last, this)]
            yield Moved(
                path=path,
                last=old,
                this=new,
                factor=None if ratio is None else round(ratio, 2),
                unsure=any(
                    piece.approx or piece.at_least or len({one.value for one in side if _is_figure(one.value)}) > 1
                    for side in pieces
                    for piece in side
                ),
                last_quotes=tuple(piece.quote for piece in pieces[0]),
                this_quotes=tuple(piece.quote for piece in pieces[1]),
            )


def _change(gap: Gap, change: Change, last: Gap | None, this: Gap | None) -> GapChange:
    return GapChange(
        item=gap.item,
        title=gap.title,
        severity=gap.severity,
        change=change,
        last=last.id if last else None,
        this=this.id if this else None,
    )


def _bound(evaluation: Evaluation, item: str) -> bool:
    """Whether the item applied in that year's evaluation."""
    return any(
        result.id == item and result.outcome is not Outcome.NOT_APPLICABLE
        for checklist in evaluation.checklists
        for result in checklist.items
    )


def _is_figure(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
