"""An Evaluation as one HTML file that needs nothing else: the report's text left, what was found right."""

from collections import Counter
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_eval.checklists.model import Severity, Topic
from fazhi_eval.evaluation.model import AdmissionStatus, Evaluation, Outcome, Score
from fazhi_eval.messages import text
from fazhi_eval.outputs import gate
from fazhi_eval.outputs.comparison import heading
from fazhi_eval.outputs.facts import unsure, value_words
from fazhi_eval.outputs.html.marks import KINDS, Mark, Marks, blocks
from fazhi_eval.outputs.ledger import mark, on_admission, on_item, remarks
from fazhi_eval.outputs.reviewed import beside
from fazhi_eval.outputs.templates import digest_of, environment_of
from fazhi_eval.outputs.words import about, cite, gravest_first, points, quoted, said, share, word
from fazhi_eval.reports.model import Confidence
from fazhi_eval.reports.paths import unscoped, vocabulary

if TYPE_CHECKING:
    from jinja2 import Environment

    from fazhi_eval.documents.model import Document
    from fazhi_eval.gate.model import Verdict
    from fazhi_eval.reports.model import Report

_FOLDER = Path(__file__).parent


def render(
    evaluation: Evaluation,
    report: "Report",
    document: "Document | None" = None,
    lang: str = "zh",
    *,
    verdict: "Verdict | None" = None,
) -> str:
    """The page in ``lang``: score, text with every quotation marked, gaps, admissions, reviews, all items.

    ``report`` is the Report that was judged, ``document`` the Document it was read from; without one (a submission
    written by hand) the facts stand in the text's place. ``verdict`` is that of the gate: waived and known gaps are
    marked, and waivers that are expired or unused are told. The page loads nothing and runs its own script only.
    """
    marks = Marks(evaluation, report, document)
    gaps = gravest_first(evaluation.gaps)
    items = [item for result in evaluation.checklists for item in result.items]
    shown_gaps = {gap.item: gap for gap in gaps}
    parts = beside(evaluation, lang)
    template = _environment().get_template("report.html.jinja")
    return template.render(
        lang=lang,
        t=partial(_own, lang),
        word=lambda code, **params: word(code, lang, **params),
        said=lambda both: said(both, lang),
        cite=lambda basis: cite(basis, evaluation.instruments, lang),
        topic=lambda name: text(f"gaps.topic.{name}", lang),
        fact=partial(_fact, lang),
        evaluation=evaluation,
        report=report,
        marks=marks,
        blocks=[] if document is None else list(blocks(document, marks.all, evaluation.report.title)),
        document=document,
        kinds=[kind for kind in KINDS if any(mark.kind == kind for mark in marks.all)],
        about=about(evaluation, lang),
        verdict=_verdict(evaluation, lang),
        gate=_gate(evaluation, verdict, lang),
        mark_of=lambda gap: mark(gap, verdict, lang),
        remarks=lambda gap: remarks(gap, verdict, parts, lang),
        on_item=partial(on_item, parts=parts),
        on_admission=partial(on_admission, parts=parts),
        previous=heading(evaluation.previous, lang) if evaluation.previous else None,
        parts=parts,
        item_ids={item.id for item in items},
        gaps=gaps,
        gap_of=shown_gaps,
        numbers={gap.id: number for number, gap in enumerate(gaps, 1)},
        severities=list(Severity),
        outcomes=[outcome for outcome in Outcome if any(item.outcome == outcome for item in items)],
        topics=[topic for topic in Topic if any(topic in item.topics for item in items)],
        by_severity=Counter(gap.severity for gap in gaps),
        by_status={status: [a for a in evaluation.admissions if a.status == status] for status in AdmissionStatus},
        unadmitted=[gap.id for gap in gaps if not gap.admitted_by],
        review=[item for item in items if item.outcome == Outcome.NEEDS_REVIEW],
        bars=_bars(evaluation, lang),
        item_count=len(items),
    )


def _own(lang: str, code: str, /, **params: object) -> str:
    return text(f"html.{code}", lang, **params)


def _verdict(evaluation: Evaluation, lang: str) -> str:
    severities = Counter(gap.severity for gap in evaluation.gaps)
    if not evaluation.gaps:
        return word("verdict.none", lang)
    unadmitted = sum(not gap.admitted_by for gap in evaluation.gaps)
    by_severity = {severity.value: severities[severity] for severity in Severity}
    return word("verdict.gaps", lang, gaps=len(evaluation.gaps), unadmitted=unadmitted, **by_severity)


def _gate(evaluation: Evaluation, verdict: "Verdict | None", lang: str) -> list[str]:
    """What the gate says, where waivers or a baseline were given."""
    if verdict is None or not (verdict.waived or verdict.expired or verdict.unused or verdict.states is not None):
        return []
    return gate.told(evaluation, verdict, lang)


def _bars(evaluation: Evaluation, lang: str) -> list[tuple[str, list[tuple[str, Score]]]]:
    """The two tables of bars: heading, then a title and a score each; only where something applies."""
    titles = {id: title for cited in evaluation.instruments.values() for id, title in cited.parts.items()}
    parts = [(said(titles[id], lang) if id in titles else id, s) for id, s in evaluation.score.by_part.items()]
    scores = evaluation.score.by_checklist
    checklists = [(said(each.title, lang), scores[each.id]) for each in evaluation.checklists if each.id in scores]
    tables = [("parts", parts), ("checklists", checklists)]
    return [(name, shown) for name, rows in tables if (shown := [row for row in rows if row[1].items])]


def _fact(lang: str, path: str, value: Any, evidence: Any) -> dict[str, str]:
    """A fact as a mark shows it: its name, whose it is, its value, and why that is uncertain."""
    info = vocabulary()[unscoped(path)]
    shown = "—" if value is None else value_words(value, info.kind, [evidence] if evidence else [], lang)
    if path in ("report.level", "report.body"):
        shown = word(f"{path.removeprefix('report.')}.{value}", lang)
    doubt = ""
    if evidence is not None and evidence.confidence != Confidence.HIGH and evidence.confidence_reason:
        doubt = unsure(evidence.confidence_reason, lang)
    return {
        "name": info.zh if lang == "zh" else info.en,
        "scope": word(f"facts.{path.partition('.')[0]}", lang),
        "value": shown,
        "doubt": doubt,
    }


def _title(mark: Mark, lang: str, gap_of: dict[str, Any]) -> str:
    """What a mark says when it is pointed at: the gaps that rest on it, else its facts."""
    gaps = [said(item.title, lang) for item in mark.items if item.id in gap_of]
    facts = [_fact(lang, path, *stated) for path, stated in mark.facts.items()]
    return " · ".join(gaps or [f"{fact['name']} {fact['value']}" for fact in facts])


@cache
def _environment() -> "Environment":
    """The templates of this folder, compiled once a process; everything in them is escaped."""
    from markupsafe import Markup

    environment = environment_of(_FOLDER)
    for name in ("page.css", "page.js"):
        code = (_FOLDER / name).read_text(encoding="utf-8")
        environment.globals[name.replace(".", "_")] = Markup(code)
        environment.globals[name.replace(".", "_") + "_digest"] = digest_of(code)
    environment.filters.update(points=points, share=share, quoted=quoted, pointed=_title)
    return environment
