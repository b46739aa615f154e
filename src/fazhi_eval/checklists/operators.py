"""Checks as closures: an expression becomes a function from a report's facts to a three-valued verdict.

Truth is True, False or None (unknown: the report does not say, or a person must look); all, any and not follow
Kleene's tables. The operators' arguments stand in `fazhi_eval.checklists.shapes`, their words in
`fazhi_eval.checklists.words`. Whatever does not depend on the report is made when compiling: judging one fact is a
look at a mapping and a comparison, and hands out a verdict that is there already.
"""

from collections.abc import Callable
from datetime import date
from math import inf
from typing import Any

from fazhi_eval.checklists.naming import name_of, percent, places_of, said, shower
from fazhi_eval.checklists.shapes import Expression, fact_info, flaws
from fazhi_eval.checklists.verdict import Told, Verdict, Words, filled, paths_of, plain, words_of
from fazhi_eval.checklists.view import NEAR, FactView, Mark, show
from fazhi_eval.errors import ChecklistError, Problem
from fazhi_eval.messages import text

Check = Callable[[FactView], Verdict]
Judge = Callable[[Any, Mark | None, FactView], Verdict]
"""The verdict on a stated value."""


def compile_check(expression: Expression, *, silence_fails: bool = False) -> Check:
    """The closure of ``expression``.

    With ``silence_fails`` (for items whose statement is itself the duty) a fact that is not stated counts as false,
    but never within ``not``, where silence would become a merit. Raises ChecklistError for an unsound expression.
    """
    found = flaws(expression)
    if found:
        raise ChecklistError(Problem(flaw.code, flaw.params) for flaw in found)
    return build(expression, silence_fails)


def build(expression: Expression, silence_fails: bool) -> Check:
    """`compile_check` for an expression already known to be sound."""
    ((operator, argument),) = expression.items()
    return _BUILDERS[operator](argument, silence_fails)


# ---- one fact ----


def _single(path: str, silence_fails: bool, judge_at: Callable[[str], Judge]) -> Check:
    """A check of one fact: silent where it is stated nowhere, for review where its reading is doubtful."""
    options = [(place, judge_at(place)) for place in places_of(path)]
    silent = Verdict(False if silence_fails else None, plain(said("silent", path)))

    def check(view: FactView) -> Verdict:
        values, marks = view.values, view.marks
        for place, judge in options:
            if place in marks:
                mark = marks[place]
                if mark.doubt is not None:
                    return _doubted(place, mark)
                if place in values:
                    return judge(values[place], mark, view)
            elif place in values:
                return judge(values[place], None, view)
        return silent

    return check


def _doubted(path: str, mark: Mark) -> Verdict:
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


def _stated(path: str, silence_fails: bool) -> Check:
    info = fact_info(path)
    assert info is not None
    words = said("stated.flag" if info.kind == "flag" else "stated.true", path, value="{0}")

    def judge_at(place: str) -> Judge:
        true = Verdict(True, _with_value(words, place))
        return lambda value, mark, view: true

    return _single(path, silence_fails, judge_at)


def _is_true(path: str, silence_fails: bool) -> Check:
    yes, no = said("is_true.true", path), said("is_true.false", path)

    def judge_at(place: str) -> Judge:
        true, false = Verdict(True, plain(yes, (place,))), Verdict(False, plain(no, (place,)))
        return lambda value, mark, view: true if value else false

    return _single(path, silence_fails, judge_at)


def _compare(operator: str, argument: dict[str, Any], silence_fails: bool) -> Check:
    path, limit = argument["fact"], argument["value"]
    decide = _DECIDE[operator]
    words = [
        said(f"{operator}.{word}", path, value="{0}", limit=shower(path)(limit)) for word in ("true", "false", "open")
    ]

    def judge_at(place: str) -> Judge:
        yes, no, maybe = [_with_value(templates, place) for templates in words]
        true, false, unproven = Verdict(True, yes), Verdict(False, no), Verdict(None, maybe, review=True)

        def judge(value: Any, mark: Mark | None, view: FactView) -> Verdict:
            truth = decide(value, value, limit) if mark is None else decide(*_limits(value, mark), limit)
            return true if truth else unproven if truth is None else false

        return judge

    return _single(path, silence_fails, judge_at)


def _limits(value: float, mark: Mark | None) -> tuple[float, float]:
    """The least and the greatest figure that the statement allows."""
    if mark is None:
        return value, value
    spread = NEAR * abs(value) if mark.approx else 0.0
    return value - (0.0 if mark.at_least else spread), inf if mark.at_least else value + spread


def _at_least(low: float, high: float, limit: float) -> bool | None:
    return True if low >= limit else False if high < limit else None


def _at_most(low: float, high: float, limit: float) -> bool | None:
    return True if high <= limit else False if low > limit else None


def _equal(low: float, high: float, limit: float) -> bool | None:
    return True if low == high == limit else False if limit < low or limit > high else None


_DECIDE = {"at_least": _at_least, "at_most": _at_most, "equals": _equal}


def _equals(argument: dict[str, Any], silence_fails: bool) -> Check:
    path, wanted = argument["fact"], argument["value"]
    if not isinstance(wanted, bool | str):
        return _compare("equals", argument, silence_fails)
    words = [said(f"equals.{word}", path, value="{0}", limit=show(wanted)) for word in ("true", "false")]

    def judge_at(place: str) -> Judge:
        yes, no = [_with_value(templates, place) for templates in words]
        true, false = Verdict(True, yes), Verdict(False, no)
        return lambda value, mark, view: true if value == wanted else false

    return _single(path, silence_fails, judge_at)


def _on_or_before(argument: dict[str, Any], silence_fails: bool) -> Check:
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

    return _single(path, silence_fails, judge_at)


# ---- two facts ----


def _pair(
    first: str, second: str, silence_fails: bool, judge_at: Callable[[tuple[str, str]], Callable[[FactView], Verdict]]
) -> Check:
    """A check of two figures of one scope; silent where no scope has both."""
    firsts, seconds = places_of(first), places_of(second)
    pairs = [(a, b) for a in firsts for b in seconds if a.partition(".")[0] == b.partition(".")[0]]
    if len(firsts) == 1 and len(seconds) == 1:  # as the item says, be it across scopes
        pairs = [(firsts[0], seconds[0])]
    options = [(*pair, judge_at(pair)) for pair in pairs]
    lacking = _lacking(first, second)
    truth = False if silence_fails else None

    def check(view: FactView) -> Verdict:
        values, marks = view.values, view.marks
        for a, b, judge in options:
            if (a in values or a in marks) and (b in values or b in marks):
                for place in (a, b):
                    if place in marks and marks[place].doubt is not None:
                        return _doubted(place, marks[place])
                return judge(view)
        found = tuple([place for place in dict.fromkeys(firsts + seconds) if place in values])
        has = any(place in found for place in firsts), any(place in found for place in seconds)
        return Verdict(truth, plain(lacking[has], found))

    return check


def _lacking(first: str, second: str) -> dict[tuple[bool, bool], Words]:
    """What is told where not both facts are stated, by which of them is."""
    one, other = said("silent", first), said("silent", second)
    zh, en = name_of(second)
    return {
        (False, True): one,
        (True, False): other,
        (False, False): (f"{one[0]}；{other[0]}", f"{one[1]}; {other[1]}"),
        (True, True): said("pair.scopes", first, other_zh=zh, other_en=en),
    }


def _ratio(argument: dict[str, Any], silence_fails: bool) -> Check:
    part, whole = argument["part"], argument["whole"]
    show_part, show_whole = shower(part), shower(whole)
    operator = "at_least" if "at_least" in argument else "at_most"
    limit, decide = argument[operator], _DECIDE[operator]
    zh, en = name_of(whole)
    words = [
        said(f"ratio.{word}", part, a="{0}", b="{1}", share="{2}", limit=percent(limit), whole_zh=zh, whole_en=en)
        for word in (f"{operator}_true", f"{operator}_false", "open", "more", "zero")
    ]

    def judge_at(pair: tuple[str, str]) -> Callable[[FactView], Verdict]:
        def values(view: FactView) -> tuple[str, ...]:
            a, b = view.values[pair[0]], view.values[pair[1]]
            return show_part(a), show_whole(b), percent(a / b) if b else ""

        yes, no, maybe, too_many, none = [filled(templates, pair, values) for templates in words]
        true, false, zero = Verdict(True, yes), Verdict(False, no), Verdict(None, none)
        unproven, more = Verdict(None, maybe, review=True), Verdict(None, too_many, review=True)

        def judge(view: FactView) -> Verdict:
            low, high = _limits(view.values[pair[0]], view.marks.get(pair[0]))
            least, most = _limits(view.values[pair[1]], view.marks.get(pair[1]))
            if least <= 0:
                return zero
            if low > most:
                return more
            # an open end of the whole leaves nothing but 0 as the least share
            truth = decide(0.0 if most == inf else low / most, high / least, limit)
            return true if truth else unproven if truth is None else false

        return judge

    return _pair(part, whole, silence_fails, judge_at)


def _not_more_than(argument: dict[str, Any], silence_fails: bool) -> Check:
    fact, other = argument["fact"], argument["other"]
    show_fact, show_other = shower(fact), shower(other)
    zh, en = name_of(other)
    words = [said(f"not_more_than.{word}", fact, a="{0}", b="{1}", other_zh=zh, other_en=en) for word in _PROVEN]

    def judge_at(pair: tuple[str, str]) -> Callable[[FactView], Verdict]:
        def values(view: FactView) -> tuple[str, ...]:
            return show_fact(view.values[pair[0]]), show_other(view.values[pair[1]])

        yes, maybe = [filled(templates, pair, values) for templates in words]
        true, review = Verdict(True, yes), Verdict(None, maybe, review=True)

        def judge(view: FactView) -> Verdict:
            most = _limits(view.values[pair[0]], view.marks.get(pair[0]))[1]
            return true if most <= _limits(view.values[pair[1]], view.marks.get(pair[1]))[0] else review

        return judge

    return _pair(fact, other, silence_fails, judge_at)


_PROVEN = ("true", "review")


# ---- other checks ----


def _all(argument: list[Expression], silence_fails: bool) -> Check:
    parts = [build(part, silence_fails) for part in argument]
    return lambda view: _conjoined([part(view) for part in parts])


def _any(argument: list[Expression], silence_fails: bool) -> Check:
    parts = [build(part, silence_fails) for part in argument]

    def check(view: FactView) -> Verdict:
        verdicts = []
        for part in parts:
            verdict = part(view)
            if verdict.truth:  # one that holds is enough, and tells enough
                return verdict if verdict.share is None else verdict._replace(share=None)
            verdicts.append(verdict)
        return _joined(verdicts, None if None in [verdict.truth for verdict in verdicts] else False)

    return check


def _each(argument: list[Expression], silence_fails: bool) -> Check:
    parts = [build(part, silence_fails) for part in argument]
    zh, en = (text("checks.each.partly", lang, done="{0}", lacking="{1}") for lang in ("zh", "en"))

    def check(view: FactView) -> Verdict:
        verdicts = [part(view) for part in parts]
        whole = _conjoined(verdicts)
        if whole.truth is not False:
            return whole if whole.truth is None else whole._replace(share=1.0)
        share = sum([1.0 if one.truth else one.share or 0.0 for one in verdicts]) / len(verdicts)
        done = tuple([told for one in verdicts if one.truth for told in one.told])
        if not done:
            return whole._replace(share=share)
        lacking = whole.told

        def words(view: FactView) -> Words:
            had, missed = words_of(done, view), words_of(lacking, view)
            return zh.format(had[0], missed[0]), en.format(had[1], missed[1])

        return Verdict(False, (Told(paths_of(done + lacking), words),), share=share)

    return check


def _not(argument: Expression, silence_fails: bool) -> Check:
    part = build(argument, False)

    def check(view: FactView) -> Verdict:
        verdict = part(view)
        return verdict if verdict.truth is None else Verdict(not verdict.truth, verdict.told)

    return check


def _review(argument: dict[str, str], silence_fails: bool) -> Check:
    verdict = Verdict(None, plain((argument["zh"], argument["en"])), review=True)
    return lambda view: verdict


def _conjoined(verdicts: list[Verdict]) -> Verdict:
    truths = [verdict.truth for verdict in verdicts]
    return _joined(verdicts, False if False in truths else None if None in truths else True)


def _joined(verdicts: list[Verdict], truth: bool | None) -> Verdict:
    """One verdict that tells the parts that made it so."""
    telling = [verdict for verdict in verdicts if verdict.truth is truth]
    if len(telling) == 1:
        (one,) = telling
        return one if one.share is None else one._replace(share=None)
    told = tuple([told for verdict in telling for told in verdict.told])
    return Verdict(truth, told, truth is None and True in [verdict.review for verdict in telling])


_BUILDERS: dict[str, Callable[[Any, bool], Check]] = {
    "stated": _stated,
    "is_true": _is_true,
    "at_least": lambda argument, silence: _compare("at_least", argument, silence),
    "at_most": lambda argument, silence: _compare("at_most", argument, silence),
    "equals": _equals,
    "ratio": _ratio,
    "on_or_before": _on_or_before,
    "not_more_than": _not_more_than,
    "all": _all,
    "any": _any,
    "not": _not,
    "each": _each,
    "review": _review,
}
