"""Drafts are sound as they stand, and complete."""

import re
from pathlib import Path

import pytest

from fazhi_eval.checklists import scaffold
from fazhi_eval.checklists.lint import lint
from fazhi_eval.reports.paths import flat_facts, unscoped, vocabulary
from fazhi_eval.reports.submission import read_submission


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_drafted_checklist_lints_clean(tmp_path: Path, lang: str) -> None:
    file = tmp_path / "my-checklist.yaml"
    file.write_text(scaffold.checklist(lang), encoding="utf-8")
    assert lint([file]) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_drafted_report_can_be_read_as_it_stands(tmp_path: Path, lang: str) -> None:
    file = tmp_path / "report.yaml"
    file.write_text(scaffold.report(lang), encoding="utf-8")
    report = read_submission(file)
    assert report.report.year == 2021
    assert not [path for path in flat_facts(report) if not path.startswith("report.")]


def test_a_drafted_report_names_every_fact(tmp_path: Path) -> None:
    file = tmp_path / "report.yaml"
    filled = re.sub(r"(?m)^( *)# (?=[ a-z_]+: )|^( *)# (?=sections:)", r"\1\2", scaffold.report("en"))
    file.write_text(filled.replace("addressed_to: []", "addressed_to: [区委]"), encoding="utf-8")
    stated = flat_facts(read_submission(file))
    assert {unscoped(path) for path in stated} == set(vocabulary())
    assert not [path for path in stated if path.startswith("area.first_responsible.")]
