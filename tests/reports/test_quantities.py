"""Quantities: numbers with units, and everything that looks like one and is none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_eval.documents.normalise import fold
from fazhi_eval.reports.quantities import ALL, PERCENT, find_quantities, parse_numeral


def read(text: str) -> list[tuple[float, str]]:
    folded = fold(text)
    return [(quantity.value, quantity.unit) for quantity in find_quantities(folded, 0, len(folded))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("办理案件83件，参加4件", [(83, "件"), (4, "件")]),
        ("接待933批、2021人次", [(933, "批"), (2021, "人次")]),
        ("制发３５份，共3521 项", [(35, "份"), (3521, "项")]),
        ("发放2万余份、1.5万份", [(20000, "份"), (15000, "份")]),
        ("二百多份文件，三批次", [(200, "份"), (3, "批次")]),
        ("审核率98.5％，百分之九十八点五", [(0.985, PERCENT), (0.985, PERCENT)]),
        ("罚款182.036936万元", [(1820369.36, "元")]),
        ("1,234件", [(1234, "件")]),
        ("全部办结，均已公布，全覆盖", [(1.0, ALL), (1.0, ALL), (1.0, ALL)]),
    ],
)
def test_quantities(text: str, found: list[tuple[float, str]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "2021年11月3日",
        "3个月内、15个工作日、2年",
        "〔2021〕17号",
        "第十八届人大第一次会议",
        "两个维护，一次性告知，一件事一次办",
        "70-80%",
        "拨打12348",
        "三百二百件",
        "120%",
    ],
)
def test_no_quantities(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "approx", "at_least"),
    [
        ("约30件", True, False),
        ("近480批次", True, False),
        ("30余件", True, False),
        ("30件左右", True, False),
        ("超过80%", False, True),
        ("不少于12次", False, True),
        ("50次以上", False, True),
        ("共30件", False, False),
    ],
)
def test_marks_of_exactness(text: str, approx: bool, at_least: bool) -> None:
    (quantity,) = find_quantities(text, 0, len(text))
    assert (quantity.approx, quantity.at_least) == (approx, at_least)


_DIGITS = "零一二三四五六七八九"


def _numeral(number: int) -> str:
    """An independent writer of Chinese numerals below 100,000, to read back."""
    if number >= 10_000:
        rest = number % 10_000
        return _numeral(number // 10_000) + "万" + (("零" if rest < 1000 else "") + _numeral(rest) if rest else "")
    out, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = bool(out)
    return out or "零"


@given(st.integers(min_value=1, max_value=99_999))
def test_numerals_read_back(number: int) -> None:
    assert parse_numeral(_numeral(number)) == number


@pytest.mark.parametrize("numeral", ["三百二百", "二十一百", "十百", "百", "二三十百"])
def test_malformed_numerals_are_none(numeral: str) -> None:
    assert parse_numeral(numeral) is None


@given(st.text(alphabet="一二三百千万零12 3件次%.,余约第年。全均部", max_size=40))
def test_any_text_is_read_without_error_and_in_order(text: str) -> None:
    found = list(find_quantities(text, 0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= q.start < q.end <= len(text) for q in found)


def test_units_with_a_bracket() -> None:
    assert read("开展活动86场(次)。") == [(86, "场")]


def test_sessions_and_not_one_are_no_quantities() -> None:
    assert read("十四届人大三次会议") == []
    assert read("召开三次会议") == [(3, "次")]
    assert read("无一起败诉") == []
    assert read("八个事项") == [(8, "个")]
