"""The paths of facts: which exist, of what kind, by what name; and the nearest one to a wrong one."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Literal, NamedTuple, get_args

from pydantic import BaseModel

from fazhi_eval.reports.facts import Amount, Count, Facts, Flag, Rate
from fazhi_eval.reports.model import About, Report, Sections

Kind = Literal["count", "amount", "rate", "flag", "date", "text", "list"]

SCOPES = ("area", "own")
"""Where an unscoped path is looked for, in this order: the jurisdiction's figure before the body's own."""

_KINDS: tuple[tuple[Kind, Any], ...] = (("count", Count), ("flag", Flag), ("rate", Rate), ("amount", Amount))
_ABOUT_KINDS: dict[str, Kind] = {"year": "count", "published_on": "date", "signed_on": "date", "addressed_to": "list"}


class FactInfo(NamedTuple):
    """What is known of one fact: its unscoped path, its kind, its name in Chinese and its meaning in English."""

    path: str
    kind: Kind
    zh: str
    en: str


@cache
def vocabulary() -> dict[str, FactInfo]:
    """Every fact by unscoped path (``litigation.lost``), and the facts about the document (``report.year``)."""
    found: dict[str, FactInfo] = {}
    for group, info in Facts.model_fields.items():
        for name, field in _model_of(info.annotation).model_fields.items():
            path = f"{group}.{name}"
            found[path] = FactInfo(path, _kind(field.annotation), field.title or path, field.description or path)
    for name, field in About.model_fields.items():
        if name != "sections":
            path = f"report.{name}"
            found[path] = FactInfo(path, _ABOUT_KINDS.get(name, "text"), field.title or path, name.replace("_", " "))
    for name, field in Sections.model_fields.items():
        path = f"report.sections.{name}"
        found[path] = FactInfo(path, "flag", field.title or path, f"section: {name.replace('_', ' ')}")
    return found


@cache
def full_paths() -> frozenset[str]:
    """Every path that can carry a value or evidence: ``area.…``, ``own.…``, ``report.…``."""
    facts = [path for path in vocabulary() if not path.startswith("report.")]
    about = [path for path in vocabulary() if path.startswith("report.")]
    return frozenset([*(f"{scope}.{path}" for scope in SCOPES for path in facts), *about])


def unscoped(path: str) -> str:
    """``area.litigation.lost`` → ``litigation.lost``; other paths as they are."""
    scope, _, rest = path.partition(".")
    return rest if scope in SCOPES else path


def nearest(name: str, allowed: Iterable[str]) -> str | None:
    """The allowed name most like ``name``, if any is like it at all."""
    from difflib import get_close_matches  # only where something is wrong

    close = get_close_matches(name, list(allowed), n=1, cutoff=0.5)
    return close[0] if close else None


def flat_facts(report: Report) -> dict[str, Any]:
    """Every stated fact of a report by full path (``area.…``, ``own.…``, ``report.…``) to its value."""
    found: dict[str, Any] = {}
    for scope, facts in (("own", report.own), ("area", report.area)):
        for group, values in facts.__dict__.items():
            if values is not None:
                for name, value in values.__dict__.items():
                    if value is not None:
                        found[f"{scope}.{group}.{name}"] = value
    about = report.report
    for name, value in about.__dict__.items():
        if name != "sections" and value not in (None, []):
            found[f"report.{name}"] = value
    for name, value in about.sections.__dict__.items():
        if value is not None:
            found[f"report.sections.{name}"] = value
    return found


def _model_of(annotation: Any) -> type[BaseModel]:
    return next(arg for arg in get_args(annotation) if arg is not type(None))  # type: ignore[no-any-return]


def _kind(annotation: Any) -> Kind:
    (kind,) = (kind for kind, type_ in _KINDS if type_ in get_args(annotation))
    return kind
