"""Gaps: from outcomes alone, never from what the report admits."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi_eval import evaluate as evaluate_shipped
from fazhi_eval import load_checklists, read_report
from fazhi_eval.checklists.model import Checklists
from fazhi_eval.documents.read import document_from_text, read_document
from fazhi_eval.evaluation.judge import judge
from fazhi_eval.evaluation.model import GAP_OUTCOMES, Evaluation
from fazhi_eval.evaluation.plan import Ready, plan_for
from fazhi_eval.gaps.find import find, fingerprint
from fazhi_eval.reports.extract import extract
from fazhi_eval.reports.layout.zones import find_zones
from fazhi_eval.reports.model import Commitment, Report, Statement
from fazhi_eval.reports.paths import flat_facts

Make = Callable[..., Report]
Evaluate = Callable[[Report], Evaluation]


def told(evaluation: Evaluation) -> list[tuple[object, ...]]:
    """The gaps, without what matching them with admissions and plan adds."""
    return [(gap.id, gap.item, gap.outcome, gap.message, gap.gain, gap.evidence) for gap in evaluation.gaps]


def test_one_gap_a_result_that_is_short(report_of: Make, evaluate: Evaluate) -> None:
    evaluation = evaluate(report_of(area={"enforcement": {"officers": 12}, "legal_publicity": {"new_media": False}}))
    short = {item.id for result in evaluation.checklists for item in result.items if item.outcome in GAP_OUTCOMES}
    assert {gap.item for gap in evaluation.gaps} == short
    assert "sample.officers" not in short
    assert len({gap.id for gap in evaluation.gaps}) == len(short)


def test_gravest_first_then_what_adds_most(report_of: Make, evaluate: Evaluate) -> None:
    gaps = evaluate(report_of()).gaps
    assert gaps[0].item == "sample.officers"
    assert gaps[-1].item == "sample.success-rate"
    medium = [gap.gain for gap in gaps if gap.severity == "medium"]
    assert medium == sorted(medium, reverse=True)
    assert gaps[1].item == "sample.study"


def test_gains_make_up_what_low_lacks(report_of: Make, evaluate: Evaluate) -> None:
    evaluation = evaluate(report_of(area={"enforcement": {"officers": 12}}))
    assert evaluation.score.low is not None
    assert sum(gap.gain for gap in evaluation.gaps) == pytest.approx(100 - evaluation.score.low, abs=0.01)


def test_message_tells_what_was_found_and_what_is_asked(report_of: Make, evaluate: Evaluate) -> None:
    gap = evaluate(report_of()).gaps[0]
    assert "报告写明行政执法人员人数" in gap.message.zh
    assert "Asked for" in gap.message.en
    assert gap.remedy.zh == "补充行政执法人员人数"
    assert gap.basis


def test_ids_survive_edits_and_years_but_not_another_body(report_of: Make, evaluate: Evaluate) -> None:
    first = {gap.item: gap.id for gap in evaluate(report_of()).gaps}
    about = {
        "year": 2024,
        "level": "county",
        "body": "government",
        "issuer": "云川省 临江市青禾区人民政府",
        "title": "新",
    }
    later = {gap.item: gap.id for gap in evaluate(report_of(report=about)).gaps}
    other = {
        gap.item: gap.id for gap in evaluate(report_of(report={**about, "issuer": "云川省临江市白石区人民政府"})).gaps
    }
    assert first == later
    assert not set(first.values()) & set(other.values())
    assert fingerprint("a", "b") == fingerprint("a", "b") != fingerprint("b", "a")


def quoted(evaluation: Evaluation) -> dict[str, tuple[object, ...]]:
    """The gaps by item, with what they say and quote; places in the text apart."""
    return {
        gap.item: (gap.id, gap.outcome, gap.message, gap.gain, [piece.quote for piece in gap.evidence])
        for gap in evaluation.gaps
    }


statements = st.lists(st.text(min_size=1, max_size=40), max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(statements, statements, statements)
def test_what_the_report_says_of_itself_changes_no_gap(
    law: Checklists, report_of: Make, deficiencies: list[str], causes: list[str], plan: list[str]
) -> None:
    bare = report_of(area={"enforcement": {"officers": 12}})
    full = bare.model_copy(
        update={
            "deficiencies": [Statement(text=text, quote=text) for text in deficiencies],
            "causes": [Statement(text=text, quote=text) for text in causes],
            "plan": [Commitment(text=text, quote=text) for text in plan],
        }
    )
    assert told(find(judge(full, law), full, law)) == told(find(judge(bare, law), bare, law))


def real_reports(shared: Path) -> list[Report]:
    return [read_report(file) for file in sorted((shared / "reports").glob("*.txt"))]


def test_real_reports_keep_their_gaps_whatever_they_admit(shared: Path) -> None:
    invented = [
        Statement(text="普法宣传不够", quote="普法宣传不够"),
        Statement(text="执法力量不足", quote="执法力量不足"),
    ]
    for report in real_reports(shared):
        gaps = told(evaluate_shipped(report))
        for deficiencies in ([], invented):
            changed = report.model_copy(update={"deficiencies": deficiencies, "causes": [], "plan": []})
            assert told(evaluate_shipped(changed)) == gaps


INVENTED = "\n九、存在的不足\n工作仍有不足：一是普法宣传形式单一；二是调解队伍力量薄弱；三是行政执法人员培训不够。\n"


@pytest.mark.parametrize(("instead", "admitted"), [("", 0), (INVENTED, 3)], ids=["none", "another"])
def test_the_section_of_shortcomings_makes_no_gap(shared: Path, instead: str, admitted: int) -> None:
    """Cut out of the text itself, or put in its place, so that the rest is read anew. One gap alone may open: that no
    cause is given, where the section gave one. (Whether there are shortcomings at all is for a person to see.)"""
    checked = 0
    for file in sorted((shared / "reports").glob("*.txt")):
        document = read_document(file)
        zones = find_zones(document).deficiencies
        text = document.text
        for start, end in reversed(zones):
            text = text[:start] + (instead if start == zones[0][0] else "") + text[end:]
        if not zones:
            continue
        report = extract(document_from_text(text))
        assert len(report.deficiencies) == admitted, file.name
        gaps, left = quoted(evaluate_shipped(extract(document))), quoted(evaluate_shipped(report))
        causes = gaps.pop("annual-report.causes", None), left.pop("annual-report.causes", None)
        assert causes[0] in (None, causes[1]), file.name
        assert left == gaps, file.name
        checked += 1
        if file.name == "heping-2021.txt":  # it gives no causes: not one gap changes
            assert causes[0] == causes[1] is not None
    assert checked >= 8


def test_results_are_the_same_from_run_to_run_and_survive_a_pickle(shared: Path) -> None:
    report = read_report(shared / "reports" / "heping-2021.txt")
    first = evaluate_shipped(report)
    assert evaluate_shipped(report) == first
    assert pickle.loads(pickle.dumps(first)) == first
    again = Evaluation.model_validate_json(first.model_dump_json())
    assert (again.gaps, again.admissions) == (first.gaps, first.admissions)


def without(report: Report, path: str) -> Report:
    """``report`` as if it did not state the fact at ``path``."""
    scope, group, name = path.split(".")
    facts = getattr(report, scope)
    fewer = getattr(facts, group).model_copy(update={name: None})
    evidence = {place: pieces for place, pieces in report.evidence.items() if place != path}
    return report.model_copy(update={scope: facts.model_copy(update={group: fewer}), "evidence": evidence})


def test_a_fact_taken_away_changes_only_gaps_of_items_that_use_it(shared: Path) -> None:
    checklists = load_checklists()
    checked = 0
    for report in real_reports(shared):
        before = evaluate_shipped(report, checklists)
        entries = plan_for(checklists, before.year).entries_for(report.report)
        reads = {item.known["id"]: item.reads for entry in entries for item in entry.items if isinstance(item, Ready)}
        # gains are shares of all that applies, which an item may join or leave with a fact
        gaps = {gap.item: (gap.id, gap.outcome, gap.message, gap.evidence) for gap in before.gaps}
        for path in flat_facts(report):
            if path.startswith("report."):
                continue
            after = evaluate_shipped(without(report, path), checklists)
            changed = {gap.item: (gap.id, gap.outcome, gap.message, gap.evidence) for gap in after.gaps}
            touched = {item for item in gaps.keys() | changed.keys() if gaps.get(item) != changed.get(item)}
            assert all(path in reads[item] for item in touched), (path, touched)
            checked += 1
    assert checked > 100
