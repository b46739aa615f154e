"""A page for each report of an audit, made by the worker that judged it."""

import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi_eval.documents.model import Document
    from fazhi_eval.evaluation.model import Evaluation
    from fazhi_eval.reports.model import Report

_LONGEST = 40
"""characters that the page's name takes over from the file's"""

_PAGE = re.compile(r".*-[0-9a-f]{10}\.html(\.part)?")


def page_name(source: str) -> str:
    """The name of the page of the report ``source``: its file's name as far as it can be one, and a digest."""
    stem = re.sub(r"\W+", "-", Path(source).stem).strip("-")[:_LONGEST]
    return f"{stem}-{hashlib.sha256(source.encode()).hexdigest()[:10]}.html"


def drop_others(folder: Path, sources: Iterable[str]) -> None:
    """Delete the pages in ``folder`` of any reports but ``sources``, and parts of pages; what is no page stays."""
    wanted = set(map(page_name, sources))
    for file in folder.iterdir():
        if _PAGE.fullmatch(file.name) and file.name not in wanted:
            file.unlink()


@dataclass(frozen=True)
class Pages:
    """Writes the HTML page of each report into ``folder`` (see `fazhi_eval.audits.model.Aside`)."""

    folder: str
    lang: str

    @property
    def key(self) -> str:
        """What is made: pages in one language."""
        return f"html {self.lang}"

    def made(self, source: str) -> bool:
        """Whether the page is there; it is written whole or not at all."""
        return (Path(self.folder) / page_name(source)).is_file()

    def make(self, source: str, evaluation: "Evaluation", report: "Report", document: "Document | None") -> None:
        """Write the page."""
        from fazhi_eval.outputs.html import render

        page = Path(self.folder) / page_name(source)
        # one process writes one page; a part that a killed one left is written over
        part = page.with_name(f".{page.name}.part")
        part.write_text(render(evaluation, report, document, self.lang), encoding="utf-8", newline="")
        os.replace(part, page)  # noqa: PTH105
