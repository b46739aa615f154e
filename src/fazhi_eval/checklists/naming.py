"""Facts as people read them: where a path is looked for, what it is called, how its values are shown."""

from collections.abc import Callable
from typing import Any

from fazhi_eval.checklists.shapes import fact_info
from fazhi_eval.checklists.verdict import Words
from fazhi_eval.checklists.view import show
from fazhi_eval.messages import text
from fazhi_eval.reports.paths import SCOPES


def places_of(path: str) -> tuple[str, ...]:
    """The full paths at which a fact is looked for, in order: facts about the heads are always the body's own."""
    scope = path.partition(".")[0]
    if scope in SCOPES or scope == "report":
        return (path,)
    if scope == "first_responsible":
        return (f"own.{path}",)
    return tuple([f"{scope}.{path}" for scope in SCOPES])


def name_of(path: str) -> Words:
    """What people call the fact at ``path``."""
    info = fact_info(path)
    assert info is not None, path
    scope = path.partition(".")[0]
    if scope in SCOPES and not path.startswith("own.first_responsible."):
        return text(f"checks.scope.{scope}", "zh", name=info.zh), text(f"checks.scope.{scope}", "en", name=info.en)
    return info.zh, info.en


def said(code: str, path: str, /, **params: object) -> Words:
    """The message ``checks.<code>`` about the fact at ``path``."""
    zh, en = name_of(path)
    return text(f"checks.{code}", "zh", name=zh, **params), text(f"checks.{code}", "en", name=en, **params)


def shower(path: str) -> Callable[[Any], str]:
    """How a value of the fact at ``path`` is shown to a reader: shares in percent."""
    info = fact_info(path)
    return percent if info is not None and info.kind == "rate" else show


def percent(share: float) -> str:
    """0.985 → ``98.5%``."""
    return f"{share * 100:.4g}%"
