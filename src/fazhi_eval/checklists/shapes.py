"""The closed set of check operators: what each one takes, as data, and what is wrong with a given expression.

An expression is a mapping with exactly one key, the operator. A fact is named by its path: with a scope
(``area.litigation.lost``), without one (``litigation.lost``: the jurisdiction's figure, else the body's own), or
about the document (``report.published_on``).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from fazhi_eval.reports.paths import SCOPES, FactInfo, nearest, unscoped, vocabulary

Expression = dict[str, Any]

_NUMERIC = frozenset({"count", "amount", "rate"})
_KINDS: dict[str, frozenset[str]] = {
    "fact": frozenset({"count", "amount", "rate", "flag", "date", "text", "list"}),
    "number_fact": _NUMERIC,
    "flag_fact": frozenset({"flag"}),
    "date_fact": frozenset({"date"}),
    "year_fact": _NUMERIC | {"flag", "text"},
}
"""Which kinds of facts (`FactInfo.kind`) an argument takes."""


class Shape(NamedTuple):
    """What an operator takes: ``single`` for one plain argument, or ``required`` and ``optional`` keys.

    Each names the kind of its value: one of the kinds of facts above, ``number``, ``share`` (0..1), ``month``,
    ``day``, ``years``, ``scalar``, ``text``, ``check`` or ``checks``. Of the keys in ``one_of`` exactly one stands.
    """

    single: str | None = None
    required: Mapping[str, str] = {}
    optional: Mapping[str, str] = {}
    one_of: Mapping[str, str] = {}

    @property
    def keys(self) -> dict[str, str]:
        """All keys with their kinds."""
        return {**self.required, **self.one_of, **self.optional}


SHAPES: dict[str, Shape] = {
    "stated": Shape(single="fact"),
    "is_true": Shape(single="flag_fact"),
    "at_least": Shape(required={"fact": "number_fact", "value": "number"}),
    "at_most": Shape(required={"fact": "number_fact", "value": "number"}),
    "equals": Shape(required={"fact": "year_fact", "value": "scalar"}),
    "ratio": Shape(
        required={"part": "number_fact", "whole": "number_fact"}, one_of={"at_least": "share", "at_most": "share"}
    ),
    "on_or_before": Shape(
        required={"fact": "date_fact", "month": "month", "day": "day"}, optional={"years_after": "years"}
    ),
    "not_more_than": Shape(required={"fact": "number_fact", "other": "number_fact"}),
    "all": Shape(single="checks"),
    "any": Shape(single="checks"),
    "not": Shape(single="check"),
    "each": Shape(single="checks"),
    "review": Shape(required={"zh": "text", "en": "text"}),
}
"""The operators, each with its shape."""


_DEEPEST = 40
"""How long the path of a check within another may be: far beyond what a person can follow."""


class Flaw(NamedTuple):
    """One thing wrong in an expression: where (keys and indices from the expression), and its message."""

    path: tuple[str | int, ...]
    code: str
    params: dict[str, object]
    at_key: bool = False


def fact_info(path: str) -> FactInfo | None:
    """What is known of the fact at ``path`` (with or without a scope); None where it does not exist."""
    scope, _, rest = path.partition(".")
    if scope in SCOPES and rest.startswith("report."):
        return None
    return vocabulary().get(unscoped(path))


def facts_named(expression: Expression) -> Iterator[str]:
    """Every fact path that a sound expression names, in order, repeated ones too."""
    ((operator, argument),) = expression.items()
    shape = SHAPES[operator]
    if shape.single == "checks":
        for part in argument:
            yield from facts_named(part)
    elif shape.single == "check":
        yield from facts_named(argument)
    elif shape.single:
        yield argument
    else:
        for key, kind in shape.keys.items():
            if kind in _KINDS:
                yield argument[key]


def operators_named(expression: Expression) -> Iterator[str]:
    """Every operator that a sound expression uses, outermost first."""
    ((operator, argument),) = expression.items()
    yield operator
    shape = SHAPES[operator]
    parts = argument if shape.single == "checks" else [argument] if shape.single == "check" else []
    for part in parts:
        yield from operators_named(part)


def flaws(expression: object, at: tuple[str | int, ...] = ()) -> list[Flaw]:
    """Everything wrong with ``expression``; empty for a sound one."""
    if len(at) > _DEEPEST:
        return [Flaw(at, "checklists.check.deep", {})]
    if not isinstance(expression, dict) or len(expression) != 1:
        return [Flaw(at, "checklists.check.not_one", {"allowed": ", ".join(SHAPES)})]
    ((operator, argument),) = expression.items()
    here = (*at, operator)
    shape = SHAPES.get(operator)
    if shape is None:
        params = {"found": operator, "nearest": nearest(operator, SHAPES) or "—", "allowed": ", ".join(SHAPES)}
        return [Flaw(here, "checklists.check.operator", params, at_key=True)]
    if shape.single is not None:
        return _VALUES[shape.single](argument, here)
    if not isinstance(argument, dict):
        return [Flaw(here, "checklists.check.mapping", {"operator": operator, "allowed": ", ".join(shape.keys)})]
    found = [
        Flaw(
            (*here, key),
            "checklists.unknown_key",
            {"found": key, "nearest": nearest(key, shape.keys) or "—", "allowed": ", ".join(shape.keys)},
            at_key=True,
        )
        for key in argument
        if key not in shape.keys
    ]
    found += [
        Flaw(here, "checklists.missing_key", {"key": key}, at_key=True) for key in shape.required if key not in argument
    ]
    if shape.one_of and sum(key in argument for key in shape.one_of) != 1:
        params = {"operator": operator, "allowed": ", ".join(shape.one_of)}
        found.append(Flaw(here, "checklists.check.one_of", params, at_key=True))
    for key, kind in shape.keys.items():
        if key in argument:
            found += _VALUES[kind](argument[key], (*here, key))
    if operator == "on_or_before" and not found and argument["day"] > _LONGEST[argument["month"]]:
        params = {"found": argument["day"], "low": 1, "high": _LONGEST[argument["month"]]}
        found.append(Flaw((*here, "day"), "checklists.out_of_range", params))
    return found


def _fact(kind: str) -> Callable[[object, tuple[str | int, ...]], list[Flaw]]:
    def judge(value: object, at: tuple[str | int, ...]) -> list[Flaw]:
        if not isinstance(value, str):
            return [Flaw(at, "checklists.check.path_type", {"found": value})]
        info = fact_info(value)
        if info is None:
            scope, _, rest = value.partition(".")
            close = nearest(unscoped(value), vocabulary())
            if close and scope in SCOPES and not close.startswith("report."):
                close = f"{scope}.{close}"
            return [Flaw(at, "checklists.check.fact", {"found": value, "nearest": close or "—"})]
        if info.kind not in _KINDS[kind]:
            allowed = ", ".join(sorted(_KINDS[kind]))
            return [Flaw(at, "checklists.check.fact_kind", {"found": value, "kind": info.kind, "allowed": allowed})]
        scope, _, rest = value.partition(".")
        if rest.startswith("first_responsible.") and scope == "area":
            return [Flaw(at, "checklists.check.fact", {"found": value, "nearest": f"own.{rest}"})]
        return []

    return judge


def _number(low: float, high: float, whole: bool = False) -> Callable[[object, tuple[str | int, ...]], list[Flaw]]:
    def judge(value: object, at: tuple[str | int, ...]) -> list[Flaw]:
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            return [Flaw(at, "checklists.check.number", {"found": value})]
        if not low <= value <= high:
            return [Flaw(at, "checklists.out_of_range", {"found": value, "low": f"{low:g}", "high": f"{high:g}"})]
        return []

    return judge


def _scalar(value: object, at: tuple[str | int, ...]) -> list[Flaw]:
    if isinstance(value, bool | int | float | str):
        return []
    return [Flaw(at, "checklists.check.scalar", {"found": value})]


def _text(value: object, at: tuple[str | int, ...]) -> list[Flaw]:
    return [] if isinstance(value, str) and value.strip() else [Flaw(at, "checklists.translation", {"key": at[-1]})]


def _checks(value: object, at: tuple[str | int, ...]) -> list[Flaw]:
    if not isinstance(value, list) or not value:
        return [Flaw(at, "checklists.check.list", {"operator": at[-1]})]
    return [flaw for index, part in enumerate(value) for flaw in flaws(part, (*at, index))]


_LONGEST = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
_VALUES: dict[str, Callable[[object, tuple[str | int, ...]], list[Flaw]]] = {
    **{kind: _fact(kind) for kind in _KINDS},
    "number": _number(0, 1e12),
    "share": _number(0, 1),
    "month": _number(1, 12, whole=True),
    "day": _number(1, 31, whole=True),
    "years": _number(0, 5, whole=True),
    "scalar": _scalar,
    "text": _text,
    "check": flaws,
    "checks": _checks,
}
