"""YAML files become Checklists, with every problem of every file at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from fazhi_eval.checklists.crosscheck import instrument_problems, item_problems
from fazhi_eval.checklists.faults import told, unlisted, validated
from fazhi_eval.checklists.model import Change, Checklist, Checklists, Instrument, Item, Overlay, Text
from fazhi_eval.errors import Problem
from fazhi_eval.yamlsource import Key, Source, read


class _Head(BaseModel):
    """A checklist file without its items, which are read one by one."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    id: str
    title: Text
    description: Text
    items: list[Any]


class _OverlayFile(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)

    overlay: Overlay


@dataclass(frozen=True)
class Placed:
    """An item that is sound, and where it stands."""

    item: Item
    source: Source
    at: Key


@dataclass
class Assembled:
    """What was made of the files so far, and all that is wrong with them."""

    checklists: list[Checklist] = field(default_factory=list)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    items: list[Placed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def value(self) -> Checklists:
        """The Checklists, overlays worked in; meaningful where there are no problems."""
        worked = (_changed(checklist, self.changes) for checklist in self.checklists)
        return Checklists(
            checklists=tuple(checklist for checklist in worked if checklist.items),
            instruments=self.instruments,
            changes=self.changes,
        )


def assemble(files: Iterable[Path], instruments: Iterable[Path]) -> Assembled:
    """Read and check the files: ``files`` hold checklists and overlays, ``instruments`` one instrument each."""
    found = Assembled()
    _each_once(found, (source for path in instruments if (source := _parsed(found, path))), _instrument)
    sources = [source for path in files if (source := _parsed(found, path))]
    overlays = [source for source in sources if isinstance(source.data, dict) and "overlay" in source.data]
    _each_once(found, (source for source in sources if source not in overlays), _checklist)
    seen: dict[str, str] = {}
    for source in overlays:
        _overlay(found, source, seen)
    if overlays and not found.problems and not found.value().checklists:
        found.problems.append(overlays[0].problem("checklists.overlay.all_off", ("overlay",), at_key=True))
    found.problems.sort(key=lambda problem: (problem.file or "", problem.line or 0, problem.column or 0))
    return found


def _parsed(found: Assembled, path: Path) -> Source | None:
    try:
        source, problems = read(path)
    except (OSError, UnicodeDecodeError) as error:
        found.problems.append(Problem("checklists.unreadable", {"found": told(error)}, file=str(path)))
        return None
    found.problems += problems
    if source.data is None or isinstance(source.data, dict):
        return source if source.data is not None else None
    found.problems.append(source.problem("checklists.type.mapping", (), found=told(source.data)))
    return None


def _each_once(
    found: Assembled, sources: Iterable[Source], make: Callable[[Assembled, Source], Sequence[tuple[str, Key]]]
) -> None:
    """``make`` of every source; the ids it gives back must be used once."""
    first: dict[str, str] = {}
    made = [(source, make(found, source)) for source in sources]
    for source, ids in made:
        for name, at in ids:
            if name in first:
                found.problems.append(source.problem("checklists.duplicate", at, found=name, first=first[name]))
            first.setdefault(name, f"{source.file}:{source.place(at)[0]}")
    if make is _instrument:
        by_id = {name: source for source, ids in reversed(made) for name, _ in ids}
        for instrument in found.instruments.values():
            found.problems += instrument_problems(instrument, by_id[instrument.id], found.instruments)


def _instrument(found: Assembled, source: Source) -> list[tuple[str, Key]]:
    instrument, problems = validated(Instrument, source, source.data)
    found.problems += problems
    if instrument is None:
        return []
    found.problems += _file_name(source, instrument.id)
    found.instruments.setdefault(instrument.id, instrument)
    return [(instrument.id, ("id",))]


def _checklist(found: Assembled, source: Source) -> list[tuple[str, Key]]:
    if not {"id", "items"} & set(source.data):
        found.problems.append(source.problem("checklists.kind", ()))
        return []
    head, problems = validated(_Head, source, source.data)
    items = source.data.get("items")
    name = str(source.data.get("id"))
    if items == []:
        problems.append(source.problem("checklists.empty", ("items",), at_key=True, id=name))
    sound: list[Item] = []
    for index, data in enumerate(items if isinstance(items, list) else ()):
        at: Key = ("items", index)
        item, wrong = validated(Item, source, data, at)
        if item is not None:
            wrong += item_problems(item, source, at, name, found.instruments)
            if not wrong:
                found.items.append(Placed(item, source, at))
            sound.append(item)
        problems += wrong
    if head is not None:
        problems += _file_name(source, head.id)
        checklist = Checklist(id=head.id, title=head.title, description=head.description, items=tuple(sound))
        found.checklists.append(checklist)
    found.problems += problems
    ids: list[tuple[str, Key]] = [(name, ("id",))]
    raw = enumerate(items if isinstance(items, list) else ())
    return ids + [(str(data["id"]), ("items", i, "id")) for i, data in raw if isinstance(data, dict) and "id" in data]


def _file_name(source: Source, name: str) -> list[Problem]:
    stem = Path(source.file).stem
    return [] if name == stem else [source.problem("checklists.file_name", ("id",), found=name, wanted=stem)]


def _overlay(found: Assembled, source: Source, seen: dict[str, str]) -> None:
    made, problems = validated(_OverlayFile, source, source.data)
    found.problems += problems
    if made is None:
        return
    ids = {item.id for checklist in found.checklists for item in checklist.items}
    for name, change in made.overlay.items.items():
        at: Key = ("overlay", "items", name)
        if name not in ids:
            found.problems.append(unlisted(source, "checklists.overlay.item", at, ids, found=name, at_key=True))
        elif name in seen:
            found.problems.append(
                source.problem("checklists.overlay.twice", at, at_key=True, id=name, first=seen[name])
            )
        elif change.weight is None and not change.off:
            found.problems.append(source.problem("checklists.overlay.nothing", at, at_key=True, id=name))
        else:
            found.changes[name] = change
        seen.setdefault(name, source.file)


def _changed(checklist: Checklist, changes: dict[str, Change]) -> Checklist:
    if not any(item.id in changes for item in checklist.items):
        return checklist
    items = []
    for item in checklist.items:
        change = changes.get(item.id, Change())
        if not change.off:
            items.append(item if change.weight is None else item.model_copy(update={"weight": change.weight}))
    return checklist.model_copy(update={"items": tuple(items)})
