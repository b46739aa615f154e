"""The text of a PDF: its lines joined into paragraphs, page numbers and running heads dropped, pages remembered."""

import re
import statistics
import time
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from fazhi_eval.errors import InputError, Problem

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

MAX_PAGES = 300
MAX_SECONDS = 60

_DASH = "[-—–－·~ ]*"
_PAGE_NUMBER = re.compile(
    f"{_DASH}(?:第? ?[0-9０-９]{{1,4}} ?页?|[0-9]{{1,4}} ?/ ?[0-9]{{1,4}}|"
    f"第? ?[0-9]{{1,4}} ?页[,，/ ]*共 ?[0-9]{{1,4}} ?页)" + _DASH
)
_OPENING = re.compile(
    "(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、](?![0-9]))"
)
_DIGITS = re.compile("[0-9０-９]+")
_WIDE = "\u3000"
_HAN = "[\u3000-\u9fff\uff00-\uffef]"
_SEAMS = re.compile(f"(?<={_HAN}) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?={_HAN})")
_LATIN_SEAM = re.compile("[A-Za-z]\n[A-Za-z]")

# fonts without a proper table give radicals where characters are meant; those that NFKC leaves
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_SIMPLE = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳⻁⺟",
        "民西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟虎母",
        strict=True,
    )
)


class _Line(NamedTuple):
    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    """of the type, in points; 0 where no Chinese character shows it"""


class _Measures(NamedTuple):
    """What is usual in this document, in points."""

    left: float
    right: float
    size: float
    pitch: float


def pdf_text(raw: bytes, source: str) -> tuple[str, list[int]]:
    """The text of the PDF whose bytes are ``raw``, and the position where each page begins.

    Raises InputError where the file is damaged, protected by a password, has more than ``MAX_PAGES`` pages or no
    text (a scan), takes more than ``MAX_SECONDS``, or where the extra ``pdf`` (pypdfium2) is not installed.
    """
    pages = _pages(raw, source)
    if (
        sum(1 for lines in pages if lines) * 2 < len(pages)
        or sum(len(line.text) for page in pages for line in page) < 20
    ):
        raise InputError(Problem("documents.scanned", {"pages": len(pages)}, file=source))
    lines = _without_running_heads(pages)
    text, page_starts = _joined(lines, len(pages))
    unreadable = sum(1 for char in text if char == "\ufffd" or "\ue000" <= char <= "\uf8ff")
    if unreadable * 20 > len(text):
        raise InputError(Problem("documents.lost_characters", {"count": unreadable}, file=source))
    return text, page_starts


def _pages(raw: bytes, source: str) -> list[list[_Line]]:
    try:
        import pypdfium2
    except ImportError:
        raise InputError(Problem("documents.not_installed", {"format": "pdf"}, file=source)) from None
    if b"%%EOF" not in raw[-4096:]:
        # the reader would repair it in silence, without the pages that are missing
        raise InputError(Problem("documents.damaged", {"format": "pdf"}, file=source))
    deadline = time.monotonic() + MAX_SECONDS
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        code = "documents.password" if "password" in str(error).lower() else "documents.damaged"
        raise InputError(Problem(code, {"format": "pdf"}, file=source)) from None
    try:
        if len(document) > MAX_PAGES:
            params = {"found": len(document), "allowed": MAX_PAGES}
            raise InputError(Problem("documents.too_many_pages", params, file=source))
        pages = []
        for number in range(len(document)):
            page = document[number]
            pages.append(_lines(page, number))
            page.close()
            if time.monotonic() > deadline:
                raise InputError(Problem("documents.timeout", {"seconds": MAX_SECONDS}, file=source))
        return pages
    except pypdfium2.PdfiumError:
        raise InputError(Problem("documents.damaged", {"format": "pdf"}, file=source)) from None
    finally:
        document.close()


def _lines(page: "PdfPage", number: int) -> list[_Line]:
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    exact = len(text) == textpage.count_chars()
    found = []
    at = 0
    for part in text.split("\r\n"):
        inner = part.strip()
        if inner:
            first = at + part.index(inner[0])
            last = first + len(inner) - 1
            left = right = bottom = size = 0.0
            if exact:  # else positions in the text are not those of the page
                left = textpage.get_charbox(first, loose=True)[0]
                right = textpage.get_charbox(last, loose=True)[2]
                at_typical = _typical(inner)
                start, bottom, stop, _ = textpage.get_charbox(first + at_typical, loose=True)
                # the width of a Chinese character is the size of its type; boxes' heights differ with the library
                size = stop - start if inner[at_typical] > _WIDE else 0.0
                inner = _without_thin_gaps(textpage, inner, first, size)
            found.append(_Line(_cleaned(inner), number, left, right, bottom, size))
        at += len(part) + 2
    textpage.close()
    return found


def _typical(line: str) -> int:
    """A character that shows the line's size: Chinese, from the middle; the ends may be small marks of footnotes."""
    middle = len(line) // 2
    places = [*range(middle, len(line)), *range(middle)]
    wide = (place for place in places if line[place] > _WIDE)
    return next(wide, 0)


def _without_thin_gaps(textpage: "PdfTextPage", line: str, first: int, size: float) -> str:
    """The line without blanks that only the typesetter's space between Chinese and figures has made.

    A line whose first or last such blank is wide keeps them all: it is a table's row.
    """
    seams = [match.start() for match in _SEAMS.finditer(line)]
    for at in {seams[0], seams[-1]} if seams else ():
        left = textpage.get_charbox(first + at - 1, loose=True)[2]
        if textpage.get_charbox(first + at + 1, loose=True)[0] - left >= size * 0.5:
            return line
    return _SEAMS.sub("", line)


def _cleaned(line: str) -> str:
    if _RADICALS.search(line):
        line = "".join(
            _SIMPLE.get(char) or (unicodedata.normalize("NFKC", char) if _RADICALS.match(char) else char)
            for char in line
        )
    line = line.replace("\ufffe", "").replace("\x02", "")  # a hyphen at a line's end
    pieces = line.split()
    # letter-spaced: 工 作 报 告
    return "".join(pieces) if len(pieces) > 3 and max(map(len, pieces)) == 1 else " ".join(pieces)


def _without_running_heads(pages: list[list[_Line]]) -> list[_Line]:
    """All lines but page numbers and what stands on top or at the foot of nearly all pages; the first such
    head stays."""
    usual = _measured([line for lines in pages for line in lines])
    edges = [_edges(lines, usual) for lines in pages]
    shapes = Counter(shape for lines in edges for shape in {_shape(line) for line in lines if _may_head(line)})
    # the first page may have none; text that happens to return is worse to lose than a head is to keep
    often = {shape for shape, count in shapes.items() if count > 1 and count * 5 >= len(pages) * 4}
    kept: list[_Line] = []
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


def _edges(lines: list[_Line], usual: _Measures) -> list[_Line]:
    """One or two lines on top of a page and at its foot that more than the usual space parts from the rest."""
    order = sorted(lines, key=lambda line: -line.bottom)
    if not usual.size or len(order) < 3:
        return [*order[:2], *order[-2:]]
    gaps = [above.bottom - below.bottom for above, below in pairwise(order)]
    wide = usual.pitch * 1.3
    top = max((count for count in (1, 2) if gaps[count - 1] > wide), default=0)
    foot = max((count for count in (1, 2) if gaps[-count] > wide), default=0)
    return order[:top] + order[len(order) - foot :]


def _may_head(line: _Line) -> bool:
    """Not a sentence, not a numbered heading: those may return on page after page and are text all the same."""
    return len(line.text) <= 40 and line.text[-1] not in "。；：" and _OPENING.match(line.text) is None


def _shape(line: _Line) -> tuple[str, int]:
    """What running heads of several pages have in common: words, but for the page's number, and place."""
    return _DIGITS.sub("0", line.text), round(line.bottom / 6)


def _joined(lines: list[_Line], pages: int) -> tuple[str, list[int]]:
    usual = _measured(lines)
    pieces: list[str] = []
    starts: list[int] = [0] * pages
    length, page = 0, 0
    previous: _Line | None = None
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


def _notes_later(lines: list[_Line], usual: _Measures) -> list[_Line]:
    """The lines with footnotes moved behind the paragraph that runs on over them to the next page."""
    ordered: list[_Line] = []
    held: list[_Line] = []
    previous: _Line | None = None
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


def _measured(lines: list[_Line]) -> _Measures:
    # long lines are the body's: they show its margins and its size
    longest = max((len(line.text) for line in lines), default=0)
    body = [line for line in lines if len(line.text) * 10 >= longest * 7] or lines
    pitches = [
        above.bottom - below.bottom
        for above, below in pairwise(body)
        if above.page == below.page and above.bottom > below.bottom
    ]
    rights = sorted(line.right for line in body)
    return _Measures(
        left=min((line.left for line in body), default=0.0),
        right=rights[len(rights) * 9 // 10] if rights else 0.0,
        size=statistics.median([line.size for line in body if line.size] or [0.0]),
        pitch=statistics.median_low(pitches) if pitches else 0.0,
    )


def _breaks(above: _Line, below: _Line, usual: _Measures) -> bool:
    """Does ``below`` begin a paragraph?"""
    if not usual.size:  # no boxes: by the words alone
        return above.text[-1] in "。；：！？" or _OPENING.match(below.text) is not None
    em = usual.size
    large = min(above.size, below.size) > usual.size * 1.15
    if large and abs(above.size - below.size) < usual.size * 0.1:
        return False  # a title of several lines
    if above.text[-1] in "。：；:;" and _OPENING.match(below.text):
        return True
    if above.right < usual.right - 2 * em or below.left > usual.left + em:
        return True
    if min(above.size, below.size) > 0 and abs(above.size - below.size) > usual.size * 0.15:
        return True
    gap = above.bottom - below.bottom
    return above.page == below.page and usual.pitch > 0 and gap > usual.pitch * 1.6
