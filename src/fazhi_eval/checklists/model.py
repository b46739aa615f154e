"""What the law asks: instruments, items and checklists, as they stand in checklists/*.yaml."""

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from fazhi_eval.reports.model import Level

if TYPE_CHECKING:
    from fazhi_eval.checklists.silence import Silence


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, populate_by_name=True)


class Text(_Model):
    """One text in both languages."""

    zh: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


class Severity(StrEnum):
    """How much a gap matters. ``low`` for 原则上 and for good practice that an instrument merely recommends."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Topic(StrEnum):
    """What an item, a gap or an admission is about (DESIGN section 7)."""

    LEADERSHIP = "leadership"
    FIRST_RESPONSIBLE = "first_responsible"
    SERVING_DEVELOPMENT = "serving_development"
    GOVERNMENT_FUNCTIONS = "government_functions"
    BUSINESS_ENVIRONMENT = "business_environment"
    NORMATIVE_DOCUMENTS = "normative_documents"
    MAJOR_DECISIONS = "major_decisions"
    ENFORCEMENT_STAFF = "enforcement_staff"
    ENFORCEMENT_CONDUCT = "enforcement_conduct"
    ENFORCEMENT_SUPERVISION = "enforcement_supervision"
    LEGAL_REVIEW = "legal_review"
    RECONSIDERATION_LITIGATION = "reconsideration_litigation"
    DISPUTE_RESOLUTION = "dispute_resolution"
    PUBLIC_LEGAL_SERVICE = "public_legal_service"
    LEGAL_PUBLICITY = "legal_publicity"
    OPENNESS = "openness"
    DIGITAL = "digital"
    EMERGENCY = "emergency"
    COORDINATION = "coordination"
    OTHER = "other"


class Period(_Model):
    """A span of days, both ends included; an open end is absent."""

    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies in the span."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Instrument(_Model):
    """规范依据: one version of a law, regulation or policy document.

    ``predecessor``/``successor`` are ids of the versions before and after it. ``parts`` names the parts of an
    outline with the clauses each holds. ``articles`` is the number of its last article, where that was seen.
    ``verified`` is false where the text itself was not seen.
    """

    id: str
    title: Text
    number: str | None = None
    issuer: Text
    kind: Literal["party_regulation", "law", "administrative_regulation", "judicial_interpretation", "policy", "local"]
    issued: date | None = None
    effective: Period
    status: Literal["in_force", "amended", "repealed", "expired"]
    predecessor: str | None = None
    successor: str | None = None
    source: str
    verified: bool = True
    note: Text | None = None
    parts: tuple["Part", ...] = ()
    articles: Annotated[int, Field(ge=1, strict=True)] | None = None


class Part(_Model):
    """One part of an outline: its id, its title and the clauses it holds, first to last."""

    id: str
    title: Text
    clauses: tuple[str, ...]


class Basis(_Model):
    """The passage an item rests on. ``clause`` as cited: ``第二十四条第一款``, ``（十五）``.

    ``since``/``until`` bound the years in which this passage is the one to cite, where it changed within the
    instrument's life. ``verified`` is false where the passage or its number was not seen.
    """

    instrument: str
    clause: str | None = None
    since: date | None = None
    until: date | None = None
    verified: bool = True


class Bound(StrEnum):
    """Whom an item can bind: the kinds of `Body`, and 司法局 as the department that reports for its jurisdiction.

    ``department`` covers every department, a 司法局 too; ``justice_department`` a 司法局 or 司法厅 only.
    """

    PARTY_COMMITTEE = "party_committee"
    GOVERNMENT = "government"
    DEPARTMENT = "department"
    JUSTICE_DEPARTMENT = "justice_department"


class Applicability(_Model):
    """Whom an item binds; an empty list binds all.

    ``when`` is a check on the circumstances: where it is false the item does not apply; where it is unknown (the
    report is silent on it) ``when_unknown`` decides. ``when_reason`` says in words what ``when`` asks, for the
    reader of a not_applicable outcome.
    """

    level: tuple[Level, ...] = ()
    body: tuple[Bound, ...] = ()
    when: dict[str, Any] | None = None
    when_unknown: Literal["applies", "not_applicable"] = "applies"
    when_reason: Text | None = None


class Example(_Model):
    """A small report that meets (or misses) the item: about the document, and facts by scope."""

    report: dict[str, Any] = {}
    own: dict[str, Any] = {}
    area: dict[str, Any] = {}
    evidence: dict[str, Any] = {}
    outcome: Literal["met", "partly_met", "not_met", "not_disclosed", "needs_review"] | None = None
    note: str | None = None


class Examples(_Model):
    """Examples run as tests. ``meets`` must come out ``met`` (or as it says), ``misses`` as a gap (or as it says)."""

    meets: tuple[Example, ...]
    misses: tuple[Example, ...]


class Item(_Model):
    """检查项: one obligation put as something that can be checked.

    ``check`` is an expression of the operators in `fazhi_eval.checklists.operators`. ``when_silent`` says what an
    undetermined check comes to: ``not_disclosed`` as a rule, ``not_met`` only where stating it is itself the duty,
    ``needs_review`` where a person must look.
    """

    id: str
    title: Text
    obligation: Text
    basis: Annotated[tuple[Basis, ...], Field(min_length=1)]
    applies_to: Applicability = Field(default_factory=Applicability.model_construct)
    effective: Period = Field(default_factory=Period.model_construct)
    severity: Severity
    weight: Annotated[float, Field(gt=0, le=10)] = 1.0
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    check: dict[str, Any]
    when_silent: Literal["not_disclosed", "not_met", "needs_review"] = "not_disclosed"
    remedy: Text
    examples: Examples


class Checklist(_Model):
    """清单: the items of one theme."""

    id: str
    title: Text
    description: Text
    items: tuple[Item, ...]


class Change(_Model):
    """What an overlay does to one item: another weight, or switching it off; ``reason`` is for the reader."""

    weight: Annotated[float, Field(gt=0, le=10)] | None = None
    off: Annotated[bool, Field(strict=True)] = False
    reason: Text | None = None


class Overlay(_Model):
    """Changes to items of checklists that others wrote, by item id. It can neither reword nor add an obligation."""

    title: Text | None = None
    items: Annotated[dict[str, Change], Field(min_length=1)]


class Checklists(_Model):
    """All that was loaded: the checklists in order, and the instruments they cite, by id.

    ``changes`` holds what overlays did, by item id: it is already worked into ``checklists``, and told in every
    evaluation.
    """

    checklists: tuple[Checklist, ...]
    instruments: dict[str, Instrument]
    changes: dict[str, Change] = {}

    @cached_property
    def silences(self) -> "dict[str, Silence]":
        """What each item comes to where a report is silent on it, by id; pickled, because finding it out takes long."""
        from fazhi_eval.checklists.silence import silence_of  # it reads items

        return {item.id: silence_of(item) for checklist in self.checklists for item in checklist.items}

    @cached_property
    def made(self) -> dict[int, Any]:
        """What was made of this value for each year (compiled checks); never pickled, copied or compared."""
        return {}

    def __getstate__(self) -> dict[Any, Any]:
        state = super().__getstate__()
        values = {key: value for key, value in state["__dict__"].items() if key != "made"}
        return {**state, "__dict__": values}

    def __copy__(self) -> Self:
        copied = super().__copy__()
        for name in ("made", "silences"):  # a copy may have other items
            copied.__dict__.pop(name, None)
        return copied
