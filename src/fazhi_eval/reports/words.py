"""Classes of words that stand for one another, as data (words.yaml)."""

from functools import cache
from pathlib import Path

from fazhi_eval.yamlsource import read

WORDS = Path(__file__).parent / "words.yaml"


@cache
def shared_words() -> dict[str, list[str]]:
    """The classes that every phrasing file may name, and the grammar uses. Constant data, read once a process."""
    source, _ = read(WORDS)
    return dict(source.data)
