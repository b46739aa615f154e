"""Places: lines and columns hold the quotation again, whatever the text; names as pipelines write them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.outputs.places import Place, Places, places_of, shown
from fazhi_eval.reports.model import Evidence


@given(text=st.text(alphabet="一二𠮷a \n\r", min_size=1, max_size=60), data=st.data())
def test_a_region_holds_its_quotation(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    piece = Evidence(quote=text[start:end], start=start, end=end)
    (place,) = Places("r.txt", text).of([piece], [])
    lines = text.split("\n")[place.line - 1 : place.end_line]
    joined = "\n".join(lines)
    cut = len(lines[-1]) - (place.end_column - 1)
    assert joined[place.column - 1 : len(joined) - cut] == piece.quote


def test_without_lines_the_quotation_and_its_page_stay() -> None:
    piece = Evidence(quote="败诉2件", start=7, end=11, page=3)
    assert Places("r.pdf").of([piece, piece], []) == (Place("r.pdf", quote="败诉2件", page=3, start=7),)


def test_nothing_said_is_the_head_of_the_file() -> None:
    assert Places("r.txt", "一\n二").of([], ["area.litigation.lost"]) == (Place("r.txt"),)


def test_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown("./a/b.txt") == shown("a//b.txt") == shown(str(tmp_path / "a/b.txt")) == "a/b.txt"
    assert shown("/elsewhere/b.txt") == "/elsewhere/b.txt"


def test_a_submission_that_is_gone(evaluation: Evaluation) -> None:
    gone = evaluation.model_copy(update={"source": "gone.yaml"})
    assert places_of(gone, None).of([Evidence(quote="x")], ["area.litigation.lost"])[0].line == 1
