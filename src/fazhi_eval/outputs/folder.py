"""The results of an audit as a folder: all rows, the workbook 汇总, the overview in HTML with a page a report."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fazhi_eval.audits.model import Row
from fazhi_eval.audits.totals import Totals, new_totals
from fazhi_eval.audits.work import line_of
from fazhi_eval.checklists.model import Checklists
from fazhi_eval.errors import Problem, UsageError

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


def prepare(out: str | Path) -> Path:
    """Make the folder ``out`` ready and give the path of its journal: what was done before is taken up there.

    Raises UsageError where it cannot be written.
    """
    folder = Path(out)
    try:
        (folder / PAGES).mkdir(parents=True, exist_ok=True)
        journal = folder / JOURNAL
        if not journal.exists() and (folder / REPORTS).exists():
            os.replace(folder / REPORTS, journal)  # noqa: PTH105  # a finished audit: only what is new is judged
        journal.touch()
    except OSError as error:
        raise UsageError(Problem("cli.unwritable", {"why": error.strerror}, file=str(folder))) from None
    return journal


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

    ``pages`` says that each report has its page, to be linked to. The journal goes when everything is there. Raises
    UsageError where a package of an extra is not installed.
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
            _whole(folder / f"{table}.parquet", partial(write_tables, part, table))
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
    from fazhi_eval.outputs.pages import page_name

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
