"""Fixtures all tests share."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; read the diff")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real reports and gold facts beside the checkout; skipped without it, but never in CI."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail("CI must run the tests on real reports, but ../shared is absent")
        pytest.skip("the real reports (../shared) are not beside this checkout")
    return SHARED


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``golden(name, text)`` asserts that tests/golden/<name> holds ``text``, or writes it with --update-golden."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.is_file(), f"{file} is missing: run `make generated` and read what it wrote"
        assert text == file.read_text(encoding="utf-8"), f"differs from {file}: if meant, run `make generated`"

    return compare
