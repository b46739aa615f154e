"""Judging: whom an item binds, which year's law, what is said of it."""

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fazhi_eval.checklists.load import load_checklists
from fazhi_eval.checklists.model import Checklists
from fazhi_eval.errors import NothingChecked, UsageError
from fazhi_eval.evaluation.judge import judge
from fazhi_eval.evaluation.model import Evaluation, ItemResult
from fazhi_eval.reports.model import Report

HEAD = "title: {zh: 清单, en: list}\ndescription: {zh: 说明, en: text}\nitems:\n"
REST = """\
    title: {zh: 题, en: title}
    obligation: {zh: 义务, en: obligation}
    topics: [other]
    remedy: {zh: 补, en: mend}
    examples: {meets: [], misses: []}
"""


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Checklists]:
    """``loaded(one_item, another, …)``: a checklist ``own`` of items of which only the telling keys are given."""
    monkeypatch.setenv("FAZHI_EVAL_CACHE", "")

    def make(*items: dict[str, Any]) -> Checklists:
        body = f"id: own\n{HEAD}"
        for index, given in enumerate(items):
            keys = {
                "id": f"own.item-{index}",
                "severity": "low",
                "basis": [{"instrument": "inspection-rules-2019", "clause": "第二十五条"}],
                "check": {"stated": "litigation.lost"},
                **given,
            }
            lines = [f"    {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()]
            body += "  - " + "\n".join(lines).lstrip() + "\n" + REST
        (tmp_path / "own.yaml").write_text(body, encoding="utf-8")
        return load_checklists(tmp_path)

    return make


def report(
    own: dict[str, Any] | None = None,
    area: dict[str, Any] | None = None,
    evidence: dict[str, Any] | None = None,
    **about: Any,
) -> Report:
    data = {"year": 2021, "level": "county", "body": "government", **about}
    return Report.model_validate({"report": data, "own": own or {}, "area": area or {}, "evidence": evidence or {}})


def items(evaluation: Evaluation) -> list[ItemResult]:
    return [item for checklist in evaluation.checklists for item in checklist.items]


def outcomes(evaluation: Evaluation) -> list[str]:
    return [item.outcome.value for item in items(evaluation)]


LOST = {"litigation": {"lost": 0}}
EACH = {"each": [{"stated": "litigation.lost"}, {"is_true": "report.sections.causes"}]}


@pytest.mark.parametrize(
    ("item", "given", "outcome", "credit"),
    [
        ({}, report(area=LOST), "met", 1.0),
        ({}, report(), "not_disclosed", None),
        ({"when_silent": "not_met"}, report(), "not_met", 0.0),
        ({"when_silent": "needs_review"}, report(), "needs_review", None),
        ({"check": {"review": {"zh": "看", "en": "look"}}}, report(), "needs_review", None),
        ({"check": EACH}, report(area=LOST, sections={"causes": False}), "partly_met", 0.5),
        ({"check": EACH}, report(area=LOST), "not_disclosed", None),
        ({"check": EACH, "when_silent": "not_met"}, report(area=LOST), "partly_met", 0.5),
        ({"check": EACH, "when_silent": "not_met"}, report(), "not_met", 0.0),
        ({"check": {"not": {"stated": "litigation.lost"}}, "when_silent": "not_met"}, report(), "not_met", 0.0),
    ],
)
def test_outcomes(
    loaded: Callable[..., Checklists], item: dict[str, Any], given: Report, outcome: str, credit: float | None
) -> None:
    # a second item that always applies, so that something is checked
    evaluation = judge(given, loaded(item, {}))
    (found, _) = items(evaluation)
    assert (found.outcome.value, found.credit) == (outcome, credit)
    assert found.reason.zh and found.reason.en and found.basis


def test_two_values_are_for_a_person(loaded: Callable[..., Checklists]) -> None:
    pieces = [{"quote": "败诉0件", "value": 0}, {"quote": "败诉2件", "value": 2}]
    (found,) = items(judge(report(area=LOST, evidence={"area.litigation.lost": pieces}), loaded({})))
    assert found.outcome.value == "needs_review" and found.credit is None
    assert [piece.quote for piece in found.evidence] == ["败诉0件", "败诉2件"]
    assert found.facts == {"area.litigation.lost": 0}


@pytest.mark.parametrize(
    ("binds", "about", "outcome"),
    [
        ({"level": ["county"]}, {}, "met"),
        ({"level": ["city"]}, {}, "not_applicable"),
        ({"level": ["city"]}, {"level": None}, "needs_review"),
        ({"level": ["national", "province", "city", "county", "township"]}, {"level": None}, "met"),
        ({"body": ["government"]}, {}, "met"),
        ({"body": ["department"]}, {}, "not_applicable"),
        ({"body": ["department"]}, {"body": None}, "needs_review"),
        ({"body": ["party_committee", "government", "department"]}, {"body": None}, "met"),
        ({"body": ["department"]}, {"body": "department", "issuer": "青禾区司法局"}, "met"),
        ({"body": ["justice_department"]}, {"body": "department", "issuer": "青禾区司法局"}, "met"),
        ({"body": ["justice_department"]}, {"body": "department", "title": "云川省司法厅年度报告"}, "met"),
        ({"body": ["justice_department"]}, {"body": "department", "issuer": "青禾区水务局"}, "not_applicable"),
        ({"body": ["justice_department"]}, {"body": "department"}, "needs_review"),
        # what cannot bind the level does not bind, whoever the body is
        ({"level": ["city"], "body": ["department"]}, {"body": None}, "not_applicable"),
        ({"level": ["city"], "body": ["department"]}, {"level": None}, "not_applicable"),
    ],
)
def test_whom_it_binds(
    loaded: Callable[..., Checklists], binds: dict[str, Any], about: dict[str, Any], outcome: str
) -> None:
    evaluation = judge(report(area=LOST, **about), loaded({"applies_to": binds}, {}))
    assert outcomes(evaluation) == [outcome, "met"]
    found = items(evaluation)[0]
    assert found.reason.zh and found.reason.en
    assert evaluation.score.items == (1 if outcome == "not_applicable" else 2)


ISSUED = {"when": {"at_least": {"fact": "normative_documents.issued", "value": 1}}}


@pytest.mark.parametrize(
    ("unknown", "area", "outcome"),
    [
        ("applies", {"normative_documents": {"issued": 2}}, "not_disclosed"),
        ("applies", {"normative_documents": {"issued": 0}}, "not_applicable"),
        ("applies", {}, "not_disclosed"),
        ("not_applicable", {}, "not_applicable"),
    ],
)
def test_circumstances(loaded: Callable[..., Checklists], unknown: str, area: dict[str, Any], outcome: str) -> None:
    applies = {**ISSUED, "when_unknown": unknown, "when_reason": {"zh": "制发了文件", "en": "documents were issued"}}
    found = items(judge(report(area=area), loaded({"applies_to": applies}, {})))[0]
    assert found.outcome.value == outcome
    if outcome == "not_applicable":
        assert "制发了文件" in found.reason.zh and "documents were issued" in found.reason.en


def test_the_law_of_the_last_day_of_the_year(loaded: Callable[..., Checklists]) -> None:
    item = {"effective": {"from": "2021-12-31", "to": "2023-12-30"}}
    checklists = loaded(item, {})
    seen = {year: len(items(judge(report(year=year), checklists))) for year in range(2020, 2025)}
    assert seen == {2020: 1, 2021: 2, 2022: 2, 2023: 1, 2024: 1}


def test_only_passages_in_force_are_cited(loaded: Callable[..., Checklists]) -> None:
    basis = [
        {"instrument": "reconsideration-law-2017", "clause": "第三十一条"},
        {"instrument": "reconsideration-law-2023", "clause": "第六十二条", "verified": False},
        {"instrument": "inspection-rules-2019", "clause": "第二十四条", "until": "2020-12-31"},
    ]
    checklists = loaded({"basis": basis})
    cited = {}
    for year in (2019, 2021, 2024):
        (found,) = items(judge(report(year=year), checklists))
        cited[year] = [one.instrument for one in found.basis], found.verified
    assert cited[2021] == (["reconsideration-law-2017"], True)
    assert cited[2024] == (["reconsideration-law-2023"], False)
    assert cited[2019][0] == ["reconsideration-law-2017", "inspection-rules-2019"]


def test_never_a_silent_pass(loaded: Callable[..., Checklists]) -> None:
    checklists = loaded({})
    with pytest.raises(NothingChecked):
        judge(report(year=2017), checklists)
    with pytest.raises(NothingChecked):
        judge(report(), loaded({"applies_to": {"level": ["city"]}}))
    with pytest.raises(UsageError):
        judge(report(year=None), checklists)
    with pytest.raises(UsageError):
        judge(report(), checklists, year=1949)


def test_another_year_as_asked_is_told(loaded: Callable[..., Checklists]) -> None:
    evaluation = judge(report(), loaded({}), year=2023)
    assert evaluation.year == 2023
    assert any("2021" in note.zh and "2023" in note.en for note in evaluation.notes)


def test_after_the_outline_the_report_is_told_so() -> None:
    checklists = load_checklists()
    during, after = (judge(report(year=year), checklists) for year in (2025, 2026))
    assert not during.notes
    assert any("届满" in note.zh and "2025-12-31" in note.en for note in after.notes)
    assert not any(basis.instrument == "outline-2021" for item in items(after) for basis in item.basis)
    assert after.score.by_part == {}


def test_overlays_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_EVAL_CACHE", "")
    (tmp_path / "o.yaml").write_text(
        "overlay: {items: {annual-report.plan: {off: true, reason: {zh: 另查, en: elsewhere}}, "
        "annual-report.causes: {weight: 9}}}",
        encoding="utf-8",
    )
    evaluation = judge(report(), load_checklists(tmp_path))
    told = " ".join(note.zh for note in evaluation.notes)
    assert "annual-report.plan" in told and "另查" in told and "annual-report.causes" in told
    assert "annual-report.plan" not in {item.id for item in items(evaluation)}


def test_results_are_sound_models_and_picklable() -> None:
    evaluation = judge(report(area=LOST, published_on="2022-01-19"), load_checklists(), source="a.txt")
    assert pickle.loads(pickle.dumps(evaluation)) == evaluation
    # built without validation, valid all the same
    again = Evaluation.model_validate_json(evaluation.model_dump_json(by_alias=True))
    assert again.model_dump(mode="json") == evaluation.model_dump(mode="json")
    assert judge(report(area=LOST, published_on="2022-01-19"), load_checklists(), source="a.txt") == evaluation


def test_a_result_read_back_from_json_equals_the_one_written() -> None:
    from fazhi_eval import evaluate, read_report
    from fazhi_eval.data import data_folder
    from fazhi_eval.evaluation.model import Evaluation

    for name in ("qinghe-2023.txt", "heping-2021.yaml"):
        evaluation = evaluate(read_report(data_folder("examples") / name))
        assert Evaluation.model_validate_json(evaluation.model_dump_json()) == evaluation
