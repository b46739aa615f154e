"""Why a gap is tied to what the report admits, or why not."""

from dataclasses import dataclass

from fazhi_eval.checklists.model import Checklists, Text
from fazhi_eval.errors import Problem, UsageError
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.gaps.admissions import is_generic, subjects
from fazhi_eval.gaps.find import gaps_of
from fazhi_eval.gaps.match import Gaps, Verdict, Weighed
from fazhi_eval.messages import text
from fazhi_eval.reports.model import Report
from fazhi_eval.reports.paths import nearest


@dataclass(frozen=True, slots=True)
class Reason:
    """How one admission (its number in `Evaluation.admissions`) stands to the gap asked about, and why."""

    admission: int
    verdict: Verdict
    score: float
    words: tuple[str, ...]
    message: Text


def explain(gap: str, evaluation: Evaluation, report: Report, checklists: Checklists) -> tuple[Reason, ...]:
    """Every admission of ``report`` against one gap of ``evaluation``, in the report's order; ``gap`` is its id or its
    item's id. Nothing where the report admits nothing.

    Raises UsageError where the evaluation has no such gap.
    """
    gaps = gaps_of(evaluation, checklists)
    place = next((place for place, (one, _) in enumerate(gaps) if gap in (one.id, one.item)), None)
    if place is None:
        known = sorted(one.item for one, _ in gaps)
        raise UsageError(Problem("gaps.no_gap", {"found": gap, "nearest": nearest(gap, known) or "—"}))
    ready = Gaps(gaps)
    found = []
    for index, (statement, subject) in enumerate(zip(report.deficiencies, subjects(report.deficiencies), strict=True)):
        weighed = ready.weigh(subject).get(place, Weighed(Verdict.OTHER_TOPIC))
        if is_generic(statement.text):
            weighed = Weighed(Verdict.GENERIC)
        topics = weighed.topics or subject.topics
        found.append(Reason(index, weighed.verdict, weighed.score, weighed.words, _message(weighed, topics)))
    return tuple(found)


def _message(weighed: Weighed, topics: tuple[str, ...]) -> Text:
    def said(lang: str, separator: str) -> str:
        return text(
            f"gaps.why.{weighed.verdict}",
            lang,
            score=weighed.score,
            words=separator.join(weighed.words),
            topics=separator.join(text(f"gaps.topic.{topic}", lang) for topic in topics),
        )

    return Text(zh=said("zh", "、"), en=said("en", ", "))
