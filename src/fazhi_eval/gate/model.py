"""What the gate finds of one evaluation: a value beside it, never in it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from fazhi_eval.evaluation.model import Outcome

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from fazhi_eval.gate.files import Known, Waiver


class State(StrEnum):
    """A gap beside the baseline; ``updated``: known, with another outcome than then."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"


class WhyUnused(StrEnum):
    """Why a waiver of the body waives nothing: the item has no gap; or no such item was judged at all."""

    NO_GAP = "no_gap"
    NO_ITEM = "no_item"


@dataclass(frozen=True)
class Unused:
    """A waiver that waives nothing in this report; ``nearest`` is the item most like one that does not exist."""

    waiver: "Waiver"
    why: WhyUnused
    nearest: str | None = None


@dataclass(frozen=True)
class Failure:
    """A condition that holds: by ``gaps`` (ids), or by the ``found`` score or coverage (absent where there is none)."""

    condition: str
    gaps: tuple[str, ...] = ()
    found: float | None = None


@dataclass(frozen=True)
class Verdict:
    """What the gate says of one evaluation: the report passes where no condition holds (``failures``).

    ``counted`` are the gaps that conditions look at: those neither waived nor in the baseline. ``waived`` maps gaps to
    the waiver that holds, ``expired`` are waivers of this body past their day. ``states`` says of every gap how it
    stands to the baseline (None without one), ``closed`` what the baseline knows of this body and the report no longer
    shows, ``before`` the outcomes it knows of gaps that have another one now.
    ``elsewhere`` are the bodies of all other waivers.
    """

    passed: bool
    conditions: tuple[str, ...]
    failures: tuple[Failure, ...]
    counted: tuple[str, ...]
    waived: "dict[str, Waiver]" = field(default_factory=dict)
    expired: "tuple[Waiver, ...]" = ()
    unused: tuple[Unused, ...] = ()
    elsewhere: tuple[str, ...] = ()
    states: dict[str, State] | None = None
    before: dict[str, Outcome] = field(default_factory=dict)
    closed: "dict[str, Known]" = field(default_factory=dict)


def data(verdict: Verdict) -> dict[str, Any]:
    """A verdict as plain data: the ``gate`` of ``fazhi-eval check --format json``."""
    made: dict[str, Any] = _adapter().dump_python(verdict, mode="json")
    return made


def schema() -> dict[str, Any]:
    """The JSON Schema of `data`."""
    return _adapter().json_schema(mode="serialization")


def _adapter() -> "TypeAdapter[Verdict]":
    from pydantic import TypeAdapter  # only where a verdict is written

    from fazhi_eval.gate.files import Known, Waiver  # noqa: F401 - the names that the fields speak of

    return TypeAdapter(Verdict)
