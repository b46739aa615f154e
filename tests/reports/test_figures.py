"""The grammar of figures: whose figure, of which thing, of which year."""

import pytest

from fazhi_eval.reports.lexicon import shipped_lexicon
from fazhi_eval.reports.lint import lint_phrasings, read_text
from fazhi_eval.reports.phrasing import SHIPPED, read_phrasings

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
    assert "enforcement.penalties" not in read("查处盗采矿砂行政处罚案件14件，累计收缴罚款27万元。")
    assert "enforcement.fines" not in read("查处盗采矿砂行政处罚案件14件，累计收缴罚款27万元。")


def test_a_part_of_the_same_thing_is_not_the_thing() -> None:
    assert read("调解矛盾纠纷900件，其中婚姻家庭矛盾纠纷300件。")["dispute_resolution.mediations"] == [900]


def test_parts_are_kept_beside_their_whole() -> None:
    (reading,) = [
        r
        for r in read_text("办理人大代表建议24件，其中主办8件、分办5件、协办11件。", shipped_lexicon())
        if r.fact == "supervision.npc_suggestions"
    ]
    assert (reading.value, reading.parts) == (24, (8, 5, 11))


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


@pytest.mark.parametrize(
    "text",
    ["行政处罚案件同比减少120件。", "作出行政处罚比上年多12件。", "行政处罚案件较2021年增加30件。"],
)
def test_a_difference_is_no_figure(text: str) -> None:
    assert "enforcement.penalties" not in read(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("行政诉讼败诉率由上年的11%降至7.5%。", 0.075),
        ("行政应诉败诉率从去年的12%下降到9.5%。", 0.095),
        ("行政诉讼败诉率由2022年的11%降为7.5%。", 0.075),
    ],
)
def test_what_a_figure_became_is_this_years(text: str, value: float) -> None:
    assert read(text)["litigation.loss_rate"] == [value]


def test_the_topic_tells_what_a_verb_alone_counts() -> None:
    text = "区政府行政复议委员会完成换届。全年收案45件，其后受理41件；加上年结转的3件，审结40件。"
    found = read(text)
    assert found["reconsideration.received"] == [45]
    assert found["reconsideration.accepted"] == [41]
    assert found["reconsideration.concluded"] == [40]


def test_another_topic_takes_the_verb_over() -> None:
    found = read("行政复议工作规范有序。法律援助机构受理120件，审结98件。")
    assert not {fact for fact in found if fact.startswith("reconsideration")}


def test_a_rate_needs_its_name_no_nearer_than_the_topic() -> None:
    found = read("办理行政复议案件40件，为行政诉讼案件量的两倍。其中市本级8件。听证审理6件，综合纠错率12.5%。")
    assert found["reconsideration.correction_rate"] == [0.125]


def test_respectively_deals_figures_out_in_order() -> None:
    found = read("人大代表建议、政协提案分别办理24件和15件。")
    assert found["supervision.npc_suggestions"] == [24]
    assert found["supervision.cppcc_proposals"] == [15]


@pytest.mark.parametrize(
    "text",
    [
        "办理人大代表建议和政协提案共68件。",
        "办理人大代表建议、政协提案68件。",
        "配备执法记录仪、摄像机等设备236台。",
        "组织15个乡镇和32个部门主要负责人述法。",
    ],
)
def test_a_sum_of_several_things_is_none_of_them(text: str) -> None:
    figures = {fact for fact, values in read(text).items() if values[0] is not True}
    assert figures == set()


def test_exact_beside_rounded() -> None:
    assert read("公职律师总数突破80名，达到83名。")["legal_counsel.public_lawyers"] == [80, 83]


def test_a_word_may_count_what_stands_two_figures_on() -> None:
    assert read("组织科级干部旁听庭审3场、84人次。")["legal_publicity.court_observers"] == [84]


def test_none_is_zero_beside_other_figures_too() -> None:
    found = read("主动公开信息204条，全年未收到依申请公开件。")
    assert found["openness.published_items"] == [204]
    assert found["openness.requests_received"] == [0]


def test_a_figure_implies_its_flag() -> None:
    found = read("评查行政处罚案卷86件，培训行政执法人员420人次。")
    assert set(found["enforcement.case_file_review_done"]) == {True}
    assert True in found["enforcement.training_done"]
    assert "enforcement.training_done" not in read("行政复议案件86件。")


def test_the_head_of_a_table_tells_the_column() -> None:
    rows = "下达行政处罚决定（件）  203  186"
    assert read(f"2022年  2023年\n{rows}")["enforcement.penalties"] == [186]
    assert read(f"2023年  2022年\n{rows}")["enforcement.penalties"] == [203]
    assert "enforcement.penalties" not in read(f"2021年  2022年\n{rows}")
    assert read(rows)["enforcement.penalties"] == [203]


def test_other_deeds_are_not_the_thing_named_before() -> None:
    found = read("对拟印发的28件政策措施进行公平竞争审查，会后调整3件。")
    assert found["government_functions.fair_competition_reviews"] == [28]


@pytest.mark.parametrize("text", ["四年来累计举办法治讲座310场。", "“七五”普法期间举办法治讲座310场。"])
def test_years_together_are_no_year(text: str) -> None:
    assert "legal_publicity.training_sessions" not in read(text)


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


def test_what_is_done_badly_is_not_stated_as_done() -> None:
    assert "enforcement.training_done" in read("组织开展行政执法人员培训。")
    assert "enforcement.training_done" not in read("行政执法人员培训不够。")
    assert "legal_publicity.new_media" not in read("运用公众号推送普法内容的力度不足。")


def test_a_class_of_words_stands_for_its_words(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from fazhi_eval.reports.lexicon import load_lexicon

    file = tmp_path / "own.yaml"
    file.write_text(
        "words: {flyers: [传单]}\n"
        "phrasings:\n"
        "  - {fact: legal_publicity.materials, counts: [=flyers], verbs: [=hands_out], unit: copy,\n"
        "     examples: [{text: 散发传单300份。, value: 300}]}\n",
        encoding="utf-8",
    )
    assert lint_phrasings([file], load_lexicon([file])) == []


def test_an_unknown_class_of_words_is_named_with_the_nearest(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "own.yaml"
    file.write_text(
        "phrasings:\n  - {fact: legal_publicity.materials, counts: [传单], verbs: [=hand_out], unit: copy,\n"
        "     examples: [{text: 散发传单300份。, value: 300}]}\n",
        encoding="utf-8",
    )
    (problem,) = read_phrasings(file).problems
    assert (problem.code, problem.params) == ("phrasings.words", {"found": "hand_out", "nearest": "hands_out"})


def test_a_year_that_names_a_report_does_not_date_what_follows() -> None:
    text = "完成2022年度法治政府建设情况的报告,全年召开会议研究法治工作3次。"
    assert read(text)["first_responsible.rule_of_law_meetings"] == [3]
    assert "first_responsible.rule_of_law_meetings" not in read("2022年度,召开会议研究法治工作3次,效果良好。")


def test_a_part_that_names_its_body_is_a_figure_of_its_own() -> None:
    assert read("全市应诉行政诉讼案件83件，其中本级应诉行政诉讼案件12件。")["litigation.cases"] == [83, 12]
    assert read("全市应诉行政诉讼案件83件，其中应诉土地行政诉讼案件12件。")["litigation.cases"] == [83]


def test_one_for_each_is_no_figure() -> None:
    assert read("执法记录仪做到人手一台，共配备执法记录仪47台。")["enforcement.recorders"] == [47]


def test_thousands_with_decimals() -> None:
    assert read("作出行政处罚20件，罚没款2,081.35万元。")["enforcement.fines"] == [20813500]


def test_a_share_in_a_clause_of_its_own_goes_on_with_the_rate() -> None:
    assert read("行政诉讼败诉率同比下降1.5个百分点，降至6.2%。")["litigation.loss_rate"] == [0.062]


def test_a_rounded_total_is_not_its_exact_part() -> None:
    from fazhi_eval.documents.read import document_from_text
    from fazhi_eval.reports.extract import extract

    def mediations(text: str) -> int | None:
        report = extract(document_from_text(f"临江市青禾区2023年法治政府建设年度报告\n一、主要做法\n{text}\n"))
        assert report.area.dispute_resolution is not None
        return report.area.dispute_resolution.mediations

    assert mediations("全区人民调解组织调解纠纷5300余件。综治中心调解纠纷1947件。") == 5300
    assert mediations("全区人民调解组织调解纠纷5300余件。全区调解纠纷5327件。") == 5327


def test_a_joint_parts_the_thing_before_from_the_figure_after_it() -> None:
    found = read("执法人员和14名法制审核人员参加评查。")
    assert "enforcement.officers" not in found
    assert found["enforcement.legal_reviewers"] == [14]


def test_what_is_counted_beside_bodies_is_not_told_of_them() -> None:
    found = read("成立水利系统人民调解委员会1个，调解涉水纠纷19起。")
    assert found["dispute_resolution.mediations"] == [19]


def test_without_a_licence_is_no_figure_of_nothing() -> None:
    assert "enforcement.fines" not in read("对2家无证机构作出行政处罚，整改到位。")
