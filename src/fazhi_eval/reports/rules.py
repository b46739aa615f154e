"""Phrasings made ready for use: rules, and where their words stand in a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from fazhi_eval.documents.normalise import fold
from fazhi_eval.reports.quantities import UNITS
from fazhi_eval.reports.reading import holds

if TYPE_CHECKING:
    from fazhi_eval.reports.phrasing import Phrasing


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A phrasing ready for use: ``units`` are the words of its unit classes."""

    fact: str
    group: str
    kind: Literal["count", "rate", "flag", "zero"]
    units: frozenset[str]
    verbs: tuple[str, ...]
    near: tuple[str, ...]
    with_: tuple[tuple[str, ...], ...]
    reach: Literal["part", "clause", "sentence"]
    unless: tuple[str, ...]
    unless_before: tuple[str, ...]
    unless_sentence: tuple[str, ...]
    bare: bool
    value: bool
    titles: bool
    on_topic: bool
    any_time: bool


class Word:
    """What a trigger word can mean: the rules that it triggers.

    ``figures`` are rules of counts and rates, ``alls`` rules for which 全部 or 均 governs the word (``figures_by`` and
    ``alls_by`` the same by the unit of the quantity), ``states`` rules of flags and of zeros. ``topic`` is the group of
    facts that the word makes the topic, if any.
    """

    __slots__ = ("alls_by", "counts", "figures", "figures_by", "states", "topic")

    def __init__(self, figures: Sequence[Rule], alls: Sequence[Rule], states: Sequence[Rule], topic: str) -> None:
        self.figures, self.states, self.topic = tuple(figures), tuple(states), topic
        self.figures_by, self.alls_by = _by_unit(figures), _by_unit(alls)
        self.counts = bool(figures or alls)


class Hit(NamedTuple):
    """A trigger word at ``text[start:end]``."""

    start: int
    end: int
    word: Word


def rule_of(phrasing: "Phrasing") -> Rule:
    """The phrasing made ready."""
    kind: Literal["count", "rate", "flag", "zero"]
    kind = "zero" if phrasing.zero else "rate" if phrasing.rates else "flag" if phrasing.says else "count"
    classes = ("rate",) if kind == "rate" else phrasing.units
    return Rule(
        fact=phrasing.fact,
        group=phrasing.fact.partition(".")[0],
        kind=kind,
        units=frozenset(unit for name in classes for unit in UNITS[name]),
        verbs=_folded(phrasing.verbs),
        near=_folded(phrasing.near),
        with_=tuple(map(_folded, phrasing.with_)),
        reach=phrasing.reach,
        unless=_folded(phrasing.unless),
        unless_before=_folded(phrasing.unless_before),
        unless_sentence=_folded(phrasing.unless_sentence),
        bare=phrasing.bare,
        value=phrasing.value,
        titles=phrasing.titles,
        on_topic=phrasing.on_topic,
        any_time=phrasing.any_time,
    )


def may_fit(text: str, rule: Rule) -> bool:
    """Whether a sentence holds what the rule asks for, wherever in it."""
    if (rule.verbs and not holds(text, rule.verbs)) or holds(text, rule.unless_sentence):
        return False
    return all(holds(text, group) for group in rule.with_)


def _by_unit(rules: Sequence[Rule]) -> dict[str, tuple[Rule, ...]]:
    units = sorted({unit for rule in rules for unit in rule.units})
    return {unit: tuple(rule for rule in rules if unit in rule.units) for unit in units}


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, words))
