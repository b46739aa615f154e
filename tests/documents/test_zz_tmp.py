"""One outline, written in every layout, is read as the same outline; any text at all gives spans that hold."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_eval.documents.build import document_from_text
from fazhi_eval.documents.model import Section

NUMBERS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
FIRST = [
    "主要工作情况",
    "2023年主要举措和成效",
    "存在的问题和不足",
    "下一步工作计划",
    "履行第一责任人职责情况",
    "强化统筹，压实责任",
]
SECOND = ["加强组织领导，压实责任", "规范行政执法", "深化“放管服”改革", "办理行政复议、应诉案件", "落实普法责任制"]
POINTS = ["健全制度", "强化培训", "督促整改", "公示结果"]
TEXTS = [
    "全年办理案件12件，办结率98.5%。",
    "依据《青禾区实施办法（一）》第（三）项，组织一、二级部门开展检查3次。",
    "发放材料2万份，参加人员1000余人次；满意率达17.7个百分点。",
    "坚持“一要学、二要用”，统一、规范开展工作。",
]
Outline = list[tuple[str, list[tuple[str, list[str]]]]]

outlines: st.SearchStrategy[Outline] = st.lists(
    st.tuples(
        st.sampled_from(FIRST),
        st.one_of(
            st.just([]),
            st.lists(
                st.tuples(
                    st.sampled_from(SECOND),
                    st.one_of(st.just([]), st.lists(st.sampled_from(POINTS), min_size=2, max_size=4)),
                ),
                min_size=2,
                max_size=4,
            ),
        ),
    ),
    min_size=2,
    max_size=5,
)


def written(outline: Outline, after_first: str, after_second: str, between: str, texts: list[str]) -> str:
    """The outline as a text: what follows titles of both levels, and what parts paragraphs."""
    at = iter(texts * 100)
    pieces = ["2023年，青禾区推进法治建设。现将情况报告如下：", between]
    for first, (title, children) in enumerate(outline):
        pieces += [NUMBERS[first], "、", title, after_first]
        if not children:
            pieces += ["今年以来，我局", next(at), between]
        for second, (name, points) in enumerate(children):
            pieces += [f"（{NUMBERS[second]}）", name, after_second, next(at)]
            pieces += [f"{NUMBERS[place]}是{point}。{next(at)}" for place, point in enumerate(points)]
            pieces.append(between)
    return "".join(pieces)


def told(sections: tuple[Section, ...]) -> Outline:
    return [
        (section.title, [(child.title, [point.title for point in child.children]) for child in section.children])
        for section in sections
    ]


layouts = st.sampled_from(
    [
        ("\n", "\n", "\n"),  # titles on lines of their own
        ("\n", "。", "\n"),  # of the second level run in
        ("\n", "。", "\n\n"),
        ("\n", "。", "\r\n　　"),
        ("", "。", ""),  # the whole body on one line
        (" ", "。", " "),
    ]
)


@given(outlines, layouts, st.permutations(TEXTS))
@settings(max_examples=6000, deadline=None)
def test_every_layout_gives_the_same_outline(outline: Outline, layout: tuple[str, str, str], texts: list[str]) -> None:
    text = written(outline, *layout, texts)
    assert told(document_from_text(text).sections) == outline, text


FRAGMENTS = (
    "一、 二、 （一） （二） (3) 1. 2、 ① 一是 二是 第一， 《 》 “ ” 。 ； ： ， 2023年 我局 存在问题 报告 12.5% "
    "来源： 版权所有 目录 ....3 =====正文===== A"
)
fragments = st.sampled_from([*FRAGMENTS.split(), "\n", " ", "\r\n", "\t", "\u3000"])


@given(st.lists(fragments, min_size=1, max_size=60).map("".join))
@settings(max_examples=15000, deadline=None)
def test_spans_hold_whatever_the_text(text: str) -> None:
    if text.isspace():
        return
    document = document_from_text(text)
    assert document.text == text
    assert len(document.folded) == len(text)
    assert 0 <= document.body_start <= document.body_end <= len(text)
    last = 0
    for paragraph in document.paragraphs:
        assert last <= paragraph.start < paragraph.end <= len(text)
        assert not document.folded[paragraph.start].isspace()
        assert "\n" not in text[paragraph.start : paragraph.end]
        last = paragraph.end

    def check(sections: tuple[Section, ...], start: int, end: int) -> None:
        at = start
        for section in sections:
            assert at <= section.start < section.heading_end <= section.end <= end
            heading = text[section.start : section.heading_end]
            assert heading.startswith(section.number)
            assert heading.endswith(section.title)
            check(section.children, section.start, section.end)
            at = section.end

    check(document.sections, document.body_start, document.body_end)
