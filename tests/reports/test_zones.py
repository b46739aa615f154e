"""The parts of a report, in the layouts that real reports have."""

import pytest

from fazhi_eval.documents.build import document_from_text
from fazhi_eval.reports.layout.headings import names_deficiencies, names_plan
from fazhi_eval.reports.layout.zones import Zones, find_zones

DONE = (
    "一、主要举措和成效\n"
    "（一）规范执法。全年办理行政处罚案件56件，开展案卷评查2次，培训执法人员35人，发现并整改问题15个。\n"
)
HEAD = "青禾区水务局2022年法治政府建设年度报告\n2022年，区水务局依法履职，各项工作有序开展。\n"


def zones(text: str) -> tuple[Zones, str]:
    document = document_from_text(text)
    return find_zones(document), document.text


def words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end].strip() for start, end in spans]


@pytest.mark.parametrize(
    "title",
    [
        "存在的不足和原因",
        "存在问题",
        "存在的主要问题",
        "目前存在的突出问题及原因分析",
        "问题与不足",
        "不足之处",
        "不足和差距",
        "存在的困难和问题",
        "当前工作存在的短板弱项",
        "面临的困难与挑战",
        "法治政府建设存在的薄弱环节",
        "存在不足及改进措施",
        "主要问题",
        "工作中存在的差距",
        "存在的问题及下一步打算",
        "查摆不足",
        "自查发现的不足",
        "问题、原因和对策",
    ],
)
def test_headings_of_shortcomings(title: str) -> None:
    assert names_deficiencies(title)


@pytest.mark.parametrize(
    "title",
    [
        "坚持问题导向,织密河道监管网",
        "着力解决群众反映的突出问题",
        "开展涉水突出问题专项整治",
        "破解企业发展难题",
        "妥善化解历史遗留问题",
        "聚焦薄弱环节强化监管",
        "服务困难群众",
        "督察反馈问题整改情况",
        "缩小城乡差距",
        "主要举措和成效",
        "2022年工作开展情况和存在的问题",
        "上年度存在问题的整改情况",
        "梳理存在问题",
    ],
)
def test_headings_that_admit_nothing(title: str) -> None:
    assert not names_deficiencies(title)


@pytest.mark.parametrize(
    "clause",
    [
        "当然，工作中也还有许多不到位的地方：镇干部习惯找关系；法律顾问坐班少。\n",
        "总的看工作向好，但与高标准要求还不适应。主要是：站所一人多岗；取证全靠手机。\n",
        "成绩之外，可是也有不少欠账：网格员懂法的不多；纠纷久拖不决。\n",
        "工作虽有起色，但也清醒地看到，我们在不少地方做得还不到位，如部分站所凭经验执法；案卷粗糙。\n",
        "成绩面前，我们清醒认识到，网格员懂法的不多；纠纷久拖不决。\n",
        "尽管装备已经更新，然而网格员懂法的不多；纠纷久拖不决。\n",
        "存在差距：网格员懂法的不多；纠纷久拖不决。\n",
        "不足之处。网格员懂法的不多；纠纷久拖不决。\n",
    ],
)
def test_closing_clauses_without_a_heading(clause: str) -> None:
    found, text = zones(HEAD + DONE + clause + "新的一年，我们将逐项补上。\n")
    assert len(found.shortcomings) == 2
    assert words(text, found.plan) == ["新的一年，我们将逐项补上。"]


@pytest.mark.parametrize(
    ("title", "main", "plan"),
    [
        ("下一步工作计划", False, True),
        ("下一年度主要安排", False, True),
        ("今后工作打算", False, True),
        ("2023年工作安排", True, True),
        ("2023年工作思路及打算", True, True),
        ("努力方向", True, True),
        ("改进措施", True, True),
        ("创新工作思路,推进依法行政", True, False),
        ("主要举措和成效", True, False),
        ("2022年工作总结和2023年工作计划", True, False),
        ("将法治建设纳入工作计划", False, False),
    ],
)
def test_headings_of_plans(title: str, main: bool, plan: bool) -> None:
    assert names_plan(title, main) is plan


def test_four_parts_with_headings() -> None:
    found, text = zones(
        HEAD + DONE + "二、主要负责人履行推进法治建设第一责任人职责情况\n局长主持学法6次。\n"
        "三、存在的不足和原因\n水政执法力量不足。\n四、2023年工作安排\n（一）充实力量。\n特此报告。\n青禾区水务局\n2023年1月12日\n"
    )
    assert words(text, found.first_responsible) == [
        "二、主要负责人履行推进法治建设第一责任人职责情况\n局长主持学法6次。"
    ]
    assert words(text, found.deficiencies) == ["三、存在的不足和原因\n水政执法力量不足。"]
    assert words(text, found.plan) == ["四、2023年工作安排\n（一）充实力量。"]
    assert words(text, found.achievements)[0].endswith("发现并整改问题15个。")
    assert found.sections.model_dump() == {
        "achievements": True, "deficiencies": True, "causes": False, "first_responsible": True, "plan": True,
    }  # fmt: skip


def test_the_whole_body_on_one_line() -> None:
    found, text = zones(
        "2022年，长乐乡人民政府依法履职，现汇报如下。一、履行第一责任人职责情况乡长切实履行第一责任人职责，听取汇报4次。"
        "二、主要成效（一）规范决策。重大决策合法性审查率100%。（二）化解矛盾。调解成功率98%，全年调解纠纷126件，共培训干部35人。"
        "三、存在问题一是执法程序不够规范。二是普法力度有待加大。四、2023年工作打算一是规范程序。二是加强普法。"
        "长乐乡人民政府2023年1月5日"
    )
    assert words(text, found.deficiencies) == ["三、存在问题一是执法程序不够规范。二是普法力度有待加大。"]
    assert words(text, found.plan) == ["四、2023年工作打算一是规范程序。二是加强普法。"]
    assert found.sections.first_responsible


def test_a_closing_clause_without_a_heading_and_a_plan_behind_it() -> None:
    found, text = zones(
        HEAD + DONE + "盘点全年，我们也看到，全区水务法治工作还存在不少欠账，主要表现在：执法装备落后；取证全靠手机。\n"
        "2023年，我局将着重抓好执法装备更新。\n"
    )
    assert words(text, found.deficiencies)[0].startswith("盘点全年")
    assert words(text, found.plan) == ["2023年，我局将着重抓好执法装备更新。"]


def test_a_contrast_in_the_middle_of_the_work_told_is_no_closing_clause() -> None:
    found, _ = zones(
        HEAD
        + "一、主要举措\n针对群众反映的停车难但执法仍存在空白的问题，组织专项整治。全年出动执法人员120人次。\n"
        + DONE * 3
    )
    assert found.deficiencies == ()
    assert found.sections.deficiencies is False


def test_shortcomings_in_each_field() -> None:
    found, text = zones(
        "青禾区教育局2022年法治政府建设年度报告\n一、学法方面\n（一）工作成效。组织学法6次，培训校长120名，开展主题宣传活动18场。\n"
        "（二）存在问题。校长培训覆盖不全。\n二、执法方面\n工作成效：许可18件。存在问题：执法力量不足。\n三、下一年度主要安排\n充实力量。\n"
    )
    assert len(found.deficiencies) >= 1
    assert "校长培训覆盖不全。" in words(text, found.deficiencies)[0]


@pytest.mark.parametrize("label", ["不足之处：", "存在差距：", "差距。", "主要问题："])
def test_a_label_in_each_field_holds_to_the_next_heading(label: str) -> None:
    found, text = zones(
        HEAD + f"一、依法许可\n全年办件66件，按期办结率100%。{label}跨级流转偏慢，个别材料要求不一。\n"
        f"二、严格执法\n检查220户次，处罚13件，移送2件。{label}夜间巡查少；多停留于事后查处。\n"
        "三、普法宣传\n开展活动9场。\n四、2023年工作安排\n（一）加密夜间巡查。\n"
    )
    assert words(text, found.shortcomings) == ["跨级流转偏慢，个别材料要求不一", "夜间巡查少", "多停留于事后查处"]


def test_insight_that_names_no_lack_admits_nothing() -> None:
    found, _ = zones(HEAD + DONE + "　　我们清醒认识到，依法治水是长期任务。虽然汛急，但按时完成任务，未发生溃坝。\n")
    assert found.deficiencies == ()


@pytest.mark.parametrize(("left", "right"), [("【", "】"), ("", "")])
def test_headings_without_numbers(left: str, right: str) -> None:
    parts = {
        "工作开展情况": "办理许可51件，全部按期办结，群众满意率达到99%以上，未发生行政败诉案件。\n",
        "存在问题": "1.部门联动靠经验。2.行政应诉经验缺乏。\n",
        "剖析原因": "其一，培训少；其二，轮岗快。\n",
        "明年安排": "建立联席会议制度，每季一次。\n开展应诉培训。\n",
    }
    found, text = zones(HEAD + "".join(f"{left}{title}{right}\n{told}" for title, told in parts.items()))
    assert words(text, found.shortcomings) == ["部门联动靠经验", "行政应诉经验缺乏"]
    assert words(text, found.causes) == ["培训少", "轮岗快"]
    assert words(text, found.plan)[0].endswith("开展应诉培训。")
    assert found.sections.achievements


def test_a_plan_in_the_rows_of_a_table_is_kept_to_its_last_row() -> None:
    found, text = zones(
        HEAD + DONE + "二、2023年工作安排\n序号  任务  时限\n1  修订预案  6月底\n2  配齐装备 100%  12月底\n"
        "特此报告。\n青禾区水务局\n2023年1月12日\n"
    )
    assert words(text, found.plan)[0].endswith("2  配齐装备 100%  12月底")


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("1.问题：人手紧缺。原因：编制少。对策：增编2名。\n2.问题：案卷粗糙。原因：兼职多。对策：设专岗。\n", 2),
        ("在队伍方面，人手紧缺，原因是编制少。对此，我局将增编2名。在案卷方面，案卷粗糙。对此，我局将设专岗。\n", 2),
        ("一是人手紧缺。二是案卷粗糙。为此，我局将增编2名，设专岗。\n", 1),
    ],
)
def test_measures_that_a_heading_promises_are_a_plan_beside_the_titled_one(text: str, plan: int) -> None:
    found, source = zones(HEAD + DONE + "二、问题、原因和对策\n" + text + "三、2023年总体思路\n继续深化改革。\n")
    assert len(found.plan) == plan + 1
    assert "增编2名" in source[slice(*found.plan[0])]
    assert len(found.shortcomings) == 2
    assert not any("设专岗" in clause for clause in words(source, found.shortcomings))


def test_shortcomings_and_next_steps_in_one_section() -> None:
    found, text = zones(
        HEAD + DONE + "二、存在问题及下一步打算\n村级法律顾问作用发挥不充分。针对以上问题，我局将用好法律顾问。\n"
    )
    assert words(text, found.deficiencies) == ["二、存在问题及下一步打算\n村级法律顾问作用发挥不充分。"]
    assert words(text, found.plan) == ["针对以上问题，我局将用好法律顾问。"]


def test_each_point_with_its_own_next_step() -> None:
    found, text = zones(
        HEAD
        + DONE
        + "二、存在的不足及改进措施\n（一）学法制度落实不到位。下一步，将按季通报。\n"
        + "（二）内控制度不完善。下一步，将修订内控手册。\n"
    )
    assert words(text, found.plan) == ["下一步，将按季通报", "下一步，将修订内控手册"]
    assert not any("内控手册" in piece for piece in words(text, found.deficiencies))


def test_a_plan_before_the_shortcomings() -> None:
    found, text = zones(
        HEAD + DONE + "二、2023年工作计划\n（一）推进智慧水务。\n三、存在的困难和不足\n一是专业人才匮乏。\n"
    )
    assert words(text, found.plan) == ["二、2023年工作计划\n（一）推进智慧水务。"]
    assert words(text, found.deficiencies) == ["三、存在的困难和不足\n一是专业人才匮乏。"]


def test_a_year_after_the_reports_makes_a_plan() -> None:
    found, text = zones(
        "临江市人民政府2019年法治政府建设年度报告\n一、2019年重点工作\n市政府常务会议学法12次，制定规章2部，办理行政复议案件35件，培训执法人员420人。\n"
        "二、2020年重点工作\n（一）推进均衡发展。\n"
    )
    assert words(text, found.plan) == ["二、2020年重点工作\n（一）推进均衡发展。"]


def test_the_heads_duty_as_a_point_and_as_a_title_of_a_document() -> None:
    found, text = zones(
        HEAD
        + "一、工作情况\n（一）加强领导。局长认真履行推进法治建设第一责任人职责，专题研究2次。\n"
        + "（二）规范执法。立案9件。\n"
    )
    assert words(text, found.first_responsible) == [
        "（一）加强领导。局长认真履行推进法治建设第一责任人职责，专题研究2次。"
    ]
    found, _ = zones(HEAD + "一、工作情况\n组织学习《党政主要负责人履行推进法治建设第一责任人职责规定》。\n")
    assert found.sections.first_responsible is False


def test_the_heads_duty_in_a_plan_was_not_carried_out() -> None:
    found, _ = zones(HEAD + DONE + "二、下一步工作打算\n（一）切实履行第一责任人职责。\n")
    assert found.sections.first_responsible is False


def test_causes_are_those_given_not_those_a_heading_promises() -> None:
    promised, _ = zones(HEAD + DONE + "二、存在的不足和原因\n执法力量不足。\n")
    assert promised.sections.causes is False
    given, text = zones(HEAD + DONE + "二、存在的不足\n因编制所限，执法力量不足。\n")
    assert given.sections.causes is True
    assert words(text, given.causes) == ["因编制所限"]
    listed, text = zones(
        HEAD
        + DONE
        + "二、存在的不足和原因\n（一）存在的不足\n执法力量不足。\n（二）原因分析\n一是新进人员少。二是经费投入不足。\n"
    )
    assert words(text, listed.causes) == ["新进人员少", "经费投入不足"]
    assert words(text, listed.shortcomings) == ["执法力量不足"]


def test_a_text_without_parts() -> None:
    found, _ = zones("青禾区水务局依法履职。")
    assert set(found.sections.model_dump().values()) == {False}
