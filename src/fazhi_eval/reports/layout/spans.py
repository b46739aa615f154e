"""Spans of a document and its sections in a row: small tools of the layout modules."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from fazhi_eval.documents.model import Section

Span = tuple[int, int]
"""Start (inclusive) and end (exclusive) in the document's text."""

SENTENCE = re.compile(r"[^。!?;\n]+[。!?;]?")


def walk(sections: Iterable[Section]) -> Iterator[Section]:
    """All sections in reading order, each before its children."""
    waiting = [*sections][::-1]
    while waiting:
        section = waiting.pop()
        yield section
        waiting += section.children[::-1]


def heading_ends(every: Iterable[Section]) -> dict[int, int]:
    """Where each heading ends, by where it starts, of sections in a row; run-in points (一是) are no headings."""
    return {section.start: section.heading_end for section in every if section.level < 5}


def starting_in(sections: list[Section], start: int, end: int) -> list[Section]:
    """Those of ``sections`` (in reading order) that start in ``[start, end)``."""
    first = bisect_left(sections, start, key=lambda section: section.start)
    return sections[first : bisect_left(sections, end, lo=first, key=lambda section: section.start)]


def sentences(folded: str, start: int, end: int) -> list[Span]:
    """The sentences and half-sentences (to a semicolon) of ``folded[start:end]``, without their marks."""
    found = []
    for match in SENTENCE.finditer(folded, start, end):
        first, last = match.span()
        while first < last and folded[first] in " ,:\n":
            first += 1
        while last > first and folded[last - 1] in " \n。;!":
            last -= 1
        if last > first:
            found.append((first, last))
    return found


def without(spans: Iterable[Span], removed: Iterable[Span]) -> list[Span]:
    """``spans`` less ``removed``, in order; neither needs to be sorted, ``removed`` may overlap."""
    cuts = sorted(removed)
    left: list[Span] = []
    done = 0
    for start, end in sorted(set(spans)):
        while done < len(cuts) and cuts[done][1] <= start:
            done += 1
        at = start
        for first, last in islice(cuts, done, None):
            if first >= end:
                break
            if first > at:
                left.append((at, first))
            at = max(at, last)
        if at < end:
            left.append((at, end))
    return left
