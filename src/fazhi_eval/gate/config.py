"""The configuration of a check: ``fazhi-eval.toml``, or a table of ``pyproject.toml``, found upward."""

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from fazhi_eval.errors import Problem, UsageError
from fazhi_eval.gate.conditions import Condition, condition
from fazhi_eval.yamlsource import Key, Source

NAME = "fazhi-eval.toml"
TABLE = ("tool", "fazhi-eval")
"""Where the settings stand in ``pyproject.toml``."""

_PLACE = r"\(at line (\d+), column (\d+)\)"
_KEY = r"\s*(?:\"([^\"]+)\"|'([^']+)'|([A-Za-z0-9_-]+))\s*="


class Settings(NamedTuple):
    """What a configuration file says, its paths made those from here. ``file`` is absent where there is none."""

    file: str | None = None
    conditions: tuple[Condition, ...] = ()
    checklists: tuple[str, ...] = ()
    phrasings: tuple[str, ...] = ()
    waivers: str | None = None
    baseline: str | None = None


def find_config(files: Iterable[str]) -> Path | None:
    """The configuration of the reports ``files``: the nearest one upward from the folder that they share, else from
    the working directory. A ``pyproject.toml`` without the table is passed by."""
    # where a link to a report stands counts, not where it leads
    folders = {Path(os.path.abspath(file)).parent for file in files}  # noqa: PTH100
    try:
        shared = Path(os.path.commonpath(folders)) if folders else Path.cwd()
    except ValueError:  # on different drives
        shared = Path.cwd()
    for start in dict.fromkeys((shared, Path.cwd())):
        for folder in (start, *start.parents):
            if (folder / NAME).is_file():
                return folder / NAME
            if _has_table(folder / "pyproject.toml"):
                return folder / "pyproject.toml"
    return None


def read_config(file: Path) -> Settings:
    """The settings of a configuration file. Raises UsageError with every problem, each at its line."""
    from pydantic import ValidationError

    from fazhi_eval.gate.files import Config
    from fazhi_eval.gate.problems import problems_of, text_of

    table = TABLE if file.name == "pyproject.toml" else ()
    source = _source(text_of(file), _shown(file), table)
    try:
        config = Config.model_validate(source.data, by_alias=True, by_name=False)
    except ValidationError as error:
        allowed = [field.alias or name for name, field in Config.model_fields.items()]
        # what is wrong with a condition is told below, better than a pattern can
        found = [one for one in error.errors() if one["type"] != "string_pattern_mismatch"]
        problems = problems_of(error, source, allowed) if found else []
        problems = [one for one in problems if one.code != "gate.value.other"]
        raise UsageError(sorted([*problems, *_conditions(source)[1]], key=lambda one: one.line or 0)) from None
    conditions, problems = _conditions(source)
    if problems:
        raise UsageError(problems)
    return Settings(
        file=source.file,
        conditions=conditions,
        checklists=tuple(_beside(file, name) for name in config.checklists),
        phrasings=tuple(_from_here(file, name) for name in config.phrasings),
        waivers=_from_here(file, config.waivers) if config.waivers else None,
        baseline=_from_here(file, config.baseline) if config.baseline else None,
    )


def _conditions(source: Source) -> tuple[tuple[Condition, ...], list[Problem]]:
    written = source.data.get("fail-on", [])
    good, bad = [], []
    for index, one in enumerate(written if isinstance(written, list) else []):
        found = condition(one) if isinstance(one, str) else None
        if isinstance(found, Condition):
            good.append(found)
        elif found is not None:
            told = source.problem(found.code, ("fail-on", index))
            bad.append(replace(told, params=found.params))
    return tuple(good), bad


def _source(text: str, file: str, table: tuple[str, ...]) -> Source:
    """The table of a TOML text with the lines of its keys, which the standard library's reader does not tell."""
    import tomllib  # most checks have no configuration

    lines = tuple(text.splitlines())
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(_PLACE, str(error))
        at, column = (int(place[1]), int(place[2])) if place else (len(lines), 1)
        excerpt = lines[at - 1] if 0 < at <= len(lines) else None
        found = re.sub(_PLACE, "", str(error)).strip()
        raise UsageError(Problem("gate.toml", {"found": found}, file, at, column, excerpt)) from None
    for name in table:
        data = data.get(name, {})
    places: dict[Key, tuple[int, int]] = {}
    current: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        head = re.fullmatch(r"\s*\[+([^\[\]]+)\]+\s*(?:#.*)?", line)
        if head:
            current = tuple(part.strip().strip("\"'") for part in head[1].split("."))
            if current[: len(table)] == table and len(current) > len(table):
                places.setdefault((current[len(table)],), (number, line.index("[") + 1))
        match = re.match(_KEY, line)
        if match and current == table:
            key = match[1] or match[2] or match[3]
            places.setdefault((key,), (number, match.start(match.lastindex or 0) + 1))
    return Source(file, data, lines, places, places)


def _has_table(file: Path) -> bool:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    # looked for as text first: most pyproject.toml are not ours, and one that is broken is not ours to tell of
    return re.search(r"^\s*\[\s*tool\s*\.\s*[\"']?fazhi-eval\b", text, re.MULTILINE) is not None


def _beside(file: Path, name: str) -> str:
    """A checklist: the path of one's own file or folder beside the configuration, else the name of a shipped one."""
    path = _from_here(file, name)
    return path if Path(path).exists() else name


def _from_here(file: Path, name: str) -> str:
    return _shown(file.parent / name)


def _shown(path: Path) -> str:
    """The path as a reader here knows it: relative where it lies within the working directory."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
