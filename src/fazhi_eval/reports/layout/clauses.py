"""Shortcomings and their causes, clause by clause: the grammar of a 不足 section (its words: cues/clauses.yaml).

A section is cut at full stops, semicolons and enumerating words: each stretch tells one shortcoming, whatever its
commas part. Only three or more clauses that each say of something else that it is missing are a list, and what 但
turns to stands by itself. Lead-ins, praise, causes and remedies belong to none.
"""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from fazhi_eval.reports.layout.spans import Span
from fazhi_eval.reports.layout.stretches import Clause, Stretch, find_clauses, find_stretches
from fazhi_eval.reports.layout.wording import grammar, is_hollow, is_remedy, lacks


class Admitted(NamedTuple):
    """What a stretch of text owns up to: spans of shortcomings, and of the causes given for them."""

    shortcomings: tuple[Span, ...] = ()
    causes: tuple[Span, ...] = ()


_NOW = ("目前", "当前", "现阶段", "眼下")
"""words of time that begin a thought of its own"""
_LIST = 3
"""clauses of a stretch with a lack and a subject of their own each, from which on they are a list; one more in an item
of a list, which tells one point and what it comes to"""


def read_admitted(folded: str, start: int, end: int, *, headed: bool = False, promised: bool = False) -> Admitted:
    """The shortcomings and causes of ``folded[start:end]``, in reading order.

    ``headed`` tells that a heading announces shortcomings: then every sentence that is no cause, remedy, praise or
    lead-in is one, whatever its words. ``promised`` tells that the heading announces causes: a sentence 主要是…
    behind a shortcoming is then its cause.

    Where all that is said is hollow (仍存在一定差距), that clause is the one shortcoming: what an auditor calls 套话.
    """
    reader = _Reader(folded, headed, promised)
    for stretch in find_stretches(folded, start, end):
        reader.read(stretch)
    shortcomings = reader.shortcomings or sorted(reader.hollow, key=lambda span: span[0] - span[1])[:1]
    return Admitted(tuple(shortcomings), tuple(reader.causes))


class _Telling(Enum):
    """How far causes go on that a lead-in announced."""

    NOTHING = auto()
    SENTENCE = auto()
    """to the sentence's end (究其原因，主要是…；…。)"""
    LIST = auto()
    """over the points that follow (原因是：一是…。二是…。)"""


@dataclass(slots=True)
class _Reader:
    folded: str
    headed: bool
    promised: bool
    shortcomings: list[Span] = field(default_factory=list)
    causes: list[Span] = field(default_factory=list)
    hollow: list[Span] = field(default_factory=list)
    telling: _Telling = _Telling.NOTHING

    def read(self, stretch: Stretch) -> None:
        """Take in one stretch."""
        ended = stretch.fresh if self.telling is _Telling.SENTENCE else not stretch.item
        if self.telling is not _Telling.NOTHING and not ended:
            self._keep(self.causes, stretch.start, stretch.end)
            return
        self.telling = _Telling.NOTHING
        self._drop_summary(stretch)
        known = len(self.shortcomings) + len(self.hollow) + len(self.causes)
        clauses = find_clauses(self.folded, stretch.start, stretch.end)
        within = stretch.item or self.headed
        runs = self._told(stretch, clauses)
        points = [point for run in runs for point in self._points(run)]
        turned = points and any(clause.opens and clause.end > points[0][0] for clause in clauses)
        turned = turned or any(self.folded.startswith(_NOW, start) for start, _ in points[1:])
        if points and len(points) < _LIST + stretch.item and not turned and len(runs) == 1:
            points = [(points[0][0], points[-1][1])]
        for start, end in points:
            self._keep(self.shortcomings, start, end)
        silent = known == len(self.shortcomings) + len(self.hollow) + len(self.causes)
        if silent and within and self.telling is _Telling.NOTHING:
            self._keep_unworded(clauses)

    def _drop_summary(self, stretch: Stretch) -> None:
        """但与…还不适应。主要是：…: the first sentence only sums up what the second tells."""
        words = grammar()
        if len(self.shortcomings) != 1 or self.promised or not words.lead_in.match(self.folded, stretch.start):
            return
        if words.summary.search(self.folded[slice(*self.shortcomings[0])]):
            self.hollow.append(self.shortcomings.pop())

    def _told(self, stretch: Stretch, clauses: list[Clause]) -> list[list[Clause]]:
        """The clauses, openers cut off, less the causes (which are kept) and the remedies: runs that causes part."""
        words = grammar()
        runs: list[list[Clause]] = [[]]
        until = stretch.start
        for index, clause in enumerate(clauses):
            start = self._skip_openers(clause.start, clause.end)
            text, rest = self.folded[start : clause.end], clauses[index + 1 :]
            opener = self.folded[clause.start : start].strip(" ,")
            if opener and runs[-1] and not words.connector.fullmatch(opener):
                runs[-1][-1] = runs[-1][-1]._replace(announces=True)
            if clause.start < until or not text.strip():
                continue
            if words.cause_lead.search(text) and (clause.announces or not rest or self._names_more(rest[0])):
                if rest:
                    self._keep(self.causes, rest[0].start, stretch.end)
                if not any(runs):
                    self.telling = _Telling.SENTENCE if rest else _Telling.LIST
                break
            explains = self.promised and not index and not stretch.item and self.shortcomings and opener[:2] == "主要"
            due = words.cause.match(text)
            told = due and not opener and any(lacks(self.folded[known.start : known.end]) for known in runs[-1])
            if explains or told or words.cause_named.search(text):
                self._keep(self.causes, start, stretch.end)  # the shortcoming stands before it: the rest explains it
                break
            if due:
                until = next(
                    (other.start for other in rest if lacks(self.folded[other.start : other.end])), stretch.end
                )
                self._keep(self.causes, start, until)
                runs.append([])
            elif words.remedy.match(text):
                break
            else:
                runs[-1].append(Clause(start, *clause[1:]))
        return runs

    def _points(self, run: list[Clause]) -> list[Span]:
        """What a run of clauses owns up to, each with the clauses that lead to it and go on with it."""
        points: list[Span] = []
        begin: int | None = None
        for clause in run:
            text = self.folded[clause.start : clause.end]
            if not lacks(text):
                begin = None if clause.announces or _sets_scene(text) else begin or clause.start
            elif not points and (is_hollow(text) or (clause.announces and grammar().summary.search(text))):
                self.hollow.append(self._trim(clause.start, clause.end))
                begin = None
            elif not points:
                points.append((begin or clause.start, clause.end))
            elif clause.opens or not (clause.bound or _goes_on(self.folded[slice(*points[-1])], text)):
                points.append((clause.start, clause.end))
            if points:
                points[-1] = (points[-1][0], clause.end)
        return points

    def _names_more(self, clause: Clause) -> bool:
        """Whether a clause begins with words that tell what was announced (主要是, 在于)."""
        said = self._skip_openers(clause.start, clause.end)
        return said > clause.start or self.folded.startswith(("是", "在于"), said)

    def _keep_unworded(self, clauses: list[Clause]) -> None:
        """What stands in a part about shortcomings is one, whatever its words; not remedy, praise or scenery."""
        kept: list[Clause] = []
        for clause in clauses:
            text = self.folded[clause.start : clause.end].strip()
            if is_remedy(text):
                break
            if _sets_scene(text):
                return
            label = clause.announces or (len(clauses) == 1 and text.endswith(("方面", "上", "情况")))
            if kept or not (label or is_hollow(text)):
                kept.append(clause)
        if kept:
            self._keep(self.shortcomings, kept[0].start, kept[-1].end)

    def _skip_openers(self, start: int, end: int) -> int:
        words = grammar()
        moved = True
        while moved:
            moved = False
            while start < end and self.folded[start] in " ,、:":
                start += 1
            for opener in (words.connector, words.lead_in):
                if match := opener.match(self.folded, start, end):
                    start, moved = match.end(), match.end() > start
        return start

    def _keep(self, place: list[Span], start: int, end: int) -> None:
        span = self._trim(self._skip_openers(start, end), end)
        if span[1] > span[0]:
            place.append(span)

    def _trim(self, start: int, end: int) -> Span:
        while end > start and self.folded[end - 1] in " ,、:;。":
            end -= 1
        if end - start > 6 and self.folded[end - 1] == "等":
            end -= 1
        return start, end


def _sets_scene(text: str) -> bool:
    """Whether a clause that names nothing bad praises or tells what the times ask for."""
    words = grammar()
    return words.praise.search(text) is not None or words.background.search(text) is not None


def _goes_on(said: str, text: str) -> bool:
    """Whether a clause with a lack has no subject of its own, tells in whom the lack before it shows (部分人员…), or
    completes ``said`` that has no subject (缺乏…)."""
    words = grammar()
    if words.goes_on.match(text) or (words.some.match(text) and _share_a_word(said, text)):
        return True
    return words.subjectless.match(said) is not None and not words.phenomenon.match(text)


def _share_a_word(one: str, other: str) -> bool:
    return any(one[place : place + 2] in other for place in range(len(one) - 1))
