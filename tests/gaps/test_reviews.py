"""A person's word: beside what was computed, never instead of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fazhi_eval.errors import InputError
from fazhi_eval.evaluation.model import Evaluation, Misfit, Review, ReviewedMatch
from fazhi_eval.gaps.reviews import read_reviews, reviewed
from fazhi_eval.messages import LANGUAGES, text
from fazhi_eval.reports.model import Report

Make = Callable[..., Report]
Evaluate = Callable[[Report], Evaluation]


def review(**values: Any) -> Review:
    return Review.model_validate({"who": "李某", "when": "2024-03-05", "why": "调阅台账", **values})


def test_an_outcome_is_confirmed_or_changed_and_the_computed_one_stays(report_of: Make, evaluate: Evaluate) -> None:
    evaluation = evaluate(report_of())
    before = evaluation.model_dump()
    word = review(item="sample.officers", computed="not_disclosed", outcome="met", year=2023)
    assert reviewed(evaluation, [word]).outcomes == {"sample.officers": word}
    assert evaluation.model_dump() == before


def test_the_latest_word_counts(report_of: Make, evaluate: Evaluate) -> None:
    old, new = review(item="sample.officers", outcome="met"), review(item="sample.officers", outcome="not_met")
    new = new.model_copy(update={"when": old.when.replace(year=2025)})
    assert reviewed(evaluate(report_of()), [new, old]).outcomes["sample.officers"] is new


def test_matches_survive_small_edits(report_of: Make, evaluate: Evaluate) -> None:
    evaluation = evaluate(report_of(["规范性文件清理工作还不够及时"]))
    word = review(item="sample.repealed", admission="规范性文件清理工作不够及时", match="wrong")
    assert reviewed(evaluation, [word]).matches == (ReviewedMatch(admission=0, review=word),)
    right = review(item="sample.filed", admission="规范性文件清理工作还不够及时", match="right")
    assert reviewed(evaluation, [right]).matches == (ReviewedMatch(admission=0, review=right),)


def test_other_bodies_and_years_are_left_aside(report_of: Make, evaluate: Evaluate) -> None:
    words = [
        review(item="sample.officers", outcome="met", year=2022),
        review(item="sample.officers", outcome="met", body="云川省临江市白石区人民政府"),
    ]
    found = reviewed(evaluate(report_of()), words)
    assert not found.outcomes
    assert not found.unfit
    assert found.others == 2
    assert reviewed(
        evaluate(report_of()), [review(item="sample.officers", outcome="met", body="云川省临江市 青禾区人民政府")]
    ).outcomes


@pytest.mark.parametrize(
    ("word", "misfit"),
    [
        ({"item": "sample.none", "outcome": "met"}, Misfit.NO_ITEM),
        ({"item": "sample.officers", "outcome": "met", "computed": "not_met"}, Misfit.OTHER_OUTCOME),
        ({"item": "sample.filed", "admission": "应急演练太少", "match": "wrong"}, Misfit.NO_ADMISSION),
        ({"item": "sample.filed", "admission": "普法形式单一", "match": "wrong"}, Misfit.NO_TIE),
    ],
)
def test_what_no_longer_fits_is_reported(
    report_of: Make, evaluate: Evaluate, word: dict[str, Any], misfit: Misfit
) -> None:
    found = reviewed(evaluate(report_of(["普法形式单一"])), [review(**word)])
    assert [one.why for one in found.unfit] == [misfit]
    assert not found.outcomes
    assert not found.matches
    assert all(text(f"gaps.review.misfit.{misfit}", lang) for lang in LANGUAGES)


GOOD = """\
reviews:
  - item: sample.officers
    outcome: met
    who: 李某
    when: 2024-03-05
    why: 调阅台账
"""


def test_file(tmp_path: Path) -> None:
    file = tmp_path / "reviews.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert read_reviews(file) == (review(item="sample.officers", outcome="met"),)


@pytest.mark.parametrize(
    ("change", "line", "part"),
    [
        (("    outcome: met", "    outcom: met"), 3, "outcome"),
        (("    outcome: met", "    outcome: fine"), 3, "not_disclosed"),
        (("2024-03-05", "2024-13-05"), 5, "YYYY-MM-DD"),
        (("    who: 李某\n", ""), 2, "who"),
        (("    outcome: met\n", ""), 2, "match"),
        (("    outcome: met", "    outcome: met\n    outcome: met"), 4, "outcome"),
        (("reviews:", "review:"), 1, "reviews"),
    ],
)
def test_a_bad_file_is_told_at_its_line(tmp_path: Path, change: tuple[str, str], line: int, part: str) -> None:
    file = tmp_path / "reviews.yaml"
    file.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_reviews(file)
    told = {problem.line: problem for problem in caught.value.problems}
    assert line in told
    for lang in LANGUAGES:
        assert part in told[line].render(lang)


def test_no_file_and_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_reviews(tmp_path / "none.yaml")
    binary = tmp_path / "reviews.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError):
        read_reviews(binary)
