"""One page a checklist: each item told as ``fazhi-eval explain`` tells it, in both languages side by side."""

from collections.abc import Iterator

from fazhi_eval.checklists.docs_from_law.markdown import (
    anchor,
    both,
    link_to_instrument,
    pair,
    plain,
    table,
    top,
)
from fazhi_eval.checklists.explain import explain
from fazhi_eval.checklists.model import Checklist, Checklists, Item
from fazhi_eval.messages import LANGUAGES, text

_BESIDE_THE_TABLE = ("basis", "meets", "misses")


def checklist_page(checklist: Checklist, checklists: Checklists) -> str:
    """The page of one checklist: its items in order, each with its id as anchor."""
    lines = [
        *top(both(checklist.title, " · ")),
        both(checklist.description, "\n\n"),
        "",
        *(f"- [{plain(item.title.zh)}](#{item.id}) · {plain(item.title.en)}" for item in checklist.items),
    ]
    for item in checklist.items:
        lines += ["", anchor(item.id), f"## {both(item.title, ' · ')}", "", f"`{item.id}`", ""]
        lines += _item(item, checklists)
    return "\n".join(lines).rstrip() + "\n"


def _item(item: Item, checklists: Checklists) -> Iterator[str]:
    zh, en = (_blocks(explain(item, checklists, lang)) for lang in LANGUAGES)
    beside = {text(f"checks.explain.{key}", "zh"): key for key in _BESIDE_THE_TABLE}
    told = list(zip(zh, en, strict=True))
    rows = [
        (f"{head_zh}<br>{head_en}", _cell(lines_zh), _cell(lines_en))
        for (head_zh, lines_zh), (head_en, lines_en) in told
        if head_zh not in beside
    ]
    yield from table(["", "中文", "English"], rows)
    for (head_zh, lines_zh), (head_en, lines_en) in told:
        if beside.get(head_zh) == "basis":
            yield f"{head_zh} {head_en}"
            yield ""
            for basis, *words in zip(item.basis, lines_zh, lines_en, strict=True):
                instrument = checklists.instruments[basis.instrument]
                title = plain(instrument.title.zh)
                linked = plain(words[0]).replace(title, link_to_instrument(instrument, title), 1)
                yield f"- {linked}<br>{plain(words[1])}"
            yield ""
    yield pair("examples", " ")
    yield ""
    for (head_zh, lines_zh), (_, lines_en) in told:
        if beside.get(head_zh) in ("meets", "misses"):
            yield from (_example(*lines) for lines in zip(lines_zh, lines_en, strict=True))


def _blocks(explained: str) -> list[tuple[str, list[str]]]:
    """The heads of what `explain` tells, with the lines under each."""
    blocks = (block.split("\n") for block in explained.split("\n\n")[1:])
    return [(head, [line.removeprefix("  ") for line in lines]) for head, *lines in blocks]


def _cell(lines: list[str]) -> str:
    shown = []
    for line in lines:
        words = line.lstrip(" ")
        depth = (len(line) - len(words)) // 2
        shown.append("&emsp;" * depth + plain(words))
    return "<br>".join(shown)


def _example(zh: str, en: str) -> str:
    report, _, outcome = zh.rpartition(" → ")
    return f"- {outcome} {en.rpartition(' → ')[2]}: `{report}`"
