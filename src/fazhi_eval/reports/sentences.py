"""Sentences of the report text with the headings above them, and the time that a place in one speaks of."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from fazhi_eval.documents.model import Document, Section
from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.layout.spans import SENTENCE, walk
from fazhi_eval.reports.reading import inside
from fazhi_eval.reports.tables import find_tables


class Sentence(NamedTuple):
    """One sentence at ``text[start:end]`` (its end mark included) and the titles of the headings above it, joined.

    A row of a table is a sentence too: its ``text`` is then what it says (`tables`), no piece of the document, and
    ``row`` whether a head tells which of its figures is meant.
    """

    text: str
    start: int
    end: int
    headings: str
    previous: str
    row: bool | None = None

    def clause_start(self, place: int) -> int:
        """Where the comma-bounded clause around ``place`` starts, both counted in `text`."""
        comma, colon = self.text.rfind(",", 0, place), self.text.rfind(":", 0, place)
        return (comma if comma > colon else colon) + 1

    def clause_end(self, place: int) -> int:
        """Where the comma-bounded clause around ``place`` ends, both counted in `text`."""
        close = _clause_end().search(self.text, place)
        return close.start() if close else len(self.text)


class Time(Enum):
    """What a place in a sentence speaks of."""

    THIS_YEAR = "this_year"
    SINCE_FOUNDING = "since_founding"
    OTHER = "other"


def find_sentences(
    document: Document, leave_out: Sequence[tuple[int, int]], year: int | None = None
) -> Iterator[Sentence]:
    """The sentences of the body that do not start inside one of the spans ``leave_out``.

    ``year`` tells which column of a table is meant.
    """
    sections = list(walk(document.sections))
    folded, upcoming, previous, headings = document.folded, 0, "", ""
    stack: list[Section] = []
    ends = 0  # where the first of the stack ends
    left_out = sorted(leave_out)
    for text, start, end, row in split_sentences(folded, document.body_start, document.body_end, year):
        changed = start >= ends
        while upcoming < len(sections) and sections[upcoming].start < end:
            stack.append(sections[upcoming])
            upcoming += 1
            changed = True
        if changed:
            stack = [section for section in stack if section.end > start]
            headings = "\n".join([section.title for section in stack])
            ends = min([section.end for section in stack], default=document.body_end)
        while left_out and left_out[0][1] <= start:
            del left_out[0]
        if not left_out or start < left_out[0][0]:
            yield Sentence(text, start, end, headings, previous, row)
        previous = text


def split_sentences(folded: str, start: int, end: int, year: int | None) -> Iterator[tuple[str, int, int, bool | None]]:
    """Text, span and `Sentence.row` of all sentences in ``folded[start:end]``, blank ones left out."""
    rows = {row.start: row for row in find_tables(folded, start, end, year)}
    for match in SENTENCE.finditer(folded, start, end):
        text, place = match.group(), match.start()
        if place in rows:
            row = rows[place]
            for told in row.sentences:
                yield told, row.start, row.end, row.sure
        elif not text.isspace():
            yield text, place, match.end(), None


@kept_patterns
def _dates_documents() -> re.Pattern[str]:
    return re.compile(
        r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:(?:年?[底末])?(?:以前|之前|以来|前|起|底|末)[^,]{0,16}的"
        r"|[^,]{0,10}(?:印发|制定|制发|出台|发布|颁布|公布)的)"
    )


@kept_patterns
def _clause_end() -> re.Pattern[str]:
    return re.compile(r"[,:。;!?]")


@kept_patterns
def _time_cues() -> tuple[re.Pattern[str], ...]:
    # the first look of each is at one character: most places are none of them
    return (
        re.compile(r"(?<![\d比较])(20\d\d)(?:年(?!以来的)|[—\-–~至]+(20\d\d)年?)"),
        re.compile(
            r"(?=[去上前往历同近二两三四五六七八九十几一换任\d])(?:去年|上年|上一年|前年|往年|历年|同期|近[二两三四五六十几]年|(?<![第连])[二两三四五六七八九十几\d]年(?:来|间)"
            r"|[一二三四五六七八九]五[”\"]?(?:普法)?(?:期间|以来)|换届以来|任期)"
        ),
        re.compile("当年|本年|今年"),
        re.compile(
            r"(?=[成运建开实启设组上挂投自累])(?:(?:成立|运行|建成|开展|实施|启动|启用|设立|组建|开通|上线|挂牌|投用)以来|自成立|累计至今)"
        ),
        re.compile(
            r"(?=[下明我将拟力争预计目要应])(?:下一步|下一年|下年度|明年|我们将|将(?:继续|进一步|持续|加大)"
            r"|拟(?![定草]|[^,]{1,6}的)(?=[^、]*$)|力争|争取|预计|(?<![^,年还并])计划(?![^,]{0,6}[内的])|计划(?:于|在|开展|组织|举办|培训|新增|建设)|目标[是为]|要求.{0,6}不低于|应不低于)"
        ),
    )


def time_of(
    sentence: Sentence,
    place: int,
    year: int | None,
    *,
    figure: bool = True,
    skip: tuple[int, int] = (0, 0),
    of_documents: bool = False,
) -> Time:
    """The time that ``place`` (an offset of the document) speaks of, by the words before it in its sentence.

    A year named before it counts from the last such name; a year before the report's own, 去年, 同期 or words of
    planning make it another time's figure; 成立以来 leaves open whose year it is. For what is no ``figure`` words like
    上一年 do not count: 报告上一年度情况 is done this year. Nor do words in ``skip``, a span of the sentence's text:
    由上年的8.9%降至6.3% tells of this year. For what is done with ``of_documents`` a year that only dates them does not
    count: 对2016年以来印发的文件.
    """
    years, last_year, this_year, founding, planned = _time_cues()
    before = sentence.text[: place - sentence.start]
    if skip[1]:
        before = before[: skip[0]] + " " * (skip[1] - skip[0]) + before[skip[1] :]
    named = None
    if "20" in before:
        for match in years.finditer(before):
            named = match
    if named is not None and year is not None:
        until = int(named.group(2) or named.group(1))
        if until != year and not _about_a_document(before, *named.span(), of_documents):
            return Time.OTHER
        if int(named.group(1)) < year and before[named.end() :].startswith("以来") and not of_documents:
            return Time.OTHER
    tail_start = sentence.clause_start(place - sentence.start)
    # 下降为、上升至 name this year's figure after last year's
    if planned.search(before, tail_start):
        return Time.OTHER
    last = last_year.search(before, tail_start) if figure and not of_documents else None
    if last is not None and this_year.search(before, last.end()) is None:  # 上年转来1件、当年新收22件
        return Time.OTHER
    if founding.search(before):
        return Time.SINCE_FOUNDING
    return Time.THIS_YEAR


def _about_a_document(text: str, place: int, end: int, of_documents: bool) -> bool:
    """Whether the year dates a document, not the figure: inside 《…》 or 〔…〕; as 2022年度 before a name in a clause
    that has ended (完成2022年度报告,组织6人述法); or where all is done with documents (对2016年以来印发的文件)."""
    return (
        inside(text, place, "《》")
        or text[:place].endswith(("〔", "[", "("))
        or (text.startswith("度", end) and not text.startswith((",", ":"), end + 1) and "," in text[end + 2 :])
        or (of_documents and _dates_documents().match(text, end) is not None)
    )
