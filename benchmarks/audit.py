"""Many reports at once: ``python -m benchmarks.audit``. Throughput of 2 workers against 1, memory at 500 and 5,000.

It takes about three minutes; ``--many 500 --throughput 400 --rounds 1`` is enough for a look. Like the other
benchmarks it fails nothing: a machine with other work to do is no judge of throughput, so beside what the clock says
stands what the processors' time says, which is that of a machine with nothing else to do.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Ratio, Section, table

EXAMPLE = Path(__file__).parent.parent / "examples" / "qinghe-2023.txt"

_USED = """
import resource, sys
from fazhi_eval.cli.main import run
if __name__ == "__main__":
    run(sys.argv[1:])
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        used = resource.getrusage(who)
        print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""
"""One audit, and what it and its workers used: seconds of processors, MiB of memory at most (of one worker)."""


@dataclass(frozen=True)
class Used:
    """What one run of the whole command took, in seconds and MiB: by the clock, itself, and its workers."""

    clock: float
    own: float
    workers: float
    own_memory: float
    worker_memory: float


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit", description=main.__doc__)
    parser.add_argument("--few", type=int, default=500, help="reports of the small folder")
    parser.add_argument("--many", type=int, default=5000, help="reports of the large folder")
    parser.add_argument("--throughput", type=int, default=2000, help="reports for throughput; a fifth with pages")
    parser.add_argument("--rounds", type=int, default=2, help="rounds of the throughput, in turn")
    values = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sections = [
            _throughput(folder, values.throughput // 5, values.rounds),
            _throughput(folder, values.throughput, values.rounds, "--no-pages"),
            _memory(folder, values.few, values.many),
        ]
    print(table(sections), end="")
    return 0


def _throughput(folder: Path, count: int, rounds: int, *options: str) -> Section:
    runs: dict[int, list[Used]] = {1: [], 2: []}
    for _ in range(rounds):
        for workers, found in runs.items():
            found.append(_audit(folder, count, "--workers", str(workers), *options))
    one, two = (min(found, key=lambda used: used.clock) for found in runs.values())
    own, workers = (
        min(getattr(used, name) for found in runs.values() for used in found) for name in ("own", "workers")
    )
    ratios = (
        Ratio("2 workers against 1, by the clock", two.clock, one.clock, "faster", 1.7),
        Ratio(
            "  if the machine did nothing else (workers' seconds halved)", own + workers / 2, own + workers, "faster"
        ),
    )
    notes = (
        f"a report takes a worker {workers / count * 1e3:.1f} ms, the audit itself {own / count * 1e3:.1f} ms",
        f"reports a second: {count / one.clock:.0f} with 1 worker, {count / two.clock:.0f} with 2",
    )
    return Section(" ".join(("The whole command,", str(count), "reports", *options)), ratios, notes)


def _memory(folder: Path, few: int, many: int) -> Section:
    notes = []
    for count in (few, many):
        used = _audit(folder, count, "--workers", "2", "--no-pages")
        notes.append(f"{count:>6} reports: {used.own_memory:.0f} MiB, a worker {used.worker_memory:.0f} MiB")
    return Section("Memory at its highest", notes=tuple(notes))


def _audit(folder: Path, count: int, *options: str) -> Used:
    reports, script = folder / str(count), folder / "used.py"
    if not reports.exists():
        _variants(reports, count)
    script.write_text(_USED, encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=folder) as out:
        line = [sys.executable, str(script), "audit", str(reports), "-o", out, *options]
        start = time.perf_counter()
        done = subprocess.run(line, check=True, capture_output=True, text=True)
        clock = time.perf_counter() - start
    own, own_memory, workers, worker_memory = map(float, done.stdout.split()[-4:])
    return Used(clock, own, workers, own_memory, worker_memory)


def _variants(folder: Path, count: int) -> None:
    folder.mkdir()
    text = EXAMPLE.read_text(encoding="utf-8")
    for number in range(count):
        body = text.replace("青禾区", f"青禾{number % 7}区").replace("17次", f"{number % 90 + 1}次")
        (folder / f"{number:05}.txt").write_text(body, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
