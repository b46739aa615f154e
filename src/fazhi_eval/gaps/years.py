"""This year's report beside last year's: what is admitted again, promised, mended or new, and which figures moved."""

from collections.abc import Iterable
from typing import Any

from fazhi_eval.errors import Problem, UsageError
from fazhi_eval.evaluation.model import DETERMINED, Evaluation, Gap, Outcome
from fazhi_eval.evaluation.years import Change, GapChange, Moved, Repeated, YearOverYear
from fazhi_eval.gaps.find import body_of
from fazhi_eval.gaps.likeness import NEARLY, essence, likeness
from fazhi_eval.gaps.promises import promises
from fazhi_eval.reports.model import Report
from fazhi_eval.reports.paths import flat_facts

FACTOR = 2.0
"""By how much a figure must move to be told."""


def compare_years(
    last: Report, this: Report, last_evaluation: Evaluation, this_evaluation: Evaluation, factor: float = FACTOR
) -> YearOverYear:
    """Two reports of one body, the earlier first, with the evaluations made of them by the same checklists.

    A figure is told where the greater of its two values is at least ``factor`` times the smaller. Raises UsageError
    where ``factor`` is not greater than 1, or the first report is not of an earlier year.
    """
    if not factor > 1:
        raise UsageError(Problem("comparison.factor", {"found": factor}))
    years = last_evaluation.year, this_evaluation.year
    if years[0] >= years[1]:
        raise UsageError(Problem("comparison.order", {"last": years[0], "this": years[1]}))
    figures = shared_figures(last, this)
    return YearOverYear(
        last_year=years[0],
        this_year=years[1],
        body=this.report.issuer or this.report.region,
        same_body=body_of(last.report) == body_of(this.report),
        repeated=tuple(repeated(last, this)),
        promises=promises(last, this),
        gaps=tuple(changes(last_evaluation, this_evaluation)),
        factor=factor,
        compared=len(figures),
        figures=tuple(moved(last, this, figures, factor)),
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
        yield _change(gap, Change.STANDING if old else _unless(Change.NEW, Change.ARISEN, last, gap.item), old, gap)
    for old in before.values():
        yield _change(old, _unless(Change.CLOSED, Change.LAPSED, this, old.item), old, None)


def shared_figures(last: Report, this: Report) -> dict[str, tuple[float, float]]:
    """The figures that both reports state, by path."""
    before, after = flat_facts(last), flat_facts(this)
    return {
        path: (before[path], after[path])
        for path in sorted(before.keys() & after.keys())
        if not path.startswith("report.") and _is_figure(before[path]) and _is_figure(after[path])
    }


def moved(last: Report, this: Report, figures: dict[str, tuple[float, float]], factor: float) -> Iterable[Moved]:
    """Those of ``figures`` that moved by at least ``factor``."""
    for path, (old, new) in figures.items():
        small, large = sorted((old, new))
        ratio = large / small if small else None
        if old != new and (ratio is None or ratio >= factor):
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


def _unless(by_facts: Change, by_law: Change, other: Evaluation, item: str) -> Change:
    """What a gap of one year only became: ``by_facts`` where ``other``, the other year, determined the item, and
    ``by_law`` where the item did not bind then."""
    outcome = next((result.outcome for each in other.checklists for result in each.items if result.id == item), None)
    if outcome is None or outcome is Outcome.NOT_APPLICABLE:
        return by_law
    return by_facts if outcome in DETERMINED else Change.UNSETTLED


def _is_figure(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
