"""Text in columns of a terminal, where a Chinese character takes two."""

from collections.abc import Sequence
from functools import cache
from unicodedata import category, east_asian_width

WIDTH = 100
"""Columns of a line where no terminal says otherwise."""

_NEVER_FIRST = frozenset("，。；：、！？）》”’〕】」』…—,.;:!?)]}%％")
_NEVER_LAST = frozenset("（《“‘〔【「『([{")


def width(text: str) -> int:
    """The columns that ``text`` takes."""
    return sum(_width(char) for char in text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """``text`` filled with blanks to ``columns``; ``right`` sets it at the right edge."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells as aligned lines; the first column is text, the others are figures."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(pad(cell, widths[column], right=column > 0) for column, cell in enumerate(row)).rstrip()
        for row in rows
    ]


def wrap(text: str, columns: int, *, first: str = "", rest: str = "") -> list[str]:
    """``text`` in lines of at most ``columns``, the first after ``first``, the others after ``rest``.

    Latin words and figures stay whole; a line begins with no closing mark and ends with no opening one. Control
    characters (a hostile quotation's escape sequences) become blanks.
    """
    clean = text if text.isprintable() else "".join(map(_harmless, text))
    lines: list[str] = []
    line, free = first, columns - width(first)
    for piece in _pieces(clean):
        size = width(piece)
        if size > free and line not in (first, rest):
            lines.append(line.rstrip())
            line, free = rest, columns - width(rest)
            piece = piece.lstrip()
            size = width(piece)
        line += piece
        free -= size
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """What a line break must not divide."""
    pieces: list[str] = []
    for char in text:
        if pieces and not char.isspace():
            last = pieces[-1][-1]
            latin = _width(char) == 1 and _width(last) == 1 and not last.isspace()
            if latin or char in _NEVER_FIRST or last in _NEVER_LAST:
                pieces[-1] += char
                continue
        pieces.append(char)
    return pieces


def _harmless(char: str) -> str:
    return " " if category(char) in ("Cc", "Cf", "Zl", "Zp") else char


@cache
def _width(char: str) -> int:
    return 2 if east_asian_width(char) in "WF" else 0 if category(char) in ("Mn", "Me") else 1
