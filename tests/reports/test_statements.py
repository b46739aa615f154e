"""Shortcomings clause by clause, their causes, and commitments."""

import pytest

from fazhi_eval.documents.build import document_from_text
from fazhi_eval.documents.normalise import fold
from fazhi_eval.reports.clauses import is_hollow, is_remedy, lacks, read_admitted
from fazhi_eval.reports.statements import read_causes, read_deficiencies, read_plan
from fazhi_eval.reports.zones import find_zones

HEAD = "青禾区水务局2022年法治政府建设年度报告\n一、主要举措\n区水务局依法履职，办理行政处罚案件56件，组织培训2次，检查企业120家次。\n"


def shortcomings(text: str) -> list[str]:
    folded = fold(text)
    return [text[start:end] for start, end in read_admitted(folded, 0, len(folded)).shortcomings]


def causes(text: str) -> list[str]:
    folded = fold(text)
    return [text[start:end] for start, end in read_admitted(folded, 0, len(folded)).causes]


@pytest.mark.parametrize(
    "clause",
    [
        "执法力量不足", "审核质量不高", "协作机制不健全", "意识有待提高", "专业人才缺乏", "基础薄弱", "覆盖面窄", "应用场景少", "人员年龄偏大",
        "案件时有发生", "监督流于形式", "尚未建立台账", "还需进一步优化", "难以有效承接", "仍有提升空间", "与要求还有差距", "力量配备不均",
        "重绩效轻管理", "进展缓慢", "数据共享存在壁垒", "败诉率居高不下", "经验较少", "审核时间较紧", "手段单一", "未能全部覆盖",
        "处于起步阶段", "推诿扯皮现象", "形式主义", "水平参差不齐", "任务重",
    ],
)  # fmt: skip
def test_words_of_lack(clause: str) -> None:
    assert lacks(clause)


@pytest.mark.parametrize(
    "clause",
    ["取得较好成效", "执法人员35名", "不断提升能力", "大队不归我局管理", "风险大幅降低", "案件数量减少", "制度日趋完善", "全部按时办结", "不仅如此"],
)
def test_words_of_no_lack(clause: str) -> None:
    assert not lacks(clause)


@pytest.mark.parametrize(
    ("clause", "hollow"),
    [
        ("但也还存在一些问题与不足", True),
        ("距离上级要求和人民群众的期盼还存在一定差距", True),
        ("仍有一些短板弱项", True),
        ("法治政府建设不平衡", False),
        ("普法工作还存在薄弱环节", False),
    ],
)
def test_lead_ins_say_nothing_of_their_own(clause: str, hollow: bool) -> None:
    assert is_hollow(clause) is hollow


@pytest.mark.parametrize(
    ("clause", "remedy"),
    [
        ("须加大培训力度", True),
        ("我们将采取有效措施", True),
        ("对于这些问题", True),
        ("下一步强化培训", True),
        ("需要进一步加强", False),
        ("理论学习需提高", False),
    ],
)
def test_remedies(clause: str, remedy: bool) -> None:
    assert is_remedy(clause) is remedy


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a numbered point is one shortcoming, with what illustrates it
        (
            "取得一定成效，但也存在薄弱环节，一是推进力度不够均衡，部分单位没有完全做到同部署；二是营商环境有待优化，营商环境配套政策不健全。",
            ["推进力度不够均衡，部分单位没有完全做到同部署", "营商环境有待优化，营商环境配套政策不健全"],
        ),
        # a clause with a subject of its own is another
        ("普法工作开展不平衡，宣传力度有待加强。", ["普法工作开展不平衡", "宣传力度有待加强"]),
        ("执法程序不规范，还存在随意性。", ["执法程序不规范，还存在随意性"]),
        ("执法队伍力量薄弱，人员素质参差不齐，须加大培训力度，全面提升素质。", ["执法队伍力量薄弱", "人员素质参差不齐"]),
        # lead-ins, praise, remedies and 等 are cut away
        (
            "我局虽然取得一定成绩，但也还存在不足。主要是在服务大局上仍有提升空间；在普法方式上还有差距等。对于这些问题，我们将切实解决。",
            ["在服务大局上仍有提升空间", "在普法方式上还有差距"],
        ),
        ("与上级要求相比仍有差距，比如：少数干部认识不到位；协作机制不健全等。", ["少数干部认识不到位", "协作机制不健全"]),
        # parallel clauses
        (
            "在执法规范上还有差距，在部门协作上还不够紧密，在科技赋能上投入不足。",
            ["在执法规范上还有差距", "在部门协作上还不够紧密", "在科技赋能上投入不足"],
        ),
        # a concession is no shortcoming, unless it shares the subject of what follows
        ("我区虽已成立委员会，但部门联动机制尚未形成，特别是面向农村的服务有待提高。", ["部门联动机制尚未形成，特别是面向农村的服务有待提高"]),
        ("制度建设日趋完善，但制度落实存在问题。", ["制度建设日趋完善，但制度落实存在问题"]),
        ("学法的主动性需提高，已开展培训，但受众面小，影响力低，培训缺乏专业性。", ["学法的主动性需提高", "受众面小，影响力低，培训缺乏专业性"]),
        # headings and the text under them; a label alone is none
        ("（一）执法能力有待提升。办案质量不高。（二）普法方面。形式单一。", ["执法能力有待提升", "办案质量不高", "形式单一"]),
        ("一方面，司法所力量配备不均。另一方面，监督手段不多。", ["司法所力量配备不均", "监督手段不多"]),
        # a point of a list is a shortcoming whatever its words
        ("一是群众找法的习惯还没养成。二是新业态监管靠老办法。", ["群众找法的习惯还没养成", "新业态监管靠老办法"]),
        # nothing but 套话 is told as it is
        ("虽取得一定成绩，但与上级要求相比还存在一定差距。", ["与上级要求相比还存在一定差距"]),
        ("工作有序开展，成效明显。", []),
    ],
)
def test_one_shortcoming_a_clause(text: str, wanted: list[str]) -> None:
    assert shortcomings(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted_causes", "wanted"),
    [
        ("由于经费紧张，执法装备落后。", ["由于经费紧张"], ["执法装备落后"]),
        ("因机构改革，执法权已划转，协调效率不高。", ["因机构改革，执法权已划转"], ["协调效率不高"]),
        ("行政复议纠错率较高，由于部分单位程序意识淡薄，风险防范不够。", ["由于部分单位程序意识淡薄，风险防范不够"], ["行政复议纠错率较高"]),
        ("普法形式单一，且由于人手紧张，缺乏专职人员。", ["由于人手紧张"], ["普法形式单一", "缺乏专职人员"]),
        ("推进不平衡。主要原因是部分负责人意识不强，职责落实不到位。", ["主要原因是部分负责人意识不强，职责落实不到位"], ["推进不平衡"]),
        ("受编制限制，基层人手不足。", ["受编制限制"], ["基层人手不足"]),
        ("执法力量不足。原因是：一是编制少；二是待遇低。", ["编制少", "待遇低"], ["执法力量不足"]),
        ("因此，执法力量不足。", [], ["执法力量不足"]),
    ],
)
def test_causes_are_told_from_shortcomings(text: str, wanted_causes: list[str], wanted: list[str]) -> None:
    assert causes(text) == wanted_causes
    assert shortcomings(text) == wanted


def test_quotes_stand_in_the_text_to_the_letter() -> None:
    text = HEAD + "二、存在的不足\n１.执法力量不足，因编制所限。\n2.普法(新媒体)形式单一。\n三、下一步打算\n（一）充实  力量。\n青禾区水务局\n2023年1月3日\n"
    document = document_from_text(text)
    zones = find_zones(document)
    found = [*read_deficiencies(document, zones), *read_causes(document, zones), *read_plan(document, zones)]
    assert len(found) == 4
    for statement in found:
        assert statement.start is not None
        assert document.text[statement.start : statement.end] == statement.quote


@pytest.mark.parametrize(
    ("plan", "headings", "texts"),
    [
        (
            "（一）持续加强学习，提升能力。全年学法不少于6次。\n1.抓党组。\n（二）推进智慧水务。\n",
            ["持续加强学习，提升能力", "推进智慧水务"],
            ["持续加强学习，提升能力。全年学法不少于6次。 1.抓党组。", "推进智慧水务。"],
        ),
        ("一是抓培训。每季度一次。二是抓普法。\n", ["抓培训", "抓普法"], ["抓培训。每季度一次。", "抓普法。"]),
        ("一要抓学习，落实会前学法。二要抓执法。\n", ["抓学习，落实会前学法", "抓执法"], ["抓学习，落实会前学法。", "抓执法。"]),
        ("加大普法力度，创新形式。招录人才。\n", ["", ""], ["加大普法力度，创新形式。", "招录人才。"]),
        (
            "着力提升数字化水平。建设统一平台，年内完成。加大化解力度。推行调解，调解率达到30%。\n",
            ["着力提升数字化水平", "加大化解力度"],
            ["着力提升数字化水平。建设统一平台，年内完成。", "加大化解力度。推行调解，调解率达到30%。"],
        ),
    ],
)
def test_commitments(plan: str, headings: list[str], texts: list[str]) -> None:
    document = document_from_text(HEAD + "二、2023年工作安排\n" + plan + "特此报告。\n青禾区水务局\n2023年1月3日\n")
    found = read_plan(document, find_zones(document))
    assert [commitment.heading for commitment in found] == headings
    assert [commitment.text for commitment in found] == texts


def test_no_plan_and_no_shortcomings() -> None:
    document = document_from_text(HEAD)
    zones = find_zones(document)
    assert read_deficiencies(document, zones) == read_causes(document, zones) == read_plan(document, zones) == []
