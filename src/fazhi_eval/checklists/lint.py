"""All that can be wrong with checklists, at once: what loading finds, and examples that do not do what they say."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from fazhi_eval.checklists.applies import years_in_force
from fazhi_eval.checklists.assemble import Placed, assemble
from fazhi_eval.checklists.examples import example_data, expected, fits, run_example
from fazhi_eval.checklists.faults import validated
from fazhi_eval.checklists.load import files_of
from fazhi_eval.checklists.model import Example, Instrument
from fazhi_eval.errors import ChecklistError, Problem
from fazhi_eval.reports.model import Report
from fazhi_eval.yamlsource import Key


def lint(sources: Iterable[str | Path] = ()) -> list[Problem]:
    """Every problem of the checklists that ``sources`` mean (see `load_checklists`), in order of place."""
    try:
        files, instruments = files_of(sources)
    except ChecklistError as error:
        return list(error.problems)
    found = assemble(files, instruments)
    problems = list(found.problems)
    for placed in found.items:
        problems += example_problems(placed, found.instruments)
    return sorted(problems, key=lambda problem: (problem.file or "", problem.line or 0, problem.column or 0))


def example_problems(placed: Placed, instruments: Mapping[str, Instrument]) -> Iterator[Problem]:
    """What is wrong with the examples of one sound item."""
    item, source, at = placed.item, placed.source, (*placed.at, "examples")
    if not item.examples.meets or not item.examples.misses:
        yield source.problem("checklists.examples", at, at_key=True, id=item.id)
    years = years_in_force(item, instruments)
    for key, examples in (("meets", item.examples.meets), ("misses", item.examples.misses)):
        for index, example in enumerate(examples):
            yield from _example(placed, example, (*at, key, index), years)


def _example(placed: Placed, example: Example, at: Key, years: tuple[int, ...]) -> Iterator[Problem]:
    item, source = placed.item, placed.source
    report, problems = validated(Report, source, example_data(item, example, years[-1]), at)
    yield from problems
    if report is None:
        return
    year = report.report.year
    if year not in years:
        place = (*at, "report", "year")
        yield source.problem("checklists.example_year", place, found=year, allowed=", ".join(map(str, years)))
        return
    outcome, (zh, en) = run_example(item, report)
    meets = at[-2] == "meets"
    if not fits(example, outcome, meets):
        params: dict[str, Any] = {"wanted": " / ".join(expected(example, meets)), "found": outcome}
        yield source.problem("checklists.example", at, **params, reason_zh=zh, reason_en=en)
