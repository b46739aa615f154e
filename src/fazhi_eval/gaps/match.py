"""Which gaps answer an admission: by topics and concepts that both name, with the words that tie them, or not at all.

A tie is *direct* where both name the same concept, or one names a part of what the other names; it is *related* where
they share a topic only. `SURE` divides their scores. Topics so wide that two things under them need have nothing to
do with each other (``broad`` in topics.yaml) tie by a concept alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from fazhi_eval.checklists.model import Item, Topic
from fazhi_eval.evaluation.built import built
from fazhi_eval.evaluation.model import Gap, Tie
from fazhi_eval.gaps.lexicon import Concept, Named, concepts_of, shipped_lexicon, words_of
from fazhi_eval.gaps.topics import Subject

SURE = 0.5
"""Score from which a tie is direct; a weaker one rests on a related obligation."""

NEAR_BEST = 0.75
"""A tie counts where its score is at least this share of the admission's best."""

MOST_RELATED = 3
"""How many gaps an admission that no gap answers directly is tied to at most."""

_MOST_WORDS = 3  # of each side
_RELATED = 0.4
_SAME_WHOLE = 0.4  # both name a subject as a whole, such as 普法: said at large, asked at large
_WHOLE_AND_PART = 0.2
_SECOND_TOPIC = 0.8  # the gap shares only the second topic of the admission


class Verdict(StrEnum):
    """How an admission and a gap stand to each other."""

    DIRECT = "direct"
    RELATED = "related"
    OTHER_TOPIC = "other_topic"
    BROAD_TOPIC = "broad_topic"
    GENERIC = "generic"
    OUTDONE = "outdone"


@dataclass(frozen=True, slots=True)
class Weighed:
    """An admission weighed against one gap: a score 0..1, the words that tie them, the topics they share."""

    verdict: Verdict
    score: float = 0.0
    words: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()


def telling(subject: Subject) -> dict[str, Named]:
    """The concepts that carry the topics of ``subject``, by id; mere signs only where nothing else is said."""
    named = [one for one in subject.concepts if not set(one.concept.topics).isdisjoint(subject.topics)]
    strong = [one for one in named if one.weight > 1]
    return {one.concept.id: one for one in strong or named}


def asked_by(item: Item) -> dict[str, Named]:
    """The concepts that ``item`` names in so many words, by id. Not to be changed: it is remembered."""
    return _asked_by(item.title.zh, item.obligation.zh, item.remedy.zh)


@lru_cache(maxsize=4096)
def _asked_by(*texts: str) -> dict[str, Named]:
    return {one.concept.id: one for one in concepts_of("。".join(texts)) if one.weight == one.concept.weight}


def weigh(subject: Subject, topics: Sequence[Topic], asked: dict[str, Named]) -> Weighed:
    """Weigh an admission's subject against a gap of these ``topics`` whose item names the concepts ``asked``."""
    shared = tuple(topic for topic in subject.topics if topic in topics)
    if not shared or not subject.strength:
        return Weighed(Verdict.OTHER_TOPIC)
    factor = 1.0 if shared[0] == subject.topics[0] else _SECOND_TOPIC
    told = [one for one in telling(subject).values() if not set(one.concept.topics).isdisjoint(shared)]
    sure, both = 0.0, []
    for one in told:
        for other in asked.values():
            share = _likeness(one.concept, other.concept)
            if share:
                sure = max(sure, share * min(one.weight, other.weight) / 3)
                both += [one, other]
    if both:
        words = (*words_of(both[::2])[:_MOST_WORDS], *words_of(both[1::2])[:_MOST_WORDS])
        words = tuple(dict.fromkeys(words))
        return Weighed(Verdict.DIRECT, round(factor * (SURE + (1 - SURE) * sure), 3), words, shared)
    narrow = [topic for topic in shared if topic not in shipped_lexicon().broad]
    if not narrow:
        return Weighed(Verdict.BROAD_TOPIC, topics=shared)
    words = words_of([one for one in told if not set(one.concept.topics).isdisjoint(narrow)])[:_MOST_WORDS]
    return Weighed(Verdict.RELATED, round(factor * _RELATED, 3), words, shared)


def _likeness(one: Concept, other: Concept) -> float:
    """How much of one subject two concepts are: the same part of it, the whole and a part, or not at all."""
    if one.general or other.general:
        return 0.0
    if one.id == other.id:
        return _SAME_WHOLE if one.id in shipped_lexicon().wholes else 1.0
    return _WHOLE_AND_PART if one.part_of == other.id or other.part_of == one.id else 0.0


def weigh_all(subject: Subject, gaps: Iterable[tuple[Gap, Item]]) -> list[Weighed]:
    """Weigh an admission against every gap, in their order; what its better ties outdo is `Verdict.OUTDONE`."""
    weighed = [weigh(subject, gap.topics, asked_by(item)) for gap, item in gaps]
    best = max((one.score for one in weighed), default=0.0)
    related = 0
    for place, one in enumerate(weighed):
        if one.verdict is Verdict.RELATED:
            related += 1
        if one.score and (one.score < NEAR_BEST * best or (one.verdict is Verdict.RELATED and related > MOST_RELATED)):
            weighed[place] = Weighed(Verdict.OUTDONE, one.score, one.words, one.topics)
    return weighed


def ties_of(subject: Subject, gaps: Sequence[tuple[Gap, Item]]) -> tuple[Tie, ...]:
    """The gaps that answer an admission, the surest first; ``gaps`` in the order of their importance."""
    ties = [
        built(Tie, {"gap": gap.id, "score": one.score, "words": one.words})
        for (gap, _), one in zip(gaps, weigh_all(subject, gaps), strict=True)
        if one.verdict in (Verdict.DIRECT, Verdict.RELATED)
    ]
    return tuple(sorted(ties, key=lambda tie: -tie.score))
