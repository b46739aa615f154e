"""The lines of one page of a PDF: clean text, and where it stands."""

import math
import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_HAN = re.compile("[\u4e00-\u9fff]")
_WIDE = "[\u3000-\u9fff\uff00-\uffef]"
# begins with the blank, so that the engine skips quickly from one to the next
_SEAMS = re.compile(f" (?:(?<={_WIDE} )(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%] )(?={_WIDE}))")
_BLANKS = re.compile(r"\s+")

_UNCLEAN = re.compile("[\\s\x02\ufffe\u2e80-\u2fdf\uf900-\ufaff]")
# fonts without a proper table give radicals where characters are meant; those that NFKC leaves
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_SIMPLE = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳⻁⺟",
        "民西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟虎母",
        strict=True,
    )
)
_FEW = 6
"""lines with gaps that are too few to show columns"""


class Line(NamedTuple):
    """One line of a page. Lengths in points, from the page's lower left corner."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    """of the type, in points; 0 where no Chinese character shows it"""
    narrow: bool = False
    """stands in one of two columns, and counts ``left`` and ``right`` from that column's left edge"""


_Box = Callable[[int], tuple[float, float, float]]
"""left, bottom and right edge of the character at a place of the page"""


class _Span(NamedTuple):
    text: str
    first: int
    """the place of its first character on the page"""


def page_lines(page: "PdfPage", number: int) -> tuple[list[Line], list[Line]]:
    """The lines of ``page``, the ``number``-th from 0, in the order in which the file has them.

    Also the same lines cut in two at a wide gap in the middle, where many have one: two columns line by line, or a
    table. None of these where few have one.
    """
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    exact = len(text) == textpage.count_chars()  # else positions in the text are not those of the page
    spans = []
    at = 0
    for part in text.split("\r\n"):
        inner = part.strip()
        if inner:
            spans.append(_Span(inner, at + part.index(inner[0])))
        at += len(part) + 2
    box = _boxes(textpage)
    lines = [_line(box, span, number) if exact else _placeless(span, number) for span in spans]
    halves = [_line(box, span, number) for span in _halved(box, spans, lines)] if exact else []
    textpage.close()
    # a line may hold nothing but marks that cleaning takes away
    return [line for line in lines if line.text], [line for line in halves if line.text]


def _boxes(textpage: "PdfTextPage") -> _Box:
    """Where characters stand, straight from the library: there are five questions a line."""
    from pypdfium2 import PdfiumError
    from pypdfium2.raw import FS_RECTF, FPDFText_GetLooseCharBox

    handle, rectangle = textpage.raw, FS_RECTF()

    def box(at: int) -> tuple[float, float, float]:
        if not FPDFText_GetLooseCharBox(handle, at, rectangle):
            raise PdfiumError("no such character")
        return rectangle.left, rectangle.bottom, rectangle.right

    return box


def _placeless(span: _Span, number: int) -> Line:
    return Line(_cleaned(span.text), number, 0.0, 0.0, 0.0, 0.0)


def _line(box: _Box, span: _Span, number: int) -> Line:
    text, first = span
    left, bottom, stop = box(first)
    start = left
    right = box(first + len(text) - 1)[2]
    size = 0.0
    # a Chinese character shows the size by its width, as punctuation may be narrowed, and boxes' heights differ with
    # the library; from the middle where the first is none, as the ends may be small marks of footnotes
    shown = _HAN.match(text) or _HAN.search(text, len(text) // 2) or _HAN.search(text)
    if shown:
        if shown.start():
            start, bottom, stop = box(first + shown.start())
        size = stop - start
    if not math.isfinite(left + right + bottom + size):  # in damaged files
        return _placeless(span, number)
    if " " in text:
        text = _without_thin_gaps(box, span, size)
    return Line(_cleaned(text), number, left, right, bottom, size)


def _without_thin_gaps(box: _Box, span: _Span, size: float) -> str:
    """The line without blanks that only the typesetter's space between Chinese and figures has made.

    A line whose first or last such blank is wide keeps them all: it is a table's row.
    """
    seams = [match.start() for match in _SEAMS.finditer(span.text)]
    for at in {seams[0], seams[-1]} if seams else ():
        left, right = _gap(box, span.first + at, span.first + at + 1)
        if right - left >= size * 0.5:
            return span.text
    edges = pairwise([-1, *seams, len(span.text)])
    return "".join([span.text[start + 1 : end] for start, end in edges])


def _gap(box: _Box, start: int, end: int) -> tuple[float, float]:
    """From where to where the blanks ``start`` to ``end`` part what stands around them."""
    return box(start - 1)[2], box(end)[0]


def _halved(box: _Box, spans: list[_Span], lines: list[Line]) -> list[_Span]:
    """All lines, those cut in two that have a wide gap where the page has its middle; none where few of them have."""
    parted = [span for span, line in zip(spans, lines, strict=True) if " " in line.text]
    if len(parted) * 2 < len(spans) or len(parted) < _FEW:
        return []
    sample = parted[:: len(parted) // _FEW]
    left = min(box(span.first)[0] for span in sample)
    right = max(box(span.first + len(span.text) - 1)[2] for span in sample)
    middle = (left + right) / 2
    if sum(len(_cut(box, span, middle)) > 1 for span in sample) * 2 < len(sample):
        return []
    return [half for span in spans for half in _cut(box, span, middle)]


def _cut(box: _Box, span: _Span, middle: float) -> list[_Span]:
    text, first = span
    for blanks in _BLANKS.finditer(text):
        left, right = _gap(box, first + blanks.start(), first + blanks.end())
        if left < middle < right:
            return [_Span(text[: blanks.start()], first), _Span(text[blanks.end() :], first + blanks.end())]
    return [span]


def _cleaned(line: str) -> str:
    if not _UNCLEAN.search(line):
        return line
    line = "".join(
        _SIMPLE.get(char) or (unicodedata.normalize("NFKC", char) if _RADICALS.match(char) else char) for char in line
    )
    line = line.replace("\ufffe", "").replace("\x02", "")  # a hyphen at a line's end
    pieces = line.split()
    # letter-spaced: 工 作 报 告
    return "".join(pieces) if len(pieces) > 3 and max(map(len, pieces)) == 1 else " ".join(pieces)
