"""Golden output of the embedded examples. A difference is a change of results: read it, then ``--update-golden``."""

import json
from collections.abc import Callable

import pytest

from fazhi_eval import evaluate, read_report
from fazhi_eval.data import data_folder
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.outputs import facts, text
from fazhi_eval.outputs.json import dumps, render_report
from fazhi_eval.outputs.json import render as render_json

QINGHE = data_folder("examples") / "qinghe-2023.txt"

Golden = Callable[[str, str], None]


@pytest.fixture(scope="module")
def qinghe() -> Evaluation:
    return evaluate(read_report(QINGHE), source="examples/qinghe-2023.txt")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_check_text(lang: str, qinghe: Evaluation, golden: Golden) -> None:
    golden(f"qinghe-2023.check.{lang}.txt", text.render(qinghe, lang, has_plan=True))


def test_check_json(qinghe: Evaluation, golden: Golden) -> None:
    data = json.loads(render_json(qinghe))
    # of the items only their outcomes: the rest of them is the checklists' own text
    data["checklists"] = {each["id"]: {i["id"]: i["outcome"] for i in each["items"]} for each in data["checklists"]}
    golden("qinghe-2023.check.json", dumps(data))


def test_extract(golden: Golden) -> None:
    report = read_report(QINGHE)
    golden("qinghe-2023.extract.zh.txt", facts.render(report))
    golden("qinghe-2023.extract.json", render_report(report))
