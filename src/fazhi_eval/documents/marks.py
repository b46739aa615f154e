"""Which 一、 （二） 3. （4） 五是 of a text number its headings, and which are mere enumerations or quotations."""

import re
from typing import NamedTuple

from fazhi_eval.patterns import kept_patterns

_DIGITS = "一二三四五六七八九十"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS, 1)}


class _Patterns(NamedTuple):
    chinese: re.Pattern[str]
    bracket: re.Pattern[str]
    arabic: re.Pattern[str]
    ordinal: re.Pattern[str]


@kept_patterns
def _patterns() -> _Patterns:
    # each begins with one set of characters, so that the engine skips quickly to where a mark may be
    return _Patterns(
        chinese=re.compile(f"[{_DIGITS}][{_DIGITS}]{{0,2}}(?: ?、|[是要]|[.](?![0-9]))"),
        bracket=re.compile(rf"\( ?(?:[{_DIGITS}]{{1,3}}|[0-9]{{1,2}}) ?\)[、.]?"),
        # 1.2023年 is a number and a year, 1.5 is none
        arabic=re.compile(r"[0-9][0-9]?(?:[.、](?:(?![0-9])|(?=20[0-9]{2}年))|\))"),
        ordinal=re.compile(rf"[第其①-⑳⑴-⒇⒈-⒛㈠-㈩](?:(?<![第其])|[{_DIGITS}]{{1,2}}(?:(?=[,、是])|部分[、:]?))"),
    )


# single characters that are marks: the first of the row, and the level
_SIGNS = (("①", "⑳", 4), ("⑴", "⒇", 4), ("⒈", "⒛", 3), ("㈠", "㈩", 2))

_STRONG = frozenset('。;!?:”")】》…〕|')
_POINT_STRONG = _STRONG | frozenset(",、")
_BLANKS = " #*>"
_TITLE_ENDS = ("报告", "总结", "情况", "汇报", "要点", "年报")


class Mark(NamedTuple):
    """A heading's mark: ``text[start:end]``, the ``value`` it counts, and whether it begins its line."""

    level: int
    value: int
    start: int
    end: int
    at_line: bool


class _Candidate(NamedTuple):
    mark: Mark
    strong: bool
    """stands after the end of a sentence"""
    spaced: bool
    """stands after a blank"""
    stop: str
    """the character before, blanks left out"""


def find_marks(folded: str, start: int, end: int) -> list[Mark]:
    """The marks that number headings in ``folded[start:end]``, in reading order."""
    candidates = _candidates(folded, start, end)
    lined = [0] * 6
    for candidate in candidates:
        lined[candidate.mark.level] += candidate.mark.at_line
    first_lined = next((c.mark.value for c in candidates if c.mark.at_line and c.mark.level == 1), 1)
    return _with_followers(_in_turn(folded, candidates, lined, first_lined))


def _candidates(folded: str, start: int, end: int) -> list[_Candidate]:
    found: list[_Candidate] = []
    for pattern, read in zip(_patterns(), _READERS, strict=True):
        for match in pattern.finditer(folded, start, end):
            at = match.start()
            before = at
            while before > start and folded[before - 1] in _BLANKS:
                before -= 1
            at_line = before == start or folded[before - 1] == "\n"
            stop = "" if at_line else folded[before - 1]
            if stop.isdigit() or stop == "第":
                continue
            level, value = read(match.group())
            if not value or _enumerates(folded, match.end(), level, value):
                continue
            if not at_line and _quoted(folded, max(start, at - 60), at):
                continue
            strong = stop in (_POINT_STRONG if level == 5 else _STRONG) and not at_line
            found.append(_Candidate(Mark(level, value, at, match.end(), at_line), strong, before < at, stop))
    found.sort(key=lambda candidate: candidate.mark.start)
    return found


def _quoted(folded: str, near: int, at: int) -> bool:
    """Whether the place ``at`` stands inside 《…》 or “…” that open behind ``near``."""
    titled = folded.rfind("《", near, at) > folded.rfind("》", near, at)
    return titled or folded.rfind("“", near, at) > folded.rfind("”", near, at)


def _enumerates(folded: str, at: int, level: int, value: int) -> bool:
    """一、二审, 三、四级, （一）（二）项: the next number follows at once (一、二〇二一年… is a heading)."""
    following = folded[at : at + 2]
    if level == 1:
        return (
            len(following) == 2 and _VALUES.get(following[0]) == value + 1 and following[1] in "、审级线类期批产季等."
        )
    return level == 2 and following[:1] in ("(", "项", "至", "和", "、", "目")


def _in_turn(folded: str, candidates: list[_Candidate], lined: list[int], first_lined: int) -> list[Mark]:
    """Those that take their turn: first marks, and the one after the last of their level.

    ``lined`` counts the marks of each level that begin a line, ``first_lined`` is the first such value of level 1.
    """
    accepted: list[Mark] = []
    inside: list[int] = [0] * 6  # the last value of a level under the present heading, 0 where none
    overall: list[int] = [0] * 6
    for mark, strong, spaced, stop in candidates:
        level, value = mark.level, mark.value
        last = inside[level]
        next_one = value == last + 1 or (value == overall[level] + 1 and value > 1)
        near = next_one or (last > 0 and last <= value <= last + 2)
        if mark.at_line:
            fits = value == 1 or near or level <= 2
        elif lined[level] > 1 and level <= 2:
            # the report gives this level lines of its own: inside a line only a heading that lost its line break
            lost = level == 1 and value == 1 and first_lined == 2 and not last and strong
            fits = lost or (next_one and value > 1 and stop in "。”)")
        elif strong:
            fits = near if value > 1 else not (level == 1 and last)
        else:
            fits = spaced and next_one and level != 3 and (value > 1 or level == 1)
            fits = fits or (value == 1 and _glued(folded, accepted, mark))
        if not fits:
            continue
        accepted.append(mark)
        overall[level] = inside[level] = value
        for deeper in range(level + 1, 6):
            inside[deeper] = 0
    return accepted


def _glued(folded: str, accepted: list[Mark], mark: Mark) -> bool:
    """Follows a title without a stop between: that of a higher heading (二、工作情况（一）…) or of the report."""
    if mark.level == 1:
        return not accepted and folded[: mark.start].endswith(_TITLE_ENDS)
    if not accepted or accepted[-1].level >= mark.level or mark.start - accepted[-1].end > 80:
        return False
    between = folded[accepted[-1].end : mark.start]
    return len(between) > 1 and not any(char in "。;!?\n" for char in between)


def _with_followers(accepted: list[Mark]) -> list[Mark]:
    """Without the first marks inside a line that no second one follows: they begin no series."""
    kept: list[Mark] = []
    second = [False] * 6
    for mark in reversed(accepted):
        if mark.value == 1 and not mark.at_line and not second[mark.level]:
            continue
        kept.append(mark)
        second[mark.level] = mark.value == 2
        for deeper in range(mark.level + 1, 6):
            second[deeper] = False
    kept.reverse()
    return kept


def _number(digits: str) -> int:
    """1 to 99; 0 for what is no number (一三)."""
    if digits.isascii():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_VALUES.get(tens, 1) * 10 if ten else 0) + _VALUES.get(ones, 0)


def _read_chinese(mark: str) -> tuple[int, int]:
    return (1 if mark[-1] in "、." else 5), _number(mark[:-1].rstrip())


def _read_bracket(mark: str) -> tuple[int, int]:
    digits = mark.rstrip("、.")[1:-1].strip()
    return (4 if digits.isascii() else 2), _number(digits)


def _read_arabic(mark: str) -> tuple[int, int]:
    return 3, int(mark[:-1])


def _read_ordinal(mark: str) -> tuple[int, int]:
    if mark[0] in "第其":
        digits = mark[1:].split("部")[0]
        return (1 if "部" in mark else 5), _number(digits)
    first, level = next((first, level) for first, last, level in _SIGNS if first <= mark <= last)
    return level, ord(mark) - ord(first) + 1


_READERS = _read_chinese, _read_bracket, _read_arabic, _read_ordinal
"""in the order of `_Patterns`"""
