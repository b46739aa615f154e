"""The result of setting this year's report beside last year's."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from fazhi_eval.checklists.model import Severity, Text
from fazhi_eval.reports.model import Offset, Quote

SCHEMA_VERSION: Literal["1"] = "1"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Repeated(_Model):
    """An admission of this year that last year's report made too; numbers are those of `Report.deficiencies`.

    ``likeness`` is 0..1, 1 for word for word (figures apart).
    """

    last: Offset
    this: Offset
    text: str
    likeness: Annotated[float, Field(ge=0, le=1)]


class Kept(StrEnum):
    """What this year's report shows of a promise.

    ``kept``: it states facts of the promised thing (`Promise.admitted` says where it is admitted as a shortcoming all
    the same). ``not_kept``: it states none, and admits the thing. ``silent``: neither.
    """

    KEPT = "kept"
    NOT_KEPT = "not_kept"
    SILENT = "silent"


class Measures(_Model):
    """What makes a commitment one that can be checked: its figures, its dates, who is to do it, as written."""

    figures: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    who: tuple[str, ...] = ()

    @property
    def measurable(self) -> bool:
        """Whether the commitment names a figure or a date that can be held against the facts."""
        return bool(self.figures or self.dates)


class Promise(_Model):
    """One clause of last year's plan (``commitment`` is its number in `Report.plan`) and what this year shows of it.

    ``shown`` are the quotations of this year's report that show it, ``words`` what promise and report both name.
    ``admitted``: this year's admissions of the same thing, by their number in `Report.deficiencies`. ``again``: this
    year's plan promises it again in nearly the same words.
    """

    commitment: Offset
    text: str
    measures: Measures
    outcome: Kept
    shown: tuple[Quote, ...] = ()
    words: tuple[str, ...] = ()
    admitted: tuple[int, ...] = ()
    again: bool = False


class Change(StrEnum):
    """What became of a gap: ``closed``, ``new`` or ``standing`` by the facts; ``unsettled`` where the other year's
    outcome is for a person to settle; ``lapsed`` and ``arisen`` by the law alone, where the item binds in only one of
    the years."""

    STANDING = "standing"
    NEW = "new"
    CLOSED = "closed"
    UNSETTLED = "unsettled"
    LAPSED = "lapsed"
    ARISEN = "arisen"


class GapChange(_Model):
    """One gap of either year; ``last`` and ``this`` are its ids there. ``severity`` is this year's where it has one."""

    item: str
    title: Text
    severity: Severity
    change: Change
    last: str | None = None
    this: str | None = None


class Moved(_Model):
    """A figure that both reports state and that moved by at least the factor asked for.

    ``factor`` is the greater by the smaller, None where one of them is 0. ``unsure``: one of the reports states the
    fact with different values, or not exactly (余、约、超过).
    """

    path: str
    last: int | float
    this: int | float
    factor: float | None
    unsure: bool = False
    last_quotes: tuple[str, ...] = ()
    this_quotes: tuple[str, ...] = ()


class YearOverYear(_Model):
    """This year's report beside last year's. ``same_body`` is false where the names of the bodies differ.

    ``figures`` are those of the ``compared`` figures (stated in both reports) that moved by at least ``factor``.
    """

    schema_version: Literal["1"] = SCHEMA_VERSION
    last_year: int
    this_year: int
    body: str | None
    same_body: bool
    repeated: tuple[Repeated, ...]
    promises: tuple[Promise, ...]
    gaps: tuple[GapChange, ...]
    factor: Annotated[float, Field(gt=1)]
    compared: int
    figures: tuple[Moved, ...]
