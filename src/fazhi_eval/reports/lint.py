"""Phrasing files judged: every problem in them, and every example that does not do what it says."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from fazhi_eval.documents.normalise import fold
from fazhi_eval.errors import Problem
from fazhi_eval.reports.lexicon import Lexicon, lexicon_with, user_files
from fazhi_eval.reports.phrasing import SHIPPED, read_phrasings
from fazhi_eval.reports.reading import Reading
from fazhi_eval.reports.sentences import Sentence, split_sentences
from fazhi_eval.reports.textreader import TextReader
from fazhi_eval.yamlsource import read


def lint_files(folders: Sequence[str]) -> list[Problem]:
    """Every problem of a user's phrasings, read beside the shipped ones; of the shipped ones where none are named."""
    files = user_files(folders) if folders else sorted(SHIPPED.glob("*.yaml"))
    problems = [problem for file in files for problem in read_phrasings(file).problems]
    return problems or lint_phrasings(files, lexicon_with(folders))


def lint_phrasings(files: Iterable[Path], lexicon: Lexicon) -> list[Problem]:
    """Every problem of these phrasing files; their examples are read with ``lexicon``, which must hold them."""
    problems: list[Problem] = []
    for file in files:
        phrasings, _, _, wrong = read_phrasings(file)
        problems += wrong
        if wrong:
            continue
        source, _ = read(file)
        for index, phrasing in enumerate(phrasings):
            for number, example in enumerate(phrasing.examples):
                found = [r.value for r in read_text(example.text, lexicon, example.heading) if r.fact == phrasing.fact]
                if example.value not in found:
                    problems.append(
                        source.problem(
                            "phrasings.example",
                            ("phrasings", index, "examples", number),
                            text=example.text,
                            wanted=example.value,
                            found=found,
                        )
                    )
            for number, text in enumerate(phrasing.silent):
                found = [r.value for r in read_text(text, lexicon) if r.fact == phrasing.fact]
                if found:
                    place = ("phrasings", index, "silent", number)
                    problems.append(source.problem("phrasings.silent", place, text=text, found=found))
    return problems


def read_text(text: str, lexicon: Lexicon, heading: str = "", year: int | None = None) -> list[Reading]:
    """Every fact that a text of some sentences states, without a document around it."""
    folded = fold(text)
    readings: list[Reading] = []
    previous, reader = "", TextReader(lexicon, year)
    for told, start, end, row in split_sentences(folded, 0, len(folded), year):
        sentence = Sentence(told, start, end, fold(heading), previous, row)
        readings += reader.read(sentence)
        previous = sentence.text
    return readings
