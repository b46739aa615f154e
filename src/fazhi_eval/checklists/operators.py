"""Checks as closures: an expression becomes a function from a report's facts to a three-valued verdict.

Truth is True, False or None (unknown: the report does not say, or a person must look); all, any and not follow
Kleene's tables. The operators' arguments stand in `fazhi_eval.checklists.shapes`, their words in
`fazhi_eval.checklists.words`.
"""

from collections.abc import Callable
from datetime import date
from math import inf
from typing import Any, NamedTuple

from fazhi_eval.checklists.shapes import Expression, Flaw, fact_info, flaws
from fazhi_eval.checklists.view import NEAR, FactView, Mark, show
from fazhi_eval.errors import ChecklistError, Problem
from fazhi_eval.messages import text
from fazhi_eval.reports.paths import SCOPES


class Verdict(NamedTuple):
    """What a check finds.

    ``share`` is the part of an ``each`` that holds (None for other operators). ``review``: unknown because a person
    must look, not because the report is silent. ``zh``/``en`` say why. ``paths`` are the facts that it found.
    """

    truth: bool | None
    zh: str
    en: str
    paths: tuple[str, ...] = ()
    review: bool = False
    share: float | None = None


Check = Callable[[FactView], Verdict]
Words = tuple[str, str]
"""The same words in zh and en; as a template, ``{0}``, ``{1}`` … stand for values."""


def compile_check(expression: Expression, *, silence_fails: bool = False) -> Check:
    """The closure of ``expression``.

    With ``silence_fails`` (for items whose statement is itself the duty) a fact that is not stated counts as false,
    but never within ``not``, where silence would become a merit. Raises ChecklistError for an unsound expression.
    """
    found = flaws(expression)
    if found:
        raise ChecklistError(problem_of(flaw) for flaw in found)
    return build(expression, silence_fails)


def problem_of(flaw: Flaw) -> Problem:
    """A flaw of an expression that stands in no file."""
    return Problem(flaw.code, flaw.params)


def build(expression: Expression, silence_fails: bool) -> Check:
    """`compile_check` for an expression already known to be sound."""
    ((operator, argument),) = expression.items()
    return _BUILDERS[operator](argument, silence_fails)


def places_of(path: str) -> tuple[str, ...]:
    """The full paths at which a fact is looked for, in order: facts about the heads are always the body's own."""
    scope = path.partition(".")[0]
    if scope in SCOPES or scope == "report":
        return (path,)
    if scope == "first_responsible":
        return (f"own.{path}",)
    return tuple(f"{scope}.{path}" for scope in SCOPES)


def name_of(path: str) -> Words:
    """What people call the fact at ``path``."""
    info = fact_info(path)
    assert info is not None, path
    scope = path.partition(".")[0]
    if scope in SCOPES and not path.startswith("own.first_responsible."):
        return text(f"checks.scope.{scope}", "zh", name=info.zh), text(f"checks.scope.{scope}", "en", name=info.en)
    return info.zh, info.en


def shower(path: str) -> Callable[[Any], str]:
    """How a value of the fact at ``path`` is shown to a reader: shares in percent."""
    info = fact_info(path)
    return percent if info is not None and info.kind == "rate" else show


def percent(share: float) -> str:
    """0.985 → ``98.5%``."""
    return f"{share * 100:.4g}%"


def _words(code: str, path: str | None = None, /, **params: object) -> Words:
    zh, en = name_of(path) if path else ("", "")
    return text(f"checks.{code}", "zh", name=zh, **params), text(f"checks.{code}", "en", name=en, **params)


def _single(path: str, silence_fails: bool, judge: Callable[[str, Any, Mark | None, FactView], Verdict]) -> Check:
    """A check of one fact: silent where it is stated nowhere, for review where its reading is doubtful."""
    places = places_of(path)
    silent = Verdict(False if silence_fails else None, *_words("silent", path))

    def check(view: FactView) -> Verdict:
        values, marks = view.values, view.marks
        for place in places:
            mark = marks.get(place) if marks else None
            if mark is not None and mark.doubt is not None:
                return _doubted(place, mark)
            if place in values:
                return judge(place, values[place], mark, view)
        return silent

    return check


def _doubted(path: str, mark: Mark) -> Verdict:
    seen = "、".join(mark.seen)
    return Verdict(None, *_words(f"doubt.{mark.doubt}", path, seen=seen), (path,), review=True)


def _limits(value: float, mark: Mark | None) -> tuple[float, float]:
    """The least and the greatest figure that the statement allows."""
    if mark is None:
        return value, value
    spread = NEAR * abs(value) if mark.approx else 0.0
    return value - (0.0 if mark.at_least else spread), inf if mark.at_least else value + spread


def _stated(path: str, silence_fails: bool) -> Check:
    info = fact_info(path)
    assert info is not None
    zh, en = _words("stated.flag" if info.kind == "flag" else "stated.true", path, value="{0}")
    shown = shower(path)

    def judge(place: str, value: Any, mark: Mark | None, view: FactView) -> Verdict:
        word = shown(value)
        return Verdict(True, zh.format(word), en.format(word), (place,))

    return _single(path, silence_fails, judge)


def _is_true(path: str, silence_fails: bool) -> Check:
    # a section is there or not: nobody writes that it is not
    kind = "has_section" if path.startswith("report.sections.") else "is_true"
    true, false = _words(f"{kind}.true", path), _words(f"{kind}.false", path)

    def judge(place: str, value: Any, mark: Mark | None, view: FactView) -> Verdict:
        return Verdict(True, *true, (place,)) if value else Verdict(False, *false, (place,))

    return _single(path, silence_fails, judge)


def _compare(operator: str, argument: dict[str, Any], silence_fails: bool) -> Check:
    path, limit = argument["fact"], argument["value"]
    shown = shower(path)
    told = {
        truth: _words(f"{operator}.{word}", path, value="{0}", limit=shown(limit))
        for truth, word in ((True, "true"), (False, "false"), (None, "open"))
    }
    decide = _DECIDE[operator]

    def judge(place: str, value: Any, mark: Mark | None, view: FactView) -> Verdict:
        truth = decide(*_limits(value, mark), limit)
        zh, en = told[truth]
        word = shown(value)
        return Verdict(truth, zh.format(word), en.format(word), (place,), review=truth is None)

    return _single(path, silence_fails, judge)


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
    true, false = (_words(f"equals.{word}", path, value="{0}", limit=show(wanted)) for word in ("true", "false"))

    def judge(place: str, value: Any, mark: Mark | None, view: FactView) -> Verdict:
        truth, word = value == wanted, show(value)
        zh, en = true if truth else false
        return Verdict(truth, zh.format(word), en.format(word), (place,))

    return _single(path, silence_fails, judge)


def _on_or_before(argument: dict[str, Any], silence_fails: bool) -> Check:
    path, month, day, after = argument["fact"], argument["month"], argument["day"], argument.get("years_after", 0)
    true, false = (_words(f"on_or_before.{word}", path, value="{0}", limit="{1}") for word in ("true", "false"))
    no_year = Verdict(None, *_words("on_or_before.no_year", path))

    def judge(place: str, value: Any, mark: Mark | None, view: FactView) -> Verdict:
        if view.year is None:
            return no_year
        limit = _day(view.year + after, month, day)
        zh, en = true if value <= limit else false
        return Verdict(value <= limit, zh.format(value, limit), en.format(value, limit), (place,))

    return _single(path, silence_fails, judge)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February of a common year
        return date(year, month, day - 1)


def _pair(first: str, second: str, silence_fails: bool, judge: Callable[[tuple[str, str], FactView], Verdict]) -> Check:
    """A check of two figures of one scope; silent where no scope has both."""
    firsts, seconds = places_of(first), places_of(second)
    if len(firsts) == 1 and len(seconds) == 1:
        pairs: tuple[tuple[str, str], ...] = ((firsts[0], seconds[0]),)
    else:
        pairs = tuple((a, b) for a in firsts for b in seconds if a.partition(".")[0] == b.partition(".")[0])
    truth = False if silence_fails else None
    one, other = _words("silent", first), _words("silent", second)
    scopes = _words("pair.scopes", first, other_zh=name_of(second)[0], other_en=name_of(second)[1])
    lacking = {
        (False, True): one,
        (True, False): other,
        (False, False): (f"{one[0]}；{other[0]}", f"{one[1]}; {other[1]}"),
        (True, True): scopes,
    }

    def check(view: FactView) -> Verdict:
        for pair in pairs:
            known = [place in view.values or place in view.marks for place in pair]
            if all(known):
                for place in pair:
                    mark = view.marks.get(place)
                    if mark is not None and mark.doubt is not None:
                        return _doubted(place, mark)
                return judge(pair, view)
        found = tuple(dict.fromkeys(place for pair in pairs for place in pair if place in view.values))
        has = any(a in found for a, _ in pairs), any(b in found for _, b in pairs)
        zh, en = lacking[has]
        return Verdict(truth, zh, en, found)

    return check


def _ratio(argument: dict[str, Any], silence_fails: bool) -> Check:
    part, whole = argument["part"], argument["whole"]
    show_part, show_whole = shower(part), shower(whole)
    operator = "at_least" if "at_least" in argument else "at_most"
    limit, decide = argument[operator], _DECIDE[operator]
    names = {"whole_zh": name_of(whole)[0], "whole_en": name_of(whole)[1]}
    told = {
        word: _words(f"ratio.{word}", part, a="{0}", b="{1}", share="{2}", limit=percent(limit), **names)
        for word in (f"{operator}_true", f"{operator}_false", "open", "more", "zero")
    }

    def judge(pair: tuple[str, str], view: FactView) -> Verdict:
        a, b = view.values[pair[0]], view.values[pair[1]]
        low, high = _limits(a, view.marks.get(pair[0]))
        least, most = _limits(b, view.marks.get(pair[1]))
        truth: bool | None = None
        review = False
        if b == 0:
            word = "zero"
        elif low > most:
            word, review = "more", True
        else:
            # an open end of the whole leaves nothing but 0 as the least share
            truth = decide(0.0 if most == inf else low / most, high / least, limit)
            word, review = ("open", True) if truth is None else (f"{operator}_{'true' if truth else 'false'}", False)
        zh, en = told[word]
        values = show_part(a), show_whole(b), percent(a / b) if b else ""
        return Verdict(truth, zh.format(*values), en.format(*values), pair, review=review)

    return _pair(part, whole, silence_fails, judge)


def _not_more_than(argument: dict[str, Any], silence_fails: bool) -> Check:
    fact, other = argument["fact"], argument["other"]
    show_fact, show_other = shower(fact), shower(other)
    names = {"other_zh": name_of(other)[0], "other_en": name_of(other)[1]}
    true, review = (_words(f"not_more_than.{w}", fact, a="{0}", b="{1}", **names) for w in ("true", "review"))

    def judge(pair: tuple[str, str], view: FactView) -> Verdict:
        a, b = view.values[pair[0]], view.values[pair[1]]
        proven = _limits(a, view.marks.get(pair[0]))[1] <= _limits(b, view.marks.get(pair[1]))[0]
        zh, en = true if proven else review
        values = show_fact(a), show_other(b)
        return Verdict(True if proven else None, zh.format(*values), en.format(*values), pair, review=not proven)

    return _pair(fact, other, silence_fails, judge)


def _all(argument: list[Expression], silence_fails: bool) -> Check:
    parts = [build(part, silence_fails) for part in argument]

    def check(view: FactView) -> Verdict:
        verdicts = [part(view) for part in parts]
        return _joined(verdicts, False if any(v.truth is False for v in verdicts) else _unless_unknown(verdicts, True))

    return check


def _any(argument: list[Expression], silence_fails: bool) -> Check:
    parts = [build(part, silence_fails) for part in argument]

    def check(view: FactView) -> Verdict:
        verdicts = [part(view) for part in parts]
        return _joined(verdicts, True if any(v.truth is True for v in verdicts) else _unless_unknown(verdicts, False))

    return check


def _each(argument: list[Expression], silence_fails: bool) -> Check:
    whole = _all(argument, silence_fails)
    parts = [build(part, silence_fails) for part in argument]
    zh, en = _words("each.partly", done="{0}", lacking="{1}")

    def check(view: FactView) -> Verdict:
        verdict = whole(view)
        if verdict.truth is None:
            return verdict
        if verdict.truth:
            return verdict._replace(share=1.0)
        verdicts = [part(view) for part in parts]
        share = sum(1.0 if v.truth else v.share or 0.0 for v in verdicts) / len(verdicts)
        done = [v for v in verdicts if v.truth]
        if not done:
            return verdict._replace(share=share)
        had = _joined(done, True)
        paths = tuple(dict.fromkeys(had.paths + verdict.paths))
        return Verdict(False, zh.format(had.zh, verdict.zh), en.format(had.en, verdict.en), paths, share=share)

    return check


def _not(argument: Expression, silence_fails: bool) -> Check:
    part = build(argument, False)

    def check(view: FactView) -> Verdict:
        verdict = part(view)
        return verdict if verdict.truth is None else verdict._replace(truth=not verdict.truth, share=None)

    return check


def _review(argument: dict[str, str], silence_fails: bool) -> Check:
    verdict = Verdict(None, argument["zh"], argument["en"], review=True)
    return lambda view: verdict


def _unless_unknown(verdicts: list[Verdict], truth: bool) -> bool | None:
    return None if any(v.truth is None for v in verdicts) else truth


def _joined(verdicts: list[Verdict], truth: bool | None) -> Verdict:
    """One verdict that tells the parts that made it so."""
    telling = [v for v in verdicts if v.truth is truth]
    if len(telling) == 1:
        return telling[0]._replace(share=None)
    return Verdict(
        truth,
        "；".join(dict.fromkeys(v.zh for v in telling)),
        "; ".join(dict.fromkeys(v.en for v in telling)),
        tuple(dict.fromkeys(path for v in telling for path in v.paths)),
        review=any(v.review for v in telling),
    )


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
