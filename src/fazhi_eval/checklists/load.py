"""Checklists from the data that ships, from a user's folder or file, or both."""

from collections.abc import Iterable
from pathlib import Path

from fazhi_eval.checklists.model import Checklists
from fazhi_eval.data import data_folder, kept
from fazhi_eval.errors import ChecklistError, Problem
from fazhi_eval.reports.paths import nearest

SHIPPED = "shipped"
"""The name of all shipped checklists together, for use beside one's own."""


def load_checklists(*sources: str | Path) -> Checklists:
    """The checklists named; without any, all that ship.

    A source is the id of a shipped checklist (``annual-report``), the word ``shipped`` for all of them, or the path
    of a file or folder of one's own, with ``instruments/`` beside or in it where new ones are cited. A file with the
    key ``overlay`` changes weights of the items loaded or switches them off; where there is nothing but overlays,
    they change the shipped ones. The order is fixed: shipped checklists first, then the others by path.

    Raises ChecklistError with every problem of all files.
    """
    files, instruments = files_of(sources)
    return kept("checklists", [*files, *instruments], lambda: _built(files, instruments))


def files_of(sources: Iterable[str | Path]) -> tuple[list[Path], list[Path]]:
    """The files of checklists and overlays, and those of instruments, that ``sources`` mean.

    Raises ChecklistError where a source means nothing.
    """
    folder = data_folder("checklists")
    ships = {path.stem: path for path in _yaml_in(folder)}
    shipped: set[Path] = set()
    own: set[Path] = set()
    problems = []
    for source in sources:
        path = Path(source)
        if source == SHIPPED:
            shipped |= set(ships.values())
        elif source in ships:
            shipped.add(ships[str(source)])
        elif path.is_file():
            own.add(path)
        elif path.is_dir():
            inside = _yaml_in(path)
            own |= set(inside)
            if not inside and not _yaml_in(path / "instruments"):
                problems.append(Problem("checklists.none", {"found": str(path)}))
        else:
            allowed = [SHIPPED, *ships]
            params = {"found": str(source), "nearest": nearest(str(source), allowed) or "—"}
            problems.append(Problem("checklists.source", {**params, "allowed": ", ".join(allowed)}))
    if problems:
        raise ChecklistError(problems)
    instruments = _yaml_in(folder / "instruments")
    for near in sorted({path.parent for path in own}):
        if near.resolve() != folder.resolve():
            instruments += _yaml_in(near / "instruments")
    if not shipped and all(_is_overlay(path) for path in own):
        shipped = set(ships.values())
    return sorted(shipped) + sorted(own), instruments


def _yaml_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.y*ml") if path.suffix in (".yaml", ".yml"))


def _is_overlay(path: Path) -> bool:
    try:
        return any(line.startswith("overlay:") for line in path.read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError):
        return False  # assembling tells what is wrong with it


def _built(files: list[Path], instruments: list[Path]) -> Checklists:
    # the machinery of reading and checking is only needed where nothing is kept
    from fazhi_eval.checklists.assemble import assemble

    found = assemble(files, instruments)
    if found.problems:
        raise ChecklistError(found.problems)
    value = found.value()
    _ = value.silences  # found out here, and kept with the rest
    return value
