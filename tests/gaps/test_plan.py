"""Does next year's plan take up a shortcoming, or a gap?"""

from collections.abc import Callable

import pytest

from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.gaps.plan import Plan
from fazhi_eval.gaps.topics import subject_of
from fazhi_eval.reports.model import Commitment, Report

Make = Callable[..., Report]
Evaluate = Callable[[Report], Evaluation]


def plan(*texts: str) -> Plan:
    return Plan([Commitment(text=text, quote=text) for text in texts])


@pytest.mark.parametrize(
    ("clause", "commitment", "taken_up"),
    [
        ("普法形式单一", "落实普法责任制，开展宪法宣传。", True),  # a narrow topic: any commitment on it
        ("公共法律服务覆盖面不够", "加强法律援助工作。", True),
        ("营商环境还需优化", "抓好人民调解工作。", False),
        ("干部法治意识不强", "举办领导干部法治专题培训班。", True),  # a wide topic: the same thing
        ("法治建设亮点不多", "举办领导干部法治专题培训班。", False),
        ("执法程序不够规范", "推行轻微违法不予处罚清单。", False),
        ("执法程序不够规范", "坚持严格规范公正文明执法。", True),
        ("负责人出庭应诉率不高", "推进行政复议体制改革。", False),
        ("部门之间协作不畅", "建立跨部门联席会议制度。", True),
        ("执法力量不足", "组建普法志愿者队伍。", False),
        ("法治政府建设水平有待提升", "推进法治政府建设再上新台阶。", False),  # a set phrase is taken up by nothing
        ("天气炎热", "推进法治政府建设再上新台阶。", False),
    ],
)
def test_taken_up(clause: str, commitment: str, taken_up: bool) -> None:
    assert bool(plan(commitment).answers(subject_of(clause))) is taken_up


def test_every_commitment_that_takes_it_up_is_named() -> None:
    assert plan("加强人民调解。", "推进数字政府。", "做好信访工作。").answers(subject_of("矛盾纠纷多发")) == (0, 2)


def test_headings_count_too() -> None:
    headed = Plan([Commitment(text="久久为功。", quote="久久为功。", heading="加大普法力度")])
    assert headed.answers(subject_of("普法不够深入")) == (0,)


def test_without_a_plan_nothing_is_said(report_of: Make, evaluate: Evaluate) -> None:
    admission = evaluate(report_of(["普法形式单一"])).admissions[0]
    assert admission.planned is None
    assert admission.planned_by == ()
    assert evaluate(report_of(["普法形式单一"], plan=["加强人民调解。"])).admissions[0].planned is False


def test_a_gap_is_taken_up_by_naming_its_thing(report_of: Make, evaluate: Evaluate) -> None:
    gaps = {gap.item: gap for gap in evaluate(report_of(plan=["清理规范性文件。", "用好新媒体普法。"])).gaps}
    assert gaps["sample.repealed"].planned_by == (0,)
    assert gaps["sample.filed"].planned_by == ()
    assert gaps["sample.media"].planned_by == (1,)
