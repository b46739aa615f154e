"""How well admissions, gaps, plans and years are set against each other: figures over facts read by hand.

    python -m benchmarks.matching GOLD.yaml [GOLD.yaml ...]

A gold file names its report's text (``file``), the clauses that admit a shortcoming with their topics
(``deficiencies``), what the plan takes up by topic (``plan_answers``), and perhaps what last year's report says
(``year_over_year``). Exit code 1 where a figure is below its floor.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from fazhi_eval import compare, evaluate, read_report
from fazhi_eval.evaluation.model import Admission, AdmissionStatus, Evaluation
from fazhi_eval.gaps.years import FACTOR
from fazhi_eval.reports.model import Report


class Measure(NamedTuple):
    """What one figure counts, and the share below which the benchmark fails (None: for information)."""

    meaning: str
    floor: float | None


MEASURES = {
    "topics": Measure("admissions that carry a topic of the gold", 0.92),
    "confirmed": Measure("ties of an admission to a gap that carries one of its gold topics", 0.95),
    "plan": Measure("admissions of which is right whether next year's plan takes them up", 0.90),
    "answered_by": Measure("admissions that a gap answers by the gold, tied to a gap of their topic", 1.0),
    "answered": Measure("admissions on whose topic the gold's own facts show a gap, tied to a gap of it", 0.65),
    "promises": Measure("promises of last year judged as the gold does", 0.70),
    "moved": Measure("figures of the gold that moved by the factor, told", 0.75),
    "moved_right": Measure("figures told as moved that the gold holds, with its values or marked unsure", 0.75),
    "repeated": Measure("reports in which as many admissions are repeated as in the gold", 1.0),
}


@dataclass
class Tally:
    """How many of how many."""

    right: int = 0
    all: int = 0

    def add(self, right: object) -> None:
        self.right += bool(right)
        self.all += 1


Tallies = dict[str, Tally]


def measure(files: Iterable[Path]) -> Tallies:
    """Every figure over all gold files."""
    tallies = {name: Tally() for name in MEASURES}
    for file in files:
        gold = yaml.safe_load(file.read_text(encoding="utf-8"))
        folder = file.resolve().parent.parent
        report = read_report(folder / gold["file"])
        evaluation = evaluate(report)
        _admissions(gold, evaluation, tallies)
        if "year_over_year" in gold:
            _years(gold["year_over_year"], read_report(folder / gold["year_over_year"]["last_year"]), report, tallies)
    return tallies


def _admissions(gold: dict[str, Any], evaluation: Evaluation, tallies: Tallies) -> None:
    gaps = {gap.id: set(gap.topics) for gap in evaluation.gaps}
    shown = {topic for gap in evaluate(by_hand(gold)).gaps for topic in gap.topics}
    left = list(evaluation.admissions)
    for entry in gold.get("deficiencies") or []:
        topics = entry["topic"] if isinstance(entry["topic"], list) else [entry["topic"]]
        admission = next((one for one in left if same_clause(one.quote, entry["quote"])), None)
        if admission is None:  # whether clauses are found is another benchmark's figure
            continue
        left.remove(admission)
        tallies["topics"].add(not set(admission.topics).isdisjoint(topics))
        for gap in admission.gaps:
            tallies["confirmed"].add(not gaps[gap].isdisjoint(topics))
        planned = next((gold["plan_answers"][topic] for topic in topics if topic in gold["plan_answers"]), None)
        if planned is not None:
            tallies["plan"].add(admission.planned is planned)
        answered = _answered(admission, gaps, topics)
        if "answered_by" in entry:
            tallies["answered_by"].add(answered)
        # a set phrase is answered by nothing, whatever its topic
        if not shown.isdisjoint(topics) and admission.status is not AdmissionStatus.GENERIC:
            tallies["answered"].add(answered)


def _answered(admission: Admission, gaps: dict[str, set[Any]], topics: Sequence[str]) -> bool:
    return any(not gaps[gap].isdisjoint(topics) for gap in admission.gaps)


def _years(gold: dict[str, Any], last: Report, this: Report, tallies: Tallies) -> None:
    years = compare(last, this)
    tallies["repeated"].add(len(years.repeated) == len(gold["admissions"]))
    for entry in gold["promises"]:
        found = [one for one in years.promises if entry["promise"] in one.text or one.text in entry["promise"]]
        # a promise of several clauses is kept where one of them is
        outcomes = {str(one.outcome) for one in found}
        tallies["promises"].add(entry["shown"] in outcomes)
    wanted = {entry["path"]: (entry["last"], entry["this"]) for entry in gold["figures"]}
    told = {one.path: one for one in years.figures}
    for path, pair in wanted.items():
        if max(pair) >= FACTOR * min(pair):
            tallies["moved"].add(path in told)
    for path, one in told.items():
        tallies["moved_right"].add(path in wanted and (one.unsure or (one.last, one.this) == wanted[path]))


def by_hand(gold: dict[str, Any]) -> Report:
    """The facts of a gold file as a Report; of a fact stated with several values the first."""
    data: dict[str, Any] = {}
    entries = {f"report.{key}": entry for key, entry in gold["report"].items()} | gold["facts"]
    for path, entry in entries.items():
        *groups, name = path.split(".")
        place = data
        for group in groups:
            place = place.setdefault(group, {})
        place[name] = entry["values"][0]["value"] if "values" in entry else entry["value"]
    return Report.model_validate(data)


def same_clause(got: str, wanted: str) -> bool:
    """Whether what was read covers most of the clause wanted and not much beside it."""
    got, wanted = ("".join(text.split()) for text in (got, wanted))
    shared = SequenceMatcher(None, got, wanted, autojunk=False).find_longest_match().size
    return shared >= 0.8 * len(wanted) and len(got) <= 2.5 * len(wanted) + 10


def main() -> int:
    """Print every figure; 1 where one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    short = False
    for name, tally in measure(parser.parse_args().gold).items():
        meaning, floor = MEASURES[name]
        share = tally.right / tally.all if tally.all else None
        below = share is not None and floor is not None and share < floor
        short |= below
        shown = "  —  " if share is None else f"{share:.3f}"
        asked = "" if floor is None else f"  (floor {floor:.2f}{', BELOW' if below else ''})"
        print(f"{name:12} {shown}  {tally.right:>3} of {tally.all:<3} {meaning}{asked}")
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
