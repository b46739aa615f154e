"""Many reports at once: ``python -m benchmarks.audit``. Throughput of 2 workers against 1, memory at 500 and 5,000.

Like the other benchmarks it fails nothing: a machine with other work to do is no judge of throughput.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Ratio, Section, least, table
from fazhi_eval import audit

EXAMPLE = Path(__file__).parent.parent / "examples" / "qinghe-2023.txt"

_PEAK = """
import resource, sys
from fazhi_eval.cli.main import run
if __name__ == "__main__":
    code = run(sys.argv[1:])
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""One audit, and the most memory that it and the greatest of its workers took, in KiB."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit", description=main.__doc__)
    parser.add_argument("--few", type=int, default=500, help="reports of the small folder")
    parser.add_argument("--many", type=int, default=5000, help="reports of the large folder")
    parser.add_argument("--throughput", type=int, default=1000, help="reports of the folder for throughput")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the throughput, in turn")
    values = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in {values.few, values.many, values.throughput}:
            _variants(folder / str(count), count)
        print(
            table([_throughput(folder, values.throughput, values.rounds), _memory(folder, values.few, values.many)]),
            end="",
        )
    return 0


def _throughput(folder: Path, count: int, rounds: int) -> Section:
    def rows(workers: int) -> float:
        start = time.perf_counter()
        for _ in audit([folder / str(count)], workers=workers):
            pass
        return time.perf_counter() - start

    def command(workers: int) -> float:
        start = time.perf_counter()
        _audit(folder, folder / str(count), ["--workers", str(workers)])
        return time.perf_counter() - start

    seconds = least(
        {
            "one": lambda: rows(1),
            "two": lambda: rows(2),
            "command one": lambda: command(1),
            "command two": lambda: command(2),
        },
        rounds,
    )
    ratios = (
        Ratio("rows: 2 workers, against 1", seconds["two"], seconds["one"], "faster", 1.7),
        Ratio(
            "  the whole command, with overview and workbook", seconds["command two"], seconds["command one"], "faster"
        ),
    )
    notes = (f"rows with 1 worker: {count / seconds['one']:.0f} a second, with 2: {count / seconds['two']:.0f}",)
    return Section(f"Throughput: {count} reports, starting the workers included", ratios, notes)


def _memory(folder: Path, few: int, many: int) -> Section:
    notes = []
    for count in (few, many):
        own, worker = _audit(folder, folder / str(count), ["--workers", "2"])
        notes.append(f"{count:>6} reports: {own / 1024:.0f} MiB, a worker {worker / 1024:.0f} MiB")
    return Section("Memory at its highest", notes=tuple(notes))


def _audit(folder: Path, reports: Path, options: Sequence[str]) -> tuple[int, int]:
    script = folder / "peak.py"
    script.write_text(_PEAK, encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=folder) as out:
        line = [sys.executable, str(script), "audit", str(reports), "-o", out, "--no-pages", *options]
        done = subprocess.run(line, check=True, capture_output=True, text=True)
    own, worker = done.stdout.split()[-2:]
    return int(own), int(worker)


def _variants(folder: Path, count: int) -> None:
    folder.mkdir()
    text = EXAMPLE.read_text(encoding="utf-8")
    for number in range(count):
        body = text.replace("青禾区", f"青禾{number % 7}区").replace("17次", f"{number % 90 + 1}次")
        (folder / f"{number:05}.txt").write_text(body, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
