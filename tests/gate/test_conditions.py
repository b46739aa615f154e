"""What ``--fail-on`` takes, and what it says of everything else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_eval.errors import Problem
from fazhi_eval.gate.conditions import PATTERN, Condition, condition


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("none", "none"),
        ("low", "low"),
        ("high", "high"),
        ("unadmitted", "unadmitted"),
        ("score<60", "score<60"),
        ("score < 59.5", "score<59.5"),
        ("score<0.5", "score<0.5"),
        ("coverage<50", "coverage<50"),
        ("coverage<50%", "coverage<50"),
        ("coverage<0.5%", "coverage<0.5"),
        ("coverage<100", "coverage<100"),
    ],
)
def test_good(written: str, name: str) -> None:
    found = condition(written)
    assert isinstance(found, Condition) and found.name == name
    assert re.search(PATTERN, written)


@pytest.mark.parametrize(
    ("written", "code", "told"),
    [
        ("hgih", "gate.condition", "high"),
        ("unadmited", "gate.condition", "unadmitted"),
        ("score", "gate.condition", "score<N"),
        ("score<=60", "gate.condition", "score<N"),
        ("score>60", "gate.condition", "score<N"),
        ("score<６0", "gate.condition", "score<N"),
        ("", "gate.condition", "none"),
        ("score<60%", "gate.score_percent", "score<60"),
        ("score<0", "gate.limit", "100"),
        ("score<101", "gate.limit", "100"),
        ("coverage<0.5", "gate.share", "coverage<50"),
        ("coverage<1", "gate.share", "coverage<100"),
    ],
)
def test_bad(written: str, code: str, told: str) -> None:
    found = condition(written)
    assert isinstance(found, Problem) and found.code == code
    for lang in ("zh", "en"):
        assert told in found.render(lang)


@given(st.text(max_size=20))
def test_what_the_schema_refuses_is_refused(written: str) -> None:
    if re.search(PATTERN, written.strip(), re.ASCII) is None:
        assert isinstance(condition(written), Problem)
