"""Cue words of a report's layout (cues/*.yaml): data joined into a few patterns, compiled once a process."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fazhi_eval.data import kept
from fazhi_eval.errors import ChecklistError
from fazhi_eval.yamlsource import read

_FOLDER = Path(__file__).parent / "cues"


@cache
def cues(name: str) -> Mapping[str, Any]:
    """The data of ``cues/<name>.yaml``. Constant data of the package, read once a process."""
    return _all()[name]  # type: ignore[no-any-return]


@cache
def _all() -> Mapping[str, Any]:
    return kept("layout", (), _read)


def _read() -> Mapping[str, Any]:
    found = {}
    for file in sorted(_FOLDER.glob("*.yaml")):
        source, problems = read(file)
        if problems:
            raise ChecklistError(problems)
        found[file.stem] = source.data
    return found


def joined(*groups: Iterable[str] | str) -> str:
    """One alternation of all entries, the longest first where they are plain words."""
    words = [word for group in groups for word in ([group] if isinstance(group, str) else group)]
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"
