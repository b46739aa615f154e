"""Statements without a figure: what a sentence says was done (a flag), or did not happen at all (0), by its words."""

from collections.abc import Iterator, Sequence

from fazhi_eval.reports.figures import Reading
from fazhi_eval.reports.phrasing import Hit, Rule
from fazhi_eval.reports.sentences import Sentence, Time, time_of

_DENIED = ("未", "没有", "不能", "缺乏", "不够", "无")


def read_flags(sentence: Sentence, hits: Sequence[Hit], rules: Sequence[Rule], year: int | None) -> Iterator[Reading]:
    """Every flag and every zero that the sentence states of ``year`` (any year where it is None), in order."""
    for hit in hits:
        for number in hit.states:
            rule = rules[number]
            span = _span(sentence, hit, rule)
            if span is None or _of_another_time(sentence, hit, rule, year):
                continue
            value = rule.value if rule.kind == "flag" else 0
            yield Reading(rule.fact, rule.group, value, *span, hit.start, weight=3.0 * (hit.end - hit.start))


def _of_another_time(sentence: Sentence, hit: Hit, rule: Rule, year: int | None) -> bool:
    return time_of(sentence, hit.start, None if rule.any_time else year, figure=False) is Time.OTHER


def _span(sentence: Sentence, hit: Hit, rule: Rule) -> tuple[int, int] | None:
    """The quotation: from the clause of the first word to that of the last; None where the sentence does not say it."""
    base, text = sentence.start, sentence.text
    first, last = hit.start - base, hit.end - base
    if not rule.titles and text.rfind("《", 0, first) > text.rfind("》", 0, first):
        return None
    if text.endswith(rule.unless_before, 0, first) or (rule.kind == "flag" and text.endswith(_DENIED, 0, first)):
        return None
    start, end = sentence.clause(hit.start, hit.end)
    clause = text[start - base : end - base]
    reach, offset = (text, 0) if rule.whole_sentence else (clause, start - base)
    for group in (*rule.with_, rule.verbs):
        if not group:
            continue
        places = [(place + offset, len(word)) for word in group if (place := reach.find(word)) >= 0]
        if not places:
            return None
        place, length = min(places, key=lambda found: abs(found[0] - first))
        first, last = min(first, place), max(last, place + length)
    if any(word in clause for word in rule.unless) or any(word in text for word in rule.unless_sentence):
        return None
    if rule.near and not any(
        word in text or word in sentence.previous or word in sentence.headings for word in rule.near
    ):
        return None
    return sentence.clause(base + first, base + last)
