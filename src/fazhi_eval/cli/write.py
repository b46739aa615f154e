"""Where output goes: standard output, or a file that is written whole or not at all."""

import os
import sys
from pathlib import Path

from fazhi_eval.errors import Problem, UsageError


def write(content: str | bytes, output: str | None) -> None:
    """Write text, or the bytes of a file, to the file ``output``, or to standard output where it is None.

    Raises UsageError where the file cannot be written; it is then as it was before.
    """
    if output is not None:
        data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
        _write_file(data, Path(output))
        return
    try:
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader has enough (… | head); what Python would flush at exit goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise UsageError(Problem("cli.unwritable", {"why": error.strerror}, file="<stdout>")) from None


def use_colour(output: str | None) -> bool:
    """Whether the reader is a person at a terminal who has not declined colour (https://no-color.org)."""
    if output is not None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def _write_file(content: bytes, path: Path) -> None:
    import tempfile  # only where there is a file to write

    temporary = None
    try:
        if path.exists() and not path.is_file():  # /dev/null, a pipe: nothing to replace
            path.write_bytes(content)
            return
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise UsageError(Problem("cli.unwritable", {"why": error.strerror}, file=str(path))) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
