"""The gate on the command line: its settings read, its verdicts told, the baseline written."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fazhi_eval.cli.write import write
from fazhi_eval.errors import Problem, UsageError
from fazhi_eval.gate.conditions import DEFAULT, Condition
from fazhi_eval.gate.config import Settings, find_config, read_config
from fazhi_eval.messages import text

if TYPE_CHECKING:
    from fazhi_eval.evaluation.model import Evaluation
    from fazhi_eval.gate.files import Baseline, Waiver
    from fazhi_eval.gate.model import Verdict


class Gate(NamedTuple):
    """What reports are held against. ``told``: somebody asked for it, so that its verdict is told."""

    conditions: tuple[Condition, ...]
    waivers: "tuple[Waiver, ...]"
    baseline: "Baseline | None"
    today: date | None
    config: str | None
    told: bool


def gate_of(values: Namespace) -> Gate:
    """The gate that the command line and the configuration file ask for; the command line goes before.

    What the file says of checklists and phrasings is put into ``values`` where the command line is silent. Raises
    UsageError with every problem of the files.
    """
    file = Path(values.config) if values.config else find_config(values.files)
    settings = read_config(file) if file else Settings()
    values.checklists = values.checklists or list(settings.checklists)
    values.phrasings = values.phrasings or list(settings.phrasings)
    conditions = tuple(values.fail_on or settings.conditions)
    waivers: tuple[Waiver, ...] = ()
    if waivers_file := values.waivers or settings.waivers:
        from fazhi_eval.gate.waivers import read_waivers

        waivers = read_waivers(waivers_file)
    asked = any(condition.kind != "none" for condition in conditions)
    return Gate(
        conditions=conditions or DEFAULT,
        waivers=waivers,
        # who writes a baseline anew does not ask for the old one
        baseline=None if values.write_baseline else _baseline(values.baseline or settings.baseline),
        today=(values.today or date.today()) if waivers else None,
        config=settings.file,
        told=bool(asked or waivers_file or values.baseline or values.write_baseline or settings.file),
    )


def verdicts(gate: Gate, evaluations: "Sequence[Evaluation]", values: Namespace, *, complete: bool) -> "list[Verdict]":
    """The verdict on each evaluation, by the baseline that ``--write-baseline`` has just written where it is asked for.

    ``complete``: every report could be checked; otherwise no baseline is written, and standard error says so.
    """
    from fazhi_eval.gate.decide import decide

    def decided(baseline: "Baseline | None") -> "list[Verdict]":
        return [
            decide(evaluation, gate.conditions, waivers=gate.waivers, today=gate.today, baseline=baseline)
            for evaluation in evaluations
        ]

    if not values.write_baseline:
        return decided(gate.baseline)
    target = values.write_baseline
    if not complete:
        print(text("gate.told.not_written", values.lang, file=target), file=sys.stderr)
        return decided(None)
    from fazhi_eval.gate.baseline import baseline_of, render

    waived = [id for verdict in decided(None) for id in verdict.waived]
    baseline = baseline_of(evaluations, waived, _baseline(target) if Path(target).is_file() else None)
    write(render(baseline), target)
    print(text("gate.told.written", values.lang, file=target, count=len(baseline.gaps)), file=sys.stderr)
    return decided(baseline)


def tell(gate: Gate, evaluation: "Evaluation", verdict: "Verdict", lang: str, width: int) -> str:
    """The verdict in words; empty where nobody asked for it."""
    if not gate.told:
        return ""
    from fazhi_eval.outputs import gate as words

    return words.render(evaluation, verdict, lang, config=gate.config, width=width)


def _baseline(file: str | None) -> "Baseline | None":
    if file is None:
        return None
    from fazhi_eval.gate.baseline import read_baseline

    if not Path(file).exists():
        raise UsageError(Problem("gate.no_baseline", {"file": file}, file=file))
    return read_baseline(file)
