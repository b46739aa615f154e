"""What applies when: item by year, and where the law behind an item changed."""

from collections.abc import Mapping

from fazhi_eval.checklists.applies import YEARS, basis_in_force, judged_by
from fazhi_eval.checklists.docs_from_law.markdown import (
    both,
    columns,
    link_to_item,
    pair,
    paragraphs,
    plain,
    table,
    top,
)
from fazhi_eval.checklists.model import Basis, Checklists, Instrument, Item

Carriers = Mapping[int, tuple[Basis, ...]]
"""The passages that carry an item in each year; none where it is not in force."""

_IN_FORCE, _CHANGED = "●", "◆"


def carriers(item: Item, instruments: Mapping[str, Instrument]) -> Carriers:
    """By which passages the item is in force in each year."""
    return {year: basis_in_force(item, instruments, judged_by(year)) for year in YEARS}


def calendar_page(checklists: Checklists) -> str:
    """The page of items by year."""
    by_item = {
        item.id: carriers(item, checklists.instruments)
        for checklist in checklists.checklists
        for item in checklist.items
    }
    lines = [*top(pair("calendar.title")), *paragraphs("calendar.about"), f"## {pair('calendar.years')}", ""]
    lines += table(columns("calendar.columns"), [_year(year, list(by_item.values())) for year in YEARS])
    for checklist in checklists.checklists:
        rows = [
            [
                f"{link_to_item(item, checklist.id, plain(item.title.zh))}<br>{plain(item.title.en)}",
                *(_sign(by_item[item.id], year) for year in YEARS),
            ]
            for item in checklist.items
        ]
        heads = [pair("calendar.item", "<br>"), *map(str, YEARS)]
        lines += [f"## {both(checklist.title, ' · ')}", "", *table(heads, rows, centred=1)]
    return "\n".join(lines).rstrip() + "\n"


def _sign(carried: Carriers, year: int) -> str:
    return _CHANGED if _changed(carried, year) else _IN_FORCE if carried[year] else ""


def _changed(carried: Carriers, year: int) -> bool:
    before = carried.get(year - 1)
    return bool(before and carried[year] and before != carried[year])


def _year(year: int, all_carried: list[Carriers]) -> tuple[int, int, int | str, int | str, int]:
    before = year - 1
    known = before in YEARS
    return (
        year,
        sum(bool(carried[year]) for carried in all_carried),
        sum(bool(carried[year]) and not carried[before] for carried in all_carried) if known else "",
        sum(bool(carried[before]) and not carried[year] for carried in all_carried) if known else "",
        sum(_changed(carried, year) for carried in all_carried),
    )
