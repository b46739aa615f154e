"""The arithmetic of docs/score.md is that of the library."""

import re
from collections.abc import Iterator

import pytest

from fazhi_eval.checklists.model import Severity, Text
from fazhi_eval.data import data_folder
from fazhi_eval.evaluation.model import DETERMINED, ItemResult, Outcome
from fazhi_eval.evaluation.score import applicable_weight, gain_of, score_of

PAGE = (data_folder("docs") / "score.md").read_text(encoding="utf-8")


def table(head: str) -> Iterator[list[str]]:
    """The rows of the table whose head line is ``head``."""
    for line in PAGE.split(f"{head}\n", 1)[1].splitlines()[1:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def result(name: str, outcome: str, weight: str, credit: str) -> ItemResult:
    text = Text(zh=name, en=name)
    return ItemResult(
        id=name,
        outcome=Outcome(outcome),
        credit=None if credit == "—" else float(credit),
        weight=float(weight),
        severity=Severity.LOW,
        title=text,
        topics=(),
        reason=text,
        basis=(),
        verified=True,
    )


RESULTS = [result(*cells) for cells in table("| item | outcome | weight | credit |")]
WHOLE = applicable_weight(RESULTS)


def value(arithmetic: str) -> float:
    """What a line of arithmetic of the page comes to."""
    plain = arithmetic.replace("·", "*").replace("−", "-")
    assert re.fullmatch(r"[\d\s.+\-*/()]+", plain)
    return float(eval(plain))


def test_credit_stands_only_with_determined_outcomes() -> None:
    assert [each.outcome for each in RESULTS] == list(Outcome)
    assert all((each.credit is not None) == (each.outcome in DETERMINED) for each in RESULTS)


@pytest.mark.parametrize(("name", "arithmetic", "shown"), list(table("| figure | arithmetic | value |")))
def test_figures(name: str, arithmetic: str, shown: str) -> None:
    found = getattr(score_of(RESULTS), name)
    assert found == pytest.approx(value(arithmetic), abs=1e-4)
    assert shown == (f"{found * 100:.0f}%" if name == "coverage" else f"{found:.1f}")


@pytest.mark.parametrize(("name", "arithmetic", "shown"), list(table("| gap | arithmetic | gain |")))
def test_gains(name: str, arithmetic: str, shown: str) -> None:
    one = next(each for each in RESULTS if each.id == name)
    found = gain_of(one, WHOLE)
    assert found == pytest.approx(value(arithmetic)) and shown == f"{found:.1f}"


def test_low_gains_and_reviews_make_the_whole() -> None:
    review = [each for each in RESULTS if each.outcome is Outcome.NEEDS_REVIEW]
    terms = [score_of(RESULTS).low, *(gain_of(each, WHOLE) for each in RESULTS if each not in review)]
    terms += [100 * each.weight / 10 for each in review]
    assert sum(term or 0 for term in terms) == pytest.approx(100)
    shown = re.search(r"add up to 100: ([\d +]+)\.", PAGE)
    assert shown and value(shown[1]) == 100


def test_nothing_determined_has_no_score() -> None:
    silent = [each for each in RESULTS if each.outcome not in DETERMINED]
    found = score_of(silent)
    assert found.score is None and (found.low, found.high, found.coverage) == (0, 100, 0)
