"""汇总: an audit as a workbook: the ranking with its coverage, items × bodies, what is most often short, errors."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_eval.audits.model import Row
from fazhi_eval.audits.totals import Totals
from fazhi_eval.checklists.model import Checklists, Severity
from fazhi_eval.evaluation.model import GAP_OUTCOMES, AdmissionStatus, Outcome
from fazhi_eval.messages import text
from fazhi_eval.outputs.ledger import UNDATED, not_installed, visible
from fazhi_eval.outputs.words import said, word

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Rows = Callable[[Iterable[int]], Iterable[Row]]
"""The rows that begin at these bytes of the file of all rows."""

Cell = str | int | float | None

_LONGEST = 32_000
"""Characters of one cell; Excel takes 32,767."""
_COUNTED = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET, Outcome.NOT_DISCLOSED, Outcome.NEEDS_REVIEW)
_COLOURS = {"met": "#E4F3E8", "partly_met": "#FDF0CF", "not_met": "#FBE3E2", "not_disclosed": "#FBE3E2"}


def write(path: Path, totals: Totals, rows: Rows, checklists: Checklists, lang: str) -> None:
    """Write the workbook; row after row goes to the disk, so memory does not grow with their number.

    Raises UsageError where the extra ``office`` (XlsxWriter) is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ModuleNotFoundError:
        raise not_installed("xlsx") from None
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(str(path), {"constant_memory": True, **plain})
    book.set_properties({"title": _own("title", lang), "created": UNDATED})
    styles = _styles(book)
    items = [item for each in checklists.checklists for item in each.items if item.id in totals.outcomes]
    ranking = _sheet(book, styles, "ranking", [6, 30, 8, 9, 9, 9, 9, 9, 9, 10, *[8] * 8, 40], lang)
    matrix = _sheet(
        book, styles, "matrix", [30, 8, *[12] * len(items)], lang, [said(item.title, lang) for item in items]
    )
    shown = {outcome: word(f"outcome.{outcome}", lang) for outcome in Outcome}
    coloured = {outcome: styles.get(outcome, styles["plain"]) for outcome in Outcome}
    columns = {item.id: column for column, item in enumerate(items, 2)}
    for number, row in enumerate(rows(place.start for place in totals.ranking()), 1):
        _line(ranking, number, _ranked(number, row, lang), styles)
        _line(matrix, number, [_body(row, lang), row.year], styles)
        # what does not apply stays blank: it says so, and these cells are most of the workbook
        for id, outcome in row.outcomes.items():
            if outcome is not Outcome.NOT_APPLICABLE:
                matrix.write_string(number, columns[id], shown[outcome], coloured[outcome])
    missed = _sheet(book, styles, "missed", [6, 40, 8, *[10] * 7, 36], lang)
    by_id = {item.id: item for item in items}
    for number, id in enumerate(totals.missed(), 1):
        counts = totals.outcomes[id]
        item = by_id[id]
        head = (number, said(item.title, lang), word(f"severity.{item.severity}", lang))
        short = sum(counts[outcome] for outcome in GAP_OUTCOMES)
        cells: list[Cell] = [*head, short, *(counts[outcome] for outcome in _COUNTED), totals.unadmitted[id], id]
        _line(missed, number, cells, styles)
    failed = _sheet(book, styles, "failed", [6, 50, 10, 100], lang)
    for number, row in enumerate(rows(totals.failed), 1):
        message = "\n".join(said(problem.message, lang) for problem in row.problems)
        _line(failed, number, [number, row.source, row.exit_code, message], styles)
    book.close()


def _ranked(number: int, row: Row, lang: str) -> Sequence[Cell]:
    score, report = row.score, row.report
    assert score is not None and report is not None  # a row that was judged has both
    severities = [sum(found == severity for found in row.gaps.values()) for severity in Severity]
    return (
        number,
        _body(row, lang),
        row.year,
        word(f"level.{report.level}", lang) if report.level else None,
        *(None if points is None else round(points, 1) for points in (score.score, score.low, score.high)),
        None if score.coverage is None else round(score.coverage * 100),
        score.determined,
        score.items,
        len(row.gaps),
        *severities,
        len(row.unadmitted),
        *(row.admissions.get(status, 0) for status in AdmissionStatus),
        row.source,
    )


def _body(row: Row, lang: str) -> str:
    report = row.report
    return (report and (report.issuer or report.region or report.title)) or word("untitled", lang)


def _sheet(
    book: "Workbook",
    styles: "dict[str, Format]",
    name: str,
    widths: Sequence[int],
    lang: str,
    more: Sequence[str] = (),
) -> "Worksheet":
    sheet = book.add_worksheet(_own(f"{name}.name", lang))
    heads = [*_own(f"{name}.columns", lang).split("|"), *more]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    if not more:  # hundreds of columns on one page could not be read
        sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, 0, len(heads) - 1)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, styles["head"])
    return sheet


def _line(sheet: "Worksheet", number: int, cells: Sequence[Cell], styles: "dict[str, Format]") -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(number, column, visible(cell)[:_LONGEST], styles["plain"])
        elif cell is not None:
            sheet.write_number(number, column, cell, styles["plain"])


def _styles(book: "Workbook") -> "dict[str, Format]":
    base = {"valign": "top", "border": 1, "border_color": "#D5DBE3", "font_size": 10}
    made = {"plain": base, "head": {**base, "bold": True, "text_wrap": True, "bg_color": "#DCE6F1"}}
    made |= {name: {**base, "bg_color": colour} for name, colour in _COLOURS.items()}
    return {name: book.add_format(style) for name, style in made.items()}


def _own(code: str, lang: str) -> str:
    return text(f"audit.summary.{code}", lang)
