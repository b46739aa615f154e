"""What every format says in words: outcomes, severities, law, places. One place, so that all of them agree."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol, TypeVar

from fazhi_eval.checklists.model import Severity
from fazhi_eval.messages import text

if TYPE_CHECKING:
    from fazhi_eval.checklists.model import Basis, Text
    from fazhi_eval.evaluation.model import Cited, Evaluation


class _Weighed(Protocol):
    @property
    def severity(self) -> Severity: ...


W = TypeVar("W", bound=_Weighed)
_ORDER = {severity: place for place, severity in enumerate(Severity)}


def gravest_first(things: Iterable[W]) -> list[W]:
    """Gaps (or what else has a severity), the gravest first, else in their order: every format numbers them alike."""
    return sorted(things, key=lambda thing: _ORDER[thing.severity])


def word(code: str, lang: str, /, **params: object) -> str:
    """A message of this component (``outcome.met``)."""
    return text(f"outputs.{code}", lang, **params)


def said(both: "Text", lang: str) -> str:
    """A text in the language asked for."""
    return both.zh if lang == "zh" else both.en


def joined(words: Iterable[str], lang: str) -> str:
    """Words of a list."""
    return ("、" if lang == "zh" else ", ").join(words)


def ranges(numbers: Iterable[int], lang: str) -> str:
    """Ascending numbers with runs drawn together: ``1–3、5``."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return joined((str(first) if first == last else f"{first}–{last}" for first, last in spans), lang)


def quoted(quote: str) -> str:
    """A quotation in marks that do not stand inside it: reports are full of ``“ ”``."""
    return f"「{quote}」"


def cite(bases: "Iterable[Basis]", instruments: Mapping[str, "Cited"], lang: str) -> str:
    """The law as a reader looks it up: title, number, clauses, and a mark where a clause was not verified."""
    clauses: dict[str, list[str]] = {}
    for basis in bases:
        cited = instruments.get(basis.instrument)
        verified = basis.verified and (cited is None or cited.verified)
        mark = "" if verified else word("law.unverified", lang)
        found = clauses.setdefault(basis.instrument, [])
        separator = word("law.and" if found else "law.first", lang) if basis.clause else ""
        found.append(separator + (basis.clause or "") + mark)
    laws = [_title(id, instruments.get(id), lang) + "".join(found) for id, found in clauses.items()]
    return word("law.next", lang).join(laws)


def _title(id: str, cited: "Cited | None", lang: str) -> str:
    if cited is None:
        return id
    number = word("law.number", lang, number=cited.number) if cited.number else ""
    return word("law.title", lang, title=said(cited.title, lang)) + number


def about(evaluation: "Evaluation", lang: str) -> str:
    """Who reports, on which year, at what level: one line; what is not known is left out."""
    report = evaluation.report
    parts = [
        report.issuer,
        word("year", lang, year=evaluation.year),
        word(f"level.{report.level}", lang) if report.level else None,
        word(f"body.{report.body}", lang) if report.body else None,
        word("published", lang, day=report.published_on) if report.published_on else None,
    ]
    return " · ".join(part for part in parts if part)


def points(value: float | None) -> str:
    """Points or none, with one decimal."""
    return "—" if value is None else f"{value:.1f}"


def share(value: float | None) -> str:
    """A share as a percentage without decimals."""
    return "—" if value is None else f"{value * 100:.0f}%"
