"""The operators that set two figures of one subject against each other."""

from collections.abc import Callable
from functools import partial
from math import inf
from typing import Any

from fazhi_eval.checklists.figures import DECIDE, limits
from fazhi_eval.checklists.naming import name_of, percent, places_of, said, shower
from fazhi_eval.checklists.single import doubted
from fazhi_eval.checklists.verdict import Check, Verdict, Words, filled, plain
from fazhi_eval.checklists.view import FactView


def two_figures(
    first: str, second: str, silence_fails: bool, judge_at: Callable[[tuple[str, str]], Callable[[FactView], Verdict]]
) -> Check:
    """A check of two figures of one scope; silent where no scope has both."""
    firsts, seconds = places_of(first), places_of(second)
    pairs = [(a, b) for a in firsts for b in seconds if a.partition(".")[0] == b.partition(".")[0]]
    if len(firsts) == 1 and len(seconds) == 1:  # as the item says, be it across scopes
        pairs = [(firsts[0], seconds[0])]
    options = [(*pair, judge_at(pair)) for pair in pairs]
    truth = False if silence_fails else None

    def check(view: FactView) -> Verdict:
        values, marks = view.values, view.marks
        for a, b, judge in options:
            if (a in values or a in marks) and (b in values or b in marks):
                for place in (a, b):
                    if place in marks and marks[place].doubt is not None:
                        return doubted(place, marks[place])
                return judge(view)
        found = tuple([place for place in dict.fromkeys(firsts + seconds) if place in values])
        has = any(place in found for place in firsts), any(place in found for place in seconds)
        return Verdict(truth, plain(lambda: _lacking(first, second, has), found))

    return check


def _lacking(first: str, second: str, has: tuple[bool, bool]) -> Words:
    """What is told where not both facts are stated; ``has`` says which of them is."""
    if has == (True, True):
        zh, en = name_of(second)
        return said("pair.scopes", first, other_zh=zh, other_en=en)
    lacking = [said("silent", path) for path, there in zip((first, second), has, strict=True) if not there]
    return "；".join([zh for zh, _ in lacking]), "; ".join([en for _, en in lacking])


def ratio(argument: dict[str, Any], silence_fails: bool) -> Check:
    """A part as a share of its whole; no share of nothing, and a part greater than its whole is for a person."""
    part, whole = argument["part"], argument["whole"]
    show_part, show_whole = shower(part), shower(whole)
    operator = "at_least" if "at_least" in argument else "at_most"
    limit, decide = argument[operator], DECIDE[operator]

    def words(word: str) -> Words:
        zh, en = name_of(whole)
        shown = {"a": "{0}", "b": "{1}", "share": "{2}", "limit": percent(limit)}
        return said(f"ratio.{word}", part, **shown, whole_zh=zh, whole_en=en)

    def judge_at(pair: tuple[str, str]) -> Callable[[FactView], Verdict]:
        def values(view: FactView) -> tuple[str, ...]:
            a, b = view.values[pair[0]], view.values[pair[1]]
            return show_part(a), show_whole(b), percent(a / b) if b else ""

        yes, no, maybe, too_many, none = [
            filled(partial(words, word), pair, values)
            for word in (f"{operator}_true", f"{operator}_false", "open", "more", "zero")
        ]
        true, false, zero = Verdict(True, yes), Verdict(False, no), Verdict(None, none)
        unproven, more = Verdict(None, maybe, review=True), Verdict(None, too_many, review=True)

        def judge(view: FactView) -> Verdict:
            low, high = limits(view.values[pair[0]], view.marks.get(pair[0]))
            least, most = limits(view.values[pair[1]], view.marks.get(pair[1]))
            if least <= 0:
                return zero
            if low > most:
                return more
            # an open end of the whole leaves nothing but 0 as the least share
            truth = decide(0.0 if most == inf else low / most, high / least, limit)
            return true if truth else unproven if truth is None else false

        return judge

    return two_figures(part, whole, silence_fails, judge_at)


def not_more_than(argument: dict[str, Any], silence_fails: bool) -> Check:
    """One figure is not more than another; where it is, the figures are for a person, not a failure."""
    fact, other = argument["fact"], argument["other"]
    show_fact, show_other = shower(fact), shower(other)

    def words(word: str) -> Words:
        zh, en = name_of(other)
        return said(f"not_more_than.{word}", fact, a="{0}", b="{1}", other_zh=zh, other_en=en)

    def judge_at(pair: tuple[str, str]) -> Callable[[FactView], Verdict]:
        def values(view: FactView) -> tuple[str, ...]:
            return show_fact(view.values[pair[0]]), show_other(view.values[pair[1]])

        yes, maybe = [filled(partial(words, word), pair, values) for word in ("true", "review")]
        true, review = Verdict(True, yes), Verdict(None, maybe, review=True)

        def judge(view: FactView) -> Verdict:
            most = limits(view.values[pair[0]], view.marks.get(pair[0]))[1]
            return true if most <= limits(view.values[pair[1]], view.marks.get(pair[1]))[0] else review

        return judge

    return two_figures(fact, other, silence_fails, judge_at)
