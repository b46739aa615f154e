"""A 不足 section cut into pieces: stretches between stops and enumerating words, and their clauses."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi_eval.reports.layout.wording import enumerator, grammar, lacks

_STOP = re.compile(r"[。;!?\n]+")
_MARK = re.compile("[“(《‘”)》’,:、]")
_OPEN, _CLOSE = "“(《‘", "”)》’"
_TURNS = ("但", "然而", "不过", "可是")
_ROW = 3
"""lacks between 、 from which on they are told one by one"""


class Stretch(NamedTuple):
    """What stands between stops and enumerating words: ``folded[start:end]``."""

    start: int
    end: int
    item: bool
    """an item of a list: an enumerating word before it, or a semicolon before or behind it"""
    fresh: bool
    """begins a sentence"""


class Clause(NamedTuple):
    """What stands between commas: ``folded[start:end]``."""

    start: int
    end: int
    announces: bool = False
    """a colon ends it, or words follow it that name what it announces (主要是)"""
    bound: bool = False
    """goes on with the clause before it"""
    opens: bool = False
    """begins a shortcoming of its own"""


def find_stretches(folded: str, start: int, end: int) -> Iterator[Stretch]:
    """The stretches of ``folded[start:end]`` in reading order; empty ones are left out."""
    at = start
    stops = [(match.start(), match.end()) for match in _STOP.finditer(folded, start, end)]
    for stop, after in [*stops, (end, end)]:
        cuts = [
            match
            for match in enumerator().finditer(folded, at, stop)
            if not folded[at : match.start()].strip() or folded[match.start() - 1] in ",:、 "
        ]
        follows = at > start and folded[at - 1] == ";"
        edges = [(at, at), *(match.span() for match in cuts), (stop, stop)]
        for index, (mark, first) in enumerate(edges[:-1]):
            last = edges[index + 1][0]
            if folded[first:last].strip(" ,、"):
                listed = index > 0 or follows or folded[stop : stop + 1] == ";"
                yield Stretch(first, last, listed, not follows and not folded[at:mark].strip())
        at = after


def find_clauses(folded: str, start: int, end: int) -> list[Clause]:
    """The clauses of a stretch, not cut inside quotation marks and brackets, without what is conceded before 但.

    A row of three or more lacks (存在衔接不紧、运用不充分、缺少品牌等问题) is cut as well.
    """
    found: list[Clause] = []
    row: list[Clause] = []
    depth, at, part = 0, start, start
    for place, char in [*((match.start(), match.group()) for match in _MARK.finditer(folded, start, end)), (end, ",")]:
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif not depth or place == end:
            row.append(Clause(part, place, char == ":"))
            part = place + 1
            if char != "、":
                listed = len(row) >= _ROW and all(_lacks_of_something(folded, item) for item in row)
                found += [item._replace(opens=True) for item in row] if listed else [Clause(at, place, char == ":")]
                at, row = part, []
    return _after_concession(folded, [clause for clause in found if folded[clause.start : clause.end].strip()])


def _lacks_of_something(folded: str, clause: Clause) -> bool:
    """Whether a clause names a lack, and before it of what."""
    match = grammar().lack.search(folded, clause.start, clause.end)
    return match is not None and match.start() > clause.start + 1


def _after_concession(folded: str, clauses: list[Clause]) -> list[Clause]:
    """Without what is conceded before 但; what follows 但 is one shortcoming (its clauses are marked as bound).

    「虽已购置设备，但无人会用」 loses its first clause. Where both sides have one subject, the first stays: it is part
    of the sense (平台已经建成，但平台使用率低). After praise (虽取得进展，但…) or mere
    insight (但也要看到) what follows is about many matters.
    """
    words = grammar()
    for index in range(len(clauses) - 1, 0, -1):
        turn = clauses[index]
        text = folded[turn.start : turn.end].lstrip()
        if not text.startswith(_TURNS):
            continue
        earlier = range(index - 1, -1, -1)
        conceded = next((n for n in earlier if words.concession.search(folded, *clauses[n][:2])), index)
        kept = [clause for clause in clauses[:conceded] if lacks(folded[clause.start : clause.end])]
        before = clauses[index - 1]
        subject = text.removeprefix("但").removeprefix("是")[:2]
        if conceded == index and folded[before.start : before.end].lstrip().startswith(subject):
            kept = [clause for clause in kept if clause is not before]
            turn = turn._replace(start=before.start)
        praised = conceded < index and words.praise.search(folded, clauses[conceded].start, before.end)
        bound = not praised and lacks(text)
        return [*kept, turn._replace(opens=True), *(c._replace(bound=bound) for c in clauses[index + 1 :])]
    return clauses
