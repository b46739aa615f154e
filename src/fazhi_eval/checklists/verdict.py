"""What a check finds, and how it is told: truth first, words only when somebody reads them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from fazhi_eval.checklists.view import FactView

Words = tuple[str, str]
"""The same words in zh and en."""


class Told(NamedTuple):
    """One thing to tell: the facts that it rests on, and its words, made from the values of a report's facts.

    ``fixed``: the words are the same for every report.
    """

    paths: tuple[str, ...]
    words: Callable[[FactView], Words]
    fixed: bool = False


class Verdict(NamedTuple):
    """What a check finds.

    ``share`` is the part of an ``each`` that holds (None for other operators). ``review``: unknown because a person
    must look, not because the report is silent. ``told`` says why.
    """

    truth: bool | None
    told: tuple[Told, ...]
    review: bool = False
    share: float | None = None


Check = Callable[[FactView], Verdict]
"""A compiled check."""


def words_of(told: tuple[Told, ...], view: FactView) -> Words:
    """All that is told, each thing once."""
    if len(told) == 1:
        return told[0].words(view)
    pairs = dict.fromkeys([one.words(view) for one in told])
    return "；".join([zh for zh, _ in pairs]), "; ".join([en for _, en in pairs])


def paths_of(told: tuple[Told, ...]) -> tuple[str, ...]:
    """The facts that all of it rests on, each once."""
    if len(told) == 1:
        return told[0].paths
    return tuple(dict.fromkeys([path for one in told for path in one.paths]))


def plain(words: Callable[[], Words], paths: tuple[str, ...] = ()) -> tuple[Told, ...]:
    """Words that need no values; ``words`` is called when they are first read, and never again."""
    made: list[Words] = []

    def once(view: FactView) -> Words:
        if not made:
            made.append(words())
        return made[0]

    return (Told(paths, once, True),)


def filled(
    templates: Callable[[], Words], paths: tuple[str, ...], values: Callable[[FactView], tuple[str, ...]]
) -> tuple[Told, ...]:
    """Words in which ``{0}``, ``{1}`` … stand for ``values``; ``templates`` is called when they are first read."""
    made: list[Words] = []

    def words(view: FactView) -> Words:
        if not made:
            made.append(templates())
        (zh, en), shown = made[0], values(view)
        return zh.format(*shown), en.format(*shown)

    return (Told(paths, words),)


def with_value(templates: Callable[[], Words], path: str, shown: Callable[[Any], str]) -> tuple[Told, ...]:
    """Words in which ``{0}`` stands for the one value at ``path``: what `filled` does, for what is told most."""
    made: list[tuple[str, str, str, str]] = []

    def words(view: FactView) -> Words:
        if not made:
            (zh, _, zh_end), (en, _, en_end) = (template.partition("{0}") for template in templates())
            made.append((zh, zh_end, en, en_end))
        value, (zh, zh_end, en, en_end) = shown(view.values[path]), made[0]
        return zh + value + zh_end, en + value + en_end

    return (Told((path,), words),)
