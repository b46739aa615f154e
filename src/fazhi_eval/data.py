"""Where the data that ships with the package lies, and how its parsed form is kept between runs."""

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

from fazhi_eval.version import __version__

T = TypeVar("T")

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent
_FORMS = 10
"""How many forms of one kind are kept, the newest: users have several installations and checklists of their own."""


def data_folder(kind: str) -> Path:
    """The folder ``checklists`` or ``schemas`` or ``examples``, from a wheel, an editable install or a checkout alike.

    Raises FileNotFoundError where the installation is incomplete.
    """
    for root in (_PACKAGE / "_data", _CHECKOUT):
        folder = root / kind
        if folder.is_dir() and (root.name == "_data" or (root / "pyproject.toml").is_file()):
            return folder
    raise FileNotFoundError(f"fazhi_eval is installed without its folder '{kind}': install it again")


def kept(kind: str, files: Iterable[Path], build: Callable[[], T]) -> T:
    """``build()``, or its result from an earlier run over the very same files.

    The kept form is a pickle in the user's own cache folder (``$FAZHI_EVAL_CACHE``, else ``$XDG_CACHE_HOME`` or
    ``~/.cache``; set FAZHI_EVAL_CACHE to an empty string to keep nothing). Its name is a digest of the names and
    contents of ``files``, of this package as it is installed and of the interpreter, so a change of any of them is a
    new form; files inside the package need not be named. A folder that cannot be written or a damaged file only costs
    the time of building anew.
    """
    folder = _cache_folder()
    if folder is None:
        return build()
    digest = _installed().copy()
    for file in sorted(files, key=str):
        digest.update(f"\0{file}\0".encode("utf-8", "surrogateescape"))
        digest.update(file.read_bytes())
    place = folder / f"{kind}-{digest.hexdigest()[:32]}.pickle"
    try:
        value: T = pickle.loads(place.read_bytes())
        return value
    except Exception:
        value = build()
    _keep(kind, value, place)
    return value


def _keep(kind: str, value: object, place: Path) -> None:
    # what is needed for the first run only
    import tempfile

    from fazhi_eval.pickling import pickled

    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(pickled(value))
        Path(temporary).replace(place)
        forms = sorted(place.parent.glob(f"{kind}-*.pickle"), key=lambda form: form.stat().st_mtime_ns, reverse=True)
        for form in forms[_FORMS:]:
            form.unlink(missing_ok=True)
    except OSError:
        pass  # nothing kept: the next run builds again


@cache
def _installed() -> "hashlib._Hash":
    """A digest of what tells one state of the package from another: version, and name, size and age of each file."""
    files = sorted((entry.path, entry.stat().st_size, entry.stat().st_mtime_ns) for entry in _files(_PACKAGE))
    return hashlib.sha256(f"{__version__} {sys.version} {files}".encode("utf-8", "surrogateescape"))


def _files(folder: str | Path) -> Iterator["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                yield entry
            elif not entry.name.startswith("_"):  # compiled code; data that `kept` is given by name
                yield from _files(entry.path)


def _cache_folder() -> Path | None:
    own = os.environ.get("FAZHI_EVAL_CACHE")
    if own is not None:
        return Path(own) if own else None
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "fazhi-eval"
    except RuntimeError:  # no home folder
        return None
