"""What a person at a terminal reads."""

import re

import pytest

from fazhi_eval.checklists.model import Basis
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.gate.model import Verdict
from fazhi_eval.outputs import reviewed
from fazhi_eval.outputs.columns import width
from fazhi_eval.outputs.text import render, render_several
from fazhi_eval.outputs.words import cite


def test_zh_tells_everything(evaluation: Evaluation) -> None:
    text = render(evaluation, has_plan=True)
    for told in (
        "青禾区2023年法治政府建设年度报告",
        "青禾区人民政府 · 2023年度 · 县级 · 政府",
        "得分 66.7　最低 40.0　最高 80.0　覆盖率 60%",
        "差距 3 项：高 1 · 中 1 · 低 1",
        "「配备法制审核人员21人」",
        "《法治政府建设实施纲要》（十五）",
        "《三项制度意见》（国办发〔2018〕118号）（十一）〔待核对条文〕",
        "自述不足 3 条：已印证 1 · 未印证 1 · 套话 1",
        "已印证 · 对应差距 1 · 未列入下年计划 · 未说明原因",
        "未印证 · 下年计划已回应 · 已说明原因",
        "套话 · 报告没有下年计划",
        "报告未自述的差距 2 项：2–3",
        "下年计划没有涉及的差距 2 项：1、3",
        "待人工核验 1 项",
        "一条说明",
    ):
        assert told in text
    verdict = text.strip().splitlines()[-3:]
    assert "存在差距 3 项（高 1、中 1、低 1），其中 2 项报告未自述" in "".join(verdict)
    assert "共检查 5 项" in "".join(verdict)


def test_gaps_stand_by_severity(evaluation: Evaluation) -> None:
    text = render(evaluation)
    assert text.index("检查项b") < text.index("检查项c") < text.index("检查项d")


def test_low_gaps_are_short_unless_verbose(evaluation: Evaluation) -> None:
    assert "补正d" not in render(evaluation)
    verbose = render(evaluation, verbose=True)
    assert "补正d" in verbose
    assert "理由f" in verbose  # every item, also one that does not apply
    assert "严格规范执法" in verbose  # parts of the outline


def test_en_has_no_chinese_but_names_and_quotations(evaluation: Evaluation) -> None:
    text = render(evaluation, "en", verbose=True)
    own = re.sub(r"「[^」]*」|（[^）]*）|\([^)]*\)|^.*青禾区.*$", "", text, flags=re.MULTILINE)
    assert not re.search(r"[\u4e00-\u9fff]", own)
    assert "[clause to be verified]" in text
    assert "Items checked: 5 (" in " ".join(text.split())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lines_fit(evaluation: Evaluation, lang: str) -> None:
    for line in render(evaluation, lang, verbose=True, width=80).splitlines():
        assert width(line) <= 82, line  # a closing mark may stand beyond the edge


def test_no_colour_unless_asked(evaluation: Evaluation) -> None:
    assert "\x1b" not in render(evaluation)
    coloured = render(evaluation, colour=True)
    assert re.sub(r"\x1b\[\d+m", "", coloured) == render(evaluation)


def test_hostile_quotation_is_inert(evaluation: Evaluation) -> None:
    bad = evaluation.gaps[1].evidence[0].model_copy(update={"quote": "x\x1b]0;owned\x07\u202ey"})
    gap = evaluation.gaps[1].model_copy(update={"evidence": (bad,)})
    text = render(evaluation.model_copy(update={"gaps": (gap,)}))
    assert "\x1b" not in text and "\x07" not in text and "\u202e" not in text


def test_nothing_found(evaluation: Evaluation) -> None:
    empty = evaluation.model_copy(update={"gaps": (), "admissions": (), "notes": ()})
    text = render(empty)
    assert "结论：未发现差距。共检查 5 项" in text
    assert "报告没有自述不足" in text


def test_no_score_is_never_zero(evaluation: Evaluation) -> None:
    score = evaluation.score.model_copy(update={"score": None, "determined": 0})
    text = render(evaluation.model_copy(update={"score": score}))
    assert "得分 —" in text
    assert "没有得分" in text


def test_several(evaluation: Evaluation) -> None:
    clean = evaluation.model_copy(update={"gaps": ()})
    assert render_several([evaluation, clean], 1) == "共 3 份报告：1 份有差距，1 份未发现差距，1 份未能检查。\n"


def test_law_is_cited_once_with_all_its_clauses(evaluation: Evaluation) -> None:
    bases = (
        Basis(instrument="outline-2021", clause="（四）"),
        Basis(instrument="guobanfa-2018-118", verified=False),
        Basis(instrument="outline-2021", clause="（五）", verified=False),
        Basis(instrument="unknown-law", clause="第一条"),
    )
    assert cite(bases, evaluation.instruments, "zh") == (
        "《法治政府建设实施纲要》（四）、（五）〔待核对条文〕；《三项制度意见》（国办发〔2018〕118号）〔待核对条文〕；"
        "unknown-law第一条"
    )
    assert (
        cite(bases[1:2], evaluation.instruments, "en") == "Three systems (国办发〔2018〕118号) [clause to be verified]"
    )


def test_last_year_and_reviews(beside: Evaluation) -> None:
    zh = render(beside)
    assert "     差距变化  延续\n     人工复核  计算：不符合；人工：符合 — 李某，2024-03-05：看了名册\n" in zh
    assert "与上年报告对照：2022 → 2023  青禾区人民政府\n注意：两份报告的主体名称不同" in zh
    assert "差距的变化：延续 1 · 消除 1\n  ·  延续  [高] 检查项b  demo.b\n  ·  消除  [高] 检查项b  demo.a\n" in zh
    assert "  ·  文字相似 92%  「法制审核力量薄弱」\n     本年第 1 条，上年第 3 条\n" in zh
    assert zh.index("未做到  「组织演练」") < zh.index("未提及  「建成平台」") < zh.index("有记载  「培训四期」")
    assert "÷2.12  行政执法人员数  1300 → 612  area.enforcement.officers" in zh
    assert "人工复核 3 条（不改变计算得出的结论）\n  另有 2 条复核属于其他主体或年度，未使用。" in zh
    assert "对应关系不正确" in zh and "对不上的复核：demo.x（李某，2024-03-05）" in zh
    assert zh.splitlines()[5] == render(beside.model_copy(update={"reviews": None})).splitlines()[5]  # the score


def test_what_goes_to_a_log_is_no_command_of_a_pipeline(beside: Evaluation) -> None:
    assert beside.previous is not None
    (again,) = beside.previous.repeated
    hostile = again.model_copy(update={"text": "::stop-commands::x"})
    previous = beside.previous.model_copy(update={"repeated": (hostile,)})
    told = reviewed.render(beside.model_copy(update={"previous": previous}))
    assert "stop-commands" in told and "::" not in told


def test_what_the_gate_leaves_out_is_marked(evaluation: Evaluation, verdict: Verdict) -> None:
    told = render(evaluation, verdict=verdict)
    assert "  2  〔已豁免〕检查项c" in told and "     豁免  机构改革（司法局，至 2024-12-31）" in told
    assert told.replace("〔已豁免〕", "").count("检查项c") == render(evaluation).count("检查项c")
