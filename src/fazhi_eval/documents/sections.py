"""The tree of numbered headings: 一、 （一） 1. （1） 一是, in every layout that real reports have.

Headings stand on lines of their own, at the head of a paragraph (title up to the first 。), or inside a body that a
web page made one single line. A mark counts where it stands at a line's start or after a sentence's end and takes its
turn in a series; a first mark may also be glued to the heading above it (二、工作情况（一）…). Positions count in the
folded text, which are those of the text.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from fazhi_eval.built import built
from fazhi_eval.documents.marks import Mark, find_marks
from fazhi_eval.documents.model import Section
from fazhi_eval.documents.normalise import text_lines
from fazhi_eval.documents.titles import title_end
from fazhi_eval.patterns import kept_patterns

_CLOSING_LINES, _SIGNATURE = 8, 40
"""lines that the end of a report may take; characters of one of them"""
_SHORTEST, _LONGEST = 4, 30
"""characters of a line that may be a heading without a number"""


class _Patterns(NamedTuple):
    closing: re.Pattern[str]
    headed: re.Pattern[str]
    date: re.Pattern[str]
    annex: re.Pattern[str]


@kept_patterns
def _patterns() -> _Patterns:
    return _Patterns(
        closing=re.compile("(?:特此|专此|以上|此)[^。]{0,20}[。;]?$"),
        headed=re.compile("[一二三四五六七八九十]+[、是]|[(（0-9]+[)、.]|[(（][一二三四五六七八九十]"),
        date=re.compile(
            "(?:[0-9]{4}|[二一][〇零九][〇零一二三四五六七八九]{2}) ?年 ?[0-9一二三四五六七八九十]{1,3} ?月"
            "(?: ?[0-9一二三四五六七八九十]{1,3} ?[日号])?\\)?[ \n]*$"
        ),
        annex=re.compile("\n *(?P<mark>附(?:[件表录][0-9一二三]?)?[: ])(?=[^\n。]{2,40}(?:\n|$))"),
    )


class _Heading(NamedTuple):
    mark: Mark
    title_start: int
    heading_end: int
    end: int


def find_sections(folded: str, start: int, end: int, text: str = "") -> tuple[Section, ...]:
    """The sections of ``folded[start:end]`` (a text folded by ``normalise.fold``), outermost first.

    The last one ends before the report's closing words, signature and date.
    Numbers and titles are quoted as written from ``text`` where it is given, else from ``folded``.
    """
    end = _unsigned(folded, start, end)
    marks = find_marks(folded, start, end)
    others = [Mark(1, 0, at.start("mark"), at.end(), True) for at in _patterns().annex.finditer(folded, start, end)]
    if not any(mark.level == 1 for mark in marks):
        others += _unnumbered(folded, start, end)
    if others:
        marks = sorted([*marks, *others], key=lambda mark: mark.start)
    return _tree(text or folded, list(_headings(folded, marks, end)))


def _unsigned(folded: str, start: int, end: int) -> int:
    """The end of ``folded[start:end]`` without the closing words (特此报告。), the signature and the date."""
    patterns = _patterns()
    at, dated = end, False
    for _ in range(_CLOSING_LINES):
        first = folded.rfind("\n", start, at - 1) + 1
        line = folded[first:at].strip()
        signs = len(line) <= _SIGNATURE and not any(char in ",。;:" for char in line)
        dates = signs and patterns.date.search(line) is not None
        headed = patterns.headed.match(line) or (line[:1].isdigit() and not dates)  # or the row of a table
        if first <= start or (line and (headed or not (signs or patterns.closing.match(line)))):
            break
        dated = dated or dates
        at = first
    if dated:
        return at
    tail = folded.rfind("。", start, end) + 1
    if "\n" in folded[tail:end].strip() or end - tail > _SIGNATURE * 2:
        return end
    return tail if patterns.date.search(folded, tail, end) else end


def _headings(folded: str, marks: list[Mark], end: int) -> Iterator[_Heading]:
    ends = _ends(folded, marks, end)
    for position, mark in enumerate(marks):
        next_start = marks[position + 1].start if position + 1 < len(marks) else end
        line_end = folded.find("\n", mark.end, end)
        limit = min(next_start, line_end if line_end >= 0 else end)
        title_start = mark.end
        while title_start < limit and folded[title_start] in " ,、":
            title_start += 1
        heading_end = title_end(folded, mark, title_start, limit)
        yield _Heading(mark, title_start, heading_end, max(ends[position], heading_end))


def _ends(folded: str, marks: list[Mark], end: int) -> list[int]:
    """Where each section ends: at the next mark as high; a run-in point (level 5) also with its paragraph."""
    ends = [end] * len(marks)
    following: list[int | None] = [None] * 6
    for position in range(len(marks) - 1, -1, -1):
        mark = marks[position]
        higher = [start for start in following[: mark.level + 1] if start is not None]
        stop = min(higher, default=end)
        if mark.level == 5:
            last = position + 1 == len(marks) or marks[position + 1].level != 5 or marks[position + 1].value == 1
            line_end = folded.find("\n", mark.end, stop) if last else -1
            stop = line_end if line_end >= 0 else stop
        while stop > mark.end and folded[stop - 1] in " \n":
            stop -= 1
        ends[position] = stop
        following[mark.level] = mark.start
    return ends


def _unnumbered(folded: str, start: int, end: int) -> list[Mark]:
    """Short lines over sentences, and 【…】, taken as headings where a report numbers nothing on the first level."""
    lines = [(start + first, start + stop) for first, stop in text_lines(folded[start:end])]
    found = []
    for (first, stop), (below, below_stop) in pairwise(lines):
        line = folded[first:stop]
        bare = _SHORTEST <= len(line) <= _LONGEST and not any(char in "。,;:!?\t( " for char in line)
        over_text = any(mark in folded[below:below_stop] for mark in "。;")
        if line.startswith("【") or (bare and over_text and not _patterns().headed.match(line)):
            found.append(Mark(1, 0, first, first, True))
    return found if len(found) > 1 else []


def _tree(text: str, headings: list[_Heading]) -> tuple[Section, ...]:
    # from the back, so that every section is built once, with its children known
    waiting: list[Section] = []
    for mark, title_start, heading_end, end in reversed(headings):
        children = []
        while waiting and waiting[-1].level > mark.level:
            children.append(waiting.pop())
        waiting.append(
            built(
                Section,
                {
                    "number": text[mark.start : mark.end],
                    "title": text[title_start:heading_end].strip("【】"),
                    "level": mark.level,
                    "start": mark.start,
                    "heading_end": heading_end,
                    "end": max(end, children[-1].end) if children else end,
                    "children": tuple(children),
                },
            )
        )
    return tuple(reversed(waiting))
