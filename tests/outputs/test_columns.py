"""Columns of a terminal: widths, tables, lines."""

from hypothesis import given
from hypothesis import strategies as st

from fazhi_eval.outputs.columns import pad, table, width, wrap


def test_chinese_takes_two_columns() -> None:
    assert width("法治 ab") == 7
    assert width("２，") == 4
    assert pad("法治", 6) == "法治  "
    assert pad("9.1", 5, right=True) == "  9.1"


def test_table_is_aligned() -> None:
    lines = table([["清单", "得分"], ["年度报告", "9.1"], ["a", "100.0"]])
    assert lines == ["清单       得分", "年度报告    9.1", "a         100.0"]


def test_wrap_keeps_words_and_marks() -> None:
    assert wrap("审核人员88名，占9.2%。", 12, first="- ", rest="  ") == ["- 审核人员88", "  名，占", "  9.2%。"]
    assert wrap("", 10, first="  ") == [""]


def test_wrap_makes_control_characters_harmless() -> None:
    assert wrap("a\x1b[31mb\u202ec\nd", 40) == ["a [31mb c d"]


@given(st.text(alphabet="法治政府建设，。（）“”《》ab12.%", max_size=80), st.integers(12, 40))
def test_wrap_loses_nothing(text: str, columns: int) -> None:
    lines = wrap(text, columns, first="· ", rest="  ")
    joined = "".join(line[2:] for line in lines)
    assert "".join(joined.split()) == "".join(text.split())
    assert not any(line[2:3] in ("，", "。", "）", "”", "》") for line in lines[1:])
