"""Regular expressions kept in compiled form: compiling takes a hundred times as long as reading back what came of it.

The standard library pickles a pattern as its source. Its compiled form is a list of numbers; the two private functions
that make it and take it stand here alone, and where an interpreter lacks them patterns are compiled as ever.
"""

import re
from array import array
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from fazhi_eval.data import kept

T = TypeVar("T")


def kept_patterns(make: Callable[[], T]) -> Callable[[], T]:
    """A function without arguments that compiles patterns from data of this package: called once a process, and its
    result kept between runs (see `fazhi_eval.data.kept`)."""
    return cache(lambda: kept(f"patterns.{make.__module__}.{make.__qualname__}", (), make))


def reduced(pattern: re.Pattern[str]) -> Any:
    """How ``pattern`` is pickled with its compiled form (see ``pickle.Pickler.reducer_override``)."""
    try:
        parsed = import_module("re._parser").parse(pattern.pattern, pattern.flags)
        code = import_module("re._compiler")._code(parsed, pattern.flags)
    except (ImportError, AttributeError):
        return NotImplemented
    return _compiled, (pattern.pattern, pattern.flags, array("I", code), pattern.groups, dict(pattern.groupindex))


def _compiled(source: str, flags: int, code: "array[int]", groups: int, names: Mapping[str, int]) -> re.Pattern[str]:
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    # it checks the code, and raises where another interpreter wrote it: `kept` then builds anew
    made: re.Pattern[str] = import_module("_sre").compile(source, flags, code.tolist(), groups, names, tuple(by_number))
    return made
