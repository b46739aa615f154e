"""Word's automatic numbers: what stands before a paragraph on paper but nowhere in its text."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from fazhi_eval.documents.wordstyles import Style

if TYPE_CHECKING:
    from lxml.etree import _Element

_COUNTED = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
    "japaneseDigitalTenThousand",
    "chineseLegalSimplified",
    "ideographLegalTraditional",
)
_LEVEL_PARTS = "start", "numFmt", "lvlRestart", "isLgl", "lvlText", "pStyle"
_PLACE = re.compile("%([1-9])")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


class _Place(NamedTuple):
    """A number in the text of a level: its ``mark`` there (%1), the level that it counts, how it is written."""

    mark: str
    level: int
    format: str
    start: int


class _List(NamedTuple):
    """One numbering list (w:num)."""

    values: dict[int, dict[str, str]]
    """what the part says of each level, by tag"""
    counts: dict[int, int]
    """the last number of each level; one for all lists of one kind (w:abstractNum), which count on together"""
    starts: dict[int, int]
    """levels that begin anew when this list first comes to them"""
    style_levels: dict[str, int]


class _Level(NamedTuple):
    """One level of a list, with the list's ``counts`` and ``starts``."""

    at: int
    text: str
    """what stands before the paragraph: %1 is the number of level 0; empty for a bullet"""
    places: tuple[_Place, ...]
    start: int
    restarted: tuple[int, ...]
    """the deeper levels that begin anew after a number of this one"""
    counts: dict[int, int]
    starts: dict[int, int]


class Numbering:
    """The numbers of one document, counted as its paragraphs pass. ``part`` is the root of ``numbering.xml``."""

    def __init__(self, part: "_Element | None", styles: Mapping[str, Style], space: str) -> None:
        self._styles = styles
        self._space = space
        self._numbers = _children(part, "num", "numId", space)
        self._kinds = _children(part, "abstractNum", "abstractNumId", space)
        self._levels: dict[tuple[str | None, str | None, str | None], _Level | None] = {}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, style: str | None, number: str | None = None, level: str | None = None) -> str:
        """The number that Word sets before a paragraph; empty where none.

        ``style`` is the paragraph's style; ``number`` and ``level`` (from 0) are the list that the paragraph itself
        joins and its level there, which go before those of the style. The list ``0`` is none.
        """
        key = style, number, level
        try:
            own = self._levels[key]
        except KeyError:
            own = self._levels[key] = self._level(style, number, level)
        return "" if own is None else _counted(own)

    def _level(self, style: str | None, number: str | None, level: str | None) -> _Level | None:
        known = self._styles.get(style) if style is not None else None
        if known is not None:
            number = known.number if number is None else number
            level = known.level if level is None else level
        if number is None or number == "0" or number not in self._numbers:
            return None
        if number not in self._lists:
            self._lists[number] = self._list(self._numbers[number])
        found = self._lists[number]
        if found is None:
            return None
        at = found.style_levels.get(style or "", 0) if level is None else _whole(level)
        return _read_level(at, found, self._space) if at in found.values else None

    def _list(self, element: "_Element") -> _List | None:
        w = self._space
        kind = self._kind(_value(element, f"{w}abstractNumId", w))
        if kind is None:
            return None
        values = _level_values(kind, w)
        style_levels = {own[f"{w}pStyle"]: at for at, own in values.items() if f"{w}pStyle" in own}
        starts = {}
        for override in element.iterchildren(f"{w}lvlOverride"):
            values |= _level_values(override, w)
            start = _value(override, f"{w}startOverride", w)
            if start is not None:
                starts[_whole(override.get(f"{w}ilvl"))] = _whole(start)
        counts = self._counts.setdefault(str(kind.get(f"{w}abstractNumId")), {})
        return _List(values, counts, starts, style_levels)

    def _kind(self, name: str | None) -> "_Element | None":
        w = self._space
        kind = self._kinds.get(name)
        link = _value(kind, f"{w}numStyleLink", w) if kind is not None else None
        if link is None:
            return kind
        # the levels stand in the definition that this numbering style names
        return next((other for other in self._kinds.values() if _value(other, f"{w}styleLink", w) == link), kind)


def _counted(own: _Level) -> str:
    """The label of one more paragraph on this level."""
    at, label, places, start, restarted, counts, starts = own
    if at in starts:
        counts[at] = starts.pop(at)
    elif at in counts:
        counts[at] += 1
    else:
        counts[at] = start
    for deeper in restarted:
        if deeper in counts:
            del counts[deeper]
    for mark, level, format, first in places:
        label = label.replace(mark, written(counts.get(level, first), format))
    # 1. before 2023年 must not become 1.2023
    return f"{label} " if label and label[-1].isascii() else label


def _children(part: "_Element | None", tag: str, name: str, w: str) -> dict[str | None, "_Element"]:
    return {child.get(f"{w}{name}"): child for child in part.iterchildren(f"{w}{tag}")} if part is not None else {}


def _level_values(parent: "_Element", w: str) -> dict[int, dict[str, str]]:
    """What each level (w:lvl) in ``parent`` says, by tag: asking for each part takes five times as long."""
    values: dict[int, dict[str, str]] = {}
    own: dict[str, str] = {}
    for element in parent.iter(*(f"{w}{name}" for name in ("lvl", *_LEVEL_PARTS))):
        if element.tag == f"{w}lvl":
            own = values[_whole(element.get(f"{w}ilvl"))] = {}
        else:
            # the first one: a format newer than the standard stands in an alternative
            own.setdefault(element.tag, element.get(f"{w}val", ""))
    return values


def _read_level(at: int, found: _List, w: str) -> _Level:
    own = found.values[at]
    text = "" if own.get(f"{w}numFmt") in ("bullet", "none") else own.get(f"{w}lvlText", "")
    # Word's legal numbering: all numbers in this level's text are written as figures
    decimal = own.get(f"{w}isLgl", "0") not in ("0", "false")
    places = []
    for digit in _PLACE.findall(text):
        shown = found.values.get(int(digit) - 1)
        format = "none" if shown is None else "decimal" if decimal else shown.get(f"{w}numFmt", "decimal")
        places.append(_Place(f"%{digit}", int(digit) - 1, format, _whole((shown or {}).get(f"{w}start"))))
    # w:lvlRestart: the level (from 1) after which one begins anew; without it after every higher one; 0: never
    restarts = ((deeper, values.get(f"{w}lvlRestart")) for deeper, values in found.values.items() if deeper > at)
    restarted = tuple(deeper for deeper, restart in restarts if not restart or at < _whole(restart))
    return _Level(at, text, tuple(places), _whole(own.get(f"{w}start")), restarted, found.counts, found.starts)


def _value(parent: "_Element", name: str, w: str) -> str | None:
    element = parent.find(name)
    found = None if element is None else element.get(f"{w}val")
    return None if found is None else str(found)


def _whole(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


@lru_cache(maxsize=1000)
def written(number: int, format: str) -> str:
    """``number`` in one of Word's number formats (ST_NumberFormat); in figures where it has no other form."""
    if format == "none":
        return ""
    if number < 0:
        return str(number)
    if format in _COUNTED and 0 < number < 100:
        tens, ones = divmod(number, 10)
        digits, ten = ("零壹贰叁肆伍陆柒捌玖", "拾") if "Legal" in format else ("〇一二三四五六七八九", "十")
        leading = digits[tens] if tens > 1 or (tens and ten == "拾") else ""
        return leading + (ten if tens else "") + (digits[ones] if ones else "")
    if format == "ideographTraditional" and 0 < number <= len(_STEMS):
        return _STEMS[number - 1]
    if format == "ideographZodiac" and 0 < number <= len(_BRANCHES):
        return _BRANCHES[number - 1]
    if format.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if format == "decimalEnclosedFullstop" and 0 < number <= 20:
        return chr(ord("⒈") + number - 1)
    if format == "decimalEnclosedParen" and 0 < number <= 20:
        return chr(ord("⑴") + number - 1)
    if format == "decimalZero":
        return f"{number:02d}"
    if format in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if format == "lowerLetter" else letters.upper()
    if format in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        letters = ""
        for size, sign in _ROMAN:
            letters += sign * (number // size)
            number %= size
        return letters if format == "lowerRoman" else letters.upper()
    return str(number)
