"""Where in a file a finding stands, as pipelines count: lines and columns from 1, columns in code points."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi_eval.documents.model import Document
    from fazhi_eval.evaluation.model import Evaluation
    from fazhi_eval.reports.model import Evidence
    from fazhi_eval.yamlsource import Source

SUFFIX = ".extracted.txt"
"""What is added to the name of a report without lines of its own, for the file with its text."""


@dataclass(frozen=True)
class Place:
    """A stretch of a file; ``end_column`` is that after its last character.

    ``file`` is its path with ``/``, relative to the working directory where it lies within. ``quote`` is what the
    report says there, ``page`` the page of the original, ``start`` the offset in the report's text.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    quote: str | None = None
    page: int | None = None
    start: int | None = None


@dataclass(frozen=True)
class Places:
    """How places in one report are found: by the text of ``file``, by the keys of ``submission``, or not at all."""

    file: str
    text: str | None = None
    encoding: str | None = None
    submission: "Source | None" = None
    breaks: tuple[int, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        if self.text is not None:
            found = tuple(index + 1 for index, char in enumerate(self.text) if char == "\n")
            object.__setattr__(self, "breaks", found)

    def of(self, evidence: "Iterable[Evidence]", facts: "Iterable[str]") -> tuple[Place, ...]:
        """Where the quotations stand, or in a submission the ``facts`` (paths), the first first.

        The head of the file where the report says nothing.
        """
        if self.submission is not None:
            found = self._stated(facts, self.submission)
        else:
            found = [self._quoted(piece) for piece in evidence]
        return tuple(dict.fromkeys(found)) or (Place(self.file),)

    def _quoted(self, piece: "Evidence") -> Place:
        if self.text is None or piece.start is None or piece.end is None:
            return Place(self.file, quote=piece.quote, page=piece.page, start=piece.start)
        line, column = self._line(piece.start)
        end_line, end_column = self._line(piece.end)
        return Place(self.file, line, column, end_line, end_column, piece.quote, piece.page, piece.start)

    def _line(self, offset: int) -> tuple[int, int]:
        number = bisect_right(self.breaks, offset)
        return number + 1, offset - (self.breaks[number - 1] if number else 0) + 1

    def _stated(self, facts: "Iterable[str]", source: "Source") -> list[Place]:
        found = []
        for path in facts:
            key = tuple(path.split("."))
            if key in source.keys:
                line, column = source.keys[key]
                content = source.lines[line - 1]
                found.append(Place(self.file, line, column, line, len(content) + 1, content[column - 1 :].strip()))
        return found


def places_of(evaluation: "Evaluation", document: "Document | None", extracted: str | None = None) -> Places:
    """The places of the report that ``evaluation`` was made of, by the name it has in ``evaluation.source``.

    ``document`` is what it was read from, None for a submission, whose file is then read again for its lines.
    ``extracted`` is the file that holds the text of a report without lines (.docx, .pdf, .html), where there is one.
    """
    source = evaluation.source or "-"
    if document is None:
        return Places(shown(source), submission=_submission(source))
    if document.format == "txt":
        return Places(shown(source), document.text, document.encoding)
    return Places(shown(source)) if extracted is None else Places(shown(extracted), document.text, "utf-8")


def shown(path: str) -> str:
    """``path`` as pipelines name files: with ``/``, without ``./``, relative to here where it lies within."""
    try:
        return Path(path).absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return Path(path).as_posix()


def _submission(file: str) -> "Source | None":
    from fazhi_eval.yamlsource import read

    try:
        return read(Path(file))[0]
    except (OSError, UnicodeDecodeError):
        return None  # moved away since it was read: then nothing but its name is known
