"""What a report owns up to and what it promises: its shortcomings, their causes, and next year's commitments."""

import re

from fazhi_eval.built import built
from fazhi_eval.documents.model import Document, Section
from fazhi_eval.reports.layout.spans import heading_ends, starting_in, walk
from fazhi_eval.reports.layout.zones import Zones
from fazhi_eval.reports.model import Commitment, Statement

_SENTENCE = re.compile(r"[^。!?\n]+[。!?]?")
_SHORT = 30
"""characters of a sentence that may be the heading of what follows it"""


def read_deficiencies(document: Document, zones: Zones) -> list[Statement]:
    """The shortcomings that the report admits, one a clause, in reading order; lead-ins, praise, remedies cut away."""
    return [_statement(document, start, end) for start, end in zones.shortcomings]


def read_causes(document: Document, zones: Zones) -> list[Statement]:
    """The causes that the report gives for its shortcomings, in reading order."""
    return [_statement(document, start, end) for start, end in zones.causes]


def read_plan(document: Document, zones: Zones) -> list[Commitment]:
    """The commitments for the next year: one a heading of the plan, or a sentence where it has no headings."""
    found: list[Commitment] = []
    every = list(walk(document.sections))
    begins = heading_ends(every)
    for start, end in zones.plan:
        begin = begins.get(start, start)
        inside = starting_in(every, begin, end)
        top = min((section.level for section in inside), default=0)
        headed = [section for section in inside if section.level == top]
        if headed:
            found += [_headed(document, section, end) for section in headed]
        else:
            found += _unheaded(document, begin, end)
    return found


def _headed(document: Document, section: Section, end: int) -> Commitment:
    title_start = section.start + len(section.number)
    while title_start < section.heading_end and document.folded[title_start] in " ,、:":
        title_start += 1
    heading = document.text[title_start : min(section.heading_end, end)].strip()
    return _commitment(document, section.start, min(section.end, end), heading, title_start)


def _unheaded(document: Document, start: int, end: int) -> list[Commitment]:
    """One commitment a sentence; where short sentences stand over longer ones (加强…。注重…，…。) one each of these."""
    sentences = [match.span() for match in _SENTENCE.finditer(document.folded, start, end) if match.group().strip()]
    short = [
        index
        for index, (first, last) in enumerate(sentences[:-1])
        if last - first <= _SHORT
        and "," not in document.folded[first:last]
        and "," in document.folded[slice(*sentences[index + 1])]
    ]
    if len(short) < 2 or short[0] > 1:
        return [_commitment(document, first, last) for first, last in sentences]
    found = [_commitment(document, first, last) for first, last in sentences[: short[0]]]
    for index, following in zip(short, [*short[1:], len(sentences)], strict=True):
        first, last = sentences[index][0], sentences[following - 1][1]
        found.append(_commitment(document, first, last, document.text[slice(*sentences[index])].strip(" 　\n。")))
    return found


def _commitment(
    document: Document, start: int, end: int, heading: str = "", text_start: int | None = None
) -> Commitment:
    start, end = _stripped(document, start, end)
    begin = start if text_start is None else text_start
    return built(
        Commitment,
        {
            "quote": document.text[start:end],
            "start": start,
            "end": end,
            "page": _page(document, start),
            "text": " ".join(document.text[begin:end].split()),
            "heading": heading,
        },
    )


def _statement(document: Document, start: int, end: int) -> Statement:
    start, end = _stripped(document, start, end)
    quote = document.text[start:end]
    text = "".join(quote.split("\n")).strip()
    return built(Statement, {"quote": quote, "start": start, "end": end, "page": _page(document, start), "text": text})


def _stripped(document: Document, start: int, end: int) -> tuple[int, int]:
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    return start, end


def _page(document: Document, place: int) -> int | None:
    if not document.paragraphs or document.paragraphs[0].page is None:
        return None
    return next((p.page for p in reversed(document.paragraphs) if p.start <= place), None)
