"""Whether a report passes: its gaps but for waivers and baseline, its score and its coverage, against conditions."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from fazhi_eval.checklists.model import Severity
from fazhi_eval.evaluation.model import Evaluation, Gap, Outcome
from fazhi_eval.gaps.find import body_of
from fazhi_eval.gate.conditions import DEFAULT, Condition
from fazhi_eval.gate.model import Failure, State, Unused, Verdict, WhyUnused
from fazhi_eval.reports.paths import nearest

if TYPE_CHECKING:
    from fazhi_eval.gate.files import Baseline, Known, Waiver

_ORDER = {severity: place for place, severity in enumerate(Severity)}


def decide(
    evaluation: Evaluation,
    conditions: Sequence[Condition] = DEFAULT,
    *,
    waivers: "Iterable[Waiver]" = (),
    today: date | None = None,
    baseline: "Baseline | None" = None,
) -> Verdict:
    """The gate's verdict on ``evaluation``, which itself stays as it is: no outcome and no score changes.

    A waiver counts up to and on its day of expiry; ``today`` is the day of the run, asked for where there are
    waivers. Gaps that ``baseline`` knows do not count. A report without a score or a coverage fails every condition
    about it: what was not determined is no pass. Raises ValueError for waivers without a day.
    """
    waived, expired, unused, elsewhere = _waivers(evaluation, tuple(waivers), today)
    states = None if baseline is None else {gap.id: _state(gap, baseline) for gap in evaluation.gaps}
    counted = [
        gap for gap in evaluation.gaps if gap.id not in waived and (states is None or states[gap.id] is State.NEW)
    ]
    failures = [failure for one in conditions if (failure := _failure(one, evaluation, counted)) is not None]
    return Verdict(
        passed=not failures,
        conditions=tuple(dict.fromkeys(one.name for one in conditions)),
        failures=tuple(failures),
        counted=tuple(gap.id for gap in counted),
        waived=waived,
        expired=tuple(expired),
        unused=tuple(unused),
        elsewhere=tuple(elsewhere),
        states=states,
        before=_before(states or {}, baseline),
        closed=_closed(evaluation, baseline),
    )


def _failure(condition: Condition, evaluation: Evaluation, counted: Sequence[Gap]) -> Failure | None:
    match condition.kind:
        case "none":
            return None
        case "score" | "coverage":
            score = evaluation.score
            found = score.score if condition.kind == "score" else score.coverage and score.coverage * 100
            # a share times 100 is rarely a round figure
            if found is not None and round(found, 6) >= condition.limit:
                return None
            return Failure(condition=condition.name, found=None if found is None else round(found, 4))
        case "unadmitted":
            gaps = [gap for gap in counted if not gap.admitted_by]
        case severity:
            gaps = [gap for gap in counted if _ORDER[gap.severity] <= _ORDER[Severity(severity)]]
    return Failure(condition=condition.name, gaps=tuple(gap.id for gap in gaps)) if gaps else None


def _waivers(
    evaluation: Evaluation, waivers: "Sequence[Waiver]", today: date | None
) -> "tuple[dict[str, Waiver], list[Waiver], list[Unused], list[str]]":
    """What holds (by gap), what is past its day, what waives nothing, and whose the others are."""
    if not waivers:
        return {}, [], [], []
    if today is None:
        raise ValueError("waivers expire: decide() needs the day of the run")
    from fazhi_eval.gate.waivers import body_named  # a check without waivers needs nothing of it

    body = body_of(evaluation.report)
    own = [waiver for waiver in waivers if body_named(waiver.body) == body]
    others = sorted({waiver.body for waiver in waivers if waiver not in own})
    gaps = {gap.item: gap.id for gap in evaluation.gaps}
    judged = {item.id for checklist in evaluation.checklists for item in checklist.items}
    waived: dict[str, Waiver] = {}
    expired: list[Waiver] = []
    unused: list[Unused] = []
    for waiver in own:
        if waiver.item not in judged:
            near = nearest(waiver.item, judged)
            unused.append(Unused(waiver=waiver, why=WhyUnused.NO_ITEM, nearest=near))
        elif waiver.item not in gaps:
            unused.append(Unused(waiver=waiver, why=WhyUnused.NO_GAP))
        elif waiver.expires < today:
            expired.append(waiver)
        else:
            waived[gaps[waiver.item]] = waiver
    return waived, expired, unused, others


def _state(gap: Gap, baseline: "Baseline") -> State:
    known = baseline.gaps.get(gap.id)
    if known is None:
        return State.NEW
    return State.UNCHANGED if known.outcome == gap.outcome else State.UPDATED


def _before(states: dict[str, State], baseline: "Baseline | None") -> dict[str, Outcome]:
    if baseline is None:
        return {}
    return {id: baseline.gaps[id].outcome for id, state in states.items() if state is State.UPDATED}


def _closed(evaluation: Evaluation, baseline: "Baseline | None") -> "dict[str, Known]":
    if baseline is None:
        return {}
    from fazhi_eval.gate.baseline import closed

    return closed(evaluation, baseline)
