"""A Document becomes a Report: what it says about itself, its facts with their quotations, its own 不足 and plan."""

from collections.abc import Sequence
from typing import Any

from fazhi_eval.built import built
from fazhi_eval.documents.model import Document
from fazhi_eval.reports.facts import Facts
from fazhi_eval.reports.layout.about import read_about
from fazhi_eval.reports.layout.statements import read_causes, read_deficiencies, read_plan
from fazhi_eval.reports.layout.zones import find_zones
from fazhi_eval.reports.lexicon import Lexicon, shipped_lexicon
from fazhi_eval.reports.model import About, Confidence, Evidence, Report
from fazhi_eval.reports.reading import Reading
from fazhi_eval.reports.scope import Scope, ScopeReader
from fazhi_eval.reports.sentences import find_sentences
from fazhi_eval.reports.textreader import TextReader

_LOW = frozenset({"cumulative", "column"})
_MARGIN = 4.0
"""How much worse than the best a reading may fit (`Reading.weight`) and still be one."""


_ROUNDED = 0.1
"""How far a rounded figure may be from the exact one that it stands for, as a share of it."""


def extract(document: Document, lexicon: Lexicon | None = None) -> Report:
    """Everything the document states, as a Report. Silence stays absent.

    ``lexicon`` holds the phrasings (`phrasing.load_lexicon`); by default those that ship with the package. Facts are
    read outside the report's own shortcomings and outside its plans.
    """
    zones = find_zones(document)
    about, evidence = read_about(document, zones)
    readings = read_facts(document, about, [*zones.deficiencies, *zones.plan], lexicon or shipped_lexicon())
    own, area = _assemble(document, readings, evidence)
    return Report.model_construct(
        report=about,
        own=own,
        area=area,
        deficiencies=read_deficiencies(document, zones),
        causes=read_causes(document, zones),
        plan=read_plan(document, zones),
        evidence=evidence,
    )


def read_facts(
    document: Document, about: About, leave_out: Sequence[tuple[int, int]], lexicon: Lexicon
) -> list[tuple[Scope, Reading]]:
    """Every fact read in the document outside ``leave_out``, with its scope, in reading order."""
    found: list[tuple[Scope, Reading]] = []
    reader = ScopeReader(about)
    reading = TextReader(lexicon, about.year)
    text, last_end = document.text, -1
    for sentence in find_sentences(document, leave_out, about.year):
        new_paragraph = last_end < 0 or text.find("\n", last_end, sentence.start) >= 0
        last_end = sentence.end
        reader.read(sentence, new_paragraph)
        for one in reading.read(sentence):
            fact = reader.fact(sentence, one.fact)
            one = one if fact == one.fact else one._replace(fact=fact)
            found.append((reader.scope(sentence, one.fact, one.place), one))
    return found


def _assemble(
    document: Document, readings: Sequence[tuple[Scope, Reading]], evidence: dict[str, list[Evidence]]
) -> tuple[Facts, Facts]:
    """The facts of both scopes, and their quotations into ``evidence``. Readings that differ all stay as evidence."""
    by_path: dict[str, list[Reading]] = {}
    for scope, reading in readings:
        by_path.setdefault(f"{scope}.{reading.fact}", []).append(reading)
    values: dict[str, dict[str, dict[str, Any]]] = {"own": {}, "area": {}}
    for path, pieces in by_path.items():
        likely = _likely(pieces)
        whose, group, name = path.split(".")
        values[whose].setdefault(group, {})[name] = likely[0].value
        evidence[path] = [_evidence(document, piece, conflict=len(likely) > 1) for piece in likely]
    own, area = (Facts.model_construct(**_groups(values[scope])) for scope in ("own", "area"))
    return own, area


def _likely(pieces: Sequence[Reading]) -> Sequence[Reading]:
    """Of all readings of one fact those that fit about as well as the best, one for each value.

    The largest comes first, since a part is never more than its whole; a reading that fits much worse is no reading.
    """
    if len(pieces) == 1:
        return pieces
    weights = [piece.weight - 5 * len(_LOW.intersection(piece.reasons)) for piece in pieces]
    good: dict[float, Reading] = {}
    for piece, weight in zip(pieces, weights, strict=True):
        if weight >= max(weights) - _MARGIN:
            good.setdefault(float(piece.value), piece)
    exact = [value for value, piece in good.items() if not (piece.approx or piece.at_least)]
    for value, piece in list(good.items()):  # 突破600名,达到617名 is 617
        if (piece.approx or piece.at_least) and any(abs(told - value) <= _ROUNDED * value for told in exact):
            del good[value]
    return sorted(good.values(), key=lambda piece: -piece.value)


def _groups(values: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {group: _group_class(group).model_construct(**facts) for group, facts in values.items()}


def _group_class(group: str) -> Any:
    return Facts.model_fields[group].annotation.__args__[0]  # type: ignore[union-attr]


def _evidence(document: Document, reading: Reading, *, conflict: bool) -> Evidence:
    start, end = reading.start, reading.end
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    reasons = (*reading.reasons, "conflict") if conflict else reading.reasons
    low = conflict or not _LOW.isdisjoint(reasons)
    confidence = Confidence.LOW if low else Confidence.MEDIUM if reasons else Confidence.HIGH
    return built(
        Evidence,
        {
            "quote": document.text[start:end],
            "start": start,
            "end": end,
            "page": _page(document, start),
            "value": reading.value,
            "approx": reading.approx,
            "at_least": reading.at_least,
            "parts": reading.parts,
            "readings": (),
            "confidence": confidence,
            "confidence_reason": ",".join(reasons) or None,
        },
    )


def _page(document: Document, place: int) -> int | None:
    if not document.paragraphs or document.paragraphs[0].page is None:
        return None
    return next((p.page for p in reversed(document.paragraphs) if p.start <= place), None)
