"""The Document: a file's text with positions. Knows nothing of law."""

from pydantic import BaseModel, ConfigDict


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Paragraph(_Model):
    """One line of report text that is not blank: ``text[start:end]``. ``page`` counts from 1 where there are pages."""

    start: int
    end: int
    page: int | None = None


class Section(_Model):
    """One numbered heading and all that stands under it.

    ``number`` is the mark as written (``一、``, ``（二）``, ``三是``, ``1.``; empty for a heading without one),
    ``title`` the heading without it, ``level`` its depth (1 = 一、, 2 = （一）, 3 = 1., 4 = （1）, 5 = 一是). The
    heading stands at ``text[start:heading_end]``, the whole section at ``text[start:end]``.
    """

    number: str
    title: str
    level: int
    start: int
    heading_end: int
    end: int
    children: tuple["Section", ...] = ()


class Document(_Model):
    """A decoded file.

    ``text`` is what every ``start``/``end`` counts in, in Unicode code points. ``folded`` has the same length:
    full-width digits and Latin letters, the marks ``，；：（）％`` and odd blanks made one form, so that patterns
    are written once. ``body_start``/``body_end`` enclose the report text proper (banners, the title and date lines
    before it and footers after it are outside). ``source`` is the path as given, ``format``
    one of txt, html, docx, pdf, doc.
    """

    source: str
    format: str
    encoding: str | None = None
    sha256: str
    text: str
    folded: str
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...] = ()
    body_start: int = 0
    body_end: int
