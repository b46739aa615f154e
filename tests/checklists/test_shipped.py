"""The law as it ships: sound, exemplified, and in force when and for whom the golden list says."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml

from fazhi_eval.checklists.applies import YEARS, binds, judged_by, years_in_force
from fazhi_eval.checklists.examples import example_report, expected, fits, run_example
from fazhi_eval.checklists.explain import explain
from fazhi_eval.checklists.lint import lint
from fazhi_eval.checklists.load import load_checklists
from fazhi_eval.checklists.model import Checklists, Example, Item
from fazhi_eval.checklists.shapes import Expression, fact_info, operators_named
from fazhi_eval.reports.model import About, Body, Level

CHECKLISTS = load_checklists()
ITEMS = {item.id: item for checklist in CHECKLISTS.checklists for item in checklist.items}
EXAMPLES = [
    pytest.param(item, example, meets, id=f"{item.id}-{'meets' if meets else 'misses'}-{index}")
    for item in ITEMS.values()
    for meets, examples in ((True, item.examples.meets), (False, item.examples.misses))
    for index, example in enumerate(examples)
]


def test_lint_is_clean() -> None:
    assert [problem.render("en") for problem in lint()] == []


@pytest.mark.parametrize(("item", "example", "meets"), EXAMPLES)
def test_example(item: Item, example: Example, meets: bool) -> None:
    report = example_report(item, example, years_in_force(item, CHECKLISTS.instruments)[-1])
    outcome, reason = run_example(item, report)
    assert fits(example, outcome, meets), (outcome, reason, expected(example, meets))


def test_every_item_has_both_kinds_of_examples() -> None:
    assert not [item.id for item in ITEMS.values() if not item.examples.meets or not item.examples.misses]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_item_can_be_explained(lang: str) -> None:
    for item in ITEMS.values():
        told = explain(item, CHECKLISTS, lang)
        assert item.id in told and getattr(item.obligation, lang) in told and getattr(item.remedy, lang) in told


KINDS = {
    "party committee": About(body=Body.PARTY_COMMITTEE, issuer="中共青禾区委"),
    "government": About(body=Body.GOVERNMENT, issuer="青禾区人民政府"),
    "department": About(body=Body.DEPARTMENT, issuer="青禾区水务局"),
    "justice department": About(body=Body.DEPARTMENT, issuer="青禾区司法局"),
}
SHOWN = [
    *((Level.PROVINCE, kind) for kind in KINDS),
    *((Level.CITY, kind) for kind in KINDS),
    *((Level.COUNTY, kind) for kind in KINDS),
    (Level.TOWNSHIP, "party committee"),
    (Level.TOWNSHIP, "government"),
]


def bound(item: Item) -> list[str]:
    """The kinds of bodies that the item binds."""
    return [
        f"{level.value} {kind}"
        for level, kind in SHOWN
        if binds(item, KINDS[kind].model_copy(update={"level": level})).state == "yes"
    ]


def spans(years: tuple[int, ...]) -> str:
    """``2016-2018 2020``: years as runs."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return " ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def in_force(checklists: Checklists) -> str:
    """Everything that decides what is asked of whom and when: how many items for each year and kind of body, and for
    each item its years and bodies (which do not depend on each other)."""
    of_item = {item.id: (years_in_force(item, checklists.instruments), bound(item)) for item in ITEMS.values()}
    kinds = [f"{level.value} {kind}" for level, kind in SHOWN]
    lines = ["# What is asked of whom and when: read the diff, then write it anew with --update-golden.", "counts:"]
    for year in YEARS:
        asked = {kind: sum(year in years and kind in who for years, who in of_item.values()) for kind in kinds}
        lines.append(f"  {year}: {{{', '.join(f'{kind}: {count}' for kind, count in asked.items())}}}")
    lines.append("items:")
    for name, (years, who) in of_item.items():
        lines.append(f"  {name}: {{years: {spans(years)}, bodies: [{'all' if who == kinds else ', '.join(who)}]}}")
    return "\n".join(lines) + "\n"


def test_in_force(golden: Callable[[str, str], None]) -> None:
    """A change of what is asked of whom, and when, is a visible diff."""
    text = in_force(CHECKLISTS)
    assert set(yaml.safe_load(text)["counts"]) == set(YEARS)
    golden("in_force.yaml", text)


def test_each_year_has_its_law() -> None:
    assert judged_by(2021).isoformat() == "2021-12-31"
    for year in YEARS:
        assert any(year in years_in_force(item, CHECKLISTS.instruments) for item in ITEMS.values())


def test_there_is_enough_law() -> None:
    decided = [item for item in ITEMS.values() if set(operators_named(item.check)) != {"review"}]
    assert len(CHECKLISTS.instruments) >= 30 and len(ITEMS) >= 160 and len(decided) >= 120


def test_every_clause_of_the_outline_is_cited() -> None:
    parts = CHECKLISTS.instruments["outline-2021"].parts
    clauses = [clause for part in parts for clause in part.clauses]
    assert (clauses[0], clauses[-1], len(clauses)) == ("（一）", "（三十五）", 35)
    cited = {basis.clause for item in ITEMS.values() for basis in item.basis if basis.instrument == "outline-2021"}
    assert not [clause for clause in clauses[3:] if not any(one and one.startswith(clause) for one in cited)]


def figures(expression: Expression) -> Iterator[tuple[str, Any]]:
    """The operators of a check that hold a figure, with their arguments; mere presence (at least 1) is none."""
    ((operator, argument),) = expression.items()
    if operator in ("all", "any", "each"):
        for part in argument:
            yield from figures(part)
    elif operator == "not":
        yield from figures(argument)
    elif operator in ("ratio", "on_or_before") or (
        operator in ("at_least", "at_most", "equals")
        and not isinstance(argument["value"], bool | str)
        and argument["value"] > (1 if fact_kind(argument["fact"]) == "count" else 0)
    ):
        yield operator, argument


def fact_kind(path: str) -> str:
    info = fact_info(path)
    assert info is not None
    return info.kind


def test_thresholds(golden: Callable[[str, str], None]) -> None:
    """A threshold exists only where an instrument sets one: each new one is a visible diff beside its law."""
    lines = ["# Every figure in a check, with the law that must set it; written anew with --update-golden."]
    for item in ITEMS.values():
        found = [f"{operator} {dict(argument)}" for operator, argument in figures(item.check)]
        if found:
            law = "; ".join(f"{basis.instrument} {basis.clause or ''}".strip() for basis in item.basis)
            lines += [f"{item.id} ({item.severity.value}; {law}):", *(f"  - {line}" for line in found)]
    golden("thresholds.yaml", "\n".join(lines) + "\n")
