"""Sums over rows: what counts, and how many places the heat map shows."""

from fazhi_eval.audits.model import Row
from fazhi_eval.audits.totals import REGIONS, Totals
from fazhi_eval.checklists.model import Severity, Topic
from fazhi_eval.evaluation.model import AdmissionStatus, Outcome, Score
from fazhi_eval.reports.model import About


def row(source: str, score: float | None, region: str | None, admissions: int = 1, **outcomes: Outcome) -> Row:
    short = {id: Severity.LOW for id, outcome in outcomes.items() if outcome in ("not_met", "not_disclosed")}
    return Row(
        source=source,
        run="r",
        sha256=None,
        report=About(region=region),
        score=Score(score=score, low=0, high=100, coverage=0.5, items=2, determined=1),
        gaps=short,
        unadmitted=tuple(short),
        admissions={AdmissionStatus.GENERIC: admissions},
        outcomes=outcomes,
    )


def totals() -> Totals:
    return Totals({"a": (Topic.DIGITAL,), "b": (Topic.DIGITAL, Topic.OPENNESS)})


def test_sums() -> None:
    sums = totals()
    sums.add(row("x", 100, "云川省临江市青禾区", a=Outcome.MET, b=Outcome.NOT_MET), 0)
    sums.add(row("y", None, None, 0, a=Outcome.NOT_DISCLOSED, b=Outcome.NOT_APPLICABLE), 10)
    sums.add(row("z", 44, "云川省临江市青禾区", 0, a=Outcome.NEEDS_REVIEW, b=Outcome.NOT_MET), 20)
    sums.add(Row(source="w", run="r", sha256=None, exit_code=3), 30)
    assert (sums.scores[-1], sums.scores[8], sum(sums.scores), sums.unscored, sums.gaps) == (1, 1, 2, 1, 3)
    assert [place.start for place in sums.ranking()] == [0, 20, 10]
    assert [place.start for place in sums.silent()] == [10, 20]
    assert sums.failed == [30]
    assert sums.missed() == ["b", "a"]
    assert sums.by_region() == {
        "云川省临江市青禾区": {Topic.DIGITAL: (2, 3), Topic.OPENNESS: (2, 2)},
        "": {Topic.DIGITAL: (1, 1)},
    }


def test_many_places_are_counted_to_the_larger_one() -> None:
    sums = totals()
    for number in range(REGIONS + 10):
        sums.add(row(str(number), 50, f"云川省临江市第{number}区", a=Outcome.NOT_MET), number)
    assert sums.by_region() == {"云川省临江市": {Topic.DIGITAL: (REGIONS + 10, REGIONS + 10)}}


def test_places_that_lie_in_no_larger_one_are_counted_together() -> None:
    sums = totals()
    for number in range(REGIONS + 10):
        sums.add(row(str(number), 50, f"第{number}区", a=Outcome.MET), number)
    regions = sums.by_region()
    assert len(regions) == REGIONS + 1 and list(regions)[-1] == "…"
    assert sum(judged for cells in regions.values() for _, judged in cells.values()) == REGIONS + 10
