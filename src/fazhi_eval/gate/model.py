"""What the gate finds of one evaluation: a value beside it, never in it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from fazhi_eval.evaluation.model import Outcome

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True)
class Unused:
    """A waiver that waives nothing in this report; ``nearest`` is the item most like one that does not exist."""

    waiver: "Waiver"
    why: WhyUnused
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A condition that holds: by ``gaps`` (ids), or by the ``found`` score or coverage (absent where there is none)."""

    condition: str
    gaps: tuple[str, ...] = ()
    found: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one evaluation: the report passes where ``failures`` is empty.

    ``counted`` are the gaps that conditions look at: those neither waived nor in the baseline. ``waived`` maps gaps to the waiver that holds, ``expired`` are waivers of this body past their day.
    ``states`` says of every gap how it stands to the baseline (None without one), ``closed`` what the baseline knows
    of this body and the report no longer shows, ``before`` the outcomes it knows of gaps that have another one now.
    ``elsewhere`` are the bodies of all other waivers.
    """

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

    @property
    def passed(self) -> bool:
        """Whether no condition holds."""
        return not self.failures
