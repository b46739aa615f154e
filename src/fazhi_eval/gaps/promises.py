"""Last year's promises against what this year's report shows of each."""

import re
from collections.abc import Iterable, Iterator

from fazhi_eval.built import built
from fazhi_eval.documents.normalise import fold
from fazhi_eval.evaluation.years import Kept, Promise
from fazhi_eval.gaps.admissions import subjects
from fazhi_eval.gaps.lexicon import Named, concepts_of, most_specific, shipped_lexicon, words_of
from fazhi_eval.gaps.likeness import NEARLY, essence, likeness
from fazhi_eval.gaps.measures import measures_of
from fazhi_eval.gaps.topics import SIGN, subject_of
from fazhi_eval.reports.model import Quote, Report
from fazhi_eval.reports.paths import unscoped, vocabulary

_CLAUSE = re.compile(r"[^,;。!?\n]+")
_SHORT = 5  # a clause of fewer characters belongs to the one before it
_SHOWN = 3


def promises(last: Report, this: Report) -> tuple[Promise, ...]:
    """Every clause of the plan of ``last``, in its order, and what the facts and admissions of ``this`` show of it."""
    shown = list(_shown(this))
    admitted = [_specific(subject.told) for subject in subjects(this.deficiencies)]
    planned = [essence(clause) for commitment in this.plan for clause in _clauses(commitment.heading, commitment.text)]
    found = []
    for index, commitment in enumerate(last.plan):
        for clause in _clauses(commitment.heading, commitment.text):
            promised = _specific(subject_of(clause).told)
            hits = [(quote, both) for quote, named in shown if (both := _both(promised, named))]
            same = tuple(place for place, named in enumerate(admitted) if _both(promised, named))
            core = essence(clause)
            found.append(
                built(
                    Promise,
                    {
                        "commitment": index,
                        "text": clause,
                        "measures": measures_of(clause),
                        "outcome": Kept.KEPT if hits else Kept.NOT_KEPT if same else Kept.SILENT,
                        "shown": tuple(quote for quote, _ in hits[:_SHOWN]),
                        "words": words_of([one for _, both in hits[:_SHOWN] for one in both]),
                        "admitted": same,
                        "again": any(likeness(core, other) >= NEARLY for other in planned),
                    },
                )
            )
    return tuple(found)


def _clauses(heading: str, text: str) -> Iterator[str]:
    """The clauses of a commitment: its heading where the text does not begin with it, then each part of the text."""
    if heading and not text.startswith(heading):
        yield heading
    found: list[tuple[int, int]] = []
    for match in _CLAUSE.finditer(fold(text)):
        if found and match.end() - match.start() < _SHORT:
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    for start, end in found:
        yield text[start:end].strip()


def _shown(report: Report) -> Iterator[tuple[Quote, dict[str, Named]]]:
    """Every quotation behind a fact of ``report`` with the concepts that fact and quotation name, each quotation once.

    A fact that says that something was not done shows nothing of it.
    """
    known: dict[str, tuple[Quote, dict[str, Named]]] = {}
    for path, pieces in report.evidence.items():
        info = vocabulary().get(unscoped(path))
        for piece in pieces:
            if info is None or piece.value is False or path.startswith("report."):
                continue
            named = {**_specific(concepts_of(info.zh)), **_specific(concepts_of(piece.quote))}
            quote, before = known.setdefault(piece.quote, (piece, {}))
            known[piece.quote] = (quote, {**before, **named})
    yield from known.values()


def _specific(concepts: Iterable[Named]) -> dict[str, Named]:
    return {
        one.concept.id: one
        for one in concepts
        if not one.concept.general and one.weight > SIGN and one.weight == one.concept.weight
    }


def _both(promised: dict[str, Named], named: dict[str, Named]) -> list[Named]:
    """What of the promise ``named`` speaks of: the particular thing, or any part of what was promised as a whole.

    A promise that names something particular beside a whole (普法 for 企业合规) is about the particular.
    """
    specific = most_specific(promised.values())
    wholes = shipped_lexicon().wholes
    parts = {one.concept.part_of for one in named.values()}
    particular = [one for one in specific if one.concept.id not in wholes]
    return [one for one in particular or specific if one.concept.id in named or one.concept.id in parts]
