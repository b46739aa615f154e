"""Score Chinese 法治政府建设年度报告 against the law.

    from fazhi_eval import evaluate, read_report

    evaluation = evaluate(read_report("report.txt"))
    for gap in evaluation.gaps:
        print(gap.severity, gap.title.zh, gap.basis)

Importing this package is cheap: what a name needs is imported when the name is first used.
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from fazhi_eval.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fazhi_eval.audits.model import Row
    from fazhi_eval.audits.run import audit
    from fazhi_eval.checklists.model import Checklist, Checklists, Instrument, Item
    from fazhi_eval.documents.model import Document
    from fazhi_eval.documents.read import read_document
    from fazhi_eval.errors import ChecklistError, FazhiError, InputError, NothingChecked, Problem, UsageError
    from fazhi_eval.evaluation.model import Admission, Evaluation, Gap, ItemResult, Outcome, Review, Score
    from fazhi_eval.evaluation.years import YearOverYear
    from fazhi_eval.gaps.reviews import read_reviews
    from fazhi_eval.reports.extract import extract
    from fazhi_eval.reports.model import Report

__all__ = [
    "Admission",
    "Checklist",
    "ChecklistError",
    "Checklists",
    "Document",
    "Evaluation",
    "FazhiError",
    "Gap",
    "InputError",
    "Instrument",
    "Item",
    "ItemResult",
    "NothingChecked",
    "Outcome",
    "Problem",
    "Report",
    "Review",
    "Row",
    "Score",
    "UsageError",
    "YearOverYear",
    "__version__",
    "audit",
    "compare",
    "evaluate",
    "extract",
    "load_checklists",
    "read_document",
    "read_report",
    "read_reviews",
]

_HOMES = {
    "audit": "audits.run",
    "Row": "audits.model",
    **dict.fromkeys(("Checklist", "Checklists", "Instrument", "Item"), "checklists.model"),
    "Document": "documents.model",
    "read_document": "documents.read",
    **dict.fromkeys(
        ("ChecklistError", "FazhiError", "InputError", "NothingChecked", "Problem", "UsageError"), "errors"
    ),
    **dict.fromkeys(("Admission", "Evaluation", "Gap", "ItemResult", "Outcome", "Review", "Score"), "evaluation.model"),
    "YearOverYear": "evaluation.years",
    "read_reviews": "gaps.reviews",
    "extract": "reports.extract",
    "Report": "reports.model",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'fazhi_eval' has no attribute {name!r}")
    return getattr(import_module(f"fazhi_eval.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__


def read_report(path: "str | Path") -> "Report":
    """What one report states: a text (.txt, .html …) is read, a submission (.yaml, .yml, .json) is taken as it is.

    Raises InputError for a file that cannot be read, is empty, or does not fit the schema of a submission.
    """
    from fazhi_eval.reports.read import read

    return read(path)[0]


def load_checklists(*sources: "str | Path") -> "Checklists":
    """The checklists that ``sources`` name, all that ship without any: see `fazhi_eval.checklists.load`.

    A source is the id of a shipped checklist, ``shipped`` for all of them, or a file or folder of one's own. Raises
    ChecklistError with every problem of all files.
    """
    from fazhi_eval.checklists.load import load_checklists as load

    return load(*sources)


def evaluate(
    report: "Report",
    checklists: "Checklists | None" = None,
    year: int | None = None,
    *,
    source: str | None = None,
    previous: "Report | None" = None,
    factor: float = 2.0,
    reviews: "Iterable[Review]" = (),
) -> "Evaluation":
    """Judge a report by the law of its year: outcomes, score, gaps and the report's own admissions.

    ``checklists`` are those that ship with the package unless given; ``year`` overrides the year that the report
    names; ``source`` is the name of the report's file, kept in the result. ``previous`` is last year's report of the
    same body and ``factor`` as in `compare`; ``reviews`` are a person's word (`read_reviews`): both are shown beside,
    in `Evaluation.previous` and `Evaluation.reviews`, and change nothing else. Raises UsageError where no year is
    known, NothingChecked where no item covers the report's year, level and body.
    """
    from fazhi_eval.evaluation.judge import judge
    from fazhi_eval.gaps.find import find

    if checklists is None:
        checklists = _shipped_checklists()
    evaluation = find(judge(report, checklists, year, source), report, checklists)
    beside: dict[str, Any] = {}
    if previous is not None:
        from fazhi_eval.gaps.years import compare_years

        beside["previous"] = compare_years(previous, report, evaluate(previous, checklists), evaluation, factor)
    reviews = tuple(reviews)
    if reviews:
        from fazhi_eval.gaps.reviews import reviewed

        beside["reviews"] = reviewed(evaluation, reviews)
    return evaluation.model_copy(update=beside) if beside else evaluation


def compare(
    last: "Report", this: "Report", checklists: "Checklists | None" = None, *, factor: float = 2.0
) -> "YearOverYear":
    """Two reports of one body, the earlier first: what is admitted again, which promises are kept, which gaps are
    closed, new or standing, and which figures moved by at least ``factor``.

    Both are judged by the same ``checklists``, each by the law of its year. Raises UsageError where ``last`` is not of
    an earlier year, and what `evaluate` raises.
    """
    from fazhi_eval.gaps.years import compare_years

    return compare_years(last, this, evaluate(last, checklists), evaluate(this, checklists), factor)


@cache
def _shipped_checklists() -> "Checklists":
    return load_checklists()  # constant data of the package, read once a process
