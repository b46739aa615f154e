"""Admissions tied to gaps, and the comparison that follows."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from fazhi_eval import evaluate as evaluate_shipped
from fazhi_eval import load_checklists, read_report
from fazhi_eval.checklists.model import Checklists
from fazhi_eval.errors import UsageError
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.gaps.compare import compare
from fazhi_eval.gaps.explain import explain_admission, explain_gap
from fazhi_eval.gaps.match import SURE, Verdict
from fazhi_eval.reports.model import Report

Make = Callable[..., Report]
Evaluate = Callable[[Report], Evaluation]


def tied(evaluation: Evaluation, index: int = 0) -> list[str]:
    items = {gap.id: gap.item for gap in evaluation.gaps}
    return [items[tie.gap].removeprefix("sample.") for tie in evaluation.admissions[index].ties]


def test_an_admission_at_large_is_answered_by_every_gap_of_its_subject(report_of: Make, evaluate: Evaluate) -> None:
    evaluation = evaluate(report_of(["矛盾纠纷化解工作还有差距"]))
    assert set(tied(evaluation)) == {"mediations", "success-rate"}
    assert evaluation.admissions[0].status == "confirmed"
    assert all("矛盾纠纷" in tie.words or "纠纷…化解" in tie.words for tie in evaluation.admissions[0].ties)


def test_a_particular_admission_is_answered_by_the_particular_gap(report_of: Make, evaluate: Evaluate) -> None:
    evaluation = evaluate(report_of(["规范性文件清理不够及时", "普法中短视频、公众号用得少"]))
    assert tied(evaluation, 0) == ["repealed"]
    assert tied(evaluation, 1) == ["media"]
    assert evaluation.admissions[0].ties[0].score > SURE


def test_one_gap_may_answer_several_admissions(report_of: Make, evaluate: Evaluate) -> None:
    evaluation = evaluate(report_of(["基层执法人员数量不足", "执法队伍老化"]))
    gap = next(gap for gap in evaluation.gaps if gap.item == "sample.officers")
    assert gap.admitted_by == (0, 1)


def test_a_related_obligation_is_told_from_the_same_one(report_of: Make, evaluate: Evaluate) -> None:
    evaluation = evaluate(report_of(["法治专业人才短缺"]))
    assert tied(evaluation) == ["officers"]
    assert evaluation.admissions[0].ties[0].score < SURE


def test_wide_topics_tie_by_the_same_thing_only(report_of: Make, evaluate: Evaluate) -> None:
    evaluation = evaluate(report_of(["法治建设特色品牌不多", "干部法治思维不强、学法不主动"]))
    assert evaluation.admissions[0].topic == "leadership"
    assert tied(evaluation, 0) == []
    assert evaluation.admissions[0].status == "unverified"
    assert tied(evaluation, 1) == ["study"]


def test_what_no_check_looks_at_is_unverified(report_of: Make, evaluate: Evaluate) -> None:
    evaluation = evaluate(report_of(["应急预案修订不及时", "办公用房紧张"]))
    assert [admission.status for admission in evaluation.admissions] == ["unverified", "unverified"]
    assert [admission.topic for admission in evaluation.admissions] == ["emergency", "other"]


def test_set_phrases_are_generic_and_tied_to_nothing(report_of: Make, evaluate: Evaluate) -> None:
    evaluation = evaluate(report_of(["法治政府建设水平有待进一步提升", "法治政府建设还有2项任务未完成"]))
    assert [admission.status for admission in evaluation.admissions] == ["generic", "unverified"]
    assert evaluation.admissions[0].gaps == ()


def test_a_clause_that_names_nothing_goes_on_from_the_one_before(report_of: Make, evaluate: Evaluate) -> None:
    before = "普法形式较为单一"
    evaluation = evaluate(report_of([(before, 100), ("这一现象越来越明显", 100 + len(before) + 1)]))
    assert evaluation.admissions[1].topic == "legal_publicity"
    apart = evaluate(report_of([(before, 100), ("这一现象越来越明显", 100 + len(before) + 3)]))
    assert apart.admissions[1].topic == "other"


def test_causes_belong_to_the_nearest_shortcoming(report_of: Make, evaluate: Evaluate) -> None:
    first, cause, second = "执法人员不足", "由于编制多年未增", "调解员队伍老化"
    evaluation = evaluate(report_of([(first, 0), (second, 20)], [(cause, 11)]))
    assert [admission.cause_given for admission in evaluation.admissions] == [False, True]
    assert compare(evaluation, has_plan=False).without_cause == (0,)


def test_causes_told_elsewhere_belong_to_the_same_subject(report_of: Make, evaluate: Evaluate) -> None:
    evaluation = evaluate(report_of(["执法人员不足", "普法形式单一"], ["普法经费投入有限"]))
    assert [admission.cause_given for admission in evaluation.admissions] == [False, True]


def test_comparison(report_of: Make, evaluate: Evaluate) -> None:
    plan = ["加强执法人员业务培训。"]
    report = report_of(["执法人员不足", "法治工作水平有待提高", "应急演练偏少"], plan=plan)
    evaluation = evaluate(report)
    comparison = compare(evaluation, has_plan=bool(report.plan))
    assert comparison.confirmed == (0,)
    assert comparison.generic == (1,)
    assert comparison.unverified == (2,)
    assert comparison.unplanned == (1, 2)
    items = {gap.id: gap.item for gap in evaluation.gaps}
    assert "sample.officers" not in {items[id] for id in comparison.unadmitted}
    assert "sample.repealed" in {items[id] for id in comparison.unadmitted}
    assert len(comparison.unplanned_gaps) >= len(items) - 1


def test_why_a_gap_was_tied_or_not(report_of: Make, evaluate: Evaluate, law: Checklists) -> None:
    report = report_of(["规范性文件清理不及时", "普法形式单一", "法治工作水平有待提高"])
    evaluation = evaluate(report)
    gap = next(gap for gap in evaluation.gaps if gap.item == "sample.filed")
    reasons = explain_gap(gap.id, evaluation, report, law)
    assert [reason.verdict for reason in reasons] == [Verdict.OUTDONE, Verdict.OTHER_TOPIC, Verdict.GENERIC]
    assert reasons == explain_gap("sample.filed", evaluation, report, law)
    assert "更贴切" in reasons[0].message.zh
    assert "legal publicity" in reasons[1].message.en
    broad = explain_gap("sample.study", evaluation, report_of(["法治建设亮点不多"]), law)
    assert [reason.verdict for reason in broad] == [Verdict.BROAD_TOPIC]
    assert explain_gap("sample.study", evaluation, report_of(["学法不经常"]), law)[0].verdict == Verdict.DIRECT
    assert explain_gap("sample.study", evaluation, report_of(), law) == ()


def test_asking_about_a_gap_that_is_none(report_of: Make, evaluate: Evaluate, law: Checklists) -> None:
    report = report_of()
    with pytest.raises(UsageError) as caught:
        explain_gap("sample.studdy", evaluate(report), report, law)
    assert "sample.study" in str(caught.value)


def gold_of(shared: Path, name: str) -> dict[str, object]:
    gold: dict[str, object] = yaml.safe_load((shared / "gold" / f"{name}.yaml").read_text(encoding="utf-8"))
    return gold


def test_the_worked_case(shared: Path) -> None:
    """Four admissions, each confirmed by a gap; two of them in no plan."""
    evaluation = evaluate_shipped(read_report(shared / "reports" / "heping-2021.txt"))
    admissions = {str(admission.topic): admission for admission in evaluation.admissions}
    assert {topic: admission.planned for topic, admission in admissions.items()} == gold_of(shared, "heping-2021")[
        "plan_answers"
    ]
    gaps = {gap.id: gap for gap in evaluation.gaps}
    for topic, admission in admissions.items():
        assert admission.status == "confirmed"
        assert admission.ties
        assert all(topic in gaps[tie.gap].topics for tie in admission.ties)
        assert not admission.cause_given


def test_all_gold_reports(shared: Path) -> None:
    """Ties whose gap carries one of the admission's topics in the gold, and what the plan takes up."""
    good, planned, found = [], [], 0
    for file in sorted((shared / "gold").glob("*.yaml")):
        gold = yaml.safe_load(file.read_text(encoding="utf-8"))
        evaluation = evaluate_shipped(read_report(shared / gold["file"]), load_checklists())
        topics_of = {gap.id: {str(topic) for topic in gap.topics} for gap in evaluation.gaps}
        for entry in gold.get("deficiencies") or []:
            topics = entry["topic"] if isinstance(entry["topic"], list) else [entry["topic"]]
            admission = next((one for one in evaluation.admissions if entry["quote"] in one.quote), None)
            if admission is None:
                continue
            found += 1
            good += [not topics_of[id].isdisjoint(topics) for id in admission.gaps]
            answers = [gold["plan_answers"][topic] for topic in topics if topic in gold["plan_answers"]]
            planned += [admission.planned is answers[0]] if answers else []
    assert found >= 40
    assert sum(good) / len(good) >= 0.95
    assert sum(planned) / len(planned) >= 0.9


def test_why_an_admission_is_answered_by_what(report_of: Make, evaluate: Evaluate, law: Checklists) -> None:
    report = report_of(["规范性文件清理不够及时", "法治建设水平有待提升"])
    evaluation = evaluate(report)
    items = {gap.id: gap.item for gap in evaluation.gaps}
    reasons = explain_admission(1, evaluation, report, law)
    assert (items[reasons[0].gap], reasons[0].verdict) == ("sample.repealed", Verdict.DIRECT)
    assert {items[one.gap] for one in reasons} == {"sample.repealed", "sample.filed"}
    assert tied(evaluation) == [
        items[one.gap].removeprefix("sample.") for one in reasons if one.verdict in (Verdict.DIRECT, Verdict.RELATED)
    ]
    assert {one.verdict for one in explain_admission(2, evaluation, report, law)} <= {Verdict.GENERIC}
    for number in (0, 3):
        with pytest.raises(UsageError):
            explain_admission(number, evaluation, report, law)
