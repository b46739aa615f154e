"""Times as ratios: what is compared runs in turn, again and again, and the shortest run of each counts.

A shared machine makes every run longer, never shorter, and it slows the neighbours in a round alike: so the shortest
of many runs in turn is comparable where single times are not.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Job = Callable[[], object]

_TURN = 0.004
"""Seconds of a turn."""


@dataclass(frozen=True)
class Ratio:
    """One line of the table: two times of one run and what was asked of their ratio.

    ``kind`` ``faster``: ``other`` takes at least ``target`` times as long as ``ours``; ``slower``: ``ours`` takes at
    most ``target`` times as long as ``other``. Times in seconds. Without a target the line is for information.
    """

    name: str
    ours: float
    other: float
    kind: Literal["faster", "slower"]
    target: float | None = None

    @property
    def value(self) -> float:
        """The ratio, the way its target is put."""
        return self.other / self.ours if self.kind == "faster" else self.ours / self.other

    @property
    def kept(self) -> bool | None:
        """Whether the target is kept; None where there is none."""
        if self.target is None:
            return None
        return self.value >= self.target if self.kind == "faster" else self.value <= self.target


@dataclass(frozen=True)
class Section:
    """The lines of one comparison, what they were measured on, and what could not be measured."""

    title: str
    ratios: tuple[Ratio, ...] = ()
    notes: tuple[str, ...] = ()


def shortest(jobs: Mapping[str, Job], rounds: int) -> dict[str, float]:
    """The shortest run of each job in seconds: ``rounds`` turns, after one run that is not counted.

    In its turn a short job runs several times, else it would pay for the caches that the long one before it emptied.
    """
    times = {name: max(1, int(_TURN / _once(job))) for name, job in jobs.items() if _once(job)}
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(rounds):
        for name, job in jobs.items():
            best[name] = min(best[name], *(_once(job) for _ in range(times[name])))
    return best


def _once(job: Job) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def least(jobs: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The least of ``rounds`` answers of each job, asked in turn: for jobs that measure themselves."""
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(rounds):
        for name, job in jobs.items():
            best[name] = min(best[name], job())
    return best


def table(sections: list[Section]) -> str:
    """The sections for a person: one line a ratio, its target beside it."""
    lines = []
    for section in sections:
        lines += ["", section.title, "-" * len(section.title)]
        lines += [_line(ratio) for ratio in section.ratios]
        lines += [f"  {note}" for note in section.notes]
    return "\n".join(lines).lstrip("\n") + "\n"


def _line(ratio: Ratio) -> str:
    sign = "≥" if ratio.kind == "faster" else "≤"
    target = "" if ratio.target is None else f"{sign} {ratio.target:g}"
    verdict = {None: "", True: "kept", False: "NOT KEPT"}[ratio.kept]
    times = f"{_time(ratio.ours):>9} {_time(ratio.other):>9}"
    return f"  {ratio.name:<62} {times}  {ratio.value:>7.2f}  {target:>6}  {verdict}".rstrip()


def _time(seconds: float) -> str:
    return f"{seconds * 1e6:.0f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.1f} ms"
