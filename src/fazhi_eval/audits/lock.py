"""One audit at a time in a folder of results; also what such a folder is known by."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fazhi_eval.errors import Problem, UsageError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = ".audit"
"""An empty file in every folder of results. It stays: to remove it would leave two audits with a lock each."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Within it no other audit writes to ``folder``. The system ends the lock with the process, even a killed one.

    Raises UsageError where another audit has it, OSError where the folder cannot be written.
    """
    with (folder / LOCK).open("ab") as file:
        try:
            if sys.platform == "win32":
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise UsageError(Problem("audit.under_way", file=str(folder))) from None
        yield
