"""The gaps of an evaluation, from its outcomes alone; and only then what the report admits, set against them."""

import hashlib
import unicodedata
from functools import lru_cache

from fazhi_eval.built import built
from fazhi_eval.checklists.model import Checklists, Item, Severity, Text
from fazhi_eval.evaluation.model import GAP_OUTCOMES, Admission, AdmissionStatus, Evaluation, Gap
from fazhi_eval.evaluation.score import applicable_weight, gain_of
from fazhi_eval.gaps.admissions import explained, is_generic, subjects
from fazhi_eval.gaps.match import Gaps
from fazhi_eval.gaps.plan import Plan
from fazhi_eval.messages import text
from fazhi_eval.reports.model import About, Report

_ORDER = {severity: place for place, severity in enumerate(Severity)}


def find(evaluation: Evaluation, report: Report, checklists: Checklists) -> Evaluation:
    """``evaluation`` with its gaps, the gravest first and among equals the one that adds most to the score, and with
    the admissions of ``report`` tied to them.

    ``checklists`` are those that ``evaluation`` was judged by.
    """
    gaps = Gaps(gaps_of(evaluation, checklists))
    plan = Plan(report.plan)
    admissions = admissions_of(report, plan, gaps)
    admitted: dict[str, list[int]] = {}
    for index, admission in enumerate(admissions):
        for id in admission.gaps:
            admitted.setdefault(id, []).append(index)
    found = []
    for gap, asked in zip(gaps.gaps, gaps.asked, strict=True):
        admitted_by, planned_by = tuple(admitted.get(gap.id, ())), plan.asks(asked)
        if admitted_by or planned_by:
            gap = built(Gap, {**gap.__dict__, "admitted_by": admitted_by, "planned_by": planned_by})
        found.append(gap)
    return evaluation.model_copy(update={"gaps": tuple(found), "admissions": admissions})


def gaps_of(evaluation: Evaluation, checklists: Checklists) -> list[tuple[Gap, Item]]:
    """Every gap with the item it falls short of. Reads outcomes only, never what the report admits."""
    items = {item.id: item for checklist in checklists.checklists for item in checklist.items}
    results = [result for checklist in evaluation.checklists for result in checklist.items]
    whole = applicable_weight(results)
    body = body_of(evaluation.report)
    found = []
    for result in results:
        if result.outcome not in GAP_OUTCOMES:
            continue
        item = items[result.id]
        gap = built(
            Gap,
            {
                "id": fingerprint(result.id, body),
                "item": result.id,
                "topics": result.topics,
                "outcome": result.outcome,
                "severity": result.severity,
                "title": result.title,
                "message": _message(result.reason.zh, item.obligation.zh, result.reason.en, item.obligation.en),
                "remedy": item.remedy,
                "basis": result.basis,
                "verified": result.verified,
                "evidence": result.evidence,
                "admitted_by": (),
                "planned_by": (),
                "gain": gain_of(result, whole),
            },
        )
        found.append((gap, item))
    return sorted(found, key=lambda pair: (_ORDER[pair[0].severity], -pair[0].gain, pair[0].item))


def admissions_of(report: Report, plan: Plan, gaps: Gaps) -> tuple[Admission, ...]:
    """The shortcomings that ``report`` admits, each with its topics, the gaps that answer it, and the
    commitments of ``plan`` (those of the report) that take it up."""
    with_cause = explained(report.deficiencies, report.causes)
    found = []
    for index, (statement, subject) in enumerate(zip(report.deficiencies, subjects(report.deficiencies), strict=True)):
        generic = is_generic(statement.text)
        ties = () if generic else gaps.ties(subject)
        planned_by = plan.answers(subject)
        status = AdmissionStatus.CONFIRMED if ties else AdmissionStatus.UNVERIFIED
        found.append(
            built(
                Admission,
                {
                    "text": statement.text,
                    "quote": statement.quote,
                    "start": statement.start,
                    "end": statement.end,
                    "topic": subject.topics[0],
                    "topics": subject.topics,
                    "status": AdmissionStatus.GENERIC if generic else status,
                    "gaps": tuple(tie.gap for tie in ties),
                    "ties": ties,
                    "planned": None if plan.empty else bool(planned_by),
                    "planned_by": planned_by,
                    "cause_given": index in with_cause,
                },
            )
        )
    return tuple(found)


def fingerprint(item: str, body: str) -> str:
    """The id of the gap on ``item`` of one reporting body: the same from year to year, whatever the report's wording.

    An item can fall short only once in a report, so the item and the body tell one gap from all others.
    """
    return hashlib.sha1(f"{item}\0{body}".encode(), usedforsecurity=False).hexdigest()[:12]


def body_of(about: About) -> str:
    """The name that tells one reporting body from another, blanks and width apart; empty where none is known."""
    name = about.issuer or about.region or about.title or ""
    return "".join(unicodedata.normalize("NFKC", name).split())


@lru_cache(maxsize=4096)
def _message(found_zh: str, asked_zh: str, found_en: str, asked_en: str) -> Text:
    # remembered: what is silent says the same in every report
    return built(
        Text,
        {
            "zh": text("gaps.message", "zh", found=found_zh, asked=asked_zh),
            "en": text("gaps.message", "en", found=found_en, asked=asked_en),
        },
    )
