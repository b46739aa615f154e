"""Data kept between runs: the same values as built anew, found again only while nothing has changed."""

import os
import pickle
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_eval import data
from fazhi_eval.checklists.load import load_checklists
from fazhi_eval.checklists.silence import silence_of
from fazhi_eval.data import kept
from fazhi_eval.patterns import kept_patterns
from fazhi_eval.pickling import pickled
from fazhi_eval.reports.layout.wording import grammar

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("FAZHI_EVAL_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def counting(values: list[str]) -> Callable[[], str]:
    """A function that gives one of ``values`` after the other."""
    waiting = iter(values)
    return lambda: next(waiting)


def test_is_built_once(cache: Path) -> None:
    build = counting(["first", "second"])
    assert [kept("x", (), build), kept("x", (), build)] == ["first", "first"]
    assert len(list(cache.iterdir())) == 1


def test_a_changed_file_is_built_anew(cache: Path, tmp_path: Path) -> None:
    build, file = counting(["first", "second"]), tmp_path / "a.yaml"
    file.write_text("a: 1", encoding="utf-8")
    assert kept("x", [file], build) == "first"
    file.write_text("a: 2", encoding="utf-8")
    assert kept("x", [file], build) == "second"


def test_a_changed_package_is_built_anew(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build, package = counting(["first", "second"]), tmp_path / "package"
    (package / "part").mkdir(parents=True)
    (package / "part" / "words.yaml").write_text("a", encoding="utf-8")
    monkeypatch.setattr(data, "_PACKAGE", package)
    data._installed.cache_clear()
    try:
        assert kept("x", (), build) == "first"
        os.utime(package / "part" / "words.yaml", (1, 1))
        assert kept("x", (), build) == "first"  # looked at once a process
        data._installed.cache_clear()
        assert kept("x", (), build) == "second"
    finally:
        data._installed.cache_clear()


@pytest.mark.parametrize("damage", [b"", b"nonsense", pickle.dumps(re.compile("a"))[:-3]])
def test_a_damaged_form_is_built_anew(cache: Path, damage: bytes) -> None:
    kept("x", (), lambda: "first")
    next(cache.iterdir()).write_bytes(damage)
    assert kept("x", (), lambda: "second") == "second"
    assert kept("x", (), lambda: "third") == "second"


def test_old_forms_are_cleared_away(cache: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    for number in range(data._FORMS + 5):
        file.write_text(f"a: {number}", encoding="utf-8")
        kept("x", [file], str)
    kept("other", (), str)
    assert len(list(cache.glob("x-*"))) == data._FORMS
    assert len(list(cache.glob("other-*"))) == 1


def test_nothing_is_kept_where_the_user_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_EVAL_CACHE", "")
    build = counting(["first", "second"])
    assert [kept("x", (), build), kept("x", (), build)] == ["first", "second"]


def test_patterns_come_back_compiled(cache: Path) -> None:
    def make() -> tuple[re.Pattern[str], ...]:
        return (re.compile(r"(?P<year>20\d\d) ?年"), re.compile("a|B", re.IGNORECASE))

    made = kept_patterns(make)()
    again = kept_patterns(lambda: pytest.fail("not kept"))  # another name, so another form
    assert made == make()
    with pytest.raises(pytest.fail.Exception):
        again()
    back = kept_patterns(make)()
    assert back == made and back[0] is not made[0]


@given(st.text(alphabet="年月日2014 aB,。", max_size=30))
def test_a_kept_pattern_finds_what_a_fresh_one_finds(text: str) -> None:
    fresh = [re.compile(r"(?P<year>20\d\d) ?年|(?:a|,)+?(?=。)", re.IGNORECASE), *GRAMMAR]
    for one, back in zip(fresh, KEPT, strict=True):
        assert (back.pattern, back.flags, back.groups, back.groupindex) == (
            one.pattern,
            one.flags,
            one.groups,
            one.groupindex,
        )
        assert [found.span() for found in back.finditer(text)] == [found.span() for found in one.finditer(text)]


GRAMMAR = [re.compile(pattern.pattern, pattern.flags) for pattern in grammar()]
KEPT = pickle.loads(pickled([re.compile(r"(?P<year>20\d\d) ?年|(?:a|,)+?(?=。)", re.IGNORECASE), *GRAMMAR]))


def test_without_the_interpreters_compiler_patterns_are_compiled_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = re.compile("一种|别的样式")
    assert b"_compiled" in pickled(pattern)
    monkeypatch.delattr("re._compiler._code")
    assert b"_compiled" not in pickled(pattern)


def test_models_come_back_as_they_were() -> None:
    checklists = load_checklists("annual-report")
    back = pickle.loads(pickled(checklists))
    assert back == checklists
    item, same = checklists.checklists[0].items[0], back.checklists[0].items[0]
    assert (same, same.model_fields_set) == (item, item.model_fields_set)
    assert same.model_dump() == item.model_dump()


def test_what_silence_comes_to_is_kept_but_never_copied() -> None:
    checklists = load_checklists("annual-report")
    items = {item.id: item for checklist in checklists.checklists for item in checklist.items}
    assert checklists.silences == {id: silence_of(item) for id, item in items.items()}
    assert pickle.loads(pickle.dumps(checklists)).__dict__["silences"] == checklists.silences
    assert "silences" not in checklists.model_copy().__dict__
