"""One item against one report: its outcome, as a word, with credit and reason."""

from collections.abc import Callable
from typing import Literal

from fazhi_eval.checklists.applies import Binding, binds
from fazhi_eval.checklists.model import Item
from fazhi_eval.checklists.operators import build
from fazhi_eval.checklists.verdict import Told, Verdict, Words, paths_of, plain, words_of
from fazhi_eval.checklists.view import FactView
from fazhi_eval.messages import text
from fazhi_eval.reports.model import About

OutcomeWord = Literal["met", "partly_met", "not_met", "not_disclosed", "needs_review", "not_applicable"]


Decision = tuple[OutcomeWord, float | None, tuple[Told, ...]]
"""The outcome of one item, its credit 0..1 where it is determined, and what tells why. A bare tuple: the one thing
made anew for every item of every report."""

Decide = Callable[[FactView], Decision]


def compile_item(item: Item) -> Decide:
    """The item's check and circumstances as one function of the facts; its law and its body are judged elsewhere."""
    check = build(item.check, item.when_silent == "not_met")
    when_silent = item.when_silent

    def decide(view: FactView) -> Decision:
        truth, told, review, share = check(view)
        if truth:
            return "met", 1.0, told
        if truth is None:
            outcome: OutcomeWord = "needs_review" if review else when_silent
            return outcome, 0.0 if outcome == "not_met" else None, told
        if share:
            return "partly_met", share, told
        return "not_met", 0.0, told

    return decide if item.applies_to.when is None else _under_condition(item, decide)


def _under_condition(item: Item, decide: Decide) -> Decide:
    applies_to = item.applies_to
    assert applies_to.when is not None
    condition = build(applies_to.when, False)
    name = repr(applies_to.when)

    def decide_under_condition(view: FactView) -> Decision:
        verdict: Verdict | None = view.conditions.get(name)
        if verdict is None:
            verdict = view.conditions[name] = condition(view)
        if verdict.truth or (verdict.truth is None and applies_to.when_unknown == "applies"):
            return decide(view)
        return _not_applicable(item, verdict)

    return decide_under_condition


def _not_applicable(item: Item, verdict: Verdict) -> Decision:
    code = "checks.applies.when" if verdict.truth is False else "checks.applies.when_unknown"
    condition = item.applies_to.when_reason
    assert condition is not None  # a circumstance without words is an error at load

    def words(view: FactView) -> Words:
        found = words_of(verdict.told, view)
        zh, en = text(code, "zh", condition=condition.zh, found=found[0]), condition.en
        return zh, text(code, "en", condition=en, found=found[1])

    return "not_applicable", None, (Told(paths_of(verdict.told), words),)


def unbound(item: Item, about: About) -> Decision | None:
    """The decision where the item does not bind the body, or a person must judge whether it does; else None."""
    binding: Binding = binds(item, about)
    if binding.state == "yes":
        return None
    told = plain(lambda: (binding.zh, binding.en))
    return "not_applicable" if binding.state == "no" else "needs_review", None, told
