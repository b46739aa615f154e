"""Which files an audit reads: those named, and every file of the folders named."""

import os
from collections.abc import Iterable
from pathlib import Path

from fazhi_eval.audits.lock import LOCK
from fazhi_eval.errors import Problem, UsageError
from fazhi_eval.outputs.places import SUFFIX

_LEFT_BY_WORD = "~$"
"""How the files begin that Word keeps beside an open document."""


def find_sources(paths: Iterable[str | Path]) -> list[str]:
    """Every file that ``paths`` mean, each once, in a fixed order.

    Of a folder every file counts, so that one of a kind that is not read becomes a row with its error; only hidden
    ones are left out, those that Word leaves, and folders with an audit's results. The text that ``check`` wrote
    beside a report (``x.docx.extracted.txt``) is left out where the report itself is there. Links to folders are not
    followed. Raises UsageError where there is no file at all.
    """
    names = [os.fspath(path) for path in paths]
    found: set[str] = set()
    for path in names:
        if os.path.isdir(path):  # noqa: PTH112  # a file's name as given, not as Path would write it
            found.update(_inside(path))
        else:
            found.add(path)
    if not found:
        raise UsageError(Problem("audit.nothing", {"found": ", ".join(names) or "—"}))
    return sorted(found - {path + SUFFIX for path in found})


def _inside(folder: str) -> Iterable[str]:
    for place, folders, files in os.walk(folder):
        if LOCK in files:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith((".", _LEFT_BY_WORD)):
                yield (Path(place) / name).as_posix()
