"""What a page says around its report: ``label: value`` lines and the title."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi_eval.documents.model import Document
from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.layout.cues import cues
from fazhi_eval.reports.layout.places import body_tails

_HEAD = 4000
_LONGEST_TITLE = 70
_LONGEST_LABEL = 8


class Mention(NamedTuple):
    """Words of the folded text at ``folded[start:end]``."""

    name: str
    start: int
    end: int


class _Patterns(NamedTuple):
    kinds: dict[str, str]
    subject: re.Pattern[str]
    kind: re.Pattern[str]
    never: re.Pattern[str]
    body: re.Pattern[str]
    second_half: re.Pattern[str]


@kept_patterns
def _patterns() -> _Patterns:
    data = cues("about")
    labels = {label: kind for kind, names in data["labels"].items() for label in names}
    return _Patterns(
        kinds=labels,
        subject=re.compile(data["title"]["subject"]),
        kind=re.compile(data["title"]["kind"]),
        never=re.compile(data["title"]["never"] + "|[。;:>]"),
        body=re.compile(body_tails() + "$"),
        second_half=re.compile(r"关于|20\d\d|二〇|法治|推进|年度"),
    )


def head_end(document: Document) -> int:
    """Where the head of a document ends at the latest: at its first heading."""
    first = document.sections[0].start if document.sections else _HEAD
    return min(first, _HEAD, len(document.text))


def is_labelled(folded_line: str) -> bool:
    """Whether a line holds a label with a value."""
    return next(_labels(folded_line, 0, len(folded_line)), None) is not None


def _labels(folded: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Every known label in ``folded[start:end]`` before a colon: its kind, its start, the end of the colon."""
    kinds = _patterns().kinds
    colon = folded.find(":", start, end)
    while colon >= 0:
        word, at = "", colon
        while at > start and len(word) < _LONGEST_LABEL:
            at -= 1
            if folded[at] == " ":
                continue  # 标 题
            word = folded[at] + word
            if word in kinds and (at == start or not folded[at - 1].isalpha()):
                yield kinds[word], at, colon + 1
                break
        colon = folded.find(":", colon + 1, end)


def find_labelled(document: Document) -> list[tuple[str, Mention]]:
    """Every labelled value around the report: the kind of label (layout/about.yaml), the value up to the next one."""
    return list(_labelled(document))


def _labelled(document: Document) -> Iterator[tuple[str, Mention]]:
    folded, top = document.folded, head_end(document)
    for start, end in ((0, top), (max(document.body_end, top), len(folded))):
        found = list(_labels(folded, start, end))
        for index, (kind, _, first) in enumerate(found):
            stop = folded.find("\n", first, end)
            stop = end if stop < 0 else stop
            if index + 1 < len(found):
                stop = min(stop, found[index + 1][1])
            while first < stop and folded[first] == " ":
                first += 1
            value = folded[first:stop].rstrip()
            if kind == "publisher":
                value = value.split(" ")[0]
            if value:
                yield kind, Mention(value, first, first + len(value))


def find_title(document: Document, labelled: list[tuple[str, Mention]]) -> Mention | None:
    """The title: a labelled one, else the first line of the head that reads like one (it may run over two lines)."""
    folded, patterns, top = document.folded, _patterns(), head_end(document)
    for kind, value in labelled:
        if kind == "title" and patterns.subject.search(value.name):
            return value
    before: Mention | None = None
    for paragraph in document.paragraphs:
        if paragraph.start >= top:
            return None
        line = folded[paragraph.start : paragraph.end]
        text = line.strip()
        start = paragraph.start + line.find(text)
        if not text or len(text) > _LONGEST_TITLE or patterns.never.search(text):
            before = None
            continue
        if patterns.subject.search(text) and patterns.kind.search(text):
            title = Mention(text, start, start + len(text))
            goes_on = before and patterns.second_half.match(text) and before.name[:2] not in text
            if before and goes_on and patterns.body.search(before.name):
                return Mention(before.name + text, before.start, title.end)
            return title
        before = Mention(text, start, start + len(text))
    return None
