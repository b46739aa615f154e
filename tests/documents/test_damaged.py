"""Files with bytes lost, changed or moved are read or refused with a reason; nothing else happens."""

import io
import math
import random
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from fazhi_eval.documents import pdflines
from fazhi_eval.documents.read import read_document
from fazhi_eval.errors import InputError

FILES = Path(__file__).parent.parent / "fixtures" / "documents"
ROUNDS = 25


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """``raw`` with its end, some bits or some stretch of it spoilt."""
    way = chance.choice(["end", "bits", "gap", "moved"])
    if way == "end":
        return raw[: chance.randrange(1, len(raw))]
    spoilt = bytearray(raw)
    for _ in range(chance.choice([1, 5, 50])):
        if not spoilt:
            break
        at, length = chance.randrange(len(spoilt)), chance.randrange(1, 40)
        if way == "bits":
            spoilt[at] ^= 1 << chance.randrange(8)
        elif way == "gap":
            del spoilt[at : at + length]
        else:
            source = chance.randrange(len(spoilt))
            spoilt[at : at + length] = spoilt[source : source + length]
    return bytes(spoilt)


def within(raw: bytes, chance: random.Random) -> bytes:
    """A Word file whose archive is sound and one of whose parts is damaged."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(buffer, "w") as new:
        part = chance.choice([f"word/{name}.xml" for name in ("document", "styles", "numbering", "footnotes")])
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, damaged(content, chance) if name == part else content)
    return buffer.getvalue()


def read_or_refused(file: Path) -> None:
    try:
        document = read_document(file)
    except InputError as error:
        assert all(problem.file == str(file) for problem in error.problems)
    else:
        assert len(document.text) == len(document.folded)


@pytest.mark.parametrize(
    "name", ["python-docx.docx", "libreoffice.docx", "reportlab.pdf", "columns.pdf", "old-page.html", "new-page.html"]
)
def test_damaged_files(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    for _ in range(ROUNDS):
        file = tmp_path / name
        file.write_bytes(damaged((FILES / name).read_bytes(), chance))
        read_or_refused(file)


@pytest.mark.parametrize("name", ["python-docx.docx", "libreoffice.docx"])
def test_damaged_parts(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    for _ in range(ROUNDS):
        file = tmp_path / name
        file.write_bytes(within((FILES / name).read_bytes(), chance))
        read_or_refused(file)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_damaged_text(tmp_path: Path, encoding: str) -> None:
    text = "一、主要工作\n（一）复议。全年办理行政复议案件12件，办结率98.5％。\n二、存在问题\n力量不足。\n" * 20
    chance = random.Random(encoding)
    for _ in range(ROUNDS * 2):
        file = tmp_path / "a.txt"
        file.write_bytes(damaged(text.encode(encoding), chance))
        read_or_refused(file)


def test_places_that_are_no_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdflines, "_boxes", lambda textpage: lambda at: (50.0, math.nan, math.inf))
    page = pypdfium2.PdfDocument(FILES / "reportlab.pdf")[0]
    lines, _ = pdflines.page_lines(page, 0)
    assert {(line.left, line.right, line.bottom, line.size) for line in lines} == {(0.0, 0.0, 0.0, 0.0)}
