"""Fixtures all tests share."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real reports and gold facts beside the checkout; skipped without it, but never in CI."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail("CI must run the tests on real reports, but ../shared is absent")
        pytest.skip("the real reports (../shared) are not beside this checkout")
    return SHARED
