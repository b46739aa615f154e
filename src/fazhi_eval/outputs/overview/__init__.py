"""An audit as one HTML page: what is most often short, scores, topics by region, who admits nothing, all reports."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fazhi_eval.audits.model import Row
from fazhi_eval.audits.totals import Totals
from fazhi_eval.checklists.model import Checklists, Topic
from fazhi_eval.evaluation.model import GAP_OUTCOMES, Outcome
from fazhi_eval.messages import text
from fazhi_eval.outputs.templates import digest_of, environment_of
from fazhi_eval.outputs.words import points, said, share, word

if TYPE_CHECKING:
    from jinja2 import Environment

MISSED = 30
"""Items in the chart of what is most often short; the workbook has all of them."""

SILENT = 200
"""Reports in the list of those that admit nothing."""

_FOLDER = Path(__file__).parent
_SHORT = (Outcome.NOT_MET, Outcome.PARTLY_MET, Outcome.NOT_DISCLOSED)


def render(
    totals: Totals,
    rows: Callable[[Iterable[int]], Iterable[Row]],
    checklists: Checklists,
    lang: str,
    link: Callable[[Row], str],
) -> Iterator[str]:
    """The page in ``lang``, piece by piece. ``rows`` gives the rows at places of the file, ``link`` a report's page.

    The page loads nothing and runs no script; what a report says is text and nothing else.
    """
    silent = totals.silent()
    regions = totals.by_region()
    titles = {item.id: said(item.title, lang) for each in checklists.checklists for item in each.items}
    template = _environment().get_template("overview.html.jinja")
    yield from template.generate(
        lang=lang,
        t=lambda code, **params: text(f"audit.overview.{code}", lang, **params),
        word=lambda code, **params: word(code, lang, **params),
        said=lambda both: said(both, lang),
        topic=lambda name: text(f"gaps.topic.{name}", lang),
        totals=totals,
        judged=len(totals.ranked),
        ranking=rows(place.start for place in totals.ranking()),
        missed=[_missed(totals, id, titles[id]) for id in totals.missed()[:MISSED]],
        missed_count=len(totals.missed()),
        outcomes=_SHORT,
        most=max(totals.scores, default=0),
        regions=regions,
        topics=[topic for topic in Topic if any(topic in cells for cells in regions.values())],
        silent_count=len(silent),
        silent=rows(place.start for place in silent[:SILENT]),
        failed=rows(totals.failed),
        link=lambda row: quote(link(row)),
        body=partial(_body, lang),
    )


def _missed(totals: Totals, id: str, title: str) -> dict[str, Any]:
    counts = totals.outcomes[id]
    asked = sum(count for outcome, count in counts.items() if outcome is not Outcome.NOT_APPLICABLE)
    parts, left = [], 0.0
    for outcome in _SHORT:
        width = 100 * counts[outcome] / asked
        parts.append((outcome, counts[outcome], left, width))
        left += width
    short = sum(counts[outcome] for outcome in GAP_OUTCOMES)
    return {"id": id, "title": title, "asked": asked, "short": short, "parts": parts, "silent": totals.unadmitted[id]}


def _body(lang: str, row: Row) -> str:
    report = row.report
    return (report and (report.issuer or report.region or report.title)) or word("untitled", lang)


@cache
def _environment() -> "Environment":
    """The template of this folder, compiled once a process; everything in it is escaped."""
    from markupsafe import Markup

    environment = environment_of(_FOLDER)
    style = (_FOLDER / "overview.css").read_text(encoding="utf-8")
    environment.globals.update(style=Markup(style), style_digest=digest_of(style))
    environment.filters.update(points=points, share=share)
    return environment
