"""The grammar of figures: whose figure, of which thing, of which year."""

import pytest

from fazhi_eval.reports.lint import lint_phrasings, read_text
from fazhi_eval.reports.phrasing import SHIPPED, read_phrasings, shipped_lexicon

FILES = sorted(SHIPPED.glob("*.yaml"))


def read(text: str, heading: str = "", year: int | None = 2023) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for reading in read_text(text, shipped_lexicon(), heading, year):
        found.setdefault(reading.fact, []).append(reading.value)
    return found


def test_every_example_of_every_phrasing_does_what_it_says() -> None:
    problems = lint_phrasings(FILES, shipped_lexicon())
    assert [problem.render("en") for problem in problems] == []


def test_every_fact_of_the_vocabulary_has_a_phrasing() -> None:
    from fazhi_eval.reports.paths import vocabulary

    told = {phrasing.fact for file in FILES for phrasing in read_phrasings(file).phrasings}
    assert {path for path in vocabulary() if not path.startswith("report.")} - told == set()


def test_the_thing_counted_stands_before_or_after() -> None:
    assert read("受理行政复议案件41件。")["reconsideration.accepted"] == [41]
    assert read("受理41宗行政复议案件。")["reconsideration.accepted"] == [41]


def test_a_verb_alone_speaks_of_the_thing_counted_before() -> None:
    found = read("受理行政复议案件41件，已办结38件。")
    assert found["reconsideration.accepted"] == [41]
    assert found["reconsideration.concluded"] == [38]


def test_a_list_gives_each_thing_its_own_figure() -> None:
    found = read("办理法律援助案件120件、公证事项860件。")
    assert found["public_legal_service.legal_aid"] == [120]
    assert found["public_legal_service.notarisations"] == [860]


def test_all_of_them_says_the_figure_again() -> None:
    found = read("全年制发行政规范性文件6件，均经合法性审核并报送市政府备案。")
    assert found["normative_documents.issued"] == [6]
    assert found["normative_documents.reviewed"] == [6]
    assert found["normative_documents.review_rate"] == [1.0]


def test_a_kind_of_the_thing_is_not_the_thing() -> None:
    assert "enforcement.penalties" not in read("查处破坏耕地行政处罚案件16件，累计收缴罚款32万元。")
    assert "enforcement.fines" not in read("查处破坏耕地行政处罚案件16件，累计收缴罚款32万元。")


def test_a_part_of_the_same_thing_is_not_the_thing() -> None:
    assert read("调解矛盾纠纷900件，其中婚姻家庭矛盾纠纷300件。")["dispute_resolution.mediations"] == [900]


def test_parts_are_kept_beside_their_whole() -> None:
    (reading,) = [
        r
        for r in read_text("办理人大代表建议24件，其中主办7件、分办6件、协办12件。", shipped_lexicon())
        if r.fact == "supervision.npc_suggestions"
    ]
    assert (reading.value, reading.parts) == (24, (7, 6, 12))


@pytest.mark.parametrize(
    "text",
    [
        "2022年受理行政复议案件41件。",
        "去年受理行政复议案件41件。",
        "2020年以来受理行政复议案件41件。",
        "2024年，我们将受理行政复议案件41件。",
        "力争受理行政复议案件41件。",
    ],
)
def test_figures_of_other_times_are_left_out(text: str) -> None:
    assert "reconsideration.accepted" not in read(text)


def test_last_years_figure_beside_this_years() -> None:
    assert read("行政复议案件从2022年的受理52件增加到2023年受理61件。")["reconsideration.accepted"] == [61]


def test_since_founding_is_kept_but_not_sure() -> None:
    readings = read_text("调处中心成立以来，接待群众来访120批、356人次。", shipped_lexicon(), year=2023)
    assert {reading.reasons for reading in readings} == {("cumulative",)}
    assert [reading.value for reading in readings] == [120, 356]


def test_change_is_no_rate() -> None:
    assert "litigation.loss_rate" not in read("行政诉讼败诉率同比下降12%。")


def test_the_automaton_finds_what_plain_search_finds(shared) -> None:  # type: ignore[no-untyped-def]
    """No hit is lost by the one-pass search: it finds every trigger word wherever plain search finds it."""
    from fazhi_eval.documents.read import read_document

    lexicon = shipped_lexicon()
    words = set(lexicon.automaton.keys())
    for path in sorted((shared / "reports").glob("*.txt")):
        folded = read_document(path).folded
        quick = {(hit.start, folded[hit.start : hit.end]) for hit in lexicon.hits(folded)}
        plain = set()
        for word in words:
            place = folded.find(word)
            while place >= 0:
                plain.add((place, word))
                place = folded.find(word, place + 1)
        assert quick == plain
