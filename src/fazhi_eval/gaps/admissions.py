"""What a report admits: each shortcoming's topics, whether it is a set phrase, and whether a cause is given for it."""

from collections.abc import Sequence

from fazhi_eval.gaps.lexicon import akin, concepts_of, shipped_lexicon
from fazhi_eval.gaps.topics import Subject, subject_of
from fazhi_eval.reports.model import Quote, Statement

WEAK = 0.5
"""Up to this strength a clause takes its subject from the clause that it goes on from."""

CAUSE_REACH = 40
"""How many characters may stand between a shortcoming and the cause that explains it."""

_SAME_POINT = 60


def subjects(statements: Sequence[Statement]) -> list[Subject]:
    """What each shortcoming is about. A clause that names nothing (“现象越来越突出”) goes on from the one before it."""
    found: list[Subject] = []
    for place, statement in enumerate(statements):
        subject = subject_of(statement.text)
        if subject.strength <= WEAK and place and _goes_on(statements[place - 1], statement) and found[-1].strength:
            subject = found[-1]
        found.append(subject)
    return found


def is_generic(text: str) -> bool:
    """Whether a shortcoming is a set phrase (套话): no object, no figure, no measure."""
    return all(named.concept.general for named in concepts_of(text)) and shipped_lexicon().says_little(text)


def explained(statements: Sequence[Statement], causes: Sequence[Statement]) -> set[int]:
    """The shortcomings, by number, for which a cause is given.

    A cause belongs to the nearest shortcoming; where none is near (or places are not known), to those that name the
    same concept.
    """
    found: set[int] = set()
    for cause in causes:
        near = [
            (distance, -place)
            for place, statement in enumerate(statements)
            if (distance := _distance(statement, cause)) is not None and distance <= CAUSE_REACH
        ]
        if near:
            found.add(-min(near)[1])
            continue
        told = [one.concept for one in subject_of(cause.text).told]
        found |= {
            place
            for place, subject in enumerate(subjects(statements))
            if any(akin(one, other.concept) for one in told for other in subject.told)
        }
    return found


def _goes_on(before: Quote, after: Quote) -> bool:
    # “；二是” and “（二）” take two to four characters and open a new point; a single mark, or a stretch cut away
    # between the two, does not
    if before.end is None or after.start is None:
        return False
    between = after.start - before.end
    return 0 <= between <= 1 or 4 < between <= _SAME_POINT


def _distance(one: Quote, other: Quote) -> int | None:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return None
    return max(one.start - other.end, other.start - one.end, 0)
