"""Whose fact is it: the body's own or its jurisdiction's?"""

import pytest

from fazhi_eval.documents.normalise import fold
from fazhi_eval.reports.model import About, Body, Level
from fazhi_eval.reports.scope import ScopeReader
from fazhi_eval.reports.sentences import Sentence

COUNTY = About(issuer="临江市青禾区人民政府", region="临江市青禾区", level=Level.COUNTY, body=Body.GOVERNMENT)
TOWNSHIP = About(issuer="青禾区柳溪镇人民政府", region="青禾区柳溪镇", level=Level.TOWNSHIP, body=Body.GOVERNMENT)
LABOUR = About(issuer="临江市人力资源和社会保障局", region="临江市", level=Level.CITY, body=Body.DEPARTMENT)
JUSTICE = About(issuer="青禾区司法局", region="青禾区", level=Level.COUNTY, body=Body.DEPARTMENT)


def scope(about: About, text: str, fact: str, word: str, previous: str = "") -> str:
    reader = ScopeReader(about)
    sentence = Sentence(fold(text), 0, len(text), "", fold(previous))
    reader.read(sentence, new_paragraph=True)
    return reader.scope(sentence, fact, text.index(word))


@pytest.mark.parametrize(
    ("about", "text", "fact", "word", "wanted"),
    [
        (COUNTY, "受理行政应诉案件36件。", "litigation.cases", "36", "area"),
        (COUNTY, "以区政府为被告的案件12件。", "litigation.cases", "12", "own"),
        (COUNTY, "作为被告的行政诉讼案件12件，败诉1件。", "litigation.lost", "1件", "own"),
        (COUNTY, "各部门作为被告的行政诉讼案件12件。", "litigation.cases", "12", "area"),
        (COUNTY, "培训执法人员90人次。", "enforcement.officers_trained", "90", "area"),
        (TOWNSHIP, "发生行政诉讼2件。", "litigation.cases", "2", "own"),
        (TOWNSHIP, "调解纠纷210件。", "dispute_resolution.mediations", "210", "area"),
        (LABOUR, "处罚12件。", "enforcement.penalties", "12", "own"),
        (LABOUR, "全市持证执法人员317人，其中局机关63人。", "enforcement.officers", "317", "area"),
        (LABOUR, "全市持证执法人员317人，其中局机关63人。", "enforcement.officers", "63", "own"),
        (LABOUR, "各项工作走在全市前列，处罚12件。", "enforcement.penalties", "12", "own"),
        (JUSTICE, "全区组织39名部门主要负责人述法。", "first_responsible.subordinates_debriefing", "39", "area"),
        (JUSTICE, "集体学法12次。", "first_responsible.study_sessions", "12", "own"),
        (JUSTICE, "全区现有执法人员959名，我局现有执法人员3名。", "enforcement.officers", "3名", "own"),
    ],
)
def test_whose_fact(about: About, text: str, fact: str, word: str, wanted: str) -> None:
    assert scope(about, text, fact, word) == wanted


def test_what_is_said_next_of_ones_lawsuits_is_said_of_the_same() -> None:
    previous = "以区政府为被告的案件12件。"
    assert scope(COUNTY, "其中败诉2件。", "litigation.lost", "2", previous) == "own"
    assert scope(COUNTY, "行政机关负责人出庭52件次。", "litigation.head_appearances", "52", previous) == "area"


@pytest.mark.parametrize(
    ("about", "text", "wanted"),
    [
        (COUNTY, "办理行政复议案件12件。", "reconsideration.handled"),
        (JUSTICE, "办理行政复议案件12件。", "reconsideration.handled"),
        (LABOUR, "办理行政复议案件12件。", "reconsideration.as_respondent"),
        (LABOUR, "我局作为行政复议机关办理行政复议案件12件。", "reconsideration.handled"),
        (TOWNSHIP, "办理行政复议案件2件。", "reconsideration.as_respondent"),
    ],
)
def test_who_decides_no_reconsideration_is_a_respondent(about: About, text: str, wanted: str) -> None:
    sentence = Sentence(fold(text), 0, len(text), "", "")
    assert ScopeReader(about).fact(sentence, "reconsideration.handled") == wanted
