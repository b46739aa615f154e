"""All facts of a text, sentence by sentence, in order."""

import re
from collections.abc import Sequence

from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.figures import read_figures
from fazhi_eval.reports.flags import read_flags
from fazhi_eval.reports.phrasing import Lexicon
from fazhi_eval.reports.reading import Reading
from fazhi_eval.reports.sentences import Sentence

_HEADING = 30
"""Up to this many characters a sentence may be a heading: what follows is on every topic that it names."""


class TextReader:
    """Reads the facts of a text's sentences in order; remembers the topic, and the columns of the table it is in.

    ``year`` is the year whose figures are wanted, None for any.
    """

    def __init__(self, lexicon: Lexicon, year: int | None) -> None:
        self._lexicon = lexicon
        self._year = year
        self._topics: frozenset[str] = frozenset()
        self._nearby: frozenset[str] = frozenset()
        self._column = 0

    def read(self, sentence: Sentence) -> list[Reading]:
        """Every fact that the next sentence states."""
        if self._year is not None and "20" in sentence.text:
            self._column = _column_of(self._year, sentence.text, self._column)
        hits = self._lexicon.hits(sentence.text)
        if not hits:
            return []
        found = list(read_figures(sentence, hits, self._year, self._topics, self._nearby, self._column))
        if found:
            found += self._implied(found)
        found += read_flags(sentence, hits, self._year)
        named = [hit.word.topic for hit in hits if hit.word.topic]
        if named:
            self._nearby = frozenset(named)
            self._topics = self._nearby if len(sentence.text) <= _HEADING else frozenset(named[-1:])
        return found

    def _implied(self, figures: Sequence[Reading]) -> list[Reading]:
        implies = self._lexicon.implies
        return [
            one._replace(fact=flag, group=flag.partition(".")[0], value=True, approx=False, at_least=False, parts=())
            for one in figures
            if one.value
            for flag in implies.get(one.fact, ())
        ]


def _column_of(year: int, line: str, column: int) -> int:
    """The column of ``year`` where the line is the head of a table (2023年 2024年), else the one given."""
    if _head().fullmatch(line) is None:
        return column
    years = [int(named) for named in re.findall(r"20\d\d", line)]
    return years.index(year) if year in years else len(years)


@kept_patterns
def _head() -> re.Pattern[str]:
    return re.compile(r"\D{0,20}20\d\d年?度?(?: +20\d\d年?度?)+\s*")
