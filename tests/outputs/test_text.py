"""What a person at a terminal reads."""

import re

import pytest

from fazhi_eval.checklists.model import Basis
from fazhi_eval.evaluation.model import Evaluation
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
