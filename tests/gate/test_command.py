"""The gate at the command line: exit codes, what is told where, files of the gate that are wrong."""

import json
import shutil
from pathlib import Path

import pytest

from fazhi_eval.cli.main import run
from fazhi_eval.data import data_folder

Output = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one report, r.txt."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(data_folder("examples") / "qinghe-2023.txt", tmp_path / "r.txt")
    return tmp_path


def gaps(capsys: Output) -> list[dict[str, str]]:
    run(["check", "r.txt", "--format", "json", "--fail-on", "none"])
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)["gaps"]
    return found


def waivers(here: Path, items: list[str], expires: str = "2024-06-30") -> None:
    entries = [
        {"item": item, "body": "临江市青禾区人民政府", "reason": "次年补", "owner": "李某", "expires": expires}
        for item in items
    ]
    (here / "waivers.yaml").write_text(json.dumps({"waivers": entries}, ensure_ascii=False), encoding="utf-8")


@pytest.mark.parametrize(
    ("conditions", "code"),
    [
        ((), 1),
        (("none",), 0),
        (("high",), 0),
        (("medium",), 1),
        (("unadmitted",), 1),
        (("score<100",), 1),
        (("score<50",), 0),
        (("coverage<99",), 1),
        (("high", "score<50", "coverage<10"), 0),
        (("high", "score<100"), 1),
    ],
)
def test_fail_on(conditions: tuple[str, ...], code: int, here: Path, capsys: Output) -> None:
    asked = [word for condition in conditions for word in ("--fail-on", condition)]
    assert run(["check", "r.txt", *asked]) == code
    out, err = capsys.readouterr()
    assert err == ""
    told = out.rpartition("\n\n")[2]
    if conditions in ((), ("none",)):
        assert "门槛" not in out
    else:
        assert told.startswith(f"门槛：{'未通过' if code else '通过'}（{', '.join(conditions)}）")
    assert run(["check", "r.txt", *asked, "--format", "json"]) == code
    out, err = capsys.readouterr()
    gate = json.loads(out).get("gate")
    assert (gate is None) == ("门槛" not in told)
    assert gate is None or (gate["passed"], gate["conditions"]) == (not code, list(conditions))
    assert err.startswith("门槛：") == ("门槛" in told)


def test_waivers(here: Path, capsys: Output) -> None:
    found = [gap["item"] for gap in gaps(capsys)]
    waivers(here, found)
    asked = ["check", "r.txt", "--waivers", "waivers.yaml"]
    assert run([*asked, "--today", "2024-06-30"]) == 0
    out = capsys.readouterr().out
    assert (
        f"差距 {len(found)} 项" in out and f"已豁免 {len(found)} 项" in out and "次年补（李某，至 2024-06-30）" in out
    )
    assert run([*asked, "--today", "2024-07-01"]) == 1
    assert f"豁免已过期 {len(found)} 项" in capsys.readouterr().out
    assert run([*asked, "--today", "2024-06-30", "--fail-on", "score<100"]) == 1
    waivers(here, ["annual-report.achievements", "annual-report.cause"])
    assert run([*asked, "--today", "2024-06-30", "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert "waive nothing; delete them: 2" in out and "annual-report.cause: no such item" in out


def test_baseline(here: Path, capsys: Output) -> None:
    found = gaps(capsys)
    assert run(["check", "r.txt", "--write-baseline", "known.json"]) == 0
    out, err = capsys.readouterr()
    assert f"已写入基线 known.json：{len(found)} 项差距" in err and "门槛：通过（low）" in out
    first = (here / "known.json").read_bytes()
    run(["check", "r.txt", "--write-baseline", "known.json"])
    assert (here / "known.json").read_bytes() == first
    assert run(["check", "r.txt", "--baseline", "known.json"]) == 0
    known = json.loads(first)
    gone = known["gaps"].pop(found[0]["id"])
    known["gaps"]["0123456789ab"] = {**gone, "item": "annual-report.achievements"}
    (here / "known.json").write_text(json.dumps(known), encoding="utf-8")
    capsys.readouterr()
    assert run(["check", "r.txt", "--baseline", "known.json"]) == 1
    out = capsys.readouterr().out
    assert f"新增差距 1 项 · 已知 {len(found) - 1} 项（不计入门槛）· 已消除 1 项" in out
    assert "low：计入的差距 1 项" in out and "已消除：" in out


def test_no_baseline_of_half_the_reports(here: Path, capsys: Output) -> None:
    assert run(["check", "r.txt", "none.txt", "--write-baseline", "known.json"]) == 3
    assert "没有写入基线" in capsys.readouterr().err and not (here / "known.json").exists()


def test_config(here: Path, capsys: Output) -> None:
    (here / "fazhi-eval.toml").write_text('fail-on = ["high"]\nchecklists = ["annual-report"]\n', encoding="utf-8")
    assert run(["check", "r.txt"]) == 0
    out = capsys.readouterr().out
    assert "门槛：通过（high）" in out and "配置文件：fazhi-eval.toml" in out and "行政复议" not in out
    assert run(["check", "r.txt", "--fail-on", "low", "--checklist", "shipped"]) == 1
    assert "行政" in capsys.readouterr().out
    assert run(["check", "r.txt", "--config", "/dev/null", "--fail-on", "none"]) == 0
    assert "high" not in capsys.readouterr().out.rpartition("\n\n")[2]


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["--fail-on", "score<60%"], "score<60"),
        (["--today", "2024-6-30"], "YYYY-MM-DD"),
        (["--waivers", "none.yaml"], "none.yaml"),
        (["--baseline", "none.json"], "--write-baseline none.json"),
        (["--config", "none.toml"], "none.toml"),
        (["--write-baseline", "no/such/folder.json"], "folder.json"),
    ],
)
def test_wrong_settings_are_usage_errors(argv: list[str], told: str, here: Path, capsys: Output) -> None:
    assert run(["check", "r.txt", *argv]) == 2
    out, err = capsys.readouterr()
    assert out == "" and told in err


@pytest.mark.parametrize("format", ["sarif", "junit", "gitlab", "github"])
def test_pipeline_formats_take_several_reports(format: str, here: Path, capsys: Output) -> None:
    shutil.copy("r.txt", "s.txt")
    assert run(["check", "r.txt", "s.txt", "none.txt", "--format", format]) == 3
    out, err = capsys.readouterr()
    assert "none.txt" in err
    assert ("r.txt" in out and "s.txt" in out) or format == "junit"
    run(["check", "r.txt", "s.txt", "none.txt", "--format", format])
    assert capsys.readouterr().out == out
