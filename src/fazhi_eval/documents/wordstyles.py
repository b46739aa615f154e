"""What a Word file's paragraph styles bring that its text does not show: automatic numbers, tables of contents.

``styles.xml`` is often larger than the document, and few of its styles matter: it is searched, not parsed.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape

_NAME = re.compile(rb'<w:name w:val="toc\b', re.IGNORECASE)
_BASE = re.compile(rb'<w:basedOn w:val="([^"]*)"')
_NUMBER = re.compile(rb'<w:numId w:val="([^"]*)"')
_LEVEL = re.compile(rb'<w:ilvl w:val="([0-9]+)"')
_DEPTH = 20
"""styles may be based on each other in a ring"""


class Style(NamedTuple):
    """One paragraph style. ``number`` is the numbering list it joins, ``level`` its level there (from 0)."""

    contents: bool
    number: str | None
    level: str | None


def read_styles(part: bytes, used: Iterable[str]) -> dict[str, Style]:
    """The styles with the ids ``used``, as far as they are found in the bytes of ``styles.xml``."""
    found = ((name, _content(part, name)) for name in sorted(used))
    return {name: _style(part, content) for name, content in found if content is not None}


def _content(part: bytes, name: str) -> bytes | None:
    at = part.find(b'w:styleId="' + escape(name, {'"': "&quot;"}).encode() + b'"')
    return None if at < 0 else part[at : part.find(b"</w:style>", at)]


def _style(part: bytes, own: bytes) -> Style:
    level, number = _list(own)
    style: bytes | None = own
    for _ in range(_DEPTH):
        base = _BASE.search(style) if style is not None and number is None else None
        style = _content(part, base.group(1).decode("utf-8", "replace")) if base else None
        if style is None:
            break
        base_level, number = _list(style)
        level = level or base_level
    return Style(_NAME.search(own) is not None, number, level)


def _list(style: bytes) -> tuple[str | None, str | None]:
    """The level and the list of the style itself."""
    start = style.find(b"<w:numPr>")
    properties = style[start : style.find(b"</w:numPr>", start)] if start >= 0 else b""
    level, number = _LEVEL.search(properties), _NUMBER.search(properties)
    return level and level.group(1).decode(), number and number.group(1).decode("ascii", "replace")
