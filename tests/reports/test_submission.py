"""Structured submissions: what is taken, and how every problem is told."""

import json
from datetime import date
from pathlib import Path

import pytest

from fazhi_eval.data import data_folder
from fazhi_eval.errors import InputError, Problem
from fazhi_eval.messages import LANGUAGES
from fazhi_eval.outputs.json import render_report
from fazhi_eval.reports.submission import MAX_BYTES, read_submission, submission_from_text


def problems(text: str, source: str = "r.yaml") -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        submission_from_text(text, source)
    for lang in LANGUAGES:
        assert caught.value.render(lang)  # every problem has its message in both languages
    return caught.value.problems


def test_yaml_and_json_give_the_same_report() -> None:
    yaml = "report: {year: 2023, published_on: 2024-03-28}\nown: {litigation: {lost: 0, loss_rate: 0.0}}\n"
    data = {
        "report": {"year": 2023, "published_on": "2024-03-28"},
        "own": {"litigation": {"lost": 0, "loss_rate": 0.0}},
    }
    report = submission_from_text(yaml)
    assert report.report.published_on == date(2024, 3, 28)
    assert report.own.litigation is not None and report.own.litigation.lost == 0
    assert report.own.litigation.cases is None  # silence is not zero
    assert submission_from_text(json.dumps(data, indent="\t"), "r.json") == report


def test_whole_floats_are_integers() -> None:
    assert submission_from_text("report: {year: 2023.0}").report.year == 2023


def test_json_escapes_of_rare_characters() -> None:
    assert submission_from_text(json.dumps({"report": {"region": "𠮷川省"}}), "r.json").report.region == "𠮷川省"
    escaped = submission_from_text('{"report": {"region": "\\\\ud842\\\\udfb7"}}', "r.json").report.region
    assert escaped == "\\ud842\\udfb7"


def test_every_problem_at_once_with_place_and_nearest_name() -> None:
    found = problems(
        "report: {year: 1921, level: countt, published_on: 2024-13-01}\n"
        "own:\n"
        "  litigation: {lost: -1, loss_rate: 1.5}\n"
        "  enforcment: {officers: 3}\n"
        "area:\n"
        "  litigation: {officers: 3}\n"
        "evidence: {area.litigation.loost: [{quote: x}]}\n"
    )
    assert [(problem.code, problem.line, problem.column) for problem in found] == [
        ("submission.range", 1, 16),
        ("submission.enum", 1, 29),
        ("submission.date", 1, 51),
        ("submission.range", 3, 22),
        ("submission.range", 3, 37),
        ("submission.fact", 4, 3),
        ("submission.fact", 6, 16),
        ("submission.evidence_path", 7, 12),
    ]
    nearest = [problem.params.get("nearest") for problem in found]
    assert nearest[1] == "county"
    assert nearest[5:] == ["own.enforcement", "area.enforcement.officers", "area.litigation.lost"]
    assert "r.yaml:1:29" in found[1].render()
    assert "2000–2100" in found[0].render("en")


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "yaml.empty", 1, 1),
        ("# nothing\n", "yaml.empty", 1, 1),
        ("[]", "submission.type", 1, 1),
        ("法治政府建设年度报告", "submission.type", 1, 1),
        ("report: {year: 2021}\nreport: {}", "yaml.duplicate_key", 2, 1),
        ("own: &a {}\narea: *a", "yaml.alias", 2, 1),
        ("report: {title: &a x, issuer: *a}", "yaml.alias", 1, 23),
        ("report: {<<: {year: 2021}}", "yaml.merge", 1, 10),
        ("report: {year: 2021", "yaml.syntax", 2, 1),
        ("repport: {}", "submission.key", 1, 1),
        ("report: {signed_on: 20240328}", "submission.date", 1, 21),
        ("report: {sections: {causes: 否}}", "submission.type", 1, 29),
        ("schema_version: 1", "submission.const", 1, 17),
        ("deficiencies: [{text: x}]", "submission.missing", 1, 16),
        ("deficiencies: [{text: '', quote: x}]", "submission.blank", 1, 23),
        ("report:", "submission.type", 1, 8),
    ],
)
def test_each_problem(text: str, code: str, line: int, column: int) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.line) == (code, line)

    assert problem.column == column


def test_unreadable_files(tmp_path: Path) -> None:
    def code(path: Path) -> str:
        with pytest.raises(InputError) as caught:
            read_submission(path)
        assert caught.value.render("en") and caught.value.render("zh")
        return caught.value.problems[0].code

    assert code(tmp_path / "none.yaml") == "submission.no_file"
    assert code(tmp_path) == "submission.unreadable"
    gbk = tmp_path / "gbk.yaml"
    gbk.write_bytes("report: {title: 法治政府}".encode("gb18030"))
    assert code(gbk) == "submission.encoding"
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * (MAX_BYTES + 1))
    assert code(big) == "submission.too_big"


def test_a_report_survives_its_own_json() -> None:
    report = read_submission(data_folder("examples") / "heping-2021.yaml")
    again = submission_from_text(render_report(report), "r.json")
    assert again == report
    assert again.report.sections.causes is False  # false is stated, not left out
