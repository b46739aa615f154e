"""A phrasing added by a user: a folder of YAML, judged with its examples, used beside the shipped ones."""

import json
from pathlib import Path

import pytest

from fazhi_eval.cli.main import run

GOOD = """
phrasings:
  - fact: litigation.cases
    counts: [官司]
    unit: case
    examples: [{text: 全年应对官司7件。, value: 7}]
    silent: [官司不少。]
"""
BAD = """
phrasings:
  - fact: litigation.casess
    counts: [官司]
    unit: case
    examples: [{text: 全年应对官司7件。, value: 7}]
  - fact: litigation.lost
    counts: [输掉]
    unit: cases
    examples: [{text: 输掉2件。, value: 3}]
  - fact: litigation.cases
    says: [官司]
    colour: red
    examples: [{text: 全年应对官司7件。, value: 7}]
"""
REPORT = """青禾区司法局2023年法治政府建设年度报告
一、工作情况
2023年，全年应对官司7件。
云川省临江市青禾区司法局
2024年1月5日
"""


def test_a_users_phrasing_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.yaml").write_text(GOOD, encoding="utf-8")
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    assert run(["extract", "--format", "json", str(report)]) == 0
    assert "litigation" not in capsys.readouterr().out
    assert run(["extract", "--format", "json", "--phrasings", str(tmp_path), str(report)]) == 0
    assert json.loads(capsys.readouterr().out)["area"]["litigation"] == {"cases": 7}


def test_good_phrasings_lint_clean(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(GOOD, encoding="utf-8")
    assert run(["lint", "--phrasings", str(tmp_path)]) == 0


def test_all_problems_at_once_with_their_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(BAD, encoding="utf-8")
    assert run(["lint", "--lang", "en", "--phrasings", str(tmp_path)]) == 4
    told = capsys.readouterr().err
    for place, word in ((3, "litigation.cases"), (9, "case"), (13, "colour")):
        assert any(line.startswith(f"{file}:{place}:") and word in line for line in told.splitlines()), told


def test_an_example_that_does_not_do_what_it_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.yaml").write_text(GOOD.replace("value: 7", "value: 8"), encoding="utf-8")
    assert run(["lint", "--phrasings", str(tmp_path)]) == 4
    assert "8" in capsys.readouterr().err


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    assert run(["lint", "--phrasings", str(tmp_path)]) == 4
