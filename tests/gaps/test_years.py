"""This year's report beside last year's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from fazhi_eval import evaluate as evaluate_shipped
from fazhi_eval import read_report
from fazhi_eval.errors import UsageError
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.evaluation.years import YearOverYear
from fazhi_eval.gaps.likeness import NEARLY, essence, likeness
from fazhi_eval.gaps.measures import measures_of
from fazhi_eval.gaps.years import compare_years
from fazhi_eval.reports.model import Report

Make = Callable[..., Report]
Evaluate = Callable[[Report], Evaluation]

LAST = {"year": 2022, "level": "county", "body": "government", "issuer": "云川省临江市青禾区人民政府"}


@pytest.fixture
def beside(report_of: Make, evaluate: Evaluate) -> Callable[[dict[str, Any], dict[str, Any]], YearOverYear]:
    def compare(last: dict[str, Any], this: dict[str, Any]) -> YearOverYear:
        reports = report_of(**{"report": LAST, **last}), report_of(**this)
        last_report, this_report = reports
        return compare_years(last_report, this_report, evaluate(last_report), evaluate(this_report))

    return compare


def facts(quote: str, path: str, value: Any, **more: Any) -> dict[str, Any]:
    scope, group, name = path.split(".")
    evidence = {"quote": quote, "value": value, **more}
    return {scope: {group: {name: value}}, "evidence": {path: [evidence]}}


def test_admissions_made_again(beside: Any) -> None:
    found = beside(
        {"deficiencies": ["执法人员缺口12名", "普法形式单一"]},
        {"deficiencies": ["普法形式比较单一", "执法人员缺口9名", "应急演练偏少"]},
    )
    assert [(one.this, one.last) for one in found.repeated] == [(0, 1), (1, 0)]
    assert found.repeated[1].likeness == 1
    assert found.repeated[0].likeness < 1


def test_what_became_of_each_gap(beside: Any) -> None:
    found = beside(
        facts("调解纠纷800件", "area.dispute_resolution.mediations", 800),
        facts("现有执法人员120名", "area.enforcement.officers", 120),
    )
    became = {change.item.removeprefix("sample."): str(change.change) for change in found.gaps}
    assert became["officers"] == "closed"
    assert became["mediations"] == "new"
    assert became["media"] == "standing"
    assert found.same_body
    assert (found.last_year, found.this_year) == (2022, 2023)


def test_what_a_person_must_settle_is_neither_closed_nor_new(beside: Any) -> None:
    one = facts("现有执法人员120名", "area.enforcement.officers", 120)
    two = {
        **one,
        "evidence": {"area.enforcement.officers": [{"quote": "120名", "value": 120}, {"quote": "90名", "value": 90}]},
    }
    for last, this in (({}, two), (two, {})):
        became = {change.item: change for change in beside(last, this).gaps}["sample.officers"]
        assert became.change == "unsettled"
        assert (became.last is None) == (last is two)


def test_the_earlier_report_stands_first(report_of: Make, evaluate: Evaluate) -> None:
    last, this = report_of(report=LAST), report_of()
    for pair in ((this, last), (this, this)):
        with pytest.raises(UsageError, match=str(pair[1].report.year)):
            compare_years(*pair, *map(evaluate, pair))
    for factor in (1, 0.5, float("nan")):
        with pytest.raises(UsageError):
            compare_years(last, this, evaluate(last), evaluate(this), factor)


def test_figures_that_moved(beside: Any) -> None:
    found = beside(
        facts("调解纠纷800件", "area.dispute_resolution.mediations", 800),
        facts("调解纠纷300余件", "area.dispute_resolution.mediations", 300, approx=True),
    )
    assert [(one.path, one.factor, one.unsure) for one in found.figures] == [
        ("area.dispute_resolution.mediations", 2.67, True)
    ]
    assert found.figures[0].last_quotes == ("调解纠纷800件",)
    assert (found.factor, found.compared) == (2, 1)
    steady = beside(
        facts("调解纠纷800件", "area.dispute_resolution.mediations", 800),
        facts("调解纠纷700件", "area.dispute_resolution.mediations", 700),
    )
    assert steady.figures == ()
    fresh = beside(facts("无败诉案件", "own.litigation.lost", 0), facts("败诉3件", "own.litigation.lost", 3))
    assert [one.factor for one in fresh.figures] == [None]


def test_promises_kept_not_kept_and_silent(beside: Any) -> None:
    found = beside(
        {"plan": ["全年举办执法人员业务培训不少于4期。清理行政规范性文件，开展应急演练"]},
        {
            **facts("组织执法人员培训3期", "area.enforcement.training_done", True),
            "deficiencies": ["规范性文件清理不及时"],
            "plan": ["认真清理行政规范性文件。"],
        },
    )
    assert [str(one.outcome) for one in found.promises] == ["kept", "not_kept", "silent"]
    assert [quote.quote for quote in found.promises[0].shown] == ["组织执法人员培训3期"]
    assert found.promises[0].measures.figures == ("4期",)
    assert found.promises[1].admitted == (0,)
    assert [one.again for one in found.promises] == [False, True, False]


def test_a_denied_fact_keeps_no_promise(beside: Any) -> None:
    found = beside(
        {"plan": ["举办执法人员业务培训。"]},
        facts("未组织执法人员培训", "area.enforcement.training_done", False),
    )
    assert [str(one.outcome) for one in found.promises] == ["silent"]


@pytest.mark.parametrize(
    ("text", "figures", "dates", "who"),
    [
        ("6月底前新建公共法律服务站3个", ("3个",), ("6月底前",), ()),
        ("每年至少举办两期专题讲座", ("至少举办两期",), ("每年",), ()),
        ("案件评查率达到95%以上（责任单位：区司法局）", ("95%以上",), (), ("责任单位:区司法局",)),
        ("由区政府办公室牵头，第三季度完成", (), ("第三季度",), ("由区政府办公室牵头",)),
        ("打造一支过硬的执法队伍，落实三项制度", (), (), ()),
        ("建立年终述法机制，持续提升法治水平", (), (), ()),
    ],
)
def test_measurable_commitments(
    text: str, figures: tuple[str, ...], dates: tuple[str, ...], who: tuple[str, ...]
) -> None:
    measures = measures_of(text)
    assert (measures.figures, measures.dates) == (figures, dates)
    assert tuple(one.replace("：", ":") for one in measures.who) == who
    assert measures.measurable is bool(figures or dates)


def test_likeness_looks_past_figures_and_marks() -> None:
    assert likeness(essence("执法人员缺口12名。"), essence("执法人员缺口９名")) == 1
    assert likeness(essence("普法形式较为单一"), essence("普法形式比较单一")) >= NEARLY
    assert likeness(essence("普法形式单一"), essence("应急演练偏少")) == 0


def test_two_real_years(shared: Path) -> None:
    gold = yaml.safe_load((shared / "gold" / "suping-2023.yaml").read_text(encoding="utf-8"))
    wanted = gold["year_over_year"]
    last, this = (read_report(shared / name) for name in (wanted["last_year"], gold["file"]))
    found = compare_years(last, this, evaluate_shipped(last), evaluate_shipped(this))
    assert found.same_body
    assert len(found.repeated) == len(wanted["admissions"])
    pairs = {entry["path"]: (entry["last"], entry["this"]) for entry in wanted["figures"]}
    told = {one.path: one for one in found.figures}
    assert {path for path, pair in pairs.items() if max(pair) >= 2 * min(pair)} <= told.keys() <= pairs.keys()
    assert all(one.unsure or (one.last, one.this) == pairs[path] for path, one in told.items())
    right = [
        entry["shown"]
        in {str(one.outcome) for one in found.promises if entry["promise"] in one.text or one.text in entry["promise"]}
        for entry in wanted["promises"]
    ]
    assert sum(right) / len(right) >= 0.7
