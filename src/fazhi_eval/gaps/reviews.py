"""A person's word on what was computed: kept in a file, shown beside and never instead.

reviews:
  - item: reconsideration-and-litigation.head-appearance
    computed: not_disclosed        # what the person was shown (optional)
    outcome: met                   # what the person found; the same as computed confirms it
    body: 云川省临江市青禾区人民政府   # optional: only of this body
    year: 2023                     # optional: only of this year
    who: 李某
    when: 2024-03-05
    why: 调阅了应诉台账
  - admission: 规范性文件清理不够及时
    item: normative-documents.repealed
    match: wrong                   # right | wrong: whether this gap answers that admission
    who: 李某
    when: 2024-03-05
    why: 自述说的是村规民约
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from fazhi_eval.errors import InputError, Problem
from fazhi_eval.evaluation.model import (
    Evaluation,
    ItemResult,
    Misfit,
    Outcome,
    Review,
    Reviewed,
    ReviewedMatch,
    Unfit,
)
from fazhi_eval.gaps.find import body_of
from fazhi_eval.gaps.likeness import NEARLY, essence, likeness
from fazhi_eval.reports.model import About
from fazhi_eval.reports.paths import nearest
from fazhi_eval.yamlsource import Source, read


class ReviewsFile(BaseModel):
    """A reviews file: what persons say of what was computed."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    reviews: tuple[Review, ...]


def reviewed(evaluation: Evaluation, reviews: Iterable[Review]) -> Reviewed:
    """What of ``reviews`` concerns ``evaluation``; of two on the same thing the later counts."""
    results = {result.id: result for checklist in evaluation.checklists for result in checklist.items}
    admissions = [essence(admission.text) for admission in evaluation.admissions]
    outcomes: dict[str, Review] = {}
    matches: dict[tuple[int, str], Review] = {}
    unfit: list[Unfit] = []
    others = 0
    for review in sorted(reviews, key=lambda review: review.when):
        if not _concerns(review, evaluation):
            others += 1
            continue
        place = _find(review, admissions)
        misfit = _misfit(review, results.get(review.item), place, evaluation)
        if misfit is not None:
            unfit.append(Unfit(review=review, why=misfit))
        elif place is None:
            outcomes[review.item] = review
        else:
            matches[place, review.item] = review
    return Reviewed(
        outcomes=outcomes,
        matches=tuple(ReviewedMatch(admission=place, review=review) for (place, _), review in sorted(matches.items())),
        unfit=tuple(unfit),
        others=others,
    )


def read_reviews(path: str | Path) -> tuple[Review, ...]:
    """The reviews of a YAML file. Raises InputError with every problem at its line and column."""
    try:
        source, problems = read(Path(path))
    except OSError as error:
        raise InputError(Problem("gaps.review.unreadable", {"found": error.strerror}, file=str(path))) from None
    except UnicodeDecodeError:
        raise InputError(Problem("gaps.review.encoding", file=str(path))) from None
    if not problems:
        try:
            return TypeAdapter(ReviewsFile).validate_python(source.data).reviews
        except ValidationError as error:
            problems = [_problem(source, detail["type"], tuple(detail["loc"])) for detail in error.errors()]
    raise InputError(problems)


def _concerns(review: Review, evaluation: Evaluation) -> bool:
    if review.year is not None and review.year != evaluation.year:
        return False
    return review.body is None or body_of(About(issuer=review.body)) == body_of(evaluation.report)


def _find(review: Review, admissions: Sequence[str]) -> int | None:
    """The admission meant: the one most like it, so that the review survives small edits."""
    if review.admission is None:
        return None
    core = essence(review.admission)
    best, place = max(((likeness(core, one), -place) for place, one in enumerate(admissions)), default=(0.0, 0))
    return -place if best >= NEARLY else None


def _misfit(review: Review, result: ItemResult | None, place: int | None, evaluation: Evaluation) -> Misfit | None:
    if result is None:
        return Misfit.NO_ITEM
    if review.computed is not None and review.computed != result.outcome:
        return Misfit.OTHER_OUTCOME
    if review.admission is None:
        return None
    if place is None:
        return Misfit.NO_ADMISSION
    gap = next((gap for gap in evaluation.gaps if gap.item == review.item), None)
    # a match called right may be one that was not computed; one called wrong must have been
    if gap is None or (review.match == "wrong" and place not in gap.admitted_by):
        return Misfit.NO_TIE
    return None


def _problem(source: Source, kind: str, path: tuple[int | str, ...]) -> Problem:
    name = str(path[-1]) if path else ""
    fields = ReviewsFile.model_fields if len(path) < 2 else Review.model_fields
    if kind == "extra_forbidden":
        params = {"found": name, "nearest": nearest(name, fields) or "—", "allowed": ", ".join(fields)}
        return source.problem("gaps.review.key", path, at_key=True, **params)
    if kind == "missing":
        return source.problem("gaps.review.missing", path[:-1], key=name)
    if kind == "value_error" and len(path) == 2:
        return source.problem("gaps.review.kind", path)
    allowed = {"outcome": ", ".join(Outcome), "computed": ", ".join(Outcome), "match": "right, wrong"}
    allowed |= {"when": "YYYY-MM-DD", "year": "2000–2100"}
    return source.problem("gaps.review.value", path, key=name, allowed=allowed.get(name, "—"))
