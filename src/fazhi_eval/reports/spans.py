"""Spans of a document and its sections in a row: small tools of the layout modules."""

import re
from collections.abc import Iterable, Iterator

from fazhi_eval.documents.model import Document, Section

Span = tuple[int, int]
"""Start (inclusive) and end (exclusive) in the document's text."""

SENTENCE = re.compile(r"[^。!?;\n]+[。!?;]?")


def walk(sections: Iterable[Section]) -> Iterator[Section]:
    """All sections in reading order, each before its children."""
    for section in sections:
        yield section
        yield from walk(section.children)


def content_start(document: Document, start: int) -> int:
    """Where the text of a zone begins that starts at ``start``: behind its heading, if a heading stands there."""
    return next((s.heading_end for s in walk(document.sections) if s.start == start and s.level < 5), start)


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
    """``spans`` less ``removed``."""
    left = list(spans)
    for start, stop in removed:
        pieces = [((first, min(last, start)), (max(first, stop), last)) for first, last in left]
        left = [piece for pair in pieces for piece in pair if piece[1] > piece[0]]
    return sorted(set(left))
