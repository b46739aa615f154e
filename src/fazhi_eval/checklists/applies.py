"""Whether an item binds a report: by date, level, kind of body and circumstance, with the reason where it does not."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from fazhi_eval.checklists.model import Basis, Bound, Instrument, Item
from fazhi_eval.messages import text
from fazhi_eval.reports.model import About, Body, Level

YEARS = range(2016, 2027)
"""The years of reports that the shipped law covers."""

_LEVELS = frozenset(Level)
_BODIES = frozenset(Bound(body.value) for body in Body)
_JUSTICE = ("司法局", "司法厅", "司法部")


class Binding(NamedTuple):
    """Whether an item binds a body; ``unknown`` where a person must judge. The reason is empty where it does."""

    state: Literal["yes", "no", "unknown"]
    zh: str = ""
    en: str = ""


_YES = Binding("yes")


def judged_by(year: int) -> date:
    """The day whose law judges the report of ``year``: its last."""
    return date(year, 12, 31)


def basis_in_force(item: Item, instruments: Mapping[str, Instrument], day: date) -> tuple[Basis, ...]:
    """The passages that carry the item on ``day``; empty where the item is not in force.

    An item is in force when its own dates cover the day and at least one passage does: the instrument's life,
    narrowed by the passage's since and until.
    """
    if not item.effective.covers(day):
        return ()
    return tuple(
        basis
        for basis in item.basis
        if instruments[basis.instrument].effective.covers(day)
        and (basis.since is None or basis.since <= day)
        and (basis.until is None or day <= basis.until)
    )


def years_in_force(item: Item, instruments: Mapping[str, Instrument]) -> tuple[int, ...]:
    """The years, of those covered, whose reports the item judges."""
    return tuple(year for year in YEARS if basis_in_force(item, instruments, judged_by(year)))


def bound_as(about: About) -> frozenset[Bound] | None:
    """What the reporting body counts as: a 司法局 is a department and a justice department; None where unknown."""
    if about.body is None:
        return None
    kinds = {Bound(about.body.value)}
    if about.body is Body.DEPARTMENT and any(word in f"{about.issuer} {about.title}" for word in _JUSTICE):
        kinds.add(Bound.JUSTICE_DEPARTMENT)
    return frozenset(kinds)


def binds(item: Item, about: About) -> Binding:
    """Whether the item binds the reporting body, by its level and kind.

    An item that binds only some levels (or bodies) binds a report of unknown level (or body) only perhaps: a person
    must judge. A department whose name is unknown may be a justice department.
    """
    applicability = item.applies_to
    level = _level(applicability.level, about.level)
    if level.state == "no":
        return level
    body = _body(applicability.body, about)
    return body if body.state == "no" or level.state == "yes" else level


def _level(allowed: tuple[Level, ...], found: Level | None) -> Binding:
    if not allowed or found in allowed or _LEVELS.issubset(allowed):
        return _YES
    return _refused("level", tuple(allowed), found)


def _body(allowed: tuple[Bound, ...], about: About) -> Binding:
    if not allowed or _BODIES.issubset(allowed):
        return _YES
    kinds = bound_as(about)
    if kinds is None:
        return _refused("body", allowed, None)
    if kinds & set(allowed):
        return _YES
    if about.body is Body.DEPARTMENT and Bound.JUSTICE_DEPARTMENT in allowed and not (about.issuer or about.title):
        return _refused("body", allowed, None)
    return _refused("body", allowed, about.body)


@cache
def _refused(kind: str, allowed: tuple[Level, ...] | tuple[Bound, ...], found: Level | Body | None) -> Binding:
    code = f"checks.applies.{kind}" if found is not None else f"checks.applies.{kind}_unknown"
    told = []
    for lang, comma in (("zh", "、"), ("en", ", ")):
        names = comma.join(text(f"checks.{kind}.{one.value}", lang) for one in allowed)
        told.append(text(code, lang, allowed=names, found=text(f"checks.{kind}.{found.value}", lang) if found else ""))
    return Binding("no" if found is not None else "unknown", *told)
