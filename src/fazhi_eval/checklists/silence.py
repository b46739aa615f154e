"""What an item comes to where a report is silent on it: the same for every report, and so found out once."""

from typing import NamedTuple

from fazhi_eval.checklists.decide import OutcomeWord, compile_item
from fazhi_eval.checklists.model import Item
from fazhi_eval.checklists.naming import places_of
from fazhi_eval.checklists.shapes import facts_named
from fazhi_eval.checklists.verdict import Words, words_of
from fazhi_eval.checklists.view import FactView


class Silence(NamedTuple):
    """The facts that an item looks for, and its outcome, credit and reason where a report states none of them."""

    reads: frozenset[str]
    outcome: OutcomeWord
    credit: float | None
    reason: Words


def silence_of(item: Item) -> Silence:
    """What ``item`` comes to in a report that is silent on it."""
    expressions = [item.check] if item.applies_to.when is None else [item.check, item.applies_to.when]
    reads = [place for expression in expressions for path in facts_named(expression) for place in places_of(path)]
    nothing = FactView(None, {}, {}, {}, {})
    outcome, credit, told = compile_item(item)(nothing)
    return Silence(frozenset(reads), outcome, credit, words_of(told, nothing))
