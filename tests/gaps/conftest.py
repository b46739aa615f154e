"""A small law and small reports of our own, about places that do not exist."""

from collections.abc import Callable
from typing import Any

import pytest

from fazhi_eval.checklists.model import Checklist, Checklists, Instrument, Item
from fazhi_eval.evaluation.judge import judge
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.gaps.find import find
from fazhi_eval.reports.model import Report


def both(words: str) -> dict[str, str]:
    return {"zh": words, "en": f"({words})"}


def item(id: str, title: str, topics: list[str], fact: str, **more: Any) -> Item:
    return Item.model_validate(
        {
            "id": f"sample.{id}",
            "title": both(title),
            "obligation": both(f"报告写明{title}"),
            "basis": [{"instrument": "sample-law", "clause": "第一条"}],
            "severity": "medium",
            "topics": topics,
            "check": {"stated": fact},
            "remedy": both(f"补充{title}"),
            "examples": {"meets": [], "misses": []},
            **more,
        }
    )


@pytest.fixture(scope="session")
def law() -> Checklists:
    law = Instrument.model_validate(
        {
            "id": "sample-law",
            "title": both("样例条例"),
            "issuer": both("样例机关"),
            "kind": "law",
            "effective": {"from": "2015-01-01"},
            "status": "in_force",
            "source": "ours",
        }
    )
    items = (
        item("mediations", "调解矛盾纠纷件数", ["dispute_resolution"], "dispute_resolution.mediations", weight=2),
        item("success-rate", "调解成功率", ["dispute_resolution"], "dispute_resolution.success_rate", severity="low"),
        item("media", "新媒体普法情况", ["legal_publicity", "digital"], "legal_publicity.new_media"),
        item("volunteers", "普法志愿者人数", ["legal_publicity"], "legal_publicity.volunteers"),
        item("officers", "行政执法人员人数", ["enforcement_staff"], "enforcement.officers", severity="high"),
        item("repealed", "规范性文件清理和废止件数", ["normative_documents"], "normative_documents.repealed"),
        item("filed", "规范性文件备案件数", ["normative_documents"], "normative_documents.filed"),
        item("debriefing", "主要负责人述法", ["first_responsible"], "own.first_responsible.debriefing"),
        item("study", "领导班子集体学法次数", ["leadership"], "own.first_responsible.study_sessions", weight=3),
    )
    checklist = Checklist(id="sample", title=both("样例"), description=both("样例"), items=items)
    return Checklists(checklists=(checklist,), instruments={"sample-law": law})


ABOUT = {"year": 2023, "level": "county", "body": "government", "issuer": "云川省临江市青禾区人民政府"}


def _make_report(deficiencies: Any = (), causes: Any = (), plan: Any = (), **facts: Any) -> Report:
    """Statements are texts, or (text, start); commitments are texts, or (heading, text)."""

    def placed(entry: Any) -> dict[str, Any]:
        text, start = entry if isinstance(entry, tuple) else (entry, None)
        end = None if start is None else start + len(text)
        return {"text": text, "quote": text, "start": start, "end": end}

    def promised(entry: Any) -> dict[str, Any]:
        heading, text = entry if isinstance(entry, tuple) else ("", entry)
        return {"text": text, "quote": text, "heading": heading}

    return Report.model_validate(
        {
            "report": ABOUT,
            "deficiencies": [placed(entry) for entry in deficiencies],
            "causes": [placed(entry) for entry in causes],
            "plan": [promised(entry) for entry in plan],
            **facts,
        }
    )


@pytest.fixture(scope="session")
def report_of() -> Callable[..., Report]:
    return _make_report


Evaluate = Callable[[Report], Evaluation]


@pytest.fixture(scope="session")
def evaluate(law: Checklists) -> Evaluate:
    return lambda report: find(judge(report, law), report, law)
