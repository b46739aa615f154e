"""The quantities of one sentence that can be figures of this year: differences, shares of a change and what stands in
brackets are none, and of 由2名增加到4名 only the second is."""

import re
from typing import NamedTuple

from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.quantities import ALL, PERCENT, Quantity, find_quantities
from fazhi_eval.reports.reading import inside
from fazhi_eval.reports.sentences import Sentence

SHARES = (PERCENT, ALL)
"""The units of rates."""


class Amount(NamedTuple):
    """A quantity of a sentence, counted in its text.

    ``floor`` and ``ceiling`` are where the quantity before it ends and the one after it starts, shares told in words
    (均、全部) left out; ``next`` is where the one after it starts, whatever it is, and ``next_unit`` its unit.
    ``skip`` is the span of last year's figure and its words (由上年的8.9%). ``order`` and ``among`` tell its place
    among those that 分别 deals out to the things named before ``respectively``.
    """

    quantity: Quantity
    floor: int
    ceiling: int
    next: int
    next_unit: str
    skip: tuple[int, int] = (0, 0)
    respectively: int = 0
    order: int = 0
    among: int = 0


def find_amounts(sentence: Sentence) -> list[Amount]:
    """The quantities of the sentence that can be figures, in order."""
    text = sentence.text
    found: list[tuple[Quantity, tuple[int, int]]] = []
    for quantity in find_quantities(text, 0, len(text)):
        if _is_difference(sentence, quantity):
            continue
        if inside(text, quantity.start, "()"):
            continue  # in brackets stand parts of the figure before them
        before = found[-1][0] if found else None
        if before and quantity.unit == ALL and before.unit == PERCENT and before.end == quantity.start:
            continue  # 100%全覆盖 is one
        skip = _from_to(sentence, before, quantity) if before and before.unit == quantity.unit else None
        if skip:
            found.pop()
        found.append((quantity, skip or (0, 0)))
    return _in_place(sentence, found)


def _in_place(sentence: Sentence, found: list[tuple[Quantity, tuple[int, int]]]) -> list[Amount]:
    text, amounts = sentence.text, list[Amount]()
    ceiling, upcoming, unit = len(text), len(text), ""
    for index in range(len(found) - 1, -1, -1):
        quantity, skip = found[index]
        floor = found[index - 1][0].end if index else 0
        amounts.append(Amount(quantity, floor, ceiling, upcoming, unit, skip))
        upcoming, unit = quantity.start, quantity.unit
        ceiling = ceiling if unit == ALL else upcoming
    amounts.reverse()
    return _dealt_out(sentence, amounts) if "分别" in text else amounts


def _dealt_out(sentence: Sentence, amounts: list[Amount]) -> list[Amount]:
    """The amounts, those after 分别 with their order: 建议、提案分别办理24件和15件."""
    text, place = sentence.text, sentence.text.find("分别")
    while place >= 0:
        group: list[int] = []
        for index, amount in enumerate(amounts):
            quantity, last = amount.quantity, amounts[group[-1]].quantity.end if group else place + 2
            if quantity.start < place:
                continue
            between = text[last : quantity.start]
            if len(between) > 8 or (group and between not in _LISTING) or (not group and "," in between):
                break
            group.append(index)
        if len(group) > 1:
            for order, index in enumerate(group):
                amounts[index] = amounts[index]._replace(respectively=place, order=order, among=len(group))
        place = text.find("分别", place + 2)
    return amounts


_LISTING = frozenset("、和与及,") | {"以及"}


def _is_difference(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether it is a growth, a decline or a share of one: 同比增长15%、压缩80%、比上年少4份."""
    text, start = sentence.text, quantity.start
    if quantity.unit == PERCENT:
        return _change().search(text, max(0, start - 10), start) is not None
    if quantity.unit == ALL:
        return False
    return _difference().search(text, max(0, start - 6), start) is not None


def _from_to(sentence: Sentence, first: Quantity, second: Quantity) -> tuple[int, int] | None:
    """From 由 or 从 to the end of the first, where the second is what it became."""
    text = sentence.text
    between = text[first.end : second.start].rstrip()
    if len(between) > 10 or not between.endswith(("到", "至", "为", "成")):
        return None
    start = sentence.clause_start(first.start)
    opening = max(text.rfind("由", start, first.start), text.rfind("从", start, first.start))
    return (opening, first.end) if opening >= 0 else None


@kept_patterns
def _change() -> re.Pattern[str]:
    # 下降至 and 达到 name the figure itself, 下降 and 下降了 a difference
    return re.compile(
        r"(?:同比|环比|增长|下降|上升|提高|减少|降低|压缩|提升|增加|占比?|精简|增幅|降幅)[了约近超过达高]*\s?$"
    )


@kept_patterns
def _difference() -> re.Pattern[str]:
    return re.compile(r"(?:增长|下降|上升|减少|增加|降低|净增|[多少])了?约?近?\s?$")
