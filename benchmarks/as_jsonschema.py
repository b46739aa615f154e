"""The check expressions as JSON Schema over a flat mapping of facts, as far as JSON Schema can say them.

It compares no two values and no days, and it knows no unknown: a missing fact fails. Items that need such a
comparison are left out on both sides.
"""

from collections.abc import Sequence
from typing import Any

from benchmarks.conditions import Facts
from fazhi_eval.checklists.model import Item
from fazhi_eval.checklists.naming import places_of
from fazhi_eval.checklists.shapes import Expression, operators_named

Schema = dict[str, Any] | bool

_BEYOND = frozenset({"ratio", "on_or_before", "not_more_than"})


def can_say(item: Item) -> bool:
    """Whether JSON Schema can say the item's conditions."""
    asked = [item.check] if item.applies_to.when is None else [item.check, item.applies_to.when]
    return not any(_BEYOND.intersection(operators_named(one)) for one in asked)


class Engine:
    """Items as validators, built once."""

    def __init__(self, items: Sequence[Item]) -> None:
        from jsonschema import Draft202012Validator

        self.validators = [Draft202012Validator(_item(item)) for item in items]

    def judge(self, facts: Facts) -> list[list[Any]]:
        """The errors of every item: its reasons, as ours gives its own."""
        return [list(validator.iter_errors(facts)) for validator in self.validators]


def _item(item: Item) -> Schema:
    when, check = item.applies_to.when, _schema(item.check, True)
    if when is None:
        return check
    if item.applies_to.when_unknown == "not_applicable":
        return {"if": _schema(when, True), "then": check}
    return {"if": _schema(when, False), "else": check}  # applies unless the circumstance is known to be absent


def _schema(check: Expression, wanted: bool) -> Schema:
    """A schema that holds where the expression is known to be ``wanted``."""
    ((operator, argument),) = check.items()
    if operator in ("all", "each", "any"):
        parts = [_schema(part, wanted) for part in argument]
        return {"anyOf" if (operator == "any") is wanted else "allOf": parts}
    if operator == "not":
        return _schema(argument, not wanted)
    if operator == "review":
        return False
    if operator == "stated":
        return {"anyOf": [{"required": [place]} for place in places_of(argument)]} if wanted else False
    path = argument if operator == "is_true" else argument["fact"]
    found: Schema = False
    for place in reversed(places_of(path)):
        here = {"required": [place], "properties": {place: _value(operator, argument, wanted)}}
        found = here if found is False else {"if": {"required": [place]}, "then": here, "else": found}
    return found


def _value(operator: str, argument: Any, wanted: bool) -> dict[str, Any]:
    if operator == "is_true":
        return {"const": wanted}
    value = argument["value"]
    if operator == "at_least":
        return {"minimum" if wanted else "exclusiveMaximum": value}
    if operator == "at_most":
        return {"maximum" if wanted else "exclusiveMinimum": value}
    return {"const": value} if wanted else {"not": {"const": value}}
