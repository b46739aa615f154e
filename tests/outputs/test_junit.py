"""JUnit XML: by the Jenkins schema, every item of it, and nothing that XML cannot hold."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from fazhi_eval import evaluate
from fazhi_eval.data import data_folder
from fazhi_eval.evaluation.model import Evaluation, Outcome
from fazhi_eval.gate.decide import decide
from fazhi_eval.gate.files import Waiver
from fazhi_eval.outputs import junit
from fazhi_eval.reports.model import Evidence
from fazhi_eval.reports.read import read as read_with_document

SCHEMA = Path(__file__).parents[1] / "fixtures" / "schemas" / "junit-10.xsd"


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_item_is_a_case(lang: str, evaluation: Evaluation, schema: etree.XMLSchema) -> None:
    text = junit.render(evaluation, decide(evaluation), lang)
    assert text == junit.render(evaluation, decide(evaluation), lang)
    schema.assertValid(etree.fromstring(text.encode("utf-8")))
    (suite,) = ET.fromstring(text)
    assert {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "6",
        "failures": "3",
        "errors": "0",
        "skipped": "2",
    }
    items = {item.id: item.outcome for checklist in evaluation.checklists for item in checklist.items}
    cases = {str(case.get("name")).split()[0]: [child.tag for child in case] for case in suite.iter("testcase")}
    shown = {Outcome.MET: [], Outcome.NEEDS_REVIEW: ["skipped"], Outcome.NOT_APPLICABLE: ["skipped"]}
    assert cases == {id: shown.get(outcome, ["failure"]) for id, outcome in items.items()}
    properties = {one.get("name"): one.get("value") for one in suite.iter("property")}
    assert {"score", "low", "high", "coverage"} <= properties.keys()


def test_a_failure_tells_law_and_quotation(evaluation: Evaluation) -> None:
    root = ET.fromstring(junit.render(evaluation))
    failure = next(case for case in root.iter("failure") if case.get("type") == "not_met")
    assert failure.get("message") == "检查项b：不符合"
    assert "《法治政府建设实施纲要》（十五）" in str(failure.text) and "「配备法制审核人员21人」" in str(failure.text)
    low = [failure.text for failure in root.iter("failure") if "〔待核对条文〕" in str(failure.text)]
    assert len(low) == 1


def test_what_the_gate_leaves_out_is_skipped_and_says_why(evaluation: Evaluation, schema: etree.XMLSchema) -> None:
    waiver = Waiver(item="demo.b", body="青禾区人民政府", reason="次年补", owner="李某", expires=date(2024, 6, 30))
    verdict = decide(evaluation, waivers=[waiver], today=date(2024, 1, 1))
    text = junit.render(evaluation, verdict)
    schema.assertValid(etree.fromstring(text.encode("utf-8")))
    (suite,) = ET.fromstring(text)
    assert suite.get("failures") == "2" and suite.get("skipped") == "3"
    (case,) = [case for case in suite.iter("testcase") if str(case.get("name")).startswith("demo.b ")]
    told = str(case[0].get("message"))
    assert case[0].tag == "skipped" and told.startswith("〔已豁免〕") and "次年补（李某，至 2024-06-30）" in told


def test_what_xml_cannot_hold(evaluation: Evaluation, schema: etree.XMLSchema) -> None:
    hostile = 'a\x00b\x1b[31m\x0b\ufffe]]>&<x y="1">\r\n\ud800'
    message = evaluation.gaps[0].message.model_copy(update={"zh": hostile})
    quote = Evidence.model_construct(quote=hostile)
    gaps = tuple(gap.model_copy(update={"message": message, "evidence": (quote,)}) for gap in evaluation.gaps)
    about = evaluation.report.model_copy(update={"issuer": hostile[:-1]})
    odd = evaluation.model_copy(update={"gaps": gaps, "report": about})
    raw = junit.render(odd).encode("utf-8")
    schema.assertValid(etree.fromstring(raw))
    assert b"\x1b" not in raw and b"\x00" not in raw


def test_several_reports(evaluation: Evaluation, schema: etree.XMLSchema) -> None:
    one = junit.render(evaluation)
    both = junit.join([one, one])
    schema.assertValid(etree.fromstring(both.encode("utf-8")))
    assert len(ET.fromstring(both)) == 2
    assert junit.join([one]) == one


def test_golden(golden: Callable[[str, str], None]) -> None:
    report, _ = read_with_document(data_folder("examples") / "qinghe-2023.txt")
    evaluation = evaluate(report, source="examples/qinghe-2023.txt")
    golden("qinghe-2023.check.junit.xml", junit.render(evaluation))
