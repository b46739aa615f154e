"""SARIF: by the published schema, by what GitHub asks beyond it, and by what the standard says that a schema cannot."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from fazhi_eval import evaluate, load_checklists
from fazhi_eval.checklists.model import Checklists
from fazhi_eval.cli.main import run
from fazhi_eval.data import data_folder
from fazhi_eval.documents.model import Document
from fazhi_eval.errors import UsageError
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.gate.baseline import baseline_of
from fazhi_eval.gate.decide import decide
from fazhi_eval.gate.files import Waiver
from fazhi_eval.outputs import sarif
from fazhi_eval.outputs.json import dumps
from fazhi_eval.outputs.places import Places, places_of
from fazhi_eval.reports.read import read

SCHEMA = Path(__file__).parents[1] / "fixtures" / "schemas" / "sarif-2.1.0-rtm.5.json"
QINGHE = data_folder("examples") / "qinghe-2023.txt"
SOURCE = "reports/青禾 2023.txt"


@pytest.fixture(scope="module")
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def checklists() -> Checklists:
    return load_checklists()


@pytest.fixture(scope="module")
def qinghe(checklists: Checklists) -> tuple[Evaluation, Document]:
    report, document = read(QINGHE)
    assert document is not None
    return evaluate(report, checklists, source=SOURCE), document


@pytest.fixture(scope="module")
def places(qinghe: tuple[Evaluation, Document]) -> Places:
    return places_of(*qinghe)


def run_of(text: str, validator: Draft4Validator) -> Any:
    data = json.loads(text)
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)] == []
    (found,) = data["runs"]
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_by_the_schema_and_by_github(
    lang: str, qinghe: Any, places: Places, checklists: Checklists, validator: Draft4Validator
) -> None:
    text = sarif.render(qinghe[0], places, checklists, decide(qinghe[0]), lang)
    assert text == sarif.render(qinghe[0], places, checklists, decide(qinghe[0]), lang)
    assert len(text) < 10_000_000
    found = run_of(text, validator)
    assert found["columnKind"] == "unicodeCodePoints"
    assert found["automationDetails"]["id"].endswith("/")
    rules = found["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        for words in (rule["shortDescription"]["text"], rule["fullDescription"]["text"]):
            assert 0 < len(words) <= 1024
        assert rule["help"]["text"] and rule["help"]["markdown"] and len(rule["name"]) <= 255
        assert len(rule["properties"]["tags"]) <= 10
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert set(result["partialFingerprints"]) == {"primaryLocationLineHash"}
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "reports/%E9%9D%92%E7%A6%BE%202023.txt"
        # the standard: a level other than none says that the kind is fail
        assert (result["kind"] == "fail") == (result["level"] != "none")
        assert result["kind"] in ("fail", "review")
        assert "suppressions" not in result and "baselineState" not in result
    fingerprints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in found["results"]]
    assert len(set(fingerprints)) == len(fingerprints)
    fails = [result for result in found["results"] if result["kind"] == "fail"]
    assert [result["properties"]["gap"] for result in fails] == [gap.id for gap in qinghe[0].gaps]


def test_regions_hold_the_quotations(qinghe: Any, places: Places, checklists: Checklists) -> None:
    lines = QINGHE.read_text(encoding="utf-8").split("\n")
    data = json.loads(sarif.render(qinghe[0], places, checklists))
    quoted = 0
    for result in data["runs"][0]["results"]:
        for location in (*result["locations"], *result.get("relatedLocations", [])):
            region = location["physicalLocation"]["region"]
            if "snippet" not in region:
                assert region == {"startLine": 1, "startColumn": 1}
                continue
            assert region["startLine"] == region["endLine"]
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
            quoted += 1
    assert quoted >= 2


def test_law_as_taxonomies(qinghe: Any, places: Places, checklists: Checklists) -> None:
    found = json.loads(sarif.render(qinghe[0], places, checklists))["runs"][0]
    taxa = {one["name"]: {taxon["id"] for taxon in one["taxa"]} for one in found["taxonomies"]}
    for rule in found["tool"]["driver"]["rules"]:
        assert rule["relationships"]
        for relation in rule["relationships"]:
            component = relation["target"]["toolComponent"]
            assert found["taxonomies"][component["index"]]["name"] == component["name"]
            assert relation["target"]["id"] in taxa[component["name"]]
    unverified = [rule for rule in found["tool"]["driver"]["rules"] if rule["properties"]["precision"] == "medium"]
    assert unverified and all("〔待核对条文〕" in rule["help"]["text"] for rule in unverified)


def test_waivers_and_baseline(qinghe: Any, places: Places, checklists: Checklists, validator: Draft4Validator) -> None:
    evaluation = qinghe[0]
    first, second, *_ = evaluation.gaps
    waiver = Waiver(
        item=first.item, body=evaluation.report.issuer, reason="次年补", owner="李某", expires=date(2024, 6, 30)
    )
    baseline = baseline_of([evaluation.model_copy(update={"gaps": (first, second)})])
    worse = baseline.gaps[second.id].model_copy(update={"outcome": "partly_met"})
    baseline = baseline.model_copy(update={"gaps": {**baseline.gaps, second.id: worse}})
    verdict = decide(evaluation, waivers=[waiver], today=date(2024, 6, 30), baseline=baseline)
    found = run_of(sarif.render(evaluation, places, checklists, verdict), validator)
    results = {result["ruleId"]: result for result in found["results"]}
    (suppression,) = results[first.item]["suppressions"]
    assert suppression["kind"] == "external" and suppression["status"] == "accepted"
    assert all(part in suppression["justification"] for part in ("次年补", "李某", "2024-06-30"))
    # waived, and still a failure of the same level
    assert results[first.item]["kind"] == "fail" and results[first.item]["level"] != "none"
    assert sum("suppressions" in result for result in found["results"]) == 1
    states = [results[gap.item]["baselineState"] for gap in evaluation.gaps]
    assert states == ["unchanged", "updated", *["new"] * (len(evaluation.gaps) - 2)]


def test_rules_say_the_same_whatever_was_found(checklists: Checklists) -> None:
    def rules(cases: str) -> Any:
        from fazhi_eval.reports.submission import submission_from_text

        report = submission_from_text(f"report: {{year: 2023, level: county, body: government}}\n{cases}")
        evaluation = evaluate(report, checklists, source="r.yaml")
        made = json.loads(sarif.render(evaluation, places_of(evaluation, None), checklists))
        return {rule["id"]: rule for rule in made["runs"][0]["tool"]["driver"]["rules"]}

    silent = rules("")
    short = rules("area: {enforcement: {officers: 100, legal_reviewers: 4}}")
    rule = "three-enforcement-systems.review-staff-share"
    told = ("id", "name", "shortDescription", "fullDescription", "help", "properties")
    assert {key: silent[rule][key] for key in told} == {key: short[rule][key] for key in told}


def test_a_hostile_quotation_makes_no_link(
    evaluation: Evaluation, checklists: Checklists, validator: Draft4Validator
) -> None:
    assert sarif.plain("看[这里](http://x)") == "看\\[这里\\](http://x)"
    assert sarif.plain("〔2021〕17号[一]") == "〔2021〕17号[一]"


def test_several_reports(qinghe: Any, places: Places, checklists: Checklists, validator: Draft4Validator) -> None:
    one = sarif.render(qinghe[0], places, checklists)
    both = json.loads(sarif.join([one, one]))
    assert len(both["runs"]) == 2
    validator.validate(both)
    with pytest.raises(UsageError) as error:
        sarif.join(["{}"] * 21)
    assert "20" in error.value.render("en")


def test_command_line_writes_the_text_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, validator: Draft4Validator
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    page = "".join(f"<p>{line}</p>" for line in QINGHE.read_text(encoding="utf-8").splitlines())
    Path("reports/r.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    assert run(["check", "./reports/r.html", "--format", "sarif", "-o", "r.sarif"]) == 1
    found = run_of(Path("r.sarif").read_text(encoding="utf-8"), validator)
    lines = Path("reports/r.html.extracted.txt").read_text(encoding="utf-8").split("\n")
    snippets = 0
    for result in found["results"]:
        location = result["locations"][0]["physicalLocation"]
        assert location["artifactLocation"]["uri"] == "reports/r.html.extracted.txt"
        region = location["region"]
        if "snippet" in region:
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
            snippets += 1
    assert snippets >= 1


def test_a_submission_points_at_its_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], validator: Draft4Validator
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.yaml").write_text(
        "report: {year: 2023, level: county, body: government}\n"
        "area:\n"
        "  enforcement:\n"
        "    officers: 100\n"
        "    legal_reviewers: 4\n",
        encoding="utf-8",
    )
    assert run(["check", "r.yaml", "--format", "sarif"]) == 1
    found = run_of(capsys.readouterr().out, validator)
    results = {result["ruleId"]: result for result in found["results"]}
    result = results["three-enforcement-systems.review-staff-share"]
    places = [*result["locations"], *result["relatedLocations"]]
    regions = [place["physicalLocation"]["region"] for place in places]
    assert {(region["startLine"], region["startColumn"]) for region in regions} == {(4, 5), (5, 5)}
    assert {region["snippet"]["text"] for region in regions} == {"officers: 100", "legal_reviewers: 4"}
    silent = next(result for result in found["results"] if result["properties"]["outcome"] == "not_disclosed")
    assert silent["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1}


def test_golden(qinghe: Any, checklists: Checklists, golden: Callable[[str, str], None]) -> None:
    evaluation = qinghe[0].model_copy(update={"source": "examples/qinghe-2023.txt"})
    data = json.loads(sarif.render(evaluation, places_of(evaluation, qinghe[1]), checklists))
    (found,) = data["runs"]
    # the rules are the checklists' own text: of them the first shows the form; the version is not a result
    driver = found["tool"]["driver"]
    driver["rules"] = [driver["rules"][0], *(rule["id"] for rule in driver["rules"][1:])]
    driver.pop("semanticVersion")
    found["results"] = [result for result in found["results"] if result["kind"] == "fail"]
    golden("qinghe-2023.check.sarif", dumps(data))
