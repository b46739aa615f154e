"""``fazhi-eval audit``: the folder it writes, and that an interrupted run ends with the same bytes."""

import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from fazhi_eval import load_checklists
from fazhi_eval.cli.main import run
from fazhi_eval.outputs.pages import page_name

Variants = Callable[[int], Path]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_folder(variants: Variants, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = variants(5), tmp_path / "out"
    (folder / "empty.txt").write_bytes(b"")
    hostile = (folder / "00000.txt").read_text(encoding="utf-8").replace("青禾0区", "<script>alert(1)</script>区")
    (folder / "=1+1.txt").write_text(hostile, encoding="utf-8")
    assert run(["audit", str(folder), "-o", str(out), "--workers", "2"]) == 3
    shown = capsys.readouterr()
    assert "共 7 份报告：6 份已评判" in shown.out and "1 份未能评判" in shown.out
    assert "7 / 7" in shown.err
    files = contents(out)
    rows = [json.loads(line) for line in files["reports.jsonl"].splitlines()]
    assert [row["source"] for row in rows] == sorted(path.as_posix() for path in folder.iterdir())
    assert {f"pages/{page_name(row['source'])}" for row in rows if row["exit_code"] is None} == {
        name for name in files if name.startswith("pages/")
    }

    page = files["index.html"].decode()
    links = re.findall(r'href="(pages/[^"]+)"', page)
    assert {f"pages/{name.split('/')[1]}" in files for name in links} == {True} and len(set(links)) == 6
    assert "<script" not in page and "empty.txt" in page
    for anchor in ("missed", "scores", "regions", "silent", "reports", "failed"):
        assert f'<section id="{anchor}"' in page

    book = openpyxl.load_workbook(io.BytesIO(files["summary.xlsx"]))
    assert book.sheetnames == ["排名", "检查项×单位", "最常缺失", "未能评判"]
    ranking = [[cell.value for cell in row] for row in book["排名"].iter_rows(min_row=2)]
    assert len(ranking) == 6
    scores = [row[4] for row in ranking]
    assert scores == sorted(scores, reverse=True) and all(0 < row[7] <= 100 for row in ranking)
    assert book["检查项×单位"].max_row == 7
    assert book["未能评判"]["B2"].value.endswith("empty.txt")
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)

    matrix = [[cell.value for cell in row] for row in book["检查项×单位"].iter_rows()]
    titles = {item.id: item.title.zh for each in load_checklists().checklists for item in each.items}
    words = {"met": "符合", "partly_met": "部分符合", "not_met": "不符合", "not_disclosed": "未披露"}
    words |= {"needs_review": "待人工核验", "not_applicable": None}
    best = next(row for row in rows if row["source"] == ranking[0][-1])
    assert matrix[0][2:] == [titles[id] for id in titles if id in best["outcomes"]]
    assert matrix[1][2:] == [words[best["outcomes"][id]] for id in titles if id in best["outcomes"]]
    rules = book["检查项×单位"].conditional_formatting
    assert {rule.formula[0] for each in rules for rule in each.rules} == {
        f'"{word}"' for word in list(words.values())[:4]
    }

    # again: nothing is judged, the same bytes
    assert run(["audit", str(folder), "-o", str(out), "--workers", "2"]) == 3
    assert "7 份已经完成" in capsys.readouterr().err and contents(out) == files


def test_what_is_no_longer_so_goes(variants: Variants, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = variants(3), tmp_path / "in" / "out"  # results inside the reports' folder are no reports
    line = ["audit", str(folder), "-o", str(out), "--workers", "1"]
    assert run([*line, "--parquet"]) == 0
    (out / "pages" / "notes.html").write_text("mine", encoding="utf-8")
    earlier = contents(out)
    (folder / "00001.txt").unlink()
    (folder / "00002.txt").write_bytes(b"")
    capsys.readouterr()
    assert run([*line, "--year", "2022"]) == 3
    assert "另有 2 份上次处理过，现在重做" in capsys.readouterr().err
    (first,) = (name for name in earlier if name.startswith("pages/00000"))
    assert set(contents(out)) == {".audit", "index.html", "reports.jsonl", "summary.xlsx", "pages/notes.html", first}
    assert contents(out)[first] != earlier[first]
    assert run([*line, "--year", "2022", "--no-pages"]) == 3
    assert first not in contents(out)


def test_results_stay_where_an_audit_cannot_begin(
    variants: Variants, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = variants(1), tmp_path / "out"
    assert run(["audit", str(folder), "-o", str(out), "--no-pages"]) == 0
    rows = (out / "reports.jsonl").read_bytes()
    assert run(["audit", str(tmp_path / "out"), "-o", str(tmp_path / "other")]) == 2
    assert run(["audit", "--list", os.devnull, "-o", str(out)]) == 2
    assert (out / "reports.jsonl").read_bytes() == rows


def test_a_second_audit_of_the_same_folder_ends(
    variants: Variants, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["audit", str(variants(1)), "-o", str(tmp_path / "out"), "--no-pages", "--workers", "1"]
    (tmp_path / "out").mkdir()
    holder = "import sys, time\nfrom fazhi_eval.audits.lock import alone_in\nfrom pathlib import Path\n"
    holder += "with alone_in(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(600)\n"
    with subprocess.Popen([sys.executable, "-c", holder, str(tmp_path / "out")], stdout=subprocess.PIPE) as first:
        assert first.stdout is not None and first.stdout.readline() == b"held\n"
        assert run(line) == 2
        assert "另一个评查正在往这个文件夹写结果" in capsys.readouterr().err
        assert run([*line, "--lang", "en"]) == 2
        assert "Another audit is writing its results into this folder" in capsys.readouterr().err
        first.kill()
    assert run(line) == 0  # a lock does not outlive its process


def test_english_parquet_and_a_list(variants: Variants, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out, names = variants(2), tmp_path / "out", tmp_path / "list.txt"
    names.write_text(f"{folder}/00001.txt\n\n{folder}/absent.txt\n", encoding="utf-8")
    line = ["audit", "--list", str(names), "-o", str(out), "--lang", "en", "--no-pages", "--parquet"]
    assert run(line) == 3
    assert "2 reports: 1 judged" in capsys.readouterr().out
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "Obligations most often missed" in page and 'href="pages/' not in page
    rows = [json.loads(line) for line in (out / "reports.jsonl").read_bytes().splitlines()]
    with duckdb.connect() as base:
        found = base.execute(f"SELECT source, score, gaps FROM '{out}/reports.parquet' ORDER BY source").fetchall()
        outcomes = base.execute(f"SELECT item, outcome FROM '{out}/outcomes.parquet'").fetchall()
    assert found[0] == (rows[0]["source"], rows[0]["score"]["score"], len(rows[0]["gaps"]))
    assert found[1] == (rows[1]["source"], None, 0)
    assert dict(outcomes) == rows[0]["outcomes"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["audit", "{in}"], "-o"),
        (["audit", "{in}", "-o", "{in}"], "不能就是报告文件夹"),
        (["audit", "-o", "{out}"], "没有文件"),
        (["audit", "--list", "{out}/none", "-o", "{out}"], "清单文件读不出来"),
        (["audit", "{in}", "-o", "{out}", "--workers", "0"], "--workers"),
    ],
)
def test_errors_of_usage(
    variants: Variants, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: list[str], said: str
) -> None:
    folder = variants(1)
    words = [word.replace("{in}", str(folder)).replace("{out}", str(tmp_path / "out")) for word in line]
    assert run(words) == 2
    assert said in capsys.readouterr().err


def test_killed_and_run_again_ends_with_the_same_bytes(variants: Variants, tmp_path: Path) -> None:
    count = 2000 if os.environ.get("CI") else 300
    folder = variants(count)
    (folder / "empty.txt").write_bytes(b"")

    def line(out: str) -> list[str]:
        command = [sys.executable, "-m", "fazhi_eval.cli.main", "audit", "in", "-o", out, "--no-pages"]
        return command

    whole = subprocess.run(line("whole"), cwd=tmp_path, capture_output=True)
    assert whole.returncode == 3, whole.stderr.decode()
    journal = tmp_path / "killed" / "journal.jsonl"
    killed = subprocess.Popen(line("killed"), cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    expected = (tmp_path / "whole" / "reports.jsonl").stat().st_size
    moment = random.uniform(0.05, 0.8) * expected
    while killed.poll() is None and not (journal.exists() and journal.stat().st_size > moment):
        time.sleep(0.002)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert not (tmp_path / "killed" / "reports.jsonl").exists()
    done = journal.read_bytes().count(b"\n")
    assert 0 < done < count
    again = subprocess.run(line("killed"), cwd=tmp_path, capture_output=True)
    assert again.returncode == 3
    assert str(done) in again.stderr.decode()
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")
    rows = (tmp_path / "whole" / "reports.jsonl").read_bytes().splitlines()
    assert len(rows) == count + 1
