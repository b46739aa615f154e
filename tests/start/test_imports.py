"""What a start costs is what it imports: heavy modules stay out until they are needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "qinghe-2023.txt"
NAMES = "import sys; print(*sys.modules, file=sys.stderr)"


def loaded(code: str, cache: Path) -> set[str]:
    """The modules that a fresh interpreter holds after ``code``."""
    settings = {**os.environ, "FAZHI_EVAL_CACHE": str(cache)}
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\n{NAMES}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=settings,
        check=True,
    )
    return set(run.stderr.split())


@pytest.mark.parametrize(
    "code", ["import fazhi_eval", "from fazhi_eval import compare, evaluate, load_checklists, read_report"]
)
def test_the_package_alone_needs_neither_pydantic_nor_yaml(code: str, tmp_path: Path) -> None:
    found = loaded(code, tmp_path)
    assert "fazhi_eval" in found
    assert found.isdisjoint({"pydantic", "yaml", "argparse", "fazhi_eval.reports.model"})


@pytest.fixture(scope="module")
def checking(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules of a second ``fazhi-eval check``: the first one reads and keeps all data."""
    cache = tmp_path_factory.mktemp("cache")
    code = f"from fazhi_eval.cli.main import run; assert run(['check', '--fail-on', 'none', {str(EXAMPLE)!r}]) == 0"
    loaded(code, cache)
    return loaded(code, cache)


def test_a_check_builds_no_validator(checking: set[str]) -> None:
    # building one makes pydantic look for plugins among all installed packages, by these modules
    assert "pydantic" in checking
    assert checking.isdisjoint({"importlib.metadata", "email", "socket"})


def test_a_check_on_kept_data_parses_no_yaml(checking: set[str]) -> None:
    assert checking.isdisjoint({"yaml", "fazhi_eval.checklists.assemble", "fazhi_eval.gaps.entries"})


def test_a_check_of_a_text_leaves_out_what_other_formats_and_commands_need(checking: set[str]) -> None:
    formats = {
        "selectolax",
        "pypdf",
        "docx",
        "xlsxwriter",
        "jinja2",
        "fazhi_eval.outputs.html",
        "fazhi_eval.outputs.json",
    }
    building = {"jsonschema", "difflib", "tempfile", "tomllib", "fazhi_eval.pickling"}
    assert not checking & (formats | building)
