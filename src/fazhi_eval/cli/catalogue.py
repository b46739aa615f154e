"""The commands over what ships with the package or is written by users: explain, list, lint, schema, new."""

import sys
from argparse import Namespace
from typing import Any

from fazhi_eval import load_checklists
from fazhi_eval.checklists.model import Checklists, Item
from fazhi_eval.cli.write import write
from fazhi_eval.errors import ChecklistError, Problem, UsageError
from fazhi_eval.messages import text


def explain(values: Namespace) -> int:
    """``fazhi-eval explain ITEM``: the obligation, the law, and what would satisfy it."""
    from fazhi_eval.checklists.explain import explain as explained
    from fazhi_eval.reports.paths import nearest

    checklists = load_checklists(*values.checklists)
    items = {item.id: item for checklist in checklists.checklists for item in checklist.items}
    if values.item not in items:
        near = nearest(values.item, items) or next(iter(items))
        raise UsageError(Problem("cli.item", {"found": values.item, "near": near}))
    write(explained(items[values.item], checklists, values.lang) + "\n", None)
    return 0


def listing(values: Namespace) -> int:
    """``fazhi-eval list``: items, checklists, instruments or facts, one a line, or as JSON."""
    rows = _facts() if values.kind == "facts" else _loaded(values.kind, load_checklists(*values.checklists))
    if values.format == "json":
        from fazhi_eval.outputs.json import dumps

        write(dumps([data for data, _ in rows]), None)
        return 0
    from fazhi_eval.outputs.columns import pad, width

    shown = [[data["id"], *(both[values.lang] for both in texts)] for data, texts in rows]
    widths = [max((width(row[column]) for row in shown), default=0) for column in range(len(shown[0]) if shown else 0)]
    lines = ["  ".join(pad(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip() for row in shown]
    write("\n".join([*lines, "", text("cli.lists.count", values.lang, count=len(shown))]) + "\n", None)
    return 0


def lint(values: Namespace) -> int:
    """``fazhi-eval lint``: every problem of checklists, instruments and examples. Returns the exit code."""
    from fazhi_eval.checklists.lint import lint as linted

    problems = linted(values.checklists)
    if values.phrasings or not values.checklists:
        from fazhi_eval.reports.lint import lint_files

        problems += lint_files(values.phrasings)
    if problems:
        for problem in problems:
            print(problem.render(values.lang), file=sys.stderr)
        print(text("cli.lint_bad", values.lang, count=len(problems)), file=sys.stderr)
        return ChecklistError.exit_code
    loaded = load_checklists(*values.checklists).checklists
    items = sum(len(checklist.items) for checklist in loaded)
    write(text("cli.lint_good", values.lang, checklists=len(loaded), items=items) + "\n", None)
    return 0


def schema(values: Namespace) -> int:
    """``fazhi-eval schema KIND``: the JSON Schema as it ships."""
    from fazhi_eval.schemas import shipped

    write(shipped(values.kind).read_text(encoding="utf-8"), values.output)
    return 0


def new(values: Namespace) -> int:
    """``fazhi-eval new KIND``: a draft to begin with."""
    from fazhi_eval.checklists import scaffold

    write({"checklist": scaffold.checklist, "report": scaffold.report}[values.kind](values.lang), values.output)
    return 0


Row = tuple[dict[str, Any], list[dict[str, str]]]
"""One entry: as data, and its cells after the id by language."""


def _facts() -> list[Row]:
    from fazhi_eval.reports.paths import vocabulary

    return [
        (
            {"id": info.path, "kind": info.kind, "title": {"zh": info.zh, "en": info.en}},
            [{"zh": info.kind, "en": info.kind}, {"zh": info.zh, "en": info.en}],
        )
        for info in vocabulary().values()
    ]


def _loaded(kind: str, checklists: Checklists) -> list[Row]:
    if kind == "instruments":
        return [
            (instrument.model_dump(mode="json", by_alias=True), [_both(instrument.title)])
            for instrument in checklists.instruments.values()
        ]
    if kind == "checklists":
        return [
            (
                {"id": each.id, "title": _both(each.title), "items": [item.id for item in each.items]},
                [{"zh": str(len(each.items)), "en": str(len(each.items))}, _both(each.title)],
            )
            for each in checklists.checklists
        ]
    return [_item(item) for checklist in checklists.checklists for item in checklist.items]


def _item(item: Item) -> Row:
    severity = {lang: text(f"outputs.severity.{item.severity}", lang) for lang in ("zh", "en")}
    return item.model_dump(mode="json", by_alias=True, exclude={"examples"}), [severity, _both(item.title)]


def _both(words: Any) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
