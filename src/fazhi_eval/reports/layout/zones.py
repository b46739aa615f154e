"""Which stretches of a report do which job: what was done, the heads' own duty, shortcomings, causes, plans.

Told by headings, else by the words that open a stretch, by its place and its tense. The prescribed parts are those of
法治政府建设与责任落实督察工作规定, article 24.
"""

import re
from typing import NamedTuple

from fazhi_eval.documents.model import Document
from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.layout.clauses import read_admitted
from fazhi_eval.reports.layout.cues import cues
from fazhi_eval.reports.layout.headings import find_titled, names_causes
from fazhi_eval.reports.layout.openings import first_in_text, label_end, opened_deficiencies, opened_plan, split_plans
from fazhi_eval.reports.layout.signature import Signature, find_signature
from fazhi_eval.reports.layout.spans import Span, heading_ends, sentences, walk, without
from fazhi_eval.reports.layout.wording import enumerator
from fazhi_eval.reports.model import Sections

_SUBSTANCE = 40
"""characters of text that a report must have outside its other parts to tell of what was done"""


class Zones(NamedTuple):
    """Spans of the document by their job, each in reading order and without overlap, and what was found in them.

    ``shortcomings`` are the clauses inside ``deficiencies``, ``causes`` those that explain one. ``end`` is where the
    report's text ends, before its closing words and its ``signature``. ``sections`` states for each prescribed part
    whether the report has it: the whole document was read, so false means that it does not.
    """

    achievements: tuple[Span, ...]
    first_responsible: tuple[Span, ...]
    deficiencies: tuple[Span, ...]
    plan: tuple[Span, ...]
    shortcomings: tuple[Span, ...]
    causes: tuple[Span, ...]
    end: int
    signature: Signature | None
    sections: Sections


def find_zones(document: Document) -> Zones:
    """The zones of a document. Never fails: of a text without any of the parts all flags are false."""
    signature = find_signature(document)
    end = _content_end(document, signature)
    every = list(walk(document.sections))
    headings = [section for section in every if section.level < 5 and section.start < end]
    begins = heading_ends(headings)
    titled = find_titled(document, headings, end)
    plan, deficient = titled.plan, titled.deficiencies
    if not deficient:
        deficient = list(opened_deficiencies(document, headings, plan, end))
    deficient, split = split_plans(document, headings, deficient)
    plan = sorted([*plan, *split]) or list(opened_plan(document, headings, deficient, end))
    deficient = without(deficient, plan)
    shortcomings: list[Span] = []
    causes: list[Span] = []
    for start, stop in deficient:
        begin = begins.get(start) or label_end(document.folded, start, stop)
        title = document.folded[start:begin].strip()
        admitted = read_admitted(document.folded, begin, stop, headed=title != "", promised=names_causes(title))
        shortcomings += admitted.shortcomings
        causes += admitted.causes
    for start, stop in titled.causes:
        told = sentences(document.folded, begins.get(start, start), stop)
        causes += [_uncounted(document.folded, *span) for span in told]
    others = [*plan, *deficient, *titled.first_main, *titled.causes]
    rest = without([(document.body_start, end)], others)
    achievements = [span for span in rest if document.folded[slice(*span)].strip(" \n。")]
    first = titled.first_responsible or list(first_in_text(document, achievements, every))
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


def _uncounted(folded: str, start: int, end: int) -> Span:
    match = enumerator().match(folded, start, end)
    return (match.end() if match else start), end


@kept_patterns
def _farewell() -> re.Pattern[str]:
    return re.compile(rf"(?:\s|{'|'.join(cues('sections')['farewell'])}|[。!])*$")


def _content_end(document: Document, signature: Signature | None) -> int:
    end = min(document.body_end, signature.start) if signature else document.body_end
    tail = _farewell().search(document.folded, max(document.body_start, end - 40), end)
    stop = tail.start() if tail else end
    return stop + 1 if document.folded.startswith("。", stop, end) else stop
