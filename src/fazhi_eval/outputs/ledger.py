"""问题台账: the gaps of one report as the rows that supervisors keep; and what else the office formats share."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from fazhi_eval.errors import Problem, UsageError
from fazhi_eval.evaluation.model import Admission, AdmissionStatus, Evaluation, Gap
from fazhi_eval.messages import text
from fazhi_eval.outputs.comparison import Part
from fazhi_eval.outputs.findings import justification
from fazhi_eval.outputs.reviewed import beside
from fazhi_eval.outputs.words import cite, gravest_first, quoted, ranges, said, word
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
    parts = beside(evaluation, lang)
    return [
        _row(evaluation, verdict, parts, gap, number, lang)
        for number, gap in enumerate(gravest_first(evaluation.gaps), 1)
    ]


def _row(
    evaluation: Evaluation, verdict: "Verdict | None", parts: Sequence[Part], gap: Gap, number: int, lang: str
) -> Row:
    told = [own("explained", lang, word=name, meaning=value) for name, value in remarks(gap, verdict, parts, lang)]
    if gap.planned_by:
        told.insert(0, own("ledger.planned", lang))
    return Row(
        number,
        body(evaluation, lang),
        mark(gap, verdict, lang)
        + own("ledger.problem", lang, title=said(gap.title, lang), outcome=word(f"outcome.{gap.outcome}", lang))
        + "\n"
        + said(gap.message, lang),
        cite(gap.basis, evaluation.instruments, lang),
        "\n".join(quotations(gap.evidence, lang)) or own("ledger.no_quote", lang),
        word(f"severity.{gap.severity}", lang),
        admitted(gap, lang),
        said(gap.remedy, lang),
        "",
        "\n".join(told),
    )


def mark(gap: Gap, verdict: "Verdict | None", lang: str) -> str:
    """Whether the gate leaves a gap out: waived, or known to the baseline."""
    if verdict is None or gap.id in verdict.counted:
        return ""
    return text("ci.waived" if gap.id in verdict.waived else "ci.known", lang)


def remarks(gap: Gap, verdict: "Verdict | None", parts: Sequence[Part], lang: str) -> list[tuple[str, str]]:
    """What is to be said of a gap beside the finding itself, each with its label: why it is waived, how it stood last
    year, what a person found. ``parts`` are those of `beside`."""
    waiver = verdict.waived.get(gap.id) if verdict else None
    told = [(own("ledger.waived", lang), justification(waiver, lang))] if waiver else []
    return told + on_item(gap.item, parts)


def on_item(item: str, parts: Sequence[Part]) -> list[tuple[str, str]]:
    """What last year's report and persons say of an item, each with its label."""
    return [(p.kind, told.short) for p in parts for told in p.told if told.item == item and told.admission is None]


def on_admission(number: int, parts: Sequence[Part]) -> list[tuple[str, str]]:
    """The same of an admission, by its number in `Evaluation.admissions`."""
    return [(part.kind, told.short) for part in parts for told in part.told if told.admission == number]


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
