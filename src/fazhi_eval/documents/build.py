"""A Document out of decoded text: folding, paragraphs, body and sections, the same for every format."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence

from fazhi_eval.built import built
from fazhi_eval.documents.body import find_body
from fazhi_eval.documents.model import Document, Paragraph
from fazhi_eval.documents.normalise import fold, text_lines
from fazhi_eval.documents.sections import find_sections
from fazhi_eval.errors import InputError, Problem

MAX_CHARACTERS = 1_000_000
"""of one report's text: some two hundred times a long one; more is a file of another kind"""


def build_document(
    text: str,
    source: str,
    format: str,
    raw: bytes,
    encoding: str | None = None,
    page_starts: Sequence[int] = (),
) -> Document:
    """The Document of ``text``, read from the bytes ``raw``. ``page_starts`` are the positions where pages begin.

    Raises InputError where the text is blank or longer than ``MAX_CHARACTERS``.
    """
    if not text or text.isspace():
        raise InputError(Problem("documents.blank", file=source))
    if len(text) > MAX_CHARACTERS:
        problem = Problem("documents.too_long", {"found": len(text), "allowed": MAX_CHARACTERS}, file=source)
        raise InputError(problem)
    folded = fold(text)
    lines = text_lines(folded)
    body_start, body_end = find_body(folded, lines)
    return Document.model_construct(
        source=source,
        format=format,
        encoding=encoding,
        sha256=hashlib.sha256(raw).hexdigest(),
        text=text,
        folded=folded,
        paragraphs=tuple([_paragraph(*line, page_starts) for line in lines]),
        sections=find_sections(folded, body_start, body_end, text),
        body_start=body_start,
        body_end=body_end,
    )


def document_from_text(text: str, source: str = "<text>") -> Document:
    """The Document of a text that is already decoded. Raises InputError where it is blank or too long."""
    return build_document(text, source, "txt", text.encode("utf-8", "surrogatepass"))


def _paragraph(start: int, end: int, page_starts: Sequence[int]) -> Paragraph:
    page = bisect_right(page_starts, start) if page_starts else None
    return built(Paragraph, {"start": start, "end": end, "page": page})
