"""The pages of the law are those of the data, cover the outline, and link to places that exist."""

import re

import pytest

from fazhi_eval.checklists.docs_from_law.calendar import carriers
from fazhi_eval.checklists.docs_from_law.coverage import OUTLINE, coverage, obliging_clauses
from fazhi_eval.checklists.docs_from_law.instruments import chains
from fazhi_eval.checklists.load import load_checklists
from fazhi_eval.checklists.pages import FOLDER, pages
from fazhi_eval.data import data_folder

CHECKLISTS = load_checklists()
PAGES = pages(CHECKLISTS)
ITEMS = {item.id: (item, checklist.id) for checklist in CHECKLISTS.checklists for item in checklist.items}


@pytest.mark.parametrize("name", PAGES)
def test_checked_in_page_is_that_of_the_data(name: str) -> None:
    file = data_folder("docs") / FOLDER / name
    same = file.is_file() and file.read_text(encoding="utf-8") == PAGES[name]
    assert same, f"{name} is out of date: run python -m fazhi_eval.checklists.pages"


def test_no_other_page_lies_about() -> None:
    assert {file.name for file in (data_folder("docs") / FOLDER).iterdir()} == set(PAGES)


def test_every_clause_of_the_outline_is_covered() -> None:
    clauses = obliging_clauses(CHECKLISTS.instruments[OUTLINE])
    assert (clauses[0], clauses[-1], len(clauses)) == ("（四）", "（三十五）", 32)
    covered = coverage(CHECKLISTS)
    assert list(covered) == clauses
    assert not [clause for clause, entries in covered.items() if not entries]
    assert "32 / 32" in PAGES["coverage.md"]
    for clause, entries in covered.items():
        for item, _ in entries:
            cited = [basis.clause or "" for basis in item.basis if basis.instrument == OUTLINE]
            assert any(one.startswith(clause) for one in cited)


@pytest.mark.parametrize("name", ITEMS)
def test_every_item_is_told_in_both_languages(name: str) -> None:
    item, page = ITEMS[name]
    shown = PAGES[f"{page}.md"].replace("\\", "")
    assert shown.count(f'<a id="{name}"></a>') == 1
    for words in (item.title, item.obligation, item.remedy):
        assert words.zh in shown and words.en in shown
    for basis in item.basis:
        assert f"instruments.md#{basis.instrument})" in shown


def test_every_link_leads_somewhere() -> None:
    anchors = {name: set(re.findall(r'<a id="([^"]+)">', words)) for name, words in PAGES.items()}
    dead = []
    for name, words in PAGES.items():
        for target in re.findall(r"\]\(([^)\s]*)\)", words):
            file, _, place = target.partition("#")
            if (file or name) not in PAGES or (place and place not in anchors[file or name]):
                dead.append(f"{name}: {target}")
    assert dead == []


def test_every_row_of_a_table_has_its_columns() -> None:
    for name, words in PAGES.items():
        width = 0
        for line in words.splitlines():
            cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
            assert not (cells and width) or cells == width, f"{name}: {line[:80]}"
            width = cells


def test_every_instrument_and_every_unverified_passage_is_shown() -> None:
    for instrument in CHECKLISTS.instruments.values():
        assert f'<a id="{instrument.id}"></a>' in PAGES["instruments.md"]
    item, page = next((item, page) for item, page in ITEMS.values() if any(not basis.verified for basis in item.basis))
    told = PAGES[f"{page}.md"].split(f'<a id="{item.id}"></a>')[1].split("<a id=")[0]
    assert "待核对条文" in told


def test_versions_follow_one_another() -> None:
    found = [[one.id for one in chain] for chain in chains(CHECKLISTS.instruments)]
    assert ["reconsideration-law-2009", "reconsideration-law-2017", "reconsideration-law-2023"] in found
    assert ["indicators-2019", "indicators-2021", "indicators-2023"] in found


def test_the_calendar_shows_where_the_law_changed() -> None:
    item, _ = next(
        (item, page)
        for item, page in ITEMS.values()
        if {"reconsideration-law-2017", "reconsideration-law-2023"} <= {basis.instrument for basis in item.basis}
    )
    by_year = carriers(item, CHECKLISTS.instruments)
    assert by_year[2023] != by_year[2024] and by_year[2023] and by_year[2024]
    row = next(line for line in PAGES["calendar.md"].splitlines() if f"#{item.id})" in line)
    assert row.split(" | ")[1 + 2024 - 2016].strip() == "◆"
