"""The sheet for a person to correct: it reads back as the same report, and what was corrected is settled."""

from pathlib import Path

import pytest

from fazhi_eval import evaluate, read_report
from fazhi_eval.evaluation.model import Outcome
from fazhi_eval.outputs.review import render
from fazhi_eval.reports.submission import submission_from_text

EXAMPLE = Path(__file__).parents[2] / "examples" / "qinghe-2023.txt"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sheet_reads_back_as_the_same_report(lang: str) -> None:
    report = read_report(EXAMPLE)
    assert submission_from_text(render(report, lang)).model_dump() == report.model_dump()


def test_every_real_report_reads_back(shared: Path) -> None:
    for path in sorted((shared / "reports").glob("*.txt")):
        report = read_report(path)
        assert submission_from_text(render(report)).model_dump() == report.model_dump(), path.name


def test_values_stand_beside_their_quotations() -> None:
    lines = render(read_report(EXAMPLE)).splitlines()
    facts = [line for line in lines if line.startswith("    ") and ": " in line and "#" in line]
    assert facts
    assert all("「" in line for line in facts if not line.lstrip().startswith("-"))


def test_a_reviewed_reading_is_no_longer_doubtful() -> None:
    doubtful = """
report: {issuer: 云川省临江市青禾区司法局, level: county, body: department, year: 2023}
area: {enforcement: {officers: 100, legal_reviewers: 6}}
evidence:
  area.enforcement.officers:
    - {quote: 执法人员100名, value: 100}
    - {quote: 执法人员300名, value: 300}
"""
    item = "three-enforcement-systems.review-staff-share"

    def outcome(text: str) -> Outcome:
        results = [r for c in evaluate(submission_from_text(text)).checklists for r in c.items]
        return next(r.outcome for r in results if r.id == item)

    assert outcome(doubtful) is Outcome.NEEDS_REVIEW
    assert outcome(doubtful + "reviewed: {by: 李某, on: 2024-02-01}\n") is Outcome.MET
