"""What the embedded examples must show whoever reads them first."""

from pathlib import Path

import pytest

from fazhi_eval import Evaluation, Report, evaluate, read_report
from fazhi_eval.data import data_folder
from fazhi_eval.evaluation.model import AdmissionStatus, Outcome
from fazhi_eval.reports.paths import flat_facts


@pytest.fixture(scope="module")
def qinghe() -> Report:
    return read_report(data_folder("examples") / "qinghe-2023.txt")


@pytest.fixture(scope="module")
def judged(qinghe: Report) -> Evaluation:
    return evaluate(qinghe)


def outcomes(evaluation: Evaluation) -> dict[str, Outcome]:
    return {item.id: item.outcome for checklist in evaluation.checklists for item in checklist.items}


def test_traps_are_not_stepped_into(qinghe: Report) -> None:
    facts = flat_facts(qinghe)
    assert facts["area.litigation.lost"] == 2  # not last year's 5
    assert facts["area.dispute_resolution.visits_persons"] == 2023  # persons, not a year; nor 52,000 since 2020
    assert facts["area.normative_documents.issued"] == 7  # not 43 in five years
    assert facts["area.normative_documents.review_opinions"] == 312  # 三百一十二条
    assert facts["area.government_functions.licensing_items"] == 218  # ２１８项
    assert facts["area.enforcement.fines"] == 23_865_000  # 2386.5万元
    assert facts["area.enforcement.inspections"] == 19_000  # 1.9万次
    assert facts["area.legal_publicity.volunteers"] == 528  # not the 100 planned
    assert facts["area.enforcement.legal_reviewers"] == 21  # not the 40 planned
    assert "area.litigation.head_appearance_rate" not in facts
    events = qinghe.evidence["area.legal_publicity.events"]
    assert events[0].approx and facts["area.legal_publicity.events"] == 130  # 130余场


def test_gaps_and_admissions(judged: Evaluation) -> None:
    found = outcomes(judged)
    assert found["annual-report.causes"] == Outcome.NOT_MET
    assert found["three-enforcement-systems.review-staff-share"] == Outcome.NOT_MET  # 21 of 612
    statuses = [admission.status for admission in judged.admissions]
    assert statuses.count(AdmissionStatus.CONFIRMED) == statuses.count(AdmissionStatus.UNVERIFIED) == 2
    assert statuses.count(AdmissionStatus.GENERIC) == 1
    assert [admission.planned for admission in judged.admissions[:3]] == [True, True, False]
    assert not any(admission.cause_given for admission in judged.admissions)


def test_the_worked_case_by_hand_and_from_its_text(shared: Path) -> None:
    by_hand = evaluate(read_report(data_folder("examples") / "heping-2021.yaml"))
    from_text = evaluate(read_report(shared / "reports" / "heping-2021.txt"))
    for evaluation in (by_hand, from_text):
        found = outcomes(evaluation)
        assert found["annual-report.causes"] == Outcome.NOT_MET
        assert found["three-enforcement-systems.review-staff-share"] == Outcome.MET
        assert [admission.status for admission in evaluation.admissions] == [AdmissionStatus.CONFIRMED] * 4
        assert [admission.planned for admission in evaluation.admissions] == [False, True, False, True]
