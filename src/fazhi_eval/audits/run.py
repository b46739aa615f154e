"""Many reports judged side by side, each a row; what is done stays done."""

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_eval import load_checklists
from fazhi_eval.audits.journal import Journal
from fazhi_eval.audits.model import Aside, Row, printable
from fazhi_eval.audits.pool import results
from fazhi_eval.audits.sources import find_sources
from fazhi_eval.audits.work import CHANCE, Job, digest

if TYPE_CHECKING:
    from fazhi_eval.checklists.model import Checklists

Told = Callable[[int, int, int], None]
"""Is told how many reports are done, of how many, and how many of the rest an earlier run had done in a way that
does not hold any more."""

_PACKAGE = Path(__file__).parent.parent


def audit(
    paths: Iterable[str | Path],
    executor: Executor | None = None,
    *,
    checklists: "Checklists | None" = None,
    year: int | None = None,
    phrasings: Iterable[str | Path] = (),
    journal: str | Path | None = None,
    aside: Aside | None = None,
    workers: int | None = None,
    timeout: float = 60.0,
    told: Told | None = None,
) -> Iterator[Row]:
    """Judge every report of ``paths`` (files, and folders with all their files) and give a row each, ordered by path.

    A report that cannot be read, takes longer than ``timeout`` seconds or ends its process is a row with its error.
    ``executor`` is any of `concurrent.futures`, or what behaves like one (a Dask cluster's): its workers must have
    this package and see the files. Without one, ``workers`` processes of this machine do the work (by default one
    for each core), so a script that calls this must be importable (``if __name__ == "__main__":``).

    ``journal`` names a file that keeps rows as they are done. Where it exists, rows in it are not made again if the
    file's content, the checklists, the phrasings, the year and this package are the same. ``aside`` makes something
    beside each row in the worker. ``told`` hears of progress. Rows come one by one from a file; only their places are
    held in memory.

    Raises UsageError where there is no file, ChecklistError for phrasings that are wrong, BrokenExecutor where the
    executor given breaks.
    """
    sources = find_sources(paths)
    folders = tuple(str(folder) for folder in phrasings)
    job = Job(
        run=_run_digest(checklists, year, folders, aside),
        checklists=None if checklists is None else pickle.dumps(checklists),
        year=year,
        phrasings=folders,
        timeout=timeout,
        aside=aside,
    )
    kept = Journal(None if journal is None else Path(journal), lambda row: _holds(row, job))
    return _rows(job, sources, kept, executor, workers, told or (lambda done, total, anew: None))


def _rows(
    job: Job, sources: list[str], journal: Journal, executor: Executor | None, workers: int | None, told: Told
) -> Iterator[Row]:
    left = [path for path in sources if printable(path) not in journal]
    waiting = iter(sources)
    following = next(waiting, None)
    try:
        done = len(sources) - len(left)
        anew = sum(printable(path) in journal.outdated for path in left)
        told(done, len(sources), anew)
        for lines in results(job, left, executor, workers) if left else ():
            journal.add((printable(path), line) for path, line in lines)
            done += len(lines)
            told(done, len(sources), anew)
            while following is not None and printable(following) in journal:
                yield _row(journal, following)
                following = next(waiting, None)
        while following is not None:
            yield _row(journal, following)
            following = next(waiting, None)
    finally:
        journal.close()


def _row(journal: Journal, path: str) -> Row:
    return Row.model_validate_json(journal.line(printable(path)))


def _holds(row: dict[str, Any], job: Job) -> bool:
    """Whether a row found in the journal is what judging its report now would give."""
    if row.get("run") != job.run or row.get("exit_code") == CHANCE:
        return False
    # a path told with escapes is not the file's name: its report is judged again
    if row.get("sha256") != digest(row["source"]):
        return False
    return job.aside is None or row.get("exit_code") is not None or job.aside.made(row["source"])


def _run_digest(
    checklists: "Checklists | None", year: int | None, phrasings: tuple[str, ...], aside: Aside | None
) -> str:
    found = hashlib.sha256(f"{year} {None if aside is None else aside.key}".encode())
    for part in _parts():  # its version is one of them; one that was changed in place need not have a new version
        found.update(f"\0{part.relative_to(_PACKAGE).as_posix()}\0".encode() + part.read_bytes())
    found.update((load_checklists() if checklists is None else checklists).model_dump_json().encode())
    if phrasings:
        from fazhi_eval.reports.lexicon import lexicon_with, user_files

        lexicon_with(phrasings)  # what is wrong with them concerns every report
        for file in user_files(phrasings):
            found.update(f"\0{file.name}\0".encode() + file.read_bytes())
    return found.hexdigest()[:16]


def _parts() -> list[Path]:
    """What this package consists of, wherever it is installed: not compiled code, nor data that is digested itself."""
    found = (part for part in _PACKAGE.rglob("*.*") if part.is_file())
    return sorted(part for part in found if not {"__pycache__", "_data"} & set(part.relative_to(_PACKAGE).parts))
