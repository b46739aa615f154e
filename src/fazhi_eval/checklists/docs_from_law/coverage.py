"""Which items check which clause: the outline's table first, then every other instrument that is cited."""

import re
from collections.abc import Iterable

from fazhi_eval.checklists.docs_from_law.markdown import (
    anchor,
    both,
    columns,
    homes,
    link_to_instrument,
    link_to_item,
    pair,
    paragraphs,
    plain,
    table,
    top,
    unverified,
)
from fazhi_eval.checklists.model import Checklists, Instrument, Item
from fazhi_eval.checklists.shapes import operators_named
from fazhi_eval.reports.quantities import parse_numeral

OUTLINE = "outline-2021"
"""The instrument whose every clause must be checked."""

_AIMS = "guidance"  # its first part, whose clauses oblige to nothing by themselves
_NUMERAL = re.compile("[零一二三四五六七八九十百]+")

Cited = dict[str, list[tuple[Item, bool]]]
"""The items that cite each clause (``""`` for an instrument as a whole), and whether the passage was seen."""


def decided(item: Item) -> bool:
    """Whether facts can decide the item, rather than a person alone."""
    return set(operators_named(item.check)) != {"review"}


def obliging_clauses(outline: Instrument) -> list[str]:
    """The clauses of an outline that must be checked, in order."""
    return [clause for part in outline.parts if part.id != _AIMS for clause in part.clauses]


def cited_clauses(checklists: Checklists, instrument: Instrument) -> Cited:
    """The clauses of ``instrument`` that items cite, in its own order."""
    found: Cited = {}
    for checklist in checklists.checklists:
        for item in checklist.items:
            for basis in item.basis:
                if basis.instrument == instrument.id:
                    seen = basis.verified and instrument.verified
                    found.setdefault(basis.clause or "", []).append((item, seen))
    return dict(sorted(found.items(), key=lambda entry: _numbers(entry[0])))


def coverage(checklists: Checklists) -> Cited:
    """The clauses of the outline that must be checked, each with the items that do."""
    outline = checklists.instruments[OUTLINE]
    cited = cited_clauses(checklists, outline)
    return {
        clause: [entry for name, entries in cited.items() if name.startswith(clause) for entry in entries]
        for clause in obliging_clauses(outline)
    }


def coverage_page(checklists: Checklists) -> str:
    """The page of clauses and the items that check them."""
    outline = checklists.instruments[OUTLINE]
    covered = coverage(checklists)
    page_of = homes(checklists.checklists)
    first, *_, last = (clause.strip("（）") for clause in covered)
    cited = sum(bool(entries) for entries in covered.values())
    lines = [
        *top(pair("coverage.title")),
        anchor(OUTLINE),
        f"## {both(outline.title, ' · ')}",
        "",
        *paragraphs("coverage.about", first=first, last=last, cited=cited, all=len(covered)),
    ]
    for part in outline.parts:
        rows = [
            (
                clause + _mark(covered[clause]),
                len(covered[clause]),
                sum(decided(item) for item, _ in covered[clause]),
                _links(covered[clause], page_of),
            )
            for clause in part.clauses
            if clause in covered
        ]
        if rows:
            lines += [f"### {both(part.title, ' · ')}", "", *table(columns("coverage.columns"), rows)]
    lines += [f"## {pair('coverage.others')}", ""]
    for instrument in checklists.instruments.values():
        found = cited_clauses(checklists, instrument)
        if instrument.id != OUTLINE and found:
            lines += _instrument(instrument, found, page_of)
    return "\n".join(lines).rstrip() + "\n"


def _instrument(instrument: Instrument, found: Cited, page_of: dict[str, str]) -> list[str]:
    rows = [
        ((plain(clause) or pair("coverage.whole", "<br>")) + _mark(entries), _links(entries, page_of))
        for clause, entries in found.items()
    ]
    heads = [pair("coverage.clause", "<br>"), pair("coverage.items", "<br>")]
    title = link_to_instrument(instrument, plain(instrument.title.zh))
    return [anchor(instrument.id), f"### {title}", "", plain(instrument.title.en), "", *table(heads, rows)]


def _mark(entries: Iterable[tuple[Item, bool]]) -> str:
    return "" if all(seen for _, seen in entries) else f"<br>{unverified()}"


def _links(entries: Iterable[tuple[Item, bool]], page_of: dict[str, str]) -> str:
    items = {item.id: item for item, _ in entries}
    return "<br>".join(
        f"{link_to_item(item, page_of[id], plain(item.title.zh))} · {plain(item.title.en)}"
        for id, item in items.items()
    )


def _numbers(clause: str) -> list[float]:
    """What a clause sorts by: 第五条（二） → 5, 2."""
    return [parse_numeral(numeral) or 0 for numeral in _NUMERAL.findall(clause)]
