"""Figures that are not always exact, against a limit."""

from math import inf

from fazhi_eval.checklists.view import NEAR, Mark


def limits(value: float, mark: Mark | None) -> tuple[float, float]:
    """The least and the greatest figure that the statement allows."""
    if mark is None:
        return value, value
    spread = NEAR * abs(value) if mark.approx else 0.0
    return value - (0.0 if mark.at_least else spread), inf if mark.at_least else value + spread


def at_least(low: float, high: float, limit: float) -> bool | None:
    """Whether a figure between ``low`` and ``high`` is at least ``limit``; None where both may be."""
    return True if low >= limit else False if high < limit else None


def at_most(low: float, high: float, limit: float) -> bool | None:
    """Whether a figure between ``low`` and ``high`` is at most ``limit``; None where both may be."""
    return True if high <= limit else False if low > limit else None


def equal(low: float, high: float, limit: float) -> bool | None:
    """Whether a figure between ``low`` and ``high`` is ``limit``; None where both may be."""
    return True if low == high == limit else False if limit < low or limit > high else None


DECIDE = {"at_least": at_least, "at_most": at_most, "equals": equal}
"""The operators that set a figure against a limit: the least and greatest it can be, and the limit, to a truth."""
