"""Markdown with both languages on one page, as all pages of the law write it."""

import re
from collections.abc import Iterable, Sequence

from fazhi_eval.checklists.model import Checklist, Instrument, Item, Text
from fazhi_eval.messages import LANGUAGES, text

_MEANS_SOMETHING = re.compile(r"([\\`*|<])")


def plain(words: str) -> str:
    """``words`` so that Markdown shows them as they are, in a table too."""
    return _MEANS_SOMETHING.sub(r"\\\1", words)


def pair(code: str, between: str = " · ", /, **params: object) -> str:
    """The message ``pages.<code>`` in Chinese and English."""
    return between.join(text(f"pages.{code}", lang, **params) for lang in LANGUAGES)


def paragraphs(code: str, /, **params: object) -> list[str]:
    """The message ``pages.<code>`` as two paragraphs."""
    return [pair(code, "\n\n", **params), ""]


def unverified() -> str:
    """How a passage is marked that was not seen, in both languages."""
    return " ".join(text("checks.explain.unverified", lang).strip() for lang in LANGUAGES)


def both(words: Text, between: str = "<br>") -> str:
    """A text in both languages."""
    return f"{plain(words.zh)}{between}{plain(words.en)}"


def top(title: str) -> list[str]:
    """The head of a page, with the note that it is generated."""
    return [f"# {title}", "", f"<!-- {text('pages.generated', 'en')} -->", ""]


def columns(code: str, /, **params: object) -> list[str]:
    """The column heads that ``pages.<code>`` lists, each in both languages."""
    zh, en = (text(f"pages.{code}", lang, **params).split("|") for lang in LANGUAGES)
    return [f"{a}<br>{b}" for a, b in zip(zh, en, strict=True)]


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], centred: int | None = None) -> list[str]:
    """A table; from column ``centred`` on, the cells stand in the middle."""
    rules = ["---" if centred is None or index < centred else ":-:" for index in range(len(heads))]
    lines = [heads, rules, *rows]
    return [f"| {' | '.join(str(cell) for cell in line)} |" for line in lines] + [""]


def link_to_item(item: Item, page: str, words: str) -> str:
    """A link from any page to an item; ``page`` is the id of its checklist."""
    return f"[{words}]({page}.md#{item.id})"


def anchor(name: str) -> str:
    """A place to link to, whatever the heading says."""
    return f'<a id="{name}"></a>'


def link_to_instrument(instrument: Instrument, words: str) -> str:
    """A link from any page to an instrument."""
    return f"[{words}](instruments.md#{instrument.id})"


def homes(checklists: Iterable[Checklist]) -> dict[str, str]:
    """The checklist of each item, by ids."""
    return {item.id: checklist.id for checklist in checklists for item in checklist.items}
