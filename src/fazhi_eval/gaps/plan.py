"""Does next year's plan take up a shortcoming?

It does where one of its commitments names the same concept; on a topic that is not wide (``broad`` in topics.yaml),
where a commitment is about that topic at all.
"""

from collections.abc import Sequence

from fazhi_eval.checklists.model import Topic
from fazhi_eval.gaps.lexicon import Named, concepts_of, shipped_lexicon
from fazhi_eval.gaps.match import Asked
from fazhi_eval.gaps.topics import SIGN, Subject
from fazhi_eval.reports.model import Commitment


class Plan:
    """The commitments of one report, by the concepts that they name and by the topics that they are about."""

    def __init__(self, commitments: Sequence[Commitment]) -> None:
        self._by_concept: dict[str, list[int]] = {}
        self._by_part_of: dict[str | None, list[int]] = {}
        self._by_topic: dict[Topic, list[int]] = {}
        for index, commitment in enumerate(commitments):
            text = (
                commitment.text if commitment.heading in commitment.text else f"{commitment.heading}。{commitment.text}"
            )
            outright = [one for one in concepts_of(text) if one.weight == one.concept.weight]
            for one in outright:
                self._by_concept.setdefault(one.concept.id, []).append(index)
                self._by_part_of.setdefault(one.concept.part_of, []).append(index)
            for topic in {one.concept.topics[0]: None for one in outright}:
                self._by_topic.setdefault(topic, []).append(index)
        self.empty = not commitments

    def answers(self, subject: Subject) -> tuple[int, ...]:
        """The commitments that take up ``subject``, by their number in the report's plan."""
        broad = shipped_lexicon().broad
        found = {index for one in _tracked(subject.told) for index in self._like(one)}
        if subject.strength:
            found |= {
                index for topic in subject.topics if topic not in broad for index in self._by_topic.get(topic, ())
            }
        return tuple(sorted(found))

    def _like(self, one: Named) -> list[int]:
        """The commitments that name this concept, a part of it, or the whole that it is a part of."""
        concept = one.concept
        named = [*self._by_concept.get(concept.id, ()), *self._by_part_of.get(concept.id, ())]
        return [*named, *self._by_concept.get(concept.part_of or "", ())]

    def asks(self, asked: Asked) -> tuple[int, ...]:
        """The commitments that take up what an item asks for.

        An obligation is one thing: a commitment takes it up by naming that thing, not by being about its topic.
        """
        return tuple(sorted({index for id in asked.own for index in self._by_concept.get(id, ())}))


def _tracked(told: Sequence[Named]) -> list[Named]:
    """The concepts a plan can be seen to take up: not those that every plan names."""
    return [one for one in told if not one.concept.general] or [one for one in told if one.weight >= SIGN]
