"""Checks in words, for people: one sentence an operator, lists indented under those that hold others."""

from collections.abc import Callable
from typing import Any

from fazhi_eval.checklists.naming import name_of, percent, shower
from fazhi_eval.checklists.shapes import SHAPES, Expression
from fazhi_eval.checklists.view import show
from fazhi_eval.messages import LANGUAGES, text

_INDENT = "  "


def check_in_words(expression: Expression, lang: str) -> list[str]:
    """A sound expression as lines of text."""
    ((operator, argument),) = expression.items()
    if SHAPES[operator].single in ("check", "checks"):
        parts = argument if isinstance(argument, list) else [argument]
        if len(parts) == 1 and operator != "not":
            return check_in_words(parts[0], lang)
        lines = [text(f"checks.words.{operator}", lang)]
        for part in parts:
            first, *rest = check_in_words(part, lang)
            lines.append(f"{_INDENT}- {first}")
            lines += [f"{_INDENT}{_INDENT}{line}" for line in rest]
        return lines
    if isinstance(argument, str):
        return [text(f"checks.words.{operator}", lang, name=_name(argument, lang))]
    return [_WORDS[operator](argument, lang)]


def _name(path: str, lang: str) -> str:
    return name_of(path)[LANGUAGES.index(lang)]


def _compared(operator: str, argument: dict[str, Any], lang: str) -> str:
    path, value = argument["fact"], argument["value"]
    shown = show(value) if isinstance(value, str | bool) else shower(path)(value)
    return text(f"checks.words.{operator}", lang, name=_name(path, lang), value=shown)


def _ratio(argument: dict[str, Any], lang: str) -> str:
    bound = "at_least" if "at_least" in argument else "at_most"
    return text(
        f"checks.words.ratio_{bound}",
        lang,
        name=_name(argument["part"], lang),
        whole=_name(argument["whole"], lang),
        limit=percent(argument[bound]),
    )


def _on_or_before(argument: dict[str, Any], lang: str) -> str:
    after = argument.get("years_after", 0)
    when = text(f"checks.words.years.{after if after in (0, 1) else 'more'}", lang, n=after)
    day = {"month": argument["month"], "day": argument["day"]}
    return text("checks.words.on_or_before", lang, name=_name(argument["fact"], lang), when=when, **day)


def _not_more_than(argument: dict[str, Any], lang: str) -> str:
    names = {"name": _name(argument["fact"], lang), "other": _name(argument["other"], lang)}
    return text("checks.words.not_more_than", lang, **names)


_WORDS: dict[str, Callable[[dict[str, Any], str], str]] = {
    "at_least": lambda argument, lang: _compared("at_least", argument, lang),
    "at_most": lambda argument, lang: _compared("at_most", argument, lang),
    "equals": lambda argument, lang: _compared("equals", argument, lang),
    "ratio": _ratio,
    "on_or_before": _on_or_before,
    "not_more_than": _not_more_than,
    "review": lambda argument, lang: text("checks.words.review", lang, what=argument[lang]),
}
