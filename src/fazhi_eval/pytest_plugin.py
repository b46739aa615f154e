"""The pytest plugin: a repository of yearly reports tests itself.

``pytest --fazhi-reports reports/`` (or ``fazhi_reports = ["reports"]`` among pytest's settings) makes every report a
test that fails as ``fazhi-eval check`` would: by ``fazhi-eval.toml`` with its checklists, waivers and baseline, unless
``--fazhi-fail-on`` says otherwise. The fixture ``evaluate_report`` gives the Evaluation of a report to tests of one's
own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

# everything else is imported where it is used: this module is loaded in every run of pytest
if TYPE_CHECKING:
    from datetime import date

    from fazhi_eval.checklists.model import Checklists
    from fazhi_eval.documents.model import Document
    from fazhi_eval.evaluation.model import Evaluation
    from fazhi_eval.gate.conditions import Condition
    from fazhi_eval.gate.files import Baseline, Waiver
    from fazhi_eval.gate.model import Verdict
    from fazhi_eval.reports.lexicon import Lexicon

EvaluateReport = Callable[..., "Evaluation"]
"""The type of the fixture `evaluate_report`."""


@dataclass(frozen=True)
class Judging:
    """What all reports of a run are judged by."""

    lang: str
    conditions: "tuple[Condition, ...]"
    checklists: "Checklists"
    lexicon: "Lexicon | None"
    waivers: "tuple[Waiver, ...]"
    baseline: "Baseline | None"
    today: "date"


_reports = pytest.StashKey[list[Path]]()
_judging = pytest.StashKey[Judging]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options and settings; each setting is what its option is unless given."""
    group = parser.getgroup("fazhi-eval", "fazhi-eval: yearly reports as tests")
    group.addoption("--fazhi-reports", action="append", default=[], metavar="PATH", help=_help("paths"))
    group.addoption("--fazhi-fail-on", action="append", default=[], metavar="CONDITION", help=_help("fail_on"))
    group.addoption("--fazhi-lang", choices=["zh", "en"], help=_help("lang"))
    parser.addini("fazhi_reports", _help("paths"), type="paths", default=[])
    parser.addini("fazhi_fail_on", _help("fail_on"), type="linelist", default=[])
    parser.addini("fazhi_lang", _help("lang"), default="zh")


def _help(key: str) -> str:
    from fazhi_eval.messages import LANGUAGES, text

    return " · ".join(text(f"hooks.pytest.{key}", lang) for lang in LANGUAGES)


def pytest_configure(config: pytest.Config) -> None:
    """Find the reports and have pytest look at them, whatever else it was asked to look at."""
    config.stash[_reports] = []
    named = [config.invocation_params.dir / path for path in config.getoption("fazhi_reports")]
    named = named or config.getini("fazhi_reports")
    if not named:
        return
    config.stash[_reports] = [file for path in named for file in _in(path, config)]
    config.args.extend(str(path) for path in named if str(path) not in config.args)


def _in(path: Path, config: pytest.Config) -> Iterator[Path]:
    from fazhi_eval.hooks import READ, reports_in
    from fazhi_eval.messages import text

    if not path.exists():
        raise pytest.UsageError(text("hooks.pytest.no_path", _lang(config), found=path))
    found = [Path(file) for file in reports_in(path)]
    if not found:
        allowed = " ".join(READ)
        raise pytest.UsageError(text("hooks.pytest.no_reports", _lang(config), found=path, allowed=allowed))
    yield from found


def _lang(config: pytest.Config) -> str:
    return str(config.getoption("fazhi_lang") or config.getini("fazhi_lang"))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ReportFile | None":
    """A report that the options name."""
    if file_path in parent.config.stash[_reports]:
        return ReportFile.from_parent(parent, path=file_path)
    return None


class ReportFile(pytest.File):
    """One report."""

    def collect(self) -> "Iterable[ReportItem]":
        """One test: whether it passes the gate."""
        yield ReportItem.from_parent(self, name="fazhi-eval")


class ReportItem(pytest.Item):
    """Whether one report passes the gate. Its properties in JUnit XML are the score with its range and coverage."""

    def runtest(self) -> None:
        """Judge the report. Raises _Failed, or FazhiError where it cannot be read or judged."""
        from fazhi_eval.gate.decide import decide

        judging = judging_of(self.config)
        evaluation, document = _evaluate(self.path, judging)
        score = evaluation.score
        self.user_properties += [(name, getattr(score, name)) for name in ("score", "low", "high", "coverage")]
        verdict = decide(
            evaluation,
            judging.conditions,
            waivers=judging.waivers,
            today=judging.today,
            baseline=judging.baseline,
        )
        if not verdict.passed:
            raise _Failed(_told(evaluation, verdict, document, judging.lang))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What is wrong with the report, without a traceback of this library."""
        from fazhi_eval.errors import FazhiError

        if isinstance(excinfo.value, _Failed):
            return str(excinfo.value)
        if isinstance(excinfo.value, FazhiError):
            return excinfo.value.render(_lang(self.config))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """How the test is named."""
        return self.path, None, self.name


class _Failed(Exception):
    """A report that does not pass; the message tells why."""


@pytest.fixture(scope="session")
def evaluate_report(pytestconfig: pytest.Config) -> EvaluateReport:
    """``evaluate_report(path, year=None)``: the Evaluation of one report, by the checklists of ``fazhi-eval.toml``.

    Raises InputError for a file that cannot be read, NothingChecked where nothing covers its year, level and body.
    """

    def evaluated(path: str | Path, year: int | None = None) -> "Evaluation":
        return _evaluate(Path(path), judging_of(pytestconfig), year)[0]

    return evaluated


def judging_of(config: pytest.Config) -> Judging:
    """What this run judges by, read once. Raises FazhiError where a configuration, checklist or waiver is wrong."""
    if _judging not in config.stash:
        config.stash[_judging] = _read(config)
    return config.stash[_judging]


def _read(config: pytest.Config) -> Judging:
    from datetime import date

    from fazhi_eval import load_checklists
    from fazhi_eval.errors import Problem, UsageError
    from fazhi_eval.gate.baseline import read_baseline
    from fazhi_eval.gate.conditions import DEFAULT, condition
    from fazhi_eval.gate.config import Settings, find_config, read_config
    from fazhi_eval.gate.waivers import read_waivers
    from fazhi_eval.reports.lexicon import lexicon_with

    file = find_config([str(report) for report in config.stash[_reports]])
    settings = read_config(file) if file else Settings()
    written = config.getoption("fazhi_fail_on") or config.getini("fazhi_fail_on")
    found = [condition(one) for one in written]
    problems = [one for one in found if isinstance(one, Problem)]
    if problems:
        raise UsageError(problems)
    given = tuple(one for one in found if not isinstance(one, Problem))
    return Judging(
        lang=_lang(config),
        conditions=given or settings.conditions or DEFAULT,
        checklists=load_checklists(*settings.checklists),
        lexicon=lexicon_with(settings.phrasings) if settings.phrasings else None,
        waivers=read_waivers(settings.waivers) if settings.waivers else (),
        baseline=read_baseline(settings.baseline) if settings.baseline else None,
        today=date.today(),
    )


def _evaluate(path: Path, judging: Judging, year: int | None = None) -> "tuple[Evaluation, Document | None]":
    from fazhi_eval import evaluate
    from fazhi_eval.reports.read import read

    report, document = read(path, judging.lexicon)
    return evaluate(report, judging.checklists, year, source=str(path)), document


def _told(evaluation: "Evaluation", verdict: "Verdict", document: "Document | None", lang: str) -> str:
    """Why a report fails: the conditions that hold, and every gap behind them with place, law and remedy."""
    from fazhi_eval.outputs import gate
    from fazhi_eval.outputs.findings import findings, heading, message
    from fazhi_eval.outputs.places import places_of

    places = places_of(evaluation, document)
    behind = {gap for failure in verdict.failures for gap in failure.gaps}
    lines = [gate.render(evaluation, verdict, lang)]
    for finding in findings(evaluation, verdict):
        if finding.gap and finding.id in behind:
            place = places.of(finding.item.evidence, finding.item.facts)[0]
            lines.append(f"{place.file}:{place.line}:{place.column}: {heading(finding, lang)}  [{finding.item.id}]")
            lines.append(f"    {message(finding, evaluation, lang)}")
    return "\n".join(lines)
