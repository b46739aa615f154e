"""The hooks as a user has them: pre-commit itself installs this checkout and runs them in a repository of reports."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from fazhi_eval.hooks import FILE, HOOKS, is_report, render

ROOT = Path(__file__).parents[2]
FILES = Path(__file__).parent / "files"
ARGUMENTS: dict[str, list[str]] = {"check": ["--checklist", "checklists", "--fail-on", "high"]}


def test_the_file_is_that_of_the_catalogue() -> None:
    assert (ROOT / FILE).read_text(encoding="utf-8") == render(), "run python -m fazhi_eval.hooks"


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook.command))
def test_every_hook_has_good_and_bad_files(hook: Any) -> None:
    for kind in ("good", "bad"):
        assert any(file.is_file() for file in (FILES / hook.command / kind).rglob("*"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", True),
        ("a.DOCX", True),
        ("a.yml", True),
        ("README.md", False),
        ("a.xlsx", False),
        ("a.docx.extracted.txt", False),
    ],
)
def test_what_counts_as_a_report(name: str, expected: bool) -> None:
    assert is_report(name) is expected


class Ran(NamedTuple):
    code: int
    out: str


class Repository:
    """A throw-away git repository."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment
        folder.mkdir(parents=True, exist_ok=True)
        self.run("git", "init", "--quiet")

    def run(self, *command: str) -> Ran:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, encoding="utf-8"
        )
        return Ran(done.returncode, done.stdout + done.stderr)

    def commit(self) -> str:
        self.run("git", "add", "--all", "--force")
        done = self.run("git", "commit", "--quiet", "--allow-empty", "--message", "as it is")
        assert done.code == 0, done.out
        return self.run("git", "rev-parse", "HEAD").out.strip()


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Nothing of the user's own git or pre-commit; versions as everywhere in the tests."""
    if find_spec("pre_commit") is None:
        if os.environ.get("CI"):
            pytest.fail("CI must run the hooks, but pre-commit is absent")
        pytest.skip("pre-commit is not installed")
    home = tmp_path_factory.mktemp("home")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
    return kept | {
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "GIT_AUTHOR_NAME": "t",
        "GIT_AUTHOR_EMAIL": "t@example.org",
        "GIT_COMMITTER_NAME": "t",
        "GIT_COMMITTER_EMAIL": "t@example.org",
        "GIT_CONFIG_NOSYSTEM": "1",
        "PIP_CONSTRAINT": str(ROOT / "requirements" / "dev.txt"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


@pytest.fixture(scope="module")
def offered(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """This checkout as a repository of hooks, with what is not committed yet: its place and its commit."""
    folder = tmp_path_factory.mktemp("offered")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    for name in listed.stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return str(folder), Repository(folder, environment).commit()


class User:
    """A repository of reports that uses the hooks."""

    def __init__(self, folder: Path, offered: tuple[str, str], environment: dict[str, str]) -> None:
        self.repository = Repository(folder, environment)
        hooks = [
            {"id": f"fazhi-eval-{hook.command}"}
            | ({"args": ARGUMENTS[hook.command]} if hook.command in ARGUMENTS else {})
            for hook in HOOKS
        ]
        config = {"repos": [{"repo": offered[0], "rev": offered[1], "hooks": hooks}]}
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")

    def hook(self, command: str) -> Ran:
        self.repository.commit()
        return self.repository.run(
            sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never", f"fazhi-eval-{command}"
        )


@pytest.fixture
def user(tmp_path: Path, offered: tuple[str, str], environment: dict[str, str]) -> User:
    return User(tmp_path / "reports-of-ours", offered, environment)


SAYS = {
    "lint": "checklists/linjiang.yaml:13:22: 没有名为 “report.sections.plans” 的事实",
    "validate": "reports/baishi-2022.yaml:8:17:",
    "check": "linjiang.plan",
}


@pytest.mark.parametrize("command", [hook.command for hook in HOOKS])
def test_good_files_pass_and_bad_ones_fail(user: User, command: str) -> None:
    folder = user.repository.folder
    shutil.copytree(FILES / command / "good", folder, dirs_exist_ok=True)
    good = user.hook(command)
    assert good.code == 0 and "Passed" in good.out, good.out
    shutil.copytree(FILES / command / "bad", folder, dirs_exist_ok=True)
    bad = user.hook(command)
    assert bad.code == 1 and "Failed" in bad.out, bad.out
    assert SAYS[command] in bad.out


def test_word_and_pdf_are_read_and_other_files_left_alone(user: User) -> None:
    folder = user.repository.folder
    shutil.copytree(FILES / "check" / "good", folder, dirs_exist_ok=True)
    for name in ("python-docx.docx", "reportlab.pdf"):
        shutil.copy(ROOT / "tests" / "fixtures" / "documents" / name, folder / "reports")
    for name in ("README.md", "baishi-2022.docx.extracted.txt"):
        (folder / "reports" / name).write_text("no report", encoding="utf-8")
    done = user.hook("check")
    assert done.code == 0, done.out
    shutil.copy(ROOT / "tests" / "fixtures" / "documents" / "scanned.pdf", folder / "reports")
    done = user.hook("check")
    assert done.code == 1 and "exit code: 3" in done.out and "scanned.pdf" in done.out, done.out


def test_nothing_to_do_is_told(user: User) -> None:
    (user.repository.folder / "a.txt").write_text("no report", encoding="utf-8")
    for hook in HOOKS:
        assert "no files to check" in user.hook(hook.command).out
