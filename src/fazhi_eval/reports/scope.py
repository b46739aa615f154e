"""Whose fact is it, the body's own or its jurisdiction's? By kind of body, then by the sentence's subject."""

import re
from collections.abc import Iterator
from typing import Literal

from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.model import About, Body, Level
from fazhi_eval.reports.sentences import Sentence

Scope = Literal["own", "area"]

_OWN_OF_ALL = frozenset({"first_responsible"})
# a government's lawsuits are its own only where it says so; a 司法局 answers for itself in these
_OWN_WHERE_SAID = frozenset({"litigation", "reconsideration"})
_HANDLED, _RESPONDENT = "reconsideration.handled", "reconsideration.as_respondent"
_OWN_OF_JUSTICE = frozenset({"openness", "supervision"})
# whoever else is heard on their work are other bodies' heads
_OF_OTHER_HEADS = frozenset({"first_responsible.subordinates_debriefing"})


def _is_justice_department(about: About) -> bool:
    """Whether the body is a 司法局 or 司法厅, by its name or its report's title."""
    return about.body is Body.DEPARTMENT and any(
        word in (name or "") for name in (about.issuer, about.title) for word in ("司法局", "司法厅")
    )


class ScopeReader:
    """Tells the scope of facts in reading order; remembers the subject of a paragraph's earlier sentences."""

    def __init__(self, about: About) -> None:
        self._government = about.body is not Body.DEPARTMENT
        self._justice = _is_justice_department(about)
        # below a township there is no body whose lawsuits it could report
        self._township = about.level is Level.TOWNSHIP
        if not self._government:
            self._names = _names(about.issuer or "", about.region or "")
        self._inherited: Scope | None = None
        self._subject: Scope | None = None
        self._headings = ""
        self._marks: list[tuple[int, Scope]] = []

    def read(self, sentence: Sentence, new_paragraph: bool) -> None:
        """Take in the next sentence before asking for scopes in it."""
        if self._government:
            return
        if new_paragraph or sentence.headings != self._headings:
            self._subject = None
        self._headings = sentence.headings
        self._inherited = self._subject
        text = sentence.text
        area = _area_subject() if self._justice else _whole_area()
        self._marks = [(match.start(), "area") for match in area.finditer(text)]
        self._marks += [(place, "own") for place in _subjects(text, self._names)]
        self._marks.sort()
        if self._marks:
            self._subject = self._marks[0][1]

    def fact(self, sentence: Sentence, fact: str) -> str:
        """The fact that a reading is of: cases of 行政复议 are a respondent's where the body decides none itself."""
        if fact != _HANDLED or (self._government and not self._township) or self._justice:
            return fact
        return fact if _decides().search(sentence.previous + sentence.text) else _RESPONDENT

    def scope(self, sentence: Sentence, fact: str, place: int) -> Scope:
        """The scope of ``fact`` at ``place`` in the sentence read last."""
        group = fact.partition(".")[0]
        if self._government:
            return self._of_government(sentence, fact, group, place)
        before = [scope for position, scope in self._marks if position <= place - sentence.start]
        if not self._justice:
            return before[-1] if before and group not in _OWN_OF_ALL else "own"
        if group in _OWN_OF_ALL:
            return "area" if fact in _OF_OTHER_HEADS and before and before[-1] == "area" else "own"
        if before:
            return before[-1]
        if self._marks and self._marks[0][1] == "own":  # 申请公开3人次,我局均依法办理
            return "own"
        return self._inherited or ("own" if group in _OWN_OF_JUSTICE else "area")

    def _of_government(self, sentence: Sentence, fact: str, group: str, place: int) -> Scope:
        if group in _OWN_OF_ALL or (self._township and (group == "litigation" or fact == _RESPONDENT)):
            return "own"
        if group not in _OWN_WHERE_SAID:
            return "area"
        at = place - sentence.start
        clause = sentence.clause_start(at)
        of_defendants = "为被告" in sentence.text[clause:at] and not _said_area().search(sentence.text, clause, at)
        if of_defendants and _said_own().search(sentence.text, clause, at):
            return "own"  # 全市行政机关应诉683件,其中以市政府为被告的57件
        if _said_area().search(sentence.text) is not None:
            return "area"
        if fact == _RESPONDENT or _said_own().search(sentence.text, 0, at + 12):
            return "own"
        # what is said next of its lawsuits is said of the same ones, unless it speaks of everybody's
        goes_on = group == "litigation" and not _said_everybody().search(sentence.text)
        goes_on = goes_on and not _said_everybody().search(sentence.previous)
        return "own" if goes_on and _said_own().search(sentence.previous) else "area"


def _names(issuer: str, region: str) -> tuple[str, ...]:
    """What the body calls itself: 我局 and the like, or its name with or without (a part of) the region."""
    names = {"我局", "本局", "我厅", "本厅", "我委", "本委", "本机关", "本单位", "我单位"}
    names |= {"局机关", "局本级", "市本级", "区本级", "县本级"}
    name = issuer.removeprefix(region)
    if name:
        names |= {issuer, *(prefix + name for prefix in ("", "区", "市", "县", "省"))}
        # 云川省青禾区司法局 is 青禾区司法局 as well
        names |= {region[cut:] + name for cut in range(1, len(region))}
    return tuple(sorted(names, key=lambda word: (-len(word), word)))


def _subjects(text: str, names: tuple[str, ...]) -> Iterator[int]:
    """Where one of ``names`` is the subject of a clause: at its start, or after words of time."""
    for name in names:
        place = text.find(name)
        while place >= 0:
            if _opens_clause().search(text, max(0, place - 20), place):
                yield place
            place = text.find(name, place + 1)


@kept_patterns
def _opens_clause() -> re.Pattern[str]:
    return re.compile(r"(?:^|[,:;]|目前|其中|20\d\d年|全年|今年|截至[^,]{0,12},)\s*$")


@kept_patterns
def _area_subject() -> re.Pattern[str]:
    return re.compile(
        r"(?=[全辖各省市区县])(?<![对向为给])(?:全[省市区县镇乡]|辖区|[省市区县](?:属|政府)|各(?:级|街道|乡镇|部门|单位|执法单位|行政机关))"
    )


@kept_patterns
def _whole_area() -> re.Pattern[str]:
    """The whole jurisdiction as the subject of a clause, as a department names it beside itself."""
    return re.compile(r"(?=[全各])(?<![^,:;对年\s])(?:全[省市区县]|各[级县区])(?![^,;。]{0,4}(?:前列|率先))")


@kept_patterns
def _said_own() -> re.Pattern[str]:
    return re.compile(
        r"本级|我局|本局|以[^,]{0,12}(?:政府|管委会|办事处|街道|[我本][省市县区镇乡])为被告|(?<!机关)(?<!部门)(?<!单位)作为(?:共同)?被告"
        r"|涉及?[我本]?(?:街道|[省市县区镇乡])(?:政府)?的?行政|(?:[省市县区镇乡](?:政府|长)|管委会|办事处)[^,]{0,6}(?:作为|出庭|应诉)"
        r"|由[^,]{0,6}[省市县区镇乡]长"
    )


@kept_patterns
def _said_area() -> re.Pattern[str]:
    return re.compile(r"以[^,]{0,20}(?:行政机关|部门|单位)[^,]{0,8}为被告|全[省市县区]行政机关")


@kept_patterns
def _said_everybody() -> re.Pattern[str]:
    return re.compile(r"(?:全[省市县区]|各(?:级|部门|单位)|(?<!以)行政机关)")


@kept_patterns
def _decides() -> re.Pattern[str]:
    return re.compile("(?:作为|履行)[^,]{0,4}复议机关|复议机关[^,]{0,2}职[责能]")
