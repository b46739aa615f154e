"""An Evaluation for a person at a terminal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from fazhi_eval.checklists.model import Severity
from fazhi_eval.evaluation.model import Admission, AdmissionStatus, ChecklistResult, Evaluation, Gap, Outcome, Score
from fazhi_eval.gaps.compare import compare
from fazhi_eval.outputs import reviewed
from fazhi_eval.outputs.columns import WIDTH, pad, table, wrap
from fazhi_eval.outputs.columns import width as columns
from fazhi_eval.outputs.ledger import mark, remarks
from fazhi_eval.outputs.paint import Paint, painter
from fazhi_eval.outputs.words import about, cite, gravest_first, joined, points, quoted, ranges, said, share, word
from fazhi_eval.reports.model import Evidence

if TYPE_CHECKING:
    from fazhi_eval.gate.model import Verdict

_QUOTES_SHOWN = 3


def render(
    evaluation: Evaluation,
    lang: str = "zh",
    *,
    verdict: "Verdict | None" = None,
    has_plan: bool = False,
    verbose: bool = False,
    colour: bool = False,
    width: int = WIDTH,
) -> str:
    """The evaluation as text in ``lang``: score, gaps, admissions, what a person must look at, the verdict.

    ``verdict`` is that of the gate: what it leaves out is marked. ``has_plan``: the report has commitments for the
    next year, so that what they leave out can be told. Low gaps are told in short unless ``verbose``, which also lists
    every item. ``colour`` adds ANSI sequences.
    """
    paint = painter(colour)
    gaps = gravest_first(evaluation.gaps)
    numbers = {gap.id: number for number, gap in enumerate(gaps, 1)}
    sections = [
        _head(evaluation, lang, paint, width),
        _score(evaluation, lang, width),
        _checklists(evaluation, lang),
        _parts(evaluation, lang) if verbose else [],
        _gaps(evaluation, verdict, gaps, lang, paint, width, verbose),
        _admissions(evaluation, numbers, has_plan, lang, paint, width),
        *reviewed.sections(evaluation, lang, paint, width),
        _review(evaluation, lang, paint, width, verbose),
        _items(evaluation, lang, paint, width) if verbose else [],
        _notes(evaluation, lang, width),
        _verdict(evaluation, lang, paint, width),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def render_several(evaluations: Sequence[Evaluation], errors: int, lang: str = "zh") -> str:
    """The last line after many reports; ``errors`` is the number of files that could not be checked."""
    gaps = sum(bool(evaluation.gaps) for evaluation in evaluations)
    good = len(evaluations) - gaps
    return word("several", lang, files=len(evaluations) + errors, gaps=gaps, good=good, errors=errors) + "\n"


def _head(evaluation: Evaluation, lang: str, paint: Paint, width: int) -> list[str]:
    lines = [paint(line, "bold") for line in wrap(evaluation.report.title or word("untitled", lang), width)]
    lines += wrap(about(evaluation, lang), width)
    if evaluation.source:
        lines += wrap(word("head.file", lang, source=evaluation.source), width)
    return [*lines, word("head.day", lang, year=evaluation.year)]


def _score(evaluation: Evaluation, lang: str, width: int) -> list[str]:
    score = evaluation.score
    figures = {"low": points(score.low), "high": points(score.high), "coverage": share(score.coverage)}
    line = word("score.line", lang, score=points(score.score), **figures)
    meaning = word(
        "score.meaning", lang, items=score.items, determined=score.determined, coverage=share(score.coverage)
    )
    none = wrap(word("score.none", lang), width, first="  ", rest="  ") if score.score is None else []
    return [line, *none, *wrap(meaning, width, first="  ", rest="  ")]


def _checklists(evaluation: Evaluation, lang: str) -> list[str]:
    rows = [word("score.table", lang).split("|")]
    shown = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET, Outcome.NOT_DISCLOSED, Outcome.NEEDS_REVIEW)
    for result in evaluation.checklists:
        counts = _counts([result])
        score = evaluation.score.by_checklist.get(result.id)
        if score is not None and score.items:
            rows.append([said(result.title, lang), *_figures(score), *(str(counts[outcome]) for outcome in shown)])
    return table(rows) if len(rows) > 1 else []


def _parts(evaluation: Evaluation, lang: str) -> list[str]:
    titles = {id: title for cited in evaluation.instruments.values() for id, title in cited.parts.items()}
    rows = [word("score.parts", lang).split("|")]
    for id, score in evaluation.score.by_part.items():
        if score.items:
            rows.append([said(titles[id], lang) if id in titles else id, *_figures(score)])
    return table(rows) if len(rows) > 1 else []


def _figures(score: Score) -> list[str]:
    return [points(score.score), points(score.low), points(score.high), share(score.coverage)]


def _gaps(
    evaluation: Evaluation,
    verdict: "Verdict | None",
    gaps: Sequence[Gap],
    lang: str,
    paint: Paint,
    width: int,
    verbose: bool,
) -> list[str]:
    if not gaps:
        return [word("gaps.none", lang)]
    severities = Counter(gap.severity for gap in gaps)
    lines = [paint(word("gaps.heading", lang, count=len(gaps), **_by_severity(severities)), "bold")]
    parts = reviewed.beside(evaluation, lang)
    last = None
    for number, gap in enumerate(gaps, 1):
        if gap.severity != last:
            last = gap.severity
            severity = word(f"severity.{last}", lang)
            lines += ["", paint(word("gaps.group", lang, severity=severity), last)]
            if last == Severity.LOW and not verbose:
                lines.append(word("gaps.short", lang))
        # a low gap that something was found for is told in full: it shows a sentence
        short = gap.severity == Severity.LOW and gap.outcome == Outcome.NOT_DISCLOSED and not verbose
        title = f"{mark(gap, verdict, lang)}{said(gap.title, lang)}"
        lines += _gap(
            evaluation, gap, number, title, remarks(gap, verdict, parts, lang), lang, paint, width, short=short
        )
    return lines


def _gap(
    evaluation: Evaluation,
    gap: Gap,
    number: int,
    title: str,
    beside: Sequence[tuple[str, str]],
    lang: str,
    paint: Paint,
    width: int,
    *,
    short: bool,
) -> list[str]:
    outcome = word(f"outcome.{gap.outcome}", lang)
    gain = word("gaps.gain", lang, gain=points(gap.gain))
    lines = wrap(f"{title}  [{outcome}]  {gain}  {gap.item}", width, first=f"{number:>3}  ", rest="     ")
    law = cite(gap.basis, evaluation.instruments, lang)
    entries = [("law", law)]
    if not short:
        lines = [paint(line, "bold") for line in lines]
        entries = [
            ("found", said(gap.message, lang)),
            *(("quote", quote) for quote in _quotes(gap.evidence)),
            ("law", law),
            ("remedy", said(gap.remedy, lang)),
        ]
    if evaluation.admissions:
        numbers = joined((str(index + 1) for index in gap.admitted_by), lang)
        if numbers:
            entries.append(("admitted", word("gaps.admitted_by", lang, numbers=numbers)))
        elif not short:
            entries.append(("admitted", word("gaps.unadmitted", lang)))
    names = {name: word(f"gaps.{name}", lang) for name in ("found", "quote", "law", "remedy", "admitted")}
    told = [*((names[name], content) for name, content in entries), *beside]
    size = max(columns(name) for name in (*names.values(), *(name for name, _ in told)))
    for name, content in told:
        first = f"     {pad(name, size)}  "
        lines += wrap(content, width, first=first, rest=" " * columns(first))
    return lines


def _admissions(
    evaluation: Evaluation, numbers: dict[str, int], has_plan: bool, lang: str, paint: Paint, width: int
) -> list[str]:
    compared = compare(evaluation, has_plan=has_plan)
    counts = {status.value: len(getattr(compared, status.value)) for status in AdmissionStatus}
    lines = [paint(word("admissions.heading", lang, count=len(evaluation.admissions), **counts), "bold")]
    if not evaluation.admissions:
        lines = [word("admissions.none", lang)]
    for number, admission in enumerate(evaluation.admissions, 1):
        mark = f"{number:>3}  "
        lines += wrap(quoted(admission.quote), width, first=mark, rest=" " * len(mark))
        lines += wrap(_status(admission, numbers, lang), width, first="     ", rest="     ")
    for name, ids in (("silent", compared.unadmitted), ("unplanned_gaps", compared.unplanned_gaps)):
        if ids and (evaluation.admissions or name != "silent"):
            shown = ranges(sorted(numbers[id] for id in ids), lang)
            lines += wrap(word(f"admissions.{name}", lang, count=len(ids), numbers=shown), width)
    return lines


def _status(admission: Admission, numbers: dict[str, int], lang: str) -> str:
    parts = [word(f"admission.{admission.status}", lang)]
    found = sorted(numbers[gap] for gap in admission.gaps if gap in numbers)
    if found:
        parts.append(word("admissions.answers", lang, numbers=ranges(found, lang)))
    planned = {True: "planned", False: "unplanned", None: "no_plan"}[admission.planned]
    parts.append(word(f"admissions.{planned}", lang))
    parts.append(word(f"admissions.{'cause' if admission.cause_given else 'no_cause'}", lang))
    line = " · ".join(parts)
    if admission.status != AdmissionStatus.CONFIRMED:
        line += "  " + word(f"admissions.{admission.status}", lang)
    return line


def _review(evaluation: Evaluation, lang: str, paint: Paint, width: int, verbose: bool) -> list[str]:
    items = [item for result in evaluation.checklists for item in result.items if item.outcome == Outcome.NEEDS_REVIEW]
    if not items:
        return []
    lines = [paint(word("review.heading", lang, count=len(items)), "bold")]
    # what the report says and a person must settle comes first; what only files can show is folded
    told = [item for item in items if verbose or item.facts]
    for item in told:
        lines += wrap(f"{said(item.title, lang)}  {item.id}", width, first="  ·  ", rest="     ")
        lines += wrap(said(item.reason, lang), width, first="     ", rest="     ")
        lines += [line for quote in _quotes(item.evidence) for line in wrap(quote, width, first="     ", rest="     ")]
    titles = [said(item.title, lang) for item in items if item not in told]
    if titles:
        folded = word("review.folded", lang, count=len(titles), titles=joined(titles, lang))
        lines += wrap(folded, width, first="  ·  ", rest="     ")
    return lines


def _quotes(evidence: Iterable[Evidence]) -> list[str]:
    return [quoted(quote) for quote in dict.fromkeys(piece.quote for piece in evidence)][:_QUOTES_SHOWN]


def _items(evaluation: Evaluation, lang: str, paint: Paint, width: int) -> list[str]:
    lines = [paint(word("items.heading", lang), "bold")]
    for result in evaluation.checklists:
        lines += ["", f"{said(result.title, lang)}  ({result.id})"]
        for item in result.items:
            outcome = word(f"outcome.{item.outcome}", lang)
            title = f"{outcome}  {said(item.title, lang)}  {item.id}"
            lines += wrap(title, width, first="  ", rest="     ")
            lines += wrap(said(item.reason, lang), width, first="     ", rest="     ")
    return lines


def _notes(evaluation: Evaluation, lang: str, width: int) -> list[str]:
    if not evaluation.notes:
        return []
    lines = [word("notes.heading", lang)]
    for note in evaluation.notes:
        lines += wrap(said(note, lang), width, first="  ·  ", rest="     ")
    return lines


def _verdict(evaluation: Evaluation, lang: str, paint: Paint, width: int) -> list[str]:
    severities = Counter(gap.severity for gap in evaluation.gaps)
    unadmitted = len(compare(evaluation, has_plan=False).unadmitted)
    counts = _counts(evaluation.checklists)
    if evaluation.gaps:
        verdict = word(
            "verdict.gaps", lang, gaps=len(evaluation.gaps), unadmitted=unadmitted, **_by_severity(severities)
        )
    else:
        verdict = word("verdict.none", lang)
    by_outcome = {outcome.value: counts[outcome] for outcome in Outcome}
    checked = word("verdict.checked", lang, items=evaluation.score.items, **by_outcome)
    lines = wrap(f"{verdict} {checked}" if lang == "en" else verdict + checked, width)
    return [*(paint(line, "bold") for line in lines), word("verdict.explain", lang)]


def _counts(results: Iterable[ChecklistResult]) -> Counter[Outcome]:
    return Counter(item.outcome for result in results for item in result.items)


def _by_severity(severities: Counter[Severity]) -> dict[str, int]:
    return {severity.value: severities[severity] for severity in Severity}
