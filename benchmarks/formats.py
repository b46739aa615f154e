""".docx and .pdf to text, against what lxml and pypdfium2 alone take to yield it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import Ratio, Section, shortest
from fazhi_eval.documents.docx import docx_text
from fazhi_eval.documents.pdf import pdf_text

ROUNDS = 30
FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures" / "documents"

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def formats() -> Section:
    """Over the fixtures that real writers made."""
    title = "(f) .docx and .pdf to text, against the bare libraries"
    ratios: list[Ratio] = []
    notes = []
    for suffix, package, ours, alone in (
        (".docx", "lxml", docx_text, _lxml_alone),
        (".pdf", "pypdfium2", pdf_text, _pypdfium2_alone),
    ):
        files = [file for file in sorted(FIXTURES.glob(f"*{suffix}")) if file.stem not in ("scanned", "password")]
        if not files:
            notes.append(f"skipped: no {suffix} file in {FIXTURES}")
        try:
            ratios += [_ratio(file, package, ours, alone) for file in files]
        except ImportError:
            notes.append(f"skipped: the package {package} is not installed (pip install {package})")
    return Section(title, tuple(ratios), tuple(notes))


def _ratio(file: Path, package: str, ours: Callable[[bytes, str], object], alone: Callable[[bytes], str]) -> Ratio:
    raw = file.read_bytes()
    length = len(alone(raw))
    seconds = shortest({"ours": lambda: ours(raw, file.name), "alone": lambda: alone(raw)}, ROUNDS)
    name = f"{file.name} ({length} characters), against {package}"
    return Ratio(name, seconds["ours"], seconds["alone"], "slower", 1.5)


def _lxml_alone(raw: bytes) -> str:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    paragraphs = root.iter(f"{_WORD}p")
    return "\n".join("".join(piece.text or "" for piece in paragraph.iter(f"{_WORD}t")) for paragraph in paragraphs)


def _pypdfium2_alone(raw: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(raw)
    pages = []
    for page in document:
        textpage = page.get_textpage()
        pages.append(str(textpage.get_text_range()))
        textpage.close()
        page.close()
    document.close()
    return "\n".join(pages)
