"""JSON documents: by their schema, and the same every time."""

import json

from jsonschema import Draft202012Validator

from fazhi_eval.errors import InputError, Problem
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.outputs.json import error_data, render, render_report, render_several
from fazhi_eval.reports.model import About, Report, Sections
from fazhi_eval.schemas import shipped


def test_evaluation_fits_its_schema_and_comes_back(evaluation: Evaluation) -> None:
    text = render(evaluation)
    schema = json.loads(shipped("evaluation").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(text))
    assert Evaluation.model_validate_json(text) == evaluation
    assert render(Evaluation.model_validate_json(text)) == text
    assert "法治政府" in text


def test_what_readers_of_the_document_rely_on(evaluation: Evaluation) -> None:
    data = json.loads(render(evaluation))
    assert {"schema_version", "report", "score", "checklists", "gaps", "admissions"} <= set(data)
    assert {
        "id",
        "item",
        "topics",
        "outcome",
        "severity",
        "message",
        "basis",
        "evidence",
        "admitted_by",
        "gain",
    } <= set(data["gaps"][0])
    assert {"text", "quote", "start", "end", "topic", "gaps", "status", "planned"} <= set(data["admissions"][0])
    assert data["admissions"][2]["planned"] is None  # no plan: neither yes nor no


def test_report_leaves_out_silence_and_keeps_false() -> None:
    data = json.loads(render_report(Report(report=About(year=2023, sections=Sections(causes=False)))))
    assert data["report"] == {"year": 2023, "sections": {"causes": False}}
    assert data["own"] == {} and data["plan"] == [] and data["schema_version"] == "1"


def test_several_with_errors() -> None:
    error = InputError(
        Problem("submission.range", {"title": "x", "name": "x", "found": 3, "allowed": "0–1"}, "f", 2, 5)
    )
    data = json.loads(render_several("evaluations", [], [error_data("f", error, "en")]))
    assert data["schema_version"] == "1" and data["evaluations"] == []
    (told,) = data["errors"]
    assert told["exit_code"] == 3
    assert told["problems"][0]["line"] == 2 and told["problems"][0]["code"] == "submission.range"
