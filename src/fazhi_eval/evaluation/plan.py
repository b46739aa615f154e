"""Checklists made ready to judge: the items in force in a year, compiled, for one kind of body after another.

A plan holds what does not depend on a report's facts, results that are settled without any among them: an item that
does not bind the body, and an item none of whose facts the report states. So a report costs only what it says.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from fazhi_eval.built import built
from fazhi_eval.checklists.applies import basis_in_force, bound_as, judged_by
from fazhi_eval.checklists.decide import Decide, OutcomeWord, compile_item, unbound
from fazhi_eval.checklists.model import Basis, Checklist, Checklists, Instrument, Item, Text
from fazhi_eval.checklists.silence import Silence
from fazhi_eval.checklists.verdict import Told, Words, paths_of, words_of
from fazhi_eval.checklists.view import FactView
from fazhi_eval.evaluation.model import Cited, ItemResult, Outcome
from fazhi_eval.reports.model import About

_NOTHING = FactView(None, {}, {}, {}, {})
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}


class Ready:
    """One item in force: ``reads`` are the facts it looks for. Its check is compiled when one of them is there."""

    __slots__ = ("_decide", "_item", "_reasons", "_settled", "_silence", "known", "reads")

    def __init__(self, item: Item, basis: tuple[Basis, ...], verified: bool, silence: Silence) -> None:
        self.known = _known(item, basis, verified)
        self.reads = silence.reads
        self._item = item
        self._silence = silence
        self._settled: ItemResult | None = None
        self._decide: Decide | None = None
        self._reasons: dict[Callable[[FactView], Words], Text] = {}

    @property
    def silent(self) -> ItemResult:
        """The result where none of the facts is there."""
        if self._settled is None:
            _, outcome, credit, words = self._silence
            self._settled = _settled(self.known, outcome, credit, words)
        return self._settled

    def judge(self, facts: FactView) -> ItemResult:
        """The result of the item on these facts."""
        if self._decide is None:
            self._decide = compile_item(self._item)
        outcome, credit, told = self._decide(facts)
        values, evidence = facts.values, facts.evidence
        made = self.known.copy()
        made["outcome"] = _OUTCOMES[outcome]
        made["credit"] = credit
        made["reason"] = self._reason(told, facts)
        paths = paths_of(told)
        if paths:
            made["facts"] = {path: _as_json(values[path]) for path in paths if path in values}
            made["evidence"] = tuple([piece for path in paths if path in evidence for piece in evidence[path]])
        return built(ItemResult, made)

    def _reason(self, told: tuple[Told, ...], facts: FactView) -> Text:
        if len(told) > 1 or not told[0].fixed:
            return _reason_of(words_of(told, facts))
        reason = self._reasons.get(told[0].words)
        if reason is None:
            reason = self._reasons[told[0].words] = _reason_of(words_of(told, facts))
        return reason


def _as_json(value: Any) -> Any:
    """A stated value as it stands in JSON, so that a result read back equals the one written."""
    return value.isoformat() if isinstance(value, date) else value


class Entry(NamedTuple):
    """One checklist for one kind of body: its items ready to judge, or already settled, in its order."""

    checklist: Checklist
    items: tuple[Ready | ItemResult, ...]


class Plan(NamedTuple):
    """The items in force for reports of one year, which parts of the outlines each of them counts in, what they come
    to where a report is silent, and the instruments that they cite.

    ``entries`` is filled as kinds of bodies are met; checklists without an item in force are left out.
    """

    items: tuple[tuple[Checklist, tuple[tuple[Item, tuple[Basis, ...], bool], ...]], ...]
    parts: dict[str, tuple[str, ...]]
    silences: Mapping[str, Silence]
    cited: dict[str, Cited]
    entries: dict[Any, tuple[Entry, ...]]
    ready: dict[str, Ready]

    def entries_for(self, about: About) -> tuple[Entry, ...]:
        """The checklists for this body."""
        # all that `unbound` looks at
        kind = about.level, bound_as(about), bool(about.issuer or about.title)
        if kind not in self.entries:
            self.entries[kind] = tuple(
                Entry(checklist, tuple([self._entry(*one, about) for one in items])) for checklist, items in self.items
            )
        return self.entries[kind]

    def _entry(self, item: Item, basis: tuple[Basis, ...], verified: bool, about: About) -> Ready | ItemResult:
        decision = unbound(item, about)
        if decision is not None:
            outcome, credit, told = decision
            return _settled(_known(item, basis, verified), outcome, credit, words_of(told, _NOTHING))
        if item.id not in self.ready:
            self.ready[item.id] = Ready(item, basis, verified, self.silences[item.id])
        return self.ready[item.id]


def plan_for(checklists: Checklists, year: int) -> Plan:
    """The plan for reports of ``year``; made once for each value of Checklists and kept in it, never pickled."""
    plans: dict[int, Plan] = checklists.made
    if year not in plans:
        plans[year] = _plan(checklists, year)
    return plans[year]


def _plan(checklists: Checklists, year: int) -> Plan:
    day = judged_by(year)
    instruments = checklists.instruments
    found = []
    for checklist in checklists.checklists:
        items = []
        for item in checklist.items:
            basis = basis_in_force(item, instruments, day)
            if basis:
                verified = all(one.verified and instruments[one.instrument].verified for one in basis)
                items.append((item, basis, verified))
        if items:
            found.append((checklist, tuple(items)))
    every = [item for _, items in found for item in items]
    return Plan(tuple(found), _parts(every, instruments), checklists.silences, _cited(every, instruments), {}, {})


def _parts(
    items: list[tuple[Item, tuple[Basis, ...], bool]], instruments: Mapping[str, Instrument]
) -> dict[str, tuple[str, ...]]:
    """The items of each part of an outline, by the clauses that they cite."""
    part_of = {
        (instrument.id, clause): part.id
        for instrument in instruments.values()
        for part in instrument.parts
        for clause in part.clauses
    }
    found: dict[str, list[str]] = {part: [] for part in part_of.values()}
    for item, basis, _ in items:
        cited = (part_of.get((one.instrument, _head(one.clause))) for one in basis)
        for part in dict.fromkeys(part for part in cited if part is not None):
            found[part].append(item.id)
    return {part: tuple(ids) for part, ids in found.items() if ids}


def _cited(
    items: list[tuple[Item, tuple[Basis, ...], bool]], instruments: Mapping[str, Instrument]
) -> dict[str, Cited]:
    """How the instruments are named that these items rest on."""
    ids = sorted({one.instrument for _, basis, _ in items for one in basis})
    return {id: _naming(instruments[id]) for id in ids}


def _naming(instrument: Instrument) -> Cited:
    parts = {part.id: part.title for part in instrument.parts}
    title, number, verified = instrument.title, instrument.number, instrument.verified
    return built(Cited, {"title": title, "number": number, "verified": verified, "parts": parts})


def _head(clause: str | None) -> str:
    """``（十五）第二款`` → ``（十五）``, as the parts list it."""
    head, mark, _ = (clause or "").partition("）")
    return head + mark


def _known(item: Item, basis: tuple[Basis, ...], verified: bool) -> dict[str, Any]:
    """What every result of the item says, whatever the report."""
    return {
        "id": item.id,
        "outcome": None,
        "credit": None,
        "weight": item.weight,
        "severity": item.severity,
        "title": item.title,
        "topics": item.topics,
        "reason": None,
        "basis": basis,
        "verified": verified,
        "facts": {},
        "evidence": (),
    }


def _settled(known: dict[str, Any], outcome: OutcomeWord, credit: float | None, words: Words) -> ItemResult:
    reason = _reason_of(words)
    return built(ItemResult, {**known, "outcome": _OUTCOMES[outcome], "credit": credit, "reason": reason})


def _reason_of(words: Words) -> Text:
    return built(Text, {"zh": words[0], "en": words[1]})
