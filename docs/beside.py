"""For mkdocs: pages at the root of the repository become pages of the site, and links stay right in both."""

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent
PAGES = ("CONTRIBUTING.md", "CHANGELOG.md")
"""Pages at the root of the repository that the site has too."""
LAW = "法律依据 · The law"
"""The section of the navigation with the pages made from the law."""
FIRST = ("README.md", "coverage.md", "calendar.md", "instruments.md")
"""Pages of the law that come before those of the checklists."""

_LINK = re.compile(r"\[(?P<words>[^\]]*)\]\((?!https?:|#)(?P<file>[^)\s#]+)(?P<place>#[^)\s]*)?\)")


def on_config(config: Any) -> Any:
    """Complete the navigation: the law has as many pages as there are checklists, and new guides come before it."""
    docs, entries = ROOT / "docs", config["nav"]
    checklists = sorted(page.name for page in (docs / "law").glob("*.md") if page.name not in FIRST)
    named = [next(iter(entry.values())) if isinstance(entry, dict) else entry for entry in entries]
    guides = sorted(page.name for page in docs.glob("*.md") if page.name not in named)
    law = next(place for place, entry in enumerate(entries) if isinstance(entry, dict) and LAW in entry)
    entries[law : law + 1] = [*guides, {LAW: [f"law/{name}" for name in (*FIRST, *checklists)]}]
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add the pages of the root."""
    for name in PAGES:
        files.append(File.generated(config, name, content=(ROOT / name).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Links as the repository has them become those of the site; of a file that the site lacks the words stay."""
    name = page.file.src_uri
    folder = "" if name in PAGES else posixpath.join("docs", posixpath.dirname(name))

    def moved(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, link["file"]))
        if target in PAGES or target.startswith("docs/"):
            here = posixpath.dirname(name) or "."
            return f"[{link['words']}]({posixpath.relpath(target.removeprefix('docs/'), here)}{link['place'] or ''})"
        # what does not exist is left for mkdocs to complain of
        return link["words"] if (ROOT / target).exists() else link[0]

    return _LINK.sub(moved, markdown)
