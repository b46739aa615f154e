"""What stands in the sheets of a workbook: 问题台账, all items, facts with their quotations, scores, admissions."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fazhi_eval.evaluation.model import Evaluation, Outcome, Score
from fazhi_eval.messages import text
from fazhi_eval.outputs.comparison import Part, heading
from fazhi_eval.outputs.facts import unsure, value_words
from fazhi_eval.outputs.ledger import (
    answered,
    cause,
    ledger,
    on_admission,
    on_item,
    own,
    planned,
    quotations,
    status,
)
from fazhi_eval.outputs.reviewed import beside
from fazhi_eval.outputs.words import about, cite, gravest_first, joined, points, quoted, said, share, word
from fazhi_eval.reports.model import Confidence
from fazhi_eval.reports.paths import flat_facts, unscoped, vocabulary

if TYPE_CHECKING:
    from fazhi_eval.gate.model import Verdict
    from fazhi_eval.reports.model import Evidence, Report

Cell = str | int | float | None

_COUNTED = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET, Outcome.NOT_DISCLOSED, Outcome.NEEDS_REVIEW)


class Sheet(NamedTuple):
    """One sheet: its name's code, its rows, and what stands under the table. ``columns``: width and style of each."""

    name: str
    columns: Sequence[tuple[float, str]]
    rows: Sequence[Sequence[Cell]]
    below: Sequence[str] = ()


def sheets(evaluation: Evaluation, report: "Report", verdict: "Verdict | None", lang: str) -> list[Sheet]:
    """All sheets of the workbook in their order; those of last year's report and of reviews only where there are any.

    ``report`` is the Report that was judged, ``verdict`` that of the gate.
    """
    parts = beside(evaluation, lang)
    return [
        _ledger(evaluation, verdict, lang),
        _items(evaluation, parts, lang),
        _facts(report, lang),
        _score(evaluation, lang),
        _admissions(evaluation, parts, lang),
        _observations(evaluation, lang),
        *_beside(evaluation, parts, lang),
    ]


def _ledger(evaluation: Evaluation, verdict: "Verdict | None", lang: str) -> Sheet:
    columns = [(6, "centre"), (14, ""), (38, ""), (28, ""), (26, ""), (9, "centre"), (12, "centre"), (26, "")]
    columns += [(10, "centre"), (28, "")]
    none = () if evaluation.gaps else (word("gaps.none", lang),)
    # the item's id leads to the other sheets
    rows = [
        row._replace(remarks=f"{gap.item}\n{word('gaps.gain', lang, gain=points(gap.gain))}\n{row.remarks}".rstrip())
        for gap, row in zip(gravest_first(evaluation.gaps), ledger(evaluation, verdict, lang), strict=True)
    ]
    return Sheet("ledger", columns, rows, none)


def _items(evaluation: Evaluation, parts: Sequence[Part], lang: str) -> Sheet:
    columns = [(14, ""), (20, ""), (10, "centre"), (36, ""), (28, ""), (26, ""), (9, "centre"), (7, "centre")]
    columns += [(8, "centre"), (14, ""), (24, ""), (24, "")]
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
            _remarks(on_item(item.id, parts), lang),
        )
        for result in evaluation.checklists
        for item in result.items
    ]
    return Sheet("items", columns, rows)


def _facts(report: "Report", lang: str) -> Sheet:
    columns = [(8, "centre"), (22, ""), (14, "value"), (8, "centre"), (50, ""), (6, "centre"), (10, "centre")]
    columns += [(22, ""), (30, "")]
    facts = flat_facts(report)
    rows: list[Sequence[Cell]] = []
    # a date that lost characters is in the evidence alone
    for path in [*facts, *(path for path in report.evidence if path not in facts)]:
        pieces: list[Evidence | None] = [*report.evidence.get(path, [])]
        rows += [_fact(path, facts.get(path), piece, lang) for piece in pieces or [None]]
    return Sheet("facts", columns, rows, () if rows else (word("facts.silent", lang),))


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


def _score(evaluation: Evaluation, lang: str) -> Sheet:
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
    return Sheet("score", columns, rows, below)


def _figures(kind: str, title: str, score: Score, counts: "Counter[Outcome] | None", lang: str) -> Sequence[Cell]:
    shown = [None] * len(_COUNTED) if counts is None else [counts[outcome] for outcome in _COUNTED]
    figures = [score.score, score.low, score.high, score.coverage]
    stated = ["—" if figure is None else figure for figure in figures]
    return (own(f"score.{kind}", lang), title, *stated, score.items, score.determined, *shown)


def _admissions(evaluation: Evaluation, parts: Sequence[Part], lang: str) -> Sheet:
    columns = [(6, "centre"), (46, ""), (16, ""), (26, ""), (13, "centre"), (24, ""), (16, ""), (14, ""), (24, "")]
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
            _remarks(on_admission(number - 1, parts), lang),
        )
        for number, admission in enumerate(evaluation.admissions, 1)
    ]
    return Sheet("admissions", columns, rows, () if rows else (word("admissions.none", lang),))


def _observations(evaluation: Evaluation, lang: str) -> Sheet:
    columns = [(6, "centre"), (54, ""), (36, ""), (54, "")]
    rows = [
        (number, said(each.message, lang), "\n".join(each.paths), "\n".join(quotations(each.evidence, lang)))
        for number, each in enumerate(evaluation.observations, 1)
    ]
    return Sheet("observations", columns, rows, () if rows else (own("observations.none", lang),))


def _beside(evaluation: Evaluation, parts: Sequence[Part], lang: str) -> list[Sheet]:
    """Last year's report, and a person's word."""
    last_year = parts[:-1] if evaluation.reviews else parts
    sheets = [_told("previous", last_year, heading(evaluation.previous, lang))] if evaluation.previous else []
    return sheets + ([_told("reviews", parts[-1:], [])] if evaluation.reviews else [])


def _told(name: str, parts: Sequence[Part], below: Sequence[str]) -> Sheet:
    columns = [(10, "centre"), (18, ""), (44, ""), (50, ""), (46, "")]
    rows = [(part.kind, each.state, each.what, "\n".join(each.more), each.name) for part in parts for each in part.told]
    notes = [line for part in parts for line in (part.heading, part.meaning) if line]
    return Sheet(name, columns, rows, [*below, *notes])


def _remarks(remarks: Sequence[tuple[str, str]], lang: str) -> str:
    return "\n".join(own("explained", lang, word=name, meaning=value) for name, value in remarks)
