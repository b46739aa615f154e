"""Topics of clauses: neighbours of real ones in our own words, then the real ones read from ../shared."""

import re
from pathlib import Path

import pytest
import yaml

from fazhi_eval.gaps.topics import MOST, subject_of

NEIGHBOURS = [
    ("leadership", "一些单位对推进依法行政重视不够，压力传导层层递减"),
    ("leadership", "有的干部遇到问题首先想到的不是法律，法治思维不牢"),
    ("first_responsible", "个别部门一把手抓法治的责任没有压紧"),
    ("serving_development", "法治服务高质量发展的切入点还不够准"),
    ("government_functions", "街道承接的下放事项偏多，权责清单没有及时调整"),
    ("business_environment", "惠企政策兑现慢，企业获得感不强"),
    ("normative_documents", "规范性文件报备不及时，清理不彻底"),
    ("major_decisions", "重大行政决策公众参与渠道不多"),
    ("enforcement_staff", "一线执法人员少、年龄大，持证率不高"),
    ("enforcement_conduct", "少数案件程序不规范，行政处罚文书说理不充分"),
    ("enforcement_supervision", "行政执法监督手段单一"),
    ("legal_review", "合同审查把关不严，法律顾问作用有限"),
    ("reconsideration_litigation", "负责人出庭应诉率偏低，败诉案件增多"),
    ("dispute_resolution", "物业、劳资领域纠纷多发，专职调解员不足"),
    ("public_legal_service", "山区法律援助站点少，律师下乡不经常"),
    ("legal_publicity", "普法内容老套，对青少年的吸引力不强"),
    ("openness", "依申请公开答复不够规范，栏目更新慢"),
    ("digital", "各单位系统互不相通，信息化程度低"),
    ("emergency", "应急预案多年未修订，演练流于形式"),
    ("coordination", "科室之间各自为政，衔接不畅"),
    ("other", "办公用房紧张，食堂条件简陋"),
]


@pytest.mark.parametrize(("topic", "clause"), NEIGHBOURS)
def test_neighbours(topic: str, clause: str) -> None:
    assert subject_of(clause).topics[0] == topic


def test_a_clause_may_carry_two_topics_the_stronger_first() -> None:
    assert subject_of("规范性文件备案不及时，依申请公开也不够规范").topics == ("normative_documents", "openness")
    assert len(subject_of("普法、调解、复议、应诉、公证、信访工作都有差距").topics) <= MOST


def test_nothing_known_is_other_without_strength() -> None:
    subject = subject_of("天气炎热")
    assert subject.topics == ("other",)
    assert subject.strength == 0


def wanted(entry: dict[str, object]) -> set[str]:
    topic = entry["topic"]
    return set(topic) if isinstance(topic, list) else {str(topic)}


def test_admissions_of_the_gold(shared: Path) -> None:
    """Clause by clause, without the context that reading a whole report gives."""
    clauses = [
        entry
        for file in sorted((shared / "gold").glob("*.yaml"))
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")).get("deficiencies") or []
    ]
    right = sum(not wanted(entry).isdisjoint(subject_of(entry["quote"]).topics) for entry in clauses)
    assert len(clauses) >= 40
    assert right / len(clauses) >= 0.92


HEADINGS = {
    "认识": {"leadership", "first_responsible", "serving_development"},
    "执法队伍": {"enforcement_staff"},
    "法制审核": {"legal_review", "enforcement_conduct"},
    "执法监督": {"enforcement_supervision"},
    "执法体制": {"coordination", "government_functions", "serving_development"},
    "普法": {"legal_publicity"},
    "矛盾化解": {"dispute_resolution", "reconsideration_litigation"},
    "公共法律服务": {"public_legal_service"},
    "营商环境": {"business_environment"},
    "重点人群": {"coordination", "other"},
}


def test_verbatim_sentences_by_their_headings(shared: Path) -> None:
    topics: set[str] | None = None
    right = []
    for line in (shared / "deficiencies.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            topics = next((value for start, value in HEADINGS.items() if line[3:].startswith(start)), None)
        match = re.match(r"- V [^:]*: (.+)", line)
        if match and topics:
            right.append(not topics.isdisjoint(subject_of(match[1]).topics))
    assert len(right) >= 25
    assert sum(right) / len(right) >= 0.85
