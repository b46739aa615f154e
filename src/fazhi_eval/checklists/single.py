"""The operators that look at one fact.

Whatever does not depend on the report is made when compiling: judging a fact is a look at a mapping and a comparison,
and hands out a verdict that is there already.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from fazhi_eval.checklists.figures import DECIDE, limits
from fazhi_eval.checklists.naming import places_of, said, shower
from fazhi_eval.checklists.shapes import fact_info
from fazhi_eval.checklists.verdict import Check, Told, Verdict, Words, filled, plain, with_value
from fazhi_eval.checklists.view import FactView, Mark, show

Judge = Callable[[Any, Mark | None, FactView], Verdict]
"""The verdict on a stated value."""


def single(path: str, silence_fails: bool, judge_at: Callable[[str], Judge]) -> Check:
    """A check of one fact: silent where it is stated nowhere, for review where its reading is doubtful."""
    options = [(place, judge_at(place)) for place in places_of(path)]
    silent = Verdict(False if silence_fails else None, plain(lambda: said("silent", path)))

    def check(view: FactView) -> Verdict:
        values, marks = view.values, view.marks
        for place, judge in options:
            if place in marks:
                mark = marks[place]
                if mark.doubt is not None:
                    return doubted(place, mark)
                if place in values:
                    return judge(values[place], mark, view)
            elif place in values:
                return judge(values[place], None, view)
        return silent

    return check


def doubted(path: str, mark: Mark) -> Verdict:
    """Unknown, because a person must look at the reading of the fact."""
    told = Told((path,), lambda view: said(f"doubt.{mark.doubt}", path, seen="、".join(mark.seen)))
    return Verdict(None, (told,), review=True)


def stated(path: str, silence_fails: bool) -> Check:
    """The fact is stated, whatever its value."""
    info = fact_info(path)
    assert info is not None
    code, shown = "stated.flag" if info.kind == "flag" else "stated.true", shower(path)

    def judge_at(place: str) -> Judge:
        true = Verdict(True, with_value(lambda: said(code, path, value="{0}"), place, shown))
        return lambda value, mark, view: true

    return single(path, silence_fails, judge_at)


def is_true(path: str, silence_fails: bool) -> Check:
    """The flag is stated and true."""

    def judge_at(place: str) -> Judge:
        true = Verdict(True, plain(lambda: said("is_true.true", path), (place,)))
        false = Verdict(False, plain(lambda: said("is_true.false", path), (place,)))
        return lambda value, mark, view: true if value else false

    return single(path, silence_fails, judge_at)


def compare(operator: str, argument: dict[str, Any], silence_fails: bool) -> Check:
    """The figure against a limit: at_least, at_most or equals."""
    path, limit = argument["fact"], argument["value"]
    decide, shown = DECIDE[operator], shower(path)

    def words(word: str) -> Words:
        return said(f"{operator}.{word}", path, value="{0}", limit=shown(limit))

    def judge_at(place: str) -> Judge:
        yes, no, maybe = [with_value(partial(words, word), place, shown) for word in ("true", "false", "open")]
        true, false, unproven = Verdict(True, yes), Verdict(False, no), Verdict(None, maybe, review=True)

        def judge(value: Any, mark: Mark | None, view: FactView) -> Verdict:
            truth = decide(value, value, limit) if mark is None else decide(*limits(value, mark), limit)
            return true if truth else unproven if truth is None else false

        return judge

    return single(path, silence_fails, judge_at)


def equals(argument: dict[str, Any], silence_fails: bool) -> Check:
    """The fact has one value: a figure, a word or a flag."""
    path, wanted = argument["fact"], argument["value"]
    if not isinstance(wanted, bool | str):
        return compare("equals", argument, silence_fails)

    def words(word: str) -> Words:
        return said(f"equals.{word}", path, value="{0}", limit=show(wanted))

    def judge_at(place: str) -> Judge:
        yes, no = [with_value(partial(words, word), place, show) for word in ("true", "false")]
        true, false = Verdict(True, yes), Verdict(False, no)
        return lambda value, mark, view: true if value == wanted else false

    return single(path, silence_fails, judge_at)


def on_or_before(argument: dict[str, Any], silence_fails: bool) -> Check:
    """The date is not later than a day of the report's year, or of one after it."""
    path, month, day, after = argument["fact"], argument["month"], argument["day"], argument.get("years_after", 0)
    no_year = Verdict(None, plain(lambda: said("on_or_before.no_year", path)))

    def words(word: str) -> Words:
        return said(f"on_or_before.{word}", path, value="{0}", limit="{1}")

    def last_day(view: FactView) -> date:
        assert view.year is not None
        try:
            return date(view.year + after, month, day)
        except ValueError:  # 29 February of a common year
            return date(view.year + after, month, day - 1)

    def judge_at(place: str) -> Judge:
        def values(view: FactView) -> tuple[str, ...]:
            return show(view.values[place]), show(last_day(view))

        true = Verdict(True, filled(partial(words, "true"), (place,), values))
        false = Verdict(False, filled(partial(words, "false"), (place,), values))

        def judge(value: Any, mark: Mark | None, view: FactView) -> Verdict:
            return no_year if view.year is None else true if value <= last_day(view) else false

        return judge

    return single(path, silence_fails, judge_at)
