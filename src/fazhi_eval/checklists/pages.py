"""The law as pages to read: ``python -m fazhi_eval.checklists.pages`` writes them into ``docs/law/``."""

import sys

from fazhi_eval.checklists.docs_from_law.calendar import calendar_page
from fazhi_eval.checklists.docs_from_law.coverage import coverage_page, decided
from fazhi_eval.checklists.docs_from_law.instruments import instruments_page
from fazhi_eval.checklists.docs_from_law.items import checklist_page
from fazhi_eval.checklists.docs_from_law.markdown import columns, pair, paragraphs, plain, table, top, unverified
from fazhi_eval.checklists.load import load_checklists
from fazhi_eval.checklists.model import Checklists
from fazhi_eval.data import data_folder
from fazhi_eval.messages import text

FOLDER = "law"
"""Where the pages lie in ``docs/``."""


def pages(checklists: Checklists) -> dict[str, str]:
    """Every page by the name of its file; ``README.md`` is the index."""
    return {
        "README.md": _index(checklists),
        "coverage.md": coverage_page(checklists),
        "calendar.md": calendar_page(checklists),
        "instruments.md": instruments_page(checklists),
        **{f"{each.id}.md": checklist_page(each, checklists) for each in checklists.checklists},
    }


def _index(checklists: Checklists) -> str:
    items = [item for checklist in checklists.checklists for item in checklist.items]
    by_facts = sum(map(decided, items))
    counts = {
        "checklists": len(checklists.checklists),
        "items": len(items),
        "decided": by_facts,
        "review": len(items) - by_facts,
        "instruments": len(checklists.instruments),
        "cited": len({basis.instrument for item in items for basis in item.basis}),
    }
    rows = [
        (
            f"[{plain(each.title.zh)}]({each.id}.md)<br>{plain(each.title.en)}",
            len(each.items),
            sum(map(decided, each.items)),
            sum(not decided(item) for item in each.items),
        )
        for each in checklists.checklists
    ]
    others = (f"- [{text(f'pages.{one}.title', 'zh')}]({one}.md): {pair(f'index.{one}')}" for one in _OTHERS)
    lines = [
        *top(pair("index.title")),
        *paragraphs("index.about"),
        *paragraphs("index.counts", **counts),
        *paragraphs("index.honesty", mark=unverified()),
        *table(columns("index.columns"), rows),
        f"## {pair('index.other')}",
        "",
        *others,
    ]
    return "\n".join(lines) + "\n"


_OTHERS = ("coverage", "calendar", "instruments")


def main() -> int:
    """Write all pages into ``docs/law/`` of the checkout, and remove those of checklists that are no more."""
    folder = data_folder("docs") / FOLDER
    folder.mkdir(exist_ok=True)
    made = pages(load_checklists())
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, words in made.items():
        (folder / name).write_text(words, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
