"""The commands over reports: check, extract, validate. One bad file never loses the others."""

import shutil
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from fazhi_eval import evaluate, load_checklists
from fazhi_eval.cli.write import use_colour, write
from fazhi_eval.errors import FazhiError, InputError, Problem, UsageError
from fazhi_eval.outputs import FORMATS
from fazhi_eval.reports.read import read

if TYPE_CHECKING:
    from fazhi_eval.documents.model import Document
    from fazhi_eval.evaluation.model import Evaluation
    from fazhi_eval.reports.model import Report
    from fazhi_eval.reports.phrasing import Lexicon

GAPS = 1
"""Exit code where a gap is at or above the level of ``--fail-on``."""


@dataclass(frozen=True)
class Done:
    """What became of one file: a value, or the error that it gave."""

    source: str
    value: Any = None
    error: FazhiError | None = None


@dataclass(frozen=True)
class Checked:
    """One report judged, with what some formats need beside the Evaluation (`fazhi_eval.outputs.Format.needs`)."""

    evaluation: "Evaluation"
    report: "Report"
    document: "Document | None"


def check(values: Namespace) -> int:
    """``fazhi-eval check``: judge every file, write the results, tell the errors. Returns the exit code."""
    if values.format not in ("text", "json") and len(values.files) > 1:
        raise UsageError(Problem("cli.one_file", {"format": values.format}))
    checklists = load_checklists(*values.checklists)  # an error here concerns every file
    lexicon = _lexicon(values)

    def one(file: str) -> Checked:
        # a name that is no UTF-8 is told with escapes: results are text
        source = file.encode("utf-8", "backslashreplace").decode("utf-8")
        report, document = read(file, lexicon)
        return Checked(evaluate(report, checklists, values.year, source=source), report, document)

    done = _each(values.files, one)
    checked: list[Checked] = [each.value for each in done if each.error is None]
    evaluations = [each.evaluation for each in checked]
    if values.format == "json":
        from fazhi_eval.outputs import json

        _write_json(
            values,
            done,
            "evaluations",
            lambda each: json.render(each.evaluation),
            lambda each: each.evaluation.model_dump(mode="json"),
        )
    elif values.format == "text" and evaluations:
        write(_check_text(values, evaluations, len(done) - len(evaluations)), values.output)
    elif checked:
        write(_check_format(values, checked[0]), values.output)
    return _exit_code(done, values.lang, GAPS if any(_fails(each, values.fail_on) for each in evaluations) else 0)


def extract(values: Namespace) -> int:
    """``fazhi-eval extract``: what every file states. Returns the exit code."""
    lexicon = _lexicon(values)
    done = _each(values.files, lambda file: read(file, lexicon)[0])
    if values.review:
        from fazhi_eval.outputs import review

        sheets = [review.render(each.value, values.lang) for each in done if each.error is None]
        write("---\n".join(sheets), values.output)
    elif values.format == "json":
        from fazhi_eval.outputs import json

        _write_json(values, done, "reports", json.render_report, json.report_data)
    else:
        from fazhi_eval.outputs import facts

        reports: list[Report] = [each.value for each in done if each.error is None]
        if reports:
            texts = [facts.render(report, values.lang, width=_width(values.output)) for report in reports]
            write("\n".join(texts), values.output)
    return _exit_code(done, values.lang)


def _lexicon(values: Namespace) -> "Lexicon | None":
    if not values.phrasings:
        return None
    from fazhi_eval.reports.phrasing import lexicon_with

    return lexicon_with(values.phrasings)


def validate(values: Namespace) -> int:
    """``fazhi-eval validate``: do structured submissions fit their schema? Returns the exit code."""
    from fazhi_eval.reports.submission import SUFFIXES, read_submission

    def one(file: str) -> None:
        if not file.lower().endswith(SUFFIXES):
            raise InputError(Problem("cli.not_structured", {}, file=file))
        read_submission(file)

    done = _each(values.files, one)
    if values.format == "json":
        from fazhi_eval.outputs import json

        errors = [json.error_data(each.source, each.error, values.lang) for each in done if each.error is not None]
        valid = [{"source": each.source} for each in done if each.error is None]
        write(json.render_several("valid", valid, errors), None)
    else:
        from fazhi_eval.messages import text

        lines = [text("cli.valid", values.lang, file=each.source) + "\n" for each in done if each.error is None]
        write("".join(lines), None)
    return _exit_code(done, values.lang)


def _each(files: list[str], one: Callable[[str], Any]) -> list[Done]:
    done = []
    for file in files:
        try:
            done.append(Done(file, one(file)))
        except FazhiError as error:
            done.append(Done(file, error=error))
        except Exception as error:
            if len(files) == 1:
                raise
            done.append(Done(file, error=_internal(file, error)))
    return done


def _internal(file: str, error: Exception) -> FazhiError:
    import traceback

    traceback.print_exc()
    return FazhiError(Problem("cli.internal", {"found": f"{type(error).__name__}: {error}"}, file=file))


def _check_text(values: Namespace, evaluations: "list[Evaluation]", errors: int) -> str:
    from fazhi_eval.outputs import text

    settings = {
        "verbose": values.verbose,
        "colour": use_colour(values.output),
        "width": _width(values.output),
    }
    texts = [text.render(evaluation, values.lang, **settings) for evaluation in evaluations]
    if len(values.files) > 1:
        texts.append(text.render_several(evaluations, errors, values.lang))
    return f"\n{'─' * settings['width']}\n\n".join(texts)


def _check_format(values: Namespace, checked: Checked) -> str:
    chosen = FORMATS[values.format]
    renderer = import_module(f"fazhi_eval.outputs.{chosen.module}")
    beside = {need: getattr(checked, need) for need in chosen.needs}
    rendered: str = renderer.render(checked.evaluation, lang=values.lang, **beside)
    return rendered


def _write_json(
    values: Namespace, done: list[Done], kind: str, single: Callable[[Any], str], data: Callable[[Any], dict[str, Any]]
) -> None:
    """One file gives its document itself, several give one document with all of them."""
    from fazhi_eval.outputs import json

    if len(done) > 1:
        results = [data(each.value) for each in done if each.error is None]
        errors = [json.error_data(each.source, each.error, values.lang) for each in done if each.error is not None]
        write(json.render_several(kind, results, errors), values.output)
    elif done[0].error is None:
        write(single(done[0].value), values.output)


def _fails(evaluation: "Evaluation", fail_on: str) -> bool:
    levels = {"none": (), "low": ("low", "medium", "high"), "medium": ("medium", "high"), "high": ("high",)}
    return any(gap.severity in levels[fail_on] for gap in evaluation.gaps)


def _exit_code(done: list[Done], lang: str, code: int = 0) -> int:
    """Tell every error on standard error; the highest code of all counts."""
    for each in done:
        if each.error is not None:
            print(each.error.render(lang), file=sys.stderr)
            code = max(code, each.error.exit_code)
    return code


def _width(output: str | None) -> int:
    from fazhi_eval.outputs.columns import WIDTH

    if output is None and sys.stdout.isatty():
        return max(60, min(shutil.get_terminal_size((WIDTH, 24)).columns, 120))
    return WIDTH
