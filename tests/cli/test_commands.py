"""The command line: results, errors, exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fazhi_eval.cli.main import run
from fazhi_eval.data import data_folder
from fazhi_eval.version import __version__

EXAMPLES = data_folder("examples")
HEPING = str(EXAMPLES / "heping-2021.yaml")
QINGHE = str(EXAMPLES / "qinghe-2023.txt")


@pytest.fixture
def bad(tmp_path: Path) -> str:
    path = tmp_path / "bad.yaml"
    path.write_text("report: {year: 2023}\nown: {litigation: {lost: -1}}\n", encoding="utf-8")
    return str(path)


Output = pytest.CaptureFixture[str]


def test_check_text_ends_with_a_verdict(capsys: Output) -> None:
    assert run(["check", HEPING]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.strip().splitlines()
    assert any(line.startswith("结论：存在差距") for line in lines[-4:])
    assert "共检查" in "".join(lines[-4:])


def test_check_json_is_the_evaluation_itself(capsys: Output) -> None:
    assert run(["check", HEPING, "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["year"] == 2021 and data["source"] == HEPING
    assert data["gaps"] and all(gap["basis"] for gap in data["gaps"])
    cited = {basis["instrument"] for gap in data["gaps"] for basis in gap["basis"]}
    assert cited <= set(data["instruments"])


def test_fail_on(capsys: Output) -> None:
    assert run(["check", HEPING, "--fail-on", "none"]) == 0
    data = run_json(capsys, "check", HEPING)
    worst = {gap["severity"] for gap in data["gaps"]}
    for level, severe in (("low", {"low", "medium", "high"}), ("medium", {"medium", "high"}), ("high", {"high"})):
        assert run(["check", HEPING, "--fail-on", level]) == int(bool(worst & severe))


def test_checklist_and_year(capsys: Output) -> None:
    data = run_json(capsys, "check", HEPING, "--checklist", "annual-report", "--checklist", "major-decisions")
    assert [each["id"] for each in data["checklists"]] == ["annual-report", "major-decisions"]
    assert run_json(capsys, "check", HEPING, "--year", "2024")["year"] == 2024


def test_several_files_and_a_bad_one(bad: str, capsys: Output) -> None:
    assert run(["check", HEPING, bad, HEPING, "--format", "json"]) == 3
    out, err = capsys.readouterr()
    data = json.loads(out)
    assert [each["source"] for each in data["evaluations"]] == [HEPING, HEPING]
    (told,) = data["errors"]
    assert told["source"] == bad and told["exit_code"] == 3 and told["problems"][0]["line"] == 2
    assert f"{bad}:2:" in err
    assert run(["check", HEPING, bad]) == 3
    out, err = capsys.readouterr()
    assert "共 2 份报告：1 份有差距，0 份未发现差距，1 份未能检查。" in out


def test_an_internal_error_costs_one_file(monkeypatch: pytest.MonkeyPatch, capsys: Output, tmp_path: Path) -> None:
    import fazhi_eval.cli.files as files

    real = files.read

    def read(path: str, lexicon: object = None) -> Any:
        if path == "boom.txt":
            raise RuntimeError("boom")
        return real(path, lexicon)

    monkeypatch.setattr(files, "read", read)
    assert run(["check", "boom.txt", HEPING, "--format", "json"]) == 70
    out, err = capsys.readouterr()
    assert len(json.loads(out)["evaluations"]) == 1
    assert "RuntimeError: boom" in err and "Traceback" in err
    assert run(["check", "boom.txt"]) == 70
    out, err = capsys.readouterr()
    assert out == "" and "RuntimeError: boom" in err


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        ([], 2, "check, extract"),
        (["chek", "x"], 2, "“check”"),
        (["check"], 2, "至少一个文件"),
        (["check", "x", "--fail-on", "hgih"], 2, "“high”"),
        (["check", "x", "--yaer", "2021"], 2, "“--year”"),
        (["check", "x", "--year", "21"], 2, "2000"),
        (["check", "x", "--format"], 2, "缺少值"),
        (["check", "--lang", "en"], 2, "at least one file"),
        (["check", HEPING, "-o", "/nonexistent/x"], 2, "/nonexistent/x"),
        (["explain"], 2, "annual-report.causes"),
        (["explain", "annual-report.cause"], 2, "“annual-report.causes”"),
        (["schema"], 2, "report, evaluation"),
        (["schema", "raport"], 2, "“report”"),
        (["extract", "none.txt"], 3, "none.txt"),
        (["extract", "none.yaml"], 3, "none.yaml"),
        (["validate", "none.txt"], 3, "none.txt"),
        (["check", HEPING, "--checklist", "anual-report"], 4, "annual-report"),
        (["lint", "none"], 4, "none"),
    ],
)
def test_errors_go_to_stderr_with_their_code(argv: list[str], code: int, told: str, capsys: Output) -> None:
    assert run(argv) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err


def test_nothing_checked(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("report: {year: 2001, level: county, body: government}", encoding="utf-8")
    assert run(["check", str(path), "--checklist", "annual-report"]) == 5
    out, err = capsys.readouterr()
    assert out == "" and "2001" in err


def test_no_year(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("report: {level: county, body: government}", encoding="utf-8")
    assert run(["check", str(path)]) == 2
    assert capsys.readouterr().out == ""


def test_extract(capsys: Output) -> None:
    assert run(["extract", HEPING]) == 0
    assert "行政诉讼败诉件数  0  area.litigation.lost" in capsys.readouterr().out
    data = run_json(capsys, "extract", HEPING)
    assert data["area"]["litigation"]["lost"] == 0
    assert "reconsideration" not in data["own"]


def test_validate(bad: str, capsys: Output) -> None:
    assert run(["validate", HEPING]) == 0
    assert "格式正确" in capsys.readouterr().out
    assert run(["validate", HEPING, bad, "--format", "json"]) == 3
    data = json.loads(capsys.readouterr().out)
    assert [each["source"] for each in data["valid"]] == [HEPING]
    assert data["errors"][0]["problems"][0]["code"] == "submission.range"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_explain(lang: str, capsys: Output) -> None:
    assert run(["explain", "annual-report.causes", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert "annual-report.causes" in out and len(out.splitlines()) > 5


@pytest.mark.parametrize("kind", ["items", "checklists", "instruments", "facts"])
def test_list(kind: str, capsys: Output) -> None:
    assert run(["list", kind]) == 0
    lines = capsys.readouterr().out.strip().splitlines()
    data = run_json(capsys, "list", kind)
    assert len(lines) == len(data) + 2
    assert len({each["id"] for each in data}) == len(data) > 10


def test_lint_and_schema_and_version(capsys: Output) -> None:
    assert run(["lint", "annual-report"]) == 0
    assert "没有问题" in capsys.readouterr().out
    assert json.loads(run_out(capsys, "schema", "report"))["$id"] == "urn:fazhi-eval:schema:report:1"
    assert run_out(capsys, "--version") == f"fazhi-eval {__version__}\n"


@pytest.mark.parametrize("kind", ["checklist", "report"])
def test_new_gives_something_valid(kind: str, tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "my-checklist.yaml"
    assert run(["new", kind, "-o", str(path)]) == 0
    assert run([{"checklist": "lint", "report": "validate"}[kind], str(path)]) == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_names_every_exit_code(lang: str, capsys: Output) -> None:
    out = run_out(capsys, "--help", "--lang", lang)
    for code in ("0 ", "1 ", "2 ", "3 ", "4 ", "5 ", "70 "):
        assert f"  {code}" in out


def test_output_file_is_whole_or_untouched(tmp_path: Path, bad: str, capsys: Output) -> None:
    path = tmp_path / "out.json"
    path.write_text("before", encoding="utf-8")
    assert run(["check", bad, "-o", str(path), "--format", "json"]) == 3
    assert path.read_text(encoding="utf-8") == "before"
    assert run(["check", HEPING, "-o", str(path), "--format", "json"]) == 1
    assert json.loads(path.read_text(encoding="utf-8"))["year"] == 2021
    assert capsys.readouterr().out == ""
    assert sorted(each.name for each in tmp_path.iterdir()) == ["bad.yaml", "out.json"]


def test_same_bytes_every_time(capsys: Output) -> None:
    for argv in (["check", HEPING, "--format", "json"], ["check", HEPING], ["extract", HEPING, "--format", "json"]):
        run(argv)
        first = capsys.readouterr().out
        run(argv)
        assert capsys.readouterr().out == first


def process(*argv: str, **settings: Any) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "fazhi_eval.cli.main", *argv], capture_output=True, check=False, timeout=60, **settings
    )


def test_utf8_whatever_the_locale() -> None:
    env = {**os.environ, "LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = process("extract", HEPING, env=env)
    assert done.returncode == 0
    assert "天津市和平区" in done.stdout.decode("utf-8")


def test_a_reader_who_leaves(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m fazhi_eval.cli.main schema report | head -c 10'
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert done.stderr == b""


def test_heavy_modules_stay_away() -> None:
    code = (
        "import sys; from fazhi_eval.cli.main import run; run(['check', sys.argv[1], '--fail-on', 'none']);"
        "print(*[m for m in ('jsonschema', 'docx', 'lxml', 'rich', 'jinja2') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, QINGHE], capture_output=True, check=False, timeout=60)
    assert done.stderr.strip() == b""


def run_out(capsys: Output, *argv: str) -> str:
    assert run(argv) in (0, 1)
    return capsys.readouterr().out


def run_json(capsys: Output, *argv: str) -> Any:
    capsys.readouterr()
    return json.loads(run_out(capsys, *argv, "--format", "json"))
