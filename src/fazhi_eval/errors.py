"""Errors as part of the interface: what is wrong, where, what is allowed, what to do. All of them at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. ``code`` names its message in the catalogues, ``params`` fill it.

    ``line`` and ``column`` count from 1. ``excerpt`` is the line it stands on.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    file: str | None = None
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None

    def render(self, lang: str = "zh") -> str:
        """``file:line:column: message`` and the excerpt with a mark under the place."""
        from fazhi_eval.messages import text

        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        message = f"{place}: {text(self.code, lang, **self.params)}" if place else text(self.code, lang, **self.params)
        if self.excerpt is None or self.column is None:
            return message
        shown = self.excerpt[:200]
        # a Chinese character takes two columns of a terminal
        pad = "".join("　" if ord(char) > 0x2E7F else " " for char in shown[: self.column - 1])
        return f"{message}\n    {shown}\n    {pad}^"


class FazhiError(Exception):
    """Base of all errors of this package; carries one problem or many. ``exit_code`` is that of the command line."""

    exit_code = 70

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    def render(self, lang: str = "zh") -> str:
        """All problems, one after the other."""
        return "\n".join(problem.render(lang) for problem in self.problems)

    def __str__(self) -> str:
        return self.render()

    def __reduce__(self) -> tuple[type["FazhiError"], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class UsageError(FazhiError):
    """The call makes no sense: unknown item, year out of range, unknown name."""

    exit_code = 2


class InputError(FazhiError):
    """A report that cannot be read, is empty, or does not fit its schema."""

    exit_code = 3


class ChecklistError(FazhiError):
    """A checklist, instrument or phrasing file that is wrong."""

    exit_code = 4


class NothingChecked(FazhiError):
    """No item covers the report's year, level and body: never a silent pass."""

    exit_code = 5
