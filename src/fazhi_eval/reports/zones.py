"""Which stretches of a report do which job: what was done, the heads' own duty, shortcomings, causes, plans.

Told by headings, by the words that open a stretch, by its place and its tense; the words are data
(layout/sections.yaml). The prescribed parts are those of 法治政府建设与责任落实督察工作规定, article 24.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from fazhi_eval.documents.model import Document, Section
from fazhi_eval.reports.clauses import enumerator, is_hollow, is_remedy, lacks, read_admitted
from fazhi_eval.reports.cues import cues
from fazhi_eval.reports.model import Sections
from fazhi_eval.reports.signature import Signature, find_signature
from fazhi_eval.reports.labels import find_labelled, find_title
from fazhi_eval.reports.years import report_year

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Zones:
    """Spans of the document by their job, each in reading order and without overlap, and what was found in them.

    ``shortcomings`` are the clauses inside ``deficiencies``, ``causes`` those that explain one. ``end`` is where the
    report's text ends, before its closing words and its ``signature``. ``sections`` states for each prescribed part
    whether the report has it: the whole document was read, so false means that it does not.
    """

    achievements: tuple[Span, ...] = ()
    first_responsible: tuple[Span, ...] = ()
    deficiencies: tuple[Span, ...] = ()
    plan: tuple[Span, ...] = ()
    shortcomings: tuple[Span, ...] = ()
    causes: tuple[Span, ...] = ()
    end: int = 0
    signature: Signature | None = None
    sections: Sections = field(default_factory=Sections)


@dataclass(frozen=True, slots=True)
class _Patterns:
    deficient: re.Pattern[str]
    never: re.Pattern[str]
    label: re.Pattern[str]
    admits: re.Pattern[str]
    combined: re.Pattern[str]
    cause: re.Pattern[str]
    first: re.Pattern[str]
    named: re.Pattern[str]
    did: re.Pattern[str]
    plan: re.Pattern[str]
    plan_weak: re.Pattern[str]
    of_year: re.Pattern[str]
    opener: re.Pattern[str]
    contrast: re.Pattern[str]
    closing: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = cues("sections")
    plan, lack, first = data["plan"], data["deficiencies"], data["first_responsible"]
    return _Patterns(
        deficient=re.compile(lack["heading"]),
        never=re.compile("|".join(lack["never"])),
        label=re.compile(lack["label"]),
        admits=re.compile(lack["admits"]),
        combined=re.compile(plan["heading"] + "|" + plan["main_heading"]),
        cause=re.compile(data["causes"]["heading"]),
        first=re.compile(first["heading"]),
        named=re.compile(first["named"]),
        did=re.compile(first["did"]),
        plan=re.compile(plan["heading"]),
        plan_weak=re.compile(plan["main_heading"]),
        of_year=re.compile(rf"(20\d\d) ?年?度?[^,。]{{0,12}}(?:{plan['of_year']})"),
        opener=re.compile(rf"{plan['opener']}|{plan['year_opener']}(?=[^。;]{{0,60}}?(?:{plan['intent']}))"),
        contrast=re.compile(lack["contrast"]),
        closing=re.compile(rf"(?:\s|{'|'.join(data['farewell'])}|[。!])*$"),
    )


_SUBSTANCE = 40
"""characters of text that a report must have outside its other parts to tell of what was done"""
_LONGEST_POINT = 700
_LABEL_PLACE = 0.5
"""a clause that admits stands in the last half of the body, or at the end of its section"""
_PLAN_PLACE = 0.7
_VERBS = ("加强", "进一步", "继续", "持续", "健全", "完善", "强化", "深入", "加大", "推进", "提升", "落实", "坚持", "不断", "着力")
_SENTENCE = re.compile(r"[^。!?;\n]+[。!?;]?")


def find_zones(document: Document) -> Zones:
    """The zones of a document. Never fails: of a text without any of the parts all flags are false."""
    signature = find_signature(document)
    end = _content_end(document, signature)
    every = list(_walk(document.sections))
    headings = [section for section in every if section.level < 5 and section.start < end]
    titled = _titled(document, headings, end)
    plan, deficient = titled["plan"], titled["deficiencies"]
    if not deficient:
        deficient = list(_opened_deficiencies(document, headings, plan, end))
    deficient, split = _split(document, headings, deficient)
    if not plan:
        plan = split or list(_opened_plan(document, headings, deficient, end))
        deficient = _without(deficient, plan)
    shortcomings: list[Span] = []
    causes: list[Span] = []
    for start, stop in deficient:
        admitted = read_admitted(document.folded, content_start(document, start), stop)
        shortcomings += admitted.shortcomings
        causes += admitted.causes
    for start, stop in titled["causes"]:
        causes += _sentences(document.folded, content_start(document, start), stop)
    others = [*plan, *deficient, *titled["first_main"], *titled["causes"]]
    rest = _without([(document.body_start, end)], others)
    achievements = [span for span in rest if document.folded[slice(*span)].strip(" \n。")]
    first = titled["first_responsible"] or list(_first_in_text(document, achievements, every))
    return Zones(
        achievements=tuple(achievements),
        first_responsible=tuple(first),
        deficiencies=tuple(deficient),
        plan=tuple(plan),
        shortcomings=tuple(shortcomings),
        causes=tuple(sorted(set(causes))),
        end=end,
        signature=signature,
        sections=Sections.model_construct(
            achievements=sum(stop - start for start, stop in achievements) >= _SUBSTANCE,
            deficiencies=bool(deficient),
            causes=bool(causes),
            first_responsible=bool(first),
            plan=bool(plan),
        ),
    )


def content_start(document: Document, start: int) -> int:
    """Where the text of a zone begins that starts at ``start``: behind its heading, if a heading stands there."""
    return next((s.heading_end for s in _walk(document.sections) if s.start == start and s.level < 5), start)


def _walk(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.children)


def _year(document: Document) -> int:
    """The year reported on; 9999 where none is named, so that no later one can be told."""
    found = report_year(document, find_title(document, find_labelled(document)))
    return found[0] if found else 9999


def _content_end(document: Document, signature: Signature | None) -> int:
    end = min(document.body_end, signature.start) if signature else document.body_end
    tail = _patterns().closing.search(document.folded, max(document.body_start, end - 40), end)
    return tail.start() + 1 if tail and document.folded[tail.start()] == "。" else tail.start() if tail else end


def _titled(document: Document, headings: list[Section], end: int) -> dict[str, list[Span]]:
    """The zones that a heading names."""
    patterns = _patterns()
    found: dict[str, list[Span]] = {
        name: [] for name in ("deficiencies", "plan", "causes", "first_responsible", "first_main")
    }
    covered = -1
    year: int | None = None
    for section in headings:
        title, span = section.title[:40], (section.start, min(section.end, end))
        if section.start < covered:
            continue
        lack = patterns.deficient.search(title) and not patterns.never.search(title)
        planned = patterns.plan.search(title) or (section.level == 1 and patterns.plan_weak.search(title))
        if not planned and (dated := patterns.of_year.search(title)):
            year = year or _year(document)
            planned = int(dated.group(1)) > year
        if lack:
            reasons = [s for s in _walk(section.children) if s.level < 5 and patterns.cause.search(s.title[:40])]
            found["causes"] += [(s.start, min(s.end, end)) for s in reasons if not patterns.deficient.search(s.title[:40])]
            found["deficiencies"] += _without([span], found["causes"])
        elif planned:
            found["plan"].append(span)
        elif patterns.cause.search(title):
            found["causes"].append(span)
        elif patterns.first.search(title):
            found["first_responsible"].append(span)
            if section.level == 1:
                found["first_main"].append(span)
        else:
            continue
        covered = span[1]
    return found


def _opened_deficiencies(document: Document, headings: list[Section], plan: list[Span], end: int) -> Iterator[Span]:
    """The stretches that own up to something without a heading: 存在问题：… in a field, 但…仍存在一定差距，比如：…"""
    folded, patterns = document.folded, _patterns()
    late = document.body_start + (end - document.body_start) * _LABEL_PLACE
    reached = document.body_start
    for match in patterns.admits.finditer(folded, document.body_start, end):
        at = match.start()
        if at < reached or any(start <= at < stop for start, stop in plan):
            continue
        sentence = max(folded.rfind(mark, reached, at) for mark in "。;\n!") + 1
        sentence = max(sentence, reached)
        labelled = patterns.label.match(folded, sentence, end)
        if not labelled:
            said = folded[sentence : match.end()]
            if not patterns.contrast.search(said) or patterns.never.search(said):
                continue
        stop = _extent(document, headings, sentence, end)
        section_end = min((s.end for s in headings if s.start <= at < s.end), default=end)
        planned = _openings(document, stop, min(stop + 40, end))
        if labelled or at >= late or section_end - stop < 20 or planned:
            yield sentence, stop
            reached = stop


def _extent(document: Document, headings: list[Section], start: int, end: int) -> int:
    """How far shortcomings go on from the sentence at ``start``: over sentences that name more of them, or remedies."""
    folded, patterns = document.folded, _patterns()
    at = start
    while at < end:
        match = _SENTENCE.search(folded, at, end)
        if match is None:
            return end
        following = folded[match.start() : match.end()].strip()
        if at > start:
            heading = next((s for s in headings if s.start == match.start()), None)
            counted = enumerator().match(following) is not None
            if not (counted or lacks(following) or is_remedy(following)):
                return at
            if _openings(document, match.start(), match.end()):
                return at
            if heading and not lacks(folded[heading.start : heading.heading_end]):
                return at
            above = folded[start:at].rstrip()
            if "\n" in folded[at - 1 : match.start() + 1] and not counted and above[-1:] not in ":;":
                return at
        at = match.end()
    return end


def _split(document: Document, headings: list[Section], spans: list[Span]) -> tuple[list[Span], list[Span]]:
    """Shortcomings and next steps in one section, taken apart: (shortcomings, plans).

    The plan begins at a heading or words that open one. Where shortcomings go on behind that place (each point with
    its own next step), only the sentences that open a plan are one.
    """
    folded, patterns = document.folded, _patterns()
    kept: list[Span] = []
    plans: list[Span] = []
    for start, stop in spans:
        own = content_start(document, start)
        inner = [s for s in headings if own <= s.start < stop]
        cuts = [s.start for s in inner if patterns.plan.search(s.title[:40]) or patterns.plan_weak.search(s.title[:40])]
        opened = _openings(document, own, stop)
        if not cuts and not opened and patterns.combined.search(folded, start, own):
            opened = [at for at, last in _sentences(folded, own, stop) if _turns_to_plan(folded, at, last)][:1]
        if not cuts and not opened:
            kept.append((start, stop))
            continue
        cut = min(cuts + opened)
        going_on = [at for at, last in _sentences(folded, cut, stop) if enumerator().match(folded, at) and _names_lack(folded, at, last)]
        if cuts or not going_on:
            kept.append((start, cut))
            plans.append((cut, stop))
        else:
            sentences = [(at, last) for at, last in _sentences(folded, own, stop) if at in opened]
            plans += sentences
            kept += _without([(start, stop)], sentences)
    return kept, plans


def _turns_to_plan(folded: str, start: int, end: int) -> bool:
    match = enumerator().match(folded, start, end)
    text = folded[match.end() if match else start : end].lstrip(" ,")
    return not lacks(text) and (is_remedy(text) or text.startswith(_VERBS))


def _names_lack(folded: str, start: int, end: int) -> bool:
    text = folded[start:end]
    return lacks(text) and not is_hollow(text)


def _opened_plan(document: Document, headings: list[Section], deficient: list[Span], end: int) -> Iterator[Span]:
    """A plan without a heading: 2022年，我们将继续…, behind the shortcomings or late in the text, to its end."""
    after = max((stop for _, stop in deficient), default=0)
    late = document.body_start + int((end - document.body_start) * _PLAN_PLACE)
    for at in _openings(document, min(after or late, late), end):
        following = next((section for section in headings if section.start > at), None)
        if following is None or following.number.strip("(（）)、.") in ("一", "1"):
            yield at, end
            return


def _openings(document: Document, start: int, stop: int) -> list[int]:
    """Where words open a plan: 下一步, 今后, or a year after the report's with a word of intent."""
    found = []
    year: int | None = None
    for match in _patterns().opener.finditer(document.folded, start, stop):
        before = document.folded[start : match.start()].rstrip(" ").removesuffix("在")
        if before and before[-1] not in "。;\n" and document.folded[match.start() - 1] != " ":
            continue
        if match.group("year"):
            year = year or _year(document)
            if int(match.group("year")) <= year:
                continue
        found.append(match.start())
    return found


def _first_in_text(document: Document, spans: Iterable[Span], every: list[Section]) -> Iterator[Span]:
    """What a text without such a heading says of the heads' duty: the point or the sentence that names it."""
    folded, patterns = document.folded, _patterns()
    reached = 0
    for start, stop in spans:
        for match in patterns.named.finditer(folded, start, stop):
            at = match.start()
            if at < reached or folded.rfind("《", start, at) > folded.rfind("》", start, at):
                continue
            first = max(folded.rfind(mark, start, at) for mark in "。;\n") + 1 or start
            last = min((found for mark in "。;\n" if (found := folded.find(mark, at, stop)) >= 0), default=stop)
            if not patterns.did.search(folded, first, last):
                continue
            around = [s for s in every if s.start <= at < s.end and s.end - s.start <= _LONGEST_POINT]
            span = (around[-1].start, min(around[-1].end, stop)) if around else (first, last)
            yield span
            reached = span[1]


def _sentences(folded: str, start: int, end: int) -> list[Span]:
    found = []
    for match in _SENTENCE.finditer(folded, start, end):
        first, last = match.span()
        while first < last and folded[first] in " ,:\n":
            first += 1
        while last > first and folded[last - 1] in " \n。;!":
            last -= 1
        if last > first:
            found.append((first, last))
    return found


def _without(spans: Iterable[Span], removed: Iterable[Span]) -> list[Span]:
    """``spans`` less ``removed``."""
    left = list(spans)
    for start, stop in removed:
        pieces = [((first, min(last, start)), (max(first, stop), last)) for first, last in left]
        left = [piece for pair in pieces for piece in pair if piece[1] > piece[0]]
    return sorted(set(left))
