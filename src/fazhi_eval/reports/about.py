"""What a report says about itself as a document: title, issuer, year, dates, addressees."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fazhi_eval.documents.model import Document
from fazhi_eval.reports.cues import cues, joined
from fazhi_eval.reports.dates import FoundDate, find_dates
from fazhi_eval.reports.issuer import Mention, read_issuer
from fazhi_eval.reports.model import About, Confidence, Evidence
from fazhi_eval.reports.places import body_tails
from fazhi_eval.reports.signature import Signature
from fazhi_eval.reports.years import year_of_text, year_of_title
from fazhi_eval.reports.zones import Zones

_HEAD = 4000


@dataclass(frozen=True, slots=True)
class _Patterns:
    label: re.Pattern[str]
    kinds: dict[str, str]
    page_line: re.Pattern[str]
    subject: re.Pattern[str]
    kind: re.Pattern[str]
    never: re.Pattern[str]
    salutation: re.Pattern[str]
    reported_to: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = cues("about")
    labels = {label: kind for kind, names in data["labels"].items() for label in names}
    spaced = [" ?".join(label) for label in labels]
    return _Patterns(
        label=re.compile(rf"(?<![一-龥])({joined(spaced)}) ?:[ ]?"),
        kinds=labels,
        page_line=re.compile(data["page_line"]),
        subject=re.compile(data["title"]["subject"]),
        kind=re.compile(data["title"]["kind"]),
        never=re.compile(data["title"]["never"]),
        salutation=re.compile(data["salutation"]),
        reported_to=re.compile(r"(?:现|特)?(?:将.{0,30}?)?向([一-龥、和及]{2,30}?)(?:报告|汇报)如下"),
    )


def read_about(document: Document, zones: Zones) -> tuple[About, dict[str, list[Evidence]]]:
    """What the document says about itself, and the quotations for it by path (``report.published_on``).

    A date whose lost characters leave several readings is absent from the value and stands among the evidence with
    its readings and confidence low.
    """
    head_end = min(document.sections[0].start if document.sections else _HEAD, _HEAD, len(document.text))
    labelled = list(_labelled(document, head_end))
    title = _title(document, head_end, labelled)
    signature = zones.signature
    signer = _mention(document, signature.signer) if signature and signature.signer else None
    signed = _signing_date(document, signature, head_end)
    publishers = [value for kind, value in labelled if kind == "publisher"]
    issuer = read_issuer(document.folded, document.body_start, title, signer, publishers)
    published = _published(document, head_end, labelled)
    year = _year(document, title)
    addressed = _addressed(document, title, head_end)

    evidence: dict[str, list[Evidence]] = {}
    values: dict[str, object] = {}

    def state(name: str, value: object, start: int, end: int, reason: str | None = None) -> None:
        values[name] = value
        evidence.setdefault(f"report.{name}", []).append(_evidence(document, start, end, value, reason))

    if title:
        state("title", " ".join(document.text[title.start : title.end].split()), title.start, title.end)
    if issuer:
        place = (issuer.mention.start, issuer.mention.end)
        state("issuer", issuer.name, *place)
        if issuer.region:
            state("region", issuer.region, *place)
        if issuer.level:
            state("level", issuer.level, *place, "inferred" if issuer.inferred else None)
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
    return About.model_construct(sections=zones.sections, **values), evidence  # type: ignore[arg-type]


def _evidence(document: Document, start: int, end: int, value: object, reason: str | None = None) -> Evidence:
    return Evidence.model_construct(
        quote=document.text[start:end],
        start=start,
        end=end,
        value=value,
        confidence=Confidence.MEDIUM if reason else Confidence.HIGH,
        confidence_reason=reason,
    )


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


def _labelled(document: Document, head_end: int) -> Iterator[tuple[str, Mention]]:
    """Every ``label: value`` of the page around the report: the label's kind, and the value up to the next label."""
    folded, patterns = document.folded, _patterns()
    for start, end in ((0, head_end), (max(document.body_end, head_end), len(folded))):
        found = list(patterns.label.finditer(folded, start, end))
        for index, match in enumerate(found):
            stop = folded.find("\n", match.end(), end)
            stop = end if stop < 0 else stop
            if index + 1 < len(found):
                stop = min(stop, found[index + 1].start())
            kind = patterns.kinds[match.group(1).replace(" ", "")]
            value = folded[match.end() : stop].rstrip()
            if kind == "publisher":
                value = value.split(" ")[0].split("\t")[0]
            if value.strip():
                yield kind, Mention(value, match.end(), match.end() + len(value))


def _title(document: Document, head_end: int, labelled: list[tuple[str, Mention]]) -> Mention | None:
    """The title: a labelled one, else the first line of the head that reads like one."""
    folded, patterns = document.folded, _patterns()
    for kind, value in labelled:
        if kind == "title" and patterns.subject.search(value.name):
            return value
    previous: tuple[int, int] | None = None
    for paragraph in document.paragraphs:
        if paragraph.start >= head_end:
            return None
        line = folded[paragraph.start : paragraph.end]
        text = line.strip()
        start = paragraph.start + line.index(text) if text else paragraph.start
        if len(text) <= 70 and not re.search("[。;:>]", text) and not patterns.never.search(text):
            if patterns.subject.search(text) and patterns.kind.search(text):
                if previous and _is_first_half(folded[previous[0] : previous[1]], text):
                    start = previous[0]
                end = paragraph.start + len(line.rstrip())
                return Mention("".join(folded[start:end].split("\n")), start, end)
            previous = (start, start + len(text))
        else:
            previous = None
    return None


def _is_first_half(before: str, line: str) -> bool:
    """Whether a title runs over two lines: a body alone, then 关于… or the year."""
    return bool(re.search(body_tails() + "$", before)) and bool(re.match(r"关于|20\d\d|法治|推进", line))


def _signing_date(document: Document, signature: Signature | None, head_end: int) -> list[FoundDate]:
    """The date of the signature, else one that stands alone under the title, in brackets."""
    if signature:
        return [signature.dated]
    for paragraph in document.paragraphs:
        if paragraph.start >= head_end:
            break
        line = document.folded[paragraph.start : paragraph.end].strip()
        if line[:1] == "(" and line[-1:] == ")" and len(line) < 20:
            return list(find_dates(document.folded, paragraph.start, paragraph.end))
    return []


def _published(document: Document, head_end: int, labelled: list[tuple[str, Mention]]) -> list[FoundDate]:
    """The page's publication date: labelled, else unlabelled on the line a page sets under its title."""
    folded = document.folded
    for wanted in ("published", "published_perhaps"):
        dates: list[FoundDate] = []
        for kind, value in labelled:
            found = next(find_dates(folded, value.start, value.end), None) if kind == wanted else None
            if found and found.readings not in [known.readings for known in dates]:
                dates.append(found)
        if dates:
            return dates
    for paragraph in document.paragraphs:
        if paragraph.start >= head_end:
            break
        found = next(find_dates(folded, paragraph.start, min(paragraph.end, paragraph.start + 200)), None)
        line = folded[paragraph.start : paragraph.end]
        if found and len(line) < 120 and _patterns().page_line.search(line):
            return [found]
    return []


def _year(document: Document, title: Mention | None) -> tuple[int, int, int] | None:
    if title and (found := year_of_title(document.folded[title.start : title.end])):
        return found[0], title.start + found[1], title.start + found[2]
    return year_of_text(document)


def _addressed(document: Document, title: Mention | None, head_end: int) -> list[Mention]:
    """Who the report is submitted to: the salutation under the title, or 现向…报告如下."""
    folded, patterns = document.folded, _patterns()
    for paragraph in document.paragraphs:
        if paragraph.start >= head_end:
            break
        line = folded[paragraph.start : paragraph.end].rstrip()
        if paragraph.start > (title.end if title else -1) and line.endswith(":") and 3 < len(line) < 60:
            if patterns.salutation.search(line) and not re.search("如下|情况|报告", line):
                return _names(line[:-1], paragraph.start)
    match = patterns.reported_to.search(folded, document.body_start, max(head_end, document.body_start))
    return _names(match.group(1), match.start(1)) if match else []


def _names(text: str, offset: int) -> list[Mention]:
    return [
        Mention(match.group().strip(), offset + match.start(), offset + match.end())
        for match in re.finditer(r"[^、, ]+", text)
    ]
