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
    "time": ("场次", "批次", "期次", "轮次", "场", "次", "期", "轮", "批", "堂", "节", "讲"),
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

_UNIT_WORDS = sorted({unit for units in UNITS.values() for unit in units} - {PERCENT, ALL}, key=lambda u: (-len(u), u))
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
    units = "|".join(map(re.escape, _UNIT_WORDS))
    arabic = r"(?P<number>(?<![\d.〔\[第\-—/A-Za-z])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?))"
    digits = "一二三四五六七八九十"
    no_more = rf"(?<![第百千万亿{digits}两〇零几数].)"  # looks behind the numeral's first character
    chinese = rf"(?P<numeral>[{digits}百千两]{no_more}[{digits}百千万零两〇]*)"
    share = r"百分之(?P<share>[一二三四五六七八九十百零点〇]+)"
    unit = rf"[(](?:单位:)?(?P<head>万?)(?P<unit3>{units})[)]| (?P<head2>万?)(?P<unit4>{units})(?= )"
    cell = r"\d[\d,]*(?:\.\d+)?(?![\d,.%年月日])"
    table = rf"(?:{unit})[ :]{{0,12}}(?P<cells>{cell}(?: +{cell})*)"
    return re.compile(
        # one look at the character tells most places apart from a quantity, three times as fast
        rf"(?=[\d{digits}百千两全悉均都无件( ])(?:{arabic}\s?(?:(?P<percent>%)"
        rf"|(?P<magnitude>[十百千万亿]?万?)\s?(?P<more>[余多来]?)(?P<magnitude2>万?)\s?(?P<unit>{units})(?:[(]次[)])?)"
        rf"|{share}|{chinese}(?P<more2>[余多来]?)(?P<magnitude3>万?)(?P<unit2>{units})(?:[(]次[)])?"
        r"|(?P<all>全覆盖|全部|一律|悉数|[均都](?=[已实由按经通进开得完在依无未配能严聘做及予顺妥建])|无一人?(?=不)|件件(?=[如按均都有得]))"
        rf"|{table})"
    )


_ABOUT = ("约", "接近", "近")
_MORE_THAN = ("超过", "超", "逾", "突破", "不少于", "不低于", "至少")


# what follows a unit shows that it is none: 3个月, 15个工作日, 两个维护, 一次性, 三次会议 as a name
@kept_patterns
def _no_quantity_after() -> re.Pattern[str]:
    return re.compile(r"\s?(?:月|工作日|小时|百分点|年|学时|维护|性|事(?!项)|套餐|窗|站式|体化|网通|件事|以上的?学历)")


@kept_patterns
def _idiom_after() -> re.Pattern[str]:
    return re.compile(r"(?:全会|代表|常委|中全会|定律|法庭|审|化|办|跑|读|届|告知)")


@kept_patterns
def _session() -> re.Pattern[str]:
    return re.compile(r"(?:届|人大|政协|委员会|第)[^,。]{0,4}$")


def find_quantities(folded: str, start: int, end: int, column: int = 0) -> Iterator[Quantity]:
    """Every quantity in ``folded[start:end]``, in order; of a table's row the figure in ``column`` (from 0)."""
    for match in _pattern().finditer(folded, start, end):
        found = _quantity(match, folded, column)
        if found is not None:
            yield found


def _quantity(match: re.Match[str], folded: str, column: int) -> Quantity | None:
    if match["all"]:
        return Quantity(1.0, ALL, *match.span("all"))
    start, end, unit, rough = match.start(), match.end(), PERCENT, False
    if match["cells"]:  # a row of a table: the unit in brackets or a cell of its own, then the figures
        cells = match["cells"].split()
        if column >= len(cells):
            return None
        unit = match["unit3"] or match["unit4"]
        number = float(cells[column].replace(",", "")) * (10_000 if match["head"] or match["head2"] else 1)
    elif match["number"]:
        number = float(match["number"].replace(",", ""))
        if match["percent"]:
            number /= 100
        else:
            unit, rough = match["unit"], bool(match["more"])
            for char in match["magnitude"] + match["magnitude2"]:
                number *= _MAGNITUDE[char]
    else:
        parsed = 100.0 if match["share"] == "百" else parse_numeral(match["share"] or match["numeral"])
        if parsed is None:
            return None
        if match["share"]:
            number = parsed / 100
        else:
            if match["numeral"] == "一" and folded[start - 1 : start] in ("无", "有"):
                return None  # 无一起败诉
            if _idiom_after().match(folded, end) or folded[start - 1 : start] in ("“", '"', "《"):
                return None
            if folded.startswith("会议", end) and _session().search(folded, max(0, start - 8), start):
                return None  # 十四届人大三次会议 is a name
            number = parsed * (10_000 if match["magnitude3"] else 1)
            unit, rough = match["unit2"], bool(match["more2"])
    if _no_quantity_after().match(folded, end) or (unit == PERCENT and number > 1):
        return None
    before = folded[max(0, start - 4) : start].rstrip()
    after = folded[end : end + 2]
    number = round(number, 6)
    return Quantity(
        value=int(number) if number == int(number) and unit != PERCENT else number,
        unit=unit,
        start=start,
        end=end,
        approx=rough or before.endswith(_ABOUT) or after in ("左右", "上下"),
        at_least=after == "以上" or before.endswith(_MORE_THAN),
    )


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
