"""The hooks offered to pre-commit: ``python -m fazhi_eval.hooks`` writes ``.pre-commit-hooks.yaml``."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from fazhi_eval.audits.sources import find_sources
from fazhi_eval.data import data_folder
from fazhi_eval.documents.read import FORMATS
from fazhi_eval.errors import UsageError
from fazhi_eval.messages import LANGUAGES, text
from fazhi_eval.outputs.places import SUFFIX as EXTRACTED
from fazhi_eval.reports.read import SUFFIXES

FILE = ".pre-commit-hooks.yaml"


class Hook(NamedTuple):
    """One hook. ``files`` is the pattern of the paths that wake it; ``arguments`` stand until a user gives others.

    ``each`` where it judges the files changed; otherwise it judges what the arguments name, as a whole.
    ``exclude`` is the pattern of those among them that do not count; ``requires`` holds what pip installs beside
    the package itself.
    """

    command: str
    files: str
    exclude: str | None = None
    each: bool = True
    arguments: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


READ = tuple(sorted({*FORMATS, *SUFFIXES} - {".md"}))
"""What the name of a report ends in. Markdown is read too, but beside reports it is the README of the folder."""


def is_report(name: str) -> bool:
    """Whether a file of a folder of reports is one; not so the text that was extracted from another one."""
    return name.lower().endswith(READ) and not name.endswith(EXTRACTED)


def reports_in(path: str | Path) -> list[str]:
    """The reports of a folder and all folders below, in a fixed order; what is no folder is itself, whatever it is."""
    if not Path(path).is_dir():
        return [str(path)]
    try:
        return [file for file in find_sources([path]) if is_report(file)]
    except UsageError:  # an empty folder
        return []


def _files(suffixes: Iterable[str]) -> str:
    names = "|".join(sorted(suffix.removeprefix(".") for suffix in suffixes))
    return rf"(^|/)reports/.*\.({names})$"


HOOKS = (
    # a checklist rests on the instruments beside it, and an overlay on both: one changed file says nothing alone
    Hook("lint", r"^checklists/.*\.yaml$", each=False, arguments=("checklists",)),
    Hook("validate", _files(SUFFIXES)),
    Hook("check", _files(READ), exclude=rf"{re.escape(EXTRACTED)}$", requires=(".[docx,pdf]",)),
)
"""One hook a command, named ``fazhi-eval-<command>``."""


def render() -> str:
    """The file as pre-commit reads it."""
    import yaml

    head = "# Made by `python -m fazhi_eval.hooks`; do not edit by hand. How to use the hooks: docs/ci.md\n"
    return head + yaml.safe_dump([_entry(hook) for hook in HOOKS], allow_unicode=True, sort_keys=False, width=120)


def _entry(hook: Hook) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": f"fazhi-eval-{hook.command}",
        "name": " · ".join(text(f"hooks.{hook.command}.name", lang) for lang in LANGUAGES),
        "description": " ".join(text(f"hooks.{hook.command}.description", lang) for lang in LANGUAGES),
        "entry": f"fazhi-eval {hook.command}",
        "language": "python",
        "files": hook.files,
    }
    if hook.exclude:
        entry["exclude"] = hook.exclude
    if not hook.each:
        entry["pass_filenames"] = False
    if hook.arguments:
        entry["args"] = list(hook.arguments)
    if hook.requires:
        entry["additional_dependencies"] = list(hook.requires)
    return entry


def main() -> int:
    """Write the file at the root of the checkout."""
    (_root() / FILE).write_text(render(), encoding="utf-8")
    return 0


def _root() -> Path:
    return data_folder("checklists").parent


if __name__ == "__main__":
    sys.exit(main())
