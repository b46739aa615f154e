"""问题台账: the gaps of one report as the rows that supervisors keep; and what else the office formats share."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from fazhi_eval.errors import Problem, UsageError
from fazhi_eval.evaluation.model import Admission, AdmissionStatus, Evaluation, Gap
from fazhi_eval.messages import text
from fazhi_eval.outputs.findings import justification
from fazhi_eval.outputs.words import cite, gravest_first, points, quoted, ranges, said, word
from fazhi_eval.reports.model import Quote

if TYPE_CHECKING:
    from fazhi_eval.gate.model import Verdict

UNDATED = datetime(1980, 1, 1)
"""The date in a file's properties and archive: the same result gives the same bytes on every day."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""What controls, reorders or hides text; XML 1.0 takes most of it not at all."""


class Row(NamedTuple):
    """One gap as a line of the 问题台账, all in words; ``due`` is left to who sends it out."""

    number: int
    body: str
    problem: str
    law: str
    quotes: str
    severity: str
    admitted: str
    remedy: str
    due: str
    remarks: str


def ledger(evaluation: Evaluation, verdict: "Verdict | None", lang: str) -> list[Row]:
    """The rows of the ledger, the gravest gaps first; empty where there is no gap. ``verdict`` tells of waivers."""
    return [
        _row(evaluation, verdict, gap, number, lang) for number, gap in enumerate(gravest_first(evaluation.gaps), 1)
    ]


def _row(evaluation: Evaluation, verdict: "Verdict | None", gap: Gap, number: int, lang: str) -> Row:
    remarks = [gap.item, word("gaps.gain", lang, gain=points(gap.gain))]
    if gap.planned_by:
        remarks.append(own("ledger.planned", lang))
    if verdict is not None and gap.id in verdict.waived:
        remarks.append(text("ci.waiver", lang, why=justification(verdict.waived[gap.id], lang)))
    return Row(
        number,
        body(evaluation, lang),
        own("ledger.problem", lang, title=said(gap.title, lang), outcome=word(f"outcome.{gap.outcome}", lang))
        + "\n"
        + said(gap.message, lang),
        cite(gap.basis, evaluation.instruments, lang),
        "\n".join(quotations(gap.evidence, lang)) or own("ledger.no_quote", lang),
        word(f"severity.{gap.severity}", lang),
        admitted(gap, lang),
        said(gap.remedy, lang),
        "",
        "\n".join(remarks),
    )


def own(code: str, lang: str, /, **params: object) -> str:
    """A message of the office formats."""
    return text(f"office.{code}", lang, **params)


def body(evaluation: Evaluation, lang: str) -> str:
    """The reporting body, or the best that is known of it."""
    return evaluation.report.issuer or evaluation.report.region or own("unknown_body", lang)


def admitted(gap: Gap, lang: str) -> str:
    """Whether the report itself admits the gap, and by which of its admissions."""
    if not gap.admitted_by:
        return own("ledger.not_admitted", lang)
    return own("ledger.admitted", lang, numbers=ranges([index + 1 for index in gap.admitted_by], lang))


def quotations(quotes: Iterable[Quote], lang: str) -> list[str]:
    """Each quotation once, in marks, with its page where the source has pages."""
    shown = (
        quoted(quote.quote) + (own("page", lang, page=quote.page) if quote.page is not None else "") for quote in quotes
    )
    return list(dict.fromkeys(shown))


def answered(admission: Admission, numbers: dict[str, int], lang: str) -> str:
    """The numbers (by id in ``numbers``) of the gaps that an admission answers; empty where it answers none."""
    return ranges(sorted(numbers[gap] for gap in admission.gaps if gap in numbers), lang)


def status(admission: Admission, lang: str) -> str:
    """What the facts say of an admission; where they do not confirm it, what that means."""
    shown = word(f"admission.{admission.status}", lang)
    if admission.status == AdmissionStatus.CONFIRMED:
        return shown
    return own("explained", lang, word=shown, meaning=word(f"admissions.{admission.status}", lang))


def planned(admission: Admission, lang: str) -> str:
    """Whether next year's plan takes an admission up."""
    return word(f"admissions.{ {True: 'planned', False: 'unplanned', None: 'no_plan'}[admission.planned] }", lang)


def cause(admission: Admission, lang: str) -> str:
    """Whether the report gives a cause for an admission."""
    return word(f"admissions.{'cause' if admission.cause_given else 'no_cause'}", lang)


def visible(value: str) -> str:
    """``value`` without what no office file can hold or no reader can see; line ends stay."""
    if value.isprintable():
        return value
    return "".join(
        char for char in value if char in "\t\n" or (category(char) not in _UNSEEN and char not in "\ufffe\uffff")
    )


def not_installed(name: str) -> UsageError:
    """The error of a format whose package is not there."""
    return UsageError(Problem("office.not_installed", {"format": name}))
