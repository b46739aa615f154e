"""A file becomes a Document: what it is shows in its content first, in its name after."""

import os
from collections.abc import Callable
from pathlib import Path

from fazhi_eval.documents.build import build_document, document_from_text
from fazhi_eval.documents.decode import decode
from fazhi_eval.documents.model import Document
from fazhi_eval.errors import InputError, Problem

__all__ = ["FORMATS", "MAX_BYTES", "document_from_text", "read_document"]

MAX_BYTES = 20_000_000
"""of one file"""

FORMATS = (".txt", ".text", ".md", ".html", ".htm", ".shtml", ".xhtml", ".docx", ".pdf", ".doc")
"""names that are read; content decides where name and content differ"""

_HTML_NAMES = (".html", ".htm", ".shtml", ".xhtml")
_TEXT_NAMES = ("", ".txt", ".text", ".md")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")


def read_document(path: str | Path) -> Document:
    """The report in the file ``path``.

    Raises InputError where the file is missing, empty, too big, of a kind that is not read, damaged, protected,
    or holds no text; its problems say which, and what to do.
    """
    source = str(path)
    raw = _content(Path(path), source)
    return _reader(raw, Path(path).suffix.lower(), source)(raw, source)


def _content(path: Path, source: str) -> bytes:
    try:
        with path.open("rb") as stream:
            # no more than needed, as room is made for all that is asked for; a pipe has no size
            raw = stream.read(min(os.fstat(stream.fileno()).st_size or MAX_BYTES, MAX_BYTES) + 1)
    except FileNotFoundError:
        raise InputError(Problem("documents.missing", file=source)) from None
    except IsADirectoryError:
        raise InputError(Problem("documents.folder", file=source)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(Problem("documents.unreadable", {"reason": reason}, file=source)) from None
    if len(raw) > MAX_BYTES:
        raise InputError(Problem("documents.too_big", {"allowed": MAX_BYTES // 1_000_000}, file=source))
    if not raw:
        raise InputError(Problem("documents.empty", file=source))
    return raw


def _reader(raw: bytes, suffix: str, source: str) -> Callable[[bytes, str], Document]:
    if raw.startswith(b"%PDF") or (suffix == ".pdf" and b"%PDF" in raw[:1024]):
        return _read_pdf
    if raw.startswith(b"PK\x03\x04"):
        if b"word/" in raw or suffix == ".docx":
            return _read_docx
        if suffix == ".ofd" or b"OFD.xml" in raw:
            raise InputError(Problem("documents.ofd", file=source))
    if raw.startswith(_OLE):
        if suffix == ".wps":
            raise InputError(Problem("documents.wps", file=source))
        if suffix == ".docx":
            # Word wraps a docx with a password in this older container
            raise InputError(Problem("documents.password", file=source))
        if suffix == ".doc":
            return _read_doc
    if raw.startswith(b"{\\rtf"):
        raise InputError(Problem("documents.rtf", file=source))
    if raw.startswith(_PICTURES) and b"\0" in raw[:512]:
        raise InputError(Problem("documents.picture", file=source))
    head = raw[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    # content management systems name a web page .doc to make Word open it
    if suffix in _HTML_NAMES or head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return _read_html
    if suffix in _TEXT_NAMES:
        return _read_text
    if suffix in (".docx", ".pdf", ".doc"):
        raise InputError(Problem("documents.damaged", {"format": suffix[1:]}, file=source))
    if suffix in (".wps", ".ofd"):
        raise InputError(Problem(f"documents.{suffix[1:]}", file=source))
    raise InputError(Problem("documents.unknown_format", {"found": suffix, "allowed": " ".join(FORMATS)}, file=source))


def _read_text(raw: bytes, source: str) -> Document:
    text, encoding = decode(raw, source)
    return build_document(text, source, "txt", raw, encoding)


def _read_html(raw: bytes, source: str) -> Document:
    from fazhi_eval.documents.html import declared_encoding, html_text

    page, encoding = decode(raw, source, declared_encoding(raw))
    return build_document(html_text(page, source), source, "html", raw, encoding)


def _read_docx(raw: bytes, source: str) -> Document:
    from fazhi_eval.documents.docx import docx_text

    return build_document(docx_text(raw, source), source, "docx", raw)


def _read_pdf(raw: bytes, source: str) -> Document:
    from fazhi_eval.documents.pdf import pdf_text

    text, page_starts = pdf_text(raw, source)
    return build_document(text, source, "pdf", raw, page_starts=page_starts)


def _read_doc(raw: bytes, source: str) -> Document:
    from fazhi_eval.documents.doc import doc_text

    return build_document(doc_text(raw, source), source, "doc", raw)
