"""This year's report beside last year's, in words: parts of one shape, which every format lays out its own way."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fazhi_eval.evaluation.years import Change, GapChange, Kept, Moved, Promise, Repeated, YearOverYear
from fazhi_eval.messages import text
from fazhi_eval.outputs.columns import WIDTH, wrap
from fazhi_eval.outputs.facts import value_words
from fazhi_eval.outputs.paint import Paint, painter
from fazhi_eval.outputs.words import gravest_first, joined, quoted, said
from fazhi_eval.reports.paths import unscoped, vocabulary

_FIRST, _REST = "  ·  ", "     "
_QUOTES_SHOWN = 2


class Told(NamedTuple):
    """One thing set beside the evaluation: what it is about (``what``), and how it stands (``state``).

    ``name`` is the id of its item or the path of its fact, ``more`` are the lines under it. ``item`` is the item that
    it is about and ``admission`` the admission (its number in `Evaluation.admissions`), where there is one.
    """

    state: str
    what: str
    name: str = ""
    more: tuple[str, ...] = ()
    item: str | None = None
    admission: int | None = None

    @property
    def short(self) -> str:
        """How it stands, where what it is about is known."""
        return " — ".join((self.state, *self.more))


class Part(NamedTuple):
    """Things of one ``kind`` (in words) under one heading; ``meaning`` says how to read them."""

    kind: str
    heading: str
    told: tuple[Told, ...]
    meaning: str = ""


def render(years: YearOverYear, lang: str = "zh", *, colour: bool = False, width: int = WIDTH) -> str:
    """The comparison as text in ``lang``: gaps, admissions made again, promises, figures that moved."""
    paint = painter(colour)
    told = [head(years, lang, paint, width), *(section(part, paint, width) for part in parts(years, lang))]
    return "\n\n".join("\n".join(lines) for lines in told) + "\n"


def head(years: YearOverYear, lang: str, paint: Paint, width: int) -> list[str]:
    """Which years of which body, as lines."""
    first, *rest = heading(years, lang)
    return [paint(first, "bold"), *(line for note in rest for line in wrap(note, width))]


def section(part: Part, paint: Paint, width: int) -> list[str]:
    """A part as lines."""
    lines = [paint(part.heading, "bold")]
    if part.meaning:
        lines += wrap(part.meaning, width, first="  ", rest="  ")
    for told in part.told:
        line = "  ".join(piece for piece in (told.state, told.what, told.name) if piece)
        lines += wrap(line, width, first=_FIRST, rest=_REST)
        for more in told.more:
            lines += wrap(more, width, first=_REST, rest=_REST)
    return lines


def heading(years: YearOverYear, lang: str) -> list[str]:
    """Which years of which body; then, where the two reports name different bodies, that a person must look at it."""
    named = _word("heading", lang, last=years.last_year, this=years.this_year, body=years.body or "—")
    return [named] if years.same_body else [named, _word("other_body", lang)]


def parts(years: YearOverYear, lang: str) -> list[Part]:
    """What became of the gaps, what is admitted again, what was promised, which figures moved."""
    changes = Counter(change.change for change in years.gaps)
    changed = " · ".join(_word(f"change.{each}", lang) + f" {changes[each]}" for each in Change if changes[each])
    kept = Counter(promise.outcome for promise in years.promises)
    outcomes = " · ".join(_word(f"kept.{each}", lang) + f" {kept[each]}" for each in Kept)
    counts = {"count": len(years.figures), "compared": years.compared, "factor": f"{years.factor:g}"}
    return [
        Part(_word("kinds.gaps", lang), _word("gaps", lang, counts=changed or "0"), tuple(_gaps(years.gaps, lang))),
        Part(
            _word("kinds.repeated", lang),
            _word("repeated", lang, count=len(years.repeated)),
            tuple(_repeated(one, lang) for one in years.repeated),
        ),
        Part(
            _word("kinds.promises", lang),
            _word("promises", lang, count=len(years.promises), counts=outcomes),
            tuple(_promises(years.promises, lang)),
            _word("promises_meaning", lang) if years.promises else "",
        ),
        Part(
            _word("kinds.figures", lang),
            _word("figures", lang, **counts),
            tuple(_figure(one, lang) for one in years.figures),
        ),
    ]


def _gaps(changes: Sequence[GapChange], lang: str) -> Iterator[Told]:
    for kind in Change:
        for change in gravest_first(each for each in changes if each.change == kind):
            severity = text(f"outputs.severity.{change.severity}", lang)
            title = f"[{severity}] {said(change.title, lang)}"
            yield Told(_word(f"change.{kind}", lang), title, change.item, item=change.item)


def _repeated(one: Repeated, lang: str) -> Told:
    how = _word("same", lang) if one.likeness == 1 else _word("nearly", lang, share=f"{one.likeness:.0%}")
    again = _word("before", lang, this=one.this + 1, last=one.last + 1)
    return Told(how, quoted(one.text), more=(again,), admission=one.this)


def _promises(promises: Sequence[Promise], lang: str) -> Iterator[Told]:
    for outcome in (Kept.NOT_KEPT, Kept.SILENT, Kept.KEPT):
        for promise in promises:
            if promise.outcome is outcome:
                yield Told(_word(f"kept.{outcome}", lang), quoted(promise.text), more=tuple(_promise(promise, lang)))


def _promise(promise: Promise, lang: str) -> Iterator[str]:
    marks = []
    if promise.measures.measurable:
        told = joined((*promise.measures.figures, *promise.measures.dates), lang)
        marks.append(_word("measures", lang, told=told))
    if promise.admitted:
        marks.append(_word("admitted", lang, numbers=joined((str(n + 1) for n in promise.admitted), lang)))
    if promise.again:
        marks.append(_word("again", lang))
    if marks:
        yield " · ".join(marks)
    for quote in list(dict.fromkeys(piece.quote for piece in promise.shown))[:_QUOTES_SHOWN]:
        yield _word("this_year", lang) + quoted(quote)


def _figure(one: Moved, lang: str) -> Told:
    info = vocabulary()[unscoped(one.path)]
    last, this = (value_words(value, info.kind, (), lang) for value in (one.last, one.this))
    times = "" if one.factor is None else f"×{one.factor:g}" if one.this > one.last else f"÷{one.factor:g}"
    unsure = "  " + _word("unsure", lang) if one.unsure else ""
    quotes = [
        _word(code, lang) + quoted(quote)
        for code, stated in (("last_year", one.last_quotes), ("this_year", one.this_quotes))
        for quote in dict.fromkeys(stated)
    ]
    what = f"{info.zh if lang == 'zh' else info.en}  {last} → {this}{unsure}"
    return Told(times, what, one.path, tuple(quotes))


def _word(code: str, lang: str, **params: object) -> str:
    return text(f"comparison.{code}", lang, **params)
