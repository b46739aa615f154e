"""The findings of a report as pipelines take them: every gap, and what a person must look at, with place and state."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi_eval.evaluation.model import Outcome
from fazhi_eval.gaps.find import body_of, fingerprint
from fazhi_eval.messages import text
from fazhi_eval.outputs.words import cite, said, word

if TYPE_CHECKING:
    from fazhi_eval.checklists.model import Basis, Severity
    from fazhi_eval.evaluation.model import Evaluation, Gap, ItemResult
    from fazhi_eval.gate.files import Waiver
    from fazhi_eval.gate.model import State, Verdict
    from fazhi_eval.outputs.places import Place, Places
    from fazhi_eval.reports.model import Evidence


@dataclass(frozen=True)
class Finding:
    """One item with a gap, or one that a person must look at (then ``gap`` is absent).

    ``id`` is that of the gap, the same from run to run. ``waiver`` and ``state`` are what the gate says of it.
    """

    id: str
    item: "ItemResult"
    gap: "Gap | None"
    waiver: "Waiver | None" = None
    state: "State | None" = None

    @property
    def severity(self) -> "Severity":
        """How much it matters."""
        return self.item.severity

    @property
    def evidence(self) -> "tuple[Evidence, ...]":
        """The quotations it rests on."""
        return self.gap.evidence if self.gap else self.item.evidence

    @property
    def basis(self) -> "tuple[Basis, ...]":
        """The law it rests on."""
        return self.gap.basis if self.gap else self.item.basis

    def places(self, places: "Places") -> "tuple[Place, ...]":
        """Where it stands in the report; never empty."""
        return places.of(self.evidence, self.item.facts)

    @property
    def excused(self) -> bool:
        """Whether the gate leaves it out: waived, or known to the baseline."""
        return self.waiver is not None or (self.state is not None and self.state != "new")


def findings(evaluation: "Evaluation", verdict: "Verdict | None" = None) -> list[Finding]:
    """The gaps in the evaluation's order, then the items that need a review."""
    items = {item.id: item for checklist in evaluation.checklists for item in checklist.items}
    waived = verdict.waived if verdict else {}
    states = (verdict.states if verdict else None) or {}
    gaps = [Finding(gap.id, items[gap.item], gap, waived.get(gap.id), states.get(gap.id)) for gap in evaluation.gaps]
    body = body_of(evaluation.report)
    reviews = [
        Finding(fingerprint(item.id, body), item, None)
        for item in items.values()
        if item.outcome is Outcome.NEEDS_REVIEW
    ]
    return gaps + reviews


def heading(finding: Finding, lang: str) -> str:
    """Title and outcome, and whether the gate leaves it out: 〔已豁免〕法制审核人员比例：不符合."""
    mark = "waived" if finding.waiver else "known" if finding.excused else None
    shown = text(f"ci.{mark}", lang) if mark else ""
    return shown + text("ci.heading", lang, title=said(finding.item.title, lang), outcome=outcome(finding, lang))


def outcome(finding: Finding, lang: str) -> str:
    """The outcome in words."""
    return word(f"outcome.{finding.item.outcome}", lang)


def message(finding: Finding, evaluation: "Evaluation", lang: str) -> str:
    """What was found, by which law, what to do; and, of a waived one, why and until when."""
    law = cite(finding.basis, evaluation.instruments, lang)
    if finding.gap is None:
        return text("ci.review", lang, found=said(finding.item.reason, lang), law=law)
    told = [text("ci.gap", lang, found=said(finding.gap.message, lang), law=law, remedy=said(finding.gap.remedy, lang))]
    if evaluation.admissions and not finding.gap.admitted_by:
        told.append(text("ci.unadmitted", lang))
    if finding.waiver:
        told.append(text("ci.waiver", lang, why=justification(finding.waiver, lang)))
    return (" " if lang == "en" else "").join(told)


def justification(waiver: "Waiver", lang: str) -> str:
    """Why a gap does not count, who answers for it, and until when."""
    return text("ci.why", lang, reason=waiver.reason, owner=waiver.owner, expires=waiver.expires)
