"""What a worker does: read, judge, keep the row. It gets values and gives bytes, so it runs in any process."""

import hashlib
import pickle
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_eval import evaluate, load_checklists
from fazhi_eval.audits.limit import TooLate, within
from fazhi_eval.audits.model import Aside, Row, fault_row, printable, row_of
from fazhi_eval.errors import FazhiError, Problem
from fazhi_eval.reports.read import read

if TYPE_CHECKING:
    from fazhi_eval.checklists.model import Checklists
    from fazhi_eval.reports.lexicon import Lexicon

CHANCE = FazhiError.exit_code
"""The exit code of what is no property of the report: time over, a process that ended, a defect of ours."""


@dataclass(frozen=True)
class Job:
    """How to judge: the same for every report. ``checklists`` are pickled (None: those that ship).

    ``timeout`` is in seconds, for one report. ``run`` is the digest of it all, see `Row`.
    """

    run: str
    checklists: bytes | None = None
    year: int | None = None
    phrasings: tuple[str, ...] = ()
    timeout: float = 60.0
    aside: Aside | None = None


def judge_each(job: Job, paths: Sequence[str]) -> list[bytes]:
    """The rows of the first reports of ``paths``, as lines of JSON: of all, unless they take longer than one may.

    At least one is always done, so whoever asks again for the others comes to an end, and nobody waits for one
    answer longer than about twice ``job.timeout``.
    """
    end = time.monotonic() + job.timeout
    lines = []
    for path in paths:
        lines.append(line_of(_judge(job, path)))
        if time.monotonic() > end:
            break
    return lines


def line_of(row: Row) -> bytes:
    """The row as one line of JSON."""
    return row.model_dump_json().encode() + b"\n"


def digest(path: str) -> str | None:
    """SHA-256 of the file's bytes; None where it cannot be read."""
    try:
        with Path(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def lost(job: Job, path: str, code: str) -> bytes:
    """The line of a report that gave no row: its process ended, or did not end."""
    source = printable(path)
    error = FazhiError(Problem(code, {"seconds": f"{job.timeout:g}"}, file=path))
    return line_of(fault_row(error, source, job.run, digest(path)))


def _judge(job: Job, path: str) -> Row:
    source, sha256 = printable(path), digest(path)
    try:
        return within(job.timeout, lambda: _row(job, path, source, sha256))
    except TooLate:
        error = FazhiError(Problem("audit.timeout", {"seconds": f"{job.timeout:g}"}, file=path))
    except FazhiError as known:
        error = known
    except Exception as unknown:
        error = FazhiError(Problem("audit.internal", {"found": _told(unknown)}, file=path))
    return fault_row(error, source, job.run, sha256)


def _row(job: Job, path: str, source: str, sha256: str | None) -> Row:
    report, document = read(path, _lexicon(job.run, job.phrasings))
    evaluation = evaluate(report, _checklists(job.checklists), job.year, source=source)
    if job.aside is not None:
        job.aside.make(source, evaluation, report, document)
    return row_of(evaluation, source, job.run, sha256)


def _told(error: Exception) -> str:
    """Kind, message and place: all there is, where nobody sees a worker's standard error."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = "".join(f" ({Path(frame.filename).name}:{frame.lineno})" for frame in last)
    return f"{type(error).__name__}: {error}{place}"


# a worker keeps what it was given last: every report of an audit is judged with the same
@lru_cache(maxsize=1)
def _checklists(pickled: bytes | None) -> "Checklists":
    if pickled is None:
        return load_checklists()
    checklists: Checklists = pickle.loads(pickled)
    return checklists


@lru_cache(maxsize=1)
def _lexicon(run: str, phrasings: tuple[str, ...]) -> "Lexicon | None":
    # ``run`` tells one state of the files from another: a cluster's worker outlives a change
    if not phrasings:
        return None
    from fazhi_eval.reports.lexicon import lexicon_with

    return lexicon_with(phrasings)
