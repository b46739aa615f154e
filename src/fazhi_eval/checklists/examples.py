"""An item's examples as reports, and what the item makes of them."""

from typing import Any

from fazhi_eval.checklists.decide import compile_item, unbound
from fazhi_eval.checklists.model import Bound, Example, Item
from fazhi_eval.checklists.verdict import Words, words_of
from fazhi_eval.checklists.view import view
from fazhi_eval.reports.model import Report

GAPS = ("partly_met", "not_met", "not_disclosed")
"""What a missing example may come out as where it does not say."""


def example_report(item: Item, example: Example, year: int) -> Report:
    """The example as a Report of ``year`` (where it names none) of the first level and kind of body that it binds.

    Raises pydantic.ValidationError where the example is no report.
    """
    return Report.model_validate(example_data(item, example, year))


def example_data(item: Item, example: Example, year: int) -> dict[str, Any]:
    """The data of `example_report`, as a submission would write it."""
    about: dict[str, Any] = {"year": year, "level": _first_level(item), **_first_body(item), **example.report}
    return {"report": about, "own": example.own, "area": example.area, "evidence": example.evidence}


def run_example(item: Item, report: Report) -> tuple[str, Words]:
    """What the item makes of the example's report, and why."""
    facts = view(report)
    outcome, _, told = unbound(item, report.report) or compile_item(item)(facts)
    return outcome, words_of(told, facts)


def fits(example: Example, outcome: str, meets: bool) -> bool:
    """Whether ``outcome`` is what the example says, or what its place among ``meets`` or ``misses`` says."""
    if example.outcome is not None:
        return outcome == example.outcome
    return outcome == "met" if meets else outcome in GAPS


def expected(example: Example, meets: bool) -> tuple[str, ...]:
    """The outcomes that `fits` takes."""
    if example.outcome is not None:
        return (example.outcome,)
    return ("met",) if meets else GAPS


def _first_level(item: Item) -> str:
    levels = item.applies_to.level
    return "county" if not levels or "county" in levels else levels[0].value


def _first_body(item: Item) -> dict[str, Any]:
    first = item.applies_to.body[0] if item.applies_to.body else Bound.GOVERNMENT
    if first is Bound.JUSTICE_DEPARTMENT:
        return {"body": "department", "issuer": "云川省临江市青禾区司法局"}
    return {"body": first.value}
