"""Colours of a terminal."""

from collections.abc import Callable

Paint = Callable[[str, str], str]
"""A text and the name of a style, to the text as it is written."""

_STYLES = {"bold": "1", "dim": "2", "high": "31", "medium": "33", "low": "36"}


def painter(colour: bool) -> Paint:
    """What sets a style by an ANSI sequence, or leaves the text as it is where ``colour`` is false."""
    return _paint if colour else _plain


def _plain(text: str, style: str) -> str:
    return text


def _paint(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"
