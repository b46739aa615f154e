"""The check expressions in CEL, for the Rust engine of the package ``common-expression-language``.

Unknown is an error in CEL (a key that is missing), which ``||`` and ``&&`` take in as Kleene's tables ask. Where an
item fails by silence a missing fact is false. What CEL cannot give is left out: reasons, the share of an ``each``, and
whether unknown means silent or doubtful. Dates are ISO text, limits that depend on the year are worked out here.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from benchmarks.conditions import Facts, nested
from fazhi_eval.checklists.model import Item
from fazhi_eval.checklists.naming import places_of
from fazhi_eval.checklists.shapes import Expression
from fazhi_eval.reports.paths import full_paths


class Style(NamedTuple):
    """How CEL reaches a fact, and the variables it finds them in."""

    has: Callable[[str], str]
    get: Callable[[str], str]
    unknown: str
    variables: Callable[[Facts], dict[str, Any]]


_GROUPS = sorted({path.rpartition(".")[0] for path in full_paths()})

FLAT = Style(
    has=lambda place: f'"{place}" in facts',
    get=lambda place: f'facts["{place}"]',
    unknown='(facts["?"] == 0.0)',
    variables=lambda facts: {"facts": facts},
)
"""One map from full path to value: the fastest for CEL, the shape of no document."""

NESTED = Style(
    has=lambda place: f"has({place})",
    get=lambda place: place,
    unknown="(area.unknown == 0.0)",
    variables=lambda facts: nested(facts, _GROUPS),
)
"""``area.litigation.lost``: the shape of the report itself."""


class Engine:
    """Items compiled to CEL programs."""

    def __init__(self, items: Sequence[Item], year: int, style: Style) -> None:
        import cel

        self._cel, self._style = cel, style
        conditions: dict[str, Any] = {}
        self.programs = []
        for item in items:
            when = item.applies_to.when
            if when is not None:
                name = expression(when, year, style)
                conditions.setdefault(name, cel.compile(name))
            check = cel.compile(expression(item.check, year, style, silence_fails=item.when_silent == "not_met"))
            needs = item.applies_to.when_unknown == "not_applicable"
            self.programs.append((None if when is None else name, needs, check))
        self.conditions = list(conditions.items())

    def context(self, facts: Facts) -> Any:
        """The facts of one report, as CEL takes them; what is costly happens at its first use."""
        return self._cel.Context(self._style.variables(facts))

    def judge(self, context: Any) -> list[bool | str | None]:
        """The truth of every item, or ``not applicable``; circumstances that items share are asked once."""
        applies: dict[str, bool | None] = {}
        for name, condition in self.conditions:
            try:
                applies[name] = condition.execute(context)
            except KeyError:
                applies[name] = None
        found: list[bool | str | None] = []
        for when, needs, check in self.programs:
            if when is not None and (applies[when] is False or (needs and applies[when] is None)):
                found.append("not applicable")
                continue
            try:
                found.append(check.execute(context))
            except KeyError:
                found.append(None)
        return found


def expression(check: Expression, year: int, style: Style, silence_fails: bool = False) -> str:
    """One check expression in CEL."""
    ((operator, argument),) = check.items()
    return _WRITERS[operator](argument, year, style, silence_fails)


def _first(path: str, style: Style, silence_fails: bool, test: Callable[[str], str]) -> str:
    """``test`` on the value at the first place that has one."""
    *others, last = places_of(path)
    found = test(style.get(last))
    if silence_fails:
        found = f"({style.has(last)} ? {found} : false)"
    for place in reversed(others):
        found = f"({style.has(place)} ? {test(style.get(place))} : {found})"
    return f"({found})"


def _stated(path: str, year: int, style: Style, silence_fails: bool) -> str:
    found = [style.has(place) for place in places_of(path)]
    return f"({' || '.join([*found, 'false' if silence_fails else style.unknown])})"


def _is_true(path: str, year: int, style: Style, silence_fails: bool) -> str:
    return _first(path, style, silence_fails, lambda value: f"{value} == true")


def _compare(sign: str) -> Callable[[dict[str, Any], int, Style, bool], str]:
    def write(argument: dict[str, Any], year: int, style: Style, silence_fails: bool) -> str:
        wanted = _literal(argument["value"])
        return _first(argument["fact"], style, silence_fails, lambda value: f"{value} {sign} {wanted}")

    return write


def _on_or_before(argument: dict[str, Any], year: int, style: Style, silence_fails: bool) -> str:
    limit = f"{year + argument.get('years_after', 0)}-{argument['month']:02}-{argument['day']:02}"
    return _first(argument["fact"], style, silence_fails, lambda value: f'{value} <= "{limit}"')


def _pair(first: str, second: str, style: Style, silence_fails: bool, test: Callable[[str, str], str]) -> str:
    pairs = [
        (a, b)
        for a in places_of(first)
        for b in places_of(second)
        if len(places_of(first)) == 1 or len(places_of(second)) == 1 or a.partition(".")[0] == b.partition(".")[0]
    ]
    found = "false" if silence_fails else style.unknown
    for a, b in reversed(pairs):
        found = f"({style.has(a)} && {style.has(b)} ? {test(style.get(a), style.get(b))} : {found})"
    return found


def _ratio(argument: dict[str, Any], year: int, style: Style, silence_fails: bool) -> str:
    sign, limit = (">=", argument["at_least"]) if "at_least" in argument else ("<=", argument["at_most"])

    def test(part: str, whole: str) -> str:
        return f"({whole} == 0.0 ? {style.unknown} : {part} / {whole} {sign} {_literal(limit)})"

    return _pair(argument["part"], argument["whole"], style, silence_fails, test)


def _not_more_than(argument: dict[str, Any], year: int, style: Style, silence_fails: bool) -> str:
    def test(fact: str, other: str) -> str:
        return f"({fact} <= {other} || {style.unknown})"

    return _pair(argument["fact"], argument["other"], style, silence_fails, test)


def _joined(sign: str) -> Callable[[list[Expression], int, Style, bool], str]:
    def write(argument: list[Expression], year: int, style: Style, silence_fails: bool) -> str:
        return "(" + f" {sign} ".join(expression(part, year, style, silence_fails) for part in argument) + ")"

    return write


def _not(argument: Expression, year: int, style: Style, silence_fails: bool) -> str:
    return f"!({expression(argument, year, style)})"


def _review(argument: dict[str, str], year: int, style: Style, silence_fails: bool) -> str:
    return style.unknown


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else repr(float(value))


_WRITERS: dict[str, Callable[[Any, int, Style, bool], str]] = {
    "stated": _stated,
    "is_true": _is_true,
    "at_least": _compare(">="),
    "at_most": _compare("<="),
    "equals": _compare("=="),
    "ratio": _ratio,
    "on_or_before": _on_or_before,
    "not_more_than": _not_more_than,
    "all": _joined("&&"),
    "any": _joined("||"),
    "each": _joined("&&"),
    "not": _not,
    "review": _review,
}
