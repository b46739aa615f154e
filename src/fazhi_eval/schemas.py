"""The JSON Schemas, generated from the models: ``python -m fazhi_eval.schemas`` writes them into ``schemas/``."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, get_args

from fazhi_eval.data import data_folder

Kind = Literal[
    "report",
    "evaluation",
    "audit-row",
    "checklist",
    "instrument",
    "year-over-year",
    "reviews",
    "config",
    "waivers",
    "baseline",
]

KINDS: tuple[str, ...] = get_args(Kind)
"""The documents that have a schema: what goes in (report, checklist, instrument, reviews, config, waivers), what
comes out (evaluation, audit-row, year-over-year), and the baseline, which does both."""


def build(kind: Kind) -> dict[str, Any]:
    """The schema of one kind of document, from its model."""
    from pydantic import BaseModel

    from fazhi_eval.audits.model import Row
    from fazhi_eval.checklists.model import Checklist, Instrument
    from fazhi_eval.evaluation.model import Evaluation
    from fazhi_eval.evaluation.years import YearOverYear
    from fazhi_eval.gaps.reviews import ReviewsFile
    from fazhi_eval.gate.files import Baseline, Config, WaiversFile
    from fazhi_eval.reports.model import Report

    models: dict[str, tuple[type[BaseModel], str]] = {
        "report": (Report, "1"),
        "evaluation": (Evaluation, "1"),
        "audit-row": (Row, "1"),
        "checklist": (Checklist, "1"),
        "instrument": (Instrument, "1"),
        "year-over-year": (YearOverYear, "1"),
        "reviews": (ReviewsFile, "1"),
        "config": (Config, "1"),
        "waivers": (WaiversFile, "1"),
        "baseline": (Baseline, "1"),
    }
    model, version = models[kind]
    out = kind in ("evaluation", "audit-row", "year-over-year")
    schema = model.model_json_schema(mode="serialization" if out else "validation")
    _drop_empty_defaults(schema)
    if kind == "report":
        from fazhi_eval.reports.paths import full_paths

        schema["properties"]["evidence"]["propertyNames"] = {"enum": sorted(full_paths())}
    if kind == "evaluation":
        _add_gate(schema)
    if kind == "checklist":
        schema["$defs"] |= _check_definitions()
        schema["$defs"]["Item"]["properties"]["check"] = {"$ref": "#/$defs/check"}
        schema["$defs"]["Applicability"]["properties"]["when"] = {
            "anyOf": [{"$ref": "#/$defs/check"}, {"type": "null"}]
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:fazhi-eval:schema:{kind}:{version}",
        **schema,
    }


def text(kind: Kind) -> str:
    """The schema as it stands in its file."""
    return json.dumps(build(kind), ensure_ascii=False, indent=2, sort_keys=False) + "\n"


def shipped(kind: str) -> Path:
    """The file of a schema that ships with the package."""
    return data_folder("schemas") / f"{kind}.schema.json"


def _add_gate(schema: dict[str, Any]) -> None:
    """What ``fazhi-eval check`` writes beside an evaluation that was held against a gate."""
    from fazhi_eval.gate.model import schema as verdict_schema

    verdict = verdict_schema()
    _drop_empty_defaults(verdict)
    schema["$defs"] |= verdict.pop("$defs")
    schema["$defs"]["Verdict"] = verdict
    schema["properties"]["gate"] = {"$ref": "#/$defs/Verdict"}


def _check_definitions() -> dict[str, Any]:
    """The check expressions, from the operators' own shapes: an editor then completes operators and facts."""
    from fazhi_eval.checklists.shapes import SHAPES, flaws
    from fazhi_eval.reports.paths import full_paths, vocabulary

    # which facts an argument takes is asked of the code that judges expressions
    probes: dict[str, Callable[[str], dict[str, Any]]] = {
        "fact": lambda path: {"stated": path},
        "flag_fact": lambda path: {"is_true": path},
        "number_fact": lambda path: {"at_least": {"fact": path, "value": 0}},
        "date_fact": lambda path: {"on_or_before": {"fact": path, "month": 1, "day": 1}},
        "year_fact": lambda path: {"equals": {"fact": path, "value": 0}},
    }
    paths = sorted(full_paths() | vocabulary().keys())
    definitions: dict[str, Any] = {
        **{kind: {"enum": [path for path in paths if not flaws(probe(path))]} for kind, probe in probes.items()},
        "number": {"type": "number", "minimum": 0, "maximum": 1e12},
        "share": {"type": "number", "minimum": 0, "maximum": 1},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
        "years": {"type": "integer", "minimum": 0, "maximum": 5},
        "scalar": {"type": ["boolean", "number", "string"]},
        "text": {"type": "string", "minLength": 1},
        "checks": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/check"}},
    }
    operators: dict[str, Any] = {}
    for name, shape in SHAPES.items():
        if shape.single is not None:
            operators[name] = {"$ref": f"#/$defs/{shape.single}"}
            continue
        operators[name] = {
            "type": "object",
            "properties": {key: {"$ref": f"#/$defs/{kind}"} for key, kind in shape.keys.items()},
            "required": list(shape.required),
            "additionalProperties": False,
        }
        if shape.one_of:
            operators[name]["oneOf"] = [{"required": [key]} for key in shape.one_of]
    definitions["check"] = {
        "type": "object",
        "description": "A check expression: exactly one operator.",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": operators,
    }
    return definitions


def _drop_empty_defaults(node: Any) -> None:
    """Leave out ``default: null`` and the like: an absent key already says it."""
    if isinstance(node, dict):
        if "default" in node and (node["default"] is None or isinstance(node["default"], dict | list)):
            del node["default"]
        for child in node.values():
            _drop_empty_defaults(child)
    elif isinstance(node, list):
        for child in node:
            _drop_empty_defaults(child)


def main() -> int:
    """Write all schemas into ``schemas/`` of the checkout."""
    folder = data_folder("schemas")
    for kind in KINDS:
        (folder / f"{kind}.schema.json").write_text(text(kind), encoding="utf-8")  # type: ignore[arg-type]
    return 0


if __name__ == "__main__":
    sys.exit(main())
