"""An Evaluation as a workbook: 问题台账, all items, facts with their quotations, scores, admissions.

Text is always written as text: no cell becomes a formula, a link or a number because of what a report says.
"""

import io
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fazhi_eval.evaluation.model import Evaluation, Outcome, Score
from fazhi_eval.messages import text
from fazhi_eval.outputs.columns import wrap
from fazhi_eval.outputs.facts import unsure, value_words
from fazhi_eval.outputs.ledger import (
    UNDATED,
    answered,
    body,
    cause,
    ledger,
    not_installed,
    own,
    planned,
    quotations,
    status,
    visible,
)
from fazhi_eval.outputs.words import about, cite, gravest_first, joined, quoted, said, share, word
from fazhi_eval.reports.model import Confidence
from fazhi_eval.reports.paths import flat_facts, unscoped, vocabulary

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from fazhi_eval.gate.model import Verdict
    from fazhi_eval.reports.model import Evidence, Report

Cell = str | int | float | None

_LONGEST = 32_000
"""Characters of one cell; Excel takes 32,767 and would cut the rest off without a word."""
_LINE = 13.5
"""points of one line"""
_TALLEST = 409
"""points of a row; Excel takes no more"""
_FORMULA = ("=", "+", "-", "@")
"""How a text begins that a spreadsheet takes for a formula once somebody edits the cell."""
_COUNTED = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET, Outcome.NOT_DISCLOSED, Outcome.NEEDS_REVIEW)


class _Sheet(NamedTuple):
    """One sheet: its name's code, its rows, and what stands under the table. ``columns``: width and style of each."""

    name: str
    columns: Sequence[tuple[float, str]]
    rows: Sequence[Sequence[Cell]]
    below: Sequence[str] = ()


def render(evaluation: Evaluation, report: "Report", verdict: "Verdict | None" = None, lang: str = "zh") -> bytes:
    """The workbook in ``lang``, the same bytes for the same values. ``report`` is the Report that was judged.

    ``verdict`` is that of the gate: what it waives is told in the remarks.

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
    for sheet in (
        _ledger(evaluation, verdict, lang),
        _items(evaluation, lang),
        _facts(report, lang),
        _score(evaluation, lang),
        _admissions(evaluation, lang),
        _observations(evaluation, lang),
    ):
        _write(book, styles, sheet, title, lang)
    book.close()
    return file.getvalue()


def _ledger(evaluation: Evaluation, verdict: "Verdict | None", lang: str) -> _Sheet:
    columns = [(6, "centre"), (14, ""), (38, ""), (28, ""), (26, ""), (9, "centre"), (10, "centre"), (26, "")]
    columns += [(10, "centre"), (24, "")]
    none = () if evaluation.gaps else (word("gaps.none", lang),)
    return _Sheet("ledger", columns, ledger(evaluation, verdict, lang), none)


def _items(evaluation: Evaluation, lang: str) -> _Sheet:
    columns = [(14, ""), (20, ""), (10, "centre"), (36, ""), (28, ""), (26, ""), (9, "centre"), (7, "centre")]
    columns += [(8, "centre"), (14, ""), (24, "")]
    rows = [
        (
            said(result.title, lang),
            said(item.title, lang),
            word(f"outcome.{item.outcome}", lang),
            said(item.reason, lang),
            cite(item.basis, evaluation.instruments, lang),
            "\n".join(quotations(item.evidence, lang)),
            word(f"severity.{item.severity}", lang),
            item.weight,
            item.credit,
            joined((text(f"gaps.topic.{topic}", lang) for topic in item.topics), lang),
            item.id,
        )
        for result in evaluation.checklists
        for item in result.items
    ]
    return _Sheet("items", columns, rows)


def _facts(report: "Report", lang: str) -> _Sheet:
    columns = [(8, "centre"), (22, ""), (14, "value"), (8, "centre"), (50, ""), (6, "centre"), (10, "centre")]
    columns += [(22, ""), (30, "")]
    facts = flat_facts(report)
    rows: list[Sequence[Cell]] = []
    # a date that lost characters is in the evidence alone
    for path in [*facts, *(path for path in report.evidence if path not in facts)]:
        pieces: list[Evidence | None] = [*report.evidence.get(path, [])]
        rows += [_fact(path, facts.get(path), piece, lang) for piece in pieces or [None]]
    return _Sheet("facts", columns, rows, () if rows else (word("facts.silent", lang),))


def _fact(path: str, value: Any, piece: "Evidence | None", lang: str) -> Sequence[Cell]:
    info = vocabulary()[unscoped(path)]
    scope = word(f"facts.{path.partition('.')[0]}", lang)
    name = info.zh if lang == "zh" else info.en
    if piece is None:
        return (scope, name, _value(path, value, info.kind, lang), None, None, None, None, None, path)
    if piece.value is not None:
        value = piece.value
    mark = "at_least" if piece.at_least else "approx" if piece.approx else None
    return (
        scope,
        name,
        _value(path, value, info.kind, lang),
        word(f"facts.{mark}", lang).strip() if mark else None,
        quoted(piece.quote),
        piece.page,
        word(f"confidence.{piece.confidence}", lang),
        unsure(piece.confidence_reason, lang)
        if piece.confidence != Confidence.HIGH and piece.confidence_reason
        else None,
        path,
    )


def _value(path: str, value: Any, kind: str, lang: str) -> Cell:
    if value is None:
        return "—"
    if path in ("report.level", "report.body"):
        return word(f"{path.removeprefix('report.')}.{value}", lang)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and kind != "rate":
        return value
    return value_words(value, kind, (), lang)


def _score(evaluation: Evaluation, lang: str) -> _Sheet:
    columns = [(16, ""), (30, ""), (9, "points"), (9, "points"), (9, "points"), (9, "share"), *[(9, "centre")] * 7]
    titles = {id: title for cited in evaluation.instruments.values() for id, title in cited.parts.items()}
    everything = Counter(item.outcome for result in evaluation.checklists for item in result.items)
    rows = [_figures("all", own("score.all", lang), evaluation.score, everything, lang)]
    for result in evaluation.checklists:
        score = evaluation.score.by_checklist.get(result.id)
        if score is not None and score.items:
            counts = Counter(item.outcome for item in result.items)
            rows.append(_figures("checklist", said(result.title, lang), score, counts, lang))
    for id, score in evaluation.score.by_part.items():
        if score.items:
            title = said(titles[id], lang) if id in titles else id
            rows.append(_figures("part", title, score, None, lang))
    meaning = word(
        "score.meaning",
        lang,
        items=evaluation.score.items,
        determined=evaluation.score.determined,
        coverage=share(evaluation.score.coverage),
    )
    below = [
        evaluation.report.title or word("untitled", lang),
        about(evaluation, lang),
        *([word("head.file", lang, source=evaluation.source)] if evaluation.source else []),
        word("head.day", lang, year=evaluation.year),
        *([word("score.none", lang)] if evaluation.score.score is None else []),
        meaning,
        *(said(note, lang) for note in evaluation.notes),
    ]
    return _Sheet("score", columns, rows, below)


def _figures(kind: str, title: str, score: Score, counts: "Counter[Outcome] | None", lang: str) -> Sequence[Cell]:
    shown = [None] * len(_COUNTED) if counts is None else [counts[outcome] for outcome in _COUNTED]
    figures = [score.score, score.low, score.high, score.coverage]
    stated = ["—" if figure is None else figure for figure in figures]
    return (own(f"score.{kind}", lang), title, *stated, score.items, score.determined, *shown)


def _admissions(evaluation: Evaluation, lang: str) -> _Sheet:
    columns = [(6, "centre"), (46, ""), (16, ""), (26, ""), (13, "centre"), (24, ""), (16, ""), (14, "")]
    numbers = {gap.id: number for number, gap in enumerate(gravest_first(evaluation.gaps), 1)}
    rows = [
        (
            number,
            quoted(admission.quote),
            joined((text(f"gaps.topic.{topic}", lang) for topic in admission.topics), lang),
            status(admission, lang),
            answered(admission, numbers, lang),
            joined(dict.fromkeys(shared for tie in admission.ties for shared in tie.words), lang),
            planned(admission, lang),
            cause(admission, lang),
        )
        for number, admission in enumerate(evaluation.admissions, 1)
    ]
    return _Sheet("admissions", columns, rows, () if rows else (word("admissions.none", lang),))


def _observations(evaluation: Evaluation, lang: str) -> _Sheet:
    columns = [(6, "centre"), (54, ""), (36, ""), (54, "")]
    rows = [
        (number, said(each.message, lang), "\n".join(each.paths), "\n".join(quotations(each.evidence, lang)))
        for number, each in enumerate(evaluation.observations, 1)
    ]
    return _Sheet("observations", columns, rows, () if rows else (own("observations.none", lang),))


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


def _write(book: "Workbook", styles: dict[str, "Format"], sheet: _Sheet, title: str, lang: str) -> None:
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
