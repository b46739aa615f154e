"""Phrasings: how reports word each fact, as data with examples (phrasings/*.yaml)."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import ahocorasick
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from fazhi_eval.data import kept
from fazhi_eval.documents.normalise import fold
from fazhi_eval.errors import ChecklistError, Problem
from fazhi_eval.reports.paths import nearest, vocabulary
from fazhi_eval.reports.quantities import UNITS
from fazhi_eval.reports.rules import Hit, Rule, Word, rule_of
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


class Lexicon:
    """All rules and one automaton over their trigger words. Picklable.

    ``topics`` are the words that make each group of facts the topic; ``implies`` the flags that a figure above 0
    states as well (who reviews case files holds a review of case files).
    """

    def __init__(
        self,
        phrasings: Iterable[Phrasing],
        topics: Mapping[str, Iterable[str]],
        implies: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self.implies = {fact: tuple(flags) for fact, flags in (implies or {}).items()}
        words: dict[str, tuple[list[Rule], list[Rule], list[Rule]]] = {}
        for phrasing in phrasings:
            rule = rule_of(phrasing, _units(phrasing))
            triggers = (phrasing.counts or phrasing.rates, phrasing.alls, phrasing.says or phrasing.zero)
            for role, group in enumerate(triggers):
                for word in group or ():
                    words.setdefault(fold(word), ([], [], []))[role].append(rule)
        topic_of = {fold(word): group for group, listed in topics.items() for word in listed}
        self.automaton = ahocorasick.Automaton()
        for word in sorted(words.keys() | topic_of.keys()):
            figures, alls, states = words.get(word, ([], [], []))
            meaning = Word(figures, alls, states, topic_of.get(word, ""))
            self.automaton.add_word(word, (len(word) - 1, meaning))
        self.automaton.make_automaton()

    def hits(self, text: str) -> list[Hit]:
        """Every trigger word in a folded text, by its start."""
        found = [Hit(last - back, last + 1, word) for last, (back, word) in self.automaton.iter(text)]
        found.sort(key=_by_start)
        return found


_by_start = itemgetter(0)


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
    implies: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for file in files:
        found = read_phrasings(file)
        phrasings += found.phrasings
        problems += found.problems
        for group, words in found.topics.items():
            topics.setdefault(group, []).extend(words)
        for fact, flags in found.implies.items():
            implies.setdefault(fact, []).extend(flags)
    if problems:
        raise ChecklistError(problems)
    return Lexicon(phrasings, topics, implies)


class PhrasingFile(NamedTuple):
    """What one file holds: its ``phrasings``, the words of ``topic`` by group, ``implies``, and every problem in it."""

    phrasings: list[Phrasing]
    topics: dict[str, list[str]]
    implies: dict[str, list[str]]
    problems: list[Problem]


_KEYS = ("phrasings", "topic", "implies")
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
            phrasing = adapter.validate_python(entry)
        except ValidationError as error:
            problems += [_problem(source, index, detail) for detail in error.errors()]
            continue
        problems += _judge(phrasing, source, ("phrasings", index))
        found.append(phrasing)
    return PhrasingFile(found, topic, implies, problems)


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
