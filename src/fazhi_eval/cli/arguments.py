"""The command line's words: commands, options, and errors about them in the user's language."""

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NoReturn

from fazhi_eval.errors import Problem, UsageError
from fazhi_eval.gate.conditions import Condition, condition
from fazhi_eval.messages import LANGUAGES, text
from fazhi_eval.outputs import FORMATS
from fazhi_eval.version import __version__

LISTS = ("items", "checklists", "instruments", "facts")
SCAFFOLDS = ("checklist", "report")
YEARS = range(2000, 2101)

_VALUE_MISSING = re.compile(r"argument (?P<option>[^:]+): expected .*")


def language(argv: Sequence[str]) -> str:
    """The language asked for anywhere on the line, Chinese unless one is: errors of usage speak it too."""
    for index, word in enumerate(argv):
        value = word.partition("=")[2] if word.startswith("--lang=") else None
        if word == "--lang" and index + 1 < len(argv):
            value = argv[index + 1]
        if value in LANGUAGES:
            return value
    return LANGUAGES[0]


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The command line as values. Raises UsageError; ``--help`` and ``--version`` print and raise SystemExit."""
    lang = language(argv)
    parser = _parser(lang, argv)
    values, unknown = parser.parse_known_args(argv)
    if values.command is None:
        raise UsageError(Problem("cli.no_command", {"allowed": ", ".join(_commands())}))
    if unknown:
        raise UsageError(_unknown(word, values.options) for word in _options_first(unknown))
    if getattr(values, "files", None) == []:
        raise UsageError(Problem("cli.no_files", {"command": values.command}))
    if values.command == "compare" and len(values.files) != 2:
        raise UsageError(Problem("comparison.two_files"))
    if getattr(values, "item", "") is None:
        raise UsageError(Problem("cli.no_item"))
    if getattr(values, "kind", "") is None:
        raise UsageError(Problem("cli.no_kind", {"command": values.command, "allowed": ", ".join(values.kinds)}))
    values.lang = lang
    return values


def _options_first(unknown: list[str]) -> list[str]:
    # the word after an unknown option is most likely its value
    return [word for word in unknown if word.startswith("-")] or unknown


def _unknown(word: str, options: list[str]) -> Problem:
    if not word.startswith("-"):
        return Problem("cli.too_many", {"found": word})
    return Problem("cli.option", _found(word.partition("=")[0], options))


class _Parser(argparse.ArgumentParser):
    """argparse whose errors are `UsageError` and whose headings are in the user's language."""

    def __init__(self, lang: str, **settings: Any) -> None:
        self.lang = lang
        formatter = argparse.RawDescriptionHelpFormatter
        super().__init__(**settings, add_help=False, allow_abbrev=False, formatter_class=formatter)
        self.add_argument("-h", "--help", action="help", help=text("cli.help.help", lang))

    def error(self, message: str) -> NoReturn:
        missing = _VALUE_MISSING.fullmatch(message)
        if missing:
            raise UsageError(Problem("cli.value_missing", {"option": missing["option"]}))
        raise UsageError(Problem("cli.usage", {"found": message}))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            allowed = [str(choice) for choice in action.choices]
            if action.dest == "command":
                raise UsageError(Problem("cli.command", _found(value, allowed)))
            name = action.option_strings[-1] if action.option_strings else str(action.metavar)
            raise UsageError(Problem("cli.choice", {"option": name, **_found(value, allowed)}))

    def format_help(self) -> str:
        words = {
            "usage: ": text("cli.help.usage", self.lang),
            "positional arguments:": text("cli.help.arguments", self.lang),
            "options:": text("cli.help.options", self.lang),
        }
        shown = super().format_help()
        for english, own in words.items():
            shown = shown.replace(english, own, 1)
        return shown


def _parser(lang: str, argv: Sequence[str]) -> _Parser:
    """The parser of the command line ``argv``: of the commands only one that is on it gets its options."""

    def word(key: str, **params: object) -> str:
        return text(f"cli.help.{key}", lang, **params).replace("%", "%%")

    root = _Parser(lang, prog="fazhi-eval", description=word("about"), epilog=text("cli.help.exit_codes", lang))
    root.add_argument("--version", action="version", version=f"fazhi-eval {__version__}", help=word("version"))
    root.add_argument("--lang", choices=LANGUAGES, help=word("lang"))
    commands = root.add_subparsers(dest="command", metavar=word("command"))
    for name, add in _commands().items():
        command = commands.add_parser(name, lang=lang, help=word(name), description=word(name))
        if name not in argv:
            continue
        add(command, word)
        command.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=word("lang"))
        command.set_defaults(options=[option for action in command._actions for option in action.option_strings])
    return root


def _commands() -> dict[str, Callable[[argparse.ArgumentParser, Callable[..., str]], None]]:
    return {
        "check": _check,
        "extract": _extract,
        "validate": _validate,
        "audit": _audit,
        "compare": _compare,
        "explain": _explain,
        "list": _list,
        "lint": _lint,
        "schema": _schema,
        "new": _new,
    }


def _check(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    _files(parser, word)
    _format(parser, word, tuple(FORMATS))
    _gate(parser, word)
    parser.add_argument("--year", type=_year, help=word("year"), metavar="YYYY")
    _checklist(parser, word)
    _phrasings(parser, word)
    parser.add_argument("--previous", metavar="FILE", help=word("previous"))
    _factor(parser, word)
    parser.add_argument("--reviews", metavar="FILE", help=word("reviews"))
    parser.add_argument("-v", "--verbose", action="store_true", help=word("verbose"))
    _output(parser, word)


def _audit(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    parser.add_argument("paths", nargs="*", metavar="FOLDER", help=word("audit_paths"))
    parser.add_argument("--list", metavar="FILE", help=word("audit_list"))
    parser.add_argument("-o", "--output", metavar="FOLDER", help=word("audit_output"))
    parser.add_argument("--year", type=_year, help=word("year"), metavar="YYYY")
    _checklist(parser, word)
    _phrasings(parser, word)
    parser.add_argument("--workers", type=int, metavar="N", help=word("audit_workers"))
    parser.add_argument("--timeout", type=float, default=60.0, metavar="S", help=word("audit_timeout"))
    parser.add_argument("--no-pages", action="store_true", help=word("audit_no_pages"))
    parser.add_argument("--parquet", action="store_true", help=word("audit_parquet"))


def _compare(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE", help=word("two_files"))
    _format(parser, word)
    _factor(parser, word)
    _checklist(parser, word)
    _phrasings(parser, word)
    _output(parser, word)


def _extract(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    _files(parser, word)
    _format(parser, word)
    parser.add_argument("--review", action="store_true", help=word("review"))
    _phrasings(parser, word)
    _output(parser, word)


def _validate(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    _files(parser, word)
    _format(parser, word)


def _explain(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    parser.add_argument("item", nargs="?", metavar="ITEM", help=word("item"))
    parser.add_argument("--report", metavar="FILE", help=word("report"))
    _checklist(parser, word)
    _phrasings(parser, word)


def _list(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    _kind(parser, word, LISTS, default=LISTS[0])
    _format(parser, word)
    _checklist(parser, word)


def _lint(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    parser.add_argument("checklists", nargs="*", metavar="CHECKLIST", help=word("lint_checklists"))
    _phrasings(parser, word)


def _schema(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    from fazhi_eval.schemas import KINDS

    _kind(parser, word, KINDS)
    _output(parser, word)


def _new(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    _kind(parser, word, SCAFFOLDS)
    _output(parser, word)


def _gate(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    parser.add_argument("--fail-on", action="append", type=_condition, metavar="CONDITION", help=word("fail_on"))
    parser.add_argument("--config", metavar="FILE", help=word("config"))
    parser.add_argument("--waivers", metavar="FILE", help=word("waivers"))
    parser.add_argument("--today", type=_today, metavar="YYYY-MM-DD", help=word("today"))
    parser.add_argument("--baseline", metavar="FILE", help=word("baseline"))
    parser.add_argument("--write-baseline", metavar="FILE", help=word("write_baseline"))


def _files(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    # "*" and not "+": read_arguments tells of a missing file in the user's words
    parser.add_argument("files", nargs="*", metavar="FILE", help=word("files"))


def _format(
    parser: argparse.ArgumentParser, word: Callable[..., str], allowed: tuple[str, ...] = ("text", "json")
) -> None:
    parser.add_argument("--format", choices=allowed, default=allowed[0], help=word("format"))


def _checklist(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    parser.add_argument(
        "--checklist", action="append", default=[], dest="checklists", metavar="NAME", help=word("checklist")
    )


def _factor(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    parser.add_argument("--factor", type=_above_one, default=2.0, metavar="N", help=word("factor"))


def _phrasings(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    parser.add_argument("--phrasings", action="append", default=[], metavar="FOLDER", help=word("phrasings"))


def _output(parser: argparse.ArgumentParser, word: Callable[..., str]) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", help=word("output"))


def _kind(
    parser: argparse.ArgumentParser, word: Callable[..., str], kinds: tuple[str, ...], default: str | None = None
) -> None:
    parser.add_argument(
        "kind", nargs="?", choices=kinds, default=default, metavar="KIND", help=word("kind", allowed=", ".join(kinds))
    )
    parser.set_defaults(kinds=kinds)


def _year(value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value) in YEARS):
        raise UsageError(Problem("cli.year", {"found": value, "low": YEARS[0], "high": YEARS[-1]}))
    return int(value)


def _above_one(value: str) -> float:
    try:
        factor = float(value)
    except ValueError:
        factor = 0.0
    if not 1 < factor < float("inf"):
        raise UsageError(Problem("comparison.factor", {"found": value}))
    return factor


def _condition(value: str) -> Condition:
    found = condition(value)
    if isinstance(found, Problem):
        raise UsageError(found)
    return found


def _today(value: str) -> date:
    try:
        if len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise UsageError(Problem("gate.today", {"found": value}))


def _found(value: object, allowed: Iterable[str]) -> dict[str, str]:
    names = list(allowed)
    return {"found": str(value), "allowed": ", ".join(names), "near": _near(str(value), names)}


def _near(name: str, allowed: Iterable[str]) -> str:
    from difflib import get_close_matches  # only where something is wrong

    names = list(allowed)
    return (get_close_matches(name, names, n=1, cutoff=0.0) or names)[0]
