"""What a report says about itself as a document: title, issuer, year, dates, addressees."""

import re
from typing import Any

from fazhi_eval.documents.model import Document, Paragraph
from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.layout.cues import cues
from fazhi_eval.reports.layout.dates import FoundDate, find_dates
from fazhi_eval.reports.layout.issuer import Issuer, read_issuer
from fazhi_eval.reports.layout.labels import Mention, find_labelled, find_title, head_end, is_labelled
from fazhi_eval.reports.layout.places import level_of, split_name
from fazhi_eval.reports.layout.signature import Signature
from fazhi_eval.reports.layout.years import report_year
from fazhi_eval.reports.layout.zones import Zones
from fazhi_eval.reports.model import About, Confidence, Evidence, Level

_LONGEST_NAME = 30


@kept_patterns
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = cues("about")
    reported_to = r"(?:现|特)(?:将[^,。]{0,30})?向([\w、]{2,30}?)(?:报告|汇报)"
    return (
        re.compile(data["page_line"]),
        re.compile(data["salutation"]),
        re.compile(reported_to),
        re.compile(rf"\W|{data['not_bodies']}"),
    )


def read_about(document: Document, zones: Zones) -> tuple[About, dict[str, list[Evidence]]]:
    """What the document says about itself, and the quotations for it by path (``report.published_on``).

    A date whose lost characters leave several readings is absent from the value and stands among the evidence with
    its readings and confidence low.
    """
    labelled = find_labelled(document)
    title = find_title(document, labelled)
    signature = zones.signature
    signer = _mention(document, signature.signer) if signature and signature.signer else _byline(document)
    signed = _signing_date(document, signature)
    publishers = [value for kind, value in labelled if kind == "publisher"]
    issuer = read_issuer(document.folded, document.body_start, title, signer, publishers)
    published = _published(document, labelled)
    year = report_year(document, title)
    addressed = _addressed(document, title)

    evidence: dict[str, list[Evidence]] = {}
    values: dict[str, Any] = {}

    def state(name: str, value: Any, start: int, end: int, reason: str | None = None) -> None:
        values[name] = value
        evidence.setdefault(f"report.{name}", []).append(_evidence(document, start, end, value, reason))

    if title:
        state("title", _joined_lines(document.text[title.start : title.end]), title.start, title.end)
    if issuer:
        place = (issuer.mention.start, issuer.mention.end)
        state("issuer", issuer.name, *place)
        if issuer.region:
            state("region", issuer.region, *place)
        level, inferred = _level(issuer, addressed)
        if level:
            state("level", level, *place, "inferred" if inferred else None)
        if issuer.body:
            state("body", issuer.body, *place)
    if year:
        state("year", *year)
    for name, dates in (("published_on", published), ("signed_on", signed)):
        if dates:
            values[name] = dates[0].value
            evidence[f"report.{name}"] = [_date_evidence(document, found, dates) for found in dates]
    if addressed:
        for mention in addressed:
            state("addressed_to", mention.name, mention.start, mention.end)
        values["addressed_to"] = [mention.name for mention in addressed]
    return About.model_construct(sections=zones.sections, **values), evidence


def _level(issuer: Issuer, addressed: list[Mention]) -> tuple[Level | None, bool]:
    """The issuer's level and whether it is inferred: a city that reports to another city is one of county level."""
    regions = [split_name(mention.name).region for mention in addressed]
    if issuer.level is Level.CITY and any(level_of(r) is Level.CITY and r != issuer.region for r in regions if r):
        return Level.COUNTY, True
    return issuer.level, issuer.inferred


def _head(document: Document) -> list[Paragraph]:
    top = head_end(document)
    return [paragraph for paragraph in document.paragraphs[:60] if paragraph.start < top]


def _joined_lines(text: str) -> str:
    """A title without its line breaks: none stands between two Chinese words."""
    return "".join(line.strip(" \u3000") for line in text.split("\n"))


def _evidence(document: Document, start: int, end: int, value: Any, reason: str | None = None) -> Evidence:
    return Evidence.model_construct(
        quote=document.text[start:end],
        start=start,
        end=end,
        value=value,
        confidence=Confidence.MEDIUM if reason else Confidence.HIGH,
        confidence_reason=reason,
    )


def _byline(document: Document) -> Mention | None:
    """A body's name that stands alone by the title."""
    no_name = _patterns()[3]
    for paragraph in _head(document):
        line = document.folded[paragraph.start : paragraph.end]
        name = line.strip()
        if len(name) > _LONGEST_NAME or no_name.search(name):
            continue
        parts = split_name(name)
        if parts.body and parts.region:
            start = paragraph.start + line.index(name)
            return Mention(name, start, start + len(name))
    return None


def _mention(document: Document, span: tuple[int, int]) -> Mention:
    return Mention(document.folded[slice(*span)], *span)


def _date_evidence(document: Document, found: FoundDate, all_found: list[FoundDate]) -> Evidence:
    reason = "ambiguous" if found.value is None else "conflict" if len(all_found) > 1 else None
    return Evidence.model_construct(
        quote=document.text[found.start : found.end],
        start=found.start,
        end=found.end,
        value=found.value.isoformat() if found.value else None,
        readings=found.readings if found.value is None else (),
        confidence=Confidence.LOW if reason else Confidence.HIGH,
        confidence_reason=reason,
    )


def _signing_date(document: Document, signature: Signature | None) -> list[FoundDate]:
    """The date of the signature, else one that stands alone under the title, in brackets."""
    if signature:
        return [signature.dated]
    for paragraph in _head(document):
        line = document.folded[paragraph.start : paragraph.end].strip()
        if line[:1] == "(" and line[-1:] == ")" and len(line) < 20:
            return list(find_dates(document.folded, paragraph.start, paragraph.end))
    return []


def _published(document: Document, labelled: list[tuple[str, Mention]]) -> list[FoundDate]:
    """The page's publication date: labelled, else unlabelled on the line a page sets under its title."""
    folded, page_line = document.folded, _patterns()[0]
    for wanted in ("published", "published_perhaps"):
        dates: list[FoundDate] = []
        for kind, value in labelled:
            found = next(find_dates(folded, value.start, value.end), None) if kind == wanted else None
            if found and found.readings not in [known.readings for known in dates]:
                dates.append(found)
        if dates:
            return dates
    for paragraph in _head(document):
        found = next(find_dates(folded, paragraph.start, min(paragraph.end, paragraph.start + 200)), None)
        line = folded[paragraph.start : paragraph.end]
        if found and len(line) < 120 and page_line.search(line):
            return [found]
    return []


def _addressed(document: Document, title: Mention | None) -> list[Mention]:
    """Who the report is submitted to: the salutation under the title, or 现向…报告如下."""
    folded = document.folded
    _, salutation, reported_to, _ = _patterns()
    for paragraph in _head(document):
        line = folded[paragraph.start : paragraph.end].rstrip()
        below = paragraph.start > (title.end if title else -1) and line.endswith(":") and 3 < len(line) < 60
        if below and salutation.search(line) and not is_labelled(line) and not re.search("如下|情况|报告", line):
            return _names(line[:-1], paragraph.start)
    match = reported_to.search(folded, document.body_start, max(head_end(document), document.body_start))
    return _names(match.group(1), match.start(1)) if match else []


def _names(text: str, offset: int) -> list[Mention]:
    return [
        Mention(match.group().strip(), offset + match.start(), offset + match.end())
        for match in re.finditer(r"[^、, ]+", text)
    ]
