"""The page of one report as a person uses it: in a browser, by mouse, keyboard and on a phone."""

from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from fazhi_eval import evaluate
from fazhi_eval.data import data_folder
from fazhi_eval.documents.read import document_from_text
from fazhi_eval.evaluation.model import Outcome, Review
from fazhi_eval.outputs.html import render
from fazhi_eval.reports.model import Evidence
from fazhi_eval.reports.read import read

Open = Callable[[str], Any]
PALE = """
const channels = (colour) => colour.match(/[0-9.]+/g).map(Number);
const light = (colour) => channels(colour).slice(0, 3).map((each) => each / 255)
  .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
  .reduce((sum, each, place) => sum + each * [0.2126, 0.7152, 0.0722][place], 0);
const ground = (at) => {
  for (; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (channels(colour)[3] !== 0) return colour;
  }
  return "rgb(255, 255, 255)";
};
const found = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const at = walk.currentNode.parentElement;
  if (!walk.currentNode.data.trim() || !at.getClientRects().length) continue;
  const [dark, bright] = [light(getComputedStyle(at).color), light(ground(at))].sort((a, b) => a - b);
  if ((bright + 0.05) / (dark + 0.05) < 4.5) found.push(`${at.className}: ${walk.currentNode.data}`);
}
return found;
"""
"""What has less contrast than WCAG AA asks of text."""
SHARE = "three-enforcement-systems.review-staff-share"


def page_of(name: str, lang: str = "zh") -> str:
    report, document = read(data_folder("examples") / name)
    return render(evaluate(report, source=name), report, document, lang)


@pytest.fixture(scope="module")
def qinghe() -> str:
    return page_of("qinghe-2023.txt")


def find(driver: Any, selector: str) -> Any:
    return driver.find_element(By.CSS_SELECTOR, selector)


def every(driver: Any, selector: str) -> list[Any]:
    found: list[Any] = driver.find_elements(By.CSS_SELECTOR, selector)
    return found


def shown(driver: Any, selector: str) -> list[Any]:
    return [each for each in every(driver, selector) if each.is_displayed()]


def words(driver: Any, selector: str) -> list[str]:
    return [each.get_attribute("textContent") for each in every(driver, selector)]


def in_view(driver: Any, element: Any) -> bool:
    script = "const r = arguments[0].getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight"
    seen: bool = driver.execute_script(script, element)
    return seen


def click(driver: Any, element: Any) -> None:
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def card_of(driver: Any, item: str) -> Any:
    return next(each for each in every(driver, "#gaps > .entry") if item in each.text)


def test_a_gap_leads_to_its_quotations(show: Open, qinghe: str) -> None:
    page = show(qinghe)
    click(page, card_of(page, SHARE).find_element(By.CSS_SELECTOR, ".go"))
    assert sorted(words(page, "#text .lit")) == ["持证行政执法人员612人", "配备法制审核人员21人"]
    assert all(in_view(page, piece) for piece in every(page, "#text .lit"))
    assert page.switch_to.active_element.text == "配备法制审核人员21人"
    click(page, card_of(page, SHARE).find_element(By.XPATH, ".//dd/a[contains(., '21')]"))
    assert words(page, "#text .lit") == ["配备法制审核人员21人"]


def test_a_click_anywhere_on_a_gap_does_too(show: Open, qinghe: str) -> None:
    page = show(qinghe)
    click(page, card_of(page, SHARE).find_element(By.XPATH, "./p[not(@class)]"))
    assert len(every(page, "#text .lit")) == 2


def test_a_mark_leads_to_its_facts_items_and_gap(show: Open, qinghe: str) -> None:
    page = show(qinghe)
    click(page, next(each for each in every(page, "a.m.gap") if each.text == "配备法制审核人员21人"))
    detail = find(page, "#detail")
    assert "法制审核人员数" in detail.text and "21" in detail.text and "area.enforcement.legal_reviewers" in detail.text
    assert "法制审核人员占比" in detail.text
    (at,) = every(page, ".at")
    assert SHARE in at.text and in_view(page, at)
    click(page, detail.find_element(By.CSS_SELECTOR, 'a[href^="#gap-"]'))
    assert SHARE in page.switch_to.active_element.text


def test_overlapping_marks_show_all_that_rests_on_them(show: Open) -> None:
    document = document_from_text("全年办理复议案件八十件，其中撤销三件。\n")
    report, _ = read(data_folder("examples") / "heping-2021.yaml")
    evidence = {
        "area.reconsideration.handled": [Evidence(quote="办理复议案件八十件", start=2, end=11)],
        "area.reconsideration.concluded": [Evidence(quote="八十件，其中撤销三件", start=8, end=18)],
    }
    report = report.model_copy(update={"evidence": evidence})
    page = show(render(evaluate(report), report, document))
    middle = next(each for each in every(page, "a.m") if each.text == "八十件")
    click(page, middle)
    detail = find(page, "#detail").text
    assert "area.reconsideration.handled" in detail and "area.reconsideration.concluded" in detail
    assert words(page, ".lit") == ["办理复议案件", "八十件", "，其中撤销三件"]


def test_by_keyboard_alone(show: Open, qinghe: str) -> None:
    page = show(qinghe)
    card_of(page, SHARE).find_element(By.CSS_SELECTOR, ".go").send_keys(Keys.ENTER)
    mark = page.switch_to.active_element
    mark.send_keys(Keys.ENTER)
    assert page.switch_to.active_element.get_attribute("id") == "detail"
    page.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not find(page, "#detail").is_displayed()
    assert page.switch_to.active_element == mark
    find(page, "#filters summary").send_keys(Keys.ENTER)
    find(page, "input[value=high]").send_keys(Keys.SPACE)
    assert not shown(page, "#gaps > .entry[data-severity=high]")


def test_filters(show: Open, qinghe: str) -> None:
    page = show(qinghe)
    total = len(shown(page, "#gaps > .entry"))
    click(page, find(page, "#filters summary"))
    click(page, find(page, "input[name=severity][value=low]"))
    assert shown(page, "#gaps > .entry") and not shown(page, "#gaps > .entry[data-severity=low]")
    click(page, find(page, "#filters button"))
    assert find(page, "#shown").text == f"{total} / {total}"
    click(page, find(page, "input[name=outcome][value=not_disclosed]"))
    found = shown(page, "#gaps > .entry")
    assert found and {each.get_attribute("data-outcome") for each in found} == {"not_met"}
    click(page, find(page, "#filters button"))
    topic = find(page, "select[name=topic]")
    topic.find_element(By.CSS_SELECTOR, "option[value=legal_review]").click()
    found = shown(page, "#gaps > .entry")
    assert 0 < len(found) < total
    assert all("legal_review" in each.get_attribute("data-topics").split() for each in found)
    click(page, find(page, "input[name=unadmitted]"))
    assert all("报告已自述" not in each.text for each in shown(page, "#gaps > .entry"))
    for value in ("high", "medium", "low"):
        click(page, find(page, f"input[name=severity][value={value}]"))
    assert not shown(page, "#gaps > .entry") and find(page, ".empty").is_displayed()


def test_a_link_to_what_a_filter_hides_shows_it(show: Open, qinghe: str) -> None:
    page = show(qinghe)
    click(page, find(page, "#filters summary"))
    click(page, find(page, "input[name=severity][value=low]"))
    assert not shown(page, "#gaps > .entry[data-severity=low]")
    click(page, next(each for each in every(page, "a.m.gap") if each.text == "配备法制审核人员21人"))
    assert card_of(page, SHARE).is_displayed()


def test_what_is_folded_opens_when_a_link_leads_there(show: Open, qinghe: str) -> None:
    page = show(qinghe)
    assert not find(page, f"[id='item-{SHARE}']").is_displayed()
    click(page, card_of(page, SHARE).find_element(By.CSS_SELECTOR, 'a[href^="#item-"]'))
    assert find(page, f"[id='item-{SHARE}']").is_displayed()
    assert not shown(page, "#review .entry")
    click(page, find(page, 'nav a[href="#review"]'))
    assert shown(page, "#review .entry")


def test_a_submission_shows_its_facts_instead(show: Open) -> None:
    page = show(page_of("heping-2021.yaml"))
    click(page, find(page, "#gaps .go"))
    assert every(page, "#text table .lit, #text li .lit")
    click(page, find(page, "#text table a.m.gap"))
    assert every(page, "#gaps > .at")


@pytest.mark.parametrize("name", ["qinghe-2023.txt", "heping-2021.yaml"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_phone_needs_no_sideways_scrolling(show: Open, phone: None, name: str, lang: str) -> None:
    page = show(page_of(name, lang))
    for fold in every(page, "details"):
        page.execute_script("arguments[0].open = true", fold)
    assert page.execute_script("return [document.documentElement.scrollWidth, innerWidth]") == [390, 390]
    for each in every(page, ".panel, .text, .scores > *"):
        assert page.execute_script("return arguments[0].scrollWidth - arguments[0].clientWidth", each) <= 0


def test_a_phone_has_a_way_back(show: Open, phone: None, qinghe: str) -> None:
    page = show(qinghe)
    click(page, card_of(page, SHARE).find_element(By.CSS_SELECTOR, ".go"))
    assert in_view(page, find(page, "#text .lit"))
    click(page, find(page, '#detail a[href^="#gap-"]'))
    assert in_view(page, card_of(page, SHARE)) and not find(page, "#detail").is_displayed()


@pytest.fixture(scope="module")
def beside() -> str:
    """The example beside itself as last year's report, with a review."""
    report, document = read(data_folder("examples") / "qinghe-2023.txt")
    last = report.model_copy(update={"report": report.report.model_copy(update={"year": 2022})})
    review = Review(item=SHARE, outcome=Outcome.MET, who="李某", when="2024-03-05", why="看了名册")
    return render(evaluate(report, previous=last, reviews=[review]), report, document)


def test_last_year_and_reviews_lead_to_the_gaps(show: Open, beside: str) -> None:
    page = show(beside)
    assert "看了名册" in card_of(page, SHARE).text and "延续" in card_of(page, SHARE).text
    for name in ("previous", "reviews"):
        click(page, find(page, f'nav a[href="#{name}"]'))
        link = next(each for each in shown(page, f"#{name} li > a") if "法制审核人员占比" in each.text)
        click(page, link)
        assert SHARE in page.switch_to.active_element.text and in_view(page, card_of(page, SHARE))


@pytest.mark.parametrize("width", [1366, 390])
def test_every_word_has_enough_contrast(show: Open, browser: Any, beside: str, width: int) -> None:
    metrics = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    page = show(beside)
    for fold in every(page, "details"):
        page.execute_script("arguments[0].open = true", fold)
    page.execute_script("arguments[0].click()", find(page, "a.m.gap"))
    assert find(page, "#detail").is_displayed() and page.execute_script(PALE) == []
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_first_screen_says_what_is_wrong(show: Open, qinghe: str) -> None:
    page = show(qinghe)
    first = find(page, "#gaps > .entry")
    assert all(in_view(page, each) for each in (find(page, ".verdict"), *first.find_elements(By.CSS_SELECTOR, "dd")))


def test_a_phone_shows_the_gaps_before_the_parts(show: Open, phone: None, qinghe: str) -> None:
    page = show(qinghe)
    assert in_view(page, find(page, "#gaps h2")) and not shown(page, ".bars")
    click(page, find(page, ".by summary"))
    assert shown(page, ".bars")


def test_hostile_words_do_nothing(show: Open) -> None:
    attack = "</title></style><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    document = document_from_text(f"{attack}\n")
    piece = Evidence(quote=attack, start=0, end=len(attack))
    report, _ = read(data_folder("examples") / "heping-2021.yaml")
    about = report.report.model_copy(update={"title": attack, "issuer": f"javascript:{attack}"})
    report = report.model_copy(update={"report": about, "evidence": {"report.title": [piece]}})
    page = show(render(evaluate(report, source=attack), report, document))
    assert page.title.startswith(attack)
    click(page, find(page, "a.m"))
    assert attack in find(page, "#detail").text
    assert not every(page, "img") and page.title != "owned"


def test_prints_on_a4_text_after_gaps(show: Open, qinghe: str) -> None:
    printed = show(qinghe).execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    pdf = pypdfium2.PdfDocument(BytesIO(b64decode(printed["data"])))
    assert [round(side / 72 * 25.4) for side in pdf[0].get_size()] == [210, 297]
    text = "\n".join(each.get_textpage().get_text_range() for each in pdf)
    assert text.index("法制审核人员占比") < text.index("转变政府职能，优化营商环境")
    assert "筛选" not in text and "三、存在的不足" in text


def test_prints_what_became_of_last_year(show: Open, beside: str) -> None:
    printed = show(beside).execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    text = "\n".join(
        each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(BytesIO(b64decode(printed["data"])))
    )
    assert "与上年报告对照：2022 → 2023" in text and "差距的变化：延续" in text and "看了名册" in text
