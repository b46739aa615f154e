"""Many reports at once: a row each whatever happens, the same rows whoever does the work."""

import json
import os
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import distributed
import pytest
from jsonschema import Draft202012Validator

import fazhi_eval
from fazhi_eval import InputError, UsageError, audit, evaluate, load_checklists, read_report
from fazhi_eval.audits import pool, run
from fazhi_eval.audits.limit import TooLate, within
from fazhi_eval.audits.sources import find_sources
from fazhi_eval.audits.work import line_of
from fazhi_eval.schemas import shipped

Variants = Callable[[int], Path]

PHRASING = """
phrasings:
  - fact: litigation.cases
    counts: [官司]
    unit: case
    examples: [{text: 全年应对官司7件。, value: 7}]
"""


class Hurt:
    """Made beside a row: what happens to a worker."""

    key = "hurt"

    def __init__(self, name: str, how: str) -> None:
        self.name, self.how = name, how

    def made(self, source: str) -> bool:
        return True

    def make(self, source: str, *rest: object) -> None:
        if not source.endswith(self.name):
            return
        if self.how == "ends":
            os._exit(9)
        if self.how == "raises":
            raise ValueError("no such thing")
        if self.how == "spins":
            while True:
                pass
        threading.Event().wait()  # "hangs": in C, out of reach


def test_a_row_says_what_the_evaluation_says(variants: Variants) -> None:
    folder = variants(2)
    rows = list(audit([folder], ThreadPoolExecutor(1)))
    assert [Path(row.source).name for row in rows] == ["00000.txt", "00001.txt"]
    for row in rows:
        evaluation = evaluate(read_report(row.source))
        assert row.report == evaluation.report
        assert row.score is not None and row.score.score == evaluation.score.score
        assert row.gaps == {gap.item: gap.severity for gap in evaluation.gaps}
        assert row.outcomes == {item.id: item.outcome for each in evaluation.checklists for item in each.items}
        assert sum(row.admissions.values()) == len(evaluation.admissions)
        assert set(row.unadmitted) == {gap.item for gap in evaluation.gaps if not gap.admitted_by}


def test_the_same_rows_from_processes_and_threads(variants: Variants) -> None:
    folder = variants(9)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "sheet.wps").write_bytes(b"x")
    (folder / ".hidden").write_bytes(b"x")
    told: list[tuple[int, int]] = []
    rows = list(audit([folder], workers=2, told=lambda done, total, anew: told.append((done, total))))
    assert rows == list(audit([folder, folder / "empty.txt"], ThreadPoolExecutor(2)))
    assert len(rows) == 11
    assert told[0] == (0, 11) and told[-1] == (11, 11)
    failed = {Path(row.source).name: row for row in rows if row.exit_code is not None}
    assert {name: row.exit_code for name, row in failed.items()} == dict.fromkeys(["empty.txt", "sheet.wps"], 3)
    assert failed["empty.txt"].problems[0].code == "documents.empty"
    assert failed["empty.txt"].problems[0].message.zh != failed["empty.txt"].problems[0].message.en


def test_a_folder_without_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有文件"):
        audit([tmp_path])
    row = next(audit([tmp_path / "absent.txt"], ThreadPoolExecutor(1)))
    assert row.exit_code == InputError.exit_code and row.sha256 is None


def test_own_checklists_and_year(variants: Variants) -> None:
    checklists = load_checklists("annual-report")
    row = next(audit([variants(1)], ThreadPoolExecutor(1), checklists=checklists, year=2021))
    assert row.year == 2021
    assert {item.partition(".")[0] for item in row.outcomes} == {"annual-report"}


@pytest.mark.parametrize(("how", "code"), [("raises", "audit.internal"), ("spins", "audit.timeout")])
def test_a_defect_or_an_endless_loop_is_a_row(variants: Variants, how: str, code: str) -> None:
    rows = list(audit([variants(4)], ThreadPoolExecutor(2), aside=Hurt("00002.txt", how), timeout=3))
    assert [row.problems[0].code if row.problems else None for row in rows] == [None, None, code, None]


@pytest.mark.parametrize(("how", "code"), [("ends", "audit.ended"), ("hangs", "audit.timeout")])
def test_a_process_that_ends_or_hangs_is_a_row(
    variants: Variants, monkeypatch: pytest.MonkeyPatch, how: str, code: str
) -> None:
    monkeypatch.setattr(pool, "GRACE", 5.0)
    monkeypatch.syspath_prepend(Path(__file__).parents[2])  # the workers import `Hurt`, however pytest was started
    rows = list(audit([variants(6)], aside=Hurt("00002.txt", how), timeout=1.5, workers=2))
    assert [row.problems[0].code if row.problems else None for row in rows] == [None, None, code, None, None, None]


def test_what_the_journal_holds_is_not_done_again(variants: Variants, tmp_path: Path) -> None:
    folder, journal = variants(4), tmp_path / "journal.jsonl"
    begun: list[tuple[int, int, int]] = []

    def told(done: int, total: int, anew: int) -> None:
        begun.append((done, total, anew))

    def rows(**settings: object) -> list[fazhi_eval.Row]:
        begun.clear()
        return list(audit([folder], ThreadPoolExecutor(1), journal=journal, told=told, **settings))  # type: ignore[arg-type]

    first = rows()
    assert rows() == first and begun[0] == (4, 4, 0)
    with journal.open("ab") as stream:
        stream.write(b'{"source": "torn')  # killed while writing
    assert rows() == first and begun[0] == (4, 4, 0)
    changed = folder / "00001.txt"
    changed.write_text(changed.read_text(encoding="utf-8") + "\n附：说明。\n", encoding="utf-8")
    second = rows()
    assert begun[0] == (3, 4, 1)
    assert second[1].sha256 != first[1].sha256
    rows(year=2022)
    assert begun[0] == (0, 4, 4)


def test_what_reports_are_judged_with_is_part_of_a_row(
    variants: Variants, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, phrasings, package = variants(1), tmp_path / "own.yaml", tmp_path / "package"
    phrasings.write_text(PHRASING, encoding="utf-8")

    def digest(**settings: Any) -> str:
        return next(audit([folder], ThreadPoolExecutor(1), **settings)).run

    digests = [digest(), digest(year=2022), digest(checklists=load_checklists("annual-report"))]
    digests.append(digest(phrasings=[phrasings]))
    phrasings.write_text(PHRASING.replace("官司", "讼案"), encoding="utf-8")
    digests.append(digest(phrasings=[phrasings]))
    shutil.copytree(run._PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "_data"))
    monkeypatch.setattr(run, "_PACKAGE", package)
    assert digest() == digests[0]  # wherever it is installed
    with (package / "gaps" / "topics.yaml").open("a", encoding="utf-8") as stream:
        stream.write("# changed\n")
    digests.append(digest())
    assert len(set(digests)) == len(digests)


def test_text_extracted_from_a_report_and_results_are_no_reports(tmp_path: Path) -> None:
    for name in ("a.docx", "a.docx.extracted.txt", "alone.pdf.extracted.txt", "out/.audit", "out/pages/a.html"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert [Path(path).name for path in find_sources([tmp_path])] == ["a.docx", "alone.pdf.extracted.txt"]
    named = [tmp_path / "a.docx", tmp_path / "a.docx.extracted.txt"]
    assert find_sources(named) == find_sources(named[:1])
    with pytest.raises(UsageError, match="没有文件"):
        find_sources([tmp_path / "out"])


def test_rows_fit_their_schema(variants: Variants) -> None:
    folder = variants(1)
    (folder / "empty.txt").write_bytes(b"")
    validator = Draft202012Validator(json.loads(shipped("audit-row").read_text(encoding="utf-8")))
    rows = [json.loads(line_of(row)) for row in audit([folder], ThreadPoolExecutor(1))]
    assert [row["exit_code"] for row in rows] == [None, 3]
    for row in rows:
        assert [error.json_path for error in validator.iter_errors(row)] == []
        assert not validator.is_valid({**row, "more": 1}) and not validator.is_valid({**row, "outcomes": {"a": "b"}})
        for key in row:
            assert not validator.is_valid({name: value for name, value in row.items() if name != key})


def test_time_over_strikes_only_its_own_call() -> None:
    def busy(seconds: float) -> str:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            pass
        return "done"

    assert within(5, lambda: busy(0)) == "done"
    with pytest.raises(TooLate):
        within(0.05, lambda: busy(5))
    late = 0
    for number in range(60):  # around the limit: either way nothing comes afterwards
        try:
            within(0.01, lambda: busy(0.0097 + number * 0.00001))  # noqa: B023
        except TooLate:
            late += 1
        busy(0.001)
    assert late <= 60


def test_a_dask_cluster_does_the_work(variants: Variants) -> None:
    folder = variants(6)
    (folder / "empty.txt").write_bytes(b"")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        rows = list(audit([folder], client.get_executor()))
    assert rows == list(audit([folder], ThreadPoolExecutor(1)))
