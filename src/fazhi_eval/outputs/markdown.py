"""An Evaluation for a merge request: GitHub's and GitLab's Markdown, short above, everything else folded."""

import re
from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from fazhi_eval.checklists.model import Severity
from fazhi_eval.evaluation.model import Evaluation, Gap, Outcome, Score
from fazhi_eval.messages import text
from fazhi_eval.outputs import gate
from fazhi_eval.outputs.comparison import Part, Told, heading
from fazhi_eval.outputs.ledger import (
    answered,
    cause,
    mark,
    own,
    planned,
    quotations,
    remarks,
    status,
    visible,
)
from fazhi_eval.outputs.reviewed import beside
from fazhi_eval.outputs.words import about, cite, gravest_first, points, quoted, ranges, said, share, word

if TYPE_CHECKING:
    from fazhi_eval.gate.model import Verdict

LIMIT = 65_000
"""Characters of one comment: GitHub takes 65,536."""

_MARKS = re.compile(r"[\\`*_\[\]{}<>|$~^]")
_REFERENCES = re.compile(
    r"(?<=@)(?=\w)|(?<=[#!%~$])(?=[a-z0-9])|(?<=&amp;)(?=[0-9])|(?<=:)(?=//|[\w+-]+:)|(?<=www)(?=\.)"
    r"|\A(?=(?:#{1,6}|[+-]|\d+[.)])(?:\s|\Z)|-{3}|={3})",
    re.IGNORECASE,
)
_NOTHING = "&#8203;"
"""A blank without width: parts what a forge takes for a person, an issue, a link or a heading, and is not seen."""
_TITLE = 300
"""Characters of a title; longer ones are no titles."""
_RESERVE = 200
"""Characters kept for the line that tells what did not fit, and for what closes a section."""


class _Section(NamedTuple):
    """What is opened and closed as one, with rows between that may be cut off at the end."""

    opening: Sequence[str]
    rows: Sequence[str]
    closing: Sequence[str] = ()


def render(evaluation: Evaluation, verdict: "Verdict | None" = None, lang: str = "zh", *, limit: int = LIMIT) -> str:
    """Verdict of the gate, score with its coverage, gaps and admissions as tables; details folded.

    No longer than ``limit`` characters: rows that do not fit are counted, never dropped in silence. Nothing that a
    report says becomes a mark, a link, an element or a mention.
    """
    gaps = gravest_first(evaluation.gaps)
    numbers = {gap.id: number for number, gap in enumerate(gaps, 1)}
    parts = beside(evaluation, lang)
    sections = [
        _head(evaluation, verdict, lang),
        _gaps(evaluation, verdict, gaps, lang),
        _admissions(evaluation, numbers, lang),
        _details(evaluation, verdict, gaps, parts, lang),
        _observations(evaluation, lang),
        *_beside(evaluation, parts, lang),
        _scores(evaluation, lang),
        _review(evaluation, lang),
        _items(evaluation, lang),
        _notes(evaluation, lang),
    ]
    return _fit([section for section in sections if section is not None], lang, limit)


def _fit(sections: Sequence[_Section], lang: str, limit: int) -> str:
    lines: list[str] = []
    free = limit
    for section in sections:
        ends = sum(len(line) + 1 for line in (*section.opening, *section.closing, ""))
        free -= ends
        kept = 0
        if free >= _RESERVE:
            for row in section.rows:
                if free - len(row) - 1 < _RESERVE:
                    break
                free -= len(row) + 1
                kept += 1
        cut = len(section.rows) - kept
        if free < 0 or (cut and not kept):
            free += ends  # a shorter section may still have room
            continue
        more = ["", _own("more", lang, count=cut)] if cut else []
        free -= sum(len(line) + 1 for line in more)
        lines += [*section.opening, *section.rows[:kept], *more, *section.closing, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(evaluation: Evaluation, verdict: "Verdict | None", lang: str) -> _Section:
    score = evaluation.score
    severities = Counter(gap.severity for gap in evaluation.gaps)
    by_severity = {severity.value: severities[severity] for severity in Severity}
    unadmitted = sum(not gap.admitted_by for gap in evaluation.gaps)
    found = word("verdict.none", lang)
    if evaluation.gaps:
        found = word("verdict.gaps", lang, gaps=len(evaluation.gaps), unadmitted=unadmitted, **by_severity)
    counts = Counter(item.outcome for result in evaluation.checklists for item in result.items)
    by_outcome = {outcome.value: counts[outcome] for outcome in Outcome}
    figures = {"low": points(score.low), "high": points(score.high), "coverage": share(score.coverage)}
    meant = {"items": score.items, "determined": score.determined, "coverage": share(score.coverage)}
    told = [
        f"## {escaped((evaluation.report.title or word('untitled', lang))[:_TITLE])}",
        f"**{escaped(found)}**",
        *([_gate(evaluation, verdict, lang)] if verdict is not None else []),
        f"**{escaped(word('score.line', lang, score=points(score.score), **figures))}**",
        *([escaped(word("score.none", lang))] if score.score is None else []),
        escaped(word("score.meaning", lang, **meant)),
        escaped(word("verdict.checked", lang, items=score.items, **by_outcome)),
        escaped(about(evaluation, lang)),
        escaped(word("head.day", lang, year=evaluation.year)),
    ]
    return _Section("\n\n".join(told).split("\n"), [])


def _gate(evaluation: Evaluation, verdict: "Verdict", lang: str) -> str:
    first, *rest = gate.told(evaluation, verdict, lang)
    told = [f"{'  ' if line.startswith('  ') else ''}- {escaped(line)}" for line in rest]
    return "\n".join([f"**{escaped(first)}**", *([""] if told else []), *told])


def _gaps(evaluation: Evaluation, verdict: "Verdict | None", gaps: Sequence[Gap], lang: str) -> _Section:
    if not gaps:
        return _Section([f"### {escaped(word('gaps.none', lang))}"], [])
    severities = Counter(gap.severity for gap in gaps)
    by_severity = {severity.value: severities[severity] for severity in Severity}
    heading = word("gaps.heading", lang, count=len(gaps), **by_severity)
    rows = [
        _row(
            str(number),
            word(f"severity.{gap.severity}", lang),
            mark(gap, verdict, lang) + said(gap.title, lang),
            word(f"outcome.{gap.outcome}", lang),
            cite(gap.basis, evaluation.instruments, lang),
            _admitted(gap, lang),
            f"+{points(gap.gain)}",
        )
        for number, gap in enumerate(gaps, 1)
    ]
    return _Section([f"### {escaped(heading)}", "", *_table_head(_own("gaps", lang))], rows)


def _admitted(gap: Gap, lang: str) -> str:
    if not gap.admitted_by:
        return _own("not_admitted", lang)
    return _own("admitted", lang, numbers=ranges([index + 1 for index in gap.admitted_by], lang))


def _admissions(evaluation: Evaluation, numbers: dict[str, int], lang: str) -> _Section:
    if not evaluation.admissions:
        return _Section([f"### {escaped(word('admissions.none', lang))}"], [])
    counts = Counter(admission.status.value for admission in evaluation.admissions)
    by_status = {name: counts[name] for name in ("confirmed", "unverified", "generic")}
    heading = word("admissions.heading", lang, count=len(evaluation.admissions), **by_status)
    rows = [
        _row(
            str(number),
            quoted(admission.quote),
            status(admission, lang),
            answered(admission, numbers, lang),
            planned(admission, lang),
            cause(admission, lang),
        )
        for number, admission in enumerate(evaluation.admissions, 1)
    ]
    return _Section([f"### {escaped(heading)}", "", *_table_head(_own("admissions", lang))], rows)


def _details(
    evaluation: Evaluation, verdict: "Verdict | None", gaps: Sequence[Gap], parts: Sequence[Part], lang: str
) -> _Section | None:
    rows = [
        _detail(evaluation, gap, number, remarks(gap, verdict, parts, lang), lang) for number, gap in enumerate(gaps, 1)
    ]
    return _folded(_own("details", lang), rows) if gaps else None


def _detail(evaluation: Evaluation, gap: Gap, number: int, more: Sequence[tuple[str, str]], lang: str) -> str:
    told = [
        ("found", said(gap.message, lang)),
        *(("quote", quote) for quote in quotations(gap.evidence, lang)),
        ("law", cite(gap.basis, evaluation.instruments, lang)),
        ("remedy", said(gap.remedy, lang)),
    ]
    lines = [f"**{number}. {escaped(said(gap.title, lang))}** · `{gap.item}`", ""]
    named = [(word(f"gaps.{name}", lang), value) for name, value in told]
    lines += [f"- {_explained(name, value, lang)}" for name, value in (*named, *more)]
    return "\n".join([*lines, ""])


def _observations(evaluation: Evaluation, lang: str) -> _Section | None:
    if not evaluation.observations:
        return None
    rows = [
        "\n".join([f"- {escaped(said(each.message, lang))}", *(f"  - {escaped(quote)}" for quote in quotes)])
        for each in evaluation.observations
        for quotes in [quotations(each.evidence, lang)]
    ]
    return _folded(_own("observations", lang, count=len(rows)), rows)


def _beside(evaluation: Evaluation, parts: Sequence[Part], lang: str) -> list[_Section]:
    """Last year's report and a person's word, each part folded."""
    names = heading(evaluation.previous, lang) if evaluation.previous else []
    sections = [_Section(["\n\n".join([f"### {escaped(names[0])}", *map(escaped, names[1:])])], [])] if names else []
    for part in parts:
        rows = [_told(told) for told in part.told]
        sections.append(_folded(part.heading, [*([escaped(part.meaning), ""] if part.meaning else []), *rows]))
    return sections


def _told(told: Told) -> str:
    name = f" `{told.name}`" if told.name else ""
    lines = [f"- {f'**{escaped(told.state)}** ' if told.state else ''}{escaped(told.what)}{name}"]
    return "\n".join([*lines, *(f"  - {escaped(more)}" for more in told.more)])


def _scores(evaluation: Evaluation, lang: str) -> _Section:
    titles = {id: title for cited in evaluation.instruments.values() for id, title in cited.parts.items()}
    named = [
        (said(result.title, lang), evaluation.score.by_checklist[result.id])
        for result in evaluation.checklists
        if result.id in evaluation.score.by_checklist
    ]
    named += [(said(titles[id], lang) if id in titles else id, each) for id, each in evaluation.score.by_part.items()]
    rows = [_row(title, *_figures(score)) for title, score in named if score.items]
    # the heads of the terminal's shorter table serve both
    return _folded(_own("score", lang), rows, _table_head(word("score.parts", lang)))


def _figures(score: Score) -> list[str]:
    return [points(score.score), points(score.low), points(score.high), share(score.coverage)]


def _review(evaluation: Evaluation, lang: str) -> _Section | None:
    items = [item for result in evaluation.checklists for item in result.items if item.outcome == Outcome.NEEDS_REVIEW]
    rows = [f"- {_explained(said(item.title, lang), said(item.reason, lang), lang)} `{item.id}`" for item in items]
    return _folded(word("review.heading", lang, count=len(items)), rows) if items else None


def _items(evaluation: Evaluation, lang: str) -> _Section:
    items = [item for result in evaluation.checklists for item in result.items]
    rows = [f"| `{each.id}` {_row(said(each.title, lang), word(f'outcome.{each.outcome}', lang))}" for each in items]
    return _folded(_own("items", lang, count=len(items)), rows, _table_head(_own("items_head", lang)))


def _notes(evaluation: Evaluation, lang: str) -> _Section | None:
    rows = [f"- {escaped(said(note, lang))}" for note in evaluation.notes]
    return _folded(word("notes.heading", lang), rows) if rows else None


def _folded(summary: str, rows: Sequence[str], head: Sequence[str] = ()) -> _Section:
    return _Section(["<details>", f"<summary>{escape(summary)}</summary>", "", *head], rows, ["", "</details>"])


def _table_head(heads: str) -> list[str]:
    names = heads.split("|")
    return [_row(*names), "|" + "---|" * len(names)]


def _row(*cells: str) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"


def _explained(name: str, value: str, lang: str) -> str:
    return escaped(own("explained", lang, word=name, meaning=value))


def escaped(value: str) -> str:
    """``value`` as Markdown that shows it to the letter, on one line."""
    line = " ".join(visible(value).split())
    line = _MARKS.sub(r"\\\g<0>", line.replace("&", "&amp;"))
    return _REFERENCES.sub(_NOTHING, line)


def _own(code: str, lang: str, /, **params: object) -> str:
    return text(f"markdown.{code}", lang, **params)
