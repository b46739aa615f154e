"""YAML read so that every value knows its line and column: the one reader of every YAML file here.

YAML 1.1 surprises are left out on purpose: ``no`` stays text, ``12:30`` stays text, an unquoted date stays text
(the models decide what is a date). Aliases, merge keys, tags and duplicate keys are problems, not features.
"""

from pathlib import Path
from typing import Any, NamedTuple

from fazhi_eval.errors import Problem

Key = tuple[str | int, ...]

_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Source(NamedTuple):
    """A parsed YAML file: its plain data, and where each value and key stands.

    ``places[path]`` is (line, column), both from 1, of the value at ``path`` (a tuple of keys and indices);
    ``keys[path]`` that of its key.
    """

    file: str
    data: Any
    lines: tuple[str, ...]
    places: dict[Key, tuple[int, int]]
    keys: dict[Key, tuple[int, int]]

    def place(self, path: Key) -> tuple[int, int]:
        """The place of ``path``, or of the nearest thing around it that exists."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def problem(self, code: str, path: Key, /, *, at_key: bool = False, **params: object) -> Problem:
        """A problem at ``path``, with the line it stands on."""
        line, column = self.keys.get(path) or self.place(path) if at_key else self.place(path)
        excerpt = self.lines[line - 1] if line <= len(self.lines) else None
        return Problem(code, params, file=self.file, line=line, column=column, excerpt=excerpt)


def parse(text: str, file: str) -> tuple[Source, list[Problem]]:
    """Parse YAML (JSON is YAML). Returns the source and every structural problem found; never raises for bad YAML."""
    import yaml  # twenty milliseconds that a run on kept data does not need

    lines = tuple(text.splitlines())
    try:
        # the C loader where PyYAML has it: ten times as fast, the same result
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        excerpt = lines[line - 1] if line <= len(lines) else None
        found = error.problem or error.context or ""
        return Source(file, None, lines, {}, {}), [
            Problem("yaml.syntax", {"found": found}, file=file, line=line, column=column, excerpt=excerpt)
        ]
    except (yaml.YAMLError, RecursionError) as error:
        return Source(file, None, lines, {}, {}), [
            Problem("yaml.syntax", {"found": str(error).splitlines()[0]}, file=file, line=1, column=1)
        ]
    source = Source(file, None, lines, {}, {})
    problems: list[Problem] = []
    if root is None:
        return source, [Problem("yaml.empty", {}, file=file, line=1, column=1)]
    seen: set[int] = set()
    try:
        data = _value(root, (), source, problems, seen)
    except RecursionError:
        return source, [Problem("yaml.syntax", {"found": "nested too deep"}, file=file, line=1, column=1)]
    return Source(file, data, lines, source.places, source.keys), problems


def read(path: Path) -> tuple[Source, list[Problem]]:
    """Parse a YAML file in UTF-8. Raises OSError and UnicodeDecodeError."""
    return parse(path.read_text(encoding="utf-8-sig"), str(path))


def _value(node: Any, path: Key, source: Source, problems: list[Problem], seen: set[int]) -> Any:
    source.places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if id(node) in seen:  # the composer gives an alias the node of its anchor
        problems.append(source.problem("yaml.alias", path, at_key=True))
        return None
    seen.add(id(node))
    if node.id == "scalar":
        return _scalar(node)
    if node.id == "sequence":
        return [_value(child, (*path, index), source, problems, seen) for index, child in enumerate(node.value)]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        inner = (*path, key)
        first = source.keys.get(inner)
        source.keys[inner] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key == "<<":
            problems.append(source.problem("yaml.merge", inner, at_key=True))
        elif first is not None:
            problems.append(source.problem("yaml.duplicate_key", inner, at_key=True, key=key, first_line=first[0]))
        else:
            result[key] = _value(value_node, inner, source, problems, seen)
    return result


def _scalar(node: Any) -> Any:
    value: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return value
    if value in _WORDS:
        return _WORDS[value]
    digits = value[1:] if value[:1] in "+-" else value
    if digits.isascii() and digits.isdigit() and (len(digits) == 1 or digits[0] != "0"):
        return int(value)
    whole, dot, fraction = digits.partition(".")
    if dot and whole.isascii() and fraction.isascii() and whole.isdigit() and fraction.isdigit():
        return float(value)
    return value
