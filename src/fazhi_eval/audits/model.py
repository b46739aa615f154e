"""A row: what an audit keeps of one report, or the error that it gave."""

from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from fazhi_eval.checklists.model import Severity, Text
from fazhi_eval.documents.model import Document
from fazhi_eval.errors import FazhiError, Problem
from fazhi_eval.evaluation.model import AdmissionStatus, Evaluation, Outcome, Score
from fazhi_eval.messages import text
from fazhi_eval.reports.model import About, Report

SCHEMA_VERSION: Literal["1"] = "1"


class _Model(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, json_schema_serialization_defaults_required=True
    )


class Fault(_Model):
    """One problem of a report that could not be judged, in both languages, with its place where there is one."""

    code: str
    message: Text
    file: str | None = None
    line: int | None = None
    column: int | None = None


class Row(_Model):
    """One line of an audit's JSON Lines: a report's Evaluation in short, or why there is none.

    ``source`` is the path as given, ``sha256`` that of the file's bytes (None where it cannot be read), ``run`` a
    digest of all that the report was judged with (version, checklists, phrasings, year). ``exit_code`` is None for
    a report that was judged, else that of its error, with its ``problems``; the rest is then empty.

    ``outcomes`` maps every item in force to its outcome, ``gaps`` the items that are short to their severity;
    ``unadmitted`` names those of them that the report does not admit; ``admissions`` counts the report's own
    admissions by status, ``observations`` the places where it contradicts itself.
    """

    schema_version: Literal["1"] = SCHEMA_VERSION
    source: str
    run: str
    sha256: str | None
    exit_code: int | None = None
    problems: tuple[Fault, ...] = ()
    report: About | None = None
    year: int | None = None
    score: Score | None = None
    gaps: dict[str, Severity] = {}
    unadmitted: tuple[str, ...] = ()
    admissions: dict[AdmissionStatus, int] = {}
    observations: int = 0
    outcomes: dict[str, Outcome] = {}


class Aside(Protocol):
    """What is made beside the row while a report's text is at hand, such as its page. It is sent to the workers.

    ``key`` names what is made, so that an interrupted audit goes on with the same only; ``made`` says whether a
    report has it already.
    """

    @property
    def key(self) -> str:
        """Names what is made, without its place."""

    def made(self, source: str) -> bool:
        """Whether the report of this ``Row.source`` has it already."""

    def make(self, source: str, evaluation: Evaluation, report: Report, document: Document | None) -> None:
        """Make it, whole or not at all."""


def row_of(evaluation: Evaluation, source: str, run: str, sha256: str | None) -> Row:
    """The row of a report that was judged."""
    total = evaluation.score
    admissions = dict.fromkeys(AdmissionStatus, 0)
    for admission in evaluation.admissions:
        admissions[admission.status] += 1
    return Row.model_construct(
        source=source,
        run=run,
        sha256=sha256,
        report=evaluation.report,
        year=evaluation.year,
        score=Score.model_construct(**{name: getattr(total, name) for name in Score.model_fields}),
        gaps={gap.item: gap.severity for gap in evaluation.gaps},
        unadmitted=tuple(gap.item for gap in evaluation.gaps if not gap.admitted_by),
        admissions=admissions,
        observations=len(evaluation.observations),
        outcomes={item.id: item.outcome for result in evaluation.checklists for item in result.items},
    )


def fault_row(error: FazhiError, source: str, run: str, sha256: str | None) -> Row:
    """The row of a report that gave ``error`` instead of an Evaluation."""
    problems = tuple(map(_fault, error.problems))
    return Row.model_construct(source=source, run=run, sha256=sha256, exit_code=error.exit_code, problems=problems)


def _fault(problem: Problem) -> Fault:
    return Fault.model_construct(
        code=problem.code,
        message=Text.model_construct(
            zh=text(problem.code, "zh", **problem.params), en=text(problem.code, "en", **problem.params)
        ),
        file=None if problem.file is None else printable(problem.file),
        line=problem.line,
        column=problem.column,
    )


def printable(path: str) -> str:
    """A path as text: bytes that are no UTF-8 are told with escapes."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
