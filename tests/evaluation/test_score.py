"""The arithmetic of DESIGN section 6, by hand and by property."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_eval.evaluation.model import ChecklistResult, ItemResult, Outcome, Score
from fazhi_eval.evaluation.score import applicable_weight, gain_of, score_of, score_sheet


def gain(one: ItemResult, results: list[ItemResult]) -> float:
    return gain_of(one, applicable_weight(results))


CREDIT: dict[Outcome, float | None] = {
    Outcome.MET: 1.0,
    Outcome.NOT_MET: 0.0,
    Outcome.NOT_DISCLOSED: None,
    Outcome.NEEDS_REVIEW: None,
    Outcome.NOT_APPLICABLE: None,
}


def result(outcome: str, weight: float = 1.0, credit: float | None = None, name: str = "a.b") -> ItemResult:
    kind = Outcome(outcome)
    text = {"zh": "理由", "en": "reason"}
    return ItemResult.model_validate(
        {
            "id": name,
            "outcome": kind,
            "credit": credit if kind is Outcome.PARTLY_MET else CREDIT[kind],
            "weight": weight,
            "severity": "low",
            "title": text,
            "topics": ["other"],
            "reason": text,
            "basis": [],
            "verified": True,
        }
    )


def test_by_hand() -> None:
    results = [
        result("met", 3),
        result("partly_met", 2, 0.5),
        result("not_met", 1),
        result("not_disclosed", 3),
        result("needs_review", 1),
        result("not_applicable", 9),
    ]
    # earned 3 + 1 = 4 of 6 determined, of 10 applicable
    assert score_of(results) == Score(score=66.6667, low=40.0, high=80.0, coverage=0.6, items=5, determined=3)
    assert gain(results[1], results) == 10.0
    assert gain(results[2], results) == 10.0
    assert gain(results[3], results) == 30.0
    assert gain(results[0], results) == gain(results[5], results) == 0.0


@pytest.mark.parametrize("results", [[], [result("not_applicable")]])
def test_nothing_applicable_is_no_score(results: list[ItemResult]) -> None:
    assert score_of(results) == Score(score=None, low=None, high=None, coverage=None, items=0, determined=0)


def test_silence_alone_has_a_range_and_no_score() -> None:
    assert score_of([result("not_disclosed")]) == Score(
        score=None, low=0.0, high=100.0, coverage=0.0, items=1, determined=0
    )


def test_no_checklists_no_score() -> None:
    sheet = score_sheet([], {})
    assert (sheet.score, sheet.low, sheet.items, sheet.by_checklist) == (None, None, 0, {})


def test_by_checklist_and_by_part() -> None:
    results = [result("met", name="x.a"), result("not_met", name="x.b"), result("not_disclosed", name="y.c")]
    lists = [
        ChecklistResult.model_validate({"id": name, "title": {"zh": "清单", "en": "list"}, "items": items})
        for name, items in (("x", results[:2]), ("y", results[2:]))
    ]
    sheet = score_sheet(lists, {"first": ["x.a", "y.c"], "second": ["x.a", "x.b"]})
    assert (sheet.score, sheet.low, sheet.items) == (50.0, 33.3333, 3)
    assert {name: score.score for name, score in sheet.by_checklist.items()} == {"x": 50.0, "y": None}
    assert {name: score.low for name, score in sheet.by_part.items()} == {"first": 50.0, "second": 50.0}


results_ = st.lists(
    st.builds(
        result,
        st.sampled_from([outcome.value for outcome in Outcome]),
        st.sampled_from([0.5, 1.0, 2.0, 3.0, 10.0]),
        st.floats(0, 1),
    ),
    max_size=12,
)


@given(results_)
def test_the_range_holds_the_score(results: list[ItemResult]) -> None:
    found = score_of(results)
    if found.low is None or found.high is None or found.coverage is None:
        assert found.items == 0
        return
    assert 0 <= found.low <= found.high <= 100
    assert 0 <= found.coverage <= 1
    if found.score is None:
        assert found.determined == 0 and found.coverage == 0
    else:
        assert found.low - 1e-4 <= found.score <= found.high + 1e-4
        assert found.low == pytest.approx(found.score * found.coverage, abs=0.02)


@given(results_, st.data())
def test_closing_a_gap_adds_its_gain(results: list[ItemResult], data: Any) -> None:
    gaps = [index for index, one in enumerate(results) if one.outcome is not Outcome.NOT_APPLICABLE]
    if not gaps:
        return
    index = data.draw(st.sampled_from(gaps))
    closed = [*results[:index], result("met", results[index].weight), *results[index + 1 :]]
    before, after = score_of(results), score_of(closed)
    assert before.low is not None and after.low is not None and before.high is not None and after.high is not None
    assert after.low == pytest.approx(before.low + gain(results[index], results), abs=1e-3)
    assert after.low >= before.low and after.high >= before.high - 1e-9
    assert after.coverage is not None and before.coverage is not None and after.coverage >= before.coverage


@given(results_)
def test_order_does_not_matter(results: list[ItemResult]) -> None:
    assert score_of(results) == score_of(list(reversed(results)))
