"""The results of an audit as a folder: all rows, the workbook 汇总, the overview in HTML with a page a report."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fazhi_eval.audits.lock import alone_in
from fazhi_eval.audits.model import Row
from fazhi_eval.audits.totals import Totals, new_totals
from fazhi_eval.audits.work import line_of
from fazhi_eval.checklists.model import Checklists
from fazhi_eval.errors import Problem, UsageError
from fazhi_eval.outputs.pages import drop_others, page_name

REPORTS = "reports.jsonl"
JOURNAL = "journal.jsonl"
OVERVIEW = "index.html"
SUMMARY = "summary.xlsx"
TABLES = ("reports", "outcomes")
PAGES = "pages"


@dataclass(frozen=True)
class Written:
    """What came of an audit: its sums, and the exit code of the worst error (0 without one)."""

    totals: Totals
    exit_code: int


@contextmanager
def prepared(out: str | Path) -> Iterator[Path]:
    """Make the folder ``out`` ready and give the path of its journal: what was done before is taken up there.

    Within it the folder is this audit's alone. Raises UsageError where it cannot be written, or where another audit
    is writing to it.
    """
    folder = Path(out)
    journal = folder / JOURNAL
    with ExitStack() as stack:
        try:
            (folder / PAGES).mkdir(parents=True, exist_ok=True)
            stack.enter_context(alone_in(folder))
            if not journal.exists() and (folder / REPORTS).exists():
                shutil.copyfile(folder / REPORTS, journal)  # a finished audit: only what is new is judged
            journal.touch()
        except OSError as error:
            raise UsageError(Problem("cli.unwritable", {"why": error.strerror}, file=str(folder))) from None
        yield journal


def write(
    rows: Iterable[Row],
    out: str | Path,
    checklists: Checklists,
    lang: str,
    *,
    pages: bool = True,
    xlsx: bool = True,
    parquet: bool = False,
) -> Written:
    """Take up all ``rows`` and write the folder; the same rows give the same bytes.

    ``pages`` says that each report has its page, to be linked to. The journal goes when everything is there, and so
    does what an earlier audit wrote and this one does not. Raises UsageError where a package of an extra is not
    installed.
    """
    folder = Path(out)
    totals, code = new_totals(checklists), 0
    start = 0
    part = folder / f".{REPORTS}.part"
    with part.open("wb") as stream:
        for row in rows:
            line = line_of(row)
            totals.add(row, start)
            code = max(code, row.exit_code or 0)
            stream.write(line)
            start += len(line)

    def at(starts: Iterable[int]) -> Iterator[Row]:
        with part.open("rb") as stream:
            for place in starts:
                stream.seek(place)
                yield Row.model_validate_json(stream.readline())

    _overview(folder, totals, at, checklists, lang, pages)
    if xlsx:
        from fazhi_eval.outputs.summary import write as write_summary

        _whole(folder / SUMMARY, lambda file: write_summary(file, totals, at, checklists, lang))
    if parquet:
        from fazhi_eval.outputs.parquet import write as write_tables

        for table in TABLES:
            _whole(folder / _parquet(table), partial(write_tables, part, table))
    drop_others(folder / PAGES, (place.key[2] for place in totals.ranked) if pages else ())
    for name in (*(() if xlsx else (SUMMARY,)), *(() if parquet else map(_parquet, TABLES))):
        (folder / name).unlink(missing_ok=True)
    os.replace(part, folder / REPORTS)  # noqa: PTH105
    (folder / JOURNAL).unlink(missing_ok=True)
    return Written(totals, code)


def _overview(
    folder: Path,
    totals: Totals,
    at: Callable[[Iterable[int]], Iterator[Row]],
    checklists: Checklists,
    lang: str,
    pages: bool,
) -> None:
    from fazhi_eval.outputs.overview import render

    def link(row: Row) -> str:
        return f"{PAGES}/{page_name(row.source)}" if pages else ""

    def written(file: Path) -> None:
        with file.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(render(totals, at, checklists, lang, link))

    _whole(folder / OVERVIEW, written)


def _whole(path: Path, made: Callable[[Path], None]) -> None:
    """A file that is there whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        made(part)
        os.replace(part, path)  # noqa: PTH105
    finally:
        part.unlink(missing_ok=True)


def _parquet(table: str) -> str:
    return f"{table}.parquet"
