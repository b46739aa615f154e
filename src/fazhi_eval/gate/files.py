"""The files of the gate: configuration, waivers, baseline."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from fazhi_eval.checklists.model import Text
from fazhi_eval.evaluation.model import Outcome
from fazhi_eval.gate.conditions import PATTERN
from fazhi_eval.reports.model import Day

SCHEMA_VERSION: Literal["1"] = "1"

Said = Annotated[str, Field(min_length=1)]
Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]


class _Model(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,
        populate_by_name=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )


class Config(_Model):
    """``fazhi-eval.toml``, or the table ``[tool.fazhi-eval]`` of ``pyproject.toml``.

    The settings of ``fazhi-eval check``, by the names of its options; what the command line says goes before. Paths
    are those from the folder of this file.
    """

    fail_on: Annotated[
        tuple[Annotated[str, Field(pattern=PATTERN)], ...],
        Field(min_length=1, description="what makes a report fail; any one of them is enough"),
    ] = ()
    checklists: Annotated[
        tuple[Said, ...],
        Field(min_length=1, description="names of shipped checklists, or files or folders of one's own"),
    ] = ()
    phrasings: Annotated[tuple[Said, ...], Field(min_length=1, description="folders with phrasings of one's own")] = ()
    waivers: Annotated[Said | None, Field(description="the file of waivers")] = None
    baseline: Annotated[Said | None, Field(description="the file of known gaps")] = None


class Waiver(BaseModel):
    """One gap that does not count for a while: whose (``body``), why, who answers for it, and until when.

    ``expires`` is the last day on which it holds. A waiver changes no outcome and no score.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    item: Annotated[Said, Field(description="id of the item, such as annual-report.causes")]
    body: Annotated[Said, Field(description="the reporting body, as the report names it")]
    reason: Annotated[Said, Field(description="why the gap does not count for now")]
    owner: Annotated[Said, Field(description="who answers for it")]
    expires: Annotated[Day, Field(description="the last day on which it holds")]


class WaiversFile(BaseModel):
    """A file of waivers."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    waivers: tuple[Waiver, ...]


class Known(BaseModel):
    """One gap that was known when the baseline was written."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    item: Said
    body: str
    title: Text
    outcome: Outcome


class Baseline(BaseModel):
    """The gaps known so far, by the id of the gap (`fazhi_eval.evaluation.model.Gap`)."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    schema_version: Literal["1"] = SCHEMA_VERSION
    gaps: dict[Fingerprint, Known]
