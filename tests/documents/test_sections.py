"""The section tree, in every layout that reports have. All texts are our own; 临江市青禾区 does not exist."""

import pytest

from fazhi_eval.documents.model import Section
from fazhi_eval.documents.normalise import fold
from fazhi_eval.documents.sections import find_sections


def tree(text: str) -> list[object]:
    """Number and title of every section, children in a list behind it."""

    def told(sections: tuple[Section, ...]) -> list[object]:
        found: list[object] = []
        for section in sections:
            assert text[section.start : section.heading_end].startswith(section.number)
            assert text[section.start : section.heading_end].endswith(section.title)
            assert section.start < section.heading_end <= section.end <= len(text)
            assert all(section.start < child.start and child.end <= section.end for child in section.children)
            found.append(f"{section.number}{section.title}")
            if section.children:
                found.append(told(section.children))
        return found

    return told(find_sections(fold(text), 0, len(text), text))


def test_headings_on_lines_of_their_own() -> None:
    text = (
        "2023年，青禾区深入推进法治建设。\n一、主要工作\n（一）加强组织领导\n区政府听取汇报3次。\n"
        "（二）规范行政执法\n开展培训。\n1.健全制度\n制定清单。\n2.强化监督\n评查案卷20卷。\n二、存在问题\n力量不足。\n"
    )
    assert tree(text) == [
        "一、主要工作",
        ["（一）加强组织领导", "（二）规范行政执法", ["1.健全制度", "2.强化监督"]],
        "二、存在问题",
    ]


def test_title_up_to_the_first_full_stop() -> None:
    text = (
        "一、主要工作\n(一)压实责任,健全机制。全年召开会议2次。\n"
        "(二)规范执法。一是亮证执法。执法人员持证上岗。二是公示结果。\n"
    )
    assert tree(text) == ["一、主要工作", ["(一)压实责任,健全机制", "(二)规范执法", ["一是亮证执法", "二是公示结果"]]]


ONE_LINE = (
    "2023年，青禾区推进法治建设，现将情况总结如下：一、基本情况今年以来，我局落实部署，未发生重大事故。"
    "二、2023年工作开展情况（一）加强领导，压实责任。主要负责人带头学法6次。一是制定清单。列出12项。二是督促落实。"
    "（二）规范执法。全年检查30次。三、存在的问题2023年，我局工作仍有差距：一是人员不足；二是培训不够。"
    "四、下一步工作打算一是充实力量。招录5人。二是加强培训。"
)


def test_whole_body_on_one_line() -> None:
    assert tree(ONE_LINE) == [
        "一、基本情况",
        "二、2023年工作开展情况",
        ["（一）加强领导，压实责任", ["一是制定清单", "二是督促落实"], "（二）规范执法"],
        "三、存在的问题",
        ["一是人员不足", "二是培训不够"],
        "四、下一步工作打算",
        ["一是充实力量", "二是加强培训"],
    ]


def test_sections_on_one_line_end_where_the_next_begins() -> None:
    sections = find_sections(fold(ONE_LINE), 0, len(ONE_LINE), ONE_LINE)
    assert ONE_LINE[sections[0].end : sections[1].start] == ""
    assert ONE_LINE[sections[2].start : sections[2].end].endswith("二是培训不够。")
    assert sections[3].end == len(ONE_LINE)


@pytest.mark.parametrize(
    ("glued", "title"),
    [
        ("三、存在问题与不足执法力度有待加强，力量有待充实。", "存在问题与不足"),
        ("三、存在的主要问题及原因虽然我局做了大量工作，但还有差距。", "存在的主要问题及原因"),
        ("三、夯实基础，建设高素质队伍我局坚持把学习放在首位，全年培训3次。", "夯实基础，建设高素质队伍"),
        ("三、2024年工作安排2024年，我区将继续推进各项工作，补齐短板。", "2024年工作安排"),
        ("三、下一步工作计划进一步健全机制，强化考核，推动落实。", "下一步工作计划"),
        ("三、主要负责人履职情况 区长认真履行职责，定期听取汇报，研究问题。", "主要负责人履职情况"),
    ],
)
def test_first_level_title_glued_to_its_text(glued: str, title: str) -> None:
    text = f"一、做法（一）学法。学习。（二）普法。宣传。二、成效不断显现。全年无败诉。{glued}"
    assert find_sections(fold(text), 0, len(text), text)[-1].title == title


def test_continuous_numbering_below_new_first_level_headings() -> None:
    text = "一、主要工作\n（一）学法。\n（二）普法。\n二、其他工作\n（三）执法。\n（四）调解。\n"
    assert tree(text) == ["一、主要工作", ["（一）学法", "（二）普法"], "二、其他工作", ["（三）执法", "（四）调解"]]


@pytest.mark.parametrize(
    "text",
    [
        "全年办理一、二审行政案件36件，其中一审20件。",
        "根据《纲要》（一）至（三）项要求，对第（三）项任务进行督办。",
        "完成率达到17.7件，同比增长1.5倍。",
        "坚持“一要学、二要用”的要求。",
        "落实《青禾区实施方案（一）》有关要求。（一）这一项没有后续。",
    ],
)
def test_enumerations_in_running_text_are_no_headings(text: str) -> None:
    assert tree(text) == []


def test_enumeration_inside_a_paragraph_of_a_report_with_own_lines() -> None:
    text = "一、主要工作\n对照要求：一、查制度；二、查落实；三、查效果。逐项整改。\n二、存在问题\n力量不足。\n"
    assert tree(text) == ["一、主要工作", "二、存在问题"]


def test_first_point_glued_to_a_second_level_title() -> None:
    text = (
        "一、工作情况\n（一）履行第一责任人职责一是带头学法，全年6次。二是听取汇报，全年2次。\n"
        "（二）规范文件 一是审核；二是备案。"
    )
    assert tree(text) == [
        "一、工作情况",
        [
            "（一）履行第一责任人职责",
            ["一是带头学法，全年6次", "二是听取汇报，全年2次"],
            "（二）规范文件",
            ["一是审核", "二是备案"],
        ],
    ]


def test_points_spread_over_paragraphs_end_with_their_own() -> None:
    text = "一、问题\n一是力量不足。\n二是培训不够。\n以上问题将认真整改。\n二、计划\n加强培训。\n"
    section = find_sections(fold(text), 0, len(text), text)[0]
    assert [text[child.start : child.end] for child in section.children] == ["一是力量不足。", "二是培训不够。"]


def test_unnumbered_headings_where_nothing_is_numbered() -> None:
    body = "青禾区坚持把法治建设摆在突出位置，主要负责人带头学法，定期听取汇报，研究解决问题，推动各项任务落实。"
    text = f"主要工作情况\n{body}\n存在的不足\n{body}\n青禾区人民政府\n2024年1月5日\n"
    assert tree(text) == ["主要工作情况", "存在的不足"]


def test_markdown_and_spaced_marks() -> None:
    text = "## 一、主要工作\n  （一） 学法\n学习。\n  （二） 普法\n宣传。\n## 二、 问题\n不足。\n"
    assert tree(text) == ["一、主要工作", ["（一）学法", "（二）普法"], "二、问题"]


def test_numbers_above_ten() -> None:
    text = "".join(f"（{number}）事项{place}。内容。\n" for place, number in enumerate("一二三四五六七八九", 1))
    text += "（十）事项10。内容。\n（十一）事项11。内容。\n"
    assert [section.number for section in find_sections(fold(text), 0, len(text), text)][-2:] == ["（十）", "（十一）"]


def sections_of(text: str) -> list[str]:
    return [text[section.start : section.end] for section in find_sections(fold(text), 0, len(text), text)]


@pytest.mark.parametrize(
    "closing",
    [
        "特此报告。\n\n青禾区人民政府\n2024年1月5日",
        "以上报告，请审阅。\n青禾区司法局（盖章）\n二〇二四年一月五日\n",
        "青禾区司法局\n2024年1月5日",
        "青禾区司法局 2024年1月",
    ],
)
def test_signature_is_no_part_of_the_last_section(closing: str) -> None:
    text = f"一、做法\n学法6次。\n二、计划\n加强培训。\n{closing}"
    assert sections_of(text) == ["一、做法\n学法6次。", "二、计划\n加强培训。"]


def test_signature_on_the_same_line() -> None:
    assert sections_of("一、做法。学法。二、计划。加强培训。 青禾区司法局 2024年1月5日")[-1] == "二、计划。加强培训。"


def test_headings_without_text_at_the_end_are_no_signature() -> None:
    text = "一、做法\n学法6次。\n二、2024年计划\n（一）加强培训\n（二）2024年办成实事"
    assert len(find_sections(fold(text), 0, len(text), text)[-1].children) == 2


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("㈠学法。内容。\n㈡普法。内容。\n", ["㈠", "㈡"]),
        ("一、做法\n⑴学法。\n⑵普法。\n", ["一、"]),
        ("一 、做法\n甲。\n二 、计划\n乙。\n", ["一 、", "二 、"]),
        ("（ 一 ）学法。内容。\n（ 二 ）普法。内容。\n", ["（ 一 ）", "（ 二 ）"]),
        ("第一部分 做法\n甲。\n第二部分 计划\n乙。\n", ["第一部分", "第二部分"]),
        ("1.2023年做法\n甲。\n2.2024年计划\n乙。\n", ["1.", "2."]),
        ("１．做法\n甲。\n２．计划\n乙。\n", ["１．", "２．"]),
        ("青禾区2023年法治政府建设报告一、做法。学法。二、计划。加强培训。", ["一、", "二、"]),
        ("青禾区2023年报告 一、做法 学法6次。二、计划 加强培训。", ["一、", "二、"]),
        ("现报告如下：一、做法\n甲。\n二、问题\n乙。\n三、计划\n丙。\n", ["一、", "二、", "三、"]),
        ("一、做法。甲。二、问题。乙。四、计划。丙。", ["一、", "二、", "四、"]),
        ("一、做法\n依照第五条（一）（二）（三）项办理12件。\n二、计划\n乙。\n", ["一、", "二、"]),
    ],
)
def test_other_marks_and_layouts(text: str, numbers: list[str]) -> None:
    assert [section.number for section in find_sections(fold(text), 0, len(text), text)] == numbers


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("一、2023年工作：成效与亮点", "2023年工作：成效与亮点"),
        ("一、存在的问题和原因。", "存在的问题和原因"),
        ("一、主要做法：", "主要做法"),
        ("（一）深入学习贯彻，凝聚共识，压实责任，法治政府建设在正确领导下全面推进", None),
    ],
)
def test_titles_on_their_own_lines(line: str, title: str | None) -> None:
    text = f"{line}\n全年学法6次。\n"
    section = find_sections(fold(text), 0, len(text), text)[0]
    assert section.title == (title or line[3:])


def test_an_annex_ends_the_section_before_it() -> None:
    text = "一、主要做法\n开展检查12次。\n二、下一步打算\n加强培训。\n附：2023年执法数据\n行政处罚（件） 12\n"
    titles = [(section.number, section.title) for section in find_sections(fold(text), 0, len(text), text)]
    assert titles == [("一、", "主要做法"), ("二、", "下一步打算"), ("附：", "2023年执法数据")]
