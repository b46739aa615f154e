"""``fazhi-eval audit``: folders of reports at once, with progress."""

import os
import sys
from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path

from fazhi_eval import audit as audit_rows
from fazhi_eval import load_checklists
from fazhi_eval.cli.progress import showing
from fazhi_eval.errors import Problem, UsageError
from fazhi_eval.messages import text
from fazhi_eval.outputs import folder
from fazhi_eval.outputs.pages import Pages


def audit(values: Namespace) -> int:
    """Judge every report and write the folder. Returns the exit code of the worst error, 0 without one."""
    out = _output(values)
    paths = [*values.paths, *_listed(values.list)]
    for option, value in (("--workers", values.workers), ("--timeout", values.timeout)):
        if value is not None and value <= 0:
            raise UsageError(Problem("audit.number", {"option": option, "found": value}))
    if values.parquet and find_spec("duckdb") is None:
        raise UsageError(Problem("audit.no_parquet"))
    xlsx = find_spec("xlsxwriter") is not None
    checklists = load_checklists(*values.checklists)
    with folder.prepared(out) as journal, showing(values.lang) as told:
        rows = audit_rows(
            paths,
            checklists=checklists if values.checklists else None,
            year=values.year,
            phrasings=values.phrasings,
            journal=journal,
            aside=None if values.no_pages else Pages(str(out / folder.PAGES), values.lang),
            workers=values.workers,
            timeout=values.timeout,
            told=told,
        )
        written = folder.write(
            rows, out, checklists, values.lang, pages=not values.no_pages, xlsx=xlsx, parquet=values.parquet
        )
    judged, failed = len(written.totals.ranked), len(written.totals.failed)
    params = {"judged": judged, "failed": failed, "gaps": written.totals.gaps, "overview": out / folder.OVERVIEW}
    print(text("audit.finished", values.lang, files=judged + failed, **params))
    if not xlsx:
        print(text("audit.no_xlsx", values.lang), file=sys.stderr)
    return written.exit_code


def _output(values: Namespace) -> Path:
    if values.output is None:
        raise UsageError(Problem("audit.no_output"))
    out = Path(values.output).resolve()
    for path in values.paths:
        place = Path(path).resolve()
        if place.is_dir() and (place == out or out in place.parents):
            raise UsageError(Problem("audit.output_inside", {"found": values.output}))
    return Path(values.output)


def _listed(file: str | None) -> list[str]:
    if file is None:
        return []
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UsageError(Problem("audit.list", {"why": error.strerror}, file=file)) from None
    lines = raw.removeprefix(b"\xef\xbb\xbf").splitlines()
    return [os.fsdecode(line.strip()) for line in lines if line.strip()]
