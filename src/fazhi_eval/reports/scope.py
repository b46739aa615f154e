"""Whose fact is it, the body's own or its jurisdiction's? By kind of body, then by the sentence's subject."""

import re
from typing import Literal

from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.model import About, Body
from fazhi_eval.reports.reading import holds
from fazhi_eval.reports.sentences import Sentence

Scope = Literal["own", "area"]

_OWN_OF_ALL = frozenset({"first_responsible"})
# a government's lawsuits are its own only where it says so; a 司法局 answers for itself in these
_OWN_WHERE_SAID = frozenset({"litigation", "reconsideration"})
_OWN_OF_RESPONDENTS = frozenset({"reconsideration.as_respondent"})
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
        if self._justice:
            self._names = _names(about.issuer or "", about.region or "")
            self._own = _own_subject(self._names)
        self._inherited: Scope | None = None
        self._subject: Scope | None = None
        self._headings = ""
        self._marks: list[tuple[int, Scope]] = []

    def read(self, sentence: Sentence, new_paragraph: bool) -> None:
        """Take in the next sentence before asking for scopes in it."""
        if not self._justice:
            return
        if new_paragraph or sentence.headings != self._headings:
            self._subject = None
        self._headings = sentence.headings
        self._inherited = self._subject
        text = sentence.text
        self._marks = [(match.start(), "area") for match in _area_subject().finditer(text)]
        if holds(text, self._names):
            self._marks += [(match.start("own"), "own") for match in self._own.finditer(text)]
            self._marks.sort()
        if self._marks:
            self._subject = self._marks[0][1]

    def scope(self, sentence: Sentence, fact: str, place: int) -> Scope:
        """The scope of ``fact`` at ``place`` in the sentence read last."""
        group = fact.partition(".")[0]
        if group in _OWN_OF_ALL or not self._area:
            return "own"
        if not self._justice:
            if group not in _OWN_WHERE_SAID or _said_area().search(sentence.text) is not None:
                return "area"
            said_own = _said_own().search(sentence.text, 0, place - sentence.start + 12)
            return "own" if said_own or fact in _OWN_OF_RESPONDENTS else "area"
        before = [scope for position, scope in self._marks if position <= place - sentence.start]
        if before:
            return before[-1]
        if self._marks and self._marks[0][1] == "own":  # 申请公开3人次,我局均依法办理
            return "own"
        return self._inherited or ("own" if group in _OWN_OF_JUSTICE else "area")


def _names(issuer: str, region: str) -> tuple[str, ...]:
    """What the body calls itself: 我局 and the like, or its name with or without (a part of) the region."""
    names = {"我局", "本局", "我厅", "本厅", "我委", "本委", "本机关", "本单位", "我单位"}
    name = issuer.removeprefix(region)
    if name:
        names |= {issuer, *(prefix + name for prefix in ("", "区", "市", "县", "省"))}
        # 云川省青禾区司法局 is 青禾区司法局 as well
        names |= {region[cut:] + name for cut in range(1, len(region))}
    return tuple(sorted(names, key=lambda word: (-len(word), word)))


def _own_subject(names: tuple[str, ...]) -> re.Pattern[str]:
    """One of these names as the subject of a clause: at its start, or after words of time."""
    words = "|".join(map(re.escape, names))
    return re.compile(rf"(?:^|[,:;]|目前|其中|20\d\d年|全年|今年|截至[^,]{{0,12}},)\s?(?P<own>{words})")


@kept_patterns
def _area_subject() -> re.Pattern[str]:
    return re.compile(
        r"(?=[全辖各省市区县])(?:全[省市区县镇乡]|辖区|[省市区县](?:属|政府)|各(?:级|街道|乡镇|部门|单位|执法单位|行政机关))"
    )


@kept_patterns
def _said_own() -> re.Pattern[str]:
    return re.compile(
        r"本级|我局|本局|以[^,]{0,12}(?:政府|管委会|办事处|街道|[我本][省市县区镇乡])为被告|[省市县区镇乡](?:政府|长)[^,]{0,6}(?:作为|出庭|应诉)"
        r"|由[^,]{0,6}[省市县区镇乡]长"
    )


@kept_patterns
def _said_area() -> re.Pattern[str]:
    return re.compile(r"以行政机关为被告|全[省市县区]行政机关")
