"""Folders of variants of the example: places, years and figures differ, nothing else does."""

from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "qinghe-2023.txt"


@pytest.fixture
def variants(tmp_path: Path) -> Callable[[int], Path]:
    """``variants(n)`` makes a folder of n reports."""

    def made(count: int) -> Path:
        folder = tmp_path / "in"
        folder.mkdir()
        text = EXAMPLE.read_text(encoding="utf-8")
        for number in range(count):
            body = text.replace("青禾区", f"青禾{number % 7}区").replace("17次", f"{number % 90 + 1}次")
            (folder / f"{number:05}.txt").write_text(body, encoding="utf-8")
        return folder

    return made
