"""The comment of a merge request: what it tells, and that nothing a report says becomes more than text."""

import re
from collections.abc import Callable

import pytest

from fazhi_eval import evaluate, read_report
from fazhi_eval.checklists.model import Text
from fazhi_eval.cli.main import run
from fazhi_eval.data import data_folder
from fazhi_eval.evaluation.model import Evaluation, Observation
from fazhi_eval.gate.files import Waiver
from fazhi_eval.gate.model import Failure, Verdict
from fazhi_eval.messages import LANGUAGES
from fazhi_eval.outputs.markdown import LIMIT, escaped, render
from fazhi_eval.reports.model import About, Evidence

QINGHE = data_folder("examples") / "qinghe-2023.txt"


def tables(rendered: str) -> list[list[list[str]]]:
    """The tables, each a list of rows of cells."""
    found: list[list[list[str]]] = [[]]
    for line in rendered.split("\n"):
        if line.startswith("|"):
            found[-1].append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        elif found[-1]:
            found.append([])
    return [table for table in found if table]


def test_the_verdict_and_the_score_stand_first(evaluation: Evaluation) -> None:
    lines = [line for line in render(evaluation).split("\n") if line]
    assert lines[0] == "## 青禾区2023年法治政府建设年度报告"
    assert lines[1] == "**结论：存在差距 3 项（高 1、中 1、低 1），其中 2 项报告未自述。**"
    assert lines[2] == "**得分 66.7 最低 40.0 最高 80.0 覆盖率 60%**"


def test_the_tables(evaluation: Evaluation) -> None:
    gaps, admissions, scores, items = tables(render(evaluation))
    assert gaps[2] == ["1", "高", "检查项b", "不符合", "《法治政府建设实施纲要》（十五）", "自述 1", "+12.5"]
    assert [row[0] for row in gaps[2:]] == ["1", "2", "3"]
    assert "〔待核对条文〕" in gaps[4][4] and gaps[4][5] == "未自述"
    assert admissions[2] == ["1", "「法制审核力量薄弱」", "已印证", "1", "未列入下年计划", "未说明原因"]
    assert [row[0] for row in scores[2:]] == ["示例清单", "严格规范执法"]
    assert [row[2] for row in items[2:]] == ["符合", "不符合", "未披露", "未披露", "待人工核验", "不适用"]
    assert all(len(row) == len(table[0]) for table in (gaps, admissions, scores, items) for row in table)


def test_details_are_folded(evaluation: Evaluation) -> None:
    shown, _, folded = render(evaluation).partition("<details>")
    assert "补正b" not in shown and "「配备法制审核人员21人」" not in shown
    for told in ("发现b", "「配备法制审核人员21人」", "补正b", "理由e", "一条说明"):
        assert told in folded
    assert folded.count("</details>") == folded.count("<details>") + 1
    # without the empty line a forge would show what follows as it stands
    assert len(re.findall("</summary>\n\n", folded)) == folded.count("</summary>")


def test_the_gate(evaluation: Evaluation) -> None:
    waiver = Waiver(item="demo.b", body="青禾区人民政府", reason="机构|改革", owner="@司法局", expires="2024-12-31")
    verdict = Verdict(
        passed=False,
        conditions=("low",),
        failures=(Failure("low", ("gap-c",)),),
        counted=("gap-c",),
        waived={"gap-b": waiver},
    )
    rendered = render(evaluation, verdict)
    assert "**门槛：未通过（low）**" in rendered
    assert "  - 检查项b demo.b：机构\\|改革（@&#8203;司法局，至 2024-12-31）" in rendered
    assert [row[2] for row in tables(rendered)[0][2:]] == ["〔已豁免〕检查项b", "检查项c", "〔已知〕检查项d"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("`x` *y* _z_ ~~w~~", r"\`x\` \*y\* \_z\_ \~\~&#8203;w\~\~"),
        ("![a](http://x)", r"!\[a\](http:&#8203;//x)"),
        ("www.example.org", "www&#8203;.example.org"),
        ("@someone #12 !3 %4", "@&#8203;someone #&#8203;12 !&#8203;3 %&#8203;4"),
        ("R&D &lt; &12", "R&amp;D &amp;lt; &amp;&#8203;12"),
        (":smile: 80%以上", ":&#8203;smile: 80%以上"),
        ("$x$", r"\$&#8203;x\$"),
        ("# 标题", "&#8203;# 标题"),
        ("- 项", "&#8203;- 项"),
        ("1. 项", "&#8203;1. 项"),
        ("---", "&#8203;---"),
        ("+12.5", "+12.5"),
        ("一\n\n二\r\n三\x00\x1b\u202e四", "一 二 三四"),
        ("\\|", r"\\\|"),
        ("市、县（区）「2023年」90.5%。", "市、县（区）「2023年」90.5%。"),
    ],
)
def test_nothing_becomes_more_than_text(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_hostile_report(evaluation: Evaluation) -> None:
    hostile = "a|b</details>\n\n# x <img src=x onerror=1> `c` @all"
    gap = evaluation.gaps[1].model_copy(update={"evidence": (Evidence(quote=hostile),)})
    admission = evaluation.admissions[0].model_copy(update={"quote": hostile})
    about = evaluation.report.model_copy(update={"issuer": hostile, "title": hostile * 1000})
    rendered = render(evaluation.model_copy(update={"gaps": (gap,), "admissions": (admission,), "report": about}))
    assert "<img" not in rendered.replace("\\<img", "")
    assert rendered.count("</details>") == rendered.count("<details>")
    assert not re.search("^# x", rendered, re.MULTILINE)
    assert "@all" not in rendered
    assert len(tables(rendered)[1][2]) == 6


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_found_is_said(lang: str, evaluation: Evaluation) -> None:
    none = {"score": None, "low": None, "high": None, "coverage": None}
    score = evaluation.score.model_copy(update=none)
    empty = evaluation.model_copy(update={"gaps": (), "admissions": (), "report": About(), "score": score, "notes": ()})
    rendered = render(empty, lang=lang)
    assert {"zh": "### 未发现差距。", "en": "### No gaps found."}[lang] in rendered
    assert {"zh": "没有得分", "en": "No score"}[lang] in rendered
    assert {"zh": "没有自述不足", "en": "admits no shortcoming"}[lang] in rendered


def test_contradictions(evaluation: Evaluation) -> None:
    told = Observation(
        code="differs",
        message=Text(zh="两处不同", en="differs"),
        paths=("area.enforcement.officers",),
        evidence=(Evidence(quote="甲"),),
    )
    rendered = render(evaluation.model_copy(update={"observations": (told,)}))
    assert "<summary>报告前后不一 1 处</summary>\n\n- 两处不同\n  - 「甲」\n" in rendered


@pytest.mark.parametrize("limit", [2_000, 6_000, LIMIT])
def test_what_does_not_fit_is_counted(limit: int, evaluation: Evaluation) -> None:
    gaps = tuple(evaluation.gaps[1].model_copy(update={"id": f"g{number}"}) for number in range(3_000))
    rendered = render(evaluation.model_copy(update={"gaps": gaps}), limit=limit)
    assert len(rendered) <= limit
    shown = len(tables(rendered)[0]) - 2
    assert 0 < shown < 3_000
    assert f"还有 {3_000 - shown} 项放不下" in rendered
    assert rendered.count("<details>") == rendered.count("</details>")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_golden(lang: str, golden: Callable[[str, str], None]) -> None:
    evaluation = evaluate(read_report(QINGHE), source="examples/qinghe-2023.txt")
    rendered = render(evaluation, lang=lang)
    assert len(rendered) < LIMIT
    golden(f"qinghe-2023.check.{lang}.md", rendered)


def test_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "markdown", "--lang", "en", str(QINGHE)]) == 1
    assert "**Verdict: gaps found" in capsys.readouterr().out


def test_last_year_reviews_and_waivers(beside: Evaluation, verdict: Verdict) -> None:
    rendered = render(beside, verdict)
    assert "| 2 | 中 | 〔已豁免〕检查项c |" in rendered
    assert "- 豁免：机构改革（司法局，至 2024-12-31）" in rendered
    assert "- 差距变化：延续\n- 人工复核：计算：不符合；人工：符合 — 李某，2024-03-05：看了名册\n" in rendered
    assert "### 与上年报告对照：2022 → 2023 青禾区人民政府\n\n注意：两份报告的主体名称不同" in rendered
    assert "<summary>差距的变化：延续 1 · 消除 1</summary>" in rendered
    assert "- **延续** \\[高\\] 检查项b `demo.b`" in rendered
    assert "- **未做到** 「组织演练」\n  - 本年自述不足第 2 条\n" in rendered
    assert "<summary>人工复核 3 条（不改变计算得出的结论）</summary>\n\n另有 2 条复核属于" in rendered
    assert "- 对不上的复核：demo.x" in rendered
    english = render(beside, verdict, "en")
    assert "### Beside last year's report: 2022 → 2023" in english and "**standing**" in english
