"""Real files of real writers (tests/fixtures/make_documents.py) give the report, and nothing but the report."""

import importlib.util
import io
import shutil
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from fazhi_eval.documents import doc as doc_module
from fazhi_eval.documents.model import Document
from fazhi_eval.documents.read import read_document
from fazhi_eval.errors import InputError

FIXTURES = Path(__file__).parent.parent / "fixtures"
FILES = FIXTURES / "documents"


def _maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_documents", FIXTURES / "make_documents.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKER = _maker()
PAPER = [MAKER.OPENING, *MAKER.numbered(), *MAKER.SIGNED]
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def squeezed(text: str) -> str:
    return "".join(text.split())


def lines(document: Document) -> list[str]:
    return [document.text[p.start : p.end] for p in document.paragraphs]


def outline(document: Document) -> list[tuple[str, list[str]]]:
    return [(s.number + s.title, [c.number + c.title for c in s.children]) for s in document.sections]


OUTLINE = [
    ("一、主要工作和成效", ["（一）加强文件管理", "（二）规范行政执法", "（三）办理行政复议"]),
    ("二、存在的不足", []),
    ("三、下一年度打算", ["（一）充实审核力量", "（二）丰富普法形式"]),
]
READABLE = [
    "python-docx.docx",
    "libreoffice.docx",
    "libreoffice.pdf",
    "reportlab.pdf",
    "fpdf2.pdf",
    "old-page.html",
    "new-page.html",
    pytest.param("libreoffice.doc", marks=pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")),
]


@pytest.fixture(scope="module", params=READABLE)
def document(request: pytest.FixtureRequest) -> Document:
    return read_document(FILES / request.param)


def test_the_whole_report_is_read_in_its_order(document: Document) -> None:
    body = squeezed(document.text[document.body_start : document.body_end])
    at = 0
    for paragraph in PAPER:
        at = body.find(squeezed(paragraph), at)
        assert at >= 0, paragraph


def test_paragraphs_are_whole(document: Document) -> None:
    read = {squeezed(line) for line in lines(document)}
    # a footnote's mark is printed behind the sentence
    missing = [line for line in PAPER if squeezed(line) not in read and squeezed(line) + "1" not in read]
    assert missing == []


def test_sections(document: Document) -> None:
    assert outline(document) == OUTLINE


def test_nothing_else_is_read(document: Document) -> None:
    body = document.text[document.body_start : document.body_end]
    for foreign in ("999", "888", "版权", "ICP", "打印", "当前位置", "目录", MAKER.HEAD, "第 1 页", "— 1 —", "浏览"):
        assert foreign not in body
    assert MAKER.TITLE in document.text[: document.body_start]


def test_what_returns_on_many_pages_is_no_running_head_for_that() -> None:
    document = read_document(FILES / "long.pdf")
    assert squeezed(document.text) == squeezed(read_document(FILES / "long.docx").text)
    assert [len(section.children) for section in document.sections] == [3] * 13 + [0, 2]


def test_two_columns_are_read_one_after_the_other() -> None:
    read = [squeezed(line) for line in lines(read_document(FILES / "columns.pdf"))]
    assert read[1:] == [squeezed(line) for line in (MAKER.TITLE, *MAKER.column_paragraphs())]


def test_columns_side_by_side_are_parted_and_a_table_is_not() -> None:
    read = [squeezed(line) for line in lines(read_document(FILES / "side-by-side.pdf"))]
    expected = [squeezed(line) for line in MAKER.column_paragraphs()]
    assert read[: len(expected)] == expected
    left, right = (squeezed(cell) for cell in MAKER.WIDE_TABLE[0])
    assert read[len(expected)].startswith(left[:19] + right[:19])


def test_a_table_as_wide_as_columns_is_read_row_by_row() -> None:
    cells = [squeezed(cell) for row in MAKER.WIDE_TABLE for cell in row]
    document = read_document(FILES / "wide-table.pdf")
    assert squeezed(document.text).endswith("".join(cells))
    assert not any(cells[1] in line and cells[2][:4] in line for line in map(squeezed, lines(document)))


@pytest.mark.parametrize("name", ["python-docx.docx", "libreoffice.docx", "old-page.html"])
def test_tables_cell_by_cell(name: str) -> None:
    assert ["\t".join(row) for row in MAKER.TABLE] == [
        line for line in lines(read_document(FILES / name)) if "\t" in line
    ]


@pytest.mark.parametrize("name", ["python-docx.docx", "libreoffice.docx"])
def test_text_boxes_and_footnotes_are_kept(name: str) -> None:
    text = read_document(FILES / name).text
    assert text.count("全区建成公共法律服务站64个。") == 1
    assert text.count("注：含联合制定的2件。") == 1


@pytest.mark.parametrize(("name", "pages"), [("libreoffice.pdf", 3), ("reportlab.pdf", 2), ("fpdf2.pdf", 2)])
def test_paragraphs_know_their_page(name: str, pages: int) -> None:
    document = read_document(FILES / name)
    numbers = [paragraph.page for paragraph in document.paragraphs]
    assert all(number is not None for number in numbers)
    assert numbers == sorted(number or 0 for number in numbers)
    assert (numbers[0], numbers[-1]) == (1, pages)


@pytest.mark.parametrize(
    ("name", "dates"),
    [("old-page.html", ["发布时间：2024-01-25"]), ("new-page.html", ["发布日期：2024-01-26", "来源：青禾区司法局"])],
)
def test_publication_lines_of_a_page_can_be_quoted(name: str, dates: list[str]) -> None:
    document = read_document(FILES / name)
    assert all(date in document.text[: document.body_start] for date in dates)


def code(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_document(path)
    (problem,) = caught.value.problems
    assert "{" not in problem.render("zh") + problem.render("en")
    return problem.code.removeprefix("documents.")


@pytest.mark.parametrize(("name", "expected"), [("scanned.pdf", "scanned"), ("password.pdf", "password")])
def test_pdf_without_readable_text(name: str, expected: str) -> None:
    assert code(FILES / name) == expected


@pytest.mark.parametrize("name", ["python-docx.docx", "fpdf2.pdf"])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_truncated_files(tmp_path: Path, name: str, share: float) -> None:
    raw = (FILES / name).read_bytes()
    file = tmp_path / name
    file.write_bytes(raw[: int(len(raw) * share)])
    assert code(file) == "damaged"


def test_a_pdf_of_2000_pages(tmp_path: Path) -> None:
    import pypdfium2

    pdf: Any = pypdfium2.PdfDocument.new()
    for _ in range(2000):
        pdf.new_page(200, 200)
    pdf.save(tmp_path / "a.pdf")
    assert code(tmp_path / "a.pdf") == "too_many_pages"


def rewritten(name: str, change: dict[str, Any], target: Path) -> Path:
    """The Word file with some parts changed by functions of their bytes."""
    with zipfile.ZipFile(FILES / name) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            raw = old.read(entry)
            new.writestr(entry, change[entry](raw) if entry in change else raw)
    return target


def word_file(target: Path, body: str) -> Path:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return target


def test_paragraphs_whose_mark_is_deleted_are_one(tmp_path: Path) -> None:
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>全年办理</w:t></w:r></w:p>"
    rest = "<w:p><w:r><w:t>案件12件。</w:t></w:r></w:p><w:p><w:r><w:t>无败诉。</w:t></w:r></w:p>"
    assert read_document(word_file(tmp_path / "a.docx", joined + rest)).text == "全年办理案件12件。\n无败诉。"


def test_what_a_deleted_mark_joins_to_no_paragraph_is_kept(tmp_path: Path) -> None:
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>如下表</w:t></w:r></w:p>"
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    assert read_document(word_file(tmp_path / "a.docx", joined + table)).text == "如下表\n甲"


def test_former_properties_of_a_paragraph_do_not_count(tmp_path: Path) -> None:
    former = '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="90"/></w:numPr></w:pPr></w:pPrChange>'
    change = {"word/document.xml": lambda raw: raw.replace(b"<w:pPr>", b"<w:pPr>" + former.encode(), 1)}
    changed = read_document(rewritten("long.docx", change, tmp_path / "a.docx"))
    assert changed.text == read_document(FILES / "long.docx").text


def test_rows_in_content_controls_and_tables_in_cells(tmp_path: Path) -> None:
    def cell(content: str) -> str:
        return f"<w:tc>{content}</w:tc>"

    def words(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    inner = f"<w:tbl><w:tr>{cell(words('甲'))}{cell(words('乙'))}</w:tr></w:tbl>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cell(words('处罚'))}{cell(inner)}</w:tr></w:sdtContent></w:sdt>"
    text = read_document(word_file(tmp_path / "a.docx", f"<w:tbl>{row}<w:tr>{cell(words('复议'))}</w:tr></w:tbl>")).text
    assert text == "处罚\t甲 乙\n复议"


def test_many_text_boxes_take_no_time_without_end(tmp_path: Path) -> None:
    box = "<w:p><w:txbxContent><w:p><w:r><w:t>甲。</w:t></w:r></w:p></w:txbxContent></w:p>"
    assert read_document(word_file(tmp_path / "a.docx", box * 20_000)).text == "\n".join(["甲。"] * 20_000)


def test_many_deleted_marks_and_lists_take_no_time_without_end(tmp_path: Path) -> None:
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
    last = "<w:p><w:r><w:t>。</w:t></w:r></w:p>"
    assert read_document(word_file(tmp_path / "a.docx", joined * 50_000 + last)).text == "甲" * 50_000 + "。"
    styled = "".join(f'<w:p><w:pPr><w:pStyle w:val="s{at}"/></w:pPr></w:p>' for at in range(600))
    assert code(word_file(tmp_path / "b.docx", styled + last)) == "damaged"


def test_zip_bomb(tmp_path: Path) -> None:
    blanks = b" " * 30_000_000
    file = rewritten("python-docx.docx", {"word/document.xml": lambda raw: raw + blanks}, tmp_path / "a.docx")
    assert file.stat().st_size < 1_000_000
    assert code(file) == "bomb"


def test_doctype_is_refused(tmp_path: Path) -> None:
    entity = b'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]><w:document '
    change = {"word/document.xml": lambda raw: raw.replace(b"<w:document ", entity, 1)}
    assert code(rewritten("python-docx.docx", change, tmp_path / "a.docx")) == "doctype"


def test_broken_xml(tmp_path: Path) -> None:
    change = {"word/document.xml": lambda raw: raw[: len(raw) // 2]}
    assert code(rewritten("python-docx.docx", change, tmp_path / "a.docx")) == "damaged"


def test_an_archive_that_is_no_word_file(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "text")
    file = tmp_path / "a.docx"
    file.write_bytes(buffer.getvalue())
    assert code(file) == "damaged"


def test_doc_without_any_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc_module.shutil, "which", lambda program: None)
    assert code(FILES / "libreoffice.doc") == "no_converter"


@pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is not installed")
def test_doc_by_antiword(monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.which
    monkeypatch.setattr(doc_module.shutil, "which", lambda name: real(name) if name == "antiword" else None)
    text = read_document(FILES / "libreoffice.doc").text
    assert "全年办理行政处罚案件1035件" in text
    assert "\t".join(MAKER.TABLE[1]) in text


def test_doc_that_no_program_can_read(tmp_path: Path) -> None:
    file = tmp_path / "a.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)
    expected = {"no_converter"} if not (OFFICE or shutil.which("antiword")) else {"conversion", "blank", "damaged"}
    assert code(file) in expected


def test_program_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\nsleep 60\n")
    script.chmod(0o755)
    monkeypatch.setattr(doc_module, "MAX_SECONDS", 0.2)
    monkeypatch.setattr(doc_module.shutil, "which", lambda name: str(script))
    assert code(FILES / "libreoffice.doc") == "timeout"
