"""The verdict: every condition, waivers and baseline that take gaps out of it, and nothing that changes a result."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi_eval.evaluation.model import Evaluation, Outcome
from fazhi_eval.gate.baseline import baseline_of
from fazhi_eval.gate.conditions import Condition
from fazhi_eval.gate.decide import decide
from fazhi_eval.gate.files import Baseline, Waiver
from fazhi_eval.gate.model import State, WhyUnused

Waive = Callable[..., Waiver]

DAY = date(2024, 6, 30)
LEVELS = {"low": {"low", "medium", "high"}, "medium": {"medium", "high"}, "high": {"high"}}


@pytest.mark.parametrize("level", LEVELS)
def test_severity(level: str, qinghe: Evaluation) -> None:
    wanted = tuple(gap.id for gap in qinghe.gaps if gap.severity in LEVELS[level])
    verdict = decide(qinghe, [Condition(level)])  # type: ignore[arg-type]
    assert verdict.passed is not bool(wanted)
    assert tuple(id for failure in verdict.failures for id in failure.gaps) == wanted


def test_none_and_default(qinghe: Evaluation) -> None:
    assert decide(qinghe, [Condition("none")]).passed
    assert decide(qinghe).conditions == ("low",) and not decide(qinghe).passed


def test_unadmitted(qinghe: Evaluation) -> None:
    (failure,) = decide(qinghe, [Condition("unadmitted")]).failures
    assert failure.gaps == tuple(gap.id for gap in qinghe.gaps if not gap.admitted_by)
    all_admitted = tuple(gap.model_copy(update={"admitted_by": (0,)}) for gap in qinghe.gaps)
    assert decide(qinghe.model_copy(update={"gaps": all_admitted}), [Condition("unadmitted")]).passed


def with_figures(evaluation: Evaluation, score: float | None, coverage: float | None) -> Evaluation:
    sheet = evaluation.score.model_copy(update={"score": score, "coverage": coverage})
    return evaluation.model_copy(update={"score": sheet})


def test_score_and_coverage(qinghe: Evaluation) -> None:
    at = with_figures(qinghe, 60.0, 0.29)
    assert decide(at, [Condition("score", 60), Condition("coverage", 29)]).passed
    verdict = decide(at, [Condition("score", 60.1), Condition("coverage", 29.5)])
    assert [(one.condition, one.found) for one in verdict.failures] == [("score<60.1", 60), ("coverage<29.5", 29)]


def test_no_score_is_no_pass(qinghe: Evaluation) -> None:
    verdict = decide(with_figures(qinghe, None, None), [Condition("score", 1), Condition("coverage", 1)])
    assert [(one.condition, one.found) for one in verdict.failures] == [("score<1", None), ("coverage<1", None)]
    assert [one.found for one in decide(with_figures(qinghe, 0.0, 0.0), [Condition("coverage", 1)]).failures] == [0]


def test_any_condition_is_enough(qinghe: Evaluation) -> None:
    verdict = decide(qinghe, [Condition("high"), Condition("score", 100), Condition("none")])
    assert not verdict.passed and [one.condition for one in verdict.failures] == ["score<100"]


def test_waived_gaps_stand_and_do_not_count(qinghe: Evaluation, waive: Waive) -> None:
    before = qinghe.model_dump_json()
    waivers = [waive(gap.item) for gap in qinghe.gaps]
    verdict = decide(qinghe, waivers=waivers, today=DAY)
    assert verdict.passed and verdict.counted == ()
    assert set(verdict.waived) == {gap.id for gap in qinghe.gaps}
    assert qinghe.model_dump_json() == before
    # a score is no matter of waivers
    assert not decide(qinghe, [Condition("score", 100)], waivers=waivers, today=DAY).passed


def test_the_last_day_counts_and_the_next_does_not(qinghe: Evaluation, waive: Waive) -> None:
    waiver = waive(qinghe.gaps[0].item)
    assert decide(qinghe, waivers=[waiver], today=DAY).waived
    late = decide(qinghe, waivers=[waiver], today=date(2024, 7, 1))
    assert not late.waived and late.expired == (waiver,) and qinghe.gaps[0].id in late.counted


def test_the_body_is_told_by_its_name(qinghe: Evaluation, waive: Waive) -> None:
    item = qinghe.gaps[0].item
    spaced = waive(item, body=f" {(qinghe.report.issuer or '')[:3]} {(qinghe.report.issuer or '')[3:]}")
    other = waive(item, body="云川省白石县人民政府")
    verdict = decide(qinghe, waivers=[spaced, other], today=DAY)
    assert list(verdict.waived.values()) == [spaced] and verdict.elsewhere == ("云川省白石县人民政府",)


def test_unused(qinghe: Evaluation, waive: Waive) -> None:
    items = [item for checklist in qinghe.checklists for item in checklist.items]
    met = next(item.id for item in items if item.outcome is Outcome.MET)
    misspelt = qinghe.gaps[0].item[:-1]
    found = decide(qinghe, waivers=[waive(met), waive(misspelt)], today=DAY)
    assert [(one.why, one.nearest) for one in found.unused] == [
        (WhyUnused.NO_GAP, None),
        (WhyUnused.NO_ITEM, qinghe.gaps[0].item),
    ]
    assert not found.waived


def test_waivers_ask_for_a_day(qinghe: Evaluation, waive: Waive) -> None:
    with pytest.raises(ValueError, match="day"):
        decide(qinghe, waivers=[waive("x.y")])


def test_baseline(qinghe: Evaluation) -> None:
    whole = baseline_of([qinghe])
    verdict = decide(qinghe, baseline=whole)
    assert verdict.passed and verdict.states and set(verdict.states.values()) == {State.UNCHANGED}
    new = qinghe.gaps[2]
    older = Baseline(gaps={id: known for id, known in whole.gaps.items() if id != new.id})
    verdict = decide(qinghe, baseline=older)
    assert verdict.counted == (new.id,) and not verdict.passed
    mended = qinghe.model_copy(update={"gaps": qinghe.gaps[1:]})
    verdict = decide(mended, baseline=whole)
    assert verdict.passed and [known.item for known in verdict.closed.values()] == [qinghe.gaps[0].item]


def test_another_outcome_is_told(qinghe: Evaluation) -> None:
    whole = baseline_of([qinghe])
    gap = qinghe.gaps[0]
    before = whole.gaps[gap.id].model_copy(update={"outcome": Outcome.PARTLY_MET})
    verdict = decide(qinghe, baseline=Baseline(gaps={**whole.gaps, gap.id: before}))
    assert verdict.passed and verdict.before == {gap.id: Outcome.PARTLY_MET}
    assert verdict.states and verdict.states[gap.id] is State.UPDATED


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_waivers_and_baseline_only_take_away(data: st.DataObject, qinghe: Evaluation, waive: Waive) -> None:
    gaps = st.sets(st.sampled_from(range(len(qinghe.gaps))))
    waived, known = data.draw(gaps), data.draw(gaps)
    baseline = baseline_of([qinghe.model_copy(update={"gaps": tuple(qinghe.gaps[index] for index in known)})])
    waivers = [waive(qinghe.gaps[index].item) for index in waived]
    conditions = [Condition("low"), Condition("score", 50), Condition("coverage", 50)]
    plain, with_both = (
        decide(qinghe, conditions),
        decide(qinghe, conditions, waivers=waivers, today=DAY, baseline=baseline),
    )
    assert set(with_both.counted) == {
        gap.id for index, gap in enumerate(qinghe.gaps) if index not in waived and index not in known
    }
    figures = [[one for one in verdict.failures if "<" in one.condition] for verdict in (plain, with_both)]
    assert figures[0] == figures[1]
