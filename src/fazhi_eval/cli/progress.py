"""Progress on standard error: a bar for a person at a terminal, now and then a line elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fazhi_eval.messages import text

if TYPE_CHECKING:
    from fazhi_eval.audits.run import Told

EVERY = 10.0
"""Seconds between two lines."""

Step = Callable[[int, int], None]


@contextmanager
def showing(lang: str) -> "Iterator[Told]":
    """Within it, what it gives says first what is left of an earlier run, then how many reports are done."""
    begun = False
    with _bar() as bar:
        step = bar or _lines(lang)

        def told(done: int, total: int, anew: int) -> None:
            nonlocal begun
            if not begun:
                begun = True
                for code, count in (("going_on", done), ("anew", anew)):
                    if count:
                        print(text(f"audit.{code}", lang, count=count), file=sys.stderr, flush=True)
            step(done, total)

        yield told


@contextmanager
def _bar() -> Iterator[Step | None]:
    """A bar where there is a terminal and the extra ``progress`` is installed."""
    if sys.stderr.isatty():
        try:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
        except ModuleNotFoundError:
            pass
        else:
            columns = (BarColumn(None), MofNCompleteColumn(), TimeRemainingColumn(elapsed_when_finished=True))
            with Progress(*columns, console=Console(stderr=True)) as progress:
                task = progress.add_task("")
                yield lambda done, total: progress.update(task, completed=done, total=total)
            return
    yield None


def _lines(lang: str) -> Step:
    last: float | None = None

    def step(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if last is None:
            last = now
        elif now - last >= EVERY or done == total:
            last = now
            print(text("audit.progress", lang, done=done, total=total), file=sys.stderr, flush=True)

    return step
