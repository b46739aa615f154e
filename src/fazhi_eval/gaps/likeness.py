"""How like two sentences are, figures and punctuation apart."""

import re
from difflib import SequenceMatcher

from fazhi_eval.documents.normalise import fold

NEARLY = 0.85
"""From this likeness on two sentences say the same in nearly the same words."""

_FIGURES = re.compile(r"\d[\d.,]*")


def essence(text: str) -> str:
    """``text`` without what changes from year to year by itself: its figures, punctuation and blanks."""
    return "".join(char for char in _FIGURES.sub("#", fold(text)) if char.isalnum() or char == "#")


def likeness(one: str, other: str) -> float:
    """0..1 for two essences, 1 for the same; 0 at once for those too different to be `NEARLY` alike."""
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < NEARLY or matcher.quick_ratio() < NEARLY:
        return 0.0
    return round(matcher.ratio(), 3)
