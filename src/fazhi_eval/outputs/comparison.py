"""This year's report beside last year's, for a person at a terminal."""

from collections import Counter

from fazhi_eval.evaluation.years import Change, GapChange, Kept, Moved, Promise, Repeated, YearOverYear
from fazhi_eval.messages import text
from fazhi_eval.outputs.columns import WIDTH, wrap
from fazhi_eval.outputs.facts import value_words
from fazhi_eval.outputs.paint import Paint, painter
from fazhi_eval.outputs.words import gravest_first, quoted, said
from fazhi_eval.reports.paths import unscoped, vocabulary

_FIRST, _REST = "  ·  ", "     "
_QUOTES_SHOWN = 2


def render(years: YearOverYear, lang: str = "zh", *, colour: bool = False, width: int = WIDTH) -> str:
    """The comparison as text in ``lang``: gaps, admissions made again, promises, figures that moved."""
    return "\n\n".join("\n".join(lines) for lines in sections(years, lang, painter(colour), width)) + "\n"


def sections(years: YearOverYear, lang: str, paint: Paint, width: int) -> list[list[str]]:
    """The same as blocks of lines, to stand within another text."""
    head = [paint(_word("heading", lang, last=years.last_year, this=years.this_year, body=years.body or "—"), "bold")]
    if not years.same_body:
        head += wrap(_word("other_body", lang), width)
    return [
        head,
        _gaps(years.gaps, lang, paint, width),
        _repeated(years.repeated, lang, paint, width),
        _promises(years.promises, lang, paint, width),
        _figures(years, lang, paint, width),
    ]


def _gaps(changes: tuple[GapChange, ...], lang: str, paint: Paint, width: int) -> list[str]:
    counts = Counter(change.change for change in changes)
    parts = [_word(f"change.{change}", lang) + f" {counts[change]}" for change in Change if counts[change]]
    lines = [paint(_word("gaps", lang, counts=" · ".join(parts) or "0"), "bold")]
    for kind in Change:
        told = gravest_first(change for change in changes if change.change == kind)
        for change in told:
            severity = text(f"outputs.severity.{change.severity}", lang)
            line = f"{_word(f'change.{kind}', lang)}  [{severity}] {said(change.title, lang)}  {change.item}"
            lines += wrap(line, width, first=_FIRST, rest=_REST)
    return lines


def _repeated(repeated: tuple[Repeated, ...], lang: str, paint: Paint, width: int) -> list[str]:
    lines = [paint(_word("repeated", lang, count=len(repeated)), "bold")]
    for one in repeated:
        how = _word("same", lang) if one.likeness == 1 else _word("nearly", lang, share=f"{one.likeness:.0%}")
        lines += wrap(quoted(one.text), width, first=f"{one.this + 1:>3}  ", rest=_REST)
        lines += wrap(_word("before", lang, number=one.last + 1, how=how), width, first=_REST, rest=_REST)
    return lines


def _promises(promises: tuple[Promise, ...], lang: str, paint: Paint, width: int) -> list[str]:
    counts = Counter(promise.outcome for promise in promises)
    parts = [_word(f"kept.{outcome}", lang) + f" {counts[outcome]}" for outcome in Kept]
    lines = [paint(_word("promises", lang, count=len(promises), counts=" · ".join(parts)), "bold")]
    if promises:
        lines += wrap(_word("promises_meaning", lang), width, first="  ", rest="  ")
    for outcome in (Kept.NOT_KEPT, Kept.KEPT, Kept.SILENT):
        told = [promise for promise in promises if promise.outcome is outcome]
        if told:
            lines.append(f"  {_word(f'kept.{outcome}', lang)}")
        for promise in told:
            lines += _promise(promise, lang, width)
    return lines


def _promise(promise: Promise, lang: str, width: int) -> list[str]:
    between = "、" if lang == "zh" else ", "
    marks = []
    if promise.measures.measurable:
        told = between.join((*promise.measures.figures, *promise.measures.dates))
        marks.append(_word("measures", lang, told=told))
    if promise.admitted:
        marks.append(_word("admitted", lang, numbers=between.join(str(number + 1) for number in promise.admitted)))
    if promise.again:
        marks.append(_word("again", lang))
    lines = wrap(quoted(promise.text), width, first=_FIRST, rest=_REST)
    lines += wrap(" · ".join(marks), width, first=_REST, rest=_REST) if marks else []
    for quote in list(dict.fromkeys(piece.quote for piece in promise.shown))[:_QUOTES_SHOWN]:
        lines += wrap(_word("this_year", lang) + quoted(quote), width, first=_REST, rest=_REST)
    return lines


def _figures(years: YearOverYear, lang: str, paint: Paint, width: int) -> list[str]:
    counts = {"count": len(years.figures), "compared": years.compared, "factor": f"{years.factor:g}"}
    lines = [paint(_word("figures", lang, **counts), "bold")]
    for one in years.figures:
        lines += _figure(one, lang, width)
    return lines


def _figure(one: Moved, lang: str, width: int) -> list[str]:
    info = vocabulary()[unscoped(one.path)]
    last, this = (value_words(value, info.kind, (), lang) for value in (one.last, one.this))
    times = "" if one.factor is None else f"  ×{one.factor:g}" if one.this > one.last else f"  ÷{one.factor:g}"
    unsure = "  " + _word("unsure", lang) if one.unsure else ""
    line = f"{info.zh if lang == 'zh' else info.en}  {last} → {this}{times}{unsure}  {one.path}"
    lines = wrap(line, width, first=_FIRST, rest=_REST)
    for code, quotes in (("last_year", one.last_quotes), ("this_year", one.this_quotes)):
        for quote in dict.fromkeys(quotes):
            lines += wrap(_word(code, lang) + quoted(quote), width, first=_REST, rest=_REST)
    return lines


def _word(code: str, lang: str, **params: object) -> str:
    return text(f"comparison.{code}", lang, **params)
