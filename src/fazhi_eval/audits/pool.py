"""Workers: processes of our own, which are started anew where one ends or hangs, or an executor of the user's."""

import gc
import math
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from multiprocessing.connection import wait as wait_for

from fazhi_eval.audits.work import Job, judge_each, lost

CHUNK = 16
"""Reports of one task: enough that handing them over costs nothing, few enough that little is lost."""

WAITING = 3
"""Tasks under way for each worker of ours."""

WINDOW = 256
"""Tasks under way in an executor whose size we do not know; what is under way is all that memory grows with."""

GRACE = 30.0
"""Seconds beyond twice the limit of one report before a worker counts as hanging: starting takes time too."""

Done = list[tuple[str, bytes]]
"""Paths and the lines of their rows."""


class _Stuck(Exception):
    """No worker has answered for longer than any answer may take."""


def results(job: Job, paths: Sequence[str], executor: Executor | None, workers: int | None) -> Iterator[Done]:
    """The rows of all ``paths``, as they are done. ``workers``: processes of ours, by default one for each core.

    With an executor of the user's, a task that fails is tried again one report at a time; a report whose task fails
    again is a row that says so. An executor that is broken as a whole raises BrokenExecutor.
    """
    if executor is not None:
        yield from _theirs(job, paths, executor)
        return
    count = min(workers or _cores(), math.ceil(len(paths) / 2)) or 1
    size = max(1, min(CHUNK, len(paths) // (4 * count)))
    left = deque(_chunks(paths, size))
    while left:
        pool = _started(count)
        under_way: dict[Future[list[bytes]], Sequence[str]] = {}
        try:
            yield from _run(job, pool, left, under_way, WAITING * count, 2 * job.timeout + GRACE)
        except (BrokenExecutor, _Stuck):
            _end(pool)
            # one of these ended its process or hangs; each gets a process to itself
            yield from _alone(job, [path for chunk in under_way.values() for path in chunk])
        finally:
            _end(pool)


def _run(
    job: Job,
    executor: Executor,
    left: deque[Sequence[str]],
    under_way: dict[Future[list[bytes]], Sequence[str]],
    window: int,
    patience: float | None,
) -> Iterator[Done]:
    """Keep ``window`` tasks under way until nothing is ``left``; at an error ``under_way`` is what was not done."""
    while left or under_way:
        while left and len(under_way) < window:
            under_way[executor.submit(judge_each, job, left[0])] = left[0]
            left.popleft()
        done, _ = wait(under_way, timeout=patience, return_when=FIRST_COMPLETED)
        if not done:
            raise _Stuck
        for future in done:
            lines = future.result()
            chunk = under_way.pop(future)
            yield list(zip(chunk, lines, strict=False))
            if len(lines) < len(chunk):
                left.appendleft(chunk[len(lines) :])


def _theirs(job: Job, paths: Sequence[str], executor: Executor) -> Iterator[Done]:
    left = deque(_chunks(paths, max(1, min(CHUNK, len(paths) // 8))))
    while left:
        under_way: dict[Future[list[bytes]], Sequence[str]] = {}
        try:
            yield from _run(job, executor, left, under_way, WINDOW, None)
        except BrokenExecutor:
            raise
        except Exception:
            for future, chunk in list(under_way.items()):
                yield from _one_by_one(job, executor, future, chunk)
        finally:
            for future in under_way:
                future.cancel()


def _one_by_one(job: Job, executor: Executor, future: Future[list[bytes]], chunk: Sequence[str]) -> Iterator[Done]:
    try:
        lines = future.result()
    except BrokenExecutor:
        raise
    except Exception:
        lines = []
    yield list(zip(chunk, lines, strict=False))
    for path in chunk[len(lines) :]:
        try:
            yield [(path, executor.submit(judge_each, job, [path]).result()[0])]
        except BrokenExecutor:
            raise
        except Exception:
            yield [(path, lost(job, path, "audit.ended"))]


def _alone(job: Job, paths: Iterable[str]) -> Iterator[Done]:
    pool: ProcessPoolExecutor | None = None
    try:
        for path in paths:
            pool = pool or _started(1)
            try:
                yield [(path, pool.submit(judge_each, job, [path]).result(2 * job.timeout + GRACE)[0])]
            except (BrokenExecutor, TimeoutError) as error:
                _end(pool)
                pool = None
                ended = isinstance(error, BrokenExecutor)
                yield [(path, lost(job, path, "audit.ended" if ended else "audit.timeout"))]
    finally:
        if pool is not None:
            _end(pool)


def _chunks(paths: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (paths[start : start + size] for start in range(0, len(paths), size))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _started(count: int) -> ProcessPoolExecutor:
    # spawn: a fork of a process with threads may hang, and it is not there on every system
    return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _prepare)


def _prepare() -> None:
    """In a worker: Ctrl-C is for the parent to handle; a worker ends with its parent, even one that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 20, 20)  # as in cli/main.py
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


def _end(pool: ProcessPoolExecutor) -> None:
    """End the pool now, its processes too: what they have not handed over is done again or not wanted."""
    processes = list((pool._processes or {}).values())  # no public way before Python 3.14
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()
    for process in processes:
        process.join()
