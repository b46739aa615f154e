"""What no single key shows: instruments, dates, clauses and checks of an item set against each other."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from fazhi_eval.checklists.applies import YEARS, years_in_force
from fazhi_eval.checklists.faults import unlisted
from fazhi_eval.checklists.model import Basis, Instrument, Item, Period
from fazhi_eval.checklists.shapes import flaws, operators_named
from fazhi_eval.errors import Problem
from fazhi_eval.yamlsource import Key, Source

_NUMERAL = "[一二三四五六七八九十百零]+"
_ARTICLE = re.compile(
    rf"第({_NUMERAL})条(?:之{_NUMERAL})?(?:第{_NUMERAL}款)?(?:第?（{_NUMERAL}）项?|第{_NUMERAL}项)?(?:第{_NUMERAL}目)?"
)
_NUMBERED = re.compile(
    rf"（{_NUMERAL}）(?:第{_NUMERAL}[段款点项])?|{_NUMERAL}、(?:（{_NUMERAL}）)?|第{_NUMERAL}[章节部]分?|第\d+项"
)
_DIGITS = {char: n for n, char in enumerate("一二三四五六七八九", start=1)}


def instrument_problems(
    instrument: Instrument, source: Source, instruments: Mapping[str, Instrument]
) -> Iterable[Problem]:
    """Wrong neighbours and dates of one instrument."""
    for key, other in (("predecessor", instrument.predecessor), ("successor", instrument.successor)):
        if other == instrument.id:
            yield source.problem("checklists.neighbour_itself", (key,), key=key)
        elif other is not None and other not in instruments:
            yield unlisted(source, "checklists.neighbour", (key,), instruments, found=other, key=key)
    yield from _period_problems(instrument.effective, source, ("effective",))


def item_problems(
    item: Item, source: Source, at: Key, checklist: str, instruments: Mapping[str, Instrument]
) -> Iterable[Problem]:
    """Everything wrong with one item that stands at ``at`` in ``source``."""
    if not re.fullmatch(rf"{re.escape(checklist)}\.[a-z0-9]+(?:-[a-z0-9]+)*", item.id):
        yield source.problem("checklists.item_id", (*at, "id"), found=item.id, wanted=checklist)
    for key, expression in (("check", item.check), ("when", item.applies_to.when)):
        place = (*at, "check") if key == "check" else (*at, "applies_to", "when")
        for flaw in flaws(expression) if expression is not None else ():
            yield source.problem(flaw.code, (*place, *flaw.path), at_key=flaw.at_key, **flaw.params)
    if item.applies_to.when is not None and item.applies_to.when_reason is None:
        yield source.problem("checklists.missing_key", (*at, "applies_to"), at_key=True, key="when_reason")
    if item.when_silent == "not_met" and not flaws(item.check) and set(operators_named(item.check)) == {"review"}:
        yield source.problem("checklists.check.review_when_silent", (*at, "when_silent"))
    yield from _period_problems(item.effective, source, (*at, "effective"))
    known = True
    for index, basis in enumerate(item.basis):
        place = (*at, "basis", index)
        if basis.instrument not in instruments:
            known = False
            yield unlisted(source, "checklists.instrument", (*place, "instrument"), instruments, found=basis.instrument)
        else:
            yield from _basis_problems(basis, instruments[basis.instrument], source, place)
    if known:
        yield from _life_problems(item, source, at, instruments)


def _period_problems(period: Period, source: Source, at: Key) -> Iterable[Problem]:
    if period.start and period.end and period.start > period.end:
        yield source.problem("checklists.period", at, start=period.start, end=period.end)


def _basis_problems(basis: Basis, instrument: Instrument, source: Source, at: Key) -> Iterable[Problem]:
    cited = Period(start=basis.since, end=basis.until)
    yield from _period_problems(cited, source, at)
    life = instrument.effective
    if not _within(cited, life):
        key = "since" if basis.since else "until"
        yield source.problem(
            "checklists.outside_instrument", (*at, key), at_key=True, instrument=instrument.id, **_span(cited, life)
        )
    if basis.clause is not None:
        yield from _clause_problems(basis.clause, instrument, source, (*at, "clause"))


def _clause_problems(clause: str, instrument: Instrument, source: Source, at: Key) -> Iterable[Problem]:
    clauses = [one for part in instrument.parts for one in part.clauses]
    article = _ARTICLE.fullmatch(clause)
    if clauses:
        if not any(clause.startswith(one) for one in clauses):
            yield unlisted(source, "checklists.clause", at, clauses, found=clause, instrument=instrument.id)
    elif article is None and not _NUMBERED.fullmatch(clause):
        yield source.problem("checklists.clause_form", at, found=clause)
    elif article is not None and instrument.articles is not None and _number(article[1]) > instrument.articles:
        yield source.problem("checklists.article", at, found=clause, instrument=instrument.id, last=instrument.articles)


def _life_problems(item: Item, source: Source, at: Key, instruments: Mapping[str, Instrument]) -> Iterable[Problem]:
    lives = [instruments[basis.instrument].effective for basis in item.basis]
    starts, ends = [life.start for life in lives], [life.end for life in lives]
    whole = Period(
        start=None if None in starts else min(day for day in starts if day),
        end=None if None in ends else max(day for day in ends if day),
    )
    if not _within(item.effective, whole):
        yield source.problem(
            "checklists.outside_basis", (*at, "effective"), at_key=True, **_span(item.effective, whole)
        )
    elif not years_in_force(item, instruments):
        yield source.problem("checklists.unreachable", (*at, "id"), id=item.id, first=YEARS[0], last=YEARS[-1])


def _within(inner: Period, outer: Period) -> bool:
    return all(outer.covers(day) for day in (inner.start, inner.end) if day is not None)


def _span(inner: Period, outer: Period) -> dict[str, date | str]:
    return {
        "start": inner.start or "…",
        "end": inner.end or "…",
        "from_": outer.start or "…",
        "to": outer.end or "…",
    }


def _number(numeral: str) -> int:
    """一百二十三 → 123; the numerals of articles, well-formed ones only."""
    total = digit = 0
    for char in numeral:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit
