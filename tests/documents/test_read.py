"""Files become documents, whatever their encoding; what is no report is told with its reason."""

import pickle
from pathlib import Path

import pytest

from fazhi_eval.documents import decode
from fazhi_eval.documents.read import document_from_text, read_document
from fazhi_eval.errors import InputError

TEXT = """青禾区司法局2023年法治政府建设年度报告
一、主要工作
（一）复议。全年办理行政复议案件１２件，办结率９８．５％。
二、存在问题
力量不足。
"""


def code(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_document(path)
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    for lang in ("zh", "en"):
        assert "{" not in problem.render(lang)
    return problem.code.removeprefix("documents.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"])
def test_encodings_give_one_text(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "报告.txt"
    file.write_bytes(TEXT.encode(encoding))
    document = read_document(file)
    assert document.text == TEXT
    assert (document.format, document.source) == ("txt", str(file))
    assert [section.title for section in document.sections] == ["主要工作", "存在问题"]


def test_line_ends_are_kept_and_counted(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT.replace("\n", "\r\n").encode())
    document = read_document(file)
    assert document.text == TEXT.replace("\n", "\r\n")
    assert "\r" not in document.folded


def test_document_is_a_value(tmp_path: Path) -> None:
    document = document_from_text(TEXT)
    assert pickle.loads(pickle.dumps(document)) == document
    assert type(document).model_validate_json(document.model_dump_json()) == document


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", "\ufeff \n\u3000\n".encode(), "blank"),
        ("a.txt", b"\0\1\2\3" * 100, "binary"),
        ("a.txt", bytes(range(1, 9)) * 50 + b"text", "binary"),
        ("a.txt", TEXT.encode() + b"\xff\xfe\xff", "mixed_encodings"),
        ("a.txt", TEXT.encode() + TEXT.encode("gb18030"), "mixed_encodings"),
        ("a.txt", TEXT.encode("gb18030") + TEXT.encode(), "mixed_encodings"),
        ("a.txt", b"\xff\x80\x81" * 20, "undecodable"),
        ("a.txt", ("\ufffd" * 30 + TEXT).encode(), "lost_characters"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "picture"),
        ("a.xlsx", b"PK\x03\x04 xl/workbook.xml", "unknown_format"),
        ("a.csv", TEXT.encode(), "unknown_format"),
        ("a.ofd", b"PK\x03\x04 OFD.xml", "ofd"),
        ("a.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "wps"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        ("a.rtf", b"{\\rtf1\\ansi}", "rtf"),
        ("a.docx", b"no archive", "damaged"),
        ("a.pdf", b"no pdf", "damaged"),
        ("a.html", b"<html><body><script>var a</script></body></html>", "no_text"),
    ],
)
def test_bad_input_is_told(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert code(file) == expected


def test_missing_and_folder(tmp_path: Path) -> None:
    assert code(tmp_path / "nichts.txt") == "missing"
    assert code(tmp_path) == "folder"


def test_50_megabytes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("一".encode() * 17_000_000)
    assert code(file) == "too_big"
    file.write_bytes("一。\n".encode() * 400_000)
    assert code(file) == "too_long"


def test_mixed_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT.encode() * 2 + "乙".encode("gb18030"))
    with pytest.raises(InputError) as caught:
        read_document(file)
    assert caught.value.problems[0].params["line"] == 2 * TEXT.count("\n") + 1


def test_a_page_named_doc_is_read_as_the_page_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.doc"
    file.write_bytes(f"<html><body><p>{TEXT}</p></body></html>".encode())
    assert read_document(file).format == "html"


def test_declared_single_byte_encodings_are_not_believed() -> None:
    assert decode.decode(TEXT.encode("gb18030"), "x", "iso-8859-1") == (TEXT, "gb18030")
    assert decode.decode("繁體字報告，行政復議。".encode("big5"), "x", "big5") == ("繁體字報告，行政復議。", "big5")
