"""An Evaluation as a workbook, to be filtered, printed and filled in.

Text is always written as text: no cell becomes a formula, a link or a number because of what a report says.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.outputs.columns import wrap
from fazhi_eval.outputs.ledger import UNDATED, body, not_installed, own, visible
from fazhi_eval.outputs.sheets import Cell, Sheet, sheets

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from fazhi_eval.gate.model import Verdict
    from fazhi_eval.reports.model import Report

_LONGEST = 32_000
"""Characters of one cell; Excel takes 32,767 and would cut the rest off without a word."""
_LINE = 14.0
"""points of one line"""
_TALLEST = 409
"""points of a row; Excel takes no more"""
_FORMULA = ("=", "+", "-", "@")
"""How a text begins that a spreadsheet takes for a formula once somebody edits the cell."""


def render(evaluation: Evaluation, report: "Report", verdict: "Verdict | None" = None, lang: str = "zh") -> bytes:
    """The workbook in ``lang``, the same bytes for the same values. ``report`` is the Report that was judged.

    ``verdict`` is that of the gate: what it waives is told in the remarks. Last year's report and a person's word
    have a sheet each where they were given.

    Raises UsageError where the extra ``office`` (XlsxWriter) is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ModuleNotFoundError:
        raise not_installed("xlsx") from None
    file = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, {"in_memory": True, **plain})
    title = own("report", lang, body=body(evaluation, lang), year=evaluation.year)
    book.set_properties({"title": visible(title), "created": UNDATED})
    styles = _styles(book)
    for sheet in sheets(evaluation, report, verdict, lang):
        _write(book, styles, sheet, title, lang)
    book.close()
    return file.getvalue()


def _styles(book: "Workbook") -> dict[str, "Format"]:
    base = {"font_name": "宋体", "font_size": 10, "valign": "top"}
    cell = {**base, "border": 1, "border_color": "#A6A6A6", "text_wrap": True}
    head = {**cell, "font_name": "黑体", "bg_color": "#E7EDF4", "align": "center", "valign": "vcenter"}
    kinds = {
        "": {},
        "centre": {"align": "center"},
        "value": {"align": "left"},
        "points": {"align": "center", "num_format": "0.0"},
        "share": {"align": "center", "num_format": "0%"},
    }
    formats = {kind: {**cell, **more} for kind, more in kinds.items()} | {"head": head, "below": base}
    # the quote prefix keeps a text a text when somebody edits its cell
    formats |= {f"'{kind}": {**style, "quote_prefix": True} for kind, style in formats.items()}
    return {kind: book.add_format(style) for kind, style in formats.items()}


def _write(book: "Workbook", styles: dict[str, "Format"], sheet: Sheet, title: str, lang: str) -> None:
    name = own(f"sheets.{sheet.name}", lang)
    heads = own(f"heads.{sheet.name}", lang).split("|")
    page = book.add_worksheet(name)
    for column, ((width, _), head) in enumerate(zip(sheet.columns, heads, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, head, styles["head"])
    page.set_row(0, 2 * _LINE + 4)
    for row, cells in enumerate(sheet.rows, 1):
        page.set_row(row, _height(cells, sheet.columns))
        for column, (cell, (_, style)) in enumerate(zip(cells, sheet.columns, strict=True)):
            if cell is None or cell == "":
                page.write_blank(row, column, None, styles[style])
            elif isinstance(cell, str):
                shown = _cut(visible(cell), lang)
                page.write_string(row, column, shown, styles[("'" if shown.startswith(_FORMULA) else "") + style])
            else:
                page.write_number(row, column, cell, styles[style])
    for row, line in enumerate(sheet.below, len(sheet.rows) + 2):
        shown = _cut(visible(line), lang)
        page.write_string(row, 0, shown, styles["'below" if shown.startswith(_FORMULA) else "below"])
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(heads) - 1)
    page.freeze_panes(1, 2)
    page.set_paper(9)  # A4
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)
    page.set_header("&C&14" + _heading(title, name))
    page.set_footer("&C" + own("pages", lang))


def _height(cells: Sequence[Cell], columns: Sequence[tuple[float, str]]) -> float:
    """Points that the longest cell of a row takes once wrapped: only Excel itself works that out on opening."""
    lines = [
        sum(len(wrap(line, int(width))) for line in cell.split("\n"))
        for cell, (width, _) in zip(cells, columns, strict=True)
        if isinstance(cell, str)
    ]
    return min(max([1, *lines]) * _LINE + 4, _TALLEST)


def _cut(value: str, lang: str) -> str:
    return value if len(value) <= _LONGEST else value[:_LONGEST] + own("cut", lang)


def _heading(title: str, name: str) -> str:
    """The head of every printed page; Excel takes 255 characters, and & for a command."""
    shown = visible(title).replace("\n", " ")[:80]
    return f" {shown} · {name}".replace("&", "&&")
