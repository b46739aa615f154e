"""Waivers, baseline and configuration: what is in them, and every mistake at its line."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fazhi_eval.errors import FazhiError, UsageError
from fazhi_eval.evaluation.model import Evaluation
from fazhi_eval.gate.baseline import baseline_of, read_baseline, render
from fazhi_eval.gate.config import find_config, read_config
from fazhi_eval.gate.decide import decide
from fazhi_eval.gate.files import Config, Waiver
from fazhi_eval.gate.waivers import read_waivers
from fazhi_eval.outputs.json import render as render_json
from fazhi_eval.schemas import shipped
from fazhi_eval.yamlsource import read as read_yaml

GOOD = """\
waivers:
  - item: annual-report.causes
    body: 云川省临江市青禾区人民政府
    reason: 原因另文报送
    owner: 区司法局 李某
    expires: 2024-06-30
"""


def told(error: FazhiError) -> list[tuple[str, int | None, int | None]]:
    for lang in ("zh", "en"):
        assert error.render(lang)
    return [(problem.code, problem.line, problem.column) for problem in error.problems]


def test_waivers(tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text(GOOD, encoding="utf-8")
    (waiver,) = read_waivers(file)
    assert waiver.item == "annual-report.causes" and waiver.expires.isoformat() == "2024-06-30"
    schema = json.loads(shipped("waivers").read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(read_yaml(file)[0].data)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (GOOD.replace("owner", "onwer"), [("gate.missing", 2, 5), ("gate.key", 5, 5)]),
        (GOOD.replace("2024-06-30", "2024-02-30"), [("gate.value.day", 6, 14)]),
        (GOOD.replace("2024-06-30", "永久"), [("gate.value.day", 6, 14)]),
        (GOOD.replace("原因另文报送", "''"), [("gate.value.text", 4, 13)]),
        (GOOD.replace("    expires: 2024-06-30\n", ""), [("gate.missing", 2, 5)]),
        (GOOD + GOOD.partition("\n")[2], [("gate.twice", 7, 5)]),
        ("waiver: []\n", [("gate.missing", 1, 1), ("gate.key", 1, 1)]),
        ("waivers: all\n", [("gate.value.list", 1, 10)]),
        ("- x\n", [("gate.value.mapping", 1, 1)]),
        ("waivers: [\n", [("yaml.syntax", 2, 1)]),
        ("", [("yaml.empty", 1, 1)]),
    ],
)
def test_every_mistake_in_waivers(text: str, problems: list[tuple[str, int, int]], tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read_waivers(file)
    assert sorted(told(error.value)) == sorted(problems)


def test_waivers_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        read_waivers(tmp_path / "none.yaml")
    assert error.value.problems[0].code == "gate.unreadable"
    (tmp_path / "gbk.yaml").write_bytes(GOOD.encode("gbk"))
    with pytest.raises(UsageError) as error:
        read_waivers(tmp_path / "gbk.yaml")
    assert error.value.problems[0].code == "gate.encoding"


def test_baseline_comes_back(tmp_path: Path, qinghe: Evaluation) -> None:
    baseline = baseline_of([qinghe])
    text = render(baseline)
    assert text == render(baseline_of([qinghe])) and len(baseline.gaps) == len(qinghe.gaps)
    file = tmp_path / "baseline.json"
    file.write_text(text, encoding="utf-8")
    assert read_baseline(file) == baseline
    schema = json.loads(shipped("baseline").read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(json.loads(text))


def test_baseline_leaves_out_the_waived_and_keeps_what_was_not_judged(qinghe: Evaluation) -> None:
    other = qinghe.model_copy(update={"report": qinghe.report.model_copy(update={"issuer": "白石县人民政府"})})
    gaps = tuple(gap.model_copy(update={"id": f"{index:012x}"}) for index, gap in enumerate(other.gaps))
    before = baseline_of([qinghe, other.model_copy(update={"gaps": gaps})])
    first = qinghe.gaps[0]
    after = baseline_of([qinghe], [first.id], before)
    assert before.gaps.keys() - after.gaps.keys() == {first.id}
    one_checklist = tuple(one for one in qinghe.checklists if one.id != first.item.partition(".")[0])
    part = qinghe.model_copy(update={"checklists": one_checklist, "gaps": ()})
    assert first.id in baseline_of([part], before=before).gaps


def test_a_broken_baseline(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text('{"schema_version": "1",\n "gaps": {"x": {}}}', encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read_baseline(file)
    assert all(line == 2 for _, line, _ in told(error.value))


CONFIG = """\
# what our checks ask
fail-on = ["medium", "score<60"]
checklists = ["shipped", "rules"]
waivers = "waivers.yaml"
baseline = "known.json"
"""


def test_config_is_found_upward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/rules").mkdir()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    (tmp_path / "a/fazhi-eval.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "a/b/pyproject.toml").write_text("[tool.other]\nx = 1\n", encoding="utf-8")
    found = find_config([str(tmp_path / "a/b/r.txt"), "../a/b/s.txt"])
    assert found == tmp_path / "a/fazhi-eval.toml"
    settings = read_config(found)
    assert [one.name for one in settings.conditions] == ["medium", "score<60"]
    assert settings.checklists == ("shipped", str(tmp_path / "a/rules"))
    assert settings.waivers == str(tmp_path / "a/waivers.yaml")
    monkeypatch.chdir(tmp_path / "a")
    assert read_config(found).waivers == "waivers.yaml"
    # reports that lie elsewhere: then where one stands
    assert find_config(["/nowhere/r.txt"]) == tmp_path / "a/fazhi-eval.toml"


def test_a_table_of_pyproject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "pyproject.toml"
    file.write_text('[project]\nname = "x"\n[tool.fazhi-eval]\nfail-on = ["high"]\n', encoding="utf-8")
    assert find_config(["r.txt"]) == file
    assert [one.name for one in read_config(file).conditions] == ["high"]
    file.write_text('[project]\nname = "x"\n[tool.fazhi-eval]\nname = 1\n', encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read_config(file)
    assert told(error.value) == [("gate.key", 4, 1)]


def test_an_empty_config_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "fazhi-eval.toml"
    file.write_text("", encoding="utf-8")
    settings = read_config(file)
    assert settings.conditions == settings.checklists == () and settings.waivers is None


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ('# x\nfail_on = ["low"]\n', [("gate.key", 2, 1)]),
        ('fail-on = "low"\n', [("gate.value.list", 1, 1)]),
        ("fail-on = []\n", [("gate.value.list", 1, 1)]),
        (
            'x = 1\nfail-on = ["hgih", "coverage<0.5"]\n',
            [("gate.key", 1, 1), ("gate.condition", 2, 1), ("gate.share", 2, 1)],
        ),
        ("fail-on = [1]\n", [("gate.value.text", 1, 1)]),
        ('waivers = 1\nbaseline = ""\n', [("gate.value.text", 1, 1), ("gate.value.text", 2, 1)]),
        ('fail-on = ["low"\n', [("gate.toml", 1, None)]),
        ('\n[waivers]\nfile = "x"\n', [("gate.value.text", 2, 1)]),
    ],
)
def test_every_mistake_in_config(text: str, problems: list[tuple[str, int, int]], tmp_path: Path) -> None:
    file = tmp_path / "fazhi-eval.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read_config(file)
    found = told(error.value)
    if problems[0][0] == "gate.toml":
        assert [code for code, _, _ in found] == ["gate.toml"]
    else:
        assert found == problems


def test_the_nearest_key_is_told(tmp_path: Path) -> None:
    file = tmp_path / "fazhi-eval.toml"
    file.write_text('wavers = "x"\n', encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read_config(file)
    assert "“waivers”" in error.value.render("zh") and "'waivers'" in error.value.render("en")


def test_schema_and_reader_name_the_same_keys() -> None:
    schema = json.loads(shipped("config").read_text(encoding="utf-8"))
    assert list(schema["properties"]) == [field.alias or name for name, field in Config.model_fields.items()]
    assert schema["additionalProperties"] is False


def test_a_verdict_beside_its_evaluation_fits_the_schema(qinghe: Evaluation) -> None:
    first, second, *_ = qinghe.gaps
    named = {"body": qinghe.report.issuer, "reason": "次年补", "owner": "李某", "expires": "2024-06-30"}
    waivers = [Waiver.model_validate({"item": item, **named}) for item in (first.item, "annual-report.cause")]
    baseline = baseline_of([qinghe.model_copy(update={"gaps": (second,)})])
    for today in (date(2024, 1, 1), date(2025, 1, 1)):
        verdict = decide(qinghe, waivers=waivers, today=today, baseline=baseline)
        data = json.loads(render_json(qinghe, verdict))
        schema = json.loads(shipped("evaluation").read_text(encoding="utf-8"))
        Draft202012Validator(schema).validate(data)
        assert data.pop("gate")["waived"].keys() == ({first.id} if today.year == 2024 else set())
        assert data == json.loads(render_json(qinghe))
