"""One fact read at one place of a text."""

from collections.abc import Iterable
from typing import NamedTuple


class Reading(NamedTuple):
    """One fact read at one place: ``text[start:end]`` is its quotation; ``place`` where the figure or word stands.

    ``parts`` are the parts that the text lists of it; ``reasons`` say why it is less than sure (keys of
    ``phrasings.confidence``); ``weight`` how well it fits.
    """

    fact: str
    group: str
    value: int | float | bool
    start: int
    end: int
    place: int
    approx: bool = False
    at_least: bool = False
    parts: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    weight: float = 0.0


def inside(text: str, place: int, marks: str) -> bool:
    """Whether ``place`` stands between an opening and a closing mark, such as ``《》``."""
    return text.rfind(marks[0], 0, place) > text.rfind(marks[1], 0, place)


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of ``words`` stands in ``text``."""
    for word in words:  # noqa: SIM110  (any() with a generator takes twice as long, and this runs most often of all)
        if word in text:
            return True
    return False
