"""The operators one by one, and the algebra of those that join others."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_eval.checklists.operators import compile_check
from fazhi_eval.checklists.shapes import SHAPES, facts_named, flaws, operators_named
from fazhi_eval.checklists.verdict import paths_of, words_of
from fazhi_eval.checklists.view import FactView, view
from fazhi_eval.checklists.words import check_in_words
from fazhi_eval.errors import ChecklistError
from fazhi_eval.reports.model import Report


def facts(
    own: dict[str, Any] | None = None,
    area: dict[str, Any] | None = None,
    evidence: dict[str, Any] | None = None,
    **about: Any,
) -> FactView:
    data = {"report": {"year": 2021, **about}, "own": own or {}, "area": area or {}, "evidence": evidence or {}}
    return view(Report.model_validate(data))


def quoted(path: str, *pieces: dict[str, Any]) -> dict[str, Any]:
    return {path: [{"quote": "原文", **piece} for piece in pieces]}


STAFF = {"enforcement": {"officers": 100, "legal_reviewers": 5}}
RATIO = {"ratio": {"part": "enforcement.legal_reviewers", "whole": "enforcement.officers", "at_least": 0.05}}
BEFORE = {"on_or_before": {"fact": "report.published_on", "month": 4, "day": 1, "years_after": 1}}


@pytest.mark.parametrize(
    ("check", "view_", "truth", "review"),
    [
        ({"stated": "litigation.lost"}, facts(area={"litigation": {"lost": 0}}), True, False),
        ({"stated": "litigation.lost"}, facts(), None, False),
        ({"stated": "litigation.lost"}, facts(own={"litigation": {"lost": 1}}), True, False),
        ({"stated": "area.litigation.lost"}, facts(own={"litigation": {"lost": 1}}), None, False),
        ({"stated": "report.addressed_to"}, facts(addressed_to=["区委"]), True, False),
        ({"is_true": "report.sections.causes"}, facts(sections={"causes": True}), True, False),
        ({"is_true": "report.sections.causes"}, facts(sections={"causes": False}), False, False),
        ({"is_true": "report.sections.causes"}, facts(), None, False),
        # the jurisdiction's figure comes before the body's own
        (
            {"at_least": {"fact": "enforcement.officers", "value": 50}},
            facts(own={"enforcement": {"officers": 3}}, area=STAFF),
            True,
            False,
        ),
        (
            {"at_least": {"fact": "own.enforcement.officers", "value": 50}},
            facts(own={"enforcement": {"officers": 3}}, area=STAFF),
            False,
            False,
        ),
        ({"at_most": {"fact": "litigation.lost", "value": 0}}, facts(area={"litigation": {"lost": 1}}), False, False),
        ({"at_most": {"fact": "litigation.lost", "value": 0}}, facts(area={"litigation": {"lost": 0}}), True, False),
        ({"equals": {"fact": "litigation.lost", "value": 0}}, facts(area={"litigation": {"lost": 0}}), True, False),
        ({"equals": {"fact": "report.level", "value": "county"}}, facts(level="county"), True, False),
        ({"equals": {"fact": "report.level", "value": "county"}}, facts(level="city"), False, False),
        (RATIO, facts(area=STAFF), True, False),
        (RATIO, facts(area={"enforcement": {"officers": 100, "legal_reviewers": 4}}), False, False),
        (RATIO, facts(area={"enforcement": {"officers": 100}}), None, False),
        (RATIO, facts(area={"enforcement": {"officers": 0, "legal_reviewers": 0}}), None, False),
        # a part greater than its whole is a figure to look at, not a pass
        (RATIO, facts(area={"enforcement": {"officers": 5, "legal_reviewers": 10}}), None, True),
        # never a part of one subject against the whole of another
        (
            RATIO,
            facts(own={"enforcement": {"legal_reviewers": 5}}, area={"enforcement": {"officers": 100}}),
            None,
            False,
        ),
        (RATIO, facts(own=STAFF, area={"enforcement": {"officers": 900}}), True, False),
        (BEFORE, facts(published_on="2022-04-01"), True, False),
        (BEFORE, facts(published_on="2022-04-02"), False, False),
        (BEFORE, facts(), None, False),
        (
            {"not_more_than": {"fact": "normative_documents.reviewed", "other": "normative_documents.issued"}},
            facts(area={"normative_documents": {"reviewed": 6, "issued": 5}}),
            None,
            True,
        ),
        (
            {"not_more_than": {"fact": "normative_documents.reviewed", "other": "normative_documents.issued"}},
            facts(area={"normative_documents": {"reviewed": 5, "issued": 5}}),
            True,
            False,
        ),
        ({"review": {"zh": "看台账", "en": "look"}}, facts(), None, True),
    ],
)
def test_operator(check: dict[str, Any], view_: FactView, truth: bool | None, review: bool) -> None:
    verdict = compile_check(check)(view_)
    assert (verdict.truth, verdict.review) == (truth, review)
    assert all(words_of(verdict.told, view_))


OVER_80 = {"evidence": quoted("area.legal_counsel.coverage_rate", {"value": 0.8, "at_least": True})}
AREA_80 = {"legal_counsel": {"coverage_rate": 0.8}}


def about_rate(operator: str, limit: float) -> bool | None:
    check = {operator: {"fact": "legal_counsel.coverage_rate", "value": limit}}
    verdict = compile_check(check)(facts(area=AREA_80, **OVER_80))
    assert verdict.review is (verdict.truth is None)
    return verdict.truth


def test_a_figure_that_is_a_lower_bound_decides_only_what_it_proves() -> None:
    assert about_rate("at_least", 0.8) is True
    assert about_rate("at_least", 0.9) is None
    assert about_rate("at_most", 0.7) is False
    assert about_rate("at_most", 0.9) is None
    assert about_rate("equals", 0.7) is False
    assert about_rate("equals", 0.9) is None


@pytest.mark.parametrize(("limit", "truth"), [(50, True), (97, None), (103, None), (120, False)])
def test_an_approximate_figure_near_the_threshold_is_for_a_person(limit: int, truth: bool | None) -> None:
    marks = quoted("area.enforcement.officers", {"value": 100, "approx": True})
    check = {"at_least": {"fact": "enforcement.officers", "value": limit}}
    assert compile_check(check)(facts(area=STAFF, evidence=marks)).truth is truth


@pytest.mark.parametrize(
    "pieces",
    [
        [{"value": 100}, {"value": 90}],
        [{"value": 100, "confidence": "low"}],
    ],
)
def test_doubtful_facts_are_for_a_person(pieces: list[dict[str, Any]]) -> None:
    evidence = quoted("area.enforcement.officers", *pieces)
    for check in ({"stated": "enforcement.officers"}, RATIO):
        view_ = facts(area=STAFF, evidence=evidence)
        verdict = compile_check(check)(view_)
        assert verdict.truth is None and verdict.review
        assert "100" in words_of(verdict.told, view_)[0]
        assert paths_of(verdict.told) == ("area.enforcement.officers",)


def test_an_ambiguous_date_is_for_a_person() -> None:
    evidence = quoted("report.published_on", {"readings": ["2022-01-11", "2022-11-01"]})
    view_ = facts(evidence=evidence)
    verdict = compile_check(BEFORE)(view_)
    assert verdict.truth is None and verdict.review
    zh, en = words_of(verdict.told, view_)
    assert "2022-01-11" in zh and "2022-11-01" in en


def test_two_statements_that_agree_are_no_conflict() -> None:
    for other in ({"value": 100}, {"value": 98, "approx": True}, {"value": 90, "at_least": True}):
        evidence = quoted("area.enforcement.officers", {"value": 100}, other)
        assert compile_check(RATIO)(facts(area=STAFF, evidence=evidence)).truth is True


def test_each_tells_what_is_done_and_what_is_lacking() -> None:
    check = {"each": [{"is_true": f"report.sections.{name}"} for name in ("plan", "causes")]}
    view_ = facts(sections={"plan": True, "causes": False})
    verdict = compile_check(check)(view_)
    assert verdict.truth is False and verdict.share == 0.5
    zh, en = words_of(verdict.told, view_)
    assert zh.startswith("做到的") and "不足的原因" in zh and "lacking" in en
    assert set(paths_of(verdict.told)) == {"report.sections.plan", "report.sections.causes"}


def test_where_stating_is_the_duty_silence_fails_but_is_never_a_merit() -> None:
    stated = {"stated": "litigation.lost"}
    assert compile_check(stated, silence_fails=True)(facts()).truth is False
    assert compile_check({"not": stated}, silence_fails=True)(facts()).truth is None
    half = compile_check({"each": [stated, {"stated": "report.year"}]}, silence_fails=True)(facts())
    assert half.truth is False and half.share == 0.5


# ---- algebra: T, F and U stand for checks that come out true, false and unknown ----

T = {"stated": "report.year"}
F = {"is_true": "report.sections.causes"}
U = {"stated": "litigation.lost"}
R = {"review": {"zh": "看", "en": "look"}}
VIEW = facts(sections={"causes": False})

expressions = st.recursive(
    st.sampled_from([T, F, U, R]),
    lambda inner: st.one_of(
        st.builds(lambda op, parts: {op: parts}, st.sampled_from(["all", "any", "each"]), st.lists(inner, min_size=1)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=8,
)


def truth(expression: dict[str, Any]) -> bool | None:
    return compile_check(expression)(VIEW).truth


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (T, T, True, True),
        (T, F, False, True),
        (T, U, None, True),
        (F, F, False, False),
        (F, U, False, None),
        (U, U, None, None),
    ],
)
def test_kleene_tables(a: Any, b: Any, both: bool | None, either: bool | None) -> None:
    assert truth({"all": [a, b]}) is both
    assert truth({"any": [a, b]}) is either


def test_not() -> None:
    assert [truth({"not": one}) for one in (T, F, U, R)] == [False, True, None, None]


@given(expressions, expressions, expressions, st.sampled_from(["all", "any"]))
def test_commutative_and_associative(a: Any, b: Any, c: Any, op: str) -> None:
    assert truth({op: [a, b]}) is truth({op: [b, a]})
    assert truth({op: [a, {op: [b, c]}]}) is truth({op: [{op: [a, b]}, c]}) is truth({op: [a, b, c]})


@given(expressions, expressions)
def test_de_morgan(a: Any, b: Any) -> None:
    assert truth({"not": {"all": [a, b]}}) is truth({"any": [{"not": a}, {"not": b}]})
    assert truth({"not": {"any": [a, b]}}) is truth({"all": [{"not": a}, {"not": b}]})


@given(expressions)
def test_double_negation_and_one_part(a: Any) -> None:
    assert truth({"not": {"not": a}}) is truth(a)
    assert truth({"all": [a]}) is truth({"any": [a]}) is truth({"each": [a]}) is truth(a)


@given(expressions, st.booleans())
def test_learning_more_never_changes_what_is_determined(a: Any, answer: bool) -> None:
    """Monotone in information: a fact that was unknown may decide, but never overturn."""
    before = truth(a)
    known = facts(sections={"causes": False}, area={"litigation": {"lost": 1}} if answer else {})
    if before is not None:
        assert compile_check(a)(known).truth is before


@given(st.lists(st.sampled_from([T, F]), min_size=1))
def test_share_is_that_of_the_parts_that_hold(parts: list[Any]) -> None:
    verdict = compile_check({"each": parts})(VIEW)
    assert verdict.share == pytest.approx(parts.count(T) / len(parts))
    assert verdict.truth is (parts.count(F) == 0)


@given(expressions)
def test_every_verdict_gives_a_reason_in_both_languages(a: Any) -> None:
    verdict = compile_check(a)(VIEW)
    assert all(words_of(verdict.told, VIEW))
    assert not verdict.review or verdict.truth is None


# ---- shapes ----


@given(expressions)
def test_sound_expressions_have_no_flaws_and_words(a: Any) -> None:
    assert flaws(a) == []
    assert all(check_in_words(a, "zh")) and all(check_in_words(a, "en"))
    assert set(operators_named(a)) <= set(SHAPES)
    assert set(facts_named(a)) <= {"report.year", "report.sections.causes", "litigation.lost"}


@pytest.mark.parametrize(
    ("expression", "code", "path"),
    [
        ("litigation.lost", "checklists.check.not_one", ()),
        ({}, "checklists.check.not_one", ()),
        ({"stated": "litigation.lost", "is_true": "x"}, "checklists.check.not_one", ()),
        ({"statd": "litigation.lost"}, "checklists.check.operator", ("statd",)),
        ({"stated": "litigation.losst"}, "checklists.check.fact", ("stated",)),
        ({"stated": 5}, "checklists.check.path_type", ("stated",)),
        ({"stated": "own.report.year"}, "checklists.check.fact", ("stated",)),
        ({"stated": "area.first_responsible.debriefing"}, "checklists.check.fact", ("stated",)),
        ({"is_true": "litigation.lost"}, "checklists.check.fact_kind", ("is_true",)),
        ({"at_least": "litigation.lost"}, "checklists.check.mapping", ("at_least",)),
        ({"at_least": {"fact": "litigation.lost"}}, "checklists.missing_key", ("at_least",)),
        (
            {"at_least": {"fact": "litigation.lost", "value": 1, "vale": 1}},
            "checklists.unknown_key",
            ("at_least", "vale"),
        ),
        (
            {"at_least": {"fact": "litigation.lost", "value": "1"}},
            "checklists.check.number",
            ("at_least", "value"),
        ),
        ({"at_least": {"fact": "litigation.lost", "value": -1}}, "checklists.out_of_range", ("at_least", "value")),
        ({"equals": {"fact": "litigation.lost", "value": [1]}}, "checklists.check.scalar", ("equals", "value")),
        (
            {"ratio": {"part": "litigation.lost", "whole": "litigation.cases"}},
            "checklists.check.one_of",
            ("ratio",),
        ),
        (
            {"ratio": {"part": "litigation.lost", "whole": "litigation.cases", "at_most": 5}},
            "checklists.out_of_range",
            ("ratio", "at_most"),
        ),
        (
            {"on_or_before": {"fact": "report.published_on", "month": 13, "day": 1}},
            "checklists.out_of_range",
            ("on_or_before", "month"),
        ),
        (
            {"on_or_before": {"fact": "report.published_on", "month": 4, "day": 31}},
            "checklists.out_of_range",
            ("on_or_before", "day"),
        ),
        (
            {"on_or_before": {"fact": "litigation.lost", "month": 4, "day": 1}},
            "checklists.check.fact_kind",
            ("on_or_before", "fact"),
        ),
        ({"all": []}, "checklists.check.list", ("all",)),
        ({"all": [{"stated": "x.y"}]}, "checklists.check.fact", ("all", 0, "stated")),
        ({"not": {"not": {"stated": "x.y"}}}, "checklists.check.fact", ("not", "not", "stated")),
        ({"review": {"zh": "看", "en": " "}}, "checklists.translation", ("review", "en")),
    ],
)
def test_flaws(expression: Any, code: str, path: tuple[str | int, ...]) -> None:
    assert (code, path) in [(flaw.code, flaw.path) for flaw in flaws(expression)]
    with pytest.raises(ChecklistError) as caught:
        compile_check(expression)
    for lang in ("zh", "en"):
        assert caught.value.render(lang)


def test_a_wrong_fact_is_answered_with_the_nearest() -> None:
    (flaw,) = flaws({"stated": "area.litigation.losst"})
    assert flaw.params == {"found": "area.litigation.losst", "nearest": "area.litigation.lost"}
