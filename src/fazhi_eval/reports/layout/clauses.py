"""Shortcomings and their causes, clause by clause: the grammar of a 不足 section (its words: cues/clauses.yaml).

A section is cut at full stops, semicolons and enumerating words, then at commas. A clause that says that something is
missing begins an admission; one without a subject of its own goes on with the admission before it. Lead-ins, praise
and remedies belong to none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from fazhi_eval.reports.layout.wording import Grammar, enumerator, grammar, is_hollow, is_remedy, lacks

Span = tuple[int, int]


class Admitted(NamedTuple):
    """What a stretch of text owns up to: spans of shortcomings, and of the causes given for them."""

    shortcomings: tuple[Span, ...] = ()
    causes: tuple[Span, ...] = ()


_NEAR = 200
"""characters of a shortcoming in which the next clause may find its own words again"""
_ASPECT = 3
"""characters that name an aspect of what was just spoken of (管理不够规范), no subject of its own"""
_STOP = re.compile(r"[。;!?\n]+")
_OPEN, _CLOSE = "“(《‘", "”)》’"


def read_admitted(folded: str, start: int, end: int, *, headed: bool = False, promised: bool = False) -> Admitted:
    """The shortcomings and causes of ``folded[start:end]``, in reading order.

    ``headed`` tells that a heading announces shortcomings: then every sentence that is no cause, remedy, praise or
    lead-in is one, whatever its words. ``promised`` tells that the heading announces causes: a sentence 主要是…
    behind a shortcoming is then its cause.

    Where all that is said is hollow (仍存在一定差距), that clause is the one shortcoming: what an auditor calls 套话.
    """
    reader = _Reader(folded, headed, promised)
    for first, last, counted in _segments(folded, start, end):
        reader.read(first, last, counted)
    shortcomings = reader.shortcomings or sorted(reader.hollow, key=lambda span: span[0] - span[1])[:1]
    return Admitted(tuple(shortcomings), tuple(reader.causes))


def _segments(folded: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The stretches between stops and enumerating words; the flag tells those that are items of a list.

    An enumerating word before it, or a semicolon before or behind it, makes a stretch an item.
    """
    at = start
    stops = [(match.start(), match.end()) for match in _STOP.finditer(folded, start, end)]
    for stop, after in [*stops, (end, end)]:
        cuts = [
            match
            for match in enumerator().finditer(folded, at, stop)
            if not folded[at : match.start()].strip() or folded[match.start() - 1] in ",:、 "
        ]
        listed = folded[max(start, at - 1)] == ";" or folded[stop : stop + 1] == ";"
        edges = [(at, at, listed)] + [(match.start(), match.end(), True) for match in cuts]
        for index, (_, first, counted) in enumerate(edges):
            last = edges[index + 1][0] if index + 1 < len(edges) else stop
            if folded[first:last].strip(" ,、"):
                yield first, last, counted
        at = after


class _Clause(NamedTuple):
    start: int
    end: int
    colon: bool = False
    """a colon ends it"""
    bound: bool = False
    """goes on with the clause before it"""
    opens: bool = False
    """begins a shortcoming of its own"""


@dataclass(slots=True)
class _Reader:
    folded: str
    headed: bool
    promised: bool
    shortcomings: list[Span] = field(default_factory=list)
    causes: list[Span] = field(default_factory=list)
    hollow: list[Span] = field(default_factory=list)
    telling_causes: bool = False
    """the points that follow are causes (原因是：一是…)"""
    current: Span | None = None
    """the shortcoming being read, within its segment"""
    pending: Span | None = None
    """the clauses before it that name nothing bad by its words"""
    item: bool = False
    """the segment is an item of a list"""

    def read(self, first: int, last: int, counted: bool) -> None:
        """Take in one segment."""
        if self.telling_causes and counted:
            self._keep(self.causes, first, last)
            return
        self.telling_causes = False
        self._drop_summary(first)
        self.current, self.pending, self.item = None, None, counted
        known = len(self.shortcomings) + len(self.hollow)
        clauses = _after_concession(self.folded, _clauses(self.folded, first, last), grammar())
        for index in range(len(clauses)):
            if self.causes and clauses[index].start < self.causes[-1][1]:
                continue  # taken in with the cause it belongs to
            if not self._take(clauses, index, last):
                break
        self._flush()
        silent = len(self.shortcomings) + len(self.hollow) == known
        if (counted or self.headed) and silent and not self.telling_causes:
            self._keep_unworded(clauses, first)

    def _drop_summary(self, first: int) -> None:
        """但与…还不适应。主要是：…: the first sentence only sums up what the second tells."""
        if len(self.shortcomings) != 1 or self.promised or not grammar().announces.match(self.folded, first):
            return
        start = self.shortcomings[0][0]
        if "但" in self.folded[self.folded.rfind("。", 0, start) + 1 : start]:
            self.hollow.append(self.shortcomings.pop())

    def _take(self, clauses: list[_Clause], index: int, last: int) -> bool:
        """Take in one clause; False where the rest of the segment is none of a shortcoming's."""
        words, clause = grammar(), clauses[index]
        start, end = self._skip_openers(clause.start, clause.end), clause.end
        text = self.folded[start:end]
        if not text.strip():
            return True
        if (clause.colon or index + 1 == len(clauses)) and words.cause_lead.search(text):
            self.telling_causes = index + 1 == len(clauses)
            if not self.telling_causes:
                self._keep(self.causes, clauses[index + 1].start, last)
            return False
        opener = self.folded[clause.start : start].strip(" ,")
        linked = opener != ""
        explains = self.promised and index == 0 and not self.item and self.shortcomings and opener.startswith("主要")
        if explains or words.cause_named.search(text) or (self.current and not linked and words.cause.match(text)):
            self._keep(self.causes, start, last)  # the shortcoming stands before it: all the rest explains it
            return False
        if words.cause.match(text):
            self._flush()
            self.pending = None
            effect = (n for n in range(index + 1, len(clauses)) if lacks(self.folded[slice(*clauses[n][:2])]))
            self._keep(self.causes, start, clauses[next(effect, len(clauses)) - 1].end)
            return True
        if words.remedy.match(text):
            return False
        if not lacks(text):
            if self.current:
                self.current = (self.current[0], end)
            else:
                behind = self.pending[0] if self.pending and (self.item or self.headed) else start
                sets_scene = clause.colon or words.background.search(text)
                self.pending = None if sets_scene else (behind, end)
        elif self._leads_in(clause, text):
            self.hollow.append(self._trim(start, end))
            self.pending = None
        elif self.current is None:
            self.current = (self.pending[0] if self.pending and self._leans(self.pending, text) else start, end)
        elif not clause.opens and self._goes_on(self.current, text, clause.bound):
            self.current = (self.current[0], end)
        else:
            self._flush()
            self.current = (start, end)
        return True

    def _keep_unworded(self, clauses: list[_Clause], first: int) -> None:
        """What stands in a part about shortcomings is one, whatever its words; not cause, remedy, praise or scenery."""
        words = grammar()
        if self.causes and self.causes[-1][1] > first:
            return
        kept: list[_Clause] = []
        for clause in clauses:
            text = self.folded[clause.start : clause.end].strip()
            if is_remedy(text):
                break
            if words.praise.search(text) or words.background.search(text):
                return
            label = clause.colon or (len(clauses) == 1 and text.endswith(("方面", "上", "情况")))
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

    def _leads_in(self, clause: _Clause, text: str) -> bool:
        """Whether a clause that says that something is missing only leads in what follows."""
        if clause.colon and (grammar().announces.search(text) or is_hollow(text)):
            return True
        return self.current is None and is_hollow(text)

    def _leans(self, pending: Span, text: str) -> bool:
        """Whether the clauses before it belong to it: in a list or under a heading, or where it has no subject."""
        if grammar().time.fullmatch(self.folded[slice(*pending)].strip()):
            return False
        return (
            self.item
            or self.headed
            or grammar().goes_on.match(text) is not None
            or self.folded.startswith("在", pending[0])
        )

    def _goes_on(self, current: Span, text: str, bound: bool) -> bool:
        """Whether ``text`` still belongs to the shortcoming ``current``."""
        words = grammar()
        said = self.folded[current[0] : min(current[1], current[0] + _NEAR)]
        if words.phenomenon.match(text) and not words.goes_on.match(text):
            return False
        if bound or len(said) < 6:
            return True
        if words.time.match(text):
            return False
        same = words.parallel.match(said)
        if same and text.startswith(same.group()):
            return False
        if words.goes_on.match(text) or words.subjectless.match(said):
            return True
        lack = words.lack.search(text)
        if lack is not None and lack.start() <= _ASPECT:
            return True
        said, text = words.common.sub(" ", said), words.common.sub(" ", text)
        return any(text[i : i + 3] in said for i in range(len(text) - 2) if " " not in text[i : i + 3])

    def _flush(self) -> None:
        if self.current is not None:
            self._keep(self.shortcomings, *self.current)
        self.current = None

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


def _clauses(folded: str, start: int, end: int) -> list[_Clause]:
    """The comma-bounded clauses of a segment, not cut inside quotation marks and brackets."""
    found: list[_Clause] = []
    depth, at = 0, start
    for place in range(start, end):
        char = folded[place]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in ",:" and not depth:
            found.append(_Clause(at, place, char == ":"))
            at = place + 1
    found.append(_Clause(at, end))
    return [clause for clause in found if folded[clause[0] : clause[1]].strip()]


def _after_concession(folded: str, clauses: list[_Clause], words: Grammar) -> list[_Clause]:
    """Without what is conceded before 但; what follows 但 is one shortcoming (its clauses are marked as bound).

    「虽已购置设备，但无人会用」 loses its first clause. Where both sides have one subject, the first stays: it is part
    of the sense (平台已经建成，但平台使用率低).
    """
    for index in range(len(clauses) - 1, 0, -1):
        start, end = clauses[index][:2]
        text = folded[start:end].lstrip()
        if not text.startswith(("但", "然而", "不过", "可是")):
            continue
        earlier = range(index - 1, -1, -1)
        conceded = next((n for n in earlier if words.concession.search(folded, *clauses[n][:2])), None)
        rest = text.removeprefix("但").removeprefix("是")
        first, last = clauses[index - 1][:2]
        same = folded[first:last].lstrip()[:2] == rest[:2]
        kept = clauses[: index - 1] if conceded is None else clauses[:conceded]
        kept = [clause for clause in kept if lacks(folded[clause[0] : clause[1]])]
        said = folded[clauses[conceded].start : clauses[index - 1].end] if conceded is not None else ""
        # 虽取得进展，但… only leads in; 虽已成立…，但… is about one matter
        general = conceded is not None and words.praise.search(said) is not None
        following = [clause._replace(bound=not general) for clause in clauses[index + 1 :]]
        if conceded is None and same:
            return [*kept, _Clause(first, end, opens=True), *following]
        if conceded is None and lacks(folded[first:last]):
            kept.append(clauses[index - 1])
        return [*kept, clauses[index]._replace(opens=True), *following]
    return clauses
