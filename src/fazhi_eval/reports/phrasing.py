"""Phrasings: how reports word each fact, as data with examples (phrasings/*.yaml)."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from fazhi_eval.errors import Problem
from fazhi_eval.reports.paths import nearest, vocabulary
from fazhi_eval.reports.quantities import UNITS
from fazhi_eval.reports.words import shared_words
from fazhi_eval.yamlsource import Source, read

SHIPPED = Path(__file__).parent / "phrasings"

Words = Annotated[tuple[str, ...], Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class PhrasingExample(_Model):
    """A sentence of our own and the value it must yield; ``heading`` is the heading it stands under."""

    text: str
    value: int | float | bool
    heading: str = ""


class Phrasing(_Model):
    """One way to word one fact. Exactly one of ``counts``, ``rates``, ``says`` and ``zero`` is given.

    ``counts``  words for the thing counted: it stands before the figure, or right after its unit.
    ``rates``   names of a rate: before the figure. With ``alls``, also predicates that 全部、均 or 全覆盖 governs.
    ``says``    words that state a flag.
    ``zero``    words that state the figure 0 (无败诉).

    ``unit``    a class of units (`quantities.UNITS`); only for ``counts``.
    ``verbs``   one of them must stand in the clause of the figure, best in the part of it that is the figure's own.
    ``near``    one of them must stand in the sentence, the one before it, or the headings above; a figure also fits
                where the text is on the topic of the fact's group.
    ``on_topic``  the text must be speaking of the fact's group, by the last word of any ``topic`` list before it.
    ``with``    groups of words: one of each group must stand in the clause (``reach: sentence`` for the sentence,
                ``reach: part`` for what stands between the figures before and after).
    ``unless``  none of them may stand in the clause, for a figure in its own part of it (``unless_sentence``: the
                sentence; ``unless_before``: right before the trigger word).
    ``bare``    false where qualified things count too (a kind of 宣传活动 is still one of the 活动).
    ``value``   what a flag states: true, or false for a denial.
    ``titles``  whether words inside 《》 count.
    ``any_time``  whether a year named before it matters not: last year's report is submitted this year. For a figure
                only a year that dates documents: those of earlier years are cleaned up in this one.

    In every list ``=name`` stands for a class of words: of `words.yaml`, or of the file's own ``words``.
    """

    fact: str
    counts: Words | None = None
    rates: Words | None = None
    alls: Words | None = None
    says: Words | None = None
    zero: Words | None = None
    unit: str | tuple[str, ...] | None = None
    verbs: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    with_: tuple[Words, ...] = Field(default=(), alias="with")
    reach: Literal["part", "clause", "sentence"] = "clause"
    unless: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    unless_sentence: tuple[str, ...] = ()
    bare: bool = True
    value: bool = True
    titles: bool = False
    on_topic: bool = False
    any_time: bool = False
    examples: Annotated[tuple[PhrasingExample, ...], Field(min_length=1)]
    silent: tuple[str, ...] = Field(default=(), description="texts that must yield nothing for this fact")

    @property
    def units(self) -> tuple[str, ...]:
        """The classes of units."""
        return (self.unit,) if isinstance(self.unit, str) else self.unit or ()


class PhrasingFile(NamedTuple):
    """What one file holds: its ``phrasings``, the words of ``topic`` by group, ``implies``, and every problem in it."""

    phrasings: list[Phrasing]
    topics: dict[str, list[str]]
    implies: dict[str, list[str]]
    problems: list[Problem]


_KEYS = ("phrasings", "topic", "implies", "words")
OTHER_TOPIC = "other"
"""The topic of words that none of the facts is about (刑事案件、劳动仲裁)."""


def read_phrasings(file: Path) -> PhrasingFile:
    """One file, checked."""
    source, problems = read(file)
    if problems:
        return PhrasingFile([], {}, {}, problems)
    data = source.data if isinstance(source.data, dict) else {}
    entries, topic, implies = data.get("phrasings"), data.get("topic", {}), data.get("implies", {})
    if not isinstance(entries, list) or not entries:
        return PhrasingFile([], {}, {}, [source.problem("phrasings.none", ())])
    classes = shared_words() | data.get("words", {})
    groups = {path.partition(".")[0] for path in vocabulary()} | {OTHER_TOPIC}
    for group in topic:
        if group not in groups:
            near = nearest(group, groups) or ""
            problems.append(source.problem("phrasings.topic", ("topic", group), at_key=True, found=group, nearest=near))
    for fact, flags in implies.items():
        for name in (fact, *flags):
            if name not in vocabulary():
                near = nearest(name, vocabulary()) or ""
                problems.append(source.problem("phrasings.fact", ("implies", fact), found=name, nearest=near))
    problems += [source.problem("phrasings.key", (key,), at_key=True, found=key) for key in data if key not in _KEYS]
    found: list[Phrasing] = []
    adapter = TypeAdapter(Phrasing)
    for index, entry in enumerate(entries):
        try:
            phrasing = adapter.validate_python(_spelled_out(entry, classes))
        except ValidationError as error:
            problems += [_problem(source, index, detail) for detail in error.errors()]
            continue
        problems += _judge(phrasing, source, ("phrasings", index))
        for name in sorted(set(_unknown_classes(entry, classes))):
            near = nearest(name, classes) or ""
            problems.append(source.problem("phrasings.words", ("phrasings", index), found=name, nearest=near))
        found.append(phrasing)
    return PhrasingFile(found, topic, implies, problems)


_EXAMPLES = ("examples", "silent")


def _spelled_out(entry: Any, classes: Mapping[str, list[str]]) -> Any:
    """The entry with ``=name`` in its lists of words replaced by the words of that class."""
    if isinstance(entry, dict):
        return {key: part if key in _EXAMPLES else _spelled_out(part, classes) for key, part in entry.items()}
    if not isinstance(entry, list):
        return entry
    words: list[Any] = []
    for part in entry:
        words += classes.get(part[1:], []) if _is_class(part) else [_spelled_out(part, classes)]
    return words


def _unknown_classes(entry: Any, classes: Mapping[str, list[str]]) -> Iterator[str]:
    if isinstance(entry, dict):
        for key, part in entry.items():
            if key not in _EXAMPLES:
                yield from _unknown_classes(part, classes)
    elif isinstance(entry, list):
        for part in entry:
            yield from _unknown_classes(part, classes)
    elif _is_class(entry) and entry[1:] not in classes:
        yield entry[1:]


def _is_class(word: Any) -> bool:
    return isinstance(word, str) and word.startswith("=")


def _judge(phrasing: Phrasing, source: Source, path: tuple[str | int, ...]) -> list[Problem]:
    problems = []
    info = vocabulary().get(phrasing.fact)
    if info is None or phrasing.fact.startswith("report."):
        near = nearest(phrasing.fact, vocabulary()) or ""
        problems.append(source.problem("phrasings.fact", (*path, "fact"), found=phrasing.fact, nearest=near))
        return problems
    given = [name for name in ("counts", "rates", "says", "zero") if getattr(phrasing, name)]
    wanted = {"count": ("counts", "zero"), "amount": ("counts",), "rate": ("rates",), "flag": ("says",)}[info.kind]
    if len(given) != 1 or given[0] not in wanted:
        problems.append(source.problem("phrasings.kind", path, kind=info.kind, allowed=" / ".join(wanted)))
    for unit in phrasing.units:
        if unit not in UNITS:
            problems.append(source.problem("phrasings.unit", (*path, "unit"), found=unit, allowed=", ".join(UNITS)))
    if phrasing.counts and not phrasing.unit:
        problems.append(source.problem("phrasings.no_unit", path, allowed=", ".join(UNITS)))
    return problems


def _problem(source: Source, index: int, detail: Any) -> Problem:
    path = ("phrasings", index, *detail["loc"])
    return source.problem("phrasings.field", path, field=".".join(map(str, detail["loc"])), found=detail["msg"])
