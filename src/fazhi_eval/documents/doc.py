"""The text of an old Word file (.doc), by LibreOffice or antiword where one of them is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from fazhi_eval.documents.docx import docx_text
from fazhi_eval.errors import InputError, Problem

MAX_SECONDS = 60
_OFFICE = ("soffice", "libreoffice")


def doc_text(raw: bytes, source: str) -> str:
    """The text of the old Word file whose bytes are ``raw``.

    LibreOffice is asked first: antiword leaves out automatic numbers and keeps tracked deletions.
    Raises InputError where neither program is installed, or where it fails or takes more than ``MAX_SECONDS``.
    """
    office = next(filter(None, map(shutil.which, _OFFICE)), None)
    antiword = shutil.which("antiword")
    if office is None and antiword is None:
        raise InputError(Problem("documents.no_converter", file=source))
    with tempfile.TemporaryDirectory(prefix="fazhi-eval-") as folder:
        original = Path(folder, "report.doc")
        original.write_bytes(raw)
        if office is None:
            command = [str(antiword), "-m", "UTF-8.txt", "-w", "0", str(original)]
            text = _run(command, "antiword", folder, source).decode("utf-8", "replace")
            return "\n".join(map(_row, text.splitlines()))
        # a profile of its own: two conversions at once would otherwise wait for each other
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [
            office,
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(original),
        ]
        _run(command, "LibreOffice", folder, source)
        try:
            converted = Path(folder, "report.docx").read_bytes()
        except FileNotFoundError:
            raise _failed("LibreOffice", "", source) from None
    return docx_text(converted, source)


def _row(line: str) -> str:
    """A line of antiword's output, its table rows (|甲 |乙 |) parted by tabs like those of other formats."""
    if line.startswith("|") and line.endswith("|"):
        return "\t".join(cell.strip() for cell in line.strip("|").split("|"))
    return line


def _run(command: list[str], program: str, folder: str, source: str) -> bytes:
    environment = {**os.environ, "HOME": folder, "LC_ALL": "C.UTF-8"}
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        raise _failed(program, str(error.strerror), source) from None
    try:
        output, complaint = process.communicate(timeout=MAX_SECONDS)
    except subprocess.TimeoutExpired:
        _stop(process)
        raise InputError(Problem("documents.timeout", {"seconds": MAX_SECONDS}, file=source)) from None
    if process.returncode:
        raise _failed(program, complaint.decode("utf-8", "replace").strip(), source)
    return output


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the program with the programs it started: soffice is a script around the real one."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def _failed(program: str, reason: str, source: str) -> InputError:
    reason = reason.splitlines()[0][:200] if reason else "?"
    return InputError(Problem("documents.conversion", {"program": program, "reason": reason}, file=source))
