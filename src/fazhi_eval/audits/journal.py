"""The rows of an audit in the order in which they were done: what an interrupted audit goes on from."""

import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO


class Journal:
    """A file of rows, one line of JSON each, that only grows; in memory is where each row begins.

    Without a path it is a file that nobody sees. ``keep`` says of each row found in the file whether it still holds.
    A last line without its end (the process was killed while writing it) is cut off; what is no row is passed over.
    ``outdated`` names the sources whose rows were found and do not hold.
    """

    def __init__(self, path: Path | None, keep: Callable[[dict[str, Any]], bool]) -> None:
        self._file: BinaryIO = tempfile.TemporaryFile() if path is None else _opened(path)  # noqa: SIM115
        self._places: dict[str, int] = {}
        found: set[str] = set()
        end = 0
        self._file.seek(0)
        for line in self._file:
            if line.endswith(b"\n"):
                row = _row(line)
                if row is not None:
                    found.add(row["source"])
                    if keep(row):
                        self._places[row["source"]] = end
                end += len(line)
        self._file.truncate(end)
        self._end = end
        self.outdated = found - self._places.keys()

    def __contains__(self, source: str) -> bool:
        return source in self._places

    def add(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Append rows: a source and its line each."""
        lines = []
        for source, line in rows:
            self._places[source] = self._end
            self._end += len(line)
            lines.append(line)
        self._file.seek(0, os.SEEK_END)
        self._file.write(b"".join(lines))
        self._file.flush()  # what is told to be done is in the file when the process is killed

    def line(self, source: str) -> bytes:
        """The line of one source."""
        self._file.seek(self._places[source])
        return self._file.readline()

    def close(self) -> None:
        """Close the file; it stays where it has a path."""
        self._file.close()


def _opened(path: Path) -> BinaryIO:
    path.touch()
    return path.open("r+b")


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) and isinstance(row.get("source"), str) else None
