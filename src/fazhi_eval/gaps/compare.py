"""What a supervisor reads first: what the facts show beside what the body owns up to, leaves out, and means to mend."""

from typing import NamedTuple

from fazhi_eval.evaluation.model import AdmissionStatus, Evaluation


class Comparison(NamedTuple):
    """Admissions by their number in `Evaluation.admissions`, gaps by id; each in the evaluation's order.

    ``confirmed``        admitted, and found by our checks
    ``unverified``       admitted, our checks see nothing
    ``generic``          admitted in a set phrase (套话): no object, no figure, no measure
    ``unplanned``        admitted, but next year's plan takes it up nowhere; empty where the report has no plan
    ``without_cause``    admitted, and no cause given
    ``unadmitted``       found, not admitted
    ``unplanned_gaps``   found, but next year's plan takes it up nowhere; empty where the report has no plan
    """

    confirmed: tuple[int, ...]
    unverified: tuple[int, ...]
    generic: tuple[int, ...]
    unplanned: tuple[int, ...]
    without_cause: tuple[int, ...]
    unadmitted: tuple[str, ...]
    unplanned_gaps: tuple[str, ...]


def compare(evaluation: Evaluation, *, has_plan: bool) -> Comparison:
    """The comparison of an evaluation; ``has_plan``: the report has commitments for the next year."""
    admissions = evaluation.admissions

    def of(status: AdmissionStatus) -> tuple[int, ...]:
        return tuple(index for index, admission in enumerate(admissions) if admission.status == status)

    return Comparison(
        confirmed=of(AdmissionStatus.CONFIRMED),
        unverified=of(AdmissionStatus.UNVERIFIED),
        generic=of(AdmissionStatus.GENERIC),
        unplanned=tuple(index for index, admission in enumerate(admissions) if admission.planned is False),
        without_cause=tuple(index for index, admission in enumerate(admissions) if not admission.cause_given),
        unadmitted=tuple(gap.id for gap in evaluation.gaps if not gap.admitted_by),
        unplanned_gaps=tuple(gap.id for gap in evaluation.gaps if has_plan and not gap.planned_by),
    )
