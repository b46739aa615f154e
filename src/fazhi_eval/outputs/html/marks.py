"""Every quotation of a report as a mark in its text: what rests on it, and where the text is cut for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from fazhi_eval.evaluation.model import GAP_OUTCOMES, Admission, Evaluation, Gap, ItemResult, Outcome
from fazhi_eval.reports.paths import flat_facts

if TYPE_CHECKING:
    from fazhi_eval.documents.model import Document, Section
    from fazhi_eval.reports.model import Commitment, Evidence, Quote, Report

Kind = Literal["gap", "review", "admission", "met", "fact", "said"]
"""What a mark stands for, the weightiest first; ``said`` is a cause that the report gives or a plan."""

KINDS: tuple[Kind, ...] = ("gap", "review", "admission", "met", "fact", "said")

_Place: TypeAlias = "tuple[int, int] | str"

_HEADINGS = 2
"""Sections down to this depth begin a line of their own, also where the source has the whole body on one line."""


@dataclass(slots=True)
class Mark:
    """One quotation: the facts, items and statements that rest on it. ``number`` counts from 1 in reading order.

    ``start`` and ``end`` are absent for a submission, whose marks are its facts and statements themselves.
    ``facts`` holds paths with the value that this quotation gives; ``admissions`` and ``observations`` are numbers
    in the Evaluation, ``causes`` and ``plan`` in the Report.
    """

    quote: str
    start: int | None = None
    end: int | None = None
    number: int = 0
    facts: dict[str, tuple[Any, "Evidence | None"]] = field(default_factory=dict)
    items: list[ItemResult] = field(default_factory=list)
    admissions: list[int] = field(default_factory=list)
    observations: list[int] = field(default_factory=list)
    causes: list[int] = field(default_factory=list)
    plan: list[int] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """The weightiest thing that rests on this quotation."""
        outcomes = {item.outcome for item in self.items}
        if outcomes & GAP_OUTCOMES:
            return "gap"
        if Outcome.NEEDS_REVIEW in outcomes or self.observations:
            return "review"
        if self.admissions:
            return "admission"
        return "met" if Outcome.MET in outcomes else "fact" if self.facts else "said"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that the same marks cover, in the order of `KINDS`; ``opens`` are those that begin with it."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]
    closes: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as it is shown. ``page`` is the page that begins with it, ``level`` 1 or 2 for a heading."""

    segments: tuple[Segment, ...]
    level: int
    title: bool
    outside: bool
    page: int | None


class Marks:
    """All marks of one report, and which of them a gap, an admission or any quotation leads to."""

    def __init__(self, evaluation: Evaluation, report: "Report", document: "Document | None") -> None:
        self._text = None if document is None else document.text
        self._facts = flat_facts(report)
        self._by_place: dict[_Place, Mark] = {}
        self._items = {item.id: item for result in evaluation.checklists for item in result.items}
        self._add_facts(report)
        for item in self._items.values():
            for mark in self.of_item(item):
                mark.items.append(item)
        for number, observation in enumerate(evaluation.observations):
            for mark in self._known(self._places(observation.evidence, observation.paths)):
                mark.observations.append(number)
        for number, admission in enumerate(evaluation.admissions):
            self._add(self._statement("admissions", number, admission), admission).admissions.append(number)
        for number, cause in enumerate(report.causes):
            self._add(self._statement("causes", number, cause), cause).causes.append(number)
        for number, commitment in enumerate(report.plan):
            self._add(self._statement("plan", number, commitment), commitment).plan.append(number)
        self.all = list(self._by_place.values())
        if document is not None:
            self.all = sorted((m for m in self.all if m.start is not None), key=lambda m: (m.start, m.end))
        for number, mark in enumerate(self.all, 1):
            mark.number = number

    def of_item(self, item: ItemResult) -> list[Mark]:
        """The marks of the quotations (in a submission: the facts) that an item's outcome rests on."""
        return self._known(self._places(item.evidence, item.facts))

    def of_gap(self, gap: Gap) -> list[Mark]:
        """The marks that a gap's finding rests on."""
        item = self._items.get(gap.item)
        return self._known(self._places(gap.evidence, item.facts if item else ()))

    def of_quote(self, quote: "Quote") -> Mark | None:
        """The mark of one quotation, if it stands in the text."""
        return self._by_place.get(self._span(quote) or "")

    def of_admission(self, number: int, admission: Admission) -> Mark | None:
        """The mark of an admission."""
        return self._by_place.get(self._statement("admissions", number, admission))

    def of_commitment(self, number: int, commitment: "Commitment") -> Mark | None:
        """The mark of a commitment for the next year."""
        return self._by_place.get(self._statement("plan", number, commitment))

    def _add_facts(self, report: "Report") -> None:
        for path, value in self._facts.items():
            pieces = report.evidence.get(path, [])
            if self._text is None:
                quote = "；".join(dict.fromkeys(piece.quote for piece in pieces))
                self._by_place[path] = Mark(quote, facts={path: (value, pieces[0] if len(pieces) == 1 else None)})
        for path, pieces in report.evidence.items():
            for piece in pieces:
                span = self._span(piece)
                if span is not None:
                    stated = self._facts.get(path) if piece.value is None else piece.value
                    self._add(span, piece).facts[path] = (stated, piece)

    def _places(self, evidence: "Iterable[Evidence]", paths: Iterable[str]) -> list[_Place]:
        if self._text is None:
            return list(paths)
        return [span for piece in evidence if (span := self._span(piece)) is not None]

    def _known(self, places: list[_Place]) -> list[Mark]:
        return [self._by_place[place] for place in dict.fromkeys(places) if place in self._by_place]

    def _statement(self, kind: str, number: int, quote: "Quote | Admission") -> _Place:
        return self._span(quote) or f"{kind} {number}"

    def _span(self, quote: "Quote | Admission") -> tuple[int, int] | None:
        if self._text is None or quote.start is None or quote.end is None:
            return None
        stands = quote.start < quote.end and self._text[quote.start : quote.end] == quote.quote
        return (quote.start, quote.end) if stands else None

    def _add(self, place: _Place, quote: "Quote | Admission") -> Mark:
        if place not in self._by_place:
            start, end = place if isinstance(place, tuple) else (None, None)
            self._by_place[place] = Mark(quote.quote, start, end)
        return self._by_place[place]


def blocks(document: "Document", marks: Sequence[Mark], title: str | None) -> Iterator[Block]:
    """The whole text paragraph by paragraph, cut where marks begin and end; what surrounds the body is ``outside``."""
    headings = {section.start: section for section in _sections(document.sections)}
    page = None
    for paragraph in document.paragraphs:
        inner = sorted(start for start in headings if paragraph.start < start < paragraph.end)
        starts = [paragraph.start, *inner]
        for start, end in zip(starts, [*inner, paragraph.end], strict=True):
            section = headings.get(start)
            whole = section is not None and not document.text[section.heading_end : end].strip("。 \t\u3000")
            content = document.text[start:end]
            yield Block(
                segments=tuple(_segments(document.text, start, end, marks)),
                level=section.level if section is not None and whole else 0,
                title=title is not None and "".join(content.split()) == "".join(title.split()),
                outside=not document.body_start <= start < document.body_end,
                page=paragraph.page if paragraph.page != page else None,
            )
            page = paragraph.page


def _sections(sections: "Iterable[Section]") -> "Iterator[Section]":
    for section in sections:
        if section.level <= _HEADINGS:
            yield section
            yield from _sections(section.children)


def _segments(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Segment]:
    spans = [(mark.start or 0, mark.end or 0, mark) for mark in marks]
    here = [span for span in spans if span[0] < end and span[1] > start]
    cuts = sorted({start, end, *(cut for left, right, _ in here for cut in (left, right) if start < cut < end)})
    for left, right in pairwise(cuts):
        covering = [span for span in here if span[0] < right and span[1] > left]
        covering.sort(key=lambda span: (KINDS.index(span[2].kind), span[2].number))
        yield Segment(
            text=text[left:right],
            marks=tuple(mark for _, _, mark in covering),
            opens=tuple(mark for first, _, mark in covering if first == left),
            closes=tuple(mark for _, last, mark in covering if last == right),
        )
