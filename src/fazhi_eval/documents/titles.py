"""Where a heading's title ends, also where the text goes on behind it on the same line, or glued to it."""

import re
from typing import NamedTuple

from fazhi_eval.documents.marks import Mark
from fazhi_eval.patterns import kept_patterns

_LINE = 80
"""characters that a title on a line of its own may have"""
_RUN_IN = 45
"""characters that a sentence may have to be a title; of a longer one the first clause is"""


class _Patterns(NamedTuple):
    stop: re.Pattern[str]
    full_stop: re.Pattern[str]
    clause: re.Pattern[str]
    openers: re.Pattern[str]
    nouns: re.Pattern[str]


@kept_patterns
def _patterns() -> _Patterns:
    return _Patterns(
        stop=re.compile("[。;!?:\n]"),
        full_stop=re.compile("[。;]"),
        clause=re.compile("[,。;!?:\n]"),
        # how the text after a title begins that has lost its line break: a time or a subject, never after a comma
        openers=re.compile(
            "今年以来|近年来|一年来|一年多来|过去一年|下一步,|下一阶段,|下步,|上述|对照|针对|"
            "在看到|在肯定|在取得|在总结|虽然|尽管|当前,|目前,|为进一步|为全面|为深入|围绕以上|根据[^,。]{2,20}要求,|"
            "20[0-9]{2}年(?:度|以来|来)?(?:,|(?=我?[局区县市镇乡办委厅省州旗]))|"
            "我[局区县市镇乡办委厅省州旗院部](?!的)|进一步"
        ),
        # nouns with which titles end; not where the noun goes on (情况汇总, 问题与不足, 不足的原因)
        nouns=re.compile(
            "(?:情况|问题|不足|原因|计划|打算|思路|安排|举措|措施|成效|做法|差距|短板|规划|展望|薄弱环节|工作重点|方向)"
            "(?=[^和与及以、,的之性度等较得多暨专整清导不明显。;:!?]..)"
        ),
    )


def title_end(folded: str, mark: Mark, start: int, limit: int) -> int:
    """The end of the title that begins at ``start``; ``limit`` is the line's end or the next heading.

    The stop behind a title is no part of it.
    """
    patterns = _patterns()
    while limit > start and folded[limit - 1] in " \n":
        limit -= 1
    if folded.startswith("【", start) and (closed := folded.find("】", start, limit)) > 0:
        return closed + 1
    stop = patterns.stop.search(folded, start, limit)
    sentence = stop.start() if stop else limit
    own_line = mark.at_line and (limit == len(folded) or folded[limit] in " \n")
    full = patterns.full_stop.search(folded, start, limit) if own_line else None
    if own_line and limit - start <= _LINE and mark.level < 5 and (full is None or full.start() == limit - 1):
        return limit - 1 if full or folded[limit - 1] == ":" else limit
    if mark.level == 1 or (mark.level < 5 and sentence - start > _RUN_IN):
        lost = _lost_break(folded, mark.level, start, sentence)
        if lost is not None:
            return lost
    if sentence == limit and limit - start <= _LINE and mark.level < 5:
        return limit
    if sentence - start <= _RUN_IN:
        return sentence
    clause = patterns.clause.search(folded, start, sentence)
    return clause.start() if clause else min(sentence, start + _LINE)


def _lost_break(folded: str, level: int, start: int, sentence: int) -> int | None:
    """The end of a title that runs into its text: before the first opener, after a closing noun, at a blank."""
    patterns = _patterns()
    sentence = min(sentence, start + _LINE + 2)
    ends = []
    for match in patterns.openers.finditer(folded, start + 2, sentence):
        if folded[match.start() - 1] not in ",、:(“《 " and not _quoted(folded, start, match.start()):
            ends.append(match.start())
            break
    blank = folded.find(" ", start + 4, sentence)
    if blank > 0 and sentence - blank > 8 and not _quoted(folded, start, blank):
        ends.append(blank)
    for match in patterns.nouns.finditer(folded, start, sentence) if level == 1 else ():
        if not patterns.nouns.match(folded, match.end()) and not _quoted(folded, start, match.start()):
            ends.append(match.end())
            break
    end = min(ends, default=None)
    return end if end is not None and end - start <= _LINE else None


def _quoted(folded: str, start: int, at: int) -> bool:
    return any(folded.count(left, start, at) > folded.count(right, start, at) for left, right in ("《》", "“”", "()"))
