"""``import fazhi_eval``: cheap, complete, typed, and the same as the command line."""

import json
import pickle
import subprocess
import sys

import pytest

import fazhi_eval
from fazhi_eval import evaluate, load_checklists, read_report
from fazhi_eval.cli.main import run
from fazhi_eval.data import data_folder

HEPING = data_folder("examples") / "heping-2021.yaml"


@pytest.mark.parametrize("name", fazhi_eval.__all__)
def test_every_public_name_exists_and_is_documented(name: str) -> None:
    value = getattr(fazhi_eval, name)
    assert name == "__version__" or value.__doc__


def test_unknown_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="nothing_like_it"):
        fazhi_eval.nothing_like_it  # noqa: B018
    assert dir(fazhi_eval) == sorted(fazhi_eval.__all__)


def test_importing_costs_nothing() -> None:
    code = "import sys, fazhi_eval; print([m for m in ('pydantic', 'yaml', 'argparse') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_three_lines_and_the_command_line_agree(capsys: pytest.CaptureFixture[str]) -> None:
    evaluation = evaluate(read_report(HEPING), source=str(HEPING))
    assert evaluation.gaps
    run(["check", str(HEPING), "--format", "json"])
    assert json.loads(capsys.readouterr().out) == evaluation.model_dump(mode="json")


def test_values_are_picklable() -> None:
    report, checklists = read_report(HEPING), load_checklists()
    evaluation = evaluate(report, checklists)
    for value in (report, checklists, evaluation):
        assert pickle.loads(pickle.dumps(value)) == value


def test_a_report_is_never_changed_and_results_repeat() -> None:
    report, checklists = read_report(HEPING), load_checklists()
    before = report.model_dump_json()
    first = evaluate(report, checklists)
    assert evaluate(report, checklists) == first == evaluate(report)
    assert report.model_dump_json() == before


def test_another_year_is_judged_by_its_law() -> None:
    report = read_report(HEPING)
    assert evaluate(report).year == 2021
    assert evaluate(report, None, 2024).year == 2024


def test_results_name_the_law_they_cite() -> None:
    evaluation = evaluate(read_report(HEPING))
    for gap in evaluation.gaps:
        assert gap.basis
        for basis in gap.basis:
            assert evaluation.instruments[basis.instrument].title.zh
