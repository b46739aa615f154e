"""The letter reopened by python-docx, and read by our own reader of Word files: numbers and all."""

import io
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document

from fazhi_eval import evaluate, read_report
from fazhi_eval.checklists.model import Text
from fazhi_eval.cli.main import run
from fazhi_eval.data import data_folder
from fazhi_eval.documents.docx import docx_text
from fazhi_eval.errors import UsageError
from fazhi_eval.evaluation.model import Evaluation, Observation
from fazhi_eval.gate.model import Verdict
from fazhi_eval.messages import LANGUAGES
from fazhi_eval.outputs.docx import render
from fazhi_eval.outputs.ledger import ledger
from fazhi_eval.reports.model import About, Evidence

QINGHE = data_folder("examples") / "qinghe-2023.txt"


def opened(rendered: bytes) -> Document:
    return docx.Document(io.BytesIO(rendered))


def styled(document: Document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def test_the_parts_of_the_letter(evaluation: Evaluation) -> None:
    letter = opened(render(evaluation))
    assert styled(letter, "Title") == ["关于青禾区人民政府\n2023年度法治政府建设年度报告的反馈意见"]
    assert styled(letter, "Salutation") == ["青禾区人民政府："]
    assert styled(letter, "Heading 1") == ["总体情况", "主要问题", "与自述不足的对照", "整改要求"]
    assert styled(letter, "Heading 2") == [f"严重程度为{each}的问题（1 项）" for each in "高中低"]
    assert styled(letter, "Heading 3") == ["检查项b〔不符合〕", "检查项c〔未披露〕", "检查项d〔未披露〕"]
    assert styled(letter, "Attachment") == ["附件：问题台账"]
    assert styled(letter, "Signature") == ["（发文机关）"]
    assert "　　月　　日" in styled(letter, "Date")[0]
    order = [paragraph.style.name for paragraph in letter.paragraphs]
    assert order.index("Attachment") < order.index("Signature") < order.index("Date") < order.index("Annex Mark")


def test_the_numbers_are_automatic(evaluation: Evaluation) -> None:
    lines = docx_text(render(evaluation), "letter.docx").split("\n")
    for line in (
        "一、总体情况",
        "二、主要问题",
        "（一）严重程度为高的问题（1 项）",
        "（三）严重程度为低的问题（1 项）",
    ):
        assert line in lines
    # problems are numbered as in the annex, through all groups; admissions and demands anew
    assert [line for line in lines if line.endswith("〕")][:3] == [
        "1. 检查项b〔不符合〕",
        "2. 检查项c〔未披露〕",
        "3. 检查项d〔未披露〕",
    ]
    assert any(line.startswith("1. 「法制审核力量薄弱」：评查印证；对应第 1 项问题；") for line in lines)
    assert any(line.startswith("1. 请对照附件逐项整改") for line in lines)
    assert "一、" not in "".join(styled(opened(render(evaluation)), "Heading 1"))


def test_every_problem_has_its_law_and_its_quotation(evaluation: Evaluation) -> None:
    letter = opened(render(evaluation))
    told = [paragraph.text for paragraph in letter.paragraphs]
    start = told.index("检查项b〔不符合〕")
    assert told[start + 1 : start + 6] == [
        "问题：发现b",
        "原文：「配备法制审核人员21人」",
        "依据：《法治政府建设实施纲要》（十五）",
        "建议：补正b",
        "自述：报告已自述，见第三部分第 1 条",
    ]
    assert letter.paragraphs[start + 2].style.name == "Quote"
    assert letter.paragraphs[start + 1].runs[0].style.name == "Strong"
    low = told.index("检查项d〔未披露〕")
    assert told[low + 1].startswith("依据：《三项制度意见》（国办发〔2018〕118号）（十一）〔待核对条文〕")
    assert told[low + 2] == "与自述不足的对照"


def test_the_summary_and_the_comparison(evaluation: Evaluation) -> None:
    body = "\n".join(styled(opened(render(evaluation)), "Body Text"))
    assert "评查共 5 项：符合 1 项、部分符合 0 项、不符合 1 项、未披露 2 项、待人工核验 1 项；另有 1 项不适用。" in body
    assert "存在差距 3 项（严重程度高 1 项、中 1 项、低 1 项），其中 2 项报告未作自述。" in body
    assert "得分 66.7（最低 40.0，最高 80.0），覆盖率 60%。" in body
    assert "评查印证 1 条，未见相应问题 1 条，表述笼统 1 条" in body
    assert "上述问题中有 2 项报告未作自述：第 2–3 项。" in body
    demands = styled(opened(render(evaluation)), "List Number")
    assert any("（自述第 1 条），请补充安排" in demand for demand in demands)
    assert any("另有 1 项从报告本身看不出（示例清单 1 项）" in demand for demand in demands)


def test_the_annex_is_the_ledger(evaluation: Evaluation) -> None:
    letter = opened(render(evaluation))
    (table,) = letter.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][:4] == ["序号", "单位", "问题", "依据条款"]
    assert rows[1:] == [[str(cell) for cell in row] for row in ledger(evaluation, None, "zh")]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert all(row._tr.trPr.xpath("w:cantSplit") for row in table.rows)
    portrait, landscape = letter.sections
    assert portrait.page_width < portrait.page_height
    assert landscape.page_width > landscape.page_height
    assert landscape.page_width - landscape.left_margin - landscape.right_margin >= sum(
        column.width for column in table.columns
    )


def test_a_waiver_stands_at_its_problem_and_in_the_annex(evaluation: Evaluation, verdict: Verdict) -> None:
    letter = opened(render(evaluation, verdict))
    assert "机构改革" in letter.tables[0].rows[2].cells[-1].text
    told = [paragraph.text for paragraph in letter.paragraphs]
    start = told.index("〔已豁免〕检查项c〔未披露〕")
    assert "豁免：机构改革（司法局，至 2024-12-31）" in told[start : start + 5]


def test_last_year_and_reviews(beside: Evaluation) -> None:
    letter = opened(render(beside))
    assert styled(letter, "Heading 1")[2:] == ["与自述不足的对照", "与上年报告的对照", "人工复核情况", "整改要求"]
    body = styled(letter, "Body Text")
    assert "人工复核：计算：不符合；人工：符合 — 李某，2024-03-05：看了名册" in body
    assert "延续 1 项：第 1 项问题。" in body and "消除 1 项：检查项b。" in body
    assert "「组织演练」：未做到；本年自述不足第 2 条" in body
    assert not any("培训四期" in line for line in body)  # what is on record is counted
    assert "检查项e：计算：待人工核验；人工：部分符合；李某，2024-03-05：看了档案" in body
    assert not any("demo.x" in line for line in body)
    (comment,) = letter.comments
    assert "对不上的复核：demo.x（李某，2024-03-05）" in comment.text


def test_fonts_and_page(evaluation: Evaluation) -> None:
    letter = opened(render(evaluation))
    east = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
    fonts = {
        name: letter.styles[name].element.rPr.rFonts.get(east) for name in ("Normal", "Title", "Heading 1", "Heading 2")
    }
    assert fonts == {"Normal": "仿宋", "Title": "方正小标宋简体", "Heading 1": "黑体", "Heading 2": "楷体"}
    assert (round(letter.sections[0].page_width.mm), round(letter.sections[0].page_height.mm)) == (210, 297)
    assert "PAGE" in letter.sections[0].footer._element.xml
    with zipfile.ZipFile(io.BytesIO(render(evaluation))) as archive:
        assert "方正小标宋简体" in archive.read("word/fontTable.xml").decode()
        assert not [name for name in archive.namelist() if "thumbnail" in name or "customXml" in name]


def test_what_to_look_at_before_it_goes_out_is_a_comment(evaluation: Evaluation) -> None:
    letter = opened(render(evaluation))
    (comment,) = letter.comments
    assert "待核对条文" in comment.text
    assert comment.text not in "\n".join(paragraph.text for paragraph in letter.paragraphs)


def test_contradictions_are_put_as_questions(evaluation: Evaluation) -> None:
    told = Observation(
        code="differs",
        message=Text(zh="两处不同", en="differs"),
        paths=("area.enforcement.officers",),
        evidence=(Evidence(quote="甲", page=2),),
    )
    letter = opened(render(evaluation.model_copy(update={"observations": (told,)})))
    assert "报告前后不一之处（1 处），请核实" in styled(letter, "Heading 2")
    assert "「甲」（第 2 页）" in styled(letter, "Quote")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_found_is_said_and_nothing_is_asked(lang: str, evaluation: Evaluation) -> None:
    none = {"score": None, "low": None, "high": None, "coverage": None}
    empty = evaluation.model_copy(
        update={
            "gaps": (),
            "admissions": (),
            "checklists": (),
            "report": About(),
            "score": evaluation.score.model_copy(update=none),
        }
    )
    letter = opened(render(empty, lang=lang))
    told = [paragraph.text for paragraph in letter.paragraphs]
    assert {"zh": "未发现差距。", "en": "No gaps found."}[lang] in told
    assert any(line.startswith({"zh": "没有得分", "en": "No score"}[lang]) for line in told)
    assert len(styled(letter, "List Number")) == 1
    assert letter.tables == [] and styled(letter, "Attachment") == []
    assert len(letter.sections) == 1


def test_hostile_text_is_text(evaluation: Evaluation) -> None:
    hostile = '=1+1 <w:p/> & "x"\x00\x1b[31m\u202e\ufffe\ud800end'
    gap = evaluation.gaps[1].model_copy(update={"evidence": (Evidence.model_construct(quote=hostile),)})
    about = evaluation.report.model_copy(update={"issuer": "=1\x07<b>", "title": "\x00标题"})
    letter = opened(render(evaluation.model_copy(update={"gaps": (gap,), "report": about})))
    assert '原文：「=1+1 <w:p/> & "x"[31mend」' in styled(letter, "Quote")
    assert styled(letter, "Salutation") == ["=1<b>："]
    assert letter.tables[0].rows[1].cells[1].text == "=1<b>"


def test_the_same_bytes_on_another_day(evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(evaluation)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert render(evaluation) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert b"w:date=" not in archive.read("word/comments.xml")
    properties = opened(first).core_properties
    assert properties.created.year == properties.modified.year == 1980
    assert properties.author == "" and properties.title == "关于青禾区人民政府2023年度法治政府建设年度报告的反馈意见"


def test_without_the_extra(evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError, match=r"pip install 'fazhi-eval\[office\]'"):
        render(evaluation)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_from_the_command_line(lang: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.docx"
    assert run(["check", "--format", "docx", "--lang", lang, "-o", str(file), str(QINGHE)]) == 1
    gaps = evaluate(read_report(QINGHE)).gaps
    letter = docx.Document(str(file))
    assert len(styled(letter, "Heading 3")) == len(gaps)
    assert len(letter.tables[0].rows) == len(gaps) + 1
