"""Word's automatic numbers: what stands before a paragraph on paper but nowhere in its text."""

from collections.abc import Mapping
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
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


class _Level(NamedTuple):
    format: str
    text: str
    """what stands before the paragraph: %1 is the number of level 0; empty for a bullet"""
    places: tuple[int, ...]
    """the levels whose numbers ``text`` holds"""
    start: int
    restart: int | None
    """the level (from 1) after which this one begins anew; None: after every higher one; 0: never"""
    decimal: bool
    """all numbers in this level's text are written as figures (Word's legal numbering)"""


class _List(NamedTuple):
    """One numbering list (w:num). Lists of one kind (w:abstractNum) count on together."""

    kind: str
    levels: dict[int, _Level]
    starts: dict[int, int]
    """levels that begin anew when this list first comes"""
    style_levels: dict[str, int]


class Numbering:
    """The numbers of one document, counted as its paragraphs pass. ``part`` is the root of ``numbering.xml``."""

    def __init__(self, part: "_Element | None", styles: Mapping[str, Style], space: str) -> None:
        self._part = part
        self._styles = styles
        self._space = space
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, style: str | None, number: str | None = None, level: int | None = None) -> str:
        """The number that Word sets before a paragraph; empty where none.

        ``style`` is the paragraph's style; ``number`` and ``level`` (from 0) are the list that the paragraph itself
        joins and its level there, which go before those of the style. The list ``0`` is none.
        """
        known = self._styles.get(style) if style is not None else None
        if known is not None:
            number = known.number if number is None else number
            level = known.level if level is None else level
        if number is None or number == "0" or self._part is None:
            return ""
        if number not in self._lists:
            self._lists[number] = _read_list(self._part, number, self._space)
        found = self._lists[number]
        if found is None:
            return ""
        if level is None:
            level = found.style_levels.get(style or "", 0)
        return _label(found, level, self._count(number, found, level)) if level in found.levels else ""

    def _count(self, number: str, found: _List, level: int) -> dict[int, int]:
        counts = self._counts.setdefault(found.kind, {})
        if level in found.starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = found.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = found.levels[level].start
        for deeper in [other for other in counts if other > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                del counts[deeper]
        return counts


def _label(found: _List, level: int, counts: dict[int, int]) -> str:
    own = found.levels[level]
    label = own.text
    for place in own.places:
        shown = found.levels.get(place)
        format = "decimal" if own.decimal or shown is None else shown.format
        number = written(counts.get(place, shown.start), format) if shown else ""
        label = label.replace(f"%{place + 1}", number)
    # 1. before 2023年 must not become 1.2023
    return f"{label} " if label and label[-1].isascii() else label


def _read_list(part: "_Element", number: str, w: str) -> _List | None:
    element = next((num for num in part.iterchildren(f"{w}num") if num.get(f"{w}numId") == number), None)
    if element is None:
        return None
    kind = _kind(part, _value(element, f"{w}abstractNumId", w), w)
    if kind is None:
        return None
    links = {
        style.get(f"{w}val"): level for level in kind.iterchildren(f"{w}lvl") for style in level.iter(f"{w}pStyle")
    }
    levels = dict(_level(level, w) for level in kind.iterchildren(f"{w}lvl"))
    starts = {}
    for override in element.iterchildren(f"{w}lvlOverride"):
        at = _whole(override.get(f"{w}ilvl"))
        level, start = override.find(f"{w}lvl"), _value(override, f"{w}startOverride", w)
        if level is not None:
            levels[at] = _level(level, w)[1]
        if start is not None:
            starts[at] = _whole(start)
    style_levels = {str(style): _whole(level.get(f"{w}ilvl")) for style, level in links.items()}
    return _List(str(kind.get(f"{w}abstractNumId")), levels, starts, style_levels)


def _kind(part: "_Element", name: str | None, w: str) -> "_Element | None":
    kinds = {kind.get(f"{w}abstractNumId"): kind for kind in part.iterchildren(f"{w}abstractNum")}
    kind = kinds.get(name)
    link = _value(kind, f"{w}numStyleLink", w) if kind is not None else None
    if link is None:
        return kind
    # the levels stand in the definition that this numbering style names
    return next((other for other in kinds.values() if _value(other, f"{w}styleLink", w) == link), kind)


def _level(level: "_Element", w: str) -> tuple[int, _Level]:
    # a format newer than the standard stands in an alternative
    format = next((str(element.get(f"{w}val")) for element in level.iter(f"{w}numFmt")), "decimal")
    restart = _value(level, f"{w}lvlRestart", w)
    legal = level.find(f"{w}isLgl")
    decimal = legal is not None and legal.get(f"{w}val") not in ("0", "false")
    text = "" if format in ("bullet", "none") else _value(level, f"{w}lvlText", w) or ""
    places = tuple(place for place in range(9) if f"%{place + 1}" in text)
    start = _whole(_value(level, f"{w}start", w))
    return _whole(level.get(f"{w}ilvl")), _Level(
        format, text, places, start, _whole(restart) if restart else None, decimal
    )


def _value(parent: "_Element", name: str, w: str) -> str | None:
    element = parent.find(name)
    found = None if element is None else element.get(f"{w}val")
    return None if found is None else str(found)


def _whole(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def written(number: int, format: str) -> str:
    """``number`` in one of Word's number formats (ST_NumberFormat); in figures where it has no other form."""
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
