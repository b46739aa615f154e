"""GitLab Code Quality: its fields, fingerprints that differ and stay, paths as it takes them."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fazhi_eval import evaluate
from fazhi_eval.data import data_folder
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.gate.decide import decide
from fazhi_eval.gate.files import Waiver
from fazhi_eval.outputs import gitlab
from fazhi_eval.outputs.places import Places, places_of
from fazhi_eval.reports.read import read as read_with_document

SCHEMA = Path(__file__).parents[1] / "fixtures" / "schemas" / "gitlab-code-quality.schema.json"
TEXT = "一\n二三：配备法制审核人员21人\n"


def entries(evaluation: Evaluation, places: Places, **settings: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gitlab.render(evaluation, places, **settings))
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(found)
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_entry_a_gap(lang: str, evaluation: Evaluation) -> None:
    found = entries(evaluation, Places("reports/r.txt", TEXT), lang=lang)
    assert [entry["check_name"] for entry in found] == [gap.item for gap in evaluation.gaps]
    assert [entry["severity"] for entry in found] == ["minor", "critical", "major"]
    assert [entry["location"]["lines"]["begin"] for entry in found] == [1, 2, 1]
    assert len({entry["fingerprint"] for entry in found}) == 3
    law = {"zh": "《法治政府建设实施纲要》", "en": "Outline"}[lang]
    assert law in found[1]["description"] and law in found[1]["content"]["body"]


def test_fingerprints_hold_no_line(evaluation: Evaluation) -> None:
    gaps = tuple(gap.model_copy(update={"evidence": ()}) for gap in evaluation.gaps)
    moved = evaluation.model_copy(update={"gaps": gaps})
    first = entries(evaluation, Places("r.txt", TEXT))
    then = entries(moved, Places("r.txt", TEXT))
    assert [entry["fingerprint"] for entry in first] == [entry["fingerprint"] for entry in then]
    other = entries(evaluation, Places("2022/r.txt", TEXT))
    assert not {entry["fingerprint"] for entry in first} & {entry["fingerprint"] for entry in other}


def test_waived_is_told_and_weighs_nothing(evaluation: Evaluation) -> None:
    waiver = Waiver(item="demo.b", body="青禾区人民政府", reason="次年补", owner="李某", expires=date(2024, 6, 30))
    verdict = decide(evaluation, waivers=[waiver], today=date(2024, 6, 30))
    found = entries(evaluation, Places("r.txt", TEXT), verdict=verdict)
    assert [entry["severity"] for entry in found] == ["minor", "info", "major"]
    assert found[1]["description"].startswith("〔已豁免〕") and "次年补" in found[1]["content"]["body"]


def test_several_reports(evaluation: Evaluation) -> None:
    texts = [gitlab.render(evaluation, Places(file, TEXT)) for file in ("a.txt", "b.txt")]
    both = json.loads(gitlab.join(texts))
    assert len(both) == len({entry["fingerprint"] for entry in both}) == 6


def test_golden(golden: Callable[[str, str], None]) -> None:
    report, document = read_with_document(data_folder("examples") / "qinghe-2023.txt")
    evaluation = evaluate(report, source="examples/qinghe-2023.txt")
    golden("qinghe-2023.check.gitlab.json", gitlab.render(evaluation, places_of(evaluation, document)))
