"""The JSON Schemas, generated from the models: ``python -m fazhi_eval.schemas`` writes them into ``schemas/``."""

import json
import sys
from pathlib import Path
from typing import Any, Literal, get_args

from fazhi_eval.data import data_folder

Kind = Literal["report", "evaluation", "checklist", "instrument"]

KINDS: tuple[str, ...] = get_args(Kind)
"""The documents that have a schema: what goes in (report, checklist, instrument) and what comes out (evaluation)."""


def build(kind: Kind) -> dict[str, Any]:
    """The schema of one kind of document, from its model."""
    from pydantic import BaseModel

    from fazhi_eval.checklists.model import Checklist, Instrument
    from fazhi_eval.evaluation.model import Evaluation
    from fazhi_eval.reports.model import Report

    models: dict[str, tuple[type[BaseModel], str]] = {
        "report": (Report, "1"),
        "evaluation": (Evaluation, "1"),
        "checklist": (Checklist, "1"),
        "instrument": (Instrument, "1"),
    }
    model, version = models[kind]
    schema = model.model_json_schema(mode="serialization" if kind == "evaluation" else "validation")
    _drop_empty_defaults(schema)
    if kind == "report":
        from fazhi_eval.reports.paths import full_paths

        schema["properties"]["evidence"]["propertyNames"] = {"enum": sorted(full_paths())}
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
