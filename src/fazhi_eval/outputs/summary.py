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
_HEAD = "#DCE6F1"
_COLOURS = {
    Outcome.MET: "#E4F3E8",
    Outcome.PARTLY_MET: "#FDF0CF",
    Outcome.NOT_MET: "#FBE3E2",
    Outcome.NOT_DISCLOSED: "#E6EAF0",
}


def write(path: Path, totals: Totals, rows: Rows, checklists: Checklists, lang: str) -> None:
    """Write the workbook; row after row goes to the disk, so memory does not grow with their number.

    Raises UsageError where the extra ``office`` (XlsxWriter) is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ModuleNotFoundError:
        raise not_installed("xlsx") from None
    # cells have no format of their own: these are hundreds of thousands, and each would be written again with it
    plain = {"font_size": 10, "valign": "top"}
    book = Workbook(str(path), {"constant_memory": True, "default_format_properties": plain})
    book.set_properties({"title": _own("title", lang), "created": UNDATED})
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "border_color": "#D5DBE3", "bg_color": _HEAD})
    items = [item for each in checklists.checklists for item in each.items if item.id in totals.outcomes]
    ranking = _sheet(book, head, "ranking", [5, 28, 6, 6, *[7] * 7, 5, 5, 5, *[7] * 4, 36], lang)
    ranking.set_column(4, 6, 7, book.add_format({"num_format": "0.0"}))
    matrix = _sheet(book, head, "matrix", [30, 8, *[12] * len(items)], lang, [said(item.title, lang) for item in items])
    matrix.set_column(1, 1, 6, book.add_format({"align": "center"}))
    # what does not apply stays blank: it says so, and these cells are most of the workbook
    shown = {outcome: word(f"outcome.{outcome}", lang) for outcome in Outcome}
    del shown[Outcome.NOT_APPLICABLE]
    columns = {item.id: column for column, item in enumerate(items, 2)}
    for number, row in enumerate(rows(place.start for place in totals.ranking()), 1):
        _line(ranking, number, _ranked(number, row, lang))
        _line(matrix, number, [_body(row, lang), row.year])
        for id, outcome in row.outcomes.items():
            if outcome in shown:
                matrix.write_string(number, columns[id], shown[outcome])
    for outcome, colour in _COLOURS.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{shown[outcome]}"'}
        rule["format"] = book.add_format({"bg_color": colour})
        matrix.conditional_format(1, 2, max(1, len(totals.ranked)), max(2, len(items) + 1), rule)
    missed = _sheet(book, head, "missed", [6, 36, 8, *[9] * 7, 46], lang)
    by_id = {item.id: item for item in items}
    for number, id in enumerate(totals.missed(), 1):
        counts = totals.outcomes[id]
        item = by_id[id]
        named = (number, said(item.title, lang), word(f"severity.{item.severity}", lang))
        short = sum(counts[outcome] for outcome in GAP_OUTCOMES)
        cells: list[Cell] = [*named, short, *(counts[outcome] for outcome in _COUNTED), totals.unadmitted[id], id]
        _line(missed, number, cells)
    failed = _sheet(book, head, "failed", [6, 50, 10, 100], lang)
    for number, row in enumerate(rows(totals.failed), 1):
        message = "\n".join(said(problem.message, lang) for problem in row.problems)
        _line(failed, number, [number, row.source, row.exit_code, message])
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
    head: "Format",
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
    sheet.hide_gridlines(0)  # printed too
    if more:  # hundreds of columns on one page could not be read
        sheet.set_print_scale(60)
        sheet.repeat_columns(0, 1)
    else:
        sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 68 if more else 30)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, 0, len(heads) - 1)
    for column, title in enumerate(heads):
        sheet.write_string(0, column, title, head)
    return sheet


def _line(sheet: "Worksheet", number: int, cells: Sequence[Cell]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(number, column, visible(cell)[:_LONGEST])
        elif cell is not None:
            sheet.write_number(number, column, cell)


def _own(code: str, lang: str) -> str:
    return text(f"audit.summary.{code}", lang)
