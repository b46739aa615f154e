"""The workbook reopened by another library: every cell what was meant, and nothing in it ever a formula."""

import io
import re
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from fazhi_eval import evaluate
from fazhi_eval.checklists.model import Text
from fazhi_eval.cli.main import run
from fazhi_eval.data import data_folder
from fazhi_eval.errors import UsageError
from fazhi_eval.evaluation.model import Evaluation, Observation
from fazhi_eval.gate.files import Waiver
from fazhi_eval.gate.model import Verdict
from fazhi_eval.messages import LANGUAGES
from fazhi_eval.outputs.xlsx import render
from fazhi_eval.reports.model import About, Evidence, Report
from fazhi_eval.reports.read import read

QINGHE = data_folder("examples") / "qinghe-2023.txt"
HEADS = ["序号", "单位", "问题", "依据条款", "原文", "严重程度", "是否自认", "整改建议", "整改时限", "备注"]


def opened(rendered: bytes) -> Workbook:
    return load_workbook(io.BytesIO(rendered))


def values(book: Workbook, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


@pytest.fixture
def report(evaluation: Evaluation) -> Report:
    return Report(
        report=evaluation.report,
        area={"enforcement": {"officers": 612, "legal_reviewers": 21}, "normative_documents": {"review_rate": 0.945}},
        own={"first_responsible": {"study_sessions": 4}},
        evidence={
            "area.enforcement.officers": [
                Evidence(quote="执法人员612人", value=612, page=3),
                Evidence(quote="执法人员约600人", value=600, approx=True, confidence="low", confidence_reason="scope"),
            ],
            "area.enforcement.legal_reviewers": [Evidence(quote="审核人员21人")],
            "report.published_on": [Evidence(quote="20243月", readings=("2024-03-01", "2024-03-11"))],
        },
    )


def test_the_sheets(evaluation: Evaluation, report: Report) -> None:
    zh, en = opened(render(evaluation, report)), opened(render(evaluation, report, lang="en"))
    assert zh.sheetnames == ["问题台账", "全部检查项", "事实与原文", "得分", "自述不足", "前后不一"]
    assert [sheet.max_column for sheet in zh] == [sheet.max_column for sheet in en]
    assert not re.search("[一-鿿]", "".join(str(cell.value) for sheet in en for cell in sheet[1]))


def test_the_ledger(evaluation: Evaluation, report: Report) -> None:
    rows = values(opened(render(evaluation, report)), "问题台账")
    assert rows[0] == HEADS
    assert [row[0] for row in rows[1:]] == [1, 2, 3]
    number, body, problem, law, quotes, severity, admitted, remedy, due, remarks = rows[1]
    assert (number, body, severity, remedy, due) == (1, "青禾区人民政府", "高", "补正b", None)
    assert problem == "检查项b〔不符合〕\n发现b"
    assert law == "《法治政府建设实施纲要》（十五）"
    assert quotes == "「配备法制审核人员21人」"
    assert admitted == "是（自述第 1 条）"
    assert str(remarks).split("\n") == ["demo.b", "补正后最低分 +12.5"]
    assert rows[2][4] == "报告中没有读到相应原文" and rows[2][6] == "否" and "下年计划已涉及" in str(rows[2][9])
    assert "〔待核对条文〕" in str(rows[3][3])


def test_a_waiver_stands_in_the_remarks(evaluation: Evaluation, report: Report) -> None:
    waiver = Waiver(item="demo.b", body="青禾区人民政府", reason="机构改革", owner="司法局", expires="2024-12-31")
    verdict = Verdict(passed=True, conditions=("low",), failures=(), counted=(), waived={"gap-b": waiver})
    rows = values(opened(render(evaluation, report, verdict)), "问题台账")
    assert "机构改革（司法局，至 2024-12-31）" in str(rows[1][9])
    assert "机构改革" not in str(rows[2][9])


def test_all_items(evaluation: Evaluation, report: Report) -> None:
    rows = values(opened(render(evaluation, report)), "全部检查项")
    assert [(row[1], row[2], row[10]) for row in rows[1:3]] == [
        ("检查项a", "符合", "demo.a"),
        ("检查项b", "不符合", "demo.b"),
    ]
    assert len(rows) == 7
    assert rows[1][7:9] == [1, 1] and rows[3][8] is None


def test_facts_with_their_quotations(evaluation: Evaluation, report: Report) -> None:
    rows = values(opened(render(evaluation, report)), "事实与原文")[1:]
    facts = {(row[8], row[4]): row for row in rows}
    assert len(facts) == len(rows)
    officers = facts["area.enforcement.officers", "「执法人员612人」"]
    assert officers[2] == 612 and officers[5] == 3 and officers[6] == "把握大"
    about = facts["area.enforcement.officers", "「执法人员约600人」"]
    assert about[2:4] == [600, "约"] and str(about[7]).startswith("存疑：")
    assert facts["own.first_responsible.study_sessions", None][2] == 4
    assert facts["area.normative_documents.review_rate", None][2] == "94.5%"
    assert facts["report.level", None][2] == "县级"
    assert facts["report.published_on", "「20243月」"][2] == "—"


def test_scores_stand_with_their_coverage(evaluation: Evaluation, report: Report) -> None:
    book = opened(render(evaluation, report))
    rows = values(book, "得分")
    assert [row[0] for row in rows[1:4]] == ["全部", "清单", "纲要部分"]
    assert rows[1][2:8] == [66.7, 40, 80, 0.6, 5, 2]
    assert rows[1][8:] == [1, 0, 1, 2, 1]
    assert rows[3][1] == "严格规范执法" and rows[3][8] is None
    assert book["得分"]["F2"].number_format == "0%"
    below = [row[0] for row in rows[4:] if row[0]]
    assert below[0] == "青禾区2023年法治政府建设年度报告" and "一条说明" in below


def test_admissions_and_contradictions(evaluation: Evaluation, report: Report) -> None:
    told = Observation(
        code="differs",
        message=Text(zh="两处不同", en="differs"),
        paths=("area.enforcement.officers",),
        evidence=(Evidence(quote="甲"), Evidence(quote="乙")),
    )
    book = opened(render(evaluation.model_copy(update={"observations": (told,)}), report))
    rows = values(book, "自述不足")
    assert rows[1][1] == "「法制审核力量薄弱」" and rows[1][3:5] == ["已印证", "1"]
    assert rows[1][6:] == ["未列入下年计划", "未说明原因", None]
    assert str(rows[3][3]).startswith("套话：") and rows[3][6] == "报告没有下年计划"
    assert values(book, "前后不一")[1] == [1, "两处不同", "area.enforcement.officers", "「甲」\n「乙」"]


def test_text_is_never_a_formula_a_link_or_a_number(evaluation: Evaluation) -> None:
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x", "0012", "{=1}"]
    report = Report(
        report=About(title="=cmd|' /C calc'!A0", issuer="=2+5"),
        area={"enforcement": {"officers": 1}},
        evidence={"area.enforcement.officers": [Evidence(quote=quote) for quote in hostile]},
    )
    about = evaluation.report.model_copy(update={"issuer": "=2+5", "title": "=1&2"})
    rendered = render(evaluation.model_copy(update={"report": about, "source": "=3"}), report)
    book = opened(rendered)
    ledger = book["问题台账"]["B2"]
    assert (ledger.value, ledger.data_type, ledger.quotePrefix) == ("=2+5", "s", True)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert all(cell.hyperlink is None for sheet in book for row in sheet.iter_rows() for cell in row)
    assert {f"「{quote}」" for quote in hostile} <= {row[4] for row in values(book, "事实与原文")}
    with zipfile.ZipFile(io.BytesIO(rendered)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "sheets/sheet" in name]
    assert all(b"<f>" not in sheet and b"<hyperlink" not in sheet for sheet in sheets)


def test_control_characters_and_endless_text(evaluation: Evaluation) -> None:
    quotes = ["a\x00b\x1b[31mc\u202ed\ufffee\ud800f", "_x0041_", "长" * 40_000]
    report = Report(
        area={"enforcement": {"officers": 1}},
        evidence={"area.enforcement.officers": [Evidence.model_construct(quote=quote) for quote in quotes]},
    )
    shown = [row[4] for row in values(opened(render(evaluation, report)), "事实与原文")[1:]]
    assert shown[:2] == ["「ab[31mcdef」", "「_x0041_」"]
    assert len(str(shown[2])) < 32_767 and str(shown[2]).endswith("见报告原文）")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_found_is_said(lang: str, evaluation: Evaluation) -> None:
    empty = evaluation.model_copy(update={"gaps": (), "admissions": (), "report": About(), "source": None})
    book = opened(render(empty, Report(), lang=lang))
    ledger, _, facts, _, admissions, contradictions = (values(book, name) for name in book.sheetnames)
    for rows in (ledger, facts, admissions, contradictions):
        assert len(rows) == 3 and rows[2][0]
    assert ledger[2][0] == {"zh": "未发现差距。", "en": "No gaps found."}[lang]


def test_no_score_is_no_number(evaluation: Evaluation, report: Report) -> None:
    sheet = evaluation.score.model_copy(update={"score": None, "low": None, "high": None, "coverage": None})
    rows = values(opened(render(evaluation.model_copy(update={"score": sheet}), report)), "得分")
    assert rows[1][2:6] == ["—"] * 4
    assert any(str(row[0]).startswith("没有得分") for row in rows)


def test_print_setup(evaluation: Evaluation, report: Report) -> None:
    for sheet in opened(render(evaluation, report)):
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert "&P" in sheet.oddFooter.center.text
        assert all(cell.alignment.wrap_text for cell in sheet[1])
        assert sheet.title in sheet.oddHeader.center.text


def test_a_name_gives_the_printed_head_no_commands(evaluation: Evaluation, report: Report) -> None:
    about = evaluation.report.model_copy(update={"issuer": "甲&P乙" * 100})
    sheet = opened(render(evaluation.model_copy(update={"report": about}), report))["问题台账"]
    assert "甲&&P乙" in sheet.oddHeader.center.text
    assert len(sheet.oddHeader.center.text) < 250


def test_a_row_is_as_high_as_its_text(evaluation: Evaluation, report: Report) -> None:
    gap = evaluation.gaps[0].model_copy(update={"remedy": Text(zh="补" * 300, en="x")})
    sheet = opened(render(evaluation.model_copy(update={"gaps": (evaluation.gaps[1], gap)}), report))["问题台账"]
    assert sheet.row_dimensions[2].height < 100 < 250 < sheet.row_dimensions[3].height <= 409


def test_the_same_bytes_on_another_day(evaluation: Evaluation, report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(evaluation, report)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: __import__("time").gmtime(2_000_000_000))
    assert render(evaluation, report) == first
    properties = opened(first).properties
    assert properties.created.year == properties.modified.year == 1980


def test_without_the_extra(evaluation: Evaluation, report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"pip install 'fazhi-eval\[office\]'"):
        render(evaluation, report)


def test_the_example_from_the_command_line(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "台账.xlsx"
    assert run(["check", "--format", "xlsx", "-o", str(file), str(QINGHE)]) == 1
    report, _ = read(str(QINGHE), None)
    evaluation = evaluate(report, source=str(QINGHE))
    assert len(values(load_workbook(file), "问题台账")) == len(evaluation.gaps) + 1
    items = sum(len(checklist.items) for checklist in evaluation.checklists)
    assert len(values(load_workbook(file), "全部检查项")) == items + 1
    capfdbinary.readouterr()
    assert run(["check", "--format", "xlsx", str(QINGHE)]) == 1
    assert capfdbinary.readouterr().out == file.read_bytes()


def test_no_workbook_at_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(["check", "--format", "xlsx", str(QINGHE)]) == 2
    assert "-o 结果.xlsx" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_last_year_reviews_and_waivers(lang: str, beside: Evaluation, report: Report, verdict: Verdict) -> None:
    book = opened(render(beside, report, verdict, lang))
    assert len(book.sheetnames) == 8 and len(set(book.sheetnames)) == 8
    ledger, items, _, score, admissions, _, previous, reviews = [
        [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book
    ]
    assert score[1][2] == 66.7
    assert [len(row) for row in (previous[0], reviews[0])] == [5, 5]
    assert [row[4] for row in previous[1:]][:2] == ["demo.b", "demo.a"]
    assert [row[4] for row in reviews[1:4]] == ["demo.b", "demo.e", "demo.b"]
    if lang == "zh":
        assert "差距变化：延续\n人工复核：计算：不符合；人工：符合 — 李某，2024-03-05：看了名册" in str(ledger[1][9])
        assert str(ledger[2][2]).startswith("〔已豁免〕检查项c") and "豁免：机构改革" in str(ledger[2][9])
        assert items[5][11] == "人工复核：计算：待人工核验；人工：部分符合 — 李某，2024-03-05：看了档案"
        assert "重复自述：文字相似 92%" in str(admissions[1][8]) and "对应关系不正确" in str(admissions[1][8])
        assert previous[1][:3] == ["差距变化", "延续", "[高] 检查项b"]
        assert [
            "数字变动",
            "÷2.12",
            "行政执法人员数  1300 → 612",
            "本年「612人」",
            "area.enforcement.officers",
        ] in previous
        assert "对不上的复核：demo.x" in str(reviews[4][2]) and "另有 2 条复核" in str(reviews[-1][0])
