"""Figures: which fact does each quantity of a sentence state?

One grammar for all facts. A quantity belongs to the thing counted: named right after its unit (53宗行政复议案件) or
before it in the same clause (行政复议案件83件), else in the clause before; where only a verb is left (已办结170宗), it
is the thing that the quantity before it counted; 均 and 全部 say of that thing as a whole what follows them. Phrasings
(data) say which words name which thing. Of all phrasings that fit, the most specific and nearest wins; a quantity
states one fact at most.
"""

import re
from collections.abc import Iterator, Sequence

from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.amounts import SHARES, find_amounts
from fazhi_eval.reports.fitting import Fit, all_of_them, clause_of, continues, find_fits, is_of_a_sum, same_again
from fazhi_eval.reports.quantities import ALL, UNITS, Quantity, find_quantities
from fazhi_eval.reports.reading import Reading, holds
from fazhi_eval.reports.rules import Hit, Rule
from fazhi_eval.reports.scoring import Frame
from fazhi_eval.reports.sentences import Sentence, Time, time_of
from fazhi_eval.reports.wording import names_body


def read_figures(
    sentence: Sentence,
    hits: Sequence[Hit],
    year: int | None,
    topics: frozenset[str] = frozenset(),
    nearby: frozenset[str] = frozenset(),
) -> Iterator[Reading]:
    """Every figure that the sentence states of ``year`` (any year where it is None), in order.

    ``topics`` are the groups of facts that the text before the sentence speaks of, ``nearby`` all of which its last
    sentence spoke.
    """
    counting = [hit for hit in hits if hit.word.counts]
    if not counting:
        return
    yield from _none(sentence, counting, year)
    text, base = sentence.text, sentence.start
    counted: tuple[Hit, Quantity] | None = None
    claimed, part_of_kind = 0, False
    parts_from = _part().search(text)
    facts: set[str] = set()
    spoken_of = iter([hit for hit in hits if hit.word.topic])
    upcoming = next(spoken_of, None)
    clause_before, may = 0, dict[Rule, bool]()
    unclaimed = -1  # where the words before an amount that fits nothing start: 旁听庭审5场、315人次
    for amount in find_amounts(sentence):
        quantity = amount.quantity
        clause_start = clause_of(sentence, quantity)
        if unclaimed >= 0 and continues(text, amount.floor, quantity):
            amount = amount._replace(floor=unclaimed)
            clause_start = min(clause_start, clause_before)
        clause_before = clause_start
        unclaimed_before, unclaimed = unclaimed, -1
        part = parts_from is not None and parts_from.end() <= quantity.start
        while upcoming is not None and upcoming.end <= quantity.start:
            topics, upcoming = frozenset((upcoming.word.topic,)), next(spoken_of, None)
        frame = Frame(sentence, amount, clause_start, claimed, part, topics, nearby, may)
        if quantity.unit == ALL and counted is not None:
            for fit in all_of_them(frame, *counted):
                if fit.rule.fact not in facts and time_of(sentence, base + quantity.start, year) is Time.THIS_YEAR:
                    facts.add(fit.rule.fact)
                    yield _reading(frame, counted[1], fit, Time.THIS_YEAR)
        fits, kinds = find_fits(frame, counting)
        if not fits and counted is not None and quantity.unit != ALL:
            fits = [fit for fit in same_again(frame, *counted) if fit.again or part or fit.rule.fact not in facts]
        if not fits:
            part_of_kind = kinds and quantity.unit in UNITS["case"]  # what follows is told of those cases
            unclaimed = amount.floor
            continue
        best = max(fits, key=_score)
        joined = unclaimed_before >= 0 and best.hit.start >= quantity.end
        joined = joined and _joined().fullmatch(text, amount.floor, quantity.start) is not None
        if joined or is_of_a_sum(frame, best, counting):
            unclaimed = amount.floor
            continue
        of_that_kind, part_of_kind = part_of_kind and (best.distant or not best.rule.bare), False
        if quantity.unit not in SHARES:
            counted = (best.hit, quantity)
        if best.hit.start >= quantity.end:
            claimed = best.hit.end
        if of_that_kind or (
            part and best.rule.fact in facts and not names_body().search(text, amount.floor, quantity.end)
        ):
            continue
        when = time_of(sentence, base + quantity.start, year, skip=amount.skip, of_documents=best.rule.any_time)
        if when is Time.OTHER:
            continue
        facts.add(best.rule.fact)
        yield _reading(frame, quantity, best, when)


def _score(fit: Fit) -> float:
    return fit.score


def _none(sentence: Sentence, hits: Sequence[Hit], year: int | None) -> Iterator[Reading]:
    """未收到、没有、无 and the thing counted at the end of its clause is the figure 0."""
    text, base = sentence.text, sentence.start
    if _no_such().search(text) is None:
        return
    told: set[str] = set()
    for hit in hits:
        start, end = sentence.clause_start(hit.start), sentence.clause_end(hit.end)
        if not hit.word.figures or end - hit.end > 3 or _no_such_thing().search(text, start, hit.start) is None:
            continue
        clause, before = text[start:end], text[start : hit.start]
        for rule in hit.word.figures:
            if rule.kind != "count" or rule.near or rule.on_topic or rule.fact in told or holds(clause, rule.unless):
                continue
            if rule.verbs and not holds(before, rule.verbs):
                continue
            if not all(holds(clause, group) for group in rule.with_):
                continue
            if time_of(sentence, base + hit.start, year) is Time.THIS_YEAR:
                told.add(rule.fact)
                weight = 3.0 * (hit.end - hit.start)
                yield Reading(rule.fact, rule.group, 0, base + start, base + end, base + hit.start, weight=weight)
                break


def _reading(frame: Frame, quantity: Quantity, fit: Fit, when: Time) -> Reading:
    sentence, hit, rule = frame.sentence, fit.hit, fit.rule
    base, told = sentence.start, frame.amount.quantity
    first, last = min(quantity.start, hit.start, told.start), max(quantity.end, hit.end, told.end)
    reasons: tuple[str, ...] = ("cumulative",) if when is Time.SINCE_FOUNDING else ()
    if quantity.approx:
        reasons += ("approx",)
    if fit.distant:
        reasons += ("distant",)
    return Reading(
        rule.fact,
        rule.group,
        quantity.value,
        base + (frame.clause_start if first >= frame.clause_start else sentence.clause_start(first)),
        base + sentence.clause_end(last),
        base + quantity.start,
        quantity.approx,
        quantity.at_least,
        _parts(sentence.text, quantity),
        reasons,
        fit.score,
    )


def _parts(text: str, whole: Quantity) -> tuple[int, ...]:
    """The parts that 其中 lists right after a figure, in its unit, up to the end of the sentence or the next 其中."""
    opening = _parts_follow().match(text, whole.end) if "其中" in text else None
    if opening is None or not isinstance(whole.value, int):
        return ()
    outside = re.sub(r"[(][^()]*[)]", lambda inner: " " * len(inner.group()), text)  # brackets hold parts of parts
    closing = outside.find("其中", opening.end())
    listed = find_quantities(outside, opening.end(), closing if closing >= 0 else len(outside))
    return tuple(q.value for q in listed if q.unit == whole.unit and isinstance(q.value, int))


@kept_patterns
def _parts_follow() -> re.Pattern[str]:
    return re.compile(r"[^,。;]{0,8}[,(]其中")


@kept_patterns
def _part() -> re.Pattern[str]:
    return re.compile(r"其中|包括|[(]含")


@kept_patterns
def _joined() -> re.Pattern[str]:
    # 15个乡镇和32个部门负责人: what follows counts both
    return re.compile(r"[^,;:。]{1,8}[和及与]")


@kept_patterns
def _no_such() -> re.Pattern[str]:
    return re.compile(r"未|没有|无")


@kept_patterns
def _no_such_thing() -> re.Pattern[str]:
    return re.compile(r"(?:(?:未|没有)[^,]{0,24}|无(?![证照资障人偿故线纸形限序烟])[^,]{0,12})$")
