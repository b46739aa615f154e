"""Year over year, a person's word, and why things are tied: at the command line."""

import json
import re
import shlex
import zipfile
from pathlib import Path
from typing import Any

import pytest

from fazhi_eval import compare, evaluate, read_report, read_reviews
from fazhi_eval.cli.arguments import read_arguments
from fazhi_eval.cli.main import run
from fazhi_eval.data import data_folder
from fazhi_eval.evaluation.model import Misfit
from fazhi_eval.evaluation.years import Change, Kept
from fazhi_eval.outputs import FORMATS

Output = pytest.CaptureFixture[str]

LAST = """\
report: {year: 2022, level: county, body: government, issuer: 云川省临江市青禾区人民政府}
area: {enforcement: {officers: 120}, dispute_resolution: {mediations: 800}}
deficiencies:
  - {text: 普法形式单一, quote: 普法形式单一}
plan:
  - {heading: 抓普法, text: 用好新媒体普法。全年举办执法人员培训4期, quote: 用好新媒体普法。全年举办执法人员培训4期}
evidence:
  area.enforcement.officers: [{quote: 现有执法人员120名}]
  area.dispute_resolution.mediations: [{quote: 调解纠纷800件}]
"""
THIS = """\
report: {year: 2023, level: county, body: government, issuer: 云川省临江市青禾区人民政府}
area: {enforcement: {officers: 118, training_done: true}, dispute_resolution: {mediations: 2000}}
deficiencies:
  - {text: 普法形式较单一, quote: 普法形式较单一}
  - {text: 应急演练太少, quote: 应急演练太少}
evidence:
  area.enforcement.training_done: [{quote: 组织执法人员培训3期}]
  area.dispute_resolution.mediations: [{quote: 调解纠纷2000件}]
"""
REVIEWS = """\
reviews:
  - {item: emergency.drills, computed: not_disclosed, outcome: met, who: 李某, when: 2024-03-05, why: 查阅了演练记录}
  - {item: emergency.drills, admission: 应急演练太少, match: right, who: 李某, when: 2024-03-05, why: 说的正是这一项}
  - {item: emergency.drils, outcome: met, who: 李某, when: 2024-03-05, why: 名称写错了}
  - {item: emergency.plans, outcome: met, year: 2021, who: 李某, when: 2022-03-05, why: 上上年}
"""


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    found = {}
    for name, content in (("last", LAST), ("this", THIS), ("reviews", REVIEWS)):
        file = tmp_path / f"{name}.yaml"
        file.write_text(content, encoding="utf-8")
        found[name] = str(file)
    return found


def told(capsys: Output, *argv: str, code: int = 0) -> str:
    assert run(argv) == code
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_compare_tells_what_became_of_everything(files: dict[str, str], capsys: Output) -> None:
    out = told(capsys, "compare", files["last"], files["this"])
    assert out.startswith("与上年报告对照：2022 → 2023  云川省临江市青禾区人民政府")
    assert "与上年重复的自述不足 1 条\n  ·  文字相似 92%  「普法形式较单一」\n     本年第 1 条，上年第 1 条" in out
    assert "变动达 2 倍的数字 1 项（两年都写明的 2 项）" in out
    assert "×2.5  调解件数  800 → 2000" in out and "上年「调解纠纷800件」" in out
    assert "「全年举办执法人员培训4期」" in out and "可衡量：4期" in out
    english = told(capsys, "compare", files["last"], files["this"], "--lang", "en", "--factor", "3")
    assert "by a factor of 3 or more: 0 (stated in both years: 2)" in english


def test_json_is_the_value_itself_and_fits_its_schema(files: dict[str, str], capsys: Output) -> None:
    from jsonschema import validate

    from fazhi_eval.schemas import shipped

    data = json.loads(told(capsys, "compare", files["last"], files["this"], "--format", "json"))
    years = compare(read_report(files["last"]), read_report(files["this"]))
    assert data == years.model_dump(mode="json")
    validate(data, json.loads(shipped("year-over-year").read_text(encoding="utf-8")))
    assert {change["change"] for change in data["gaps"]} >= {"standing"}


def test_check_shows_last_year_and_reviews_beside_and_changes_nothing(files: dict[str, str], capsys: Output) -> None:
    from jsonschema import validate

    from fazhi_eval.schemas import shipped

    assert run(["check", files["this"], "--format", "json"]) == 1
    plain = json.loads(capsys.readouterr().out)
    assert plain["previous"] is None and plain["reviews"] is None
    more = ("--previous", files["last"], "--reviews", files["reviews"])
    assert run(["check", files["this"], "--format", "json", *more]) == 1
    out, err = capsys.readouterr()
    beside = json.loads(out)
    validate(beside, json.loads(shipped("evaluation").read_text(encoding="utf-8")))
    assert "emergency.drils" in err and "没有评判过这个检查项" in err
    previous, reviews = beside.pop("previous"), beside.pop("reviews")
    assert {**beside, "previous": None, "reviews": None} == plain
    assert previous["repeated"][0]["this"] == 0 and previous["factor"] == 2
    assert list(reviews["outcomes"]) == ["emergency.drills"] and reviews["matches"][0]["admission"] == 1
    assert [one["why"] for one in reviews["unfit"]] == ["no_item"] and reviews["others"] == 1


def test_check_text_shows_them(files: dict[str, str], capsys: Output) -> None:
    more = ("--previous", files["last"], "--reviews", files["reviews"])
    out = told(capsys, "check", files["this"], *more, code=1)
    assert "与上年报告对照：2022 → 2023" in out
    assert out.count("计算：未披露；人工：符合") == out.count("李某，2024-03-05：查阅了演练记录") == 2  # and at its gap
    assert "对应关系正确" in out and "对不上的复核：emergency.drils" in out and "另有 1 条复核" in out


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_shows_them(name: str, files: dict[str, str], tmp_path: Path, capsys: Output) -> None:
    result = tmp_path / "result"
    more = ("--previous", files["last"], "--reviews", files["reviews"])
    assert run(["check", files["this"], *more, "--fail-on", "none", "--format", name, "-o", str(result)]) == 0
    shown, logged = result.read_bytes(), capsys.readouterr().err
    if FORMATS[name].binary:  # what stands in them is their own tests' business
        with zipfile.ZipFile(result) as archive:
            shown = b"".join(map(archive.read, archive.namelist()))
    assert "查阅了演练记录" in (logged if FORMATS[name].logs else shown.decode("utf-8", "replace"))
    assert ("emergency.drils" in logged) is (FORMATS[name].logs or name == "json")


def test_the_api_gives_the_same(files: dict[str, str]) -> None:
    last, this, reviews = read_report(files["last"]), read_report(files["this"]), read_reviews(files["reviews"])
    evaluation = evaluate(this, previous=last, reviews=reviews)
    assert evaluation.previous == compare(last, this)
    assert evaluation.reviews is not None and len(evaluation.reviews.unfit) == 1
    assert evaluation.model_copy(update={"previous": None, "reviews": None}) == evaluate(this)


def test_why_a_gap_or_an_admission_is_tied(files: dict[str, str], capsys: Output) -> None:
    out = told(capsys, "explain", "--report", files["this"], "emergency.drills")
    assert "自述第 2 条：「应急演练太少」\n  对应" in out and "不对应：自述的主题是 普法宣传" in out
    out = told(capsys, "explain", "--report", files["this"], "2")
    assert out.startswith("自述第 2 条") and "emergency.drills" in out and "项差距主题不同" in out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["compare", "{last}"], "compare 须写两份报告"),
        (["compare", "{this}", "{last}"], "第一份是 2023 年度，第二份是 2022 年度"),
        (["compare", "{last}", "{this}", "--factor", "1"], "“1”"),
        (["compare", "{last}", "{this}", "--factor", "nan"], "“nan”"),
        (["check", "{this}", "{this}", "--previous", "{last}"], "只对照一份"),
        (["explain", "--report", "{this}", "3"], "没有自述第 3 条：这份报告有 2 条"),
        (["explain", "--report", "{this}", "dispute-resolution.mediations"], "不是这份报告的差距"),
        (["explain", "--report", "{this}", "emergency.drils"], "“emergency.drills”"),
    ],
)
def test_misuse(argv: list[str], said: str, files: dict[str, str], capsys: Output) -> None:
    assert run([word.format(**files) for word in argv]) == 2
    out, err = capsys.readouterr()
    assert out == "" and said in err


def test_bad_files_are_told_at_their_place(files: dict[str, str], capsys: Output) -> None:
    Path(files["reviews"]).write_text("reviews:\n  - {item: x, outcom: met}\n", encoding="utf-8")
    assert run(["check", files["this"], "--reviews", files["reviews"]]) == 3
    assert f"{files['reviews']}:2:" in capsys.readouterr().err
    assert run(["compare", "none.txt", files["this"]]) == 3
    assert "none.txt" in capsys.readouterr().err


def test_a_report_without_a_year_is_told_by_name(files: dict[str, str], capsys: Output) -> None:
    Path(files["last"]).write_text(LAST.replace("year: 2022, ", ""), encoding="utf-8")
    for argv in (["compare", files["last"], files["this"]], ["check", files["this"], "--previous", files["last"]]):
        assert run(argv) == 2
        out, err = capsys.readouterr()
        assert out == "" and err.startswith(f"{files['last']}: ") and "report.year" in err


def test_two_bodies_are_told(files: dict[str, str], capsys: Output) -> None:
    Path(files["last"]).write_text(LAST.replace("青禾区", "白石区"), encoding="utf-8")
    assert "两份报告的主体名称不同" in told(capsys, "compare", files["last"], files["this"])


def test_reviews_file_and_schema_agree(files: dict[str, str]) -> None:
    import yaml
    from jsonschema import Draft202012Validator

    from fazhi_eval.errors import InputError
    from fazhi_eval.schemas import shipped

    validator = Draft202012Validator(json.loads(shipped("reviews").read_text(encoding="utf-8")))
    good = {"item": "a.b", "who": "李某", "when": "2024-03-05", "why": "因为"}
    cases: list[tuple[dict[str, Any], bool]] = [
        ({"outcome": "met"}, True),
        ({"admission": "普法", "match": "wrong"}, True),
        ({}, False),
        ({"outcome": "fine"}, False),
        ({"match": "wrong"}, False),
        ({"outcome": "met", "match": "wrong"}, False),
        ({"outcome": "met", "admission": "普法", "match": "wrong"}, False),
    ]
    for change, sound in cases:
        data = {"reviews": [{**good, **change}]}
        assert validator.is_valid(data) is sound, change
        Path(files["reviews"]).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        if sound:
            assert len(read_reviews(files["reviews"])) == 1
        else:
            with pytest.raises(InputError):
                read_reviews(files["reviews"])


def test_the_page_shows_what_exists(tmp_path: Path) -> None:
    page = (data_folder("docs") / "comparing.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    fazhi-eval (.+?)(?: +#.*)?$", page, re.MULTILINE)
    assert len(commands) >= 6
    for command in commands:
        read_arguments(shlex.split(command))
    file = tmp_path / "reviews.yaml"
    file.write_text(re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0], encoding="utf-8")
    assert [review.item for review in read_reviews(file)] == ["emergency.drills"] * 2
    assert [word for enum in (Change, Kept, Misfit) for word in enum if f"`{word}`" not in page] == []
