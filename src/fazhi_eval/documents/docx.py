"""The text of a Word file: paragraphs with their automatic numbers, tables, text boxes and footnotes.

Read straight from the archive's XML. Tracked deletions, hidden text and tables of contents are left out; insertions
count. A row of a table is one line, its cells parted by tabs.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from fazhi_eval.documents.wordnumbers import Numbering, read_numbering
from fazhi_eval.errors import InputError, Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_UNPACKED = 60_000_000
"""bytes of the parts that are read, unpacked"""
_LAYOUT_CELL = 200
"""characters: a longer cell lays out text, a shorter one holds data"""

_MAIN_PART = re.compile(rb'<Relationship\b(?=[^>]*relationships/officeDocument")[^>]*\bTarget="/?([^"]+)"')
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def docx_text(raw: bytes, source: str) -> str:
    """The text of the Word file whose bytes are ``raw``.

    Raises InputError where the archive is damaged, unpacks to too much, is protected, has a DOCTYPE, or where the
    extra ``docx`` (lxml) is not installed.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        with archive:
            main = _main_part(archive)
            folder = main.rpartition("/")[0]
            parts = {name: _part(archive, f"{folder}/{name}.xml", source) for name in ("numbering", "styles")}
            notes = [_part(archive, f"{folder}/{name}.xml", source) for name in ("footnotes", "endnotes")]
            document = _part(archive, main, source)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, KeyError):
        raise _damaged(source) from None
    if document is None:
        raise _damaged(source)
    root = _parse(document, source)
    space = root.tag.partition("}")[0] + "}"
    styles = _parse(parts["styles"], source) if parts["styles"] is not None else None
    numbers = _parse(parts["numbering"], source) if parts["numbering"] is not None else None
    walker = _Walker(
        space,
        read_numbering(numbers, styles, space),
        _contents_styles(styles, space),
        [_notes(_parse(part, source), space) if part is not None else {} for part in notes],
    )
    return "\n".join(walker.lines(root))


def _damaged(source: str) -> InputError:
    return InputError(Problem("documents.damaged", {"format": "docx"}, file=source))


def _main_part(archive: zipfile.ZipFile) -> str:
    try:
        found = _MAIN_PART.search(archive.read("_rels/.rels")[:100_000])
    except KeyError:
        found = None
    return found.group(1).decode("utf-8", "replace") if found else "word/document.xml"


def _part(archive: zipfile.ZipFile, name: str, source: str) -> bytes | None:
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return None
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


def _contents_styles(styles: "_Element | None", space: str) -> frozenset[str]:
    """The styles of a table of contents, whose lines repeat the headings."""
    found = []
    for style in styles.iter(f"{space}style") if styles is not None else ():
        name = style.find(f"{space}name")
        if name is not None and str(name.get(f"{space}val")).lower().startswith("toc"):
            found.append(str(style.get(f"{space}styleId")))
    return frozenset(found)


def _notes(root: "_Element", space: str) -> dict[str, "_Element"]:
    return {str(note.get(f"{space}id")): note for note in root if note.get(f"{space}type") is None}


class _Walker:
    """One document's walk in reading order; holds what a paragraph needs to know of the whole file."""

    def __init__(
        self, space: str, numbering: Numbering, contents: frozenset[str], notes: list[dict[str, "_Element"]]
    ) -> None:
        self.numbering = numbering
        self.contents = contents
        w = space
        self.space = w
        self.p, self.table, self.row, self.cell = f"{w}p", f"{w}tbl", f"{w}tr", f"{w}tc"
        self.note_of = {f"{w}footnoteReference": notes[0], f"{w}endnoteReference": notes[1]}
        self.marks = {f"{w}tab": "\t", f"{w}ptab": "\t", f"{w}br": "\n", f"{w}cr": "\n", f"{w}noBreakHyphen": "-"}
        self.wanted = (f"{w}t", *self.marks, *self.note_of)

    def lines(self, root: "_Element") -> Iterator[str]:
        self._clean(root)
        body = root.find(f"{self.space}body")
        yield from self._blocks(root if body is None else body)

    def _clean(self, root: "_Element") -> None:
        """Take out what does not count, set text boxes behind their paragraph, join paragraphs tracked as joined."""
        w = self.space
        for tag in (f"{w}del", f"{w}moveFrom", _FALLBACK, f"{w}vanish"):
            for element in reversed(list(root.iter(tag))):
                self._take_out(element)
        for box in reversed(list(root.iter(f"{w}txbxContent"))):
            paragraph = next(box.iterancestors(self.p), None)
            parent = paragraph.getparent() if paragraph is not None else None
            if paragraph is not None and parent is not None:
                at = parent.index(paragraph) + 1
                parent[at:at] = list(box)

    def _take_out(self, element: "_Element") -> None:
        w, parent = self.space, element.getparent()
        if parent is None:
            return
        holder = parent.getparent()
        if parent.tag == f"{w}rPr" and holder is not None:
            if holder.tag == f"{w}pPr":
                if element.tag in (f"{w}del", f"{w}moveFrom"):
                    self._join(holder.getparent())
            elif element.get(f"{w}val") not in ("0", "false", "off"):
                _remove(holder)  # a hidden run
        elif parent.tag == f"{w}trPr" and holder is not None:
            _remove(holder)  # a deleted row
        else:
            _remove(element)

    def _join(self, paragraph: "_Element | None") -> None:
        """The mark at this paragraph's end is deleted: what follows belongs to it."""
        following = paragraph.getnext() if paragraph is not None else None
        if paragraph is None or following is None or following.tag != self.p:
            return
        content = [child for child in following if child.tag != f"{self.space}pPr"]
        paragraph.extend(content)
        _remove(following)

    def _blocks(self, parent: "_Element") -> Iterator[str]:
        for child in parent:
            if child.tag == self.p:
                yield from self._paragraph(child)
            elif child.tag == self.table:
                yield from self._table(child)
            elif isinstance(child.tag, str) and len(child):
                yield from self._blocks(child)

    def _paragraph(self, paragraph: "_Element") -> Iterator[str]:
        w = self.space
        properties = paragraph.find(f"{w}pPr")
        style: Any = properties.find(f"{w}pStyle") if properties is not None else None
        style = None if style is None else style.get(f"{w}val")
        if style in self.contents:
            return
        pieces, notes = [], []
        for element in paragraph.iter(*self.wanted):
            tag = element.tag
            if tag == self.wanted[0]:
                pieces.append(element.text or "")
            elif tag in self.marks:
                parent = element.getparent()
                # a paragraph's tab stops have the same name as a tab in its text
                pieces.append(self.marks[tag] if parent is not None and parent.tag != f"{w}tabs" else "")
            else:
                note = self.note_of[tag].get(str(element.get(f"{w}id")))
                if note is not None:
                    notes.append(note)
        text = "".join(pieces).strip(" \n")
        if text.strip():
            yield self.numbering.label(properties, style) + text
        for note in notes:
            yield from self._blocks(note)

    def _table(self, table: "_Element") -> Iterator[str]:
        for row in table.iterchildren(self.row, f"{self.space}sdt", f"{self.space}customXml"):
            cells = [
                list(self._blocks(cell)) for cell in row.iter(self.cell) if next(cell.iterancestors(self.row)) is row
            ]
            if any(sum(map(len, lines)) > _LAYOUT_CELL for lines in cells):
                for lines in cells:
                    yield from lines
            else:
                line = "\t".join(" ".join(" ".join(lines).split()) for lines in cells)
                if line.strip():
                    yield line


def _remove(element: "_Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
