"""Every shipped item, in every year, for every kind of body, against empty, full and random reports."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from fazhi_eval.checklists.applies import YEARS
from fazhi_eval.checklists.load import load_checklists
from fazhi_eval.checklists.model import Checklists
from fazhi_eval.errors import NothingChecked
from fazhi_eval.evaluation.judge import judge
from fazhi_eval.evaluation.model import DETERMINED, Evaluation, ItemResult, Outcome
from fazhi_eval.reports.model import Report
from fazhi_eval.reports.paths import FactInfo, vocabulary

LEVELS = ("national", "province", "city", "county", "township")
KINDS: dict[str, dict[str, str]] = {
    "party_committee": {"body": "party_committee", "issuer": "中共青禾区委"},
    "government": {"body": "government", "issuer": "青禾区人民政府"},
    "department": {"body": "department", "issuer": "青禾区水务局"},
    "justice_department": {"body": "department", "issuer": "青禾区司法局"},
}
UNKNOWN: list[dict[str, str]] = [{}, {"level": "county"}, {"body": "department"}]
Value = Callable[[FactInfo, random.Random], Any]


@pytest.fixture(scope="module")
def checklists() -> Checklists:
    return load_checklists()


def full(info: FactInfo, chance: random.Random) -> Any:
    return {"flag": True, "rate": 1.0, "date": "2020-01-20", "text": "文", "list": ["区委"]}.get(info.kind, 50)


def some(info: FactInfo, chance: random.Random) -> Any:
    if chance.random() < 0.5:
        return None
    if info.kind == "flag":
        return chance.random() < 0.7
    if info.kind == "rate":
        return round(chance.random(), 3)
    if info.kind == "date":
        return f"{chance.randint(2016, 2027)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return {"text": "文", "list": ["区政府"]}.get(info.kind, chance.choice([0, 1, 7, 120]))


def none(info: FactInfo, chance: random.Random) -> None:
    return None


def made(value: Value, about: dict[str, Any], chance: random.Random) -> Report:
    data: dict[str, Any] = {"report": {"sections": {}}, "own": {}, "area": {}, "evidence": {}}
    for path, info in vocabulary().items():
        places = ("",) if path.startswith("report.") else ("own.", "area.")
        for scope in places:
            if scope == "area." and path.startswith("first_responsible."):
                continue
            found = value(info, chance)
            *groups, name = f"{scope}{path}".split(".")
            if found is not None and info.path not in ("report.level", "report.body", "report.year", "report.issuer"):
                target = data
                for group in groups:
                    target = target.setdefault(group, {})
                target[name] = found
                if value is some and chance.random() < 0.3:
                    data["evidence"][f"{scope}{path}"] = list(quotations(found, chance))
    data["report"] |= about
    return Report.model_validate(data)


def quotations(found: Any, chance: random.Random) -> Iterator[dict[str, Any]]:
    yield {
        "quote": "原文",
        "value": found,
        "approx": chance.random() < 0.3,
        "at_least": chance.random() < 0.3,
        "confidence": chance.choice(["high", "medium", "low"]),
    }
    if isinstance(found, int) and chance.random() < 0.3:
        yield {"quote": "另一处原文", "value": found + 1}


def bodies() -> Iterator[dict[str, str]]:
    for kind in KINDS.values():
        yield from ({**kind, "level": level} for level in LEVELS)
    yield from UNKNOWN


def results(evaluation: Evaluation) -> list[ItemResult]:
    return [item for checklist in evaluation.checklists for item in checklist.items]


@pytest.mark.parametrize("value", [none, full, some])
def test_no_exception_and_no_outcome_without_a_reason(checklists: Checklists, value: Value) -> None:
    chance = random.Random(7)
    seen: set[str] = set()
    for about in bodies():
        report = made(value, about, chance)
        for year in YEARS:
            try:
                found = results(judge(report, checklists, year))
            except NothingChecked:
                continue
            for one in found:
                assert one.reason.zh.strip() and one.reason.en.strip(), one.id
                assert one.basis, one.id
                assert (one.credit is not None) == (one.outcome in DETERMINED), one.id
                if one.outcome is Outcome.MET:
                    assert one.credit == 1 and one.facts, one.id
                if one.outcome is Outcome.PARTLY_MET:
                    assert 0 < (one.credit or 0) < 1, one.id
                if one.outcome is Outcome.NOT_DISCLOSED and value is full:
                    assert year != 2021 or "报告未写明" in one.reason.zh or "比例" in one.reason.zh, one.id
                seen.add(one.id)
    assert seen == {item.id for checklist in checklists.checklists for item in checklist.items}


def test_an_empty_report_meets_nothing(checklists: Checklists) -> None:
    for about in bodies():
        report = made(none, about, random.Random(1))
        for year in YEARS:
            try:
                found = results(judge(report, checklists, year))
            except NothingChecked:
                continue
            assert not [one.id for one in found if one.outcome in (Outcome.MET, Outcome.PARTLY_MET)]


def test_removing_a_fact_changes_only_items_that_use_it(checklists: Checklists) -> None:
    chance = random.Random(3)
    report = made(full, {**KINDS["justice_department"], "level": "county"}, chance)
    before = {one.id: one for one in results(judge(report, checklists, 2021))}
    area = report.area.model_dump(exclude_none=True)
    for group, name in [(one, name) for one in area for name in area[one]][::7]:
        fewer = report.model_dump(exclude_none=True)
        del fewer["area"][group][name]
        after = {one.id: one for one in results(judge(Report.model_validate(fewer), checklists, 2021))}
        for name_of_item, one in after.items():
            if one != before[name_of_item]:
                path = f"area.{group}.{name}"
                assert path in before[name_of_item].facts or path in one.facts or _reads(checklists, name_of_item, path)


def _reads(checklists: Checklists, name: str, path: str) -> bool:
    from fazhi_eval.evaluation.plan import plan_for

    return path in plan_for(checklists, 2021).ready[name].reads
