"""An Evaluation as a 反馈意见: the letter of a supervisory body to the body that reports, for Word, to be edited."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fazhi_eval.checklists.model import Severity
from fazhi_eval.evaluation.model import Admission, AdmissionStatus, Evaluation, Gap, Outcome
from fazhi_eval.evaluation.years import Change, Kept, YearOverYear
from fazhi_eval.messages import text
from fazhi_eval.outputs import letter
from fazhi_eval.outputs.comparison import Part, Told, heading, parts
from fazhi_eval.outputs.ledger import (
    answered,
    body,
    cause,
    ledger,
    mark,
    not_installed,
    own,
    planned,
    quotations,
    remarks,
    visible,
)
from fazhi_eval.outputs.reviewed import misfit, reviews
from fazhi_eval.outputs.words import cite, gravest_first, joined, points, quoted, ranges, said, share, word

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from fazhi_eval.gate.model import Verdict

_WIDTHS = (10, 23, 45, 38, 32, 16, 17, 32, 16, 27)
"""Millimetres of the annex's columns: all the page has between its margins."""


def render(evaluation: Evaluation, verdict: "Verdict | None" = None, lang: str = "zh") -> bytes:
    """The letter in ``lang`` as a .docx file, the same bytes for the same value.

    Who sends it, on which day and until when to answer is left blank; a comment on the title says what to look at
    before it goes out. ``verdict`` is that of the gate: what it waives is marked. Raises UsageError where the extra
    ``office`` (python-docx) is not installed.
    """
    try:
        document = letter.blank(lang)
    except ModuleNotFoundError:
        raise not_installed("docx") from None
    title = _word("title", lang, body=body(evaluation, lang), year=evaluation.year)
    document.core_properties.title = visible(title).replace("\n", "")[:255]
    _note(document, _add(document, title, "Title"), evaluation, lang)
    _add(document, _word("address", lang, body=body(evaluation, lang)), "Salutation")
    named = evaluation.report.title or _word("untitled", lang, year=evaluation.year)
    _add(document, _word("opening", lang, title=named, year=evaluation.year))
    gaps = gravest_first(evaluation.gaps)
    numbers = {gap.id: number for number, gap in enumerate(gaps, 1)}
    _summary(document, evaluation, lang)
    _problems(document, evaluation, verdict, gaps, lang)
    _comparison(document, evaluation, numbers, lang)
    if evaluation.previous:
        _last_year(document, evaluation.previous, numbers, lang)
    if evaluation.reviews:
        _reviews(document, reviews(evaluation, evaluation.reviews, lang), lang)
    _demands(document, evaluation, lang)
    if gaps:
        _add(document, _word("annex", lang), "Attachment")
    _add(document, _word("issuer", lang), "Signature")
    _add(document, _word("date", lang), "Date")
    if gaps:
        _annex(document, evaluation, verdict, lang)
    return letter.saved(document)


def _summary(document: "Document", evaluation: Evaluation, lang: str) -> None:
    _heading(document, "summary", lang)
    score = evaluation.score
    counts = Counter(item.outcome for result in evaluation.checklists for item in result.items)
    by_outcome = {outcome.value: counts[outcome] for outcome in Outcome}
    checked = _word("summary.checked", lang, items=score.items, **by_outcome)
    severities = Counter(gap.severity for gap in evaluation.gaps)
    by_severity = {severity.value: severities[severity] for severity in Severity}
    unadmitted = sum(not gap.admitted_by for gap in evaluation.gaps)
    if evaluation.gaps:
        checked += _word("summary.gaps", lang, count=len(evaluation.gaps), unadmitted=unadmitted, **by_severity)
    _add(document, checked)
    figures = {"low": points(score.low), "high": points(score.high), "coverage": share(score.coverage)}
    if score.score is None:
        _add(document, word("score.none", lang))
    else:
        meant = {"items": score.items, "determined": score.determined, "coverage": share(score.coverage)}
        line = _word("summary.score", lang, score=points(score.score), **figures)
        _add(document, line + word("score.meaning", lang, **meant))
    good = [
        said(result.title, lang)
        for result in evaluation.checklists
        if {item.outcome for item in result.items} - {Outcome.NOT_APPLICABLE} == {Outcome.MET}
    ]
    if good:
        _add(document, _word("summary.good", lang, titles=joined(good, lang)))


def _problems(
    document: "Document", evaluation: Evaluation, verdict: "Verdict | None", gaps: Sequence[Gap], lang: str
) -> None:
    _heading(document, "problems", lang)
    persons = [reviews(evaluation, evaluation.reviews, lang)] if evaluation.reviews else []
    if not gaps:
        _add(document, word("gaps.none", lang))
    for severity, group in groupby(gaps, lambda gap: gap.severity):
        found = list(group)
        named = word(f"severity.{severity}", lang)
        _add(document, _word("problems.group", lang, severity=named, count=len(found)), "Heading 2")
        if severity == Severity.LOW and any(map(_in_short, found)):
            _add(document, _word("problems.short", lang))
        for gap in found:
            _problem(document, evaluation, gap, mark(gap, verdict, lang), lang)
            for name, value in remarks(gap, verdict, persons, lang):
                _labelled(document, name, value, lang)
    if evaluation.observations:
        count = len(evaluation.observations)
        _add(document, _word("problems.observations", lang, count=count), "Heading 2")
    for observation in evaluation.observations:
        _add(document, said(observation.message, lang))
        for quote in quotations(observation.evidence, lang):
            _add(document, quote, "Quote")


def _in_short(gap: Gap) -> bool:
    """A lesser gap for which nothing was found: its law is told, the rest stands in the annex."""
    return gap.severity == Severity.LOW and gap.outcome == Outcome.NOT_DISCLOSED


def _problem(document: "Document", evaluation: Evaluation, gap: Gap, marked: str, lang: str) -> None:
    labels = {name: _word(f"labels.{name}", lang) for name in ("found", "quote", "law", "remedy", "admitted")}
    title = {"title": marked + said(gap.title, lang), "outcome": word(f"outcome.{gap.outcome}", lang)}
    _add(document, _word("problems.title", lang, **title), "Heading 3")
    if not _in_short(gap):
        _labelled(document, labels["found"], said(gap.message, lang), lang)
        for quote in quotations(gap.evidence, lang):
            _labelled(document, labels["quote"], quote, lang, "Quote")
    _labelled(document, labels["law"], cite(gap.basis, evaluation.instruments, lang), lang)
    if not _in_short(gap):
        _labelled(document, labels["remedy"], said(gap.remedy, lang), lang)
    if gap.admitted_by:
        numbers = ranges([index + 1 for index in gap.admitted_by], lang)
        _labelled(document, labels["admitted"], _word("problems.admitted", lang, numbers=numbers), lang)


def _comparison(document: "Document", evaluation: Evaluation, numbers: dict[str, int], lang: str) -> None:
    _heading(document, "comparison", lang)
    if not evaluation.admissions:
        _add(document, word("admissions.none", lang))
        return
    counts = Counter(admission.status for admission in evaluation.admissions)
    by_status = {each.value: counts[each] for each in AdmissionStatus}
    _add(document, _word("comparison.count", lang, count=len(evaluation.admissions), **by_status))
    for admission in evaluation.admissions:
        _admission(document, admission, numbers, lang)
    silent = sorted(numbers[gap.id] for gap in evaluation.gaps if not gap.admitted_by)
    if silent:
        _add(document, _word("comparison.silent", lang, count=len(silent), numbers=ranges(silent, lang)))


def _admission(document: "Document", admission: Admission, numbers: dict[str, int], lang: str) -> None:
    found = answered(admission, numbers, lang)
    parts = [_word(f"comparison.{admission.status}", lang)]
    parts += [_word("comparison.answers", lang, numbers=found)] if found else []
    parts += [planned(admission, lang), cause(admission, lang)]
    meaning = _word("also", lang).join(parts) + _word("stop", lang)
    line = own("explained", lang, word=quoted(admission.quote), meaning=meaning)
    letter.in_list(_add(document, line, "List Number"), letter.ADMISSIONS)


def _last_year(document: "Document", years: YearOverYear, numbers: dict[str, int], lang: str) -> None:
    _heading(document, "last_year", lang)
    for line in heading(years, lang):
        _add(document, line)
    gaps, *others = parts(years, lang)
    _add(document, gaps.heading, "Heading 2")
    for change in Change:
        found = [each for each in years.gaps if each.change is change]
        here = ranges(sorted(numbers[each.this] for each in found if each.this), lang)
        where = (
            _word("last_year.numbers", lang, numbers=here)
            if here
            else joined((said(g.title, lang) for g in found), lang)
        )
        if found:
            state = _word("last_year.change", lang, change=text(f"comparison.change.{change}", lang), count=len(found))
            _add(document, own("explained", lang, word=state, meaning=where) + _word("stop", lang))
    for part in others:
        _add(document, part.heading, "Heading 2")
        if part.meaning:
            _add(document, part.meaning)
        for told in part.told:
            if told.state != text(f"comparison.kept.{Kept.KEPT}", lang):  # of these the number is enough
                _told(document, told, lang)


def _reviews(document: "Document", part: Part, lang: str) -> None:
    _heading(document, "reviews", lang)
    _add(document, part.heading)
    for told in part.told:
        if told.state:  # what fits nothing any more is in the comment
            _told(document, told, lang)


def _told(document: "Document", told: Told, lang: str) -> None:
    meaning = _word("also", lang).join((told.state, *told.more))
    _add(document, own("explained", lang, word=told.what, meaning=meaning))


def _demands(document: "Document", evaluation: Evaluation, lang: str) -> None:
    _heading(document, "demands", lang)
    demands = [_word("demands.mend" if evaluation.gaps else "demands.no_gap", lang)]
    unplanned = [number for number, each in enumerate(evaluation.admissions, 1) if each.planned is False]
    if unplanned:
        demands.append(_word("demands.plan", lang, numbers=ranges(unplanned, lang)))
    review = [
        (said(result.title, lang), sum(item.outcome == Outcome.NEEDS_REVIEW for item in result.items))
        for result in evaluation.checklists
    ]
    themes = joined((_word("demands.theme", lang, title=title, count=count) for title, count in review if count), lang)
    if themes:
        demands.append(_word("demands.review", lang, count=sum(count for _, count in review), themes=themes))
    if evaluation.gaps:
        demands.append(_word("demands.due", lang))
    for demand in demands:
        last = _add(document, demand, "List Number")
        letter.in_list(last, letter.DEMANDS)
    last.paragraph_format.keep_with_next = True  # who signs stands on no page alone


def _annex(document: "Document", evaluation: Evaluation, verdict: "Verdict | None", lang: str) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    letter.landscape(document)
    _add(document, _word("annex_mark", lang), "Annex Mark")
    title = own("ledger.title", lang, body=body(evaluation, lang), year=evaluation.year)
    _add(document, title, "Annex Title")
    heads = own("heads.ledger", lang).split("|")
    rows = ledger(evaluation, verdict, lang)
    table = document.add_table(rows=len(rows) + 1, cols=len(heads), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    for line, cells in zip(table.rows, (heads, *rows), strict=True):
        style = "Table Head" if cells is heads else "Table Text"
        properties = line._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if cells is heads:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, value, width in zip(line.cells, cells, _WIDTHS, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].style = style
            cell.paragraphs[0].add_run(visible(str(value)))


def _note(document: "Document", paragraph: "Paragraph", evaluation: Evaluation, lang: str) -> None:
    """What to look at before the letter goes out, as a comment: it is no part of the letter."""
    by = _word("note_by", lang)
    unfit = evaluation.reviews.unfit if evaluation.reviews else ()
    lines = [_word("note", lang), *(misfit(each.review, each.why, lang) for each in unfit)]
    comment: Any = document.add_comment(paragraph.runs, visible("\n".join(lines)), by, by[:1])
    stamp = next(name for name in comment._comment_elm.attrib if name.endswith("}date"))
    del comment._comment_elm.attrib[stamp]  # the time of day, which the standard does not ask for


def _labelled(document: "Document", label: str, value: str, lang: str, style: str = "Body Text") -> None:
    paragraph = _add(document, "", style)
    paragraph.add_run(visible(label) + _word("colon", lang), "Strong")
    paragraph.add_run(visible(value))


def _heading(document: "Document", section: str, lang: str) -> None:
    _add(document, _word(f"{section}.heading", lang), "Heading 1")


def _add(document: "Document", value: str, style: str = "Body Text") -> "Paragraph":
    return document.add_paragraph(visible(value), style)


def _word(code: str, lang: str, /, **params: object) -> str:
    return own(f"letter.{code}", lang, **params)
