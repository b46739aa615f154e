"""A report against checklists: the outcome of every item in force, with its reason, passages and quotations."""

from fazhi_eval.built import built
from fazhi_eval.checklists.applies import judged_by
from fazhi_eval.checklists.model import Checklists, Text
from fazhi_eval.checklists.view import view
from fazhi_eval.errors import NothingChecked, Problem, UsageError
from fazhi_eval.evaluation.consistency import disputed, observe
from fazhi_eval.evaluation.model import ChecklistResult, Evaluation, ItemResult, Outcome
from fazhi_eval.evaluation.plan import plan_for
from fazhi_eval.evaluation.score import score_sheet
from fazhi_eval.messages import LANGUAGES, text
from fazhi_eval.reports.model import About, Report


def judge(report: Report, checklists: Checklists, year: int | None = None, source: str | None = None) -> Evaluation:
    """The evaluation of ``report``, without gaps and admissions (see `fazhi_eval.gaps`).

    Judged by the law of 31 December of the report's year, or of ``year`` where it is given; never by today's. Items
    not in force then are left out, items that do not bind the body are listed as not applicable, with the reason.
    ``source`` is kept as the report's file name.

    Raises UsageError where the year is neither given nor known, NothingChecked where no item applies.
    """
    judged = report.report.year if year is None else year
    if judged is None:
        raise UsageError(Problem("evaluation.no_year", file=source))
    if not 2000 <= judged <= 2100:
        raise UsageError(Problem("evaluation.year", {"found": judged}))
    plan = plan_for(checklists, judged)
    facts = view(report, judged)
    observations = observe(facts)
    facts = disputed(facts, observations)
    found = facts.values.keys() | facts.marks.keys()
    results = tuple(
        [
            built(
                ChecklistResult,
                {
                    "id": entry.checklist.id,
                    "title": entry.checklist.title,
                    "items": tuple(
                        [
                            one
                            if isinstance(one, ItemResult)
                            else one.silent
                            if one.reads.isdisjoint(found)
                            else one.judge(facts)
                            for one in entry.items
                        ]
                    ),
                },
            )
            for entry in plan.entries_for(report.report)
        ]
    )
    if not any(item.outcome is not Outcome.NOT_APPLICABLE for checklist in results for item in checklist.items):
        raise NothingChecked(_nothing(report.report, judged, bool(results), source))
    return Evaluation.model_construct(
        source=source,
        report=report.report,
        year=judged,
        score=score_sheet(results, plan.parts),
        checklists=results,
        observations=observations,
        notes=_notes(report.report, checklists, judged),
        instruments=plan.cited.copy(),
    )


def _nothing(about: About, year: int, in_force: bool, source: str | None) -> Problem:
    if not in_force:
        return Problem("evaluation.nothing_in_force", {"year": year}, file=source)
    params = {"year": year, "level": about.level or "—", "body": about.body or "—"}
    return Problem("evaluation.nothing_applies", params, file=source)


def _notes(about: About, checklists: Checklists, year: int) -> tuple[Text, ...]:
    notes = []
    day = judged_by(year)
    outlines = [(one.effective.end, one.title) for one in checklists.instruments.values() if one.parts]
    past = [(end, title) for end, title in outlines if end is not None and end < day]
    if past and len(past) == len(outlines):
        end, title = max(past, key=lambda pair: pair[0])
        notes.append(_note("outline_over", year=year, end=end, title_zh=title.zh, title_en=title.en))
    if about.year is not None and about.year != year:
        notes.append(_note("other_year", year=year, stated=about.year))
    for name, change in sorted(checklists.changes.items()):
        reason = change.reason
        params = {"id": name, "weight": change.weight, "reason_zh": "", "reason_en": ""}
        if reason is not None:
            params |= {"reason_zh": f"（{reason.zh}）", "reason_en": f" ({reason.en})"}
        notes.append(_note("off" if change.off else "weight", **params))
    return tuple(notes)


def _note(code: str, **params: object) -> Text:
    return built(Text, {lang: text(f"evaluation.note.{code}", lang, **params) for lang in LANGUAGES})
