"""Checks in words: every operator, both languages."""

from typing import Any

import pytest

from fazhi_eval.checklists.shapes import SHAPES
from fazhi_eval.checklists.words import check_in_words

WORDS: dict[str, tuple[dict[str, Any], str, str]] = {
    "stated": ({"stated": "litigation.lost"}, "报告写明行政诉讼败诉件数", "the report states"),
    "is_true": ({"is_true": "report.sections.causes"}, "已做到：不足的原因", "this is done"),
    "at_least": ({"at_least": {"fact": "own.litigation.loss_rate", "value": 0.5}}, "不少于 50%", "at least 50%"),
    "at_most": ({"at_most": {"fact": "litigation.lost", "value": 2}}, "不多于 2", "at most 2"),
    "equals": ({"equals": {"fact": "report.level", "value": "county"}}, "层级为 county", "county"),
    "ratio": (
        {"ratio": {"part": "enforcement.legal_reviewers", "whole": "enforcement.officers", "at_least": 0.05}},
        "不低于 5%",
        "at least 5%",
    ),
    "on_or_before": (
        {"on_or_before": {"fact": "report.published_on", "month": 4, "day": 1, "years_after": 1}},
        "不晚于报告年度次年 4 月 1 日",
        "day 1 of month 4 of the year after",
    ),
    "not_more_than": (
        {"not_more_than": {"fact": "litigation.lost", "other": "litigation.cases"}},
        "不多于行政诉讼案件数",
        "not more than",
    ),
    "all": ({"all": [{"stated": "litigation.lost"}, {"stated": "report.year"}]}, "都成立", "all of these"),
    "any": ({"any": [{"stated": "litigation.lost"}, {"stated": "report.year"}]}, "至少一项", "at least one"),
    "each": ({"each": [{"stated": "litigation.lost"}, {"stated": "report.year"}]}, "逐一计算", "counts for itself"),
    "not": ({"not": {"stated": "litigation.lost"}}, "不成立", "does not hold"),
    "review": ({"review": {"zh": "查台账", "en": "see the record"}}, "查台账", "see the record"),
}


def test_every_operator_is_covered() -> None:
    assert set(WORDS) == set(SHAPES)


@pytest.mark.parametrize("operator", SHAPES)
def test_words(operator: str) -> None:
    expression, zh, en = WORDS[operator]
    assert zh in "\n".join(check_in_words(expression, "zh"))
    assert en in "\n".join(check_in_words(expression, "en"))


def test_parts_are_indented_under_what_joins_them() -> None:
    inner = {"any": [{"stated": "litigation.lost"}, {"stated": "report.year"}]}
    lines = check_in_words({"all": [inner, {"stated": "report.title"}]}, "zh")
    assert [len(line) - len(line.lstrip()) for line in lines] == [0, 2, 6, 6, 2]
