"""The pictures of the guides, made of what the programs really show; `--update-golden` writes them anew."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By

from fazhi_eval import evaluate
from fazhi_eval.cli.main import run
from fazhi_eval.data import data_folder
from fazhi_eval.outputs import text
from fazhi_eval.outputs.html import render
from fazhi_eval.reports.read import read

IMAGES = data_folder("docs") / "images"
SHARE = "three-enforcement-systems.review-staff-share"
FILE = "青禾区2023.txt"
SIZE = (1200, 800)
MOST_BYTES = 450_000

TERMINAL = """<!doctype html><meta charset="utf-8"><title>terminal</title>
<style>body {{ margin: 0; overflow: hidden; background: #1e1e1e }}
pre {{ margin: 0; padding: 18px 22px; color: #ddd; font: 15px/1.45 "Noto Sans Mono CJK SC", monospace }}
b {{ color: #8fd18f; font-weight: normal }}</style>
<pre><b>&gt; fazhi-eval check {file}</b>
{output}</pre>"""

Open = Callable[[str], Any]


@pytest.fixture
def picture(browser: Any, request: pytest.FixtureRequest) -> Any:
    """``picture(name)`` keeps what the browser shows, or asserts that such a picture is there."""

    def sized(width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def kept(name: str, wanted: tuple[int, int] = SIZE) -> None:
        file = IMAGES / name
        sized(*wanted)
        taken: bytes = browser.get_screenshot_as_png()
        assert size(taken) == wanted and len(taken) < MOST_BYTES
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(taken)
        assert file.is_file(), f"{file} is missing: run `make generated`"
        assert size(file.read_bytes()) == wanted

    sized(*SIZE)
    yield kept
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.fixture(scope="module")
def page() -> str:
    report, document = read(data_folder("examples") / "qinghe-2023.txt")
    return render(evaluate(report, source=FILE), report, document)


def test_the_terminal(show: Open, picture: Any) -> None:
    report, _ = read(data_folder("examples") / "qinghe-2023.txt")
    shown = text.render(evaluate(report, source=FILE), has_plan=True)
    show(TERMINAL.format(file=FILE, output=escape("\n".join(shown.splitlines()[:38]))))
    picture("terminal.png", (800, 872))


def test_the_page(show: Open, page: str, picture: Any) -> None:
    show(page)
    picture("page.png")


def test_a_gap_with_its_sentences(show: Open, page: str, picture: Any) -> None:
    driver = show(page)
    cards = driver.find_elements(By.CSS_SELECTOR, "#gaps > .entry")
    card = next(each for each in cards if SHARE in each.text)
    driver.execute_script("arguments[0].scrollIntoView({block: 'start'})", card)
    card.find_element(By.CSS_SELECTOR, ".go").click()
    assert driver.find_elements(By.CSS_SELECTOR, "#text .lit")
    picture("gap.png")


def test_the_overview_of_a_folder(browser: Any, tmp_path: Path, picture: Any) -> None:
    example = (data_folder("examples") / "qinghe-2023.txt").read_text(encoding="utf-8")
    paragraphs = example.split("\n\n")
    folder = tmp_path / "年度报告"
    folder.mkdir()
    for number, name in enumerate(("青禾区", "白石县", "云泽区", "松岭县", "临湖区", "石桥县")):
        short = "\n\n".join(each for place, each in enumerate(paragraphs) if number == 0 or (place + number) % 7)
        (folder / f"{name}2023.txt").write_text(
            short.replace("青禾区", name).replace("青禾", name[:2]), encoding="utf-8"
        )
    assert run(["audit", str(folder), "-o", str(tmp_path / "结果"), "--workers", "1"]) == 0
    browser.get((tmp_path / "结果" / "index.html").as_uri())
    picture("overview.png")


def test_no_picture_is_left_over() -> None:
    pages = "".join(file.read_text(encoding="utf-8") for file in Path(data_folder("docs")).glob("*.md"))
    assert [file.name for file in IMAGES.glob("*") if f"(images/{file.name})" not in pages] == []
