"""The text of a Word file: paragraphs with their automatic numbers, tables, text boxes and footnotes.

Read straight from the archive's XML. Tracked deletions, hidden text and tables of contents are left out; insertions
count. A row of a table is one line, its cells parted by tabs.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fazhi_eval.documents.wordclean import clean
from fazhi_eval.documents.wordnumbers import Numbering
from fazhi_eval.documents.wordstyles import read_styles
from fazhi_eval.errors import InputError, Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_UNPACKED = 20_000_000
"""bytes of the parts that are read, unpacked"""
MAX_STYLES = 500
"""that paragraphs of one document have: some thirty times the usual"""
_LAYOUT_CELL = 200
"""characters: a longer cell lays out text, a shorter one holds data"""

_USUAL_PART = "word/document.xml"
_MAIN_PART = re.compile(rb'<Relationship\b(?=[^>]*relationships/officeDocument")[^>]*\bTarget="/?([^"]+)"')


def docx_text(raw: bytes, source: str) -> str:
    """The text of the Word file whose bytes are ``raw``.

    Raises InputError where the archive is damaged, unpacks to too much, is protected, has a DOCTYPE or more styles than
    ``MAX_STYLES``, or where the extra ``docx`` (lxml) is not installed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _text(archive, source)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, KeyError, ValueError):
        raise _damaged(source) from None


def _text(archive: zipfile.ZipFile, source: str) -> str:
    main = _main_part(archive)

    def part(name: str) -> bytes:
        return _part(archive, f"{main.rpartition('/')[0]}/{name}.xml", source)

    document = _part(archive, main, source)
    root = _parse(document, source)
    w = root.tag.partition("}")[0] + "}"
    used = {str(style.get(f"{w}val")) for style in root.iter(f"{w}pStyle")}
    if len(used) > MAX_STYLES:
        raise _damaged(source)
    styles = read_styles(part("styles"), used) if used else {}
    numbered = b":numPr" in document or any(style.number for style in styles.values())
    numbers = part("numbering") if numbered else b""
    numbering = Numbering(_parse(numbers, source) if numbers else None, styles, w)
    contents = frozenset(name for name, style in styles.items() if style.contents)
    notes: dict[str, _Element] = {}
    for kind in ("footnote", "endnote") if b"noteReference" in document else ():
        if f"{kind}Reference".encode() in document and (stored := part(f"{kind}s")):
            notes |= _notes(_parse(stored, source), kind, w)
    clean(root, notes, w)
    return "\n".join(_lines(root, _Walk(w, numbering, contents)))


def _damaged(source: str) -> InputError:
    return InputError(Problem("documents.damaged", {"format": "docx"}, file=source))


def _main_part(archive: zipfile.ZipFile) -> str:
    if _USUAL_PART in archive.NameToInfo:
        return _USUAL_PART
    try:
        found = _MAIN_PART.search(archive.read("_rels/.rels")[:100_000])
    except KeyError:
        found = None
    return found.group(1).decode("utf-8", "replace") if found else _USUAL_PART


def _part(archive: zipfile.ZipFile, name: str, source: str) -> bytes:
    """The part's bytes, none where there is no such part."""
    if name not in archive.NameToInfo:
        return b""
    entry = archive.getinfo(name)
    if entry.flag_bits & 1:
        raise InputError(Problem("documents.password", file=source))
    # zipfile never yields more than the size an entry declares
    if entry.file_size > MAX_UNPACKED:
        raise InputError(Problem("documents.bomb", {"allowed": MAX_UNPACKED // 1_000_000}, file=source))
    return archive.read(entry)


def _parse(part: bytes, source: str) -> "_Element":
    try:
        from lxml import etree
    except ImportError:
        raise InputError(Problem("documents.not_installed", {"format": "docx"}, file=source)) from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        raise _damaged(source) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(Problem("documents.doctype", file=source))
    return root


def _notes(root: "_Element", kind: str, w: str) -> dict[str, "_Element"]:
    """Footnotes or endnotes by the tag and id that refer to them; lines that part them from the text are none."""
    clean(root, {}, w)
    return {f"{w}{kind}Reference {note.get(f'{w}id')}": note for note in root if note.get(f"{w}type") is None}


class _Walk:
    """What a paragraph's text needs of the whole document: names in its namespace, numbers counted so far."""

    def __init__(self, w: str, numbering: Numbering, contents: frozenset[str]) -> None:
        self.tags = f"{w}t", f"{w}ilvl", f"{w}numId", f"{w}pStyle", f"{w}tbl", f"{w}p"
        self.row, self.cell, self.value = f"{w}tr", f"{w}tc", f"{w}val"
        self.numbering = numbering
        self.contents = contents  # styles of a table of contents, whose lines repeat the headings


def _lines(scope: "_Element", walk: _Walk) -> list[str]:
    """The lines of all paragraphs and tables in ``scope``.

    One walk over the few elements that matter: asking each paragraph for its parts takes twice as long.
    """
    text_tag, level_tag, number_tag, style_tag, table_tag, _ = tags = walk.tags
    value = walk.value
    lines: list[str] = []
    text = ""
    style = number = level = None
    elements = scope.iterdescendants(*tags)
    for element in elements:
        tag = element.tag
        if tag == text_tag:
            text += element.text or ""
        elif tag == level_tag:
            level = element.get(value)
        elif tag == number_tag:
            number = element.get(value)
        elif tag == style_tag:
            style = element.get(value)
        else:  # a paragraph or a table begins: the paragraph before it is complete
            lines.append(_line(text, style, number, level, walk))
            text = ""
            style = number = level = None
            if tag == table_tag:
                lines += _table(element, walk)
                # the walk goes on inside the table, which is read by now
                for _ in element.iterdescendants(*tags):
                    next(elements)
    lines.append(_line(text, style, number, level, walk))
    return [line for line in lines if line]


def _line(text: str, style: str | None, number: str | None, level: str | None, walk: _Walk) -> str:
    """The paragraph with its automatic number; empty where it is blank or a line of a table of contents."""
    text = text.strip(" \n")
    if not text or text.isspace() or style in walk.contents:
        return ""
    if number is None and style is None:
        return text
    return walk.numbering.label(style, number, level) + text


def _table(table: "_Element", walk: _Walk) -> Iterator[str]:
    for row in _nearest(table, walk.row):
        cells = [_lines(cell, walk) for cell in _nearest(row, walk.cell)]
        if any(sum(map(len, lines)) > _LAYOUT_CELL for lines in cells):
            for lines in cells:
                yield from lines
        else:
            line = "\t".join(" ".join(" ".join(lines).split()) for lines in cells)
            if line.strip():
                yield line


def _nearest(parent: "_Element", tag: str) -> Iterator["_Element"]:
    """The elements ``tag`` in ``parent`` but not in each other, also those that a content control wraps."""
    for child in parent:
        if child.tag == tag:
            yield child
        else:
            yield from _nearest(child, tag)
