"""All phrasings made ready: every trigger word of every fact, found in one pass over a text."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path

import ahocorasick

from fazhi_eval.data import kept
from fazhi_eval.documents.normalise import fold
from fazhi_eval.errors import ChecklistError, Problem
from fazhi_eval.reports.phrasing import SHIPPED, Phrasing, read_phrasings
from fazhi_eval.reports.rules import Hit, Rule, Word, rule_of
from fazhi_eval.reports.words import WORDS


class Lexicon:
    """All rules and one automaton over their trigger words. Picklable.

    ``topics`` are the words that make each group of facts the topic; ``implies`` the flags that a figure above 0
    states as well (who reviews case files holds a review of case files).
    """

    def __init__(
        self,
        phrasings: Iterable[Phrasing],
        topics: Mapping[str, Iterable[str]],
        implies: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self.implies = {fact: tuple(flags) for fact, flags in (implies or {}).items()}
        words: dict[str, tuple[list[Rule], list[Rule], list[Rule]]] = {}
        for phrasing in phrasings:
            rule = rule_of(phrasing)
            triggers = (phrasing.counts or phrasing.rates, phrasing.alls, phrasing.says or phrasing.zero)
            for role, group in enumerate(triggers):
                for word in group or ():
                    words.setdefault(fold(word), ([], [], []))[role].append(rule)
        topic_of = {fold(word): group for group, listed in topics.items() for word in listed}
        self.automaton = ahocorasick.Automaton()
        for word in sorted(words.keys() | topic_of.keys()):
            figures, alls, states = words.get(word, ([], [], []))
            meaning = Word(figures, alls, states, topic_of.get(word, ""))
            self.automaton.add_word(word, (len(word) - 1, meaning))
        self.automaton.make_automaton()

    def hits(self, text: str) -> list[Hit]:
        """Every trigger word in a folded text, by its start."""
        found = [Hit(last - back, last + 1, word) for last, (back, word) in self.automaton.iter(text)]
        found.sort(key=_by_start)
        return found


_by_start = itemgetter(0)


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon of the phrasings that ship with the package. Constant data, built once a process."""
    files = sorted(SHIPPED.glob("*.yaml"))
    return kept("lexicon", [*files, WORDS], lambda: load_lexicon(files))


def lexicon_with(folders: Sequence[str | Path]) -> Lexicon:
    """The shipped phrasings and those of a user's folders. Raises ChecklistError with every problem of theirs."""
    if not folders:
        return shipped_lexicon()
    return load_lexicon([*sorted(SHIPPED.glob("*.yaml")), *user_files(folders)])


def user_files(folders: Sequence[str | Path]) -> list[Path]:
    """The phrasing files of a user's folders. Raises ChecklistError where there are none."""
    files: list[Path] = []
    for folder in map(Path, folders):
        found = [folder] if folder.is_file() else sorted(folder.glob("*.yaml"))
        if not found:
            raise ChecklistError(Problem("phrasings.no_files", {"found": str(folder)}))
        files += found
    return files


def load_lexicon(files: Iterable[Path]) -> Lexicon:
    """The lexicon of these phrasing files. Raises ChecklistError with every problem of all of them."""
    phrasings: list[Phrasing] = []
    topics: dict[str, list[str]] = {}
    implies: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for file in files:
        found = read_phrasings(file)
        phrasings += found.phrasings
        problems += found.problems
        for group, words in found.topics.items():
            topics.setdefault(group, []).extend(words)
        for fact, flags in found.implies.items():
            implies.setdefault(fact, []).extend(flags)
    if problems:
        raise ChecklistError(problems)
    return Lexicon(phrasings, topics, implies)
