"""The parts of a report that no heading names, told by the words that open them, by place and tense."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fazhi_eval.documents.model import Document, Section
from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.layout.cues import cues
from fazhi_eval.reports.layout.headings import names_plan, year_of
from fazhi_eval.reports.layout.spans import SENTENCE, Span, heading_ends, sentences, starting_in, without
from fazhi_eval.reports.layout.wording import enumerator, is_hollow, is_remedy, lacks


class _Patterns(NamedTuple):
    label: re.Pattern[str]
    admits: re.Pattern[str]
    labels: re.Pattern[str]
    aware: re.Pattern[str]
    lists: re.Pattern[str]
    turn: re.Pattern[str]
    contrast: re.Pattern[str]
    never: re.Pattern[str]
    named: re.Pattern[str]
    did: re.Pattern[str]
    opener: re.Pattern[str]


@kept_patterns
def _patterns() -> _Patterns:
    data = cues("sections")
    plan, lack, first = data["plan"], data["deficiencies"], data["first_responsible"]
    return _Patterns(
        label=re.compile(lack["label"]),
        admits=re.compile(lack["admits"]),
        labels=re.compile(rf"(?<=[。;!\n ])(?:{lack['label']})"),
        aware=re.compile(lack["aware"]),
        lists=re.compile(lack["lists"]),
        turn=re.compile("但|然而|不过|可是"),
        contrast=re.compile(lack["contrast"]),
        never=re.compile("|".join(lack["never"])),
        named=re.compile(first["named"]),
        did=re.compile(first["did"]),
        opener=re.compile(rf"{plan['opener']}|{plan['year_opener']}(?=[^。;]{{0,60}}?(?:{plan['intent']}))"),
    )


_LONGEST_POINT = 700
_LONGEST_SENTENCE = 500
_LATE = 0.5
"""a clause that admits stands in the last half of the body, at the end of its section, or before a plan"""
_PLAN_LATE = 0.7
_LONGEST_ASPECT = 24
"""characters of the words that name what a point is about (在行政执法方面)"""
_EXPLAINED = 60
"""characters behind a heading in which the shortcoming is named that the heading is about"""


def opened_deficiencies(document: Document, headings: list[Section], plan: list[Span], end: int) -> Iterator[Span]:
    """The stretches that own up to something without a heading: 存在问题：… in a field, 但…还有不少欠账：…"""
    folded, patterns = document.folded, _patterns()
    late = document.body_start + (end - document.body_start) * _LATE
    reached = document.body_start
    for at, said_end in _admitting(document, end):
        if at < reached or any(start <= at < stop for start, stop in plan):
            continue
        sentence = _sentence_start(folded, reached, at)
        labelled = label_end(folded, sentence, end)
        if labelled == sentence:
            clause_end = _next_mark(folded, ",。;:\n", said_end, end)
            said = folded[sentence:said_end]
            if not patterns.contrast.search(said) or patterns.never.search(folded, sentence, clause_end):
                continue
        section_end = min((s.end for s in starting_in(headings, 0, at + 1)[-3:] if at < s.end), default=end)
        stop = _extent(document, headings, labelled, end, section_end if labelled > sentence else end)
        planned = openings(document, stop, min(stop + 40, end))
        if labelled > sentence or at >= late or section_end - stop < 20 or planned:
            yield sentence, stop
            reached = stop
        else:
            reached = min(stop, _next_mark(folded, "。;\n", at, end))


def label_end(folded: str, start: int, end: int) -> int:
    """Where the words end that label what stands at ``start`` as shortcomings; ``start`` where none do."""
    first = start
    while first < end and folded[first] in " \n":
        first += 1
    match = _patterns().label.match(folded, first, end)
    return match.end() if match else start


def _sentence_start(folded: str, least: int, at: int) -> int:
    """Where the sentence begins that ``at`` stands in; looked for no further back than a long sentence is long."""
    least = max(least, at - _LONGEST_SENTENCE)
    return max(least, *(folded.rfind(mark, least, at) + 1 for mark in "。;!\n"))


def _next_mark(folded: str, marks: str, at: int, end: int) -> int:
    """Where the next of ``marks`` stands; looked for no further than a long sentence is long."""
    end = min(end, at + _LONGEST_SENTENCE)
    return min((found for mark in marks if (found := folded.find(mark, at, end)) >= 0), default=end)


def _admitting(document: Document, end: int) -> Iterator[Span]:
    """Places where a text may begin to own up: 仍存在…不足; 不足之处:; 也要看到 or 虽…但, 主要是, 比如 with a lack."""
    folded, patterns = document.folded, _patterns()
    found = [match.span() for match in patterns.admits.finditer(folded, document.body_start, end)]
    found += [match.span() for match in patterns.labels.finditer(folded, document.body_start, end)]
    for match in patterns.aware.finditer(folded, document.body_start, end):
        if lacks(folded[match.end() : _next_mark(folded, "。\n", match.end(), end)]):
            found.append(match.span())
    for match in patterns.lists.finditer(folded, document.body_start, end):
        stop = match.start()
        while stop > document.body_start and folded[stop - 1] in "。,;:\n ":
            stop -= 1
        contrast = patterns.turn.search(folded, _sentence_start(folded, document.body_start, stop), stop)
        if contrast and lacks(folded[contrast.start() : stop]):
            found.append((contrast.start(), stop))
    yield from sorted(found)


def _extent(document: Document, headings: list[Section], start: int, end: int, inside: int) -> int:
    """How far shortcomings go on from the sentence at ``start``: over sentences that name more of them, or remedies.

    Behind ``inside`` a heading ends them that does not begin a series.
    """
    folded, patterns = document.folded, _patterns()
    at = start
    while at < end:
        match = SENTENCE.search(folded, at, end)
        if match is None:
            return end
        following = folded[match.start() : match.end()].strip()
        if at > start:
            heading = next(iter(starting_in(headings, match.start(), match.start() + 1)), None)
            listed = folded[at - 1] == ";" or patterns.lists.match(following) is not None
            counted = listed or enumerator().match(following) is not None
            if not (counted or lacks(following) or is_remedy(following)):
                return at
            if openings(document, match.start(), match.end()):
                return at
            if heading and not lacks(folded[heading.start : min(heading.end, heading.heading_end + _EXPLAINED)]):
                return at
            if heading and heading.start >= inside and not _is_first(heading):
                return at
            last = at
            while last > start and folded[last - 1] in " \n":
                last -= 1
            if "\n" in folded[at - 1 : match.start() + 1] and not counted and folded[last - 1] not in ":;":
                return at
        at = match.end()
    return end


def split_plans(document: Document, headings: list[Section], spans: list[Span]) -> tuple[list[Span], list[Span]]:
    """Shortcomings and next steps in one section, taken apart: (shortcomings, plans).

    The plan begins at a heading or words that open one; where the section's heading promises measures, at a sentence
    that tells of one. Where shortcomings go on behind that place (each point with its own next step), only the
    sentences that open a plan are one.
    """
    folded = document.folded
    begins = heading_ends(headings)
    kept: list[Span] = []
    plans: list[Span] = []
    for start, stop in spans:
        own = begins.get(start, start)
        told = sentences(folded, own, stop)
        cuts = [s.start for s in starting_in(headings, own, stop) if names_plan(s.title, True)]
        opened = openings(document, own, stop)
        if not cuts and not opened and names_plan(folded[start:own], True):
            opened = [at for at, last in told if _turns_to_plan(folded, at, last)]
        if not cuts and not opened:
            kept.append((start, stop))
            continue
        cut = min(cuts + opened)
        if cuts or not any(_counts_lack(folded, *span) for span in told if span[0] > cut):
            kept.append((start, cut))
            plans.append((cut, stop))
        else:
            steps = [span for span in told if span[0] in opened]
            plans += steps
            kept += without([(start, stop)], steps)
    return kept, plans


def _turns_to_plan(folded: str, start: int, end: int) -> bool:
    _, text = _uncounted(folded, start, end)
    return _tells_measure(text) and (is_remedy(text) or not lacks(text))


def _counts_lack(folded: str, start: int, end: int) -> bool:
    counted, text = _uncounted(folded, start, end)
    return counted and lacks(text) and not _tells_measure(text) and not is_hollow(text)


def _tells_measure(text: str) -> bool:
    return is_remedy(text) or text.startswith(tuple(cues("sections")["plan"]["verbs"]))


def _uncounted(folded: str, start: int, end: int) -> tuple[bool, str]:
    """Whether an enumerating word or 在…方面 opens a sentence, and what it says behind that word."""
    text = folded[start:end]
    if match := enumerator().match(text):
        return True, text[match.end() :].lstrip(" ,")
    return text.startswith("在") and "方面" in text[:_LONGEST_ASPECT], text


def opened_plan(document: Document, headings: list[Section], deficient: list[Span], end: int) -> Iterator[Span]:
    """A plan without a heading: 2022年，我们将继续…, behind the shortcomings or late in the text, to its end."""
    after = max((stop for _, stop in deficient), default=0)
    late = document.body_start + int((end - document.body_start) * _PLAN_LATE)
    for at in openings(document, min(after or late, late), end):
        following = next((section for section in headings if section.start > at), None)
        if following is None or _is_first(following):
            yield at, end
            return


def _is_first(section: Section) -> bool:
    return section.number.strip("(（）)、.是") in ("一", "1")


def openings(document: Document, start: int, stop: int) -> list[int]:
    """Where words open a plan at a sentence's start: 下一步, 今后, or a later year with a word of intent."""
    folded, found = document.folded, []
    year: int | None = None
    for match in _patterns().opener.finditer(folded, start, stop):
        at = match.start() - 1
        if at >= start and folded[at] == "在":
            at -= 1
        if at >= start and folded[at] not in "。;! \n":
            continue
        if match.group("year"):
            year = year or year_of(document)
            if int(match.group("year")) <= year:
                continue
        found.append(match.start())
    return found


def first_in_text(document: Document, spans: Iterable[Span], every: list[Section]) -> Iterator[Span]:
    """What a text without such a heading says of the heads' duty: the point or the sentence that names it."""
    folded, patterns = document.folded, _patterns()
    reached = 0
    for start, stop in spans:
        for match in patterns.named.finditer(folded, start, stop):
            at = match.start()
            first = _sentence_start(folded, start, at)
            if at < reached or folded.rfind("《", first, at) > folded.rfind("》", first, at):
                continue
            last = _next_mark(folded, "。;\n", at, stop)
            if not patterns.did.search(folded, first, last):
                continue
            near = starting_in(every, max(0, at - _LONGEST_POINT), at + 1)
            around = [s for s in near if at < s.end and s.end - s.start <= _LONGEST_POINT]
            span = (around[-1].start, min(around[-1].end, stop)) if around else (first, last)
            yield span
            reached = span[1]
