"""The baseline: the gaps that were known on the day it was written. Only others count from then on."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from fazhi_eval.errors import UsageError
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.gaps.find import body_of
from fazhi_eval.gate.files import Baseline, Known
from fazhi_eval.gate.problems import problems_of, text_of
from fazhi_eval.yamlsource import parse


def read_baseline(file: str | Path) -> Baseline:
    """The baseline of a JSON file. Raises UsageError with every problem, each at its line and column."""
    source, problems = parse(text_of(Path(file)), str(file))
    if problems:
        raise UsageError(problems)
    try:
        return Baseline.model_validate(source.data)
    except ValidationError as error:
        raise UsageError(problems_of(error, source, Baseline.model_fields)) from None


def baseline_of(
    evaluations: Iterable[Evaluation], waived: Iterable[str] = (), before: Baseline | None = None
) -> Baseline:
    """The gaps of ``evaluations`` but those ``waived`` (ids): a waiver that expires then shows its gap anew.

    What ``before`` knows of bodies and items that were not judged now stays.
    """
    evaluations = list(evaluations)
    left_out = set(waived)
    judged = {(body_of(evaluation.report), item) for evaluation in evaluations for item in items_of(evaluation)}
    old = before.gaps if before else {}
    kept = {id: known for id, known in old.items() if (known.body, known.item) not in judged}
    found = {
        gap.id: Known(item=gap.item, body=body_of(evaluation.report), title=gap.title, outcome=gap.outcome)
        for evaluation in evaluations
        for gap in evaluation.gaps
        if gap.id not in left_out
    }
    together = kept | found
    order = sorted(together, key=lambda id: (together[id].body, together[id].item))
    return Baseline(gaps={id: together[id] for id in order})


def closed(evaluation: Evaluation, baseline: Baseline) -> dict[str, Known]:
    """What ``baseline`` knows of this body and items judged now, and is no gap any more."""
    body, gaps, items = body_of(evaluation.report), {gap.id for gap in evaluation.gaps}, items_of(evaluation)
    return {
        id: known
        for id, known in baseline.gaps.items()
        if known.body == body and known.item in items and id not in gaps
    }


def items_of(evaluation: Evaluation) -> set[str]:
    """The ids of all items that were judged."""
    return {item.id for checklist in evaluation.checklists for item in checklist.items}


def render(baseline: Baseline) -> str:
    """The file of a baseline: a gap a line or two, in an order that makes small diffs."""
    return baseline.model_dump_json(indent=2) + "\n"
