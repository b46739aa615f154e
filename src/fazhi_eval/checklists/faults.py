"""What pydantic finds wrong with a YAML file, as problems with a place, in our words."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from fazhi_eval.errors import Problem
from fazhi_eval.reports.paths import nearest
from fazhi_eval.yamlsource import Key, Source

M = TypeVar("M", bound=BaseModel)

_WANTED = {
    "string": "text",
    "float": "number",
    "int": "number",
    "bool": "flag",
    "tuple": "list",
    "list": "list",
    "dict": "mapping",
    "model": "mapping",
}


def validated(model: type[M], source: Source, data: Any, at: Key = ()) -> tuple[M | None, list[Problem]]:
    """``data``, which stands at ``at`` in ``source``, as a ``model``; or None and everything wrong with it."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_problem(model, source, at, found) for found in error.errors(include_url=False)]


def told(value: object) -> str:
    """A value found where it should not be, in few words."""
    shown = "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return shown if len(shown) <= 40 else f"{shown[:39]}…"


def unlisted(
    source: Source,
    code: str,
    path: Key,
    allowed: Iterable[str],
    *,
    found: object,
    at_key: bool = False,
    **params: object,
) -> Problem:
    """A problem of a name that is none of ``allowed``, with the nearest of them."""
    names = sorted(allowed) if isinstance(allowed, set | frozenset) else list(allowed)
    near = nearest(str(found), names) or "—"
    return source.problem(
        code, path, at_key=at_key, found=told(found), nearest=near, allowed=", ".join(names), **params
    )


def _problem(model: type[BaseModel], source: Source, at: Key, error: Mapping[str, Any]) -> Problem:
    kind, ctx, loc = error["type"], error.get("ctx", {}), error["loc"]
    path: Key = (*at, *loc)
    key = str(path[-1]) if path else ""
    found = told(error.get("input"))
    untranslated = key in ("zh", "en") and (kind == "string_too_short" or error.get("input") is None)
    if kind == "missing" or untranslated:
        around = path[:-1]
        code = "checklists.translation" if key in ("zh", "en") else "checklists.missing_key"
        return source.problem(code, around, at_key=around in source.keys, key=key)
    if kind == "extra_forbidden":
        return unlisted(source, "checklists.unknown_key", path, _keys_at(model, loc[:-1]), found=key, at_key=True)
    if kind in ("enum", "literal_error"):
        allowed = ctx["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        return unlisted(source, "checklists.not_allowed", path, allowed, found=error.get("input"))
    if kind.startswith("date"):
        return source.problem("checklists.date", path, found=found)
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        (bound,) = ctx.values()
        return source.problem(f"checklists.bound.{kind}", path, found=found, bound=f"{bound:g}")
    if kind == "too_short":
        return source.problem("checklists.too_few", path, low=ctx["min_length"])
    wanted = _WANTED.get(kind.partition("_")[0])
    if wanted is not None:
        return source.problem(f"checklists.type.{wanted}", path, found=found)
    return source.problem("checklists.value", path, found=f"{found} ({error['msg']})")


def _keys_at(model: type[BaseModel], loc: Key) -> tuple[str, ...]:
    """The keys that the model at ``loc`` takes, as they are written."""
    for step in loc:
        field = model.model_fields.get(str(step))
        inner = _model_in(field.annotation) if field is not None else None
        model = inner or model  # an index, or a key of a plain mapping, stays with the model around it
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _model_in(arg)) is not None), None)
