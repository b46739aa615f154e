"""Progress on standard error: a bar for a person at a terminal, now and then a line elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fazhi_eval.messages import text

EVERY = 10.0
"""Seconds between two lines."""


@contextmanager
def showing(lang: str) -> Iterator[Callable[[int, int], None]]:
    """Within it, what it gives tells that so many of so many reports are done."""
    if sys.stderr.isatty():
        try:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
        except ModuleNotFoundError:
            pass  # the extra ``progress`` is not installed: lines do
        else:
            columns = (BarColumn(None), MofNCompleteColumn(), TimeRemainingColumn(elapsed_when_finished=True))
            with Progress(*columns, console=Console(stderr=True)) as progress:
                task = progress.add_task("")
                yield lambda done, total: progress.update(task, completed=done, total=total)
            return
    yield _lines(lang)


def _lines(lang: str) -> Callable[[int, int], None]:
    last: float | None = None

    def told(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if last is None and done:
            print(text("audit.going_on", lang, done=done), file=sys.stderr, flush=True)
        if last is None:
            last = now
        elif now - last >= EVERY or done == total:
            last = now
            print(text("audit.progress", lang, done=done, total=total), file=sys.stderr, flush=True)

    return told
