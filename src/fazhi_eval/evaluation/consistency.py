"""A report against itself: figures that differ between two places, parts that do not add up, dates out of order.

None of this is a finding of law. Each is an observation with the quotations on both sides, and the items that rest on
the facts it touches wait for a person.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fazhi_eval.built import built
from fazhi_eval.checklists.model import Text
from fazhi_eval.checklists.view import FactView, Mark, show
from fazhi_eval.data import kept
from fazhi_eval.evaluation.model import Observation
from fazhi_eval.messages import LANGUAGES, text
from fazhi_eval.reports.paths import SCOPES, unscoped, vocabulary

_RELATIONS = Path(__file__).with_name("relations.yaml")
ROUNDING = 0.01
"""How far a stated rate may lie from part over whole: one percentage point."""


def observe(facts: FactView) -> tuple[Observation, ...]:
    """Everything in which the report contradicts itself, in the order of its facts."""
    return (*_differing(facts), *_parts(facts), *_relations(facts), *_dates(facts))


def disputed(facts: FactView, observations: tuple[Observation, ...]) -> FactView:
    """The same facts, with a doubt on every one that an observation touches."""
    doubts = {
        path: Mark("inconsistent", (show(facts.values[path]),), False, False)
        for observation in observations
        for path in observation.paths
        if path in facts.values and (path not in facts.marks or facts.marks[path].doubt is None)
    }
    return facts._replace(marks=facts.marks | doubts) if doubts else facts


def _differing(facts: FactView) -> Iterator[Observation]:
    for path, mark in facts.marks.items():
        if mark.doubt == "conflict":
            yield _observation("differs", facts, (path,), fact=path, values=mark.seen)


def _parts(facts: FactView) -> Iterator[Observation]:
    for path, pieces in facts.evidence.items():
        whole = facts.values.get(path)
        for piece in pieces:
            if piece.parts and isinstance(whole, int) and piece.value == whole and sum(piece.parts) > whole:
                shown = " + ".join(map(str, piece.parts))
                yield _observation("parts", facts, (path,), fact=path, whole=whole, parts=shown, sum=sum(piece.parts))


def _relations(facts: FactView) -> Iterator[Observation]:
    relations = _read_relations()
    for scope in SCOPES:
        for part, whole in relations["not_more"]:
            small, large = (facts.values.get(f"{scope}.{path}") for path in (part, whole))
            if small is not None and large is not None and small > large and not _loose(facts, scope, whole):
                one, other = f"{scope}.{part}", f"{scope}.{whole}"
                yield _observation("not_more", facts, (one, other), fact=one, small=small, other=other, large=large)
        for relation in relations["rates"]:
            paths = tuple(f"{scope}.{relation[key]}" for key in ("rate", "part", "whole"))
            rate, part, whole = (facts.values.get(path) for path in paths)
            if rate is None or part is None or not whole or any(_loose(facts, scope, one) for one in relation.values()):
                continue
            if abs(part / whole - rate) > ROUNDING:
                real = f"{part / whole:.2%}"
                yield _observation(
                    "rate", facts, paths, fact=paths[0], rate=f"{rate:.2%}", part=part, whole=whole, real=real
                )


def _dates(facts: FactView) -> Iterator[Observation]:
    published: date | None = facts.values.get("report.published_on")
    signed: date | None = facts.values.get("report.signed_on")
    if published is None:
        return
    if signed is not None and signed > published:
        both = ("report.published_on", "report.signed_on")
        yield _observation("signed_later", facts, both, published=published.isoformat(), signed=signed.isoformat())
    if facts.year is not None and published.year <= facts.year:
        alone = ("report.published_on",)
        yield _observation("year_not_over", facts, alone, published=published.isoformat(), year=facts.year)


def _loose(facts: FactView, scope: str, path: str) -> bool:
    """Whether the figure is only approximate or bounded below, so that it contradicts nothing."""
    mark = facts.marks.get(f"{scope}.{path}")
    return mark is not None and (mark.approx or mark.at_least)


def _observation(code: str, facts: FactView, paths: tuple[str, ...], **params: Any) -> Observation:
    message = {}
    for lang in LANGUAGES:
        named = dict(params)
        for key in ("fact", "other"):
            if key in named:
                info = vocabulary()[unscoped(named[key])]
                named[key] = info.zh if lang == "zh" else info.en
        if "values" in named:
            named["values"] = ("、" if lang == "zh" else ", ").join(named["values"])
        message[lang] = text(f"consistency.{code}", lang, **named)
    evidence = tuple(piece for path in paths for piece in facts.evidence.get(path, ()))
    found = {"code": code, "message": built(Text, message), "paths": paths, "evidence": evidence}
    return built(Observation, found)


@cache
def _read_relations() -> dict[str, Any]:
    # constant data of the package, read once a process
    def read() -> dict[str, Any]:
        from fazhi_eval.yamlsource import read as read_yaml

        source, problems = read_yaml(_RELATIONS)
        if problems:
            raise ValueError(problems[0].render())
        found: dict[str, Any] = source.data
        return found

    return kept("relations", [_RELATIONS], read)
