"""The instruments cited: number, issuer, dates, status, versions, and how sure we are of each."""

from collections.abc import Mapping
from datetime import date
from typing import get_args

from fazhi_eval.checklists.docs_from_law.coverage import cited_clauses
from fazhi_eval.checklists.docs_from_law.markdown import (
    anchor,
    both,
    columns,
    link_to_instrument,
    pair,
    paragraphs,
    plain,
    table,
    top,
    unverified,
)
from fazhi_eval.checklists.model import Checklists, Instrument

_KINDS: tuple[str, ...] = get_args(Instrument.model_fields["kind"].annotation)


def instruments_page(checklists: Checklists) -> str:
    """The page of instruments, by kind, with their version chains, sources and notes."""
    instruments = checklists.instruments
    lines = [*top(pair("instruments.title")), *paragraphs("instruments.about", mark=unverified())]
    for kind in _KINDS:
        rows = [_row(one, checklists) for one in instruments.values() if one.kind == kind]
        if rows:
            lines += [f"## {pair(f'instruments.kind.{kind}')}", "", *table(columns("instruments.columns"), rows)]
    lines += [f"## {pair('instruments.chains')}", "", *_chains(instruments), ""]
    lines += [f"## {pair('instruments.sources')}", ""]
    for instrument in instruments.values():
        lines.append(f"- {link_to_instrument(instrument, instrument.id)}: {plain(instrument.source)}")
        if instrument.note is not None:
            lines[-1] += f"<br>{both(instrument.note)}"
    return "\n".join(lines).rstrip() + "\n"


def chains(instruments: Mapping[str, Instrument]) -> list[list[Instrument]]:
    """The versions that follow one another, first to last; those that stand alone are left out."""
    after = {one.id: one.successor for one in instruments.values() if one.successor}
    after |= {one.predecessor: one.id for one in instruments.values() if one.predecessor}
    later = set(after.values())
    found = []
    for start in instruments:
        if start in after and start not in later:
            chain, name = [], start
            while name:
                chain.append(instruments[name])
                name = after.get(name) or ""
            found.append(chain)
    return found


def _chains(instruments: Mapping[str, Instrument]) -> list[str]:
    return [
        "- " + " → ".join(link_to_instrument(one, plain(one.title.zh)) for one in chain)
        for chain in chains(instruments)
    ]


def _row(instrument: Instrument, checklists: Checklists) -> tuple[object, ...]:
    cited = cited_clauses(checklists, instrument)
    unseen = sum(not all(seen for _, seen in entries) for entries in cited.values())
    items = {item.id for entries in cited.values() for item, _ in entries}
    nothing_seen = not instrument.verified or (cited and unseen == len(cited))
    sure = "unseen" if nothing_seen else "part" if unseen else "seen"
    return (
        f"{anchor(instrument.id)}{both(instrument.title)}",
        "<br>".join([*([plain(instrument.number)] if instrument.number else []), both(instrument.issuer)]),
        instrument.issued or "",
        f"{_day(instrument.effective.start)}<br>{_day(instrument.effective.end)}",
        pair(f"instruments.status.{instrument.status}", "<br>"),
        pair(f"instruments.{sure}", "<br>"),
        f"[{len(cited)}](coverage.md#{instrument.id})" if cited else 0,
        unseen,
        len(items),
    )


def _day(day: date | None) -> str:
    return str(day or "…")
