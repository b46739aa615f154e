"""Statements without a figure: what a sentence says was done (a flag), or did not happen at all (0), by its words."""

from collections.abc import Iterator, Sequence

from fazhi_eval.reports.reading import Reading, holds, inside
from fazhi_eval.reports.rules import Hit, Rule, may_fit
from fazhi_eval.reports.sentences import Sentence, Time, time_of

_DENIED = ("未", "没有", "不能", "缺乏", "不够", "无")
_LACKING = ("不够", "不足", "不到位", "薄弱", "欠缺", "有待", "亟待", "滞后", "较少", "不强", "不高", "差距", "短板")
"""What follows a thing that is done badly or hardly: its mention then states nothing done (执法人员培训不够)."""


def read_flags(sentence: Sentence, hits: Sequence[Hit], year: int | None) -> Iterator[Reading]:
    """Every flag and every zero that the sentence states of ``year`` (any year where it is None), in order."""
    base = sentence.start
    may: dict[Rule, bool] = {}
    for hit in hits:
        for rule in hit.word.states:
            if rule not in may:
                may[rule] = _may_say(sentence, rule)
            span = _span(sentence, hit, rule) if may[rule] else None
            if span is None or _of_another_time(sentence, hit, rule, year):
                continue
            value = rule.value if rule.kind == "flag" else 0
            weight = 3.0 * (hit.end - hit.start)
            yield Reading(rule.fact, rule.group, value, base + span[0], base + span[1], base + hit.start, weight=weight)


def _may_say(sentence: Sentence, rule: Rule) -> bool:
    """Whether the sentence and what stands around it hold the words that the rule asks for, wherever its own stands."""
    near = rule.near
    return may_fit(sentence.text, rule) and (
        not near or holds(sentence.text, near) or holds(sentence.previous, near) or holds(sentence.headings, near)
    )


def _of_another_time(sentence: Sentence, hit: Hit, rule: Rule, year: int | None) -> bool:
    place = sentence.start + hit.start
    return time_of(sentence, place, None if rule.any_time else year, figure=False) is Time.OTHER


def _span(sentence: Sentence, hit: Hit, rule: Rule) -> tuple[int, int] | None:
    """The quotation, from the clause of the first word to that of the last, both counted in the sentence's text; None
    where the sentence does not say it."""
    text, first, last = sentence.text, hit.start, hit.end
    if not rule.titles and "《" in text and inside(text, first, "《》"):
        return None
    if text.endswith(rule.unless_before, 0, first) or (rule.kind == "flag" and text.endswith(_DENIED, 0, first)):
        return None
    start, end = sentence.clause_start(first), sentence.clause_end(last)
    clause = text[start:end]
    if holds(clause, rule.unless) or (rule.verbs and not holds(clause, rule.verbs)):
        return None
    if rule.kind == "flag" and holds(text[last:end], _LACKING):
        return None
    if rule.reach != "sentence":
        return (start, end) if all(holds(clause, group) for group in rule.with_) else None
    for group in rule.with_:
        places = [(abs(place - hit.start), place, len(word)) for word in group if (place := text.find(word)) >= 0]
        _, place, length = min(places)  # one is there: see `_may_say`
        first, last = min(first, place), max(last, place + length)
    return min(start, sentence.clause_start(first)), max(end, sentence.clause_end(last))
