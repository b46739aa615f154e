"""The conditions compared: items that bind the body and whose check rests on facts, ours on one side of the table.

An item whose check asks nothing but a person's look has no condition to translate and is left out on both sides.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from fazhi_eval.checklists.applies import basis_in_force, binds, judged_by
from fazhi_eval.checklists.model import Checklists, Item
from fazhi_eval.checklists.shapes import facts_named
from fazhi_eval.checklists.view import FactView
from fazhi_eval.reports.model import Report

Facts = dict[str, Any]


def binding_items(checklists: Checklists, report: Report, year: int) -> list[Item]:
    """The items in force in ``year`` that bind the report's body."""
    day = judged_by(year)
    return [
        item
        for checklist in checklists.checklists
        for item in checklist.items
        if basis_in_force(item, checklists.instruments, day) and binds(item, report.report).state == "yes"
    ]


def with_facts(items: Iterable[Item]) -> list[Item]:
    """Those whose check names at least one fact."""
    return [item for item in items if any(True for _ in facts_named(item.check))]


def only(checklists: Checklists, items: Iterable[Item]) -> Checklists:
    """``checklists`` with these items and no others."""
    ids = {item.id for item in items}
    kept = (
        checklist.model_copy(update={"items": tuple(item for item in checklist.items if item.id in ids)})
        for checklist in checklists.checklists
    )
    return checklists.model_copy(update={"checklists": tuple(checklist for checklist in kept if checklist.items)})


def plain_facts(view: FactView) -> Facts:
    """The facts as an engine of another make takes them: by full path, days as text, doubtful ones left out."""
    doubtful = {path for path, mark in view.marks.items() if mark.doubt is not None}
    return {path: _plain(value) for path, value in view.values.items() if path not in doubtful}


def nested(facts: Facts, groups: Iterable[str]) -> dict[str, Any]:
    """The facts in the shape of a report: ``area`` → group → fact. ``groups`` (full paths) exist even if empty."""
    found: dict[str, Any] = {}
    for group in groups:
        _descend(found, group)
    for path, value in facts.items():
        group, _, name = path.rpartition(".")
        _descend(found, group)[name] = value
    return found


def _descend(tree: dict[str, Any], path: str) -> dict[str, Any]:
    for key in path.split("."):
        tree = tree.setdefault(key, {})
    return tree


def _plain(value: Any) -> Any:
    if isinstance(value, bool | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    return [str(part) for part in value]
