"""Flags: what a sentence states to have been done, by the words of phrasings."""

from collections.abc import Iterator, Sequence

from fazhi_eval.reports.figures import Reading
from fazhi_eval.reports.phrasing import Hit, Rule
from fazhi_eval.reports.sentences import Sentence, Time, time_of

_DENIED = ("未", "没有", "尚未", "不能", "缺乏", "未能", "不够", "无")


def read_flags(sentence: Sentence, hits: Sequence[Hit], rules: Sequence[Rule], year: int | None) -> Iterator[Reading]:
    """Every flag that the sentence states of this year (or as standing), in order."""
    text, base = sentence.text, sentence.start
    for hit in hits:
        for number in hit.rules:
            rule = rules[number]
            if rule.kind != "flag":
                continue
            if not rule.titles and text.rfind("《", 0, hit.start - base) > text.rfind("》", 0, hit.start - base):
                continue
            span = _span(sentence, hit, rule)
            if span is None or text[: hit.start - base].endswith(_DENIED):
                continue
            if time_of(sentence, hit.start, year, figure=False) is not Time.OTHER:
                yield Reading(rule.fact, rule.group, rule.value, *span, hit.start)


def _span(sentence: Sentence, hit: Hit, rule: Rule) -> tuple[int, int] | None:
    """The quotation: from the clause of the first word to that of the last; None where a word is missing."""
    base, text = sentence.start, sentence.text
    start, end = sentence.clause(hit.start, hit.end)
    clause = text[start - base : end - base]
    reach = text if rule.whole_sentence else clause
    first, last = hit.start - base, hit.end - base
    offset = 0 if rule.whole_sentence else start - base
    for group in (*rule.with_, *((rule.verbs,) if rule.verbs else ())):
        places = [(place, len(word)) for word in group if (place := reach.find(word)) >= 0]
        if not places:
            return None
        place, length = min(places, key=lambda found: abs(found[0] + offset - first))
        first, last = min(first, place + offset), max(last, place + offset + length)
    if any(word in clause for word in rule.unless) or any(word in text for word in rule.unless_sentence):
        return None
    if rule.unless_before and text[: hit.start - base].endswith(rule.unless_before):
        return None
    near = (text, sentence.previous, sentence.headings)
    if rule.near and not any(word in where for word in rule.near for where in near):
        return None
    return sentence.clause(base + first, base + last)
