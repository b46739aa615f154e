"""The overview of a folder as a person uses it: in a browser, on a desktop, on a phone and on paper."""

from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from selenium.webdriver.common.by import By

from fazhi_eval import Row, load_checklists
from fazhi_eval.audits.model import Fault
from fazhi_eval.audits.totals import new_totals
from fazhi_eval.checklists.model import Severity, Text
from fazhi_eval.cli.main import run
from fazhi_eval.data import data_folder
from fazhi_eval.evaluation.model import Outcome, Score
from fazhi_eval.outputs.overview import render
from fazhi_eval.reports.model import About

Open = Callable[[str], Any]
PLACES = ("青禾区", "白石县", "云泽区")
ATTACK = "</title></style><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An audit of three reports and of one file that cannot be read."""
    folder = tmp_path_factory.mktemp("年度 报告")
    example = (data_folder("examples") / "qinghe-2023.txt").read_text(encoding="utf-8")
    for number, place in enumerate(PLACES):
        paragraphs = [each for at, each in enumerate(example.split("\n\n")) if not number or (at + number) % 5]
        report = "\n\n".join(paragraphs).replace("青禾区", place).replace("青禾", place[:2])
        (folder / f"{place} #{number}?.txt").write_text(report, encoding="utf-8")
    (folder / "sheet.wps").write_bytes(b"x")
    assert run(["audit", str(folder), "-o", str(folder / "结果"), "--workers", "1"]) == 3
    return folder / "结果"


@pytest.fixture
def overview(browser: Any, results: Path) -> Any:
    browser.get((results / "index.html").as_uri())
    yield browser
    assert browser.get_log("browser") == []


def every(driver: Any, selector: str) -> list[Any]:
    found: list[Any] = driver.find_elements(By.CSS_SELECTOR, selector)
    return found


def made_by_hand(lang: str) -> str:
    """The page of two reports that say hostile things wherever a report can, and of one that was not judged."""
    items = [item.id for each in load_checklists().checklists for item in each.items]
    rows = [
        Row(
            source=f"{number}{ATTACK}",
            run="r",
            sha256=None,
            report=About(title=ATTACK, issuer=ATTACK if number else None, region=ATTACK),
            score=Score(score=100, low=0, high=100, coverage=1, items=9, determined=9),
            gaps={items[0]: Severity.HIGH},
            outcomes=dict.fromkeys(items, Outcome.NOT_MET),
        )
        for number in range(2)
    ]
    fault = Fault(code="c", message=Text(zh=ATTACK, en=ATTACK))
    rows.append(Row(source=ATTACK, run="r", sha256=None, exit_code=3, problems=(fault,)))
    totals = new_totals(load_checklists())
    for start, row in enumerate(rows):
        totals.add(row, start)
    pieces = render(
        totals, lambda starts: (rows[start] for start in starts), load_checklists(), lang, lambda row: ATTACK
    )
    return "".join(pieces)


def test_links_lead_to_the_pages_of_the_reports(overview: Any) -> None:
    links = every(overview, "#reports a")
    assert len(links) == len(PLACES)
    shown = {link.get_attribute("href"): link.text for link in links}
    assert {link.get_attribute("href") for link in every(overview, "#silent a")} <= set(shown)
    for href, name in shown.items():
        overview.get(href)
        assert name in overview.find_element(By.TAG_NAME, "header").text
        assert every(overview, "#gaps > .entry")


def test_the_head_leads_to_every_part(overview: Any) -> None:
    links = every(overview, "nav a")
    parts = [link.get_attribute("href").partition("#")[2] for link in links]
    assert parts == [part.get_attribute("id") for part in every(overview, "main > section")]
    links[-1].click()
    failed = overview.find_element(By.ID, "failed")
    script = "return arguments[0].getBoundingClientRect().top < innerHeight"
    assert overview.execute_script(script, failed) and "sheet.wps" in failed.text


def test_the_best_score_stands_first(overview: Any) -> None:
    ranks = [row.find_elements(By.TAG_NAME, "td") for row in every(overview, "#reports tbody tr")]
    assert [rank[0].text for rank in ranks] == ["1", "2", "3"]
    scores = [float(rank[2].text) for rank in ranks]
    assert scores == sorted(scores, reverse=True)
    assert all(rank[4].text.endswith("%") for rank in ranks)  # no score without its coverage


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_words_do_nothing(show: Open, lang: str) -> None:
    page = show(made_by_hand(lang))
    assert page.title != "owned" and not every(page, "img, script")
    for part in ("regions", "silent", "reports", "failed"):
        assert ATTACK in page.find_element(By.ID, part).text
    assert every(page, "#reports a")[0].get_attribute("href").startswith("file:")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_phone_needs_no_sideways_scrolling(show: Open, phone: None, results: Path, lang: str) -> None:
    page = (results / "index.html").read_text(encoding="utf-8") if lang == "zh" else made_by_hand(lang)
    driver = show(page)
    assert driver.execute_script("return [document.documentElement.scrollWidth, innerWidth]") == [390, 390]
    script = "const r = document.createRange(); r.selectNodeContents(arguments[0]); return r.getClientRects().length"
    figures = [each for each in every(driver, "#reports td:not(.left), #silent td, #regions td") if each.is_displayed()]
    assert figures and {driver.execute_script(script, each) for each in figures} == {1}  # no figure is broken in two
    heat = driver.find_element(By.CSS_SELECTOR, "#regions .wide")
    driver.execute_script("arguments[0].scrollLeft = 10000", heat)
    region = heat.find_element(By.CSS_SELECTOR, "tbody th")
    assert driver.execute_script("return arguments[0].getBoundingClientRect().left", region) >= 0  # it stays in view


def test_prints_on_a4(overview: Any) -> None:
    printed = overview.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    pdf = pypdfium2.PdfDocument(BytesIO(b64decode(printed["data"])))
    assert [round(side / 72 * 25.4) for side in pdf[0].get_size()] == [297, 210]
    text = "\n".join(each.get_textpage().get_text_range() for each in pdf)
    assert "协同联动" in text.replace("\r\n", "") and "sheet.wps" in text
