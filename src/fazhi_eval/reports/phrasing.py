"""Phrasings: how reports word each fact, as data with examples (phrasings/*.yaml)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import ahocorasick
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from fazhi_eval.data import kept
from fazhi_eval.documents.normalise import fold
from fazhi_eval.errors import ChecklistError, Problem
from fazhi_eval.reports.paths import nearest, vocabulary
from fazhi_eval.reports.quantities import UNITS
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
    ``verbs``   one of them must stand in the clause of the figure.
    ``near``    one of them must stand in the sentence, the one before it, or the headings above.
    ``on_topic``  the text must be speaking of the fact's group, by the last word of any ``topic`` list before it.
    ``with``    groups of words: one of each group must stand in the clause (``reach: sentence`` for the sentence).
    ``unless``  none of them may stand in the clause (``unless_sentence``: the sentence; ``unless_before``: right
                before the trigger word).
    ``bare``    false where qualified things count too (a kind of 宣传活动 is still one of the 活动).
    ``value``   what a flag states: true, or false for a denial.
    ``titles``  whether words inside 《》 count.
    ``any_time``  whether a year named before it matters not: last year's report is submitted this year.
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
    reach: Literal["clause", "sentence"] = "clause"
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


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrasing ready for use: ``units`` are the words of its unit classes."""

    fact: str
    group: str
    kind: Literal["count", "rate", "flag", "zero"]
    units: frozenset[str]
    verbs: tuple[str, ...]
    near: tuple[str, ...]
    with_: tuple[tuple[str, ...], ...]
    whole_sentence: bool
    unless: tuple[str, ...]
    unless_before: tuple[str, ...]
    unless_sentence: tuple[str, ...]
    bare: bool
    value: bool
    titles: bool
    on_topic: bool
    any_time: bool


class Hit(NamedTuple):
    """A trigger word at ``text[start:end]`` with the rules it triggers, by index.

    ``figures`` are rules of counts and rates, ``alls`` rules for which 全部 or 均 governs the word, ``states`` rules of
    flags and of zeros. ``topic`` is the group of facts that the word makes the topic, if any.
    """

    start: int
    end: int
    figures: tuple[int, ...]
    alls: tuple[int, ...]
    states: tuple[int, ...]
    topic: str

    def moved(self, by: int) -> "Hit":
        """The same hit, counted from another start."""
        return self._replace(start=self.start + by, end=self.end + by)


class Lexicon:
    """All rules and one automaton over their trigger words. Picklable."""

    def __init__(self, phrasings: Iterable[Phrasing], topics: Mapping[str, Iterable[str]]) -> None:
        self.phrasings = tuple(phrasings)
        self.rules = tuple(_rule(phrasing) for phrasing in self.phrasings)
        words: dict[str, tuple[list[int], list[int], list[int]]] = {}
        for index, phrasing in enumerate(self.phrasings):
            triggers = (phrasing.counts or phrasing.rates, phrasing.alls, phrasing.says or phrasing.zero)
            for role, group in enumerate(triggers):
                for word in group or ():
                    words.setdefault(fold(word), ([], [], []))[role].append(index)
        topic_of = {fold(word): group for group, listed in topics.items() for word in listed}
        self.automaton = ahocorasick.Automaton()
        for word in sorted(words.keys() | topic_of.keys()):
            roles = words.get(word, ((), (), ()))
            self.automaton.add_word(word, (len(word), *map(tuple, roles), topic_of.get(word, "")))
        self.automaton.make_automaton()

    def hits(self, folded: str, start: int, end: int) -> list[Hit]:
        """Every trigger word in ``folded[start:end]``, by its start, longer ones first."""
        found = [
            Hit(last + 1 - length, last + 1, figures, alls, states, topic)
            for last, (length, figures, alls, states, topic) in self.automaton.iter(folded, start, end)
        ]
        found.sort(key=lambda hit: (hit.start, -hit.end))
        return found


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon of the phrasings that ship with the package. Constant data, built once a process."""
    files = sorted(SHIPPED.glob("*.yaml"))
    return kept("lexicon", [*files, Path(__file__)], lambda: load_lexicon(files))


def lexicon_with(folders: Sequence[str | Path]) -> Lexicon:
    """The shipped phrasings and those of a user's folders. Raises ChecklistError with every problem of theirs."""
    if not folders:
        return shipped_lexicon()
    return load_lexicon([*sorted(SHIPPED.glob("*.yaml")), *user_files(folders)])


def user_files(folders: Sequence[str | Path]) -> list[Path]:
    """The phrasing files of a user's folders. Raises ChecklistError where there are none."""
    files: list[Path] = []
    for folder in map(Path, folders):
        found = [folder] if folder.is_file() else sorted(folder.glob("*.yaml"))
        if not found:
            raise ChecklistError(Problem("phrasings.no_files", {"found": str(folder)}))
        files += found
    return files


def load_lexicon(files: Iterable[Path]) -> Lexicon:
    """The lexicon of these phrasing files. Raises ChecklistError with every problem of all of them."""
    phrasings: list[Phrasing] = []
    topics: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for file in files:
        found, topic, wrong = read_phrasings(file)
        phrasings += found
        problems += wrong
        for group, words in topic.items():
            topics.setdefault(group, []).extend(words)
    if problems:
        raise ChecklistError(problems)
    return Lexicon(phrasings, topics)


def read_phrasings(file: Path) -> tuple[list[Phrasing], dict[str, list[str]], list[Problem]]:
    """One file: its ``phrasings``, the words of its ``topic`` by group, and every problem in it."""
    source, problems = read(file)
    if problems:
        return [], {}, problems
    data = source.data if isinstance(source.data, dict) else {}
    entries, topic = data.get("phrasings"), data.get("topic", {})
    if not isinstance(entries, list) or not entries:
        return [], {}, [source.problem("phrasings.none", ())]
    groups = {path.partition(".")[0] for path in vocabulary()}
    for group in topic:
        if group not in groups:
            near = nearest(group, groups) or ""
            problems.append(source.problem("phrasings.topic", ("topic", group), at_key=True, found=group, nearest=near))
    problems += [
        source.problem("phrasings.key", (key,), at_key=True, found=key) for key in data if key not in ("phrasings", "topic")
    ]
    found: list[Phrasing] = []
    adapter = TypeAdapter(Phrasing)
    for index, entry in enumerate(entries):
        try:
            phrasing = adapter.validate_python(entry)
        except ValidationError as error:
            problems += [_problem(source, index, detail) for detail in error.errors()]
            continue
        problems += _judge(phrasing, source, ("phrasings", index))
        found.append(phrasing)
    return found, topic, problems


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
    for unit in _units(phrasing):
        if unit not in UNITS:
            problems.append(source.problem("phrasings.unit", (*path, "unit"), found=unit, allowed=", ".join(UNITS)))
    if phrasing.counts and not phrasing.unit:
        problems.append(source.problem("phrasings.no_unit", path, allowed=", ".join(UNITS)))
    return problems


def _problem(source: Source, index: int, detail: Any) -> Problem:
    path = ("phrasings", index, *detail["loc"])
    return source.problem("phrasings.field", path, field=".".join(map(str, detail["loc"])), found=detail["msg"])


def _units(phrasing: Phrasing) -> tuple[str, ...]:
    return (phrasing.unit,) if isinstance(phrasing.unit, str) else phrasing.unit or ()


def _rule(phrasing: Phrasing) -> Rule:
    kind: Literal["count", "rate", "flag", "zero"]
    kind = "zero" if phrasing.zero else "rate" if phrasing.rates else "flag" if phrasing.says else "count"
    classes = ("rate",) if kind == "rate" else _units(phrasing)
    return Rule(
        fact=phrasing.fact,
        group=phrasing.fact.partition(".")[0],
        kind=kind,
        units=frozenset(unit for name in classes for unit in UNITS[name]),
        verbs=_folded(phrasing.verbs),
        near=_folded(phrasing.near),
        with_=tuple(map(_folded, phrasing.with_)),
        whole_sentence=phrasing.reach == "sentence",
        unless=_folded(phrasing.unless),
        unless_before=_folded(phrasing.unless_before),
        unless_sentence=_folded(phrasing.unless_sentence),
        bare=phrasing.bare,
        value=phrasing.value,
        titles=phrasing.titles,
        on_topic=phrasing.on_topic,
        any_time=phrasing.any_time,
    )


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, words))
