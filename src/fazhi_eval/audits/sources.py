"""Which files an audit reads: those named, and every file of the folders named."""

import os
from collections.abc import Iterable
from pathlib import Path

from fazhi_eval.errors import Problem, UsageError

_LEFT_BY_WORD = "~$"
"""How the files begin that Word keeps beside an open document."""


def find_sources(paths: Iterable[str | Path], without: str | Path | None = None) -> list[str]:
    """Every file that ``paths`` mean, each once, in a fixed order.

    Of a folder every file counts, so that one of a kind that is not read becomes a row with its error; only hidden
    ones are left out, those that Word leaves, and the folder ``without`` (where results go). Links to folders are
    not followed. Raises UsageError where there is no file at all.
    """
    names = [os.fspath(path) for path in paths]
    apart = None if without is None else Path(without).resolve()
    found: set[str] = set()
    for path in names:
        if os.path.isdir(path):  # noqa: PTH112  # a file's name as given, not as Path would write it
            found.update(_inside(path, apart))
        else:
            found.add(path)
    if not found:
        raise UsageError(Problem("audit.nothing", {"found": ", ".join(names) or "—"}))
    return sorted(found)


def _inside(folder: str, apart: Path | None) -> Iterable[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and (apart is None or (Path(place) / name).resolve() != apart)
        ]
        for name in files:
            if not name.startswith((".", _LEFT_BY_WORD)):
                yield (Path(place) / name).as_posix()
