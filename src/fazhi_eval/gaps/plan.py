"""Does next year's plan take up a shortcoming?

It does where one of its commitments names the same concept; on a topic that is not wide (``broad`` in topics.yaml),
where a commitment is about that topic at all.
"""

from collections.abc import Iterable, Sequence

from fazhi_eval.checklists.model import Topic
from fazhi_eval.gaps.lexicon import Named, concepts_of, shipped_lexicon
from fazhi_eval.gaps.match import Asked
from fazhi_eval.gaps.topics import Subject
from fazhi_eval.reports.model import Commitment


class Plan:
    """The commitments of one report, by the concepts that they name and by the topics that they are about."""

    def __init__(self, commitments: Sequence[Commitment]) -> None:
        self._by_concept: dict[str, list[int]] = {}
        self._by_topic: dict[Topic, list[int]] = {}
        for index, commitment in enumerate(commitments):
            text = (
                commitment.text if commitment.heading in commitment.text else f"{commitment.heading}。{commitment.text}"
            )
            outright = [one for one in concepts_of(text) if one.weight == one.concept.weight]
            for one in outright:
                self._by_concept.setdefault(one.concept.id, []).append(index)
            for topic in {one.concept.topics[0]: None for one in outright}:
                self._by_topic.setdefault(topic, []).append(index)
        self.empty = not commitments

    def answers(self, subject: Subject) -> tuple[int, ...]:
        """The commitments that take up ``subject``, by their number in the report's plan."""
        broad = shipped_lexicon().broad
        found = {index for id in _tracked(subject.told) for index in self._by_concept.get(id, ())}
        if subject.strength:
            found |= {
                index for topic in subject.topics if topic not in broad for index in self._by_topic.get(topic, ())
            }
        return tuple(sorted(found))

    def asks(self, asked: Asked) -> tuple[int, ...]:
        """The commitments that take up what an item asks for.

        An obligation is one thing: a commitment takes it up by naming that thing, not by being about its topic.
        """
        return tuple(sorted({index for id in asked.own for index in self._by_concept.get(id, ())}))


def _tracked(named: Iterable[Named]) -> list[str]:
    """The concepts a plan can be seen to take up: not those that every plan names."""
    named = list(named)
    specific = [one.concept.id for one in named if not one.concept.general]
    return specific or [one.concept.id for one in named if one.weight >= 1]
