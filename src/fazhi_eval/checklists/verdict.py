"""What a check finds, and how it is told: truth first, words only when somebody reads them."""

from collections.abc import Callable
from typing import NamedTuple

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


def plain(words: Words, paths: tuple[str, ...] = ()) -> tuple[Told, ...]:
    """Words that need no values."""
    return (Told(paths, lambda view: words, True),)


def filled(templates: Words, paths: tuple[str, ...], values: Callable[[FactView], tuple[str, ...]]) -> tuple[Told, ...]:
    """Words in which ``{0}``, ``{1}`` … stand for ``values``."""
    zh, en = templates

    def words(view: FactView) -> Words:
        shown = values(view)
        return zh.format(*shown), en.format(*shown)

    return (Told(paths, words),)
