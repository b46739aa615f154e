"""The page of one report: its text whole, every quotation a mark, everything told, nothing active from outside."""

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fazhi_eval import evaluate
from fazhi_eval.cli.main import run
from fazhi_eval.data import data_folder
from fazhi_eval.documents.read import document_from_text
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.gate.model import Verdict
from fazhi_eval.outputs.html import render
from fazhi_eval.outputs.html.marks import Marks, blocks
from fazhi_eval.reports.model import Evidence, Report
from fazhi_eval.reports.read import read

QINGHE = data_folder("examples") / "qinghe-2023.txt"
HEPING = data_folder("examples") / "heping-2021.yaml"
VOID = {"meta", "link", "input", "br", "rect"}


class Page(HTMLParser):
    """The elements of a page; an end tag that closes nothing, or a tag left open, is an error."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []
        self.ids = [each["id"] for _, each in self.elements if "id" in each]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not set(self.open) & {"script", "style"}:
            self.words.append(data)

    def all(self, tag: str, attribute: str = "id") -> list[str]:
        return [each[attribute] for name, each in self.elements if name == tag and attribute in each]


@pytest.fixture(scope="module")
def qinghe() -> str:
    return page_of(QINGHE)


def page_of(path: Path, lang: str = "zh") -> str:
    report, document = read(path)
    return render(evaluate(report, source=path.name), report, document, lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", [QINGHE, HEPING], ids=lambda path: path.stem)
def test_a_page_is_well_formed_and_its_links_lead_somewhere(path: Path, lang: str) -> None:
    page = Page(page_of(path, lang))
    assert len(page.ids) == len(set(page.ids))
    targets = {href.removeprefix("#") for href in page.all("a", "href")}
    assert targets <= set(page.ids)
    assert {f"q{number}" for numbers in page.all("a", "data-go") for number in numbers.split()} <= set(page.ids)
    assert {f"k{number}" for numbers in page.all("a", "data-k") for number in numbers.split()} <= set(page.ids)


def test_every_figure_of_the_text_is_a_mark_with_its_fact() -> None:
    report, document = read(QINGHE)
    assert document is not None
    page = Page(render(evaluate(report), report, document))
    marks = Marks(evaluate(report), report, document)
    for path, pieces in report.evidence.items():
        for piece in pieces:
            mark = marks.of_quote(piece)
            assert mark is not None and path in mark.facts
            assert f"k{mark.number}" in page.ids and f"q{mark.number}" in page.ids


def test_the_text_stands_whole_and_in_order() -> None:
    report, document = read(QINGHE)
    assert document is not None
    marks = Marks(evaluate(report), report, document)
    shown = "".join(s.text for block in blocks(document, marks.all, report.report.title) for s in block.segments)
    assert "".join(shown.split()) == "".join(document.text.split())


def test_overlapping_marks_cover_the_same_words() -> None:
    document = document_from_text("全年办理复议案件八十件，其中撤销三件。\n")
    evidence = {
        "area.reconsideration.handled": [Evidence(quote="办理复议案件八十件", start=2, end=11)],
        "area.reconsideration.corrected": [Evidence(quote="八十件，其中撤销三件", start=8, end=18)],
        "area.litigation.lost": [Evidence(quote="办理", start=2, end=4)],
    }
    report = Report.model_validate(
        {"area": {"reconsideration": {"handled": 80, "corrected": 3}, "litigation": {"lost": 1}}, "evidence": evidence}
    )
    marks = Marks(evaluate(report, year=2023), report, document)
    (block,) = blocks(document, marks.all, None)
    cut = [(segment.text, sorted(mark.number for mark in segment.marks)) for segment in block.segments]
    assert cut == [
        ("全年", []),
        ("办理", [1, 2]),
        ("复议案件", [2]),
        ("八十件", [2, 3]),
        ("，其中撤销三件", [3]),
        ("。", []),
    ]
    assert [sorted(mark.number for mark in segment.opens) for segment in block.segments] == [
        [],
        [1, 2],
        [],
        [3],
        [],
        [],
    ]


def test_a_quotation_that_does_not_stand_in_the_text_is_told_but_no_mark() -> None:
    document = document_from_text("全年办理复议案件八十件。\n")
    wrong = {"area.reconsideration.handled": [Evidence(quote="另一句话", start=0, end=4)]}
    report = Report.model_validate({"area": {"reconsideration": {"handled": 80}}, "evidence": wrong})
    marks = Marks(evaluate(report, year=2023), report, document)
    assert marks.all == []


def test_zh_tells_everything(evaluation: Evaluation) -> None:
    page = Page(render(evaluation, Report(), None))
    words = " ".join("".join(page.words).split())
    for told in (
        "青禾区2023年法治政府建设年度报告",
        "最低 40.0 — 最高 80.0",
        "覆盖率 60%",
        "严格规范执法",
        "存在差距 3 项（高 1、中 1、低 1）",
        "差距 3 项：高 1 · 中 1 · 低 1",
        "《三项制度意见》（国办发〔2018〕118号）（十一）〔待核对条文〕",
        "「配备法制审核人员21人」",
        "补正后最低分 +12.5",
        "自述不足 3 条：已印证 1 · 未印证 1 · 套话 1",
        "报告未自述的差距 2 项：2、3",
        "待人工核验 1 项",
        "全部检查项 6 项",
        "理由f",
        "一条说明",
    ):
        assert told in words
    assert words.index("检查项b") < words.index("检查项c") < words.index("检查项d")


def test_en_is_english_but_for_names_and_quotations(evaluation: Evaluation) -> None:
    rendered = render(evaluation, Report(), None, "en")
    page = Page(re.sub(r'<(\w+) [^>]*lang="zh-CN"[^>]*>.*?</\1>', "", rendered))
    own = re.sub(r"（[^）]*）|\([^)]*\)|青禾区\S*", "", " ".join(page.words))
    assert not re.search(r"[\u4e00-\u9fff]", own)
    assert "[clause to be verified]" in own
    assert page.elements[0] == ("html", {"lang": "en"})


def test_bars_have_a_text_alternative(evaluation: Evaluation) -> None:
    page = render(evaluation, Report(), None)
    images = re.findall(r'<svg [^>]*role="img" aria-labelledby="(\S+) (\S+)">(.*?)</svg>', page, re.DOTALL)
    assert len(images) == 3  # in all, one part, one checklist
    for title, desc, content in images:
        assert f'<title id="{title}">' in content
        assert f'<desc id="{desc}">得分 66.7　最低 40.0　最高 80.0　覆盖率 60%</desc>' in content


def test_no_score_is_never_zero(evaluation: Evaluation) -> None:
    score = evaluation.score.model_copy(update={"score": None, "low": None, "high": None, "coverage": None})
    page = render(evaluation.model_copy(update={"score": score}), Report(), None)
    assert "<b>—</b>" in page
    assert "没有得分" in page


def test_nothing_found(evaluation: Evaluation) -> None:
    page = Page(render(evaluation.model_copy(update={"gaps": (), "admissions": ()}), Report(), None))
    assert "未发现差距。" in page.words and "报告没有自述不足，或没有读出。" in page.words


def test_nothing_comes_from_elsewhere_and_only_our_script_runs(qinghe: str) -> None:
    page = Page(qinghe)
    policy = next(each["content"] for tag, each in page.elements if "http-equiv" in each)
    script = re.search("<script>(.*?)</script>", qinghe, re.DOTALL)
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert "default-src 'none'" in policy and f"script-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not page.all("script", "src") and page.all("link", "href") == ["data:,"]
    assert not re.search(r"url\(|@import|https?://", qinghe)
    assert not [name for _, each in page.elements for name in each if name.startswith("on") or name == "style"]


def test_hostile_words_are_inert(evaluation: Evaluation) -> None:
    attack = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u202e\x1b[31m"
    document = document_from_text(f"{attack}\n办理复议案件八十件。\n")
    quote = document.text[: document.text.index("\n")]
    piece = Evidence(quote=quote, start=0, end=len(quote))
    gap = evaluation.gaps[1].model_copy(update={"evidence": (piece,)})
    about = evaluation.report.model_copy(update={"title": attack, "issuer": attack})
    hostile = evaluation.model_copy(update={"report": about, "source": attack, "gaps": (gap,)})
    report = Report.model_validate({"report": {"title": attack}, "evidence": {"report.title": [piece]}})
    for page in (render(hostile, report, document), render(hostile, report, None)):
        assert len(Page(page).all("script", "src")) == 0 and page.count("<script") == 1
        assert "<img" not in page and "{{7*7}}" in page
        assert "\u202e" not in page and "\x1b" not in page


def test_last_year_reviews_and_waivers(beside: Evaluation, verdict: Verdict) -> None:
    source = render(beside, Report(), None, verdict=verdict)
    page = Page(source)
    assert {href.removeprefix("#") for href in page.all("a", "href")} <= set(page.ids)
    told = " ".join(" ".join(page.words).split())
    assert told.count("〔已豁免〕") == 1 and "豁免 机构改革（司法局，至 2024-12-31）" in told
    assert "差距变化 延续 人工复核 计算：不符合；人工：符合 — 李某，2024-03-05：看了名册" in told
    assert "与上年报告对照：2022 → 2023" in told and "两份报告的主体名称不同" in told
    assert "未做到 「组织演练」 本年自述不足第 2 条" in told
    assert "÷2.12 行政执法人员数 1300 → 612 本年「612人」" in told
    assert "对应关系不正确" in told and "对不上的复核：demo.x" in told and "另有 2 条复核" in told
    assert "豁免已过期 1 项" in told and "没有用到的豁免 1 项" in told
    assert told.count("看了档案") == 3  # where it is to be reviewed, in the list of items, among the reviews
    plain = Page(render(beside.model_copy(update={"previous": None, "reviews": None}), Report(), None))
    assert not {"previous", "reviews", "gate"} & set(plain.ids)
    assert " ".join(plain.words).count("66.7") == " ".join(page.words).count("66.7")  # the score is the same


def test_a_reviewer_can_do_nothing_to_the_page(beside: Evaluation, verdict: Verdict) -> None:
    attack = "<script>alert(1)</script>{{7*7}}\u202e"
    assert beside.reviews is not None
    review = beside.reviews.outcomes["demo.b"].model_copy(update={"who": attack, "why": attack})
    reviews = beside.reviews.model_copy(update={"outcomes": {"demo.b": review}})
    verdict.waived["gap-c"] = verdict.waived["gap-c"].model_copy(update={"reason": attack})
    page = render(beside.model_copy(update={"reviews": reviews}), Report(), None, verdict=verdict)
    assert page.count("<script") == 1 and "{{7*7}}" in page and "\u202e" not in page


def test_the_same_bytes_every_time(qinghe: str) -> None:
    assert page_of(QINGHE) == qinghe


def test_golden(qinghe: str, golden: Callable[[str, str], None]) -> None:
    page = re.sub("<(style|script)>.*?</\\1>", "", qinghe, flags=re.DOTALL)
    page = re.sub("'sha256-[^']*'", "'sha256-…'", page)
    # neither all items nor the reviews: they are the checklists' own text
    page = re.sub('<section id="(review|items)".*?</section>', "", page, flags=re.DOTALL)
    golden("qinghe-2023.check.zh.html", page)


def test_check_writes_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "page.html"
    assert run(["check", str(QINGHE), "--format", "html", "-o", str(output), "--fail-on", "none"]) == 0
    assert output.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run(["check", str(QINGHE), str(HEPING), "--format", "html"]) == 2
    assert "fazhi-eval audit" in capsys.readouterr().err
