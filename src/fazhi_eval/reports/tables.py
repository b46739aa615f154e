"""Tables in a text: rows of cells become the short sentences that a clerk would read out of them.

A row is a line that ends in figures, its cells parted by blanks or by |. Which of several figures is meant is told by
the head: the column of the report's year, else that of a total. Where the head names things counted, every column of
the row of totals (or of the only row) is read out with its name. The unit stands with a figure, in a cell of its own,
in brackets behind a name, or above the table.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.quantities import PERCENT, UNIT_WORDS


class Row(NamedTuple):
    """One line of a table at ``text[start:end]`` and what it says, in ``sentences``.

    ``sure`` is false where no head tells which of its figures is meant: then the first is read.
    """

    start: int
    end: int
    sentences: tuple[str, ...]
    sure: bool


class _Line(NamedTuple):
    start: int
    end: int
    names: tuple[str, ...]
    """the cells before the figures; of a line without figures all cells"""
    figures: tuple[str, ...]


_ABOVE = 3
"""lines above a table in which its head and its unit stand"""
_TOTAL = re.compile(r"(?:全[省市区县镇局]|本年|年度)?(?:合计|总计|共计|总数|总量|小计)")
_THIS_YEAR = ("本年", "今年", "当年", "本期")
_OTHER_YEAR = ("上年", "去年", "上期", "同期", "增减", "同比", "增长", "变化")


def find_tables(folded: str, start: int, end: int, year: int | None) -> Iterator[Row]:
    """The rows of all tables in ``folded[start:end]``, in order; of ``year`` where their heads name years."""
    if _patterns().row.search(folded, start, end) is None:
        return
    above: list[_Line] = []
    block: list[_Line] = []
    for line in [*_lines(folded, start, end), None]:
        if line is not None and line.figures:
            block.append(line)
            continue
        if block:
            yield from _read_out(block, above[-_ABOVE:], year)
            above, block = [], []
        if line is not None:
            above.append(line)


def _lines(folded: str, start: int, end: int) -> Iterator[_Line]:
    for match in _patterns().line.finditer(folded, start, end):
        cells = [cell.strip() for cell in match.group().split("|" if "|" in match.group() else None)]
        cells = [cell for cell in cells if cell]
        count = len(cells)
        while count and _patterns().figure.fullmatch(cells[count - 1]):
            count -= 1
        if "。" in match.group():
            count = len(cells)
        yield _Line(*match.span(), tuple(cells[:count]), tuple(cells[count:]))


def _read_out(rows: Sequence[_Line], above: Sequence[_Line], year: int | None) -> Iterator[Row]:
    units = (_patterns().above.search("".join(line.names)) for line in reversed(above))
    unit = next((found["unit"] for found in units if found), "")
    width = max(len(row.figures) for row in rows)
    head = _head(width, above)
    column = _column(head[-width:], year) if head else None
    if head and column is None and width > 1:
        yield from _by_column(rows, head, unit, year)
        return
    if head and column == _NOT_THERE:
        return
    for row in rows:
        place = min(column or 0, len(row.figures) - 1)
        if column is not None and len(row.figures) < width:
            continue  # a cell is empty: no telling which
        told = _sentence(row.names, row.figures[place], unit)
        if told:
            yield Row(row.start, row.end, (told,), sure=head != () or len(row.figures) == 1)


def _by_column(rows: Sequence[_Line], head: Sequence[str], unit: str, year: int | None) -> Iterator[Row]:
    """Rows under a head of things counted: the total, the row of the year, else each row with its own name."""
    chosen = [row for row in rows if any(_TOTAL.match(name) for name in row.names)]
    chosen = chosen or [row for row in rows if year is not None and any(str(year) in name for name in row.names)]
    for row in chosen or rows:
        names = () if chosen or len(rows) == 1 else row.names
        if len(row.figures) > len(head):
            continue
        cells = zip(head[-len(row.figures) :], row.figures, strict=True)
        told = tuple(filter(None, (_sentence((*names, title), figure, unit) for title, figure in cells)))
        if told:
            yield Row(row.start, row.end, told, sure=True)


def _head(width: int, above: Sequence[_Line]) -> tuple[str, ...]:
    """The cells of the line above that heads ``width`` columns; none where no line has as many cells."""
    for line in reversed(above):
        if len(line.names) >= max(width, 2) and "。" not in "".join(line.names):
            return line.names
    return ()


_NOT_THERE = -1


def _column(head: Sequence[str], year: int | None) -> int | None:
    """Which of the columns under ``head`` holds the year's figures, or the total; None where they are no years."""
    years = [_patterns().year.search(name) for name in head]
    if any(years):
        named = [index for index, found in enumerate(years) if found and (year is None or int(found.group()) == year)]
        return named[0] if named else _NOT_THERE
    now = [index for index, name in enumerate(head) if name.startswith(_THIS_YEAR)]
    if now or any(name.startswith(_OTHER_YEAR) for name in head):
        return now[0] if now else 0
    totals = [index for index, name in enumerate(head) if _TOTAL.match(name)]
    return totals[0] if totals else 0 if len(head) == 1 else None


def _sentence(names: Sequence[str], figure: str, unit: str) -> str:
    """Names and figure in one sentence; empty where no unit is told."""
    words, name = _patterns(), "".join(names)
    if words.with_unit.search(figure):
        return f"{words.bracketed.sub('', name)}{figure}"
    if not figure[0].isdigit():
        return ""
    if names and words.unit.fullmatch(names[-1]):
        name, unit = "".join(names[:-1]), names[-1]
    elif told := words.bracketed.search(name):
        name, unit = name[: told.start()] + name[told.end() :], told["unit"]
    return f"{name}{figure}{unit}" if unit and name else ""


class _Patterns(NamedTuple):
    line: re.Pattern[str]
    row: re.Pattern[str]
    """a line that ends in a figure of its own cell"""
    figure: re.Pattern[str]
    with_unit: re.Pattern[str]
    unit: re.Pattern[str]
    bracketed: re.Pattern[str]
    above: re.Pattern[str]
    year: re.Pattern[str]


@kept_patterns
def _patterns() -> _Patterns:
    units = "万?(?:" + "|".join(map(re.escape, (PERCENT, *UNIT_WORDS))) + ")"
    figure = rf"[+-]?\d[\d,]*(?:\.\d+)?(?:{units})?"
    return _Patterns(
        line=re.compile(r"[^\n]+"),
        row=re.compile(rf"[ |]{figure}[ |]*(?:\n|$)"),
        figure=re.compile(rf"{figure}|[-—–/]+"),
        with_unit=re.compile(rf"{units}$"),
        unit=re.compile(units),
        bracketed=re.compile(rf"[(](?:单位:)?(?P<unit>{units})[)]"),
        above=re.compile(rf"单位[:为]?(?P<unit>{units})"),
        year=re.compile(r"20\d\d(?=年|$)"),
    )
