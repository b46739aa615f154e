"""Why a gap is tied to what the report admits, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from fazhi_eval.checklists.model import Checklists, Item, Text
from fazhi_eval.errors import Problem, UsageError
from fazhi_eval.evaluation.model import Evaluation, Gap
from fazhi_eval.gaps.admissions import is_generic, subjects
from fazhi_eval.gaps.find import gaps_of
from fazhi_eval.gaps.match import Gaps, Verdict, Weighed
from fazhi_eval.gaps.topics import Subject
from fazhi_eval.messages import text
from fazhi_eval.reports.model import Report
from fazhi_eval.reports.paths import nearest


@dataclass(frozen=True, slots=True)
class Reason:
    """How one admission (its number in `Evaluation.admissions`) stands to one gap (its id), and why."""

    admission: int
    gap: str
    verdict: Verdict
    score: float
    words: tuple[str, ...]
    message: Text


def explain_gap(gap: str, evaluation: Evaluation, report: Report, checklists: Checklists) -> tuple[Reason, ...]:
    """Every admission of ``report`` against one gap of ``evaluation``, in the report's order; ``gap`` is its id or its
    item's id. Nothing where the report admits nothing.

    Raises UsageError where the evaluation has no such gap.
    """
    gaps = gaps_of(evaluation, checklists)
    place = next((place for place, (one, _) in enumerate(gaps) if gap in (one.id, one.item)), None)
    if place is None:
        raise UsageError(_no_gap(gap, evaluation, gaps))
    ready = Gaps(gaps)
    told = subjects(report.deficiencies)
    return tuple(
        _reason(index, ready.gaps[place], subject, ready.weigh(subject).get(place), generic=is_generic(statement.text))
        for index, (statement, subject) in enumerate(zip(report.deficiencies, told, strict=True))
    )


def explain_admission(
    number: int, evaluation: Evaluation, report: Report, checklists: Checklists
) -> tuple[Reason, ...]:
    """One admission of ``report`` against every gap of ``evaluation`` that shares a topic with it, the best first;
    ``number`` counts from 1, as outputs do.

    Raises UsageError where the report makes no such admission.
    """
    if not 1 <= number <= len(report.deficiencies):
        problem = Problem("comparison.why.no_number", {"found": number, "count": len(report.deficiencies)})
        raise UsageError(problem)
    ready = Gaps(gaps_of(evaluation, checklists))
    subject = subjects(report.deficiencies)[number - 1]
    generic = is_generic(report.deficiencies[number - 1].text)
    weighed = sorted(ready.weigh(subject).items(), key=lambda pair: (_ORDER[pair[1].verdict], -pair[1].score, pair[0]))
    return tuple(_reason(number - 1, ready.gaps[place], subject, one, generic=generic) for place, one in weighed)


_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}


def _reason(admission: int, gap: Gap, subject: Subject, weighed: Weighed | None, *, generic: bool) -> Reason:
    if generic:
        weighed = Weighed(Verdict.GENERIC)
    weighed = weighed or Weighed(Verdict.OTHER_TOPIC)
    topics = weighed.topics or subject.topics
    return Reason(admission, gap.id, weighed.verdict, weighed.score, weighed.words, _message(weighed, topics))


def _message(weighed: Weighed, topics: tuple[str, ...]) -> Text:
    def told(lang: str, separator: str) -> str:
        return text(
            f"gaps.why.{weighed.verdict}",
            lang,
            score=weighed.score,
            words=separator.join(weighed.words),
            topics=separator.join(text(f"gaps.topic.{topic}", lang) for topic in topics),
        )

    return Text(zh=told("zh", "、"), en=told("en", ", "))


def _no_gap(name: str, evaluation: Evaluation, gaps: Sequence[tuple[Gap, Item]]) -> Problem:
    """An item that is no gap is told its outcome, any other name the nearest gap."""
    for each in evaluation.checklists:
        for result in each.items:
            if result.id == name:
                return Problem("comparison.why.not_a_gap", {"item": name, "outcome": result.outcome})
    known = sorted(one.item for one, _ in gaps)
    return Problem("gaps.no_gap", {"found": name, "nearest": nearest(name, known) or "—"})
