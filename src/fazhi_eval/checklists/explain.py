"""One item told to a person: what it asks, of whom, by which law and when, and what satisfies it."""

from typing import Any

from fazhi_eval.checklists.applies import years_in_force
from fazhi_eval.checklists.examples import expected
from fazhi_eval.checklists.model import Basis, Checklists, Example, Instrument, Item, Period
from fazhi_eval.checklists.shapes import operators_named
from fazhi_eval.checklists.words import check_in_words
from fazhi_eval.messages import text


def explain(item: Item, checklists: Checklists, lang: str = "zh") -> str:
    """The item as text of several paragraphs in ``lang``, without a newline at its end."""
    blocks = [
        [f"{item.id}  {getattr(item.title, lang)}"],
        _block("obligation", lang, [getattr(item.obligation, lang)]),
        _block("basis", lang, [_basis(basis, checklists.instruments[basis.instrument], lang) for basis in item.basis]),
        _block("time", lang, _time(item, checklists, lang)),
        _block("binds", lang, _binds(item, lang)),
        _block("check", lang, [*check_in_words(item.check, lang), *_silent(item, lang)]),
        _block("weight", lang, [_weight(item, lang)]),
        _block("remedy", lang, [getattr(item.remedy, lang)]),
        _block("meets", lang, [_example(one, True, lang) for one in item.examples.meets]),
        _block("misses", lang, [_example(one, False, lang) for one in item.examples.misses]),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _block(head: str, lang: str, lines: list[str]) -> list[str]:
    return [text(f"checks.explain.{head}", lang), *(f"  {line}" for line in lines)] if lines else []


def _basis(basis: Basis, instrument: Instrument, lang: str) -> str:
    title = getattr(instrument.title, lang)
    parts = [f"《{title}》" if lang == "zh" else title]
    if instrument.number:
        parts.append(f"（{instrument.number}）" if lang == "zh" else f" ({instrument.number})")
    if basis.clause:
        parts.append(basis.clause if lang == "zh" else f", {basis.clause}")
    parts.append(text("checks.explain.life", lang, span=_span(instrument.effective, lang)))
    if basis.since or basis.until:
        cited = Period(start=basis.since, end=basis.until)
        parts.append(text("checks.explain.cited", lang, span=_span(cited, lang)))
    if not (basis.verified and instrument.verified):
        parts.append(text("checks.explain.unverified", lang))
    return "".join(parts)


def _span(period: Period, lang: str) -> str:
    return text("checks.explain.span", lang, start=period.start or "…", end=period.end or "…")


def _time(item: Item, checklists: Checklists, lang: str) -> list[str]:
    years = years_in_force(item, checklists.instruments)
    lines = [text("checks.explain.years", lang, years=", ".join(map(str, years)))]
    if item.effective.start or item.effective.end:
        lines.append(text("checks.explain.effective", lang, span=_span(item.effective, lang)))
    return lines


def _binds(item: Item, lang: str) -> list[str]:
    applies_to = item.applies_to
    comma = "、" if lang == "zh" else ", "
    everyone = text("checks.explain.all", lang)
    levels = comma.join(text(f"checks.level.{level.value}", lang) for level in applies_to.level) or everyone
    bodies = comma.join(text(f"checks.body.{body.value}", lang) for body in applies_to.body) or everyone
    lines = [text("checks.explain.levels", lang, names=levels), text("checks.explain.bodies", lang, names=bodies)]
    if applies_to.when is not None and applies_to.when_reason is not None:
        lines.append(text("checks.explain.when", lang, condition=getattr(applies_to.when_reason, lang)))
        lines += [f"  {line}" for line in check_in_words(applies_to.when, lang)]
        lines.append(text(f"checks.explain.when_unknown.{applies_to.when_unknown}", lang))
    return lines


def _silent(item: Item, lang: str) -> list[str]:
    if set(operators_named(item.check)) == {"review"}:
        return []  # whatever the report says, a person must look
    return [text(f"checks.words.silent.{item.when_silent}", lang)]


def _weight(item: Item, lang: str) -> str:
    topics = ("、" if lang == "zh" else ", ").join(text(f"gaps.topic.{topic.value}", lang) for topic in item.topics)
    severity = text(f"outputs.severity.{item.severity.value}", lang)
    return text("checks.explain.weighs", lang, weight=f"{item.weight:g}", severity=severity, topics=topics)


def _example(example: Example, meets: bool, lang: str) -> str:
    import yaml

    said: dict[str, Any] = {
        key: value for key in ("report", "own", "area", "evidence") if (value := getattr(example, key))
    }
    shown = yaml.safe_dump(said, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10_000).strip()
    outcomes = "/".join(text(f"checks.outcome.{outcome}", lang) for outcome in expected(example, meets))
    return f"{shown} → {outcomes}"
