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
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from fazhi_eval.errors import InputError, Problem
from fazhi_eval.evaluation.model import Evaluation, ItemResult, Outcome
from fazhi_eval.gaps.find import body_of
from fazhi_eval.gaps.likeness import NEARLY, essence, likeness
from fazhi_eval.reports.model import About, Day
from fazhi_eval.reports.paths import nearest
from fazhi_eval.yamlsource import Source, read

Said = Annotated[str, Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Review(_Model):
    """One word of a person: on an outcome (``outcome``), or on a match (``admission`` and ``match``)."""

    item: Said
    computed: Outcome | None = None
    outcome: Outcome | None = None
    admission: Said | None = None
    match: Literal["right", "wrong"] | None = None
    body: Said | None = None
    year: Annotated[int, Field(ge=2000, le=2100, strict=True)] | None = None
    who: Said
    when: Day
    why: Said

    @model_validator(mode="after")
    def _one_kind(self) -> "Review":
        if (self.outcome is None) == (self.match is None) or (self.match is None) != (self.admission is None):
            raise ValueError("outcome, or admission with match")
        return self


class ReviewsFile(_Model):
    """A reviews file."""

    reviews: tuple[Review, ...]


class Misfit(StrEnum):
    """Why a review no longer fits anything: no such item was judged; the report makes no such admission any more; the
    gap is closed or the two are not tied any more; what was computed has changed since."""

    NO_ITEM = "no_item"
    NO_ADMISSION = "no_admission"
    NO_TIE = "no_tie"
    OTHER_OUTCOME = "other_outcome"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The reviews that concern one evaluation, which itself stays as it was computed.

    ``outcomes`` maps item ids to the latest review of their outcome; ``matches`` maps (number of the admission, item
    id) to the latest review of that match; ``unfit`` are those that no longer fit, with the reason.
    """

    outcomes: dict[str, Review]
    matches: dict[tuple[int, str], Review]
    unfit: tuple[tuple[Review, Misfit], ...]


def reviewed(evaluation: Evaluation, reviews: Iterable[Review]) -> Reviewed:
    """Set ``reviews`` beside ``evaluation``; those of other bodies and years are left aside."""
    results = {result.id: result for checklist in evaluation.checklists for result in checklist.items}
    admissions = [essence(admission.text) for admission in evaluation.admissions]
    outcomes: dict[str, Review] = {}
    matches: dict[tuple[int, str], Review] = {}
    unfit: list[tuple[Review, Misfit]] = []
    for review in sorted(reviews, key=lambda review: review.when):
        if not _concerns(review, evaluation):
            continue
        place = _find(review, admissions)
        misfit = _misfit(review, results.get(review.item), place, evaluation)
        if misfit is not None:
            unfit.append((review, misfit))
        elif place is None:
            outcomes[review.item] = review
        else:
            matches[place, review.item] = review
    return Reviewed(outcomes, matches, tuple(unfit))


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
