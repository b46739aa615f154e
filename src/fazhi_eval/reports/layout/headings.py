"""The parts of a report that a heading names. The words are data (layout/sections.yaml)."""

import re
from typing import NamedTuple

from fazhi_eval.documents.model import Document, Section
from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.layout.cues import cues
from fazhi_eval.reports.layout.labels import find_labelled, find_title
from fazhi_eval.reports.layout.spans import Span, walk, without
from fazhi_eval.reports.layout.years import report_year

_LONGEST = 40
"""characters of a heading that are looked at: one glued to its text has no end"""


class Titled(NamedTuple):
    """Spans (heading and text) of the sections that a heading names; ``first_main`` are those of the first level."""

    deficiencies: list[Span]
    causes: list[Span]
    plan: list[Span]
    first_responsible: list[Span]
    first_main: list[Span]


class _Patterns(NamedTuple):
    deficient: re.Pattern[str]
    told_first: re.Pattern[str]
    never: re.Pattern[str]
    cause: re.Pattern[str]
    first: re.Pattern[str]
    plan: re.Pattern[str]
    main_plan: re.Pattern[str]
    of_year: re.Pattern[str]


@kept_patterns
def _patterns() -> _Patterns:
    data = cues("sections")
    plan, lack = data["plan"], data["deficiencies"]
    return _Patterns(
        deficient=re.compile(lack["heading"]),
        told_first=re.compile(lack["told_first"]),
        never=re.compile("|".join(lack["never"])),
        cause=re.compile(data["causes"]["heading"]),
        first=re.compile(data["first_responsible"]["heading"]),
        plan=re.compile(plan["heading"]),
        main_plan=re.compile(plan["main_heading"]),
        of_year=re.compile(rf"(20\d\d) ?年?度?[^,。]{{0,12}}(?:{plan['of_year']})"),
    )


def names_deficiencies(title: str) -> bool:
    """Whether a (folded) heading announces shortcomings of the reporting body."""
    patterns = _patterns()
    found = patterns.deficient.search(title)
    return bool(found and not patterns.never.search(title) and not patterns.told_first.search(title, 0, found.end()))


def names_causes(title: str) -> bool:
    """Whether a (folded) heading promises the causes of shortcomings."""
    return "原因" in title or "成因" in title


def names_plan(title: str, main: bool) -> bool:
    """Whether a (folded) heading announces next steps; ``main`` for one of the first level or inside such a part."""
    patterns = _patterns()
    found = patterns.plan.search(title) or (patterns.main_plan.search(title) if main else None)
    return bool(found and not patterns.told_first.search(title, 0, found.start()))


def find_titled(document: Document, headings: list[Section], end: int) -> Titled:
    """The parts that the headings name; ``end`` is where the report's text ends."""
    patterns, found = _patterns(), Titled([], [], [], [], [])
    covered = -1
    year: int | None = None
    for section in headings:
        if section.start < covered:
            continue
        title, span = section.title[:_LONGEST], (section.start, min(section.end, end))
        planned = names_plan(title, section.level == 1)
        if not planned and (dated := patterns.of_year.search(title)):
            year = year or year_of(document)
            planned = int(dated.group(1)) > year
        if names_deficiencies(title):
            found.causes.extend(_causes_inside(section, end))
            found.deficiencies.extend(without([span], found.causes))
        elif planned:
            found.plan.append(span)
        elif patterns.cause.search(title):
            found.causes.append(span)
        elif patterns.first.search(title):
            found.first_responsible.append(span)
            if section.level == 1:
                found.first_main.append(span)
        else:
            continue
        covered = span[1]
    return found


def _causes_inside(section: Section, end: int) -> list[Span]:
    inner = [child for child in walk(section.children) if child.level < 5]
    return [
        (child.start, min(child.end, end))
        for child in inner
        if _patterns().cause.search(child.title[:_LONGEST]) and not names_deficiencies(child.title[:_LONGEST])
    ]


def year_of(document: Document) -> int:
    """The year reported on; 9999 where none is named, so that no later one can be told."""
    found = report_year(document, find_title(document, find_labelled(document)))
    return found[0] if found else 9999
