"""What the guides show exists: their YAML is sound, their commands run, their output is what is printed."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from fazhi_eval.checklists.model import (
    Applicability,
    Basis,
    Change,
    Checklist,
    Example,
    Instrument,
    Item,
    Overlay,
    Part,
    Topic,
)
from fazhi_eval.checklists.shapes import SHAPES, flaws, operators_named
from fazhi_eval.cli.main import run
from fazhi_eval.data import data_folder

DOCS = data_folder("docs")
GUIDE = (DOCS / "writing-a-checklist.md").read_text(encoding="utf-8")
CONTRIBUTING = (DOCS.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
HAND_WRITTEN = [*sorted(DOCS.glob("*.md")), DOCS.parent / "CONTRIBUTING.md", DOCS.parent / "CHANGELOG.md"]


class Block(NamedTuple):
    """A fenced block of a page."""

    kind: str
    text: str


def blocks(page: str) -> Iterator[Block]:
    for kind, text in re.findall(r"^```(\w+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        yield Block(kind, text)


def write_files(page: str, folder: Path) -> None:
    for block in blocks(page):
        name = block.text.partition("\n")[0].removeprefix("# ")
        if block.kind == "yaml" and name.endswith(".yaml"):
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")


@pytest.mark.parametrize("page", [GUIDE, CONTRIBUTING], ids=["guide", "contributing"])
def test_commands_run(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.txt").write_bytes((data_folder("examples") / "qinghe-2023.txt").read_bytes())
    write_files(page, tmp_path)
    monkeypatch.chdir(tmp_path)
    printed = ""
    ran = 0
    for block in blocks(page):
        for line in block.text.splitlines() if block.kind == "sh" else ():
            program, *arguments = shlex.split(line, comments=True)
            if program == "fazhi-eval":  # make is CI's
                wanted = re.search(r"# exit code (\d+)$", line)
                assert run(arguments) == int(wanted[1] if wanted else 0), line
                printed = "".join(capsys.readouterr())
                ran += 1
        if block.kind == "text":
            assert block.text.strip() in printed
    assert ran >= 3


def test_every_operator_is_shown_with_a_sound_example() -> None:
    shown = re.findall(r"^\| `(\w+)` \| .* \| `(\{.*\})` \|$", GUIDE, re.MULTILINE)
    assert [operator for operator, _ in shown] == list(SHAPES)
    for operator, example in shown:
        expression = yaml.safe_load(example)
        assert flaws(expression) == [] and next(operators_named(expression)) == operator


@pytest.mark.parametrize("model", [Checklist, Item, Basis, Applicability, Instrument, Part, Example, Overlay, Change])
def test_every_field_is_told(model: type) -> None:
    missing = [name for name in model.model_fields if f"`{name}`" not in GUIDE]  # type: ignore[attr-defined]
    assert missing == []


def test_every_topic_is_named() -> None:
    assert [topic for topic in Topic if f"`{topic.value}`" not in GUIDE] == []


def test_every_message_of_lint_is_told() -> None:
    messages = yaml.safe_load((Path(__file__).parents[2] / "src/fazhi_eval/messages/en.yaml").read_text("utf-8"))
    told = {key: value for key, value in messages["checklists"].items() if key not in NOT_OF_LINT}
    missing = [text for text in (pattern(message) for message in leaves(told)) if f"| {text} |" not in GUIDE]
    assert missing == [], "add to docs/writing-a-checklist.md"


NOT_OF_LINT = ("draft", "linted")


def leaves(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        for branch in tree.values():
            yield from leaves(branch)
    else:
        yield str(tree)


def pattern(message: str) -> str:
    """``There is no '{found}' here`` → ``There is no '…' here``."""
    return re.sub(r"\{[^}]*\}", "…", message).replace("*", r"\*").replace("|", r"\|").replace("<", r"\<")


def test_every_make_target_shown_exists() -> None:
    makefile = (DOCS.parent / "Makefile").read_text(encoding="utf-8")
    for page in HAND_WRITTEN:
        for target in re.findall(r"\bmake ([a-z]+)\b(?=`|  )", page.read_text(encoding="utf-8")):
            assert f"\n{target}:" in makefile, f"{page.name}: make {target}"


def anchors(page: Path) -> set[str]:
    text = page.read_text(encoding="utf-8")
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
    return slugs | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("page", HAND_WRITTEN, ids=lambda page: str(page.name))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text(encoding="utf-8")):
        name, _, place = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        assert not place or place in anchors(file), target
