"""Which phrasings fit a quantity, by the words around it, and how well."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from fazhi_eval.reports.amounts import SHARES, Amount
from fazhi_eval.reports.quantities import ALL, Quantity
from fazhi_eval.reports.reading import holds
from fazhi_eval.reports.rules import Hit, Rule
from fazhi_eval.reports.sentences import Sentence

AFTER = 24
"""How far after its unit the thing counted may stand, in characters."""


class Fit(NamedTuple):
    """A rule that fits by the word ``hit``; ``distant``: from another clause than the figure's."""

    score: float
    rule: Rule
    hit: Hit
    distant: bool


class Frame(NamedTuple):
    """An amount in its sentence. What stands before ``claimed`` belongs to the amount before; ``part``: it is told as
    a part of that one (其中); ``topics``: the groups of facts that the text speaks of; ``nearby``: those that it spoke
    of last."""

    sentence: Sentence
    amount: Amount
    claimed: int
    part: bool
    topics: frozenset[str]
    nearby: frozenset[str]


def find_fits(frame: Frame, hits: Sequence[Hit], rules: Sequence[Rule]) -> tuple[list[Fit], bool]:
    """All fits by words around the quantity, and whether a word named only a kind of the thing counted."""
    sentence, amount = frame.sentence, frame.amount
    text, quantity = sentence.text, amount.quantity
    start, end, unit = quantity.start, quantity.end, quantity.unit
    share = unit in SHARES
    clause_start = sentence.clause_start(start)
    left_from = clause_start if share else max(amount.floor, frame.claimed)
    if amount.among:
        left_from = sentence.clause_start(amount.respectively)
    elif unit == ALL and start - clause_start <= 4 and text.startswith("全覆盖", start):
        left_from = sentence.clause_start(max(0, clause_start - 1))  # 设立工作室24个,实现全覆盖
    right_to = min(end + AFTER, amount.ceiling)
    names_next = text[end : end + 1] not in _NOTHING_AFTER
    fits: list[Fit] = []
    kinds = False
    for hit in hits:
        if hit.start < left_from:
            continue
        if hit.end <= start:
            before, between, crossed = True, text[hit.end : start], 0
            if hit.start < clause_start:
                crossed = between.count(",") + between.count(":")
                if amount.among or unit == ALL:
                    crossed = 0
                elif crossed > 2 or (crossed and (share or names_next)):
                    continue
        elif end <= hit.start < right_to:
            before, between, crossed = False, _outside_brackets(text[end : hit.start]), 0
            rest = text[hit.end : amount.ceiling].strip() if amount.ceiling < len(text) else "to the end"
            names_following = len(rest) <= 2 and not holds(rest, ",:、和及与了") and text[hit.end - 1] != "了"
            if names_following or holds(between, ",:;。" if unit == ALL else ",:、;。"):
                continue  # of another clause, or right before the next figure and so its own
        elif hit.start >= right_to:
            break
        else:
            continue
        around: Surroundings | None = None
        for number in hit.alls if unit == ALL or (share and not before) else hit.figures:
            rule = rules[number]
            if unit not in rule.units or not _named(text, hit, rule, between):
                continue
            if crossed and _of_another(rule, text, clause_start, start):
                continue
            if amount.among and not _dealt_to(text, hit, amount):
                continue
            around = around or surroundings(frame, hit)
            score = score_of(frame, hit, rule, around)
            if score is None:
                continue
            if rule.bare and not share and not _is_bare(text, hit, before, between):
                kinds = True
                continue
            distance = 4 * crossed + len(between) / 3 + 2 * between.count("、")
            fits.append(Fit(score - distance + (0 if before else 2), rule, hit, crossed > 0))
    return fits, kinds


def is_of_a_sum(frame: Frame, fit: Fit, hits: Sequence[Hit], rules: Sequence[Rule]) -> bool:
    """Whether the figure counts several things together: 代表建议和政协提案共68件."""
    text, hit, quantity = frame.sentence.text, fit.hit, frame.amount.quantity
    if frame.amount.among or fit.rule.kind == "rate":
        return False
    if hit.end <= quantity.start and text[hit.start - 1 : hit.start] in _JOINTS and hit.start > frame.amount.floor + 1:
        neighbours = [other for other in hits if other.end == hit.start - 1 and other.start >= frame.amount.floor]
    elif text[hit.end : hit.end + 1] in _JOINTS:
        neighbours = [other for other in hits if other.start == hit.end + 1]
        if hit.end <= quantity.start:
            neighbours = [other for other in neighbours if other.end <= quantity.start]
    else:
        return False
    return any(
        rules[number].kind == "count" and rules[number].fact != fit.rule.fact and quantity.unit in rules[number].units
        for other in neighbours
        for number in other.figures
    ) and not any(fit.rule.fact == rules[number].fact for other in neighbours for number in other.figures)


def same_again(frame: Frame, counted: Hit, whole: Quantity, rules: Sequence[Rule]) -> Iterator[Fit]:
    """The thing counted is that of the quantity before: again in another unit (933批、2021人次), or only a verb tells
    what became of it (已办结170宗). ``whole`` is the quantity before."""
    sentence = frame.sentence
    own = frame.sentence.text[frame.amount.floor : frame.amount.quantity.start]
    again = continues(own)
    own = own[max(own.rfind(mark) for mark in ",、:;") + 1 :]
    if len(own) > 12:
        return
    named = sentence.text[sentence.clause_start(min(counted.start, whole.start)) : max(counted.end, whole.end)]
    for number in counted.figures:
        rule = rules[number]
        if rule.kind != "count" or frame.amount.quantity.unit not in rule.units:
            continue
        if again:
            score = score_of(frame, counted, rule, surroundings(frame, counted))
            if score is not None:
                yield Fit(score, rule, counted, False)
        elif holds(own, rule.verbs) and not holds(own, rule.unless) and not holds(named, rule.unless):
            yield Fit(10.0, rule, counted, False)


def all_of_them(frame: Frame, counted: Hit, whole: Quantity, rules: Sequence[Rule]) -> Iterator[Fit]:
    """What 均 or 全部 says of the thing just counted, it says of the whole figure (共制发4件,均报备案)."""
    text, amount = frame.sentence.text, frame.amount
    told, subject = text[amount.quantity.end : amount.ceiling], text[amount.floor : amount.quantity.start]
    for number in counted.figures:
        rule = rules[number]
        if rule.kind != "count" or whole.unit not in rule.units:
            continue
        if holds(told, rule.verbs) and not holds(told + subject, rule.unless):
            yield Fit(8.0, rule, counted, False)


def continues(between: str) -> bool:
    """Whether a quantity goes on with the thing counted before it: 933批、2021人次."""
    return _again().fullmatch(between) is not None


class Surroundings(NamedTuple):
    """The text around a figure and the word that names what it counts: what is the figure's ``own`` part of their
    ``clause``, what stands ``before`` that in the clause, and what the whole of a part is told with."""

    own: str
    before: str
    whole: str
    clause: str


def surroundings(frame: Frame, hit: Hit) -> Surroundings:
    """What the words of a rule are looked for in."""
    sentence, amount = frame.sentence, frame.amount
    text, quantity = sentence.text, amount.quantity
    start = sentence.clause_start(min(hit.start, quantity.start))
    end = sentence.clause_end(max(hit.end, quantity.end))
    own_start = max(start, amount.floor) if hit.start >= amount.floor else start
    rest = text[quantity.end : amount.ceiling]
    if hit.end <= quantity.start and (_outside_brackets(rest) if rest.startswith("(") else rest)[:1] in _JOINTS:
        own_end = quantity.end
    else:
        own_end = max(hit.end, min(end, amount.next))
    whole = text[sentence.clause_start(amount.floor) : own_start] if frame.part and amount.floor else ""
    return Surroundings(text[own_start:own_end], text[start:own_start], whole, text[start:end])


def score_of(frame: Frame, hit: Hit, rule: Rule, around: Surroundings) -> float | None:
    """How well the rule fits here; None where it does not."""
    on_topic = rule.group in frame.topics
    if rule.on_topic and not on_topic:
        return None
    own, text = around.own, frame.sentence.text
    score = 3.0 * (hit.end - hit.start)
    if rule.verbs:
        if holds(own, rule.verbs):
            score += 4
        # a list shares its verb, and a part is dealt with as its whole was: 已审核文件260份,其中规范性文件5份
        elif holds(around.before, rule.verbs) or holds(around.whole, rule.verbs):
            score += 2
        else:
            return None
    if rule.with_:
        reach = text if rule.reach == "sentence" else own if rule.reach == "part" else around.clause
        for group in rule.with_:
            if not holds(reach, group):
                return None
            score += 3
    if rule.near:
        if holds(text, rule.near):
            score += 4
        elif (
            on_topic
            or rule.group in frame.nearby
            or holds(frame.sentence.previous, rule.near)
            or holds(frame.sentence.headings, rule.near)
        ):
            score += 2
        else:
            return None
    if holds(own, rule.unless) or holds(text, rule.unless_sentence):
        return None
    return score


def _outside_brackets(text: str) -> str:
    return _bracketed().sub("", text) if "(" in text else text


def _dealt_to(text: str, hit: Hit, amount: Amount) -> bool:
    """Whether the word stands in the list before 分别 where the amount stands in the list after it."""
    listed = text[hit.end : amount.respectively]
    return hit.end <= amount.respectively and sum(map(listed.count, _JOINTS)) == amount.among - 1 - amount.order


def _of_another(rule: Rule, text: str, start: int, end: int) -> bool:
    """Whether the figure's own clause tells of something else that was done, not of the thing named before it."""
    told = _deeds().search(text, start, end)
    return told is not None and told.group() not in rule.verbs


def _named(text: str, hit: Hit, rule: Rule, between: str) -> bool:
    """Whether the word stands where it can name what is counted."""
    if not rule.titles and "《" in text and text.rfind("《", 0, hit.start) > text.rfind("》", 0, hit.start):
        return False
    if rule.unless_before and text.endswith(rule.unless_before, 0, hit.start):
        return False
    return len(between) <= (24 if rule.kind == "rate" else 30)


def _is_bare(text: str, hit: Hit, before: bool, between: str) -> bool:
    """Whether the word names the thing itself, not a kind of it (破坏森林资源行政处罚案件)."""
    if not before:
        return _qualifiers().fullmatch(between) is not None
    start = max(text.rfind(mark, 0, hit.start) for mark in ",:;、。") + 1
    return start == hit.start or _lead().search(text, start, hit.start) is not None


_JOINTS = frozenset("、和与及")
_NOTHING_AFTER = frozenset([*',:、;。.!？?)(“”" \n\t', ""])


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(r"[(][^()]*[)]")


@cache
def _again() -> re.Pattern[str]:
    return re.compile(r"次?|、|[,、]?(?:现|目前|总数)?(?:已|共)?(?:达到?了?|增至|增加到|增长到|发展到)")


@cache
def _deeds() -> re.Pattern[str]:
    return re.compile(r"调整|修改|纠正|整改|发现|移送|督促|责令|退回|约谈|表彰|取消|废止|驳回|新增|查实|挽回|涉及|选派")


@cache
def _qualifiers() -> re.Pattern[str]:
    """What may stand between a unit and the thing counted without making it a kind."""
    return re.compile(
        r"(?:的|各类|各级|行政|涉法|全部|其他|有关|相关|新增|专兼职|专、兼职|现有|在册|持证|在岗|我?[省市区县镇乡]属?|[^,]{0,6}"
        r"(?:政府|管委会|部门|单位|街道|乡镇|社区|机关))*\s?"
    )


@cache
def _lead() -> re.Pattern[str]:
    """What may stand right before the thing counted without making it a kind: verbs, adverbs, bodies and places."""
    return re.compile(
        r"(?:办理|处理|审理|受理|收到|接收|新收|办结|审结|作出|实施|开展|组织|举办|召开|完成|参加|参与|涉及|承办|应对|应诉|"
        r"制定|制发|印发|出台|发布|公布|共计|累计|总计|合计|共|有|各类|各级|全年|全部|年度|以来|期间|目前|现有|设置|设立|"
        r"配备|配发|配齐|购置|聘请|聘任|建立|建成|打造|审查|审核|调解|化解|查处|查办|立案|行政|的|了|和|与|及|、|将|对|把|向|在|为|是|其中|"
        r"组建|发放|印制|接待|提供|解答|报送|报备|备案|执行|推进|修订|编制|修编|梳理|认领|公示|对外|现|下达|登记|承担|取得|持有|在岗|"
        r"核发|签订|给予|做出|采取|合法性|一审|二审|新增|新发生|发生|推行|适用|年|月|日|代表|委员|拥有|具有|所有|清理|废止|出具|普通程序|"
        r"[省市区县镇乡村局委办厅司科所站]|政府|管委会|部门|单位|街道|乡镇|社区|机关|组织|中心|辖区|本级|区属|市属|县属|专职|兼职|持证|"
        r"[”\"》)]|\s)$"
    )
