"""What is wrong with a file of the gate's, told at its line and column: one way for all of them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from fazhi_eval.errors import Problem, UsageError
from fazhi_eval.reports.paths import nearest
from fazhi_eval.yamlsource import Key, Source

_WANTED = {
    "string_type": "text",
    "string_too_short": "text",
    "tuple_type": "list",
    "too_short": "list",
    "model_type": "mapping",
    "dict_type": "mapping",
    "value_error": "day",
    "date_from_datetime_parsing": "day",
    "date_parsing": "day",
}
"""pydantic's name of an error, and what we say should stand there."""


def text_of(file: Path) -> str:
    """The text of a UTF-8 file. Raises UsageError where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(Problem("gate.unreadable", {"why": error.strerror}, file=str(file))) from None
    except UnicodeDecodeError as error:
        raise UsageError(Problem("gate.encoding", {"offset": error.start}, file=str(file))) from None


def problems_of(error: ValidationError, source: Source, fields: Iterable[str]) -> list[Problem]:
    """The problems of ``source`` that pydantic found; ``fields`` are the keys allowed where one is not known."""
    allowed = list(fields)
    return [
        _problem(detail, source, allowed)
        for detail in error.errors()
        # a list of nothing but bad entries counts as empty too: its entries are told
        if detail["type"] != "too_short" or not detail["input"]
    ]


def _problem(detail: Any, source: Source, fields: list[str]) -> Problem:
    path: Key = tuple(detail["loc"])
    name = str(path[-1]) if path else ""
    if detail["type"] == "extra_forbidden":
        near = nearest(name, fields) or fields[0]
        return source.problem("gate.key", path, at_key=True, found=name, near=near, allowed=", ".join(fields))
    if detail["type"] == "missing":
        return source.problem("gate.missing", path[:-1], key=name, allowed=", ".join(fields))
    key = next((part for part in reversed(path) if isinstance(part, str)), "(document)")
    wanted = _WANTED.get(detail["type"], "other")
    return source.problem(f"gate.value.{wanted}", path, key=key, found=repr(detail["input"])[:60])
