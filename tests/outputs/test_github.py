"""GitHub annotations: the commands as the runner reads them back, and no more than it shows."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from fazhi_eval import evaluate
from fazhi_eval.data import data_folder
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.gate.decide import decide
from fazhi_eval.gate.files import Waiver
from fazhi_eval.outputs import github
from fazhi_eval.outputs.places import Places, places_of
from fazhi_eval.reports.read import read as read_with_document

TEXT = "一\n二三：配备法制审核人员21人\n"


def read(line: str) -> tuple[str, dict[str, str], str]:
    """As actions/runner does it (ActionCommand.TryParseV2)."""
    match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert match, line
    properties = {}
    for pair in match[2].split(","):
        key, _, value = pair.partition("=")
        for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(code, char)
        properties[key] = value
    content = match[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return match[1], properties, content


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_command_a_gap(lang: str, evaluation: Evaluation) -> None:
    lines = github.render(evaluation, Places("reports/r.txt", TEXT), lang=lang).splitlines()
    found = [read(line) for line in lines]
    assert [level for level, _, _ in found] == ["error", "warning", "notice"]
    _, properties, content = found[0]
    assert properties["file"] == "reports/r.txt" and properties["line"] == properties["endLine"] == "2"
    column, end = int(properties["col"]), int(properties["endColumn"])
    assert TEXT.split("\n")[1][column - 1 : end - 1] == "配备法制审核人员21人"
    assert {"zh": "《法治政府建设实施纲要》（十五）", "en": "Outline"}[lang] in content
    assert "col" not in found[1][1] and found[1][1]["line"] == "1"


def test_nothing_begins_another_command(evaluation: Evaluation) -> None:
    hostile = "一,二:三%0A\r\n::error::伪造\x1b[31m\u2028::stop-commands::x"
    gaps = tuple(
        gap.model_copy(
            update={name: getattr(gap, name).model_copy(update={"zh": hostile}) for name in ("title", "message")}
        )
        for gap in evaluation.gaps
    )
    items = tuple(
        one.model_copy(
            update={
                "items": tuple(
                    item.model_copy(update={"title": item.title.model_copy(update={"zh": hostile})})
                    for item in one.items
                )
            }
        )
        for one in evaluation.checklists
    )
    odd = evaluation.model_copy(update={"gaps": gaps, "checklists": items})
    text = github.render(odd, Places("a,b:c.txt"))
    assert text.count("\n") == 3 and "\x1b" not in text and "\u2028" not in text
    for line in text.splitlines():
        _, properties, content = read(line)
        assert properties["file"] == "a,b:c.txt"
        assert "一,二:三%0A\r\n::error::伪造" in properties["title"]
        assert "一,二:三%0A\r\n::error::伪造" in content


def test_only_what_a_step_shows(evaluation: Evaluation) -> None:
    low = next(gap for gap in evaluation.gaps if gap.severity == "low")
    many = tuple(low.model_copy(update={"id": f"{number:012x}"}) for number in range(30))
    lines = github.render(evaluation.model_copy(update={"gaps": many}), Places("r.txt"), most=10).splitlines()
    assert len(lines) == 10
    assert read(lines[-1])[2].startswith("另有 21 项")
    exact = github.render(evaluation.model_copy(update={"gaps": many[:9]}), Places("r.txt"), most=10)
    assert exact.count("\n") == 9 and "另有" not in exact


def test_waived_is_a_notice_after_the_others(evaluation: Evaluation) -> None:
    waiver = Waiver(item="demo.b", body="青禾区人民政府", reason="次年补", owner="李某", expires=date(2024, 6, 30))
    verdict = decide(evaluation, waivers=[waiver], today=date(2024, 6, 30))
    found = [read(line) for line in github.render(evaluation, Places("r.txt"), verdict).splitlines()]
    assert [level for level, _, _ in found] == ["warning", "notice", "notice"]
    assert found[-1][1]["title"].startswith("〔已豁免〕") and "次年补" in found[-1][2]


def test_golden(golden: Callable[[str, str], None]) -> None:
    report, document = read_with_document(data_folder("examples") / "qinghe-2023.txt")
    evaluation = evaluate(report, source="examples/qinghe-2023.txt")
    golden("qinghe-2023.check.github.txt", github.render(evaluation, places_of(evaluation, document)))
