"""All checklists loaded, validated and compiled, against parsing the same files."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from benchmarks.measure import Ratio, Section, shortest
from fazhi_eval import load_checklists
from fazhi_eval.checklists.decide import compile_item
from fazhi_eval.checklists.load import files_of

ROUNDS = 5


def loading(cache: Path) -> Section:
    """``cache`` is an empty folder for the kept form."""
    title = "(d) all checklists: validated, every check compiled"
    if not hasattr(yaml, "CSafeLoader"):
        return Section(title, notes=("skipped: this PyYAML has no C part (CSafeLoader)",))
    checklists, instruments = files_of(())
    files = [*checklists, *instruments]
    seconds = shortest(
        {
            "parse": lambda: [yaml.load(file.read_bytes(), yaml.CSafeLoader) for file in files],
            "cold": lambda: _load(None),
            "kept": lambda: _load(cache),
        },
        ROUNDS,
    )
    ratios = (
        Ratio("nothing kept, against CSafeLoader alone", seconds["cold"], seconds["parse"], "slower", 3),
        Ratio("from the kept form", seconds["kept"], seconds["parse"], "slower"),
    )
    size = sum(file.stat().st_size for file in files)
    return Section(title, ratios, (f"{len(files)} files, {size // 1000} kB",))


def _load(cache: Path | None) -> int:
    with _cache_at(cache):
        checks = [compile_item(item) for checklist in load_checklists().checklists for item in checklist.items]
    return len(checks)


@contextmanager
def _cache_at(folder: Path | None) -> Iterator[None]:
    before = os.environ.get("FAZHI_EVAL_CACHE")
    os.environ["FAZHI_EVAL_CACHE"] = str(folder) if folder else ""
    try:
        yield
    finally:
        if before is None:
            del os.environ["FAZHI_EVAL_CACHE"]
        else:
            os.environ["FAZHI_EVAL_CACHE"] = before
