"""Lines of a PDF become paragraphs: page numbers and running heads dropped, footnotes behind what they note."""

import re
import statistics
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from fazhi_eval.documents.pdflines import Line

_DASH = "[-—–－·~ ]*"
_PAGE_NUMBER = re.compile(
    f"{_DASH}(?:第? ?[0-9０-９]{{1,4}} ?页?|[0-9]{{1,4}} ?/ ?[0-9]{{1,4}}|"
    f"第? ?[0-9]{{1,4}} ?页[,，/ ]*共 ?[0-9]{{1,4}} ?页)" + _DASH
)
_OPENING = re.compile(
    "(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、](?![0-9]))"
)
_DIGITS = re.compile("[0-9０-９]+")
_LATIN_SEAM = re.compile("[A-Za-z]\n[A-Za-z]")


class Measures(NamedTuple):
    """What is usual in a document, in points."""

    margins: Mapping[bool, tuple[float, float]]
    """left and right edge of the lines, of narrow ones under True"""
    size: float
    pitch: float


def measured(lines: list[Line]) -> Measures:
    """The measures of a document that has these lines."""
    body: list[Line] = []
    margins = {False: (0.0, 0.0)}
    for narrow in (False, True):
        kind = [line for line in lines if line.narrow is narrow]
        if kind:
            # long lines are the body's: they show its margins and its size
            longest = max(len(line.text) for line in kind)
            kind = [line for line in kind if len(line.text) * 10 >= longest * 7]
            rights = sorted(line.right for line in kind)
            margins[narrow] = min(line.left for line in kind), rights[len(rights) * 9 // 10]
            body += kind
    pitches = [
        above.bottom - below.bottom
        for above, below in pairwise(body)
        if above.page == below.page and above.bottom > below.bottom
    ]
    return Measures(
        margins=margins,
        size=statistics.median([line.size for line in body if line.size] or [0.0]),
        pitch=statistics.median_low(pitches) if pitches else 0.0,
    )


def without_running_heads(pages: list[list[Line]], usual: Measures) -> list[Line]:
    """All lines but page numbers and what stands on top or at the foot of nearly all pages; the first such
    head stays."""
    edges = [_edges(lines, usual) for lines in pages]
    shapes = Counter(shape for lines in edges for shape in {_shape(line) for line in lines if _may_head(line)})
    # the first page may have none; text that happens to return is worse to lose than a head is to keep
    often = {shape for shape, count in shapes.items() if count > 1 and count * 5 >= len(pages) * 4}
    kept: list[Line] = []
    seen: set[tuple[str, int]] = set()
    for lines, outer in zip(pages, edges, strict=True):
        for line in lines:
            if line in outer:
                shape = _shape(line)
                if _PAGE_NUMBER.fullmatch(line.text) or (shape in often and shape in seen):
                    continue
                seen.add(shape)
            kept.append(line)
    return kept


def _edges(lines: list[Line], usual: Measures) -> list[Line]:
    """One or two lines on top of a page and at its foot that more than the usual space parts from the rest."""
    order = sorted(lines, key=lambda line: -line.bottom)
    if not usual.size or len(order) < 3:
        return [*order[:2], *order[-2:]]
    gaps = [above.bottom - below.bottom for above, below in pairwise(order)]
    wide = usual.pitch * 1.3
    top = max((count for count in (1, 2) if gaps[count - 1] > wide), default=0)
    foot = max((count for count in (1, 2) if gaps[-count] > wide), default=0)
    return order[:top] + order[len(order) - foot :]


def _may_head(line: Line) -> bool:
    """Not a sentence, not a numbered heading: those may return on page after page and are text all the same."""
    return len(line.text) <= 40 and line.text[-1] not in "。；：" and _OPENING.match(line.text) is None


def _shape(line: Line) -> tuple[str, int]:
    """What running heads of several pages have in common: words, but for the page's number, and place."""
    return _DIGITS.sub("0", line.text), round(line.bottom / 6)


def joined(lines: list[Line], usual: Measures, pages: int) -> tuple[str, list[int]]:
    """The text of the lines, a paragraph a line, and where in it each of the ``pages`` begins."""
    pieces: list[str] = []
    starts: list[int] = [0] * pages
    length, page = 0, 0
    previous: Line | None = None
    for line in _notes_later(lines, usual):
        seam = ""
        if previous is not None:
            if _breaks(previous, line, usual):
                seam = "\n"
            elif _LATIN_SEAM.fullmatch(f"{previous.text[-1]}\n{line.text[0]}"):
                seam = " "
        length += len(seam)
        while page < line.page:
            page += 1
            starts[page] = length
        pieces += [seam, line.text]
        length += len(line.text)
        previous = line
    starts[page + 1 :] = [length] * (pages - page - 1)
    return "".join(pieces), starts


def _notes_later(lines: list[Line], usual: Measures) -> list[Line]:
    """The lines with footnotes moved behind the paragraph that runs on over them to the next page."""
    ordered: list[Line] = []
    held: list[Line] = []
    previous: Line | None = None
    for line in lines:
        if previous is not None and line.page == previous.page and 0 < line.size < usual.size * 0.85:
            held.append(line)
            continue
        if held and previous is not None and _breaks(previous, line, usual):
            ordered += held
            held = []
        ordered.append(line)
        previous = line
    return ordered + held


def _breaks(above: Line, below: Line, usual: Measures) -> bool:
    """Does ``below`` begin a paragraph?"""
    if not usual.size:  # no boxes: by the words alone
        return above.text[-1] in "。；：！？" or _OPENING.match(below.text) is not None
    em = usual.size
    large = min(above.size, below.size) > usual.size * 1.15
    if large and abs(above.size - below.size) < usual.size * 0.1:
        return False  # a title of several lines
    if above.text[-1] in "。：；:;" and _OPENING.match(below.text):
        return True
    if above.narrow != below.narrow:
        return True
    left, right = usual.margins[above.narrow]
    # no first line is indented by four characters: a cell of a table, or a signature
    if above.right < right - 2 * em or below.left > left + em or above.left > below.left + 4 * em:
        return True
    if min(above.size, below.size) > 0 and abs(above.size - below.size) > usual.size * 0.15:
        return True
    gap = above.bottom - below.bottom
    return above.page == below.page and usual.pitch > 0 and gap > usual.pitch * 1.6
