"""Which phrasings fit a quantity, by the words around it, and how well."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fazhi_eval.reports.amounts import SHARES, Amount
from fazhi_eval.reports.quantities import ALL, PERCENT, Quantity
from fazhi_eval.reports.reading import holds, inside
from fazhi_eval.reports.rules import Hit, Rule, may_fit
from fazhi_eval.reports.scoring import (
    JOINTS,
    Frame,
    Surroundings,
    is_whole,
    outside_brackets,
    score_of,
    surroundings,
)
from fazhi_eval.reports.sentences import Sentence
from fazhi_eval.reports.wording import (
    again,
    and_so_on,
    became,
    deeds,
    lead,
    names_body,
    qualifiers,
    takes_part,
)

AFTER = 24
"""How far after its unit the thing counted may stand, in characters."""


class Fit(NamedTuple):
    """A rule that fits by the word ``hit``; ``distant``: from another clause than the figure's; ``again``: the quantity
    tells what the one before it told, once more."""

    score: float
    rule: Rule
    hit: Hit
    distant: bool
    again: bool = False


class _Place(NamedTuple):
    """Where a word stands from a quantity: ``between`` them, ``crossed`` clauses, and whether it stands right before
    the next figure (``leads_on``)."""

    between: str
    crossed: int
    leads_on: bool


def clause_of(sentence: Sentence, quantity: Quantity) -> int:
    """Where the clause of a quantity starts; a share that goes on with the rate of the clause before stands in it
    (败诉率下降1.5个百分点,降至6.2%)."""
    start = sentence.clause_start(quantity.start)
    if start and quantity.unit == PERCENT and became().fullmatch(sentence.text, start, quantity.start):
        return sentence.clause_start(start - 1)
    return start


def find_fits(frame: Frame, hits: Sequence[Hit]) -> tuple[list[Fit], bool]:
    """All fits by words around the quantity, and whether a word named only a kind of the thing counted."""
    text, amount, clause_start = frame.sentence.text, frame.amount, frame.clause_start
    start, end, unit = amount.quantity.start, amount.quantity.end, amount.quantity.unit
    share = unit in SHARES
    right_to = min(end + AFTER, amount.ceiling)
    fits: list[Fit] = []
    kinds = False
    shared: Surroundings | None = None  # of all words before the quantity in its own part of the clause
    shared_from = max(clause_start, amount.floor)
    for hit in hits[bisect_left(hits, (_left_from(frame),)) :]:
        if hit.start >= right_to:
            break
        before = hit.end <= start
        if not (before or hit.start >= end):
            continue
        rules = (hit.word.alls_by if unit == ALL or (share and not before) else hit.word.figures_by).get(unit)
        if rules is None:
            continue
        place = _before(frame, hit) if before else _after(frame, hit)
        if place is None or (amount.among and not _dealt_to(text, hit, amount)):
            continue
        between, crossed, leads_on = place
        around = shared if before and hit.start >= shared_from else None
        for rule in rules:
            if rule.on_topic and rule.group not in frame.topics:
                continue
            if rule not in frame.may:
                frame.may[rule] = may_fit(text, rule)
            if not frame.may[rule] or not _named(text, hit, rule, between):
                continue
            if leads_on and (amount.next_unit in rule.units or amount.next_unit == ALL):
                continue
            if crossed and _of_another(rule, text, clause_start, start):
                continue
            if around is None:
                around = surroundings(frame, hit)
                if before and hit.start >= shared_from:
                    shared = around
            score = score_of(frame, hit, rule, around)
            if score is None:
                continue
            if rule.bare and not share and not _is_bare(text, hit, rule, before, between):
                kinds = True
                continue
            distance = 4 * crossed + len(between) / 3 + 2 * between.count("、")
            fits.append(Fit(score - distance + (0 if before else 2), rule, hit, crossed > 0))
    return fits, kinds


def _left_from(frame: Frame) -> int:
    """From where on words before a quantity may name what it counts."""
    sentence, amount, start = frame.sentence, frame.amount, frame.amount.quantity.start
    clause_start = frame.clause_start
    if amount.among:
        return sentence.clause_start(amount.respectively)
    if amount.quantity.unit not in SHARES:
        return max(amount.floor, frame.claimed)
    if start - clause_start <= 4 and sentence.text.startswith("全覆盖", start):
        return sentence.clause_start(max(0, clause_start - 1))  # 设立工作室24个,实现全覆盖
    return clause_start


def _before(frame: Frame, hit: Hit) -> _Place | None:
    text, quantity = frame.sentence.text, frame.amount.quantity
    between = text[hit.end : quantity.start]
    if between in JOINTS and quantity.unit != ALL:
        return None  # 工作站和14个服务室
    if (
        between[:1] in _LIST_GOES_ON
        and quantity.unit not in SHARES
        and not frame.amount.among
        and and_so_on().match(between)
    ):
        return None
    if hit.start >= frame.clause_start or frame.amount.among or quantity.unit == ALL:
        return _Place(between, 0, False)
    crossed = between.count(",") + between.count(":")
    names_next = text[quantity.end : quantity.end + 1] not in _NOTHING_AFTER
    if crossed > 2 or (crossed and (names_next or quantity.unit in SHARES)):
        return None
    return _Place(between, crossed, False)


def _after(frame: Frame, hit: Hit) -> _Place | None:
    text, amount = frame.sentence.text, frame.amount
    between = outside_brackets(text[amount.quantity.end : hit.start])
    if is_whole(text, amount.quantity):
        return None  # 审结33件中败诉3件
    if holds(between, ",:;。") or (amount.quantity.unit != ALL and between.endswith("、")):
        return None  # of another clause, or the next thing of a list
    if amount.ceiling == len(text) or amount.ceiling - hit.end > 4:
        return _Place(between, 0, False)
    rest = text[hit.end : amount.ceiling].strip()
    return _Place(between, 0, len(rest) <= 2 and not holds(rest, ",:、和及与了") and text[hit.end - 1] != "了")


def is_of_a_sum(frame: Frame, fit: Fit, hits: Sequence[Hit]) -> bool:
    """Whether the figure counts several things together: 代表建议和政协提案共68件."""
    text, hit, quantity = frame.sentence.text, fit.hit, frame.amount.quantity
    if frame.amount.among or fit.rule.kind == "rate":
        return False
    if hit.end <= quantity.start and text[hit.start - 1 : hit.start] in JOINTS and hit.start > frame.amount.floor + 1:
        neighbours = [other for other in hits if other.end == hit.start - 1 and other.start >= frame.amount.floor]
    elif text[hit.end : hit.end + 1] in JOINTS:
        neighbours = [other for other in hits if other.start == hit.end + 1]
        if hit.end <= quantity.start:
            neighbours = [other for other in neighbours if other.end <= quantity.start]
    else:
        return False
    others = [rule for other in neighbours for rule in other.word.figures]
    return all(rule.fact != fit.rule.fact for rule in others) and any(
        rule.kind == "count" and quantity.unit in rule.units for rule in others
    )


def same_again(frame: Frame, counted: Hit, whole: Quantity) -> Iterator[Fit]:
    """The thing counted is that of the quantity before: again in another unit (933批、2021人次), or only a verb tells
    what became of it (已办结170宗). ``whole`` is the quantity before."""
    sentence = frame.sentence
    own = frame.sentence.text[frame.amount.floor : frame.amount.quantity.start]
    again = continues(sentence.text, frame.amount.floor, frame.amount.quantity)
    own = own[max(own.rfind(mark) for mark in ",、:;") + 1 :]
    if len(own) > 12:
        return
    named = sentence.text[sentence.clause_start(min(counted.start, whole.start)) : max(counted.end, whole.end)]
    for rule in counted.word.figures:
        if rule.kind != "count" or frame.amount.quantity.unit not in rule.units:
            continue
        if again:
            score = score_of(frame, counted, rule, surroundings(frame, counted))
            if score is not None and may_fit(sentence.text, rule):
                yield Fit(score, rule, counted, False, again=True)
        elif holds(own, rule.unless) or holds(named, rule.unless):
            continue
        elif holds(own, rule.verbs) or (frame.part and names_body().search(own)):
            yield Fit(10.0, rule, counted, False)


def all_of_them(frame: Frame, counted: Hit, whole: Quantity) -> Iterator[Fit]:
    """What 均 or 全部 says of the thing just counted, it says of the whole figure (共制发4件,均报备案)."""
    text, amount = frame.sentence.text, frame.amount
    told, subject = text[amount.quantity.end : amount.ceiling], text[amount.floor : amount.quantity.start]
    for rule in counted.word.figures:
        if rule.kind != "count" or whole.unit not in rule.units:
            continue
        if holds(told, rule.verbs) and not holds(told + subject, rule.unless):
            yield Fit(8.0, rule, counted, False)


def continues(text: str, floor: int, quantity: Quantity) -> bool:
    """Whether a quantity goes on with the thing counted before ``floor``: 933批、2021人次; 考试4场,2315人参加."""
    between = text[floor : quantity.start]
    return again().fullmatch(between) is not None or (
        between in (",", ",有", ",约") and takes_part().match(text, quantity.end) is not None
    )


def _dealt_to(text: str, hit: Hit, amount: Amount) -> bool:
    """Whether the word stands in the list before 分别 where the amount stands in the list after it."""
    listed = text[hit.end : amount.respectively]
    return hit.end <= amount.respectively and sum(map(listed.count, JOINTS)) == amount.among - 1 - amount.order


def _of_another(rule: Rule, text: str, start: int, end: int) -> bool:
    """Whether the figure's own clause tells of something else that was done, not of the thing named before it."""
    told = deeds().search(text, start, end)
    return told is not None and told.group() not in rule.verbs


def _named(text: str, hit: Hit, rule: Rule, between: str) -> bool:
    """Whether the word stands where it can name what is counted."""
    if not rule.titles and "《" in text and inside(text, hit.start, "《》"):
        return False
    if rule.unless_before and text.endswith(rule.unless_before, 0, hit.start):
        return False
    return len(between) <= (24 if rule.kind == "rate" else 30)


def _is_bare(text: str, hit: Hit, rule: Rule, before: bool, between: str) -> bool:
    """Whether the word names the thing itself, not a kind of it (破坏森林资源行政处罚案件)."""
    if not before:
        return qualifiers().fullmatch(between) is not None
    start = max(text.rfind(mark, 0, hit.start) for mark in ",:;、。") + 1
    return (
        start == hit.start
        or text.endswith(rule.verbs, start, hit.start)
        or lead().search(text, start, hit.start) is not None
    )


_NOTHING_AFTER = frozenset([*',:、;。.!？?)(“”" \n\t', ""])
_LIST_GOES_ON = frozenset("、和及与等")
"""The first characters of what `and_so_on` finds: one look spares most searches."""
