"""Tables as lines of text: which figure of a row is meant, of what, and in which unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_eval.documents.normalise import fold
from fazhi_eval.reports.lexicon import shipped_lexicon
from fazhi_eval.reports.lint import read_text
from fazhi_eval.reports.tables import find_tables


def told(text: str, year: int | None = 2023) -> list[str]:
    folded = fold(text)
    return [sentence for row in find_tables(folded, 0, len(folded), year) for sentence in row.sentences]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "指标　2022年　2023年\n行政处罚（件）　203　186\n行政检查（万户次）　1.8　2.06",
            ["行政处罚186件", "行政检查2.06万户次"],
        ),
        ("指标\t单位\t2023年\t2022年\n行政处罚\t件\t1,186\t203", ["行政处罚1,186件"]),
        ("事项｜2022年｜2023年｜增减\n行政处罚（宗）｜203｜186｜－17", ["行政处罚186宗"]),
        ("表1 行政复议情况 单位：件\n项目 本年 上年\n受理 92 71\n审结 84 66", ["受理92件", "审结84件"]),
        ("领域 检查（家次） 立案（起）\n渔业 312 28\n种业 864 97\n合计 1176 125", ["检查1176家次", "立案125起"]),
        ("检查（家次） 立案（起）\n312 28", ["检查312家次", "立案28起"]),
        (
            "类别 受理（件） 审结（件）\n行政复议 92 84\n行政诉讼 38 33",
            ["行政复议受理92件", "行政复议审结84件", "行政诉讼受理38件", "行政诉讼审结33件"],
        ),
        ("罚款金额（万元）  23.5", ["罚款金额23.5万元"]),
        ("项目 数量\n调解纠纷 318件\n合格率 98.5%", ["调解纠纷318件", "合格率98.5%"]),
        ("指标 2021年 2022年\n行政处罚（件） 203 186", []),
        ("联系电话 12345678", []),
        ("全年办理案件 12 件，审结 9 件。", []),
    ],
)
def test_a_row_says_what_a_clerk_reads_out_of_it(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


def test_a_row_is_quoted_whole() -> None:
    text = "情况表\n指标 2022年 2023年\n行政处罚（件） 203 186\n"
    (reading,) = [one for one in read_text(text, shipped_lexicon(), year=2023) if one.fact == "enforcement.penalties"]
    assert text[reading.start : reading.end] == "行政处罚（件） 203 186"
    assert (reading.value, reading.reasons) == (186, ())


def test_without_a_head_the_first_figure_is_doubtful() -> None:
    (reading,) = read_text("行政处罚（件） 203 186", shipped_lexicon(), year=2023)
    assert (reading.value, reading.reasons) == (203, ("column",))


def test_a_title_gives_its_rows_their_topic() -> None:
    found = {one.fact: one.value for one in read_text(
        "行政复议情况 单位：件\n项目 2023年 2022年\n收到申请 92 71\n审结 84 66", shipped_lexicon(), year=2023
    )}  # fmt: skip
    assert found["reconsideration.concluded"] == 84


@given(st.text(alphabet="行政处罚 |件(：)12,.年\n\t合计单位%-", max_size=60))
def test_any_text_is_read_without_error_and_rows_stand_in_it(text: str) -> None:
    folded = fold(text)
    rows = list(find_tables(folded, 0, len(folded), 2023))
    assert all(0 <= row.start < row.end <= len(folded) and "\n" not in folded[row.start : row.end] for row in rows)
