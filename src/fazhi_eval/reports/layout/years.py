"""The year that a report is about: from its title, else from the time words of its summary; never the plan's year."""

import re

from fazhi_eval.documents.model import Document
from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.layout.cues import cues
from fazhi_eval.reports.layout.labels import Mention

_HEAD = 1200


@kept_patterns
def _patterns() -> tuple[re.Pattern[str], ...]:
    data = cues("about")
    return (
        re.compile(r"(?<![\d〔\[—\-－–~至])(20\d\d|二〇[一二三四五六七八九〇]{2})(?! ?(?:[—\-–~至]|\d))"),
        re.compile(r"(?<![\d(〔\[—\-－–~至])(20\d\d) ?年(?! ?\d{1,2} ?月)(?:度|以来|来|全年)?"),
        re.compile(data["title_plan"]),
        re.compile(data["title_report"]),
        re.compile(r"(20\d\d) ?年 ?1 ?月(?: ?1 ?日)? ?[至到—–~-]+ ?(?:\1 ?年)? ?12 ?月"),
    )


def report_year(document: Document, title: Mention | None) -> tuple[int, int, int] | None:
    """(year, start, end): the year reported on and where it stands; None where the text names none."""
    if title and (found := year_of_title(document.folded[title.start : title.end])):
        return found[0], title.start + found[1], title.start + found[2]
    return year_of_text(document)


def year_of_title(title: str) -> tuple[int, int, int] | None:
    """(year, start, end) in a folded title: the first year whose part of the title is not a plan."""
    anywhere, _, plan, report, _ = _patterns()
    found = list(anywhere.finditer(title))
    for index, match in enumerate(found):
        part = title[match.end() : found[index + 1].start() if index + 1 < len(found) else len(title)]
        if len(found) == 1 or not plan.search(part) or report.search(part.split("暨")[0]):
            return _number(match.group(1)), match.start(1), match.end(1)
    return None


def year_of_text(document: Document) -> tuple[int, int, int] | None:
    """(year, start, end) of the report by its text: a whole year's period, else the first in summary or headings."""
    folded, start = document.folded, document.body_start
    _, stated, plan, _, period = _patterns()
    if whole := period.search(folded, start, start + _HEAD):
        return int(whole.group(1)), whole.start(), whole.end(1)
    first = document.sections[0] if document.sections else None
    stop = min(document.body_end, start + _HEAD, first.start if first else start + _HEAD)
    for match in stated.finditer(folded, start, max(stop, start)):
        if not _cited(folded, match.start()):
            return int(match.group(1)), match.start(), match.end()
    for section in document.sections:
        heading = stated.search(folded, section.start, section.heading_end)
        if heading and not plan.search(folded, section.start, section.heading_end):
            return int(heading.group(1)), heading.start(), heading.end()
    for match in stated.finditer(folded, start, document.body_end):
        if not _cited(folded, match.start()):
            return int(match.group(1)), match.start(), match.end()
    return None


def _cited(folded: str, place: int) -> bool:
    """Whether ``place`` stands inside 《…》: the year of a document that is named."""
    opened = folded.rfind("《", max(0, place - 60), place)
    return opened >= 0 and folded.find("》", opened, place) < 0


def _number(text: str) -> int:
    return int("".join(char if char.isascii() else str("〇一二三四五六七八九".find(char)) for char in text))
