"""A Report written by hand: YAML or JSON, judged by the JSON Schema that users of other languages have too.

The verdict is the schema's. The model then only builds the value; a test shows that both agree.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_eval.errors import InputError, Problem
from fazhi_eval.reports.model import Report
from fazhi_eval.reports.paths import SCOPES, full_paths, nearest, unscoped, vocabulary
from fazhi_eval.schemas import shipped
from fazhi_eval.yamlsource import Key, Source, parse

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

MAX_BYTES = 5_000_000
"""A submission is some kilobytes; a file larger than this is something else."""

_SURROGATES = re.compile(r"(?<!\\)((?:\\\\)*)(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})")


def read_submission(path: str | Path) -> Report:
    """The Report that a ``.yaml``, ``.yml`` or ``.json`` file states.

    Raises InputError with every problem of the file, each with file, line and column.
    """
    path = Path(path)
    return submission_from_text(_read(path), str(path))


def submission_from_text(text: str, source: str = "<text>") -> Report:
    """The Report that a YAML or JSON text states; ``source`` names it in errors. Raises InputError."""
    if source.endswith(".json"):
        # YAML has no surrogate pairs, JSON writes rare characters (𠮷) with them
        text = _SURROGATES.sub(lambda match: match[1] + json.loads(f'"{match[2]}"'), text)
    parsed, problems = parse(text, source)
    if problems:
        raise InputError(problems)
    data = _whole_numbers(parsed.data)
    problems = [problem for error in _schema_errors(data) for problem in _problems(error, parsed)]
    if problems:
        raise InputError(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0, problem.code)))
    return Report.model_validate(data)


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(Problem("submission.too_big", {"limit": MAX_BYTES // 1_000_000}, file=str(path)))
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(Problem("submission.no_file", {}, file=str(path))) from None
    except UnicodeDecodeError as error:
        raise InputError(Problem("submission.encoding", {"offset": error.start}, file=str(path))) from None
    except OSError as error:
        raise InputError(Problem("submission.unreadable", {"why": error.strerror}, file=str(path))) from None


def _whole_numbers(value: Any) -> Any:
    """5.0 is the integer 5, as JSON Schema says."""
    if isinstance(value, dict):
        return {key: _whole_numbers(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_whole_numbers(child) for child in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _schema_errors(data: Any) -> "Iterator[ValidationError]":
    from jsonschema import Draft202012Validator, FormatChecker  # slow to import

    schema = json.loads(shipped("report").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
    for error in validator.iter_errors(data):
        yield from _innermost(error)


def _innermost(error: "ValidationError") -> "Iterator[ValidationError]":
    """What is wrong inside an optional value: its ``null`` branch tells nobody anything."""
    inner = [child for child in error.context or () if child.validator_value != "null"]
    if error.validator == "anyOf" and len({child.schema_path[0] for child in inner}) == 1:
        seen = {child.validator for child in inner}
        for child in inner:
            # a date out of its pattern is out of its format too: one problem, not two
            if not (child.validator == "pattern" and "format" in seen):
                yield from _innermost(child)
    else:
        yield error


def _problems(error: "ValidationError", source: Source) -> Iterable[Problem]:
    path: Key = tuple(error.absolute_path)
    found: Any = error.instance
    wanted: Any = error.validator_value
    schema: dict[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    match error.validator:
        case "additionalProperties":
            allowed = sorted(schema.get("properties", {}))
            for key in found:
                if key not in allowed:
                    yield _unknown_key(key, path, allowed, source)
        case "propertyNames" | "enum" if path == ("evidence",):
            yield source.problem(
                "submission.evidence_path", (*path, found), at_key=True, found=found, nearest=_near(found, full_paths())
            )
        case "type" if "const" in schema:
            pass  # told by "const"
        case "type" if schema.get("format") == "date":
            yield source.problem("submission.date", path, found=_shown(found))
        case "type" | "anyOf":
            yield source.problem("submission.type", path, found=_shown(found), allowed=_types(schema), **_names(path))
        case "enum":
            names = [str(value) for value in wanted]
            yield source.problem(
                "submission.enum",
                path,
                found=_shown(found),
                allowed=", ".join(names),
                nearest=_near(str(found), names),
            )
        case "const":
            yield source.problem("submission.const", path, found=_shown(found), allowed=_shown(wanted))
        case "minimum" | "maximum":
            yield source.problem("submission.range", path, found=found, allowed=_range(schema), **_names(path))
        case "format" | "pattern":
            yield source.problem("submission.date", path, found=_shown(found))
        case "required":
            for key in wanted:
                if key not in found:
                    yield source.problem("submission.missing", path, key=key)
        case "minLength":
            yield source.problem("submission.blank", path)
        case _:
            yield source.problem("submission.other", path, found=error.message)


def _unknown_key(key: str, path: Key, allowed: list[str], source: Source) -> Problem:
    place = (*path, key)
    if path and path[0] in SCOPES:
        return source.problem(
            "submission.fact",
            place,
            at_key=True,
            found=".".join(map(str, place)),
            nearest=_nearest_fact(place, allowed),
        )
    return source.problem(
        "submission.key", place, at_key=True, found=key, allowed=", ".join(allowed), nearest=_near(key, allowed)
    )


def _nearest_fact(place: Key, allowed: list[str]) -> str:
    *outer, key = map(str, place)
    # the right name under the wrong heading is the commonest slip
    elsewhere = [path for path in vocabulary() if path.endswith(f".{key}") and not path.startswith("report.")]
    if elsewhere and len(outer) == 2:
        return f"{outer[0]}.{nearest(outer[1] + '.' + key, elsewhere) or elsewhere[0]}"
    return ".".join([*outer, _near(key, allowed)])


def _near(name: str, allowed: Iterable[str]) -> str:
    """The nearest allowed name; where none is near, the first one, as an example of a name."""
    names = sorted(allowed)
    return nearest(name, names) or names[0]


def _names(path: Key) -> dict[str, Any]:
    """The path itself, and what people call it."""
    name = ".".join(map(str, path)) or "(document)"
    info = vocabulary().get(unscoped(name))
    return {"name": name, "title": info.zh if info else name}


def _range(schema: dict[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    return f"≥ {low}" if high is None else f"{low}–{high}"


def _types(schema: dict[str, Any]) -> str:
    kinds: list[str] = []
    for branch in schema.get("anyOf", [schema]):
        kind = branch.get("type", [])
        kinds += kind if isinstance(kind, list) else [kind]
    return " / ".join(dict.fromkeys(kinds))


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:39]}…"
