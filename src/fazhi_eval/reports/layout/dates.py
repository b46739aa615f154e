"""Dates as Chinese reports and web pages write them, also where characters were lost on the way.

A page that drops 年 and 月 leaves ``20211231日``. Where such a run of digits has one possible reading it is that date;
where it has several, the date is ambiguous: a state of its own, never a guess. Everything counts in folded text.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from fazhi_eval.patterns import kept_patterns


class FoundDate(NamedTuple):
    """A date at ``folded[start:end]``. ``value`` is None where ``readings`` holds more than one possible date."""

    start: int
    end: int
    value: date | None
    readings: tuple[date, ...]


_NUMERALS = {char: str(n) for n, char in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○O0", "0")


@kept_patterns
def _pattern() -> re.Pattern[str]:
    numeral = "[〇零○O0一二三四五六七八九]"
    small = "[一二三四五六七八九十廿卅]"
    return re.compile(
        r"(?<![\d.])((?:19|20)\d\d) ?"
        r"(?:年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?(?:[日号]|(?!\w))|([-/.])(\d{1,2})\4(\d{1,2})(?![\d.]))"
        rf"|([一二]{numeral}{{3}}) ?年 ?({small}{{1,2}}) ?月 ?({small}{{1,3}}) ?[日号]"
        r"|(?<!\d)((?:19|20)\d\d)(年?)(\d{1,4})(月?)(\d{0,2})日"
    )


def find_dates(folded: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """Every whole date (year, month and day) in ``folded[start:end]``, in order. Month 13 is no date."""
    for match in _pattern().finditer(folded, start, len(folded) if end is None else end):
        year, month, day, _, month2, day2, cn_year, cn_month, cn_day, lost_year, *lost = match.groups()
        if year:
            readings = _valid(int(year), [(int(month or month2), int(day or day2))])
        elif cn_year:
            number = int("".join(_NUMERALS[char] for char in cn_year))
            readings = _valid(number, [(_small(cn_month), _small(cn_day))])
        else:
            readings = _valid(int(lost_year), _lost(*lost))
        if readings:
            yield FoundDate(match.start(), match.end(), readings[0] if len(readings) == 1 else None, readings)


def _lost(year_mark: str, first: str, month_mark: str, second: str) -> list[tuple[int, int]]:
    """The (month, day) pairs that digits with lost marks may stand for."""
    if month_mark:
        return [(int(first), int(second))] if second and len(first) <= 2 else []
    digits = first + second
    if len(digits) == 4:
        return [(int(digits[:2]), int(digits[2:]))]
    # 2021111日: 1月11日 or 11月1日; a part never begins with 0 when it has lost its neighbour
    pairs = [(digits[:cut], digits[cut:]) for cut in range(1, len(digits))]
    return [(int(m), int(d)) for m, d in pairs if len(m) <= 2 and len(d) <= 2 and m[0] != "0" and d[0] != "0"]


def _small(text: str) -> int:
    """A Chinese numeral from 一 to 三十九, also 廿 and 卅."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(_NUMERALS[text]) if len(text) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (int(_NUMERALS[tens]) if tens else 1) * 10 + (int(_NUMERALS[ones]) if ones else 0)


def _valid(year: int, pairs: list[tuple[int, int]]) -> tuple[date, ...]:
    found = []
    for month, day in pairs:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return tuple(sorted(set(found)))
