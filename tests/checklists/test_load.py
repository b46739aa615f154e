"""Loading: what ships, what users add, and every class of error with its place."""

import pickle
from pathlib import Path

import pytest

from fazhi_eval.checklists.lint import lint
from fazhi_eval.checklists.load import load_checklists
from fazhi_eval.errors import ChecklistError, Problem

ITEM = """\
  - id: province.{slug}
    title: {{zh: 题, en: title}}
    obligation: {{zh: 义务, en: obligation}}
    basis: [{{instrument: {instrument}, clause: {clause}}}]
    severity: low
    topics: [openness]
    check: {check}
    remedy: {{zh: 补, en: mend}}
    examples:
      meets: [{{area: {{litigation: {{lost: 0}}}}}}]
      misses: [{{area: {{}}, outcome: not_disclosed}}]
"""
HEAD = """\
id: province
title: {zh: 本省细则, en: province}
description: {zh: 说明, en: description}
items:
"""


def item(
    slug: str = "lost",
    *,
    instrument: str = "inspection-rules-2019",
    clause: str = "第二十五条",
    check: str = "{stated: litigation.lost}",
) -> str:
    return ITEM.format(slug=slug, instrument=instrument, clause=clause, check=check)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_EVAL_CACHE", "")


def problems(folder: Path, body: str, name: str = "province.yaml") -> list[Problem]:
    (folder / name).write_text(body, encoding="utf-8")
    found = lint([folder / name])
    for problem in found:  # each can be told in both languages, with its place
        for lang in ("zh", "en"):
            assert str(folder / name) in problem.render(lang)
    return found


def test_a_sound_checklist_of_ones_own(tmp_path: Path) -> None:
    assert problems(tmp_path, HEAD + item()) == []
    loaded = load_checklists("annual-report", tmp_path)
    assert [checklist.id for checklist in loaded.checklists] == ["annual-report", "province"]
    assert "inspection-rules-2019" in loaded.instruments


def test_own_instruments_beside_a_checklist(tmp_path: Path) -> None:
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "yunchuan-2020.yaml").write_text(
        "id: yunchuan-2020\ntitle: {zh: 云川省办法, en: Rules of Yunchuan}\nissuer: {zh: 云川省, en: Yunchuan}\n"
        "kind: local\neffective: {from: 2020-01-01}\nstatus: in_force\nsource: 自拟\narticles: 20\n",
        encoding="utf-8",
    )
    assert problems(tmp_path, HEAD + item(instrument="yunchuan-2020", clause="第二十条")) == []
    (found,) = problems(tmp_path, HEAD + item(instrument="yunchuan-2020", clause="第二十一条"))
    assert found.code == "checklists.article"


FLOW = "    basis: [{instrument: inspection-rules-2019, clause: 第二十五条}]\n"


@pytest.mark.parametrize(
    ("body", "code", "line", "column", "words"),
    [
        (HEAD.replace("description", "descripton") + item(), "checklists.unknown_key", 3, 1, "description"),
        (HEAD.replace("description: {zh: 说明, en: description}\n", "") + item(), "checklists.missing_key", 1, 1, ""),
        (HEAD + item().replace("severity", "severty"), "checklists.unknown_key", 9, 5, "severity"),
        (HEAD + item().replace("    severity: low\n", ""), "checklists.missing_key", 5, 5, "severity"),
        (HEAD + item().replace("{zh: 题, en: title}", "{zh: 题}"), "checklists.translation", 6, 5, "en"),
        (HEAD + item().replace("{zh: 题, en: title}", "{zh: 题, en: ''}"), "checklists.translation", 6, 5, "en"),
        (HEAD + item().replace("{zh: 题, en: title}", "{zh: 题, en: }"), "checklists.translation", 6, 5, "en"),
        (HEAD + item().replace("{zh: 题, en: title}", "题"), "checklists.type.mapping", 6, 12, "题"),
        (HEAD + item().replace("severity: low", "severity: lo"), "checklists.not_allowed", 9, 15, "low"),
        (HEAD + item().replace("[openness]", "[opennes]"), "checklists.not_allowed", 10, 14, "openness"),
        (HEAD + item().replace("[openness]", "[]"), "checklists.too_few", 10, 13, "1"),
        (HEAD + item().replace("[openness]", "openness"), "checklists.type.list", 10, 13, "openness"),
        (HEAD + item() + "    weight: 11\n", "checklists.bound.less_than_equal", 16, 13, "10"),
        (HEAD + item() + "    weight: 0\n", "checklists.bound.greater_than", 16, 13, "0"),
        (HEAD + item() + "    weight: 高\n", "checklists.type.number", 16, 13, "高"),
        (HEAD + item() + "    effective: {from: 2021-13-01}\n", "checklists.date", 16, 23, "2021-13-01"),
        (HEAD + item() + "    effective: {from: 2021-02-30}\n", "checklists.date", 16, 23, "2021-02-30"),
        (HEAD + item() + "    effective: {from: 2021}\n", "checklists.date", 16, 23, "2021"),
        (
            HEAD + item() + "    effective: {from: 2022-01-01, to: 2021-01-01}\n",
            "checklists.period",
            16,
            16,
            "2022-01-01",
        ),
        (HEAD + item() + "    effective: {from: 2015-01-01}\n", "checklists.outside_basis", 16, 5, "2019-04-15"),
        (
            HEAD + item() + "    effective: {from: 2020-01-01, to: 2020-06-30}\n",
            "checklists.unreachable",
            5,
            9,
            "2016",
        ),
        (HEAD + item(instrument="inspection-rule-2019"), "checklists.instrument", 8, 26, "inspection-rules-2019"),
        (HEAD + item(instrument="outline-2021", clause="（三十六）"), "checklists.clause", 8, 48, "outline-2021"),
        (HEAD + item(clause="二十五"), "checklists.clause_form", 8, 57, "二十五"),
        (
            HEAD + item().replace("第二十五条}", "第二十五条, since: 2018-01-01}"),
            "checklists.outside_instrument",
            8,
            64,
            "2019-04-15",
        ),
        (HEAD + item("Lost"), "checklists.item_id", 5, 9, "province"),
        (HEAD + item().replace("province.lost", "provinc.lost"), "checklists.item_id", 5, 9, "province"),
        (HEAD + item() + item(), "checklists.duplicate", 16, 9, "province.lost"),
        (HEAD + item(check="{stated: litigation.losst}"), "checklists.check.fact", 11, 21, "litigation.lost"),
        (HEAD + item(check="{statd: litigation.lost}"), "checklists.check.operator", 11, 13, "stated"),
        (
            HEAD + item() + "    applies_to: {when: {stated: litigation.cases}}\n",
            "checklists.missing_key",
            16,
            5,
            "when_reason",
        ),
        (HEAD.replace("id: province", "id: provinz") + item(), "checklists.file_name", 1, 5, "province"),
        (HEAD.replace("items:\n", "items: []\n"), "checklists.empty", 4, 1, "province"),
        ("- id: province\n", "checklists.type.mapping", 1, 1, ""),
        ("title: {zh: x, en: y}\n", "checklists.kind", 1, 1, "overlay"),
        ("", "yaml.empty", 1, 1, ""),
        ("id: province\nid: province\n", "yaml.duplicate_key", 2, 1, "id"),
        ("id: &a province\ntitle: *a\n", "yaml.alias", 2, 1, ""),
        ("id: [province\n", "yaml.syntax", 2, 1, ""),
    ],
)
def test_errors_say_what_where_and_what_is_allowed(
    tmp_path: Path, body: str, code: str, line: int, column: int, words: str
) -> None:
    found = problems(tmp_path, body)
    one = next((problem for problem in found if problem.code == code), None)
    assert one is not None, [problem.render("en") for problem in found]
    assert (one.line, one.column) == (line, column)
    assert words in one.render("zh") and words in one.render("en")
    with pytest.raises(ChecklistError) as caught:
        load_checklists(tmp_path)
    assert code in {problem.code for problem in caught.value.problems}


def test_all_errors_of_all_files_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD.replace("province", "a") + "  - {id: a.x}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("id: [", encoding="utf-8")
    found = lint([tmp_path])
    assert {Path(problem.file or "").name for problem in found} == {"a.yaml", "b.yaml"}
    missing = {problem.params["key"] for problem in found if problem.code == "checklists.missing_key"}
    assert {"obligation", "basis", "severity", "topics", "check", "remedy", "examples"} <= missing


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("meets: [{area: {litigation: {lost: 0}}}]", "meets: []", "checklists.examples"),
        ("misses: [{area: {}, outcome: not_disclosed}]", "misses: []", "checklists.examples"),
        ("{area: {}, outcome: not_disclosed}", "{area: {litigation: {lost: 1}}}", "checklists.example"),
        ("outcome: not_disclosed", "outcome: not_met", "checklists.example"),
        ("{lost: 0}", "{losst: 0}", "checklists.unknown_key"),
        ("{lost: 0}", "{lost: many}", "checklists.type.number"),
        ("meets: [{area", "meets: [{report: {year: 2016}, area", "checklists.example_year"),
    ],
)
def test_examples_must_do_what_they_say(tmp_path: Path, old: str, new: str, code: str) -> None:
    body = item()
    assert old in body
    (found,) = problems(tmp_path, HEAD + body.replace(old, new))
    assert found.code == code
    assert found.line in (13, 14, 15)


@pytest.mark.parametrize("bad", ["id: [province]", "id: {a: b}", "id:", "id: 5", "items: 5", "items: [5, null, []]"])
def test_odd_values_are_problems_not_crashes(tmp_path: Path, bad: str) -> None:
    key = bad.partition(":")[0]
    body = (HEAD + item()).replace("id: province\n", f"{bad}\n") if key == "id" else HEAD.replace("items:", bad)
    assert problems(tmp_path, body)
    (tmp_path / "province.yaml").write_text(HEAD + item(), encoding="utf-8")
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "odd.yaml").write_text(f"{bad}\n", encoding="utf-8")
    assert lint([tmp_path])


@pytest.mark.parametrize("depth", [60, 500, 3000])
def test_a_check_nested_absurdly_deep(tmp_path: Path, depth: int) -> None:
    check = "{not: " * depth + "{stated: litigation.lost}" + "}" * depth
    assert problems(tmp_path, HEAD + item(check=check))


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "province.yaml").write_bytes(b"id: \xff\xfe\x00province")
    (found,) = lint([tmp_path])
    assert found.code == "checklists.unreadable"


def test_neighbours_of_an_instrument(tmp_path: Path) -> None:
    (tmp_path / "instruments").mkdir()
    text = (
        "id: local-2020\ntitle: {zh: 办法, en: Rules}\nissuer: {zh: 云川省, en: Yunchuan}\nkind: local\n"
        "effective: {from: 2020-01-01}\nstatus: in_force\nsource: 自拟\npredecessor: %s\n"
    )
    for neighbour, code in (("local-2019", "checklists.neighbour"), ("local-2020", "checklists.neighbour_itself")):
        (tmp_path / "instruments" / "local-2020.yaml").write_text(text % neighbour, encoding="utf-8")
        (tmp_path / "province.yaml").write_text(HEAD + item(), encoding="utf-8")
        assert [problem.code for problem in lint([tmp_path])] == [code]


def test_unknown_sources() -> None:
    (found,) = lint(["annual-reprt"])
    assert found.code == "checklists.source" and found.params["nearest"] == "annual-report"


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ChecklistError):
        load_checklists(tmp_path)


# ---- overlays ----


def overlay(folder: Path, text: str) -> Path:
    file = folder / "overlay.yaml"
    file.write_text(f"overlay:\n  items:\n{text}", encoding="utf-8")
    return file


def test_an_overlay_changes_weights_and_switches_items_off(tmp_path: Path) -> None:
    file = overlay(
        tmp_path,
        "    annual-report.causes: {weight: 9}\n"
        "    annual-report.plan: {off: true, reason: {zh: 另查, en: elsewhere}}\n",
    )
    whole, changed = load_checklists(), load_checklists(file)
    before = {item.id: item.weight for checklist in whole.checklists for item in checklist.items}
    after = {item.id: item.weight for checklist in changed.checklists for item in checklist.items}
    assert after.pop("annual-report.causes") == 9
    assert before.pop("annual-report.plan") and before.pop("annual-report.causes")
    assert after == before
    assert set(changed.changes) == {"annual-report.causes", "annual-report.plan"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("    annual-report.cause: {weight: 9}\n", "checklists.overlay.item", 3),
        ("    annual-report.causes: {}\n", "checklists.overlay.nothing", 3),
        ("    annual-report.causes: {weight: 99}\n", "checklists.bound.less_than_equal", 3),
        ("    annual-report.causes: {title: x}\n", "checklists.unknown_key", 3),
        ("    annual-report.causes: {off: 1}\n", "checklists.type.flag", 3),
    ],
)
def test_wrong_overlays(tmp_path: Path, text: str, code: str, line: int) -> None:
    (found,) = lint([overlay(tmp_path, text)])
    assert (found.code, found.line) == (code, line)


def test_an_overlay_that_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "province.yaml").write_text(HEAD + item(), encoding="utf-8")
    overlay(tmp_path, "    province.lost: {off: true}\n")
    assert [problem.code for problem in lint([tmp_path])] == ["checklists.overlay.all_off"]


def test_one_item_in_two_overlays(tmp_path: Path) -> None:
    text = "    annual-report.causes: {weight: 9}\n"
    overlay(tmp_path, text).rename(tmp_path / "a.yaml")
    overlay(tmp_path, text)
    (found,) = lint([tmp_path])
    assert found.code == "checklists.overlay.twice"


# ---- what is kept ----


def test_kept_checklists_are_the_same_and_forget_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_EVAL_CACHE", str(tmp_path / "kept"))
    file = tmp_path / "province.yaml"
    file.write_text(HEAD + item(), encoding="utf-8")
    first, second = load_checklists(file), load_checklists(file)
    assert first == second and list((tmp_path / "kept").iterdir())
    file.write_text(HEAD + item("won"), encoding="utf-8")
    assert load_checklists(file).checklists[0].items[0].id == "province.won"


def test_loaded_checklists_are_picklable_before_and_after_use() -> None:
    from fazhi_eval.evaluation.plan import plan_for

    loaded = load_checklists()
    plan_for(loaded, 2021)
    assert loaded.made
    again = pickle.loads(pickle.dumps(loaded))
    assert again == loaded and not again.made
    assert not loaded.model_copy(update={"checklists": loaded.checklists[:1]}).made
