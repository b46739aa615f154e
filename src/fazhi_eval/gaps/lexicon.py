"""The concept lexicon (topics.yaml): which concepts of the field a text names, and by which words.

One automaton finds all words in one pass. Of two words one inside the other only the longer counts.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick

from fazhi_eval.checklists.model import Topic
from fazhi_eval.data import kept
from fazhi_eval.documents.normalise import fold

if TYPE_CHECKING:
    from fazhi_eval.gaps.entries import TopicsFile

SHIPPED = Path(__file__).parent / "topics.yaml"

REACH = 14
"""How many characters may stand between the two words of a term such as 执法…培训."""

_GAP = "…"
_STOPS = frozenset(",;。;!?\n")


class Concept(NamedTuple):
    """One concept ready for use; `fazhi_eval.gaps.entries` tells what its fields mean."""

    id: str
    topics: tuple[Topic, ...]
    weight: float
    general: bool
    part_of: str | None


class Named(NamedTuple):
    """A concept that a text names: by these words, and how surely (the concept's weight, or half of it)."""

    concept: Concept
    words: tuple[str, ...]
    weight: float


class Lexicon:
    """All concepts and one automaton over their words. Picklable."""

    def __init__(self, entries: "TopicsFile") -> None:
        self.broad = frozenset(entries.broad)
        self.concepts = tuple(
            Concept(id, entry.topics, entry.weight, entry.general, entry.part_of)
            for id, entry in entries.concepts.items()
        )
        self.wholes = frozenset(concept.part_of for concept in self.concepts if concept.part_of)
        # two-word terms: concept and factor of each, by number
        self._pairs: list[tuple[int, float]] = []
        whole: dict[str, list[tuple[int, float]]] = {}
        sides: dict[str, tuple[list[int], list[int]]] = {}
        for index, entry in enumerate(entries.concepts.values()):
            for terms, factor in ((entry.terms, 1.0), (entry.hints, 0.5)):
                for term in terms:
                    left, gap, right = fold(term).partition(_GAP)
                    if gap:
                        sides.setdefault(left, ([], []))[0].append(len(self._pairs))
                        sides.setdefault(right, ([], []))[1].append(len(self._pairs))
                        self._pairs.append((index, factor))
                    else:
                        whole.setdefault(left, []).append((index, factor))
        mask = {fold(word) for word in entries.mask}
        self._words = ahocorasick.Automaton()
        for word in sorted(whole.keys() | sides.keys() | mask):
            first_of, second_of = sides.get(word, ((), ()))
            said = tuple(whole.get(word, ()))
            # length, concepts said outright (1) or hinted (0.5), sides of two-word terms, swallows, only swallows;
            # plain tuples, because thousands of objects would be slow to read back from the cache
            value = (len(word), said, tuple(first_of), tuple(second_of), bool(said) or word in mask, word in mask)
            self._words.add_word(word, value)
        self._words.make_automaton()
        self._empty = ahocorasick.Automaton()
        for word in sorted({fold(word) for word in entries.generic.words}):
            self._empty.add_word(word, len(word))
        self._empty.make_automaton()

    def find(self, text: str) -> tuple[Named, ...]:
        """The concepts that ``text`` names, in the order of their first words."""
        text = "".join(fold(text).split())
        hits = [(last + 1 - length, last + 1, *rest) for last, (length, *rest) in self._words.iter(text)]
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        found: dict[int, tuple[int, float, list[str]]] = {}

        def add(index: int, factor: float, place: int, word: str) -> None:
            start, best, words = found.setdefault(index, (place, factor, []))
            if word not in words:
                words.append(word)
            found[index] = (min(start, place), max(best, factor), words)

        covered = masked = 0
        firsts: dict[int, tuple[int, int]] = {}
        for start, end, said, first_of, second_of, swallows, mask in hits:
            if end <= masked:
                continue
            inside = end <= covered
            if swallows and not inside:
                covered = end
                masked = end if mask else masked
            if not inside:
                for index, factor in said:
                    add(index, factor, start, text[start:end])
            for pair in second_of:
                first_start, first_end = firsts.get(pair, (0, -REACH - 1))
                if 0 <= start - first_end <= REACH and not _STOPS.intersection(text[first_end:start]):
                    gap = _GAP if start > first_end else ""
                    index, factor = self._pairs[pair]
                    add(index, factor, first_start, f"{text[first_start:first_end]}{gap}{text[start:end]}")
            for pair in first_of:
                firsts[pair] = (start, end)
        return tuple(
            Named(self.concepts[index], tuple(words), self.concepts[index].weight * factor)
            for index, (_, factor, words) in sorted(found.items(), key=lambda item: (item[1][0], item[0]))
        )

    def says_little(self, text: str) -> bool:
        """Whether ``text`` holds no figure and, its empty words taken away, next to nothing."""
        folded = "".join(fold(text).split())
        if any(char.isdigit() for char in folded):
            return False
        left = bytearray(len(folded))
        for last, length in self._empty.iter(folded):
            left[last + 1 - length : last + 1] = b"\1" * length
        return sum(not left[place] and char.isalnum() for place, char in enumerate(folded)) < 3


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that ships with the package. Constant data, built once a process."""
    return kept("topics", [SHIPPED, Path(__file__)], _build)


def _build() -> Lexicon:
    from fazhi_eval.gaps.entries import load_topics  # the schema of the file is needed only here

    return Lexicon(load_topics(SHIPPED))


@lru_cache(maxsize=4096)
def concepts_of(text: str) -> tuple[Named, ...]:
    """The concepts of the shipped lexicon that ``text`` names; remembered, as obligations are asked about again."""
    return shipped_lexicon().find(text)


def words_of(named: Iterable[Named]) -> tuple[str, ...]:
    """The words by which these concepts are named, each once; of two words one inside the other the longer."""
    words = list(dict.fromkeys(word for one in named for word in one.words))
    return tuple(word for word in words if not any(word != other and word in other for other in words))


def most_specific(named: Iterable[Named]) -> tuple[Named, ...]:
    """These concepts without the wholes of which a part is named as well, and without general ones."""
    named = list(named)
    wholes = {one.concept.part_of for one in named}
    return tuple(one for one in named if not one.concept.general and one.concept.id not in wholes)


def akin(one: Concept, other: Concept) -> bool:
    """Whether two concepts are one subject: the same, or the whole and a part; general ones are none."""
    same = one is other or one.part_of == other.id or other.part_of == one.id
    return same and not one.general and not other.general
