"""The commands over reports: check, extract, validate. One bad file never loses the others."""

import shutil
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from fazhi_eval import evaluate, load_checklists
from fazhi_eval.cli.gate import Gate, gate_of, tell, verdicts
from fazhi_eval.cli.write import use_colour, write
from fazhi_eval.errors import FazhiError, InputError, Problem, UsageError
from fazhi_eval.outputs import FORMATS
from fazhi_eval.reports.read import SUFFIXES, read

if TYPE_CHECKING:
    from fazhi_eval.checklists.model import Checklists
    from fazhi_eval.documents.model import Document
    from fazhi_eval.evaluation.model import Evaluation
    from fazhi_eval.gate.model import Verdict
    from fazhi_eval.outputs.places import Places
    from fazhi_eval.reports.lexicon import Lexicon
    from fazhi_eval.reports.model import Report

GAPS = 1
"""Exit code where a report does not pass the gate (``--fail-on``)."""


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
    checklists: "Checklists"
    verdict: "Verdict | None" = None
    extracted: str | None = None

    @property
    def places(self) -> "Places":
        """Where things stand in the report's file, or in ``extracted``, the file that its text was written to."""
        from fazhi_eval.outputs.places import places_of

        return places_of(self.evaluation, self.document, self.extracted)


def check(values: Namespace) -> int:
    """``fazhi-eval check``: judge every file, write the results, tell the errors. Returns the exit code."""
    if len(values.files) > 1 and not FORMATS[values.format].joins:
        raise UsageError(Problem("cli.one_file", {"format": values.format}))
    if FORMATS[values.format].binary and values.output is None and sys.stdout.isatty():
        raise UsageError(Problem("office.terminal", {"suffix": FORMATS[values.format].suffix}))
    if values.previous and len(values.files) > 1:
        raise UsageError(Problem("comparison.one_report"))
    gate = gate_of(values)
    checklists = load_checklists(*values.checklists)  # an error here concerns every file
    lexicon = lexicon_of(values)
    beside = _beside(values, lexicon)

    def one(file: str) -> Checked:
        # a name that is no UTF-8 is told with escapes: results are text
        source = file.encode("utf-8", "backslashreplace").decode("utf-8")
        report, document = read(file, lexicon)
        return Checked(evaluate(report, checklists, values.year, source=source, **beside), report, document, checklists)

    done = _held(gate, _each(values.files, one), values)
    checked: list[Checked] = [each.value for each in done if each.error is None]
    evaluations = [each.evaluation for each in checked]
    if values.format == "json":
        from fazhi_eval.outputs import json

        _write_json(
            values,
            done,
            "evaluations",
            lambda each: json.render(each.evaluation, each.verdict if gate.told else None),
            lambda each: json.evaluation_data(each.evaluation, each.verdict if gate.told else None),
        )
    elif values.format == "text" and checked:
        write(_check_text(values, checked, gate, len(done) - len(checked)), values.output)
    elif checked:
        write(_check_format(values, checked), values.output)
    if values.format == "json":  # what a person reads tells them itself
        _tell_unfit(evaluations, values.lang)
    if values.format != "text":  # the result is for a machine: what the gate says goes to the log
        sys.stderr.write("".join(_told(values, each, gate) for each in checked))
    return _exit_code(done, values.lang, 0 if all(each.verdict and each.verdict.passed for each in checked) else GAPS)


def extract(values: Namespace) -> int:
    """``fazhi-eval extract``: what every file states. Returns the exit code."""
    lexicon = lexicon_of(values)
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
            texts = [facts.render(report, values.lang, width=width_of(values.output)) for report in reports]
            write("\n".join(texts), values.output)
    return _exit_code(done, values.lang)


def lexicon_of(values: Namespace) -> "Lexicon | None":
    """The shipped phrasings with those of ``--phrasings``; None where no others were named."""
    if not values.phrasings:
        return None
    from fazhi_eval.reports.lexicon import lexicon_with

    return lexicon_with(values.phrasings)


def _beside(values: Namespace, lexicon: "Lexicon | None") -> dict[str, Any]:
    """What `evaluate` is given to show beside the result: last year's report, a person's word."""
    beside: dict[str, Any] = {}
    if values.previous:
        beside |= {"previous": read_dated(values.previous, lexicon), "factor": values.factor}
    if values.reviews:
        from fazhi_eval.gaps.reviews import read_reviews

        beside["reviews"] = read_reviews(values.reviews)
    return beside


def read_dated(file: str, lexicon: "Lexicon | None") -> "Report":
    """A report to be compared with another year's. Raises UsageError where its year is not known."""
    report = read(file, lexicon)[0]
    if report.report.year is None:
        raise UsageError(Problem("comparison.no_year", file=file))
    return report


def validate(values: Namespace) -> int:
    """``fazhi-eval validate``: do structured submissions fit their schema? Returns the exit code."""
    from fazhi_eval.reports.submission import read_submission

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


def _held(gate: Gate, done: list[Done], values: Namespace) -> list[Done]:
    """Every report with the gate's verdict on it."""
    good = [each.value.evaluation for each in done if each.error is None]
    found = iter(verdicts(gate, good, values, complete=len(good) == len(done)))
    return [
        replace(each, value=replace(each.value, verdict=next(found))) if each.error is None else each for each in done
    ]


def _told(values: Namespace, checked: Checked, gate: Gate) -> str:
    assert checked.verdict is not None
    width = width_of(values.output)
    told = tell(gate, checked.evaluation, checked.verdict, values.lang, width)
    if FORMATS[values.format].logs:
        from fazhi_eval.outputs import reviewed

        told += reviewed.render(checked.evaluation, values.lang, width=width)
    named = told and values.format != "text" and len(values.files) > 1
    return f"{checked.evaluation.source}\n{told}" if named else told


def _check_text(values: Namespace, checked: list[Checked], gate: Gate, errors: int) -> str:
    from fazhi_eval.outputs import text

    settings = {
        "verbose": values.verbose,
        "colour": use_colour(values.output),
        "width": width_of(values.output),
    }
    texts = [
        text.render(each.evaluation, values.lang, verdict=each.verdict, has_plan=bool(each.report.plan), **settings)
        + ("\n" + told if (told := _told(values, each, gate)) else "")
        for each in checked
    ]
    if len(values.files) > 1:
        texts.append(text.render_several([each.evaluation for each in checked], errors, values.lang))
    return f"\n{'─' * settings['width']}\n\n".join(texts)


def _check_format(values: Namespace, checked: list[Checked]) -> str | bytes:
    chosen = FORMATS[values.format]
    renderer = import_module(f"fazhi_eval.outputs.{chosen.module}")
    if "places" in chosen.needs and values.output:
        checked = [replace(each, extracted=_extracted(each)) for each in checked]
    rendered = [
        renderer.render(each.evaluation, lang=values.lang, **{need: getattr(each, need) for need in chosen.needs})
        for each in checked
    ]
    joined: str | bytes = rendered[0] if len(rendered) == 1 else renderer.join(rendered)
    return joined


def _extracted(checked: Checked) -> str | None:
    """The text of a report whose file has no lines to point at, written beside it; None where it has lines."""
    if checked.document is None or checked.document.format == "txt":
        return None
    from fazhi_eval.outputs.places import SUFFIX

    file = checked.document.source + SUFFIX
    write(checked.document.text, file)
    return file


def _tell_unfit(evaluations: "list[Evaluation]", lang: str) -> None:
    from fazhi_eval.outputs import reviewed

    for evaluation in evaluations:
        for unfit in evaluation.reviews.unfit if evaluation.reviews else ():
            print(f"{evaluation.source}: {reviewed.misfit(unfit.review, unfit.why, lang)}", file=sys.stderr)


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


def _exit_code(done: list[Done], lang: str, code: int = 0) -> int:
    """Tell every error on standard error; the highest code of all counts."""
    for each in done:
        if each.error is not None:
            print(each.error.render(lang), file=sys.stderr)
            code = max(code, each.error.exit_code)
    return code


def width_of(output: str | None) -> int:
    """Columns of a line: those of the terminal where one is written to."""
    from fazhi_eval.outputs.columns import WIDTH

    if output is None and sys.stdout.isatty():
        return max(60, min(shutil.get_terminal_size((WIDTH, 24)).columns, 120))
    return WIDTH
