"""What a clause is about: topics from the concepts it names, the strongest first; `Topic.OTHER` where it names none."""

from collections.abc import Iterable
from typing import NamedTuple

from fazhi_eval.checklists.model import Topic
from fazhi_eval.gaps.lexicon import Named, concepts_of

MOST = 2
"""How many topics one clause can have."""

ENOUGH = 0.5
"""A topic weaker than this is no answer."""

SECOND = 0.6
"""A second topic must be at least this strong, as a share of the first."""

SIGN = 1.0
"""A concept named no more surely than this is a mere sign."""

_LATER_TOPIC = 0.85  # a concept's second topic is a little less sure than its first
_MORE_WORDS = 0.5  # a further concept of the same topic adds half of its weight


class Subject(NamedTuple):
    """What one text is about.

    ``topics`` is never empty; ``strength`` is that of the first, 0 where it is `Topic.OTHER` for want of any word.
    ``told`` are the concepts that carry the topics: mere signs only where nothing else is said, a
    whole only where no part of it is.
    """

    topics: tuple[Topic, ...]
    strength: float
    told: tuple[Named, ...]


def subject_of(text: str) -> Subject:
    """What ``text`` is about, by the shipped lexicon."""
    concepts = concepts_of(text)
    ranked = rank_topics(concepts)
    if not ranked:
        return Subject((Topic.OTHER,), 0.0, ())
    best = ranked[0][1]
    topics = tuple(topic for topic, score in ranked[:MOST] if score >= SECOND * best)
    named = [one for one in concepts if not set(topics).isdisjoint(one.concept.topics)]
    parts = {one.concept.part_of for one in named}
    named = [one for one in named if one.concept.id not in parts]
    return Subject(topics, best, tuple([one for one in named if one.weight > SIGN] or named))


def rank_topics(concepts: Iterable[Named]) -> list[tuple[Topic, float]]:
    """Every topic of these concepts that is strong enough to be an answer, the strongest first.

    Topics of the same strength stand in the order in which the text names them.
    """
    weights: dict[Topic, dict[str, float]] = {}
    for named in concepts:
        # a part and the whole it belongs to are one subject, not two signs of it
        family = named.concept.part_of or named.concept.id
        for place, topic in enumerate(named.concept.topics):
            found = weights.setdefault(topic, {})
            found[family] = max(found.get(family, 0.0), named.weight * (_LATER_TOPIC if place else 1.0))
    scores = {
        topic: max(found.values()) + _MORE_WORDS * (sum(found.values()) - max(found.values()))
        for topic, found in weights.items()
    }
    return sorted(((topic, score) for topic, score in scores.items() if score >= ENOUGH), key=lambda pair: -pair[1])
