"""The Evaluation: outcomes, score, gaps and admissions of one report. The result document of the library."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from fazhi_eval.checklists.model import Basis, Severity, Text, Topic
from fazhi_eval.evaluation.years import YearOverYear
from fazhi_eval.reports.model import About, Day, Evidence, Offset

SCHEMA_VERSION: Literal["1"] = "1"

Points = Annotated[float, Field(ge=0, le=100)]
"""Points on the 100-point scale."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Outcome(StrEnum):
    """结论 of one item."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    NOT_DISCLOSED = "not_disclosed"
    NEEDS_REVIEW = "needs_review"
    NOT_APPLICABLE = "not_applicable"


GAP_OUTCOMES = frozenset({Outcome.PARTLY_MET, Outcome.NOT_MET, Outcome.NOT_DISCLOSED})
DETERMINED = frozenset({Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET})


class ItemResult(_Model):
    """One item judged. ``credit`` is 0..1 for determined outcomes and absent otherwise.

    ``reason`` says in both languages what was found or not found; ``facts`` maps the paths that the check read to
    the values found (absent ones are missing). ``basis`` holds the passages in force for the report's year,
    ``verified`` is false where any of them is.
    """

    id: str
    outcome: Outcome
    credit: Annotated[float, Field(ge=0, le=1)] | None = None
    weight: float
    severity: Severity
    title: Text
    topics: tuple[Topic, ...]
    reason: Text
    basis: tuple[Basis, ...]
    verified: bool
    facts: dict[str, Any] = {}
    evidence: tuple[Evidence, ...] = ()


class Score(_Model):
    """DESIGN section 6. All are absent (None) where nothing applies; ``score`` also where nothing is determined.

    ``score``, ``low`` and ``high`` are points of 100, ``coverage`` a share 0..1. ``items`` counts the applicable
    items, ``determined`` those among them with a determined outcome.
    """

    score: Points | None
    low: Points | None
    high: Points | None
    coverage: Annotated[float, Field(ge=0, le=1)] | None
    items: int
    determined: int


class ScoreSheet(Score):
    """The score in all, per checklist (by its id) and per part of the outline (by the part's id)."""

    by_checklist: dict[str, Score]
    by_part: dict[str, Score]


class ChecklistResult(_Model):
    """All items of one checklist that are in force for the report's year, in the checklist's order."""

    id: str
    title: Text
    items: tuple[ItemResult, ...]


class Gap(_Model):
    """差距: one item that is short, told so that a person can act on it.

    ``id`` survives edits: it is made of item, body and outcome's subject, never of line numbers. ``gain`` is the
    points of 100 that closing it would add to ``low`` (the score with everything undetermined counted as 0).
    ``admitted_by`` holds indices into `Evaluation.admissions`, ``planned_by`` into `Report.plan`.
    """

    id: str
    item: str
    topics: tuple[Topic, ...]
    outcome: Outcome
    severity: Severity
    title: Text
    message: Text
    remedy: Text
    basis: tuple[Basis, ...]
    verified: bool
    evidence: tuple[Evidence, ...] = ()
    admitted_by: tuple[int, ...] = ()
    planned_by: tuple[int, ...] = ()
    gain: Points


class AdmissionStatus(StrEnum):
    """What the facts say of an admission (DESIGN section 7)."""

    CONFIRMED = "confirmed"
    UNVERIFIED = "unverified"
    GENERIC = "generic"


class Tie(_Model):
    """Why an admission was tied to a gap: a score 0..1 and the words that both share."""

    gap: str
    score: Annotated[float, Field(ge=0, le=1)]
    words: tuple[str, ...]


class Admission(_Model):
    """自述不足: one shortcoming the report itself admits, set against the gaps.

    ``topic`` is the first of ``topics``. ``gaps`` holds ids of `Gap`; ``ties`` says why. ``planned``: next year's
    plan takes it up (``planned_by`` indexes `Report.plan`); None where the report has no plan. ``cause_given``: the
    report gives a cause for it.
    """

    text: str
    quote: str
    start: Offset | None = None
    end: Offset | None = None
    topic: Topic
    topics: tuple[Topic, ...]
    status: AdmissionStatus
    gaps: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    planned: bool | None = None
    planned_by: tuple[int, ...] = ()
    cause_given: bool = False


class Observation(_Model):
    """Something in which the report contradicts itself: no finding of law, a question to the reporting body.

    ``paths`` are the facts it touches, ``evidence`` their quotations. The items that rest on them need a review.
    """

    code: Literal["differs", "parts", "not_more", "rate", "signed_later", "year_not_over"]
    message: Text
    paths: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


class Cited(_Model):
    """How an instrument that a result cites is named.

    ``verified`` is false where its text was not seen; ``parts`` names the parts of an outline by their ids.
    """

    title: Text
    number: str | None = None
    verified: bool = True
    parts: dict[str, Text] = {}


Said = Annotated[str, Field(min_length=1)]
"""Words of a person, never empty."""

_NONE: JsonDict = {"type": "null"}
_WORDS: JsonDict = {"type": "string"}


class Review(_Model):
    """One word of a person: on an item's outcome (``outcome``), or on whether its gap answers an admission
    (``admission`` and ``match``).

    ``computed`` is the outcome that the person was shown. ``body`` and ``year`` narrow the review to one report.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {
                    "required": ["outcome"],
                    "properties": {"outcome": _WORDS, "admission": _NONE, "match": _NONE},
                },
                {
                    "required": ["admission", "match"],
                    "properties": {"outcome": _NONE, "admission": _WORDS, "match": _WORDS},
                },
            ]
        }
    )

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


class Misfit(StrEnum):
    """Why a review no longer fits anything: no such item was judged; the report makes no such admission any more; the
    gap is closed or the two are not tied any more; what was computed has changed since."""

    NO_ITEM = "no_item"
    NO_ADMISSION = "no_admission"
    NO_TIE = "no_tie"
    OTHER_OUTCOME = "other_outcome"


class ReviewedMatch(_Model):
    """A review of a match; ``admission`` is the number of the admission meant in `Evaluation.admissions`."""

    admission: Offset
    review: Review


class Unfit(_Model):
    """A review that no longer fits anything, and why."""

    review: Review
    why: Misfit


class Reviewed(_Model):
    """The word of persons on one evaluation, which itself stays as it was computed.

    ``outcomes`` holds the latest review of each item's outcome, by item id; ``matches`` the latest of each match;
    ``others`` counts the reviews left aside because they name another body or year.
    """

    outcomes: dict[str, Review] = {}
    matches: tuple[ReviewedMatch, ...] = ()
    unfit: tuple[Unfit, ...] = ()
    others: int = 0


class Evaluation(_Model):
    """Everything found about one report. Gaps come from facts alone; admissions are read only afterwards.

    ``instruments`` names every instrument that the results cite, by id. ``previous`` (last year's report beside this
    one) and ``reviews`` (a person's word) are absent where none was given; neither changes an outcome or the score.
    """

    schema_version: Literal["1"] = SCHEMA_VERSION
    source: str | None = None
    report: About
    year: int
    score: ScoreSheet
    checklists: tuple[ChecklistResult, ...]
    gaps: tuple[Gap, ...] = ()
    admissions: tuple[Admission, ...] = ()
    observations: tuple[Observation, ...] = ()
    notes: tuple[Text, ...] = ()
    instruments: dict[str, Cited] = {}
    previous: YearOverYear | None = None
    reviews: Reviewed | None = None
