"""What a body's name tells: its region, its level, its kind. The words are data (layout/places.yaml)."""

import re
from typing import NamedTuple

from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.layout.cues import cues, joined
from fazhi_eval.reports.model import Body, Level


class Name(NamedTuple):
    """A body's name in its parts: ``region`` (临江市青禾区), ``rest`` (司法局), ``body`` (None where it names no body).

    ``bare`` is the unit that stands for a region which the name leaves to its readers: 区 in 区司法局.
    """

    region: str
    rest: str
    body: Body | None
    bare: str = ""


class _Words(NamedTuple):
    unit: re.Pattern[str]
    works: re.Pattern[str]
    body: re.Pattern[str]
    national: tuple[str, ...]
    levels: dict[str, Level]
    kinds: dict[str, Body]
    zones: tuple[str, ...]
    municipalities: frozenset[str]


_LONGEST_STEM = 9


@kept_patterns
def _words() -> _Words:
    data = cues("places")
    units = {unit: Level(level) for level, names in data["units"].items() for unit in names}
    kinds = {tail: Body(kind) for kind, tails in reversed(data["bodies"].items()) for tail in tails}
    return _Words(
        unit=re.compile(joined(units, data["zones"])),
        works=re.compile(joined(data["works"])),
        body=re.compile(joined(kinds) + "$"),
        national=tuple(data["national"]),
        levels=units,
        kinds=kinds,
        zones=tuple(data["zones"]),
        municipalities=frozenset(data["municipalities"]),
    )


def body_tails() -> str:
    """An alternation of the ends of all bodies' names."""
    return joined(*cues("places")["bodies"].values())


def split_name(name: str) -> Name:
    """The parts of a body's name, or of a title's beginning. A bare region has no ``rest`` and no ``body``."""
    words = _words()
    name = name.strip().removeprefix("中共")
    bare = words.unit.match(name)
    if bare and bare.group() in words.levels and words.works.match(name, bare.end()):
        unit, end = bare.group(), 0
        rest = name[len(unit) :]
    else:
        unit, end = "", _region_end(name, words)
        rest = name[end:]
    found = words.body.search(name) if rest else None
    return Name(name[:end], rest, words.kinds[found.group()] if found else None, unit)


def _region_end(name: str, words: _Words) -> int:
    """Where the places end that ``name`` begins with: each a stem and a unit (临江|市, 青禾|区)."""
    end = 0
    while unit := words.unit.search(name, end + 1):
        work = words.works.match(name, end)
        if (work and (end or work.end() > unit.start())) or unit.start() - end > _LONGEST_STEM:
            break
        end = unit.end()
        # 景德|镇|市 is one place; in 青禾|区|市场 the unit begins a department's works
        while (more := words.unit.match(name, end)) and not words.works.match(name, end):
            end = more.end()
    return end


def level_of(region: str, bare: str = "") -> Level | None:
    """The level of a region by its name; None for a development zone, whose rank its name does not tell."""
    words = _words()
    if bare:
        return words.levels.get(bare)
    if region in words.municipalities:
        return Level.PROVINCE
    if any(region.endswith(zone) for zone in words.zones) and not region.endswith(("街道", "镇", "乡", "片区")):
        return None
    units = [unit.group() for unit in words.unit.finditer(region)]
    if not units:
        return None
    level = words.levels.get(units[-1])
    if level is Level.CITY and len(units) > 1 and units[-2] in ("市", "自治州", "地区", "盟"):
        return None if region[: -len(units[-1])] in words.municipalities else Level.COUNTY
    return level
