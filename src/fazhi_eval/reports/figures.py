"""Figures: which fact does each quantity of a sentence state?

One grammar for all facts. A quantity belongs to the thing counted: named right after its unit (53宗行政复议案件) or
before it in the same clause (行政复议案件83件), else in the clause before; where only a verb is left (已办结170宗), it
is the thing that the quantity before it counted; 均 and 全部 say of that thing as a whole what follows them. Phrasings
(data) say which words name which thing. Of all phrasings that fit, the most specific and nearest wins; a quantity
states one fact at most.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from fazhi_eval.reports.phrasing import Hit, Rule
from fazhi_eval.reports.quantities import ALL, PERCENT, Quantity, find_quantities
from fazhi_eval.reports.sentences import Sentence, Time, time_of

AFTER = 16
"""How far after its unit the thing counted may stand, in characters."""

_SHARES = (PERCENT, ALL)


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


class _Fit(NamedTuple):
    score: float
    rule: Rule
    hit: Hit
    distant: bool


def read_figures(
    sentence: Sentence, hits: Sequence[Hit], rules: Sequence[Rule], year: int | None, topic: str = ""
) -> Iterator[Reading]:
    """Every figure that the sentence states of ``year`` (any year where it is None), in order.

    ``topic`` is the group of facts that the text before the sentence speaks of.
    """
    text, base = sentence.text, sentence.start
    local = [hit.moved(-base) for hit in hits]
    if not any(hit.figures or hit.alls for hit in local):
        return
    quantities = _quantities(text)
    if not quantities:
        yield from _none(sentence, local, rules, year)
        return
    counted: tuple[Hit, Quantity] | None = None
    claimed, part, part_of_kind = 0, False, False
    facts: set[str] = set()
    for index, quantity in enumerate(quantities):
        floor = quantities[index - 1].end if index else 0
        following = (after.start for after in quantities[index + 1 :] if after.unit != ALL)
        ceiling = next(following, len(text))
        part = part or _PART.search(text, floor, quantity.start) is not None
        for hit in local:
            if hit.topic and hit.end <= quantity.start:
                topic = hit.topic
        frame = _Frame(sentence, quantity, floor, ceiling, claimed, part, topic)
        if quantity.unit == ALL and counted is not None:
            for fit in _of_all(frame, counted[0], rules):
                if fit.rule.fact not in facts and time_of(sentence, base + quantity.start, year) is Time.THIS_YEAR:
                    facts.add(fit.rule.fact)
                    yield _reading(frame, counted[1], fit, Time.THIS_YEAR)
        fits, kinds = _fits(frame, local, rules)
        if not fits and counted is not None and quantity.unit != ALL:
            fits = list(_ellipsis(frame, counted[0], rules))
        if not fits:
            part_of_kind = kinds
            continue
        best = max(fits, key=lambda fit: fit.score)
        of_that_kind, part_of_kind = part_of_kind and (best.distant or not best.rule.bare), False
        if quantity.unit not in _SHARES:
            counted = (best.hit, quantity)
        if best.hit.start >= quantity.end:
            claimed = best.hit.end
        if of_that_kind or (part and best.rule.fact in facts):
            continue
        when = time_of(sentence, base + quantity.start, year)
        if when is Time.OTHER:
            continue
        facts.add(best.rule.fact)
        yield _reading(frame, quantity, best, when)


class _Frame(NamedTuple):
    """A quantity in its sentence: the quantities around it end at ``floor`` and start at ``ceiling``; what stands
    before ``claimed`` belongs to the one before; ``part``: it is told as a part of the one before (其中); ``topic``:
    the group of facts that the text speaks of."""

    sentence: Sentence
    quantity: Quantity
    floor: int
    ceiling: int
    claimed: int
    part: bool
    topic: str


_PARTS_FOLLOW = re.compile(r"[^,。;]{0,8}[,(]其中")
_PART = re.compile(r"其中|包括|[(]含")


def _quantities(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    for quantity in find_quantities(text, 0, len(text)):
        if quantity.unit == PERCENT and _change().search(text, max(0, quantity.start - 10), quantity.start):
            continue  # growth, decline and shares of a change are no rates: 同比增长15%、压缩80%
        if text.rfind("(", 0, quantity.start) > text.rfind(")", 0, quantity.start):
            continue  # in brackets stand parts of the figure before them
        if quantity.unit == ALL and found and found[-1].unit == PERCENT and found[-1].end == quantity.start:
            continue  # 100%全覆盖 is one
        if found and found[-1].unit == quantity.unit and _from_to(text, found[-1], quantity):
            found.pop()  # 由2名增加到4名: the first was last year's
        found.append(quantity)
    return found


def _from_to(text: str, first: Quantity, second: Quantity) -> bool:
    between = text[first.end : second.start]
    if len(between) > 10 or not between.rstrip().endswith(("到", "至", "为")):
        return False
    clause = text[max(text.rfind(mark, 0, first.start) for mark in ",。;") + 1 : first.start]
    return "由" in clause or "从" in clause


def _none(sentence: Sentence, hits: Sequence[Hit], rules: Sequence[Rule], year: int | None) -> Iterator[Reading]:
    """未收到、没有、无 and the thing counted at the end of its clause is the figure 0."""
    text, base = sentence.text, sentence.start
    for hit in hits:
        start, end = sentence.clause(base + hit.start, base + hit.end)
        before, after = text[start - base : hit.start], text[hit.end : end - base]
        if len(after) > 3 or _NO_SUCH.search(before) is None:
            continue
        for number in hit.figures:
            rule = rules[number]
            clause = text[start - base : end - base]
            if rule.kind != "count" or any(word in clause for word in rule.unless):
                continue
            if rule.verbs and not any(verb in before for verb in rule.verbs):
                continue
            if not rule.near and time_of(sentence, base + hit.start, year) is Time.THIS_YEAR:
                yield Reading(rule.fact, rule.group, 0, start, end, base + hit.start, weight=3.0 * len(text[hit.start:hit.end]))
                break


_NO_SUCH = re.compile(r"(?:未|没有|无|未曾)[^,]{0,12}$")


def _reading(frame: _Frame, quantity: Quantity, fit: _Fit, when: Time) -> Reading:
    base = frame.sentence.start
    first = min(quantity.start, fit.hit.start, frame.quantity.start)
    last = max(quantity.end, fit.hit.end, frame.quantity.end)
    start, end = frame.sentence.clause(base + first, base + last)
    reasons = [
        reason
        for reason, holds in (
            ("cumulative", when is Time.SINCE_FOUNDING),
            ("approx", quantity.approx),
            ("distant", fit.distant),
        )
        if holds
    ]
    return Reading(
        fact=fit.rule.fact,
        group=fit.rule.group,
        value=quantity.value,
        start=start,
        end=end,
        place=base + quantity.start,
        approx=quantity.approx,
        at_least=quantity.at_least,
        parts=_parts(frame.sentence.text, quantity),
        reasons=tuple(reasons),
        weight=fit.score,
    )


def _parts(text: str, whole: Quantity) -> tuple[int, ...]:
    """The parts that 其中 lists right after a figure, in its unit, up to the end of the sentence or the next 其中."""
    opening = _PARTS_FOLLOW.match(text, whole.end)
    if opening is None or not isinstance(whole.value, int):
        return ()
    outside = re.sub(r"[(][^()]*[)]", lambda inner: " " * len(inner.group()), text)  # brackets hold parts of parts
    closing = outside.find("其中", opening.end())
    listed = find_quantities(outside, opening.end(), closing if closing >= 0 else len(outside))
    return tuple(q.value for q in listed if q.unit == whole.unit and isinstance(q.value, int))


def _fits(frame: _Frame, hits: Sequence[Hit], rules: Sequence[Rule]) -> tuple[list[_Fit], bool]:
    """All fits by words around the quantity, and whether a word named only a kind of the thing counted."""
    text, quantity = frame.sentence.text, frame.quantity
    share = quantity.unit in _SHARES
    left_from = frame.sentence.local_clause_start(quantity.start) if share else max(frame.floor, frame.claimed)
    names_next = text[quantity.end : quantity.end + 1] not in _NOTHING_AFTER
    fits: list[_Fit] = []
    kinds = False
    for hit in hits:
        if hit.end <= quantity.start and hit.start >= left_from:
            between, before = text[hit.end : quantity.start], True
            crossed = between.count(",") + between.count(":")
            if crossed > 2 or (crossed and (share or names_next)):
                continue
        elif quantity.end <= hit.start < min(quantity.end + AFTER, frame.ceiling):
            between, before, crossed = text[quantity.end : hit.start], False, 0
            rest = text[hit.end : frame.ceiling].strip() if frame.ceiling < len(text) else "to the end"
            names_following = len(rest) <= 2 and not any(mark in rest for mark in ",:、和及与")
            if names_following or any(mark in between for mark in ",:、;。"):
                continue  # of another clause, or right before the next figure and so its own
        else:
            continue
        for number in hit.alls if quantity.unit == ALL or (share and not before) else hit.figures:
            rule = rules[number]
            if quantity.unit not in rule.units or not _named(text, hit, rule, between):
                continue
            score = _score(frame, hit, rule)
            if score is None:
                continue
            if rule.bare and not share and not _is_bare(text, hit, before, between):
                kinds = True
                continue
            distance = 4 * crossed + len(between) / 3 + 2 * between.count("、")
            fits.append(_Fit(score - distance + (0 if before else 2), rule, hit, crossed > 0))
    return fits, kinds


def _ellipsis(frame: _Frame, counted: Hit, rules: Sequence[Rule]) -> Iterator[_Fit]:
    """The thing counted is that of the quantity before: again in another unit (933批、2021人次), or only a verb tells
    what became of it (已办结170宗)."""
    own = frame.sentence.text[frame.floor : frame.quantity.start]
    again = own in ("", "、", "次")
    own = own[max(own.rfind(mark) for mark in ",、:;") + 1 :]
    if len(own) > 12:
        return
    for number in counted.figures:
        rule = rules[number]
        if rule.kind != "count" or frame.quantity.unit not in rule.units:
            continue
        if again:
            score = _score(frame, counted, rule)
            if score is not None:
                yield _Fit(score, rule, counted, False)
        elif any(verb in own for verb in rule.verbs) and not any(word in own for word in rule.unless):
            yield _Fit(10.0, rule, counted, False)


def _of_all(frame: _Frame, counted: Hit, rules: Sequence[Rule]) -> Iterator[_Fit]:
    """What 均 or 全部 says of the thing just counted, it says of the whole figure (共制发4件,均报备案)."""
    told = frame.sentence.text[frame.quantity.end : frame.ceiling]
    for number in counted.figures:
        rule = rules[number]
        done = rule.kind == "count" and any(verb in told for verb in rule.verbs)
        if done and not any(word in told for word in rule.unless):
            yield _Fit(8.0, rule, counted, False)


def _named(text: str, hit: Hit, rule: Rule, between: str) -> bool:
    """Whether the word stands where it can name what is counted."""
    if not rule.titles and text.rfind("《", 0, hit.start) > text.rfind("》", 0, hit.start):
        return False
    if rule.unless_before and text[: hit.start].endswith(rule.unless_before):
        return False
    return len(between) <= (24 if rule.kind == "rate" else 30)


def _is_bare(text: str, hit: Hit, before: bool, between: str) -> bool:
    """Whether the word names the thing itself, not a kind of it (破坏森林资源行政处罚案件)."""
    if not before:
        return _qualifiers().fullmatch(between) is not None
    segment = text[: hit.start]
    segment = segment[max(segment.rfind(mark) for mark in ",:;、。") + 1 :]
    return not segment or _lead().search(segment) is not None


def _score(frame: _Frame, hit: Hit, rule: Rule) -> float | None:
    """How well the rule fits here; None where it does not."""
    sentence, quantity = frame.sentence, frame.quantity
    if rule.on_topic and frame.topic != rule.group:
        return None
    base, text = sentence.start, sentence.text
    start, end = sentence.clause(base + min(hit.start, quantity.start), base + max(hit.end, quantity.end))
    clause = text[start - base : end - base]
    reach = text if rule.whole_sentence else clause
    score = 3.0 * (hit.end - hit.start)
    if rule.verbs:
        # a part is dealt with as its whole was: 已审核文件260份,其中规范性文件5份
        whole = text[sentence.local_clause_start(frame.floor) : end - base] if frame.part and frame.floor else clause
        if not any(verb in whole for verb in rule.verbs):
            return None
        score += 4
    for group in rule.with_:
        if not any(word in reach for word in group):
            return None
        score += 3
    if rule.near:
        if any(word in text for word in rule.near):
            score += 4
        elif any(word in sentence.previous or word in sentence.headings for word in rule.near):
            score += 2
        else:
            return None
    if any(word in clause for word in rule.unless) or any(word in text for word in rule.unless_sentence):
        return None
    return score


_NOTHING_AFTER = frozenset([*',:、;。.!？?)(“”" \n\t', ""])


@cache
def _change() -> re.Pattern[str]:
    # 下降至 and 达到 name the figure itself, 下降 and 下降了 a difference
    return re.compile(
        r"(?:同比|环比|增长|下降|上升|提高|减少|降低|压缩|提升|增加|占比?|精简|增幅|降幅)[了约近超过达高]*\s?$"
    )


@cache
def _qualifiers() -> re.Pattern[str]:
    """What may stand between a unit and the thing counted without making it a kind."""
    return re.compile(
        r"(?:的|各类|各级|行政|涉法|全部|其他|有关|相关|新增|专兼职|专、兼职|现有|在册|持证|我?[省市区县镇乡]属?|[^,]{0,6}"
        r"(?:政府|管委会|部门|单位|街道|乡镇|社区|机关))*\s?"
    )


@cache
def _lead() -> re.Pattern[str]:
    """What may stand right before the thing counted without making it a kind: verbs, adverbs, bodies and places."""
    return re.compile(
        r"(?:办理|处理|审理|受理|收到|接收|新收|办结|审结|作出|实施|开展|组织|举办|召开|完成|参加|参与|涉及|承办|应对|应诉|"
        r"制定|制发|印发|出台|发布|公布|共计|累计|总计|合计|共|有|各类|各级|全年|全部|年度|以来|期间|目前|现有|设置|设立|"
        r"配备|配发|聘请|建立|建成|打造|审查|审核|调解|化解|查处|查办|立案|行政|的|了|和|与|及|、|将|对|把|向|在|为|是|其中|"
        r"组建|发放|印制|接待|提供|解答|报送|报备|备案|执行|推进|修订|编制|修编|梳理|认领|公示|对外|现|下达|登记|承担|取得|持有|在岗|核发|签订|年|月|日|"
        r"[省市区县镇乡村局委办厅]|政府|管委会|部门|单位|街道|乡镇|社区|机关|组织|中心|辖区|本级|区属|市属|县属|专职|兼职|持证|"
        r"[”\"》)]|\s)$"
    )
