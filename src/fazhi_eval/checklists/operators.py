"""Checks as closures: an expression becomes a function from a report's facts to a three-valued verdict.

Truth is True, False or None (unknown: the report does not say, or a person must look); all, any and not follow
Kleene's tables. The operators' arguments stand in `fazhi_eval.checklists.shapes`, their words in
`fazhi_eval.checklists.words`; those that read facts in `fazhi_eval.checklists.single` and
`fazhi_eval.checklists.pairs`.
"""

from collections.abc import Callable
from typing import Any

from fazhi_eval.checklists.pairs import not_more_than, ratio
from fazhi_eval.checklists.shapes import Expression, flaws
from fazhi_eval.checklists.single import compare, equals, is_true, on_or_before, stated
from fazhi_eval.checklists.verdict import Check, Told, Verdict, Words, paths_of, plain, words_of
from fazhi_eval.checklists.view import FactView
from fazhi_eval.errors import ChecklistError, Problem
from fazhi_eval.messages import text


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
            zh = text("checks.each.partly", "zh", done=had[0], lacking=missed[0])
            return zh, text("checks.each.partly", "en", done=had[1], lacking=missed[1])

        return Verdict(False, (Told(paths_of(done + lacking), words),), share=share)

    return check


def _not(argument: Expression, silence_fails: bool) -> Check:
    part = build(argument, False)

    def check(view: FactView) -> Verdict:
        verdict = part(view)
        return verdict if verdict.truth is None else Verdict(not verdict.truth, verdict.told)

    return check


def _review(argument: dict[str, str], silence_fails: bool) -> Check:
    verdict = Verdict(None, plain(lambda: (argument["zh"], argument["en"])), review=True)
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
    "stated": stated,
    "is_true": is_true,
    "at_least": lambda argument, silence: compare("at_least", argument, silence),
    "at_most": lambda argument, silence: compare("at_most", argument, silence),
    "equals": equals,
    "ratio": ratio,
    "on_or_before": on_or_before,
    "not_more_than": not_more_than,
    "all": _all,
    "any": _any,
    "not": _not,
    "each": _each,
    "review": _review,
}
