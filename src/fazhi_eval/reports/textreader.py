"""All facts of a text, sentence by sentence, in order."""

from collections.abc import Sequence

from fazhi_eval.reports.figures import read_figures
from fazhi_eval.reports.flags import read_flags
from fazhi_eval.reports.lexicon import Lexicon
from fazhi_eval.reports.reading import Reading
from fazhi_eval.reports.sentences import Sentence

_HEADING = 30
"""Up to this many characters a sentence may be a heading: what follows is on every topic that it names."""


class TextReader:
    """Reads the facts of a text's sentences in order; remembers the topic.

    ``year`` is the year whose figures are wanted, None for any.
    """

    def __init__(self, lexicon: Lexicon, year: int | None) -> None:
        self._lexicon = lexicon
        self._year = year
        self._topics: frozenset[str] = frozenset()
        self._nearby: frozenset[str] = frozenset()

    def read(self, sentence: Sentence) -> list[Reading]:
        """Every fact that the next sentence states."""
        hits = self._lexicon.hits(sentence.text)
        if not hits:
            return []
        found = list(read_figures(sentence, hits, self._year, self._topics, self._nearby))
        if found:
            found += self._implied(found)
        found += read_flags(sentence, hits, self._year)
        named = [hit.word.topic for hit in hits if hit.word.topic]
        if named:
            self._nearby = frozenset(named)
            self._topics = self._nearby if len(sentence.text) <= _HEADING else frozenset(named[-1:])
        return found if sentence.row is None else [_of_row(one, sentence) for one in found]

    def _implied(self, figures: Sequence[Reading]) -> list[Reading]:
        implies = self._lexicon.implies
        return [
            one._replace(fact=flag, group=flag.partition(".")[0], value=True, approx=False, at_least=False, parts=())
            for one in figures
            if one.value
            for flag in implies.get(one.fact, ())
        ]


def _of_row(one: Reading, sentence: Sentence) -> Reading:
    """What was read in the words of a table's row, quoted by the row."""
    reasons = one.reasons if sentence.row else (*one.reasons, "column")
    return one._replace(start=sentence.start, end=sentence.end, place=sentence.start, reasons=reasons)
