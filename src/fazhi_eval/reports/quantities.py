"""Quantities in running text: a number, its unit, and how exact it claims to be.

Years, dates, ordinals, numbers of documents and numbers without a unit are no quantities. Everything here counts in
the folded text of a Document, so full-width digits and marks have become plain ones.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi_eval.patterns import kept_patterns

PERCENT = "%"
ALL = "全"
"""The unit of a share told in words: 全部、均、全覆盖 (rate 1.0)."""

UNITS: dict[str, tuple[str, ...]] = {
    "case": ("件次", "宗次", "起次", "案次", "件", "宗", "起", "例", "案", "桩"),
    "document": ("件次", "份次", "件", "份", "部", "个", "项", "本", "篇"),
    "item": ("大项", "小项", "项", "个", "条", "件", "类", "种"),
    "person": ("余人次", "人次", "人", "名", "位"),
    "time": ("场次", "通", "批次", "期次", "轮次", "场", "次", "期", "轮", "批", "堂", "节", "讲"),
    "batch": ("批次", "批", "次"),
    "visit": ("家次", "户次", "次", "家", "户", "个", "件", "起", "处", "宗"),
    "premises": ("家次", "户次", "处次", "户", "家", "处"),
    "place": ("个", "家", "处", "所", "座"),
    "body": ("家", "个"),
    "device": ("台", "部", "个", "套", "副", "件"),
    "opinion": ("条", "项", "个", "份", "件"),
    "money": ("元",),
    "copy": ("份", "卷", "册", "张", "本", "件", "套", "宗", "个", "幅"),
    "rate": (PERCENT, ALL),
}
"""Classes of units, as phrasings name them."""

UNIT_WORDS = sorted({unit for units in UNITS.values() for unit in units} - {PERCENT, ALL}, key=lambda u: (-len(u), u))
"""Every unit but those of rates, the longest first."""
_MAGNITUDE = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_DIGITS = {char: n for n, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}


class Quantity(NamedTuple):
    """One quantity at ``text[start:end]`` (the unit included, an opening 约 or 超过 not).

    ``value`` is the figure in its plain unit: persons, cases, yuan; a rate is 0..1. ``unit`` is the word as
    written. ``approx`` marks 余、多、约、近, ``at_least`` marks 超过、不少于、以上.
    """

    value: int | float
    unit: str
    start: int
    end: int
    approx: bool = False
    at_least: bool = False


@kept_patterns
def _pattern() -> re.Pattern[str]:
    # every branch starts with a few characters of its own: what stands before a figure is looked at afterwards
    units = "|".join(map(re.escape, UNIT_WORDS))
    number = r"(?P<number>(?<![\d.〔\[第\-—/A-Za-z])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
    digits = "一二三四五六七八九十"
    no_more = rf"(?<![第百千万亿{digits}两〇零几数].)"  # looks behind the numeral's first character
    numeral = rf"(?P<numeral>[{digits}百千两]{no_more}[{digits}百千万零两〇]*)"
    share = r"百分之(?P<share>[一二三四五六七八九十百零点〇]+)"
    return re.compile(
        # one look at the character tells most places apart from a quantity, three times as fast
        rf"(?=[\d{digits}百千两全悉均都无件])(?:(?P<arabic>{number}\s?(?:(?P<percent>%)"
        rf"|(?P<magnitude>[十百千万亿]?万?)\s?(?P<more>[余多来]?)(?P<magnitude2>万?)\s?(?P<unit>{units})(?:[(]次[)])?))"
        rf"|{share}|(?P<chinese>{numeral}(?P<more2>[余多来]?)(?P<magnitude3>万?)(?P<unit2>{units})(?:[(]次[)])?)"
        r"|(?P<all>全覆盖|全部|一律|悉数|(?<![平年人户月日村])[均都](?=[已实由按经通进开得完在依无未配能严聘做及予顺妥建出亲获合胜到设派参]|有(?!所))|无一(?:遗漏|例外|超期)|无一人?(?=不)|件件(?=[如按均都有得]))"
        r")"
    )


_ABOUT = ("约", "接近", "近")
_MORE_THAN = ("超过", "超", "逾", "突破", "不少于", "不低于", "至少")


# what follows a unit shows that it is none: 3个月, 15个工作日, 两个维护, 一次性, 三次会议 as a name
@kept_patterns
def _no_quantity_after() -> re.Pattern[str]:
    return re.compile(
        r"\s?(?:月|工作日|小时|百分点|年|学时|维护|性|事(?!项)|套餐|窗|站式|体化|网通|件事|方面|层面|环节|以上的?学历|\d+(?:\.\d+)?%)"
    )


_MAY_BE_NONE = frozenset(" \n月工小百年学维性事套窗站体网件以方层环0123456789")
"""The first characters of what `_no_quantity_after` finds: one look spares most searches."""


@kept_patterns
def _idiom_after() -> re.Pattern[str]:
    return re.compile(r"(?:全会|代表|常委|中全会|定律|法庭|审|化|办|跑|读|届|告知)")


@kept_patterns
def _session() -> re.Pattern[str]:
    return re.compile(r"(?:届|人大|政协|委员会|第)[^,。]{0,4}$")


def find_quantities(folded: str, start: int, end: int) -> Iterator[Quantity]:
    """Every quantity in ``folded[start:end]``, in order."""
    for match in _pattern().finditer(folded, start, end):
        found = _quantity(match, folded)
        if found is not None:
            yield found


def _quantity(match: re.Match[str], folded: str) -> Quantity | None:
    start, end = match.span()
    kind = match.lastgroup
    if kind == "all":
        return Quantity(1.0, ALL, start, end)
    told: _Told | None
    if kind == "arabic":
        told = _arabic(match)
    elif kind == "chinese":
        told = _chinese(match, folded)
    else:
        told = _share(match)
    if told is None:
        return None
    number, unit, rough = told
    after = folded[end : end + 1]
    if after in _MAY_BE_NONE and _no_quantity_after().match(folded, end):
        return None
    if unit == PERCENT:
        if number > 1:
            return None
        number = round(number, 6)
    elif number == int(number):
        number = int(number)
    before = folded[max(0, start - 4) : start].rstrip()
    return Quantity(
        number,
        unit,
        start,
        end,
        rough or before.endswith(_ABOUT) or (after in "左上" and folded.startswith(("左右", "上下"), end)),
        before.endswith(_MORE_THAN) or folded.startswith("以上", end),
    )


_Told = tuple[float, str, bool]
"""A number, its unit, and whether it is rounded (余、多)."""


def _arabic(match: re.Match[str]) -> _Told:
    digits, percent, magnitude, more, magnitude2, unit = match.group(
        "number", "percent", "magnitude", "more", "magnitude2", "unit"
    )
    number = float(digits.replace(",", "") if "," in digits else digits)
    if percent:
        return number / 100, PERCENT, False
    for char in magnitude + magnitude2:
        number *= _MAGNITUDE[char]
    return (round(number, 6) if magnitude or magnitude2 else number), unit, bool(more)


def _share(match: re.Match[str]) -> _Told | None:
    number = 100.0 if match["share"] == "百" else parse_numeral(match["share"])
    return None if number is None else (number / 100, PERCENT, False)


def _chinese(match: re.Match[str], folded: str) -> _Told | None:
    (start, end), numeral = match.span(), match["numeral"]
    number, before = parse_numeral(numeral), folded[start - 1 : start]
    if number is None or (numeral == "一" and before in ("无", "有", "手", "人")):
        return None  # 无一起败诉, 人手一台
    if _idiom_after().match(folded, end) or before in ("“", '"', "《"):
        return None
    if folded.startswith("会议", end) and _session().search(folded, max(0, start - 8), start):
        return None  # 十四届人大三次会议 is a name
    return number * (10_000 if match["magnitude3"] else 1), match["unit2"], bool(match["more2"])


def parse_numeral(numeral: str) -> float | None:
    """A Chinese numeral (二百三十、九十八点五、二〇二一) as a number; None where its units stand in no order."""
    whole, point, fraction = numeral.partition("点")
    if point:
        base = parse_numeral(whole)
        if base is None or not fraction or any(char not in _DIGITS for char in fraction):
            return None
        return float(f"{int(base)}.{''.join(str(_DIGITS[char]) for char in fraction)}")
    if whole and len(whole) > 1 and all(char in _DIGITS for char in whole):
        return float("".join(str(_DIGITS[char]) for char in whole))
    high, wan, low = whole.rpartition("万")
    if wan:
        upper = _below_ten_thousand(high)
        lower = _below_ten_thousand(low.lstrip("零〇")) if low else 0
        return None if upper is None or lower is None else float(upper * 10_000 + lower)
    below = _below_ten_thousand(whole)
    return None if below is None else float(below)


def _below_ten_thousand(numeral: str) -> int | None:
    total, digit, last_place = 0, None, 10_000
    for char in numeral:
        if char in ("零", "〇", "○"):
            if digit is not None:
                return None
        elif char in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[char]
        else:
            place = _PLACES.get(char)
            if place is None or place >= last_place or (digit is None and place != 10):
                return None
            total += (1 if digit is None else digit) * place
            digit, last_place = None, place
    if digit is not None:
        total += digit
    return total if numeral else None
