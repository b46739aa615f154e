"""Pages with two columns of running text: the left one is read first, then the right one.

Only where that is plain: columns of one width, many lines in them full, a gutter that few lines cross. A table has
short cells, or rows that end together; its lines stay in the order in which the file has them, as on any other page.
"""

import statistics
from bisect import bisect_left
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from fazhi_eval.documents.pdflines import Line

_FEW = 6
"""full lines that a column has at least; on a page behind one with columns fewer do"""
_NARROWEST = 12
"""characters of a column's line"""
_LEFT, _RIGHT, _ACROSS = 0, 1, 2


class Gutter(NamedTuple):
    """What stands between two columns. Lengths in points."""

    middle: float
    edges: tuple[float, float]
    """the right edges of the columns"""
    starts: tuple[float, float]
    """their left edges"""
    size: float
    """of the type"""


def in_columns(lines: list[Line], halves: list[Line], known: Gutter | None) -> tuple[list[Line], Gutter | None]:
    """The lines of one page in reading order, and the gutter between its columns.

    ``halves`` are the lines cut where the page may have a gutter, none where it has none; ``known`` is the gutter of
    earlier pages. Of a page without columns these are ``lines`` and ``known``.
    """
    for candidates in (halves, lines):
        gutter = _gutter(candidates) or known
        if gutter is not None and candidates and _flows(candidates, gutter, candidates is halves):
            return _ordered(candidates, gutter), gutter
    return lines, known


def _gutter(lines: list[Line]) -> Gutter | None:
    if len(lines) < 2 * _FEW:
        return None
    middle = (min(line.left for line in lines) + max(line.right for line in lines)) / 2
    left = [line for line in lines if line.right < middle]
    right = [line for line in lines if line.left > middle]
    sizes = [line.size for line in lines if line.size]
    if min(len(left), len(right)) < _FEW or len(sizes) * 2 < len(lines):
        return None
    em = statistics.median(sizes)
    edges = max(line.right for line in left), max(line.right for line in right)
    starts = min(line.left for line in left), min(line.left for line in right)
    widths = edges[0] - starts[0], edges[1] - starts[1]
    if starts[1] - edges[0] < em / 2 or min(widths) < max(_NARROWEST * em, 0.85 * max(widths)):
        return None
    found = Gutter((edges[0] + starts[1]) / 2, edges, starts, em)
    full = [_side(line, found) for line in lines if _full(line, found)]
    return found if min(full.count(_LEFT), full.count(_RIGHT)) >= _FEW else None


def _side(line: Line, gutter: Gutter) -> int:
    return _LEFT if line.right < gutter.middle else _RIGHT if line.left > gutter.middle else _ACROSS


def _full(line: Line, gutter: Gutter) -> bool:
    """Whether the line ends where its column ends."""
    side = _side(line, gutter)
    return side != _ACROSS and line.right > gutter.edges[side] - 3 * gutter.size


def _flows(lines: list[Line], gutter: Gutter, cut: bool) -> bool:
    """Whether the text runs on from line to line of a column: many lines are full, and few go across."""
    places = _places(lines, gutter)
    across = sum(side == _ACROSS for _, side in places)
    # the others may be headings, ends of paragraphs and page numbers
    full = [place for line, place in zip(lines, places, strict=True) if _full(line, gutter)]
    if across * 4 > len(lines) or len(full) * 3 < len(lines) - across:
        return False
    if cut:
        return not _rows_apart(lines, gutter)
    # the cells of a table take turns in the file, columns do not
    runs = [place for place, _ in groupby(full)]
    return len(runs) == len(set(runs))


def _rows_apart(lines: list[Line], gutter: Gutter) -> bool:
    """Whether lines that were cut are a table's: with space between rows, or cells that end before their neighbours."""
    rows: dict[int, set[int]] = {}
    for line in lines:
        rows.setdefault(round(line.bottom * 2 / gutter.size), set()).add(_side(line, gutter))
    pairs = sorted(at for at, sides in rows.items() if {_LEFT, _RIGHT} <= sides)
    if len(pairs) < _FEW:
        return True
    inner = sorted(at for at in rows if pairs[0] <= at <= pairs[-1])
    steps = [above - below for below, above in pairwise(inner)]
    usual = statistics.median(steps)
    wide = sum(step > usual * 1.4 for step in steps)
    return wide > 2 or len(inner) - len(pairs) > max(1, len(inner) // 10)


def _places(lines: list[Line], gutter: Gutter) -> list[tuple[int, int]]:
    """For each line how many lines across stand above it, and its side: the order in which they are read."""
    sides = [_side(line, gutter) for line in lines]
    across = sorted(-line.bottom for line, side in zip(lines, sides, strict=True) if side == _ACROSS)
    return [(bisect_left(across, -line.bottom), side) for line, side in zip(lines, sides, strict=True)]


def _ordered(lines: list[Line], gutter: Gutter) -> list[Line]:
    ordered = []
    for (_, side), line in sorted(zip(_places(lines, gutter), lines, strict=True), key=itemgetter(0)):
        if side != _ACROSS:
            start = gutter.starts[side]
            line = line._replace(left=line.left - start, right=line.right - start, narrow=True)
        ordered.append(line)
    return ordered
