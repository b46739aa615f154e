"""What stands around a figure and the word that may name what it counts, and how well a rule fits there."""

from typing import NamedTuple

from fazhi_eval.reports.amounts import Amount
from fazhi_eval.reports.quantities import ALL, Quantity
from fazhi_eval.reports.reading import holds
from fazhi_eval.reports.rules import Hit, Rule
from fazhi_eval.reports.sentences import Sentence
from fazhi_eval.reports.wording import bracketed, out_of_these

JOINTS = frozenset("、和与及")
"""What joins the things of a list."""


class Frame(NamedTuple):
    """An amount in its sentence, and where its clause starts. What stands before ``claimed`` belongs to the amount
    before; ``part``: it is told as a part of that one (其中); ``topics``: the groups of facts that the text speaks of;
    ``nearby``: those that it spoke of last; ``may``: whether a rule can fit in the sentence, once looked up."""

    sentence: Sentence
    amount: Amount
    clause_start: int
    claimed: int
    part: bool
    topics: frozenset[str]
    nearby: frozenset[str]
    may: dict[Rule, bool]


class Surroundings(NamedTuple):
    """The text around a figure and the word that names what it counts: what is the figure's ``own`` part of their
    ``clause``, what a share in words after it says of it (16份全部审核), what stands ``before`` that in the clause, and
    what the whole of a part is told with."""

    own: str
    said: str
    before: str
    whole: str
    clause: str


def surroundings(frame: Frame, hit: Hit) -> Surroundings:
    """What the words of a rule are looked for in."""
    sentence, amount = frame.sentence, frame.amount
    text, quantity = sentence.text, amount.quantity
    floor, start = amount.floor, frame.clause_start
    if hit.start < start:
        start = sentence.clause_start(hit.start)
    end = sentence.clause_end(max(hit.end, quantity.end))
    own_start = floor if start < floor <= hit.start else start
    if hit.start >= quantity.end:
        own_start = max(own_start, frame.claimed)  # 建成1个服务中心、13个服务站
    if (hit.end <= quantity.start and _goes_on(text, amount)) or is_whole(text, quantity):
        own_end = quantity.end
    else:
        own_end = max(hit.end, min(end, amount.next))
    whole = text[sentence.clause_start(floor) : own_start] if frame.part and floor else ""
    said = text[own_end : min(end, amount.ceiling)] if amount.next_unit == ALL else ""
    return Surroundings(text[own_start:own_end], said, text[start:own_start], whole, text[start:end])


def score_of(frame: Frame, hit: Hit, rule: Rule, around: Surroundings) -> float | None:
    """How well a rule that `may_fit` fits here; None where it does not."""
    own, text = around.own, frame.sentence.text
    score = 3.0 * (hit.end - hit.start)
    if rule.verbs:
        if holds(own, rule.verbs) or holds(around.said, rule.verbs):
            score += 4
        # a list shares its verb, and a part is dealt with as its whole was: 已审核文件260份,其中规范性文件5份
        elif holds(around.before, rule.verbs) or holds(around.whole, rule.verbs):
            score += 2
        else:
            return None
    if rule.with_:
        reach = own if rule.reach == "part" else around.clause
        for group in rule.with_:
            if rule.reach != "sentence" and not holds(reach, group):
                return None
            score += 3
    if rule.near:
        if holds(text, rule.near):
            score += 4
        elif (
            rule.group in frame.topics
            or rule.group in frame.nearby
            or holds(frame.sentence.previous, rule.near)
            or holds(frame.sentence.headings, rule.near)
        ):
            score += 2
        else:
            return None
    if holds(own, rule.unless):
        return None
    return score


def is_whole(text: str, quantity: Quantity) -> bool:
    """Whether parts of the quantity are told right after it: 审结33件中败诉3件."""
    return text.startswith(("中", "之中"), quantity.end) and out_of_these().match(text, quantity.end) is not None


def _goes_on(text: str, amount: Amount) -> bool:
    """Whether a list goes on right after the quantity, or after what stands there in brackets."""
    after = text[amount.quantity.end : amount.quantity.end + 1]
    if after == "(":
        after = outside_brackets(text[amount.quantity.end : amount.ceiling])[:1]
    return after in JOINTS and amount.quantity.end < amount.ceiling


def outside_brackets(text: str) -> str:
    """``text`` without brackets and what they hold."""
    return bracketed().sub("", text) if "(" in text else text
