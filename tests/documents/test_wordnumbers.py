"""Word's number formats, and counting as Word counts."""

import pytest

from fazhi_eval.documents.wordnumbers import Numbering, written
from fazhi_eval.documents.wordstyles import read_styles

lxml = pytest.importorskip("lxml.etree")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("number", "format", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (12, "chineseCounting", "十二"),
        (20, "ideographDigital", "二十"),
        (21, "japaneseCounting", "二十一"),
        (3, "chineseLegalSimplified", "叁"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (2, "ideographTraditional", "乙"),
        (1, "ideographZodiac", "子"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (7, "decimal", "7"),
        (7, "decimalZero", "07"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (14, "lowerRoman", "xiv"),
        (9, "upperRoman", "IX"),
        (123, "chineseCounting", "123"),
        (5, "nobody knows", "5"),
    ],
)
def test_formats(number: int, format: str, text: str) -> None:
    assert written(number, format) == text


def numbering(levels: str, numbers: str, styles: str = "") -> Numbering:
    kind = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    root = lxml.fromstring(f'<w:numbering xmlns:w="{W}">{kind}{numbers}</w:numbering>')
    return Numbering(root, read_styles(f"<w:styles>{styles}</w:styles>".encode(), {"H", "I"}), f"{{{W}}}")


def level(at: int, format: str, text: str, more: str = "") -> str:
    kind = f'<w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{kind}</w:lvl>'


NUM = '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
LEVELS = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3．")


def labels(numbers: Numbering, *levels: int, number: int = 5) -> list[str]:
    return [numbers.label(None, str(number), str(at)) for at in levels]


def test_lower_levels_begin_anew() -> None:
    counted = labels(numbering(LEVELS, NUM), 0, 1, 2, 2, 1, 2, 0, 1)
    assert counted == ["一、", "（一）", "1．", "2．", "（二）", "1．", "二、", "（一）"]


def test_continuous_numbering() -> None:
    levels = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）", '<w:lvlRestart w:val="0"/>')
    assert labels(numbering(levels, NUM), 0, 1, 1, 0, 1) == ["一、", "（一）", "（二）", "二、", "（三）"]


def test_numbers_of_several_levels() -> None:
    levels = level(0, "chineseCounting", "第%1部分") + level(1, "decimal", "%1.%2.", "<w:isLgl/>")
    assert labels(numbering(levels, NUM), 0, 1, 1) == ["第一部分", "1.1. ", "1.2. "]


def test_levels_without_a_number_of_their_own_show_none() -> None:
    levels = level(0, "none", "%1") + level(1, "decimal", "%1%2、") + level(2, "decimal", "%2.%9、")
    assert labels(numbering(levels, NUM), 0, 1, 2) == ["", "1、", "1.、"]


def test_two_lists_of_one_kind_count_on_and_an_override_begins_anew() -> None:
    more = '<w:num w:numId="6"><w:abstractNumId w:val="0"/></w:num>'
    again = (
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbers = numbering(LEVELS, NUM + more + again)
    assert labels(numbers, 0) + labels(numbers, 0, number=6) + labels(numbers, 0, 0, number=7) == [
        "一、",
        "二、",
        "一、",
        "二、",
    ]


def test_numbers_that_styles_bring() -> None:
    styles = (
        '<w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="I"><w:basedOn w:val="H"/></w:style>'
    )
    numbers = numbering(LEVELS, NUM, styles)
    assert [numbers.label(name) for name in ("H", "I", None)] == ["一、", "二、", ""]


def test_levels_that_name_their_style() -> None:
    styles = '<w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    linked = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H"/>')
    assert numbering(linked, NUM, styles).label("H") == "（一）"


def test_styles_based_on_each_other_in_a_ring_end() -> None:
    ring = (
        '<w:style w:styleId="H"><w:basedOn w:val="I"/></w:style><w:style w:styleId="I"><w:basedOn w:val="H"/></w:style>'
    )
    assert read_styles(ring.encode(), {"H"})["H"].number is None


def test_bullets_and_switched_off_numbers_are_no_text() -> None:
    numbers = numbering(level(0, "bullet", "\uf0b7"), NUM)
    assert labels(numbers, 0) == [""]
    assert labels(numbers, 0, number=0) == [""]
