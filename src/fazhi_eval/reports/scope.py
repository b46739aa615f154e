"""Whose fact is it: the reporting body's own, or its jurisdiction's? By kind of body, then by the sentence's subject."""

import re
from functools import cache
from typing import Literal

from fazhi_eval.reports.model import About, Body
from fazhi_eval.reports.sentences import Sentence

Scope = Literal["own", "area"]

_OWN_OF_ALL = frozenset({"first_responsible"})
# a government's lawsuits are its own only where it says so; a 司法局 answers for itself in these
_OWN_WHERE_SAID = frozenset({"litigation", "reconsideration"})
_OWN_OF_JUSTICE = frozenset({"openness", "supervision"})


def reports_for_area(about: About) -> bool:
    """Whether the body reports for its jurisdiction: a government, a party committee, or a 司法局."""
    return about.body is not Body.DEPARTMENT or is_justice_department(about)


def is_justice_department(about: About) -> bool:
    """Whether the body is a 司法局 or 司法厅, by its name or its report's title."""
    return about.body is Body.DEPARTMENT and any(
        word in (name or "") for name in (about.issuer, about.title) for word in ("司法局", "司法厅")
    )


class ScopeReader:
    """Tells the scope of facts in reading order; remembers the subject of a paragraph's earlier sentences."""

    def __init__(self, about: About) -> None:
        self._justice = is_justice_department(about)
        self._area = reports_for_area(about)
        self._own = _own_subject(about.issuer or "", about.region or "")
        self._subject: Scope | None = None
        self._headings = ""
        self._end = 0

    def read(self, sentence: Sentence, new_paragraph: bool) -> None:
        """Take in the next sentence before asking for scopes in it."""
        if new_paragraph or sentence.headings != self._headings:
            self._subject = None
        self._headings = sentence.headings
        self._before = self._subject
        for match in self._marks(sentence.text):
            self._subject = match[1]

    def scope(self, sentence: Sentence, group: str, place: int) -> Scope:
        """The scope of a fact of ``group`` at ``place`` in the sentence read last."""
        if group in _OWN_OF_ALL or not self._area:
            return "own"
        if not self._justice:
            if group in _OWN_WHERE_SAID and _said_own().search(sentence.text, 0, place - sentence.start + 12):
                return "own"
            return "area"
        marks = self._marks(sentence.text)
        before = [scope for position, scope in marks if position <= place - sentence.start]
        if before:
            return before[-1]
        if marks and marks[0][1] == "own":  # 申请公开3人次,我局均依法办理
            return "own"
        if self._before is not None:
            return self._before
        return "own" if group in _OWN_OF_JUSTICE else "area"

    def _marks(self, text: str) -> list[tuple[int, Scope]]:
        marks: list[tuple[int, Scope]] = [(match.start("own"), "own") for match in self._own.finditer(text)]
        marks += [(match.start(), "area") for match in _area_subject().finditer(text)]
        return sorted(marks)


def _own_subject(issuer: str, region: str) -> re.Pattern[str]:
    """The body as the subject of a clause: 我局, or its name with or without the region, at the start of a clause."""
    names = {"我局", "本局", "我厅", "本厅", "我委", "本委", "本机关", "本单位", "我单位"}
    name = issuer.removeprefix(region)
    if name:
        names |= {issuer, *(prefix + name for prefix in ("", "区", "市", "县", "省"))}
        for cut in range(1, len(region)):  # 天津市和平区司法局 is 和平区司法局 as well
            names.add(region[cut:] + name)
    words = "|".join(sorted(map(re.escape, names), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?:^|[,:;]|目前|其中|20\d\d年|全年|今年|截至[^,]{{0,12}},)\s?(?P<own>{words})")


@cache
def _area_subject() -> re.Pattern[str]:
    return re.compile(r"全[省市区县镇乡]|辖区|[省市区县]属|[区市县省]政府|各级|各街道|各乡镇|各部门|各单位|各执法单位|各行政机关")


@cache
def _said_own() -> re.Pattern[str]:
    return re.compile(r"本级|我局|本局|以[^,]{0,12}为被告|我[区市县]政府作为")
