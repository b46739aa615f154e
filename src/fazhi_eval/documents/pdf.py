"""The text of a PDF: its lines joined into paragraphs, page numbers and running heads dropped, pages remembered."""

import re
import time

from fazhi_eval.documents.pdfcolumns import in_columns
from fazhi_eval.documents.pdflines import Line, page_lines
from fazhi_eval.documents.pdfparagraphs import joined, measured, without_running_heads
from fazhi_eval.errors import InputError, Problem

MAX_PAGES = 300
MAX_SECONDS = 60

_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")


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
    usual = measured([line for lines in pages for line in lines])
    text, page_starts = joined(without_running_heads(pages, usual), usual, len(pages))
    unreadable = len(_UNREADABLE.findall(text))
    if unreadable * 20 > len(text):
        raise InputError(Problem("documents.lost_characters", {"count": unreadable}, file=source))
    return text, page_starts


def _pages(raw: bytes, source: str) -> list[list[Line]]:
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
        gutter = None
        for number in range(len(document)):
            page = document[number]
            lines, gutter = in_columns(*page_lines(page, number), gutter)
            pages.append(lines)
            page.close()
            if time.monotonic() > deadline:
                raise InputError(Problem("documents.timeout", {"seconds": MAX_SECONDS}, file=source))
        return pages
    except pypdfium2.PdfiumError:
        raise InputError(Problem("documents.damaged", {"format": "pdf"}, file=source)) from None
    finally:
        document.close()
