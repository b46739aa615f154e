"""The operators that look at one fact.

Whatever does not depend on the report is made when compiling: judging a fact is a look at a mapping and a comparison,
and hands out a verdict that is there already.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from fazhi_eval.checklists.figures import DECIDE, limits
from fazhi_eval.checklists.naming import places_of, said, shower
from fazhi_eval.checklists.shapes import fact_info
from fazhi_eval.checklists.verdict import Check, Told, Verdict, Words, filled, plain
from fazhi_eval.checklists.view import FactView, Mark, show

Judge = Callable[[Any, Mark | None, FactView], Verdict]
"""The verdict on a stated value."""


def single(path: str, silence_fails: bool, judge_at: Callable[[str], Judge]) -> Check:
    """A check of one fact: silent where it is stated nowhere, for review where its reading is doubtful."""
    options = [(place, judge_at(place)) for place in places_of(path)]
    silent = Verdict(False if silence_fails else None, plain(said("silent", path)))

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
    words = said(f"doubt.{mark.doubt}", path, seen="、".join(mark.seen))
    return Verdict(None, plain(words, (path,)), review=True)


def _with_value(templates: Words, place: str) -> tuple[Told, ...]:
    """Words about the one value at ``place``."""
    shown = shower(place)
    (zh, _, zh_after), (en, _, en_after) = (template.partition("{0}") for template in templates)

    def words(view: FactView) -> Words:
        value = shown(view.values[place])
        return zh + value + zh_after, en + value + en_after

    return (Told((place,), words),)


def stated(path: str, silence_fails: bool) -> Check:
    """The fact is stated, whatever its value."""
    info = fact_info(path)
    assert info is not None
    words = said("stated.flag" if info.kind == "flag" else "stated.true", path, value="{0}")

    def judge_at(place: str) -> Judge:
        true = Verdict(True, _with_value(words, place))
        return lambda value, mark, view: true

    return single(path, silence_fails, judge_at)


def is_true(path: str, silence_fails: bool) -> Check:
    """The flag is stated and true."""
    yes, no = said("is_true.true", path), said("is_true.false", path)

    def judge_at(place: str) -> Judge:
        true, false = Verdict(True, plain(yes, (place,))), Verdict(False, plain(no, (place,)))
        return lambda value, mark, view: true if value else false

    return single(path, silence_fails, judge_at)


def compare(operator: str, argument: dict[str, Any], silence_fails: bool) -> Check:
    """The figure against a limit: at_least, at_most or equals."""
    path, limit = argument["fact"], argument["value"]
    decide = DECIDE[operator]
    words = [
        said(f"{operator}.{word}", path, value="{0}", limit=shower(path)(limit)) for word in ("true", "false", "open")
    ]

    def judge_at(place: str) -> Judge:
        yes, no, maybe = [_with_value(templates, place) for templates in words]
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
    words = [said(f"equals.{word}", path, value="{0}", limit=show(wanted)) for word in ("true", "false")]

    def judge_at(place: str) -> Judge:
        yes, no = [_with_value(templates, place) for templates in words]
        true, false = Verdict(True, yes), Verdict(False, no)
        return lambda value, mark, view: true if value == wanted else false

    return single(path, silence_fails, judge_at)


def on_or_before(argument: dict[str, Any], silence_fails: bool) -> Check:
    """The date is not later than a day of the report's year, or of one after it."""
    path, month, day, after = argument["fact"], argument["month"], argument["day"], argument.get("years_after", 0)
    words = [said(f"on_or_before.{word}", path, value="{0}", limit="{1}") for word in ("true", "false")]
    no_year = Verdict(None, plain(said("on_or_before.no_year", path)))

    def last_day(view: FactView) -> date:
        assert view.year is not None
        try:
            return date(view.year + after, month, day)
        except ValueError:  # 29 February of a common year
            return date(view.year + after, month, day - 1)

    def judge_at(place: str) -> Judge:
        def values(view: FactView) -> tuple[str, ...]:
            return show(view.values[place]), show(last_day(view))

        true, false = (
            Verdict(truth, filled(told, (place,), values)) for truth, told in zip((True, False), words, strict=True)
        )

        def judge(value: Any, mark: Mark | None, view: FactView) -> Verdict:
            return no_year if view.year is None else true if value <= last_day(view) else false

        return judge

    return single(path, silence_fails, judge_at)
