"""The pytest plugin as the repository of somebody's reports uses it."""

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

# loaded once: pytester unloads what a run within this process loads, and pydantic's core loads but once
from fazhi_eval import evaluate, read_report

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[1]
FILES = ROOT / "tests" / "hooks" / "files" / "check"
NAMED = ("baishi-2022.txt", "qinghe-2023.docx", "heping-2021.yaml")


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    evaluate(read_report(ROOT / "examples" / "qinghe-2023.txt"))


@pytest.fixture
def ours(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A repository with reports as text, Word and data, judged by a checklist of its own."""
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    shutil.copytree(FILES / "good", pytester.path, dirs_exist_ok=True)
    shutil.copy(ROOT / "tests" / "fixtures" / "documents" / "python-docx.docx", pytester.path / "reports" / NAMED[1])
    shutil.copy(ROOT / "examples" / NAMED[2], pytester.path / "reports")
    (pytester.path / "reports" / "README.md").write_text("no report\n", encoding="utf-8")
    # always the same place: what was parsed once is kept
    checklists = (FILES / "good" / "checklists").as_posix()
    (pytester.path / "fazhi-eval.toml").write_text(f'checklists = ["{checklists}"]\n', encoding="utf-8")
    return pytester


def spoil(ours: pytest.Pytester) -> None:
    shutil.copytree(FILES / "bad", ours.path, dirs_exist_ok=True)


def test_every_report_is_a_test(ours: pytest.Pytester) -> None:
    done = ours.runpytest_inprocess("-v", "--fazhi-reports", "reports")
    done.assert_outcomes(passed=3)
    done.stdout.fnmatch_lines_random([f"reports/{name}::fazhi-eval PASSED*" for name in NAMED])
    assert done.ret == 0


def test_a_gap_is_a_failure_that_tells_place_law_and_remedy(ours: pytest.Pytester) -> None:
    spoil(ours)
    done = ours.runpytest_inprocess("--fazhi-reports", "reports")
    done.assert_outcomes(passed=2, failed=1)
    done.stdout.fnmatch_lines(["reports/baishi-2022.txt:1:1: *下一年工作安排*linjiang.plan*", "*第二十五条（四）*"])
    assert "Traceback" not in done.stdout.str() and "pytest_plugin.py" not in done.stdout.str()
    assert done.ret == 1


def test_in_english(ours: pytest.Pytester) -> None:
    spoil(ours)
    done = ours.runpytest_inprocess("--fazhi-reports", "reports", "--fazhi-lang", "en")
    done.stdout.fnmatch_lines(["Gate: failed (low)*", "*Next year's plan*"])


@pytest.mark.parametrize("option", ["none", "score<50", "unadmitted"])
def test_what_fails_is_said_by_the_option(ours: pytest.Pytester, option: str) -> None:
    spoil(ours)
    done = ours.runpytest_inprocess("--fazhi-reports", "reports", "--fazhi-fail-on", option)
    done.assert_outcomes(passed=3 if option == "none" else 2, failed=0 if option == "none" else 1)


def test_or_by_the_configuration(ours: pytest.Pytester) -> None:
    spoil(ours)
    with (ours.path / "fazhi-eval.toml").open("a", encoding="utf-8") as file:
        file.write('fail-on = ["none"]\n')
    ours.runpytest_inprocess("--fazhi-reports", "reports").assert_outcomes(passed=3)


WAIVER = """\
waivers:
  - item: linjiang.plan
    body: 临江市白石镇人民政府
    reason: 下一年安排另文报送
    owner: 镇司法所
    expires: {day}
"""


@pytest.mark.parametrize(("day", "failed"), [("2999-12-31", 0), ("2023-12-31", 1)])
def test_waivers_hold_until_they_expire(ours: pytest.Pytester, day: str, failed: int) -> None:
    spoil(ours)
    with (ours.path / "fazhi-eval.toml").open("a", encoding="utf-8") as file:
        file.write('waivers = "waivers.yaml"\n')
    (ours.path / "waivers.yaml").write_text(WAIVER.format(day=day), encoding="utf-8")
    done = ours.runpytest_inprocess("--fazhi-reports", "reports")
    done.assert_outcomes(passed=3 - failed, failed=failed)


def test_settings_of_pytest_say_it_for_good(ours: pytest.Pytester) -> None:
    ours.makefile(".ini", pytest="[pytest]\nfazhi_reports = reports\nfazhi_fail_on = high\ntestpaths = tests\n")
    ours.mkdir("tests").joinpath("test_own.py").write_text("def test_own(): pass\n", encoding="utf-8")
    ours.runpytest_inprocess().assert_outcomes(passed=4)


def test_one_report_and_none_twice(ours: pytest.Pytester) -> None:
    ours.runpytest_inprocess("--fazhi-reports", "reports/baishi-2022.txt").assert_outcomes(passed=1)
    ours.runpytest_inprocess("reports", "--fazhi-reports", "reports").assert_outcomes(passed=3)


def test_without_the_option_reports_are_left_alone(ours: pytest.Pytester) -> None:
    assert ours.runpytest_inprocess().ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_report_that_cannot_be_read_fails_alone(ours: pytest.Pytester) -> None:
    (ours.path / "reports" / "empty.txt").write_text("", encoding="utf-8")
    done = ours.runpytest_inprocess("--fazhi-reports", "reports")
    done.assert_outcomes(passed=3, failed=1)
    done.stdout.fnmatch_lines(["*empty.txt: *"])
    assert "Traceback" not in done.stdout.str()


@pytest.mark.parametrize("name", ["nowhere", "bare"])
def test_nothing_to_test_is_an_error(ours: pytest.Pytester, name: str) -> None:
    (ours.path / "bare").mkdir()
    done = ours.runpytest_inprocess("--fazhi-reports", name)
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines([f"ERROR: *{name}*--fazhi-reports*"])


@pytest.mark.parametrize(
    ("options", "told"),
    [(["--fazhi-fail-on", "hihg"], "*hihg*high*"), ([], "*fazhi-eval.toml:2:1:*fail_on*fail-on*")],
)
def test_a_wrong_setting_is_told(ours: pytest.Pytester, options: list[str], told: str) -> None:
    if not options:
        (ours.path / "fazhi-eval.toml").write_text('\nfail_on = ["high"]\n', encoding="utf-8")
    done = ours.runpytest_inprocess("--fazhi-reports", "reports", *options)
    assert done.ret != 0
    (done.stdout if done.ret == 1 else done.stderr).fnmatch_lines([told])
    assert "Traceback" not in done.stdout.str()


def test_the_score_stands_in_junit_xml(ours: pytest.Pytester) -> None:
    ours.runpytest_inprocess("--fazhi-reports", "reports/baishi-2022.txt", "--junitxml", "out.xml")
    (case,) = ElementTree.parse(ours.path / "out.xml").iter("testcase")
    found = {each.get("name"): each.get("value") for each in case.iter("property")}
    assert found == {"score": "100.0", "low": "100.0", "high": "100.0", "coverage": "1.0"}


def test_the_fixture_evaluates_a_report(ours: pytest.Pytester) -> None:
    ours.makepyfile(
        """
        def test_ours(evaluate_report):
            evaluation = evaluate_report("reports/baishi-2022.txt")
            assert evaluation.year == 2022 and evaluation.gaps == ()
            assert [each.id for each in evaluation.checklists] == ["linjiang"]
            assert evaluate_report("reports/qinghe-2023.docx").score.score == 100
        """
    )
    ours.runpytest_inprocess().assert_outcomes(passed=1)


def test_the_plugin_costs_little(ours: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_EVAL_CACHE", "")  # keeping what was parsed has a price of its own, once
    ours.makepyfile(
        """
        import sys

        def test_nothing_heavy_is_loaded():
            heavy = ("pydantic", "fazhi_eval.reports.extract", "fazhi_eval.checklists.load")
            assert [name for name in heavy if name in sys.modules] == []
        """
    )
    ours.runpytest_subprocess("-p", "no:hypothesispytest").assert_outcomes(passed=1)
