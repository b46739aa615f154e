"""The documentation as a site: strict, with every page in its place."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("mkdocs") is None or find_spec("material") is None:
        pytest.skip("mkdocs is not installed: pip install --group docs")
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return out


def test_every_page_is_there(site: Path) -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
    for page in pages:
        inside = page.relative_to(ROOT / "docs") if page.is_relative_to(ROOT / "docs") else Path(page.name)
        built = inside.with_suffix(".html") if page.name != "README.md" else inside.with_name("index.html")
        assert (site / built).is_file(), built


def test_links_to_the_root_and_back_are_right(site: Path) -> None:
    assert 'href="CONTRIBUTING.html"' in (site / "index.html").read_text(encoding="utf-8")
    assert 'href="writing-a-checklist.html"' in (site / "CONTRIBUTING.html").read_text(encoding="utf-8")


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        for mark in ('<script src="http', '<link rel="stylesheet" href="http', "fonts.googleapis"):
            assert mark not in html, page.name
