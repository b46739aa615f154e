"""Word's automatic numbers: what stands before a paragraph on paper but nowhere in its text."""

import re
from typing import TYPE_CHECKING, Any, NamedTuple

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
_PLACE = re.compile("%([1-9])")


class _Level(NamedTuple):
    format: str
    text: str
    start: int
    restart: int | None
    """the level (from 1) after which this one begins anew; None: after every higher one; 0: never"""
    decimal: bool
    """all numbers in this level's text are written as figures (Word's legal numbering)"""


class Numbering:
    """The numbers of one document, counted as its paragraphs pass."""

    def __init__(
        self,
        space: str,
        levels: dict[str, dict[int, _Level]],
        counter_of: dict[str, str],
        starts: dict[tuple[str, int], int],
        styles: dict[str, tuple[str | None, int]],
    ) -> None:
        self._space = space
        self._levels = levels
        self._counter_of = counter_of
        self._starts = starts
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[tuple[str, int]] = set()

    def label(self, properties: "_Element | None", style: str | None) -> str:
        """The number that Word sets before a paragraph with these properties and style; empty where none."""
        number, level = self._asked(properties, style)
        if number is None or level not in self._levels.get(number, {}):
            return ""
        return self._written(number, level, self._count(number, level))

    def _asked(self, properties: "_Element | None", style: str | None) -> tuple[str | None, int]:
        w = self._space
        number, level = self._styles.get(style or "", (None, 0))
        own: Any = properties.find(f"{w}numPr") if properties is not None else None
        if own is not None:
            number_element, level_element = own.find(f"{w}numId"), own.find(f"{w}ilvl")
            number = number_element.get(f"{w}val") if number_element is not None else number
            level = _whole(level_element.get(f"{w}val")) if level_element is not None else level
        return (None if number == "0" else number), level

    def _count(self, number: str, level: int) -> dict[int, int]:
        levels = self._levels[number]
        counts = self._counts.setdefault(self._counter_of[number], {})
        if (number, level) in self._starts and (number, level) not in self._seen:
            self._seen.add((number, level))
            counts[level] = self._starts[number, level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = levels[level].start
        for deeper in [other for other in counts if other > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                del counts[deeper]
        return counts

    def _written(self, number: str, level: int, counts: dict[int, int]) -> str:
        levels = self._levels[number]
        own = levels[level]

        def value(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            if place not in levels:
                return ""
            format = "decimal" if own.decimal else levels[place].format
            return written(counts.get(place, levels[place].start), format)

        label = "" if own.format in ("bullet", "none") else _PLACE.sub(value, own.text)
        # 1. before 2023年 must not become 1.2023
        return f"{label} " if label and label[-1].isascii() else label


def read_numbering(numbers: "_Element | None", styles: "_Element | None", space: str) -> Numbering:
    """The numbering definitions of a document's parts ``numbering.xml`` and ``styles.xml``."""
    if numbers is None:
        return Numbering(space, {}, {}, {}, {})
    w = space
    kinds: dict[str, dict[int, _Level]] = {}
    linked: dict[str, str] = {}  # a definition that takes its levels from a numbering style
    named: dict[str, str] = {}
    for kind in numbers.iter(f"{w}abstractNum"):
        name = str(kind.get(f"{w}abstractNumId"))
        kinds[name] = dict(_level(level, w) for level in kind.iterchildren(f"{w}lvl"))
        link, style = kind.find(f"{w}numStyleLink"), kind.find(f"{w}styleLink")
        if link is not None:
            linked[name] = str(link.get(f"{w}val"))
        if style is not None:
            named[str(style.get(f"{w}val"))] = name
    levels, counter_of, starts = {}, {}, {}
    for number in numbers.iter(f"{w}num"):
        name = str(number.get(f"{w}numId"))
        kind_element = number.find(f"{w}abstractNumId")
        kind_name = str(kind_element.get(f"{w}val")) if kind_element is not None else ""
        kind_name = named.get(linked.get(kind_name, ""), kind_name)
        own = dict(kinds.get(kind_name, {}))
        for override in number.iterchildren(f"{w}lvlOverride"):
            at = _whole(override.get(f"{w}ilvl"))
            level, start = override.find(f"{w}lvl"), override.find(f"{w}startOverride")
            if level is not None:
                own[at] = _level(level, w)[1]
            if start is not None:
                starts[name, at] = _whole(start.get(f"{w}val"))
        levels[name] = own
        counter_of[name] = kind_name
    return Numbering(space, levels, counter_of, starts, _style_numbers(styles, w, numbers))


def _level(level: "_Element", w: str) -> tuple[int, _Level]:
    def value(name: str, default: str | None) -> str | None:
        element = level.find(f"{w}{name}")
        found = None if element is None else element.get(f"{w}val")
        return default if found is None else str(found)

    # a format newer than the standard stands in an alternative
    format = next((str(element.get(f"{w}val")) for element in level.iter(f"{w}numFmt")), "decimal")
    restart = value("lvlRestart", None)
    legal = level.find(f"{w}isLgl")
    decimal = legal is not None and legal.get(f"{w}val") not in ("0", "false")
    text, start = value("lvlText", "") or "", _whole(value("start", "0"))
    return _whole(level.get(f"{w}ilvl")), _Level(format, text, start, _whole(restart) if restart else None, decimal)


def _style_numbers(styles: "_Element | None", w: str, numbers: "_Element") -> dict[str, tuple[str | None, int]]:
    """Number and level that each paragraph style brings, inherited from the style it is based on."""
    level_of = {
        str(style.get(f"{w}val")): _whole(level.get(f"{w}ilvl"))
        for level in numbers.iter(f"{w}lvl")
        for style in level.iterchildren(f"{w}pStyle")
    }
    own: dict[str, str | None] = {}
    base: dict[str, str] = {}
    for style in styles.iter(f"{w}style") if styles is not None else ():
        name = str(style.get(f"{w}styleId"))
        based = style.find(f"{w}basedOn")
        if based is not None:
            base[name] = str(based.get(f"{w}val"))
        number = style.find(f"{w}pPr/{w}numPr/{w}numId")
        level = style.find(f"{w}pPr/{w}numPr/{w}ilvl")
        if number is not None:
            own[name] = number.get(f"{w}val")
        if level is not None:
            level_of.setdefault(name, _whole(level.get(f"{w}val")))
    found: dict[str, tuple[str | None, int]] = {}
    for name in {*own, *base}:
        at, steps = name, 0
        while at not in own and at in base and steps < 20:
            at, steps = base[at], steps + 1
        if at in own:
            found[name] = (own[at], level_of.get(name, level_of.get(at, 0)))
    return found


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
