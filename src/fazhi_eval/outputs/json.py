"""Evaluations and Reports as JSON: the same bytes for the same value."""

import json
from typing import TYPE_CHECKING, Any

from fazhi_eval.evaluation.model import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fazhi_eval.errors import FazhiError, Problem
    from fazhi_eval.evaluation.model import Evaluation
    from fazhi_eval.gate.model import Verdict
    from fazhi_eval.reports.model import Report


def render(evaluation: "Evaluation", verdict: "Verdict | None" = None) -> str:
    """One Evaluation as a JSON document (schema: ``fazhi-eval schema evaluation``).

    The ``verdict`` of a gate stands beside it, under ``gate``.
    """
    if verdict is None:
        return evaluation.model_dump_json(indent=2) + "\n"
    return dumps(evaluation_data(evaluation, verdict))


def evaluation_data(evaluation: "Evaluation", verdict: "Verdict | None" = None) -> dict[str, Any]:
    """One Evaluation as plain data, with the verdict of a gate where one is given."""
    data = evaluation.model_dump(mode="json")
    if verdict is not None:
        from fazhi_eval.gate.model import data as verdict_data

        data["gate"] = verdict_data(verdict)
    return data


def render_report(report: "Report") -> str:
    """One Report as a JSON document; facts that are not stated are left out (``fazhi-eval schema report``)."""
    return dumps(report_data(report))


def report_data(report: "Report") -> dict[str, Any]:
    """A Report as plain data: all its parts, and within them only what is stated."""
    stated = report.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    parts: dict[str, Any] = {"schema_version": report.schema_version, "report": {}, "own": {}, "area": {}}
    return {**parts, "deficiencies": [], "causes": [], "plan": [], "evidence": {}, **stated}


def render_several(kind: str, results: "Sequence[dict[str, Any]]", errors: "Sequence[dict[str, Any]]") -> str:
    """Many results in one document: ``evaluations`` or ``reports``, and the files that gave none."""
    return dumps({"schema_version": SCHEMA_VERSION, kind: list(results), "errors": list(errors)})


def error_data(source: str, error: "FazhiError", lang: str) -> dict[str, Any]:
    """A file that gave no result: its exit code and every problem."""
    return {
        "source": source,
        "exit_code": error.exit_code,
        "problems": [problem_data(problem, lang) for problem in error.problems],
    }


def problem_data(problem: "Problem", lang: str) -> dict[str, Any]:
    """One problem: code, message in ``lang``, and its place where there is one."""
    from fazhi_eval.messages import text

    data = {"code": problem.code, "message": text(problem.code, lang, **problem.params)}
    place = {"file": problem.file, "line": problem.line, "column": problem.column}
    return data | {key: value for key, value in place.items() if value is not None}


def dumps(data: Any) -> str:
    """JSON as this package writes it: readable, in the models' order, Chinese as Chinese."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
