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

from fazhi_eval.documents.wordclean import JOINED, clean
from fazhi_eval.documents.wordnumbers import Numbering
from fazhi_eval.documents.wordstyles import read_styles
from fazhi_eval.errors import InputError, Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_UNPACKED = 20_000_000
"""bytes of the parts that are read, unpacked"""
_LAYOUT_CELL = 200
"""characters: a longer cell lays out text, a shorter one holds data"""

_MAIN_PART = re.compile(rb'<Relationship\b(?=[^>]*relationships/officeDocument")[^>]*\bTarget="/?([^"]+)"')


def docx_text(raw: bytes, source: str) -> str:
    """The text of the Word file whose bytes are ``raw``.

    Raises InputError where the archive is damaged, unpacks to too much, is protected, has a DOCTYPE, or where the
    extra ``docx`` (lxml) is not installed.
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
    styles = read_styles(part("styles"), used) if used else {}
    numbered = b":numPr" in document or any(style.number for style in styles.values())
    numbers = part("numbering") if numbered else b""
    numbering = Numbering(_parse(numbers, source) if numbers else None, styles, w)
    contents = frozenset(name for name, style in styles.items() if style.contents)
    notes: dict[str, _Element] = {}
    for kind in ("footnote", "endnote"):
        if f"{kind}Reference".encode() in document and (stored := part(f"{kind}s")):
            notes |= _notes(_parse(stored, source), kind, w)
    clean(root, notes, w)
    walk = _Walk(w, numbering, contents)
    body = root.find(f"{w}body")
    return "\n".join(_blocks(root if body is None else body, walk))


def _damaged(source: str) -> InputError:
    return InputError(Problem("documents.damaged", {"format": "docx"}, file=source))


def _main_part(archive: zipfile.ZipFile) -> str:
    try:
        found = _MAIN_PART.search(archive.read("_rels/.rels")[:100_000])
    except KeyError:
        found = None
    return found.group(1).decode("utf-8", "replace") if found else "word/document.xml"


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
        self.paragraph, self.table, self.row, self.cell = f"{w}p", f"{w}tbl", f"{w}tr", f"{w}tc"
        self.text, self.properties, self.style, self.value = f"{w}t", f"{w}pPr", f"{w}pStyle", f"{w}val"
        self.number, self.number_id, self.number_level = f"{w}numPr", f"{w}numId", f"{w}ilvl"
        self.numbering = numbering
        self.contents = contents  # styles of a table of contents, whose lines repeat the headings


def _blocks(parent: "_Element", walk: _Walk) -> Iterator[str]:
    joined = ""
    for child in parent:
        tag = child.tag
        if tag == walk.paragraph:
            label, text = _paragraph(child, walk)
            text = joined + text
            if child.get(JOINED):
                joined = text
                continue
            joined = ""
            if text:
                yield label + text
        elif tag == walk.table:
            yield from _table(child, walk)
        elif len(child):
            yield from _blocks(child, walk)


def _paragraph(paragraph: "_Element", walk: _Walk) -> tuple[str, str]:
    """Its automatic number and its text; both empty for a line of a table of contents."""
    text = "".join([piece.text or "" for piece in paragraph.iter(walk.text)]).strip(" \n")
    if not text or text.isspace():
        return "", ""
    properties = paragraph[0]  # always the first child, where there is one
    if properties.tag != walk.properties:
        return "", text
    style = number = level = None
    # over the children by hand: lxml's find takes longer than all else here
    for child in properties:
        tag = child.tag
        if tag == walk.style:
            style = child.get(walk.value)
        elif tag == walk.number:
            for part in child:
                if part.tag == walk.number_id:
                    number = part.get(walk.value)
                elif part.tag == walk.number_level:
                    level = int(part.get(walk.value) or 0)
    return ("", "") if style in walk.contents else (walk.numbering.label(style, number, level), text)


def _table(table: "_Element", walk: _Walk) -> Iterator[str]:
    # nearest: neither the rows of a table inside a cell, nor only those that no content control wraps
    for row in (row for row in table.iter(walk.row) if next(row.iterancestors(walk.table)) is table):
        own = (cell for cell in row.iter(walk.cell) if next(cell.iterancestors(walk.row)) is row)
        cells = [list(_blocks(cell, walk)) for cell in own]
        if any(sum(map(len, lines)) > _LAYOUT_CELL for lines in cells):
            for lines in cells:
                yield from lines
        else:
            line = "\t".join(" ".join(" ".join(lines).split()) for lines in cells)
            if line.strip():
                yield line
