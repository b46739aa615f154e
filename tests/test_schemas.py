"""The checked-in schemas are those of the models, and schema and model give the same verdict."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from fazhi_eval.checklists.shapes import flaws
from fazhi_eval.data import data_folder
from fazhi_eval.reports.model import Report
from fazhi_eval.reports.paths import full_paths, vocabulary
from fazhi_eval.schemas import KINDS, shipped, text
from fazhi_eval.yamlsource import read


@pytest.mark.parametrize("kind", KINDS)
def test_checked_in_schema_is_the_model_s(kind: Any) -> None:
    assert shipped(kind).read_text(encoding="utf-8") == text(kind), "run: python -m fazhi_eval.schemas"


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_a_schema(kind: str) -> None:
    schema = json.loads(shipped(kind).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].startswith("urn:fazhi-eval:schema:")


def test_evidence_names_every_path() -> None:
    schema = json.loads(shipped("report").read_text(encoding="utf-8"))
    assert set(schema["properties"]["evidence"]["propertyNames"]["enum"]) == set(full_paths())


@pytest.fixture(scope="module")
def checklist_validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(shipped("checklist").read_text(encoding="utf-8")))


CHECKLISTS = sorted(data_folder("checklists").glob("*.yaml"))


@pytest.mark.parametrize("file", CHECKLISTS, ids=lambda file: str(file.stem))
def test_shipped_checklists_fit(file: Path, checklist_validator: Draft202012Validator) -> None:
    source, problems = read(file)
    assert problems == []
    assert [error.json_path for error in checklist_validator.iter_errors(source.data)] == []


CHECKS: list[tuple[dict[str, Any], bool]] = [
    ({"stated": "litigation.lost"}, True),
    ({"stated": "litigation.loost"}, False),
    ({"is_true": "own.litigation.lost"}, False),
    ({"at_least": {"fact": "litigation.lost", "value": 1}}, True),
    ({"at_least": {"fact": "litigation.lost"}}, False),
    ({"at_leest": {"fact": "litigation.lost", "value": 1}}, False),
    ({"ratio": {"part": "litigation.lost", "whole": "litigation.cases", "at_least": 0.05}}, True),
    ({"ratio": {"part": "litigation.lost", "whole": "litigation.cases"}}, False),
    ({"ratio": {"part": "litigation.lost", "whole": "litigation.cases", "at_least": 0, "at_most": 1}}, False),
    ({"on_or_before": {"fact": "report.published_on", "month": 13, "day": 1}}, False),
    ({"all": []}, False),
    ({"any": [{"not": {"stated": "litigation.lost"}}, {"review": {"zh": "看", "en": "look"}}]}, True),
    ({"stated": "litigation.lost", "is_true": "digital.one_stop_service"}, False),
    ({}, False),
]


@pytest.mark.parametrize(("check", "good"), CHECKS)
def test_check_schema_and_loader_agree(check: dict[str, Any], good: bool) -> None:
    schema = json.loads(shipped("checklist").read_text(encoding="utf-8"))
    definitions = {"$defs": schema["$defs"], "$ref": "#/$defs/check"}
    assert Draft202012Validator(definitions).is_valid(check) is good
    assert (not flaws(check)) is good


GOOD: dict[str, Any] = {
    "schema_version": "1",
    "report": {
        "title": "云川省临江市青禾区2023年报告",
        "level": "county",
        "body": "government",
        "year": 2023,
        "published_on": "2024-03-28",
        "addressed_to": ["青禾区人大常委会"],
        "sections": {"causes": False, "plan": True},
    },
    "own": {"litigation": {"cases": 38, "lost": 0, "loss_rate": 0.053}},
    "area": {"enforcement": {"fines": 23_865_000, "publicity_system": True}},
    "deficiencies": [{"text": "审核力量薄弱", "quote": "法制审核力量薄弱", "start": 3, "end": 11}],
    "plan": [{"heading": "配强队伍", "text": "配强队伍", "quote": "配强队伍"}],
    "evidence": {
        "own.litigation.lost": [{"quote": "败诉2件", "approx": True, "confidence": "low", "readings": ["2023-01-31"]}],
        "report.published_on": [{"quote": "2024-03-28", "value": "2024-03-28"}],
    },
}

BAD_VALUES: list[tuple[tuple[str, ...], Any]] = [
    (("schema_version",), 1),
    (("schema_version",), "2"),
    (("tittle",), "x"),
    (("report",), None),
    (("report",), []),
    (("report", "year"), "2023"),
    (("report", "year"), 1999),
    (("report", "year"), 2023.5),
    (("report", "year"), True),
    (("report", "level"), "countt"),
    (("report", "body"), 1),
    (("report", "title"), 5),
    (("report", "published_on"), "2024-13-28"),
    (("report", "published_on"), "2023-02-29"),
    (("report", "published_on"), "20240328"),
    (("report", "published_on"), 1711584000),
    (("report", "published_on"), "2024-03-28T00:00:00"),
    (("report", "published_on"), "2024-03-28 "),
    (("report", "published_on"), "２０２４-03-28"),
    (("report", "published_on"), "2024-W13-4"),
    (("report", "signed_on"), ""),
    (("report", "addressed_to"), "人大"),
    (("report", "addressed_to"), [3]),
    (("report", "sections", "causes"), "no"),
    (("report", "sections", "causes"), 0),
    (("own", "litigation", "cases"), -1),
    (("own", "litigation", "cases"), 1.5),
    (("own", "litigation", "cases"), True),
    (("own", "litigation", "cases"), "38"),
    (("own", "litigation", "loss_rate"), 1.01),
    (("own", "litigation", "loss_rate"), -0.1),
    (("own", "litigation", "loss_rate"), True),
    (("own", "litigation", "loss_rate"), "0.5"),
    (("own", "litigation", "officers"), 3),
    (("own", "enforcment"), {"officers": 3}),
    (("own", "litigation"), 38),
    (("area", "enforcement", "fines"), -0.5),
    (("area", "enforcement", "fines"), "2386万"),
    (("area", "enforcement", "publicity_system"), 1),
    (("deficiencies",), {}),
    (("deficiencies",), [{"text": "x"}]),
    (("deficiencies",), [{"text": "", "quote": "x"}]),
    (("deficiencies",), [{"text": "x", "quote": ""}]),
    (("deficiencies",), [{"text": "x", "quote": "x", "start": -1}]),
    (("deficiencies",), [{"text": "x", "quote": "x", "start": "1"}]),
    (("deficiencies",), [{"text": "x", "quote": "x", "page": 0}]),
    (("deficiencies",), [{"text": "x", "quote": "x", "page": 1.5}]),
    (("deficiencies",), [{"text": "x", "quote": "x", "heading": "x"}]),
    (("causes",), ["x"]),
    (("plan",), [{"heading": None, "text": "x", "quote": "x"}]),
    (("evidence",), {"litigation.lost": [{"quote": "x"}]}),
    (("evidence",), {"own.litigation.loost": [{"quote": "x"}]}),
    (("evidence",), {"own.litigation.lost": {"quote": "x"}}),
    (("evidence",), {"own.litigation.lost": [{}]}),
    (("evidence",), {"own.litigation.lost": [{"quote": "x", "confidence": "hi"}]}),
    (("evidence",), {"own.litigation.lost": [{"quote": "x", "approx": "yes"}]}),
    (("evidence",), {"own.litigation.lost": [{"quote": "x", "readings": ["2023-13-01"]}]}),
    (("evidence",), {"own.litigation.lost": [{"quote": "x", "value": {}}]}),
]

GOOD_VALUES: list[tuple[tuple[str, ...], Any]] = [
    (("report", "year"), None),
    (("report", "published_on"), None),
    (("own", "litigation"), {}),
    (("own", "litigation"), None),
    (("own", "litigation", "loss_rate"), 1),
    (("own", "litigation", "loss_rate"), 0),
    (("area", "enforcement", "fines"), 0.5),
    (("evidence",), {}),
    (("evidence",), {"report.sections.causes": []}),
    (("evidence",), {"own.litigation.lost": [{"quote": "x", "value": ["a"], "page": 2}]}),
]


def with_value(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    data = copy.deepcopy(GOOD)
    inner: Any = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return data


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(shipped("report").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker(["date"]))


def model_takes(data: Any) -> bool:
    try:
        Report.model_validate(data)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("path", "value"), GOOD_VALUES)
def test_both_take(path: tuple[str, ...], value: Any, validator: Draft202012Validator) -> None:
    data = with_value(path, value)
    assert validator.is_valid(data)
    assert model_takes(data)


@pytest.mark.parametrize(("path", "value"), BAD_VALUES)
def test_both_refuse(path: tuple[str, ...], value: Any, validator: Draft202012Validator) -> None:
    data = with_value(path, value)
    assert not validator.is_valid(data)
    assert not model_takes(data)


_paths = sorted(path for path in vocabulary() if not path.startswith("report."))
_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3000),
    # 5.0 is an integer to JSON Schema; read_submission makes it one before the model sees it
    st.floats(-2, 2, allow_nan=False).filter(lambda value: not value.is_integer()),
    st.text(max_size=3),
    st.just([]),
    st.just({}),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    facts=st.dictionaries(st.sampled_from(_paths), _values, min_size=1, max_size=4),
    scope=st.sampled_from(["own", "area"]),
)
def test_schema_and_model_agree(facts: dict[str, Any], scope: str, validator: Draft202012Validator) -> None:
    data: dict[str, Any] = {scope: {}}
    for path, value in facts.items():
        group, name = path.split(".")
        data[scope].setdefault(group, {})[name] = value
    assert validator.is_valid(data) == model_takes(data)
