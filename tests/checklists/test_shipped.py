"""The law as it ships: sound, exemplified, and in force when and for whom the golden list says."""

from collections.abc import Callable

import pytest
import yaml

from fazhi_eval.checklists.applies import YEARS, binds, judged_by, years_in_force
from fazhi_eval.checklists.examples import example_report, expected, fits, run_example
from fazhi_eval.checklists.explain import explain
from fazhi_eval.checklists.lint import lint
from fazhi_eval.checklists.load import load_checklists
from fazhi_eval.checklists.model import Checklists, Example, Item
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
    decision = run_example(item, report)
    assert fits(example, decision.outcome, meets), (decision, expected(example, meets))


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


def in_force(checklists: Checklists) -> dict[str, dict[str, list[str]]]:
    """For each item the years, and for each kind of body the items: everything that decides what is asked of whom."""
    years: dict[str, list[str]] = {str(year): [] for year in YEARS}
    for item in ITEMS.values():
        for year in years_in_force(item, checklists.instruments):
            years[str(year)].append(item.id)
    bodies = {
        f"{level.value} {kind}": [
            item.id
            for item in ITEMS.values()
            if binds(item, KINDS[kind].model_copy(update={"level": level})).state == "yes"
        ]
        for level, kind in SHOWN
    }
    return {"years": years, "bodies": bodies}


def test_in_force(golden: Callable[[str, str], None]) -> None:
    """A change of what is asked of whom, and when, is a visible diff."""
    head = "# Items in force on 31 December of each year, and items that bind each kind of body (--update-golden).\n"
    golden("in_force.yaml", head + yaml.safe_dump(in_force(CHECKLISTS), allow_unicode=True, sort_keys=False))


def test_each_year_has_its_law() -> None:
    assert judged_by(2021).isoformat() == "2021-12-31"
    assert all(in_force(CHECKLISTS)["years"][str(year)] for year in YEARS)
