"""An Evaluation of our own making: one of everything that an output must tell."""

import pytest

from fazhi_eval.checklists.model import Basis, Severity, Text, Topic
from fazhi_eval.evaluation.model import (
    Admission,
    AdmissionStatus,
    ChecklistResult,
    Cited,
    Evaluation,
    Gap,
    ItemResult,
    Misfit,
    Outcome,
    Review,
    Reviewed,
    ReviewedMatch,
    Score,
    ScoreSheet,
    Unfit,
)
from fazhi_eval.evaluation.years import (
    Change,
    GapChange,
    Kept,
    Measures,
    Moved,
    Promise,
    Repeated,
    YearOverYear,
)
from fazhi_eval.gate.files import Waiver
from fazhi_eval.gate.model import Unused, Verdict, WhyUnused
from fazhi_eval.reports.model import About, Body, Evidence, Level, Quote


def both(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


LAW = (Basis(instrument="outline-2021", clause="（十五）"),)
UNSEEN = (Basis(instrument="guobanfa-2018-118", clause="（十一）", verified=False),)
QUOTE = Evidence(quote="配备法制审核人员21人", start=5, end=16)


def item(name: str, outcome: Outcome, severity: Severity = Severity.MEDIUM, credit: float | None = None) -> ItemResult:
    return ItemResult(
        id=f"demo.{name}",
        outcome=outcome,
        credit=credit,
        weight=1,
        severity=severity,
        title=both(f"检查项{name}", f"item {name}"),
        topics=(Topic.LEGAL_REVIEW,),
        reason=both(f"理由{name}", f"reason {name}"),
        basis=LAW,
        verified=True,
    )


def gap(name: str, outcome: Outcome, severity: Severity, *, admitted_by: tuple[int, ...] = ()) -> Gap:
    return Gap(
        id=f"gap-{name}",
        item=f"demo.{name}",
        topics=(Topic.LEGAL_REVIEW,),
        outcome=outcome,
        severity=severity,
        title=both(f"检查项{name}", f"item {name}"),
        message=both(f"发现{name}", f"found {name}"),
        remedy=both(f"补正{name}", f"remedy {name}"),
        basis=UNSEEN if severity == Severity.LOW else LAW,
        verified=severity != Severity.LOW,
        evidence=(QUOTE,) if outcome == Outcome.NOT_MET else (),
        admitted_by=admitted_by,
        planned_by=(0,) if name == "c" else (),
        gain=12.5,
    )


@pytest.fixture
def evaluation() -> Evaluation:
    """Two gaps and one in short, three admissions (one of each status), one item for a person to look at."""
    score = Score(score=66.7, low=40.0, high=80.0, coverage=0.6, items=5, determined=2)
    return Evaluation(
        source="qinghe.txt",
        report=About(
            title="青禾区2023年法治政府建设年度报告",
            issuer="青禾区人民政府",
            level=Level.COUNTY,
            body=Body.GOVERNMENT,
            year=2023,
        ),
        year=2023,
        score=ScoreSheet(**score.model_dump(), by_checklist={"demo": score}, by_part={"part-4": score}),
        checklists=(
            ChecklistResult(
                id="demo",
                title=both("示例清单", "demo checklist"),
                items=(
                    item("a", Outcome.MET, credit=1),
                    item("b", Outcome.NOT_MET, Severity.HIGH, credit=0),
                    item("c", Outcome.NOT_DISCLOSED),
                    item("d", Outcome.NOT_DISCLOSED, Severity.LOW),
                    item("e", Outcome.NEEDS_REVIEW),
                    item("f", Outcome.NOT_APPLICABLE),
                ),
            ),
        ),
        gaps=(
            gap("d", Outcome.NOT_DISCLOSED, Severity.LOW),
            gap("b", Outcome.NOT_MET, Severity.HIGH, admitted_by=(0,)),
            gap("c", Outcome.NOT_DISCLOSED, Severity.MEDIUM),
        ),
        admissions=(
            Admission(
                text="审核力量薄弱",
                quote="法制审核力量薄弱",
                topic=Topic.LEGAL_REVIEW,
                topics=(Topic.LEGAL_REVIEW,),
                status=AdmissionStatus.CONFIRMED,
                gaps=("gap-b",),
                planned=False,
            ),
            Admission(
                text="镇街承接能力参差不齐",
                quote="镇街承接能力参差不齐",
                topic=Topic.OTHER,
                topics=(Topic.OTHER,),
                status=AdmissionStatus.UNVERIFIED,
                planned=True,
                cause_given=True,
            ),
            Admission(
                text="水平有待提高",
                quote="水平有待提高",
                topic=Topic.OTHER,
                topics=(Topic.OTHER,),
                status=AdmissionStatus.GENERIC,
            ),
        ),
        notes=(both("一条说明", "a note"),),
        instruments={
            "outline-2021": Cited(
                title=both("法治政府建设实施纲要", "Outline"), parts={"part-4": both("严格规范执法", "Enforcement")}
            ),
            "guobanfa-2018-118": Cited(title=both("三项制度意见", "Three systems"), number="国办发〔2018〕118号"),
        },
    )


@pytest.fixture
def beside(evaluation: Evaluation) -> Evaluation:
    """The same beside last year's report and with reviews: one of everything."""
    signed = {"who": "李某", "when": "2024-03-05"}
    change = {"title": both("检查项b", "item b"), "severity": Severity.HIGH}
    previous = YearOverYear(
        last_year=2022,
        this_year=2023,
        body="青禾区人民政府",
        same_body=False,
        repeated=(Repeated(last=2, this=0, text="法制审核力量薄弱", likeness=0.92),),
        promises=(
            Promise(
                commitment=0, text="培训四期", measures=Measures(), outcome=Kept.KEPT, shown=(Quote(quote="三期"),)
            ),
            Promise(commitment=1, text="建成平台", measures=Measures(dates=("六月",)), outcome=Kept.SILENT),
            Promise(commitment=2, text="组织演练", measures=Measures(), outcome=Kept.NOT_KEPT, admitted=(1,)),
        ),
        gaps=(
            GapChange(item="demo.b", change=Change.STANDING, last="gap-old", this="gap-b", **change),
            GapChange(item="demo.a", change=Change.CLOSED, last="gap-a", **change),
        ),
        factor=2,
        compared=9,
        figures=(Moved(path="area.enforcement.officers", last=1300, this=612, factor=2.12, this_quotes=("612人",)),),
    )
    match = Review(item="demo.b", admission="法制审核力量薄弱", match="wrong", why="不是一回事", **signed)
    reviews = Reviewed(
        outcomes={
            "demo.b": Review(item="demo.b", outcome=Outcome.MET, why="看了名册", **signed),
            "demo.e": Review(item="demo.e", outcome=Outcome.PARTLY_MET, why="看了档案", **signed),
        },
        matches=(ReviewedMatch(admission=0, review=match),),
        unfit=(Unfit(review=Review(item="demo.x", outcome=Outcome.MET, why="写错", **signed), why=Misfit.NO_ITEM),),
        others=2,
    )
    return evaluation.model_copy(update={"previous": previous, "reviews": reviews})


@pytest.fixture
def verdict() -> Verdict:
    """A waiver that holds, one that is past its day, one that is not needed."""
    common = {"body": "青禾区人民政府", "owner": "司法局"}
    holds = Waiver(item="demo.c", reason="机构改革", expires="2024-12-31", **common)
    past = Waiver(item="demo.b", reason="人手不足", expires="2022-12-31", **common)
    unused = Unused(Waiver(item="demo.a", reason="已完成", expires="2024-12-31", **common), WhyUnused.NO_GAP)
    return Verdict(
        passed=True,
        conditions=("none",),
        failures=(),
        counted=("gap-b", "gap-d"),
        waived={"gap-c": holds},
        expired=(past,),
        unused=(unused,),
    )
