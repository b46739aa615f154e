"""Which gaps answer an admission: by topics and concepts that both name, with the words that tie them, or not at all.

A tie is *direct* where both name the same concept, or one names a part of what the other names; it is *related* where
they share a topic only. `SURE` divides their scores. Topics so wide that two things under them need have nothing to
do with each other (``broad`` in topics.yaml) tie by a concept alone.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from fazhi_eval.built import built
from fazhi_eval.checklists.model import Item, Topic
from fazhi_eval.evaluation.model import Gap, Tie
from fazhi_eval.gaps.lexicon import Concept, Named, concepts_of, most_specific, shipped_lexicon, words_of
from fazhi_eval.gaps.topics import SIGN, Subject

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


class Weighed(NamedTuple):
    """An admission weighed against one gap: a score 0..1, the topics they share, and what ties them on either side."""

    verdict: Verdict
    score: float = 0.0
    topics: tuple[Topic, ...] = ()
    admitted: Sequence[Named] = ()
    asked: Sequence[Named] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words that tie them: the admission's, then the item's."""
        return tuple(dict.fromkeys((*words_of(self.admitted)[:_MOST_WORDS], *words_of(self.asked)[:_MOST_WORDS])))


class Asked(NamedTuple):
    """What an item asks for.

    ``concepts`` are those that it names in so many words, by id, ``parts`` the same by the whole they are a part of;
    ``own`` are the ids of those that tell it from other items of its topics.
    """

    topics: frozenset[Topic]
    concepts: dict[str, Named]
    parts: dict[str, list[Named]]
    own: tuple[str, ...]

    def like(self, concept: Concept) -> list[tuple[Named, float]]:
        """The concepts of the item that are the same subject as ``concept``, and how much so: the same part of it,
        or the whole and a part."""
        if concept.general:
            return []
        found = [(part, _WHOLE_AND_PART) for part in self.parts.get(concept.id, ())]
        if concept.id in self.concepts:
            share = _SAME_WHOLE if concept.id in shipped_lexicon().wholes else 1.0
            found.append((self.concepts[concept.id], share))
        if concept.part_of in self.concepts:
            found.append((self.concepts[concept.part_of], _WHOLE_AND_PART))
        return found


def asked_by(item: Item) -> Asked:
    """What ``item`` asks for. Not to be changed: it is remembered."""
    return _asked_by(item.topics, item.title.zh, item.obligation.zh, item.remedy.zh)


@lru_cache(maxsize=4096)
def _asked_by(topics: tuple[Topic, ...], title: str, *texts: str) -> Asked:
    # what the title hints at is meant; in the longer texts only what is said outright
    named = [one for one in concepts_of("。".join((title, *texts))) if one.weight == one.concept.weight]
    meant = [one for one in concepts_of(title) if one.weight > SIGN]
    concepts = {one.concept.id: one for one in (*meant, *named)}
    parts: dict[str, list[Named]] = {}
    for one in concepts.values():
        if one.concept.part_of:
            parts.setdefault(one.concept.part_of, []).append(one)
    about = [one for one in concepts.values() if not set(one.concept.topics).isdisjoint(topics)]
    return Asked(frozenset(topics), concepts, parts, tuple(one.concept.id for one in most_specific(about)))


def weigh(subject: Subject, asked: Asked) -> Weighed:
    """Weigh an admission's subject against an item that is short."""
    shared = tuple(topic for topic in subject.topics if topic in asked.topics)
    if not shared or not subject.strength:
        return Weighed(Verdict.OTHER_TOPIC)
    factor = 1.0 if shared[0] == subject.topics[0] else _SECOND_TOPIC
    admitted, met, sure = [], [], 0.0
    for one in subject.told:
        if any(topic in shared for topic in one.concept.topics):
            for other, share in asked.like(one.concept):
                admitted.append(one)
                met.append(other)
                sure = max(sure, share * min(one.weight, other.weight) / 3)
    if met:
        return Weighed(Verdict.DIRECT, round(SURE + (1 - SURE) * sure * factor, 3), shared, admitted, met)
    narrow = [topic for topic in shared if topic not in shipped_lexicon().broad]
    if not narrow:
        return Weighed(Verdict.BROAD_TOPIC, topics=shared)
    admitted = [one for one in subject.told if not set(one.concept.topics).isdisjoint(narrow)]
    return Weighed(Verdict.RELATED, round(factor * _RELATED, 3), shared, admitted)


class Gaps:
    """The gaps of one report, in the order of their importance, ready to be weighed against many admissions."""

    def __init__(self, gaps: Sequence[tuple[Gap, Item]]) -> None:
        self.gaps = [gap for gap, _ in gaps]
        self.asked = [asked_by(item) for _, item in gaps]
        self._by_topic: dict[Topic, list[int]] = {}
        for place, gap in enumerate(self.gaps):
            for topic in gap.topics:
                self._by_topic.setdefault(topic, []).append(place)

    def weigh(self, subject: Subject) -> dict[int, Weighed]:
        """An admission weighed against every gap that shares a topic with it, by the gap's place; what its better ties
        outdo is `Verdict.OUTDONE`."""
        places = sorted({place for topic in subject.topics for place in self._by_topic.get(topic, ())})
        weighed = {place: weigh(subject, self.asked[place]) for place in places}
        best = max((one.score for one in weighed.values()), default=0.0)
        related = 0
        for place, one in weighed.items():
            related += one.verdict is Verdict.RELATED
            too_many = one.verdict is Verdict.RELATED and related > MOST_RELATED
            if one.score and (one.score < NEAR_BEST * best or too_many):
                weighed[place] = one._replace(verdict=Verdict.OUTDONE)
        return weighed

    def ties(self, subject: Subject) -> tuple[Tie, ...]:
        """The gaps that answer an admission, the surest first."""
        ties = [
            built(Tie, {"gap": self.gaps[place].id, "score": one.score, "words": one.words})
            for place, one in self.weigh(subject).items()
            if one.verdict in (Verdict.DIRECT, Verdict.RELATED)
        ]
        return tuple(sorted(ties, key=lambda tie: -tie.score))
