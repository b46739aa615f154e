"""The Report: what one 法治政府建设年度报告 states, whether read from a text or submitted by hand."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, field_validator

from fazhi_eval.reports.facts import Count, Facts, Flag

SCHEMA_VERSION: Literal["1"] = "1"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Level(StrEnum):
    """Administrative level; ``county`` covers 县、区、县级市, ``township`` covers 乡镇、街道."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


class Body(StrEnum):
    """Kind of reporting body; ``department`` covers 工作部门 and 派出机构."""

    PARTY_COMMITTEE = "party_committee"
    GOVERNMENT = "government"
    DEPARTMENT = "department"


class Confidence(StrEnum):
    """How sure the reading of one fact is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


def _written_day(value: Any) -> Any:
    # pydantic would also take a number of seconds or a time of day; the JSON Schema takes none of them
    if isinstance(value, date) or (isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-"):
        return value
    raise ValueError("a date is written YYYY-MM-DD")


Day = Annotated[
    date,
    BeforeValidator(_written_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"}),
]
"""A day, in data written ``YYYY-MM-DD``."""

Offset = Annotated[int, Field(ge=0, strict=True)]
"""A place in the decoded text, in Unicode code points."""


class Quote(_Model):
    """A quotation with its place: ``text[start:end] == quote``.

    ``start`` (inclusive) and ``end`` (exclusive) count Unicode code points of the document's decoded text; both
    are absent in a submission written by hand. ``page`` counts from 1 where the source has pages.
    """

    quote: Annotated[str, Field(min_length=1)]
    start: Offset | None = None
    end: Offset | None = None
    page: Annotated[int, Field(ge=1, strict=True)] | None = None


class Evidence(Quote):
    """The quotation that one fact rests on.

    ``value`` is what this quotation says (pieces that disagree keep their own). ``approx`` marks 余、约、近,
    ``at_least`` marks 超过、不少于、以上: the figure itself is the value. ``parts`` are the parts that the quotation
    lists of it (其中…). ``readings`` holds the possible dates of a date whose characters were lost; the fact itself is
    then absent.
    """

    value: int | float | bool | str | list[str] | None = None
    approx: Flag = False
    at_least: Flag = False
    parts: tuple[Count, ...] = ()
    readings: tuple[Day, ...] = ()
    confidence: Confidence = Confidence.HIGH
    confidence_reason: str | None = None


class Statement(Quote):
    """One shortcoming that the report admits, or one cause that it gives. ``text`` is the clause itself."""

    text: Annotated[str, Field(min_length=1)]


class Commitment(Statement):
    """One commitment for the next year; ``heading`` is the heading it stands under (empty where it has none)."""

    heading: str = ""


class Sections(_Model):
    """Which of the prescribed contents the report has, as a section or a paragraph that does its job."""

    achievements: Flag | None = Field(default=None, title="主要举措和成效")
    deficiencies: Flag | None = Field(default=None, title="存在的不足")
    causes: Flag | None = Field(
        default=None, title="不足的原因", description="actually analysed, not only named in a heading"
    )
    first_responsible: Flag | None = Field(default=None, title="第一责任人履职情况")
    plan: Flag | None = Field(default=None, title="下一年度主要安排")


class About(_Model):
    """What is known of the report as a document. ``year`` is the year reported on."""

    title: str | None = Field(default=None, title="标题")
    issuer: str | None = Field(default=None, title="报告单位")
    region: str | None = Field(default=None, title="地区")
    level: Level | None = Field(default=None, title="层级")
    body: Body | None = Field(default=None, title="主体类别")
    year: Annotated[int, Field(ge=2000, le=2100, strict=True)] | None = Field(default=None, title="报告年度")
    published_on: Day | None = Field(default=None, title="公布日期")
    signed_on: Day | None = Field(default=None, title="落款日期")
    addressed_to: list[str] = Field(default=[], title="报送对象")
    sections: Sections = Field(default_factory=Sections.model_construct)


class Reviewed(_Model):
    """Who put the reading of a report right, and when."""

    by: Annotated[str, Field(min_length=1)]
    on: Day


class Report(_Model):
    """One report as data: the same whether extracted or written by hand (DESIGN: one form for both).

    ``evidence`` maps a fact's path (``area.reconsideration.handled``, ``own.…``, ``report.published_on``) to the
    quotations it rests on. ``reviewed`` says that a person has corrected the
    reading: what was doubtful in it no longer is.
    """

    schema_version: Literal["1"] = SCHEMA_VERSION
    report: About = Field(default_factory=About.model_construct)
    own: Facts = Field(default_factory=Facts.model_construct)
    area: Facts = Field(default_factory=Facts.model_construct)
    deficiencies: list[Statement] = []
    causes: list[Statement] = []
    plan: list[Commitment] = []
    evidence: dict[str, list[Evidence]] = {}
    reviewed: Reviewed | None = None

    @field_validator("evidence")
    @classmethod
    def _paths_exist(cls, evidence: dict[str, list[Evidence]]) -> dict[str, list[Evidence]]:
        from fazhi_eval.reports.paths import full_paths  # paths.py reads the fields of this model

        unknown = sorted(set(evidence) - full_paths())
        if unknown:
            raise ValueError(f"no such fact: {', '.join(unknown)}")
        return evidence
