"""A Word document's XML made plain: what does not count taken out, what stands elsewhere set in its place."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def clean(root: "_Element", notes: Mapping[str, "_Element"], w: str) -> None:
    """Change ``root`` in place: afterwards the elements ``w:t`` below a paragraph are all its text.

    Tracked deletions, former properties, hidden runs and the second form of alternative contents are gone; a paragraph
    whose end is deleted is one with the next; text boxes and footnotes (``notes``, by tag and id) stand behind their
    paragraph; tabs and breaks are text too. ``w`` is the namespace in braces.
    """
    marks = {f"{w}{name}": mark for name, mark in _MARKS.items()}
    references = [f"{w}footnoteReference", f"{w}endnoteReference"]
    removed = [f"{w}del", f"{w}moveFrom", f"{w}vanish", f"{w}pPrChange", _FALLBACK]
    apart: list[tuple[_Element, _Element]] = []
    # from the back, so that inner elements are settled before those that hold them
    for element in reversed(list(root.iter(*marks, *references, *removed, f"{w}txbxContent"))):
        tag = element.tag
        if tag in marks:
            parent = element.getparent()
            # a paragraph's tab stops have the same name as a tab in its text
            if parent is not None and parent.tag != f"{w}tabs":
                element.tag, element.text = f"{w}t", marks[tag]
        elif tag in removed:
            _take_out(element, w)
        elif tag in references:
            note = notes.get(f"{tag} {element.get(f'{w}id')}")
            if note is not None:
                apart.append((element, note))
        else:
            apart.append((element, element))
    for place, content in apart:
        paragraph = next(place.iterancestors(f"{w}p"), None)
        parent = paragraph.getparent() if paragraph is not None else None
        if paragraph is not None and parent is not None:
            for child in reversed(list(content)):
                paragraph.addnext(child)


def _take_out(element: "_Element", w: str) -> None:
    parent = element.getparent()
    holder = parent.getparent() if parent is not None else None
    if parent is None or holder is None:
        return
    if parent.tag == f"{w}rPr":
        if holder.tag == f"{w}pPr":
            paragraph = holder.getparent()
            if paragraph is not None and element.tag != f"{w}vanish":
                _join(paragraph, w)
        elif element.get(f"{w}val") not in ("0", "false", "off"):
            _remove(holder)  # a hidden run
    elif parent.tag == f"{w}trPr":
        _remove(holder)  # a deleted row
    else:
        _remove(element)


def _join(paragraph: "_Element", w: str) -> None:
    """Move what ``paragraph`` holds into the one that follows."""
    following = paragraph.getnext()
    if following is None or following.tag != paragraph.tag:
        return
    first = next(iter(following), None)
    for child in reversed([child for child in paragraph if child.tag != f"{w}pPr"]):
        if first is None or first.tag != f"{w}pPr":
            following.insert(0, child)
        else:
            first.addnext(child)
    _remove(paragraph)


def _remove(element: "_Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
