"""Speed as ratios within one run: ``python -m benchmarks.speed [REPORT]``, which is ``make bench``.

Nothing here fails a build: a shared machine is no judge. The table says beside each ratio what is asked of it.
"""

import argparse
import html
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import formats, loading, rules, startup, texts
from benchmarks.measure import Section, table
from fazhi_eval import evaluate, extract, load_checklists, read_document
from fazhi_eval.errors import FazhiError

EXAMPLE = Path(__file__).parent.parent / "examples" / "qinghe-2023.txt"


def main() -> int:
    """Measure what was asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description="speed, as ratios within one run")
    parser.add_argument("report", nargs="?", type=Path, default=EXAMPLE, help="a report in any format that is read")
    parser.add_argument("--only", default="abcdef", metavar="LETTERS", help="the parts to measure, of abcdef")
    values = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            sections = _sections(values.report, Path(folder), values.only)
    except FazhiError as error:
        print(error.render("en"), file=sys.stderr)
        return error.exit_code
    print(f"{values.report.name}, Python {platform.python_version()}, {platform.machine()}")
    print("columns: ours, the other, their ratio, what is asked\n")
    print(table(sections), end="")
    asked = [ratio for section in sections for ratio in section.ratios if ratio.kept is not None]
    print(f"\n{sum(ratio.kept is True for ratio in asked)} of {len(asked)} kept")
    return 0


def _sections(path: Path, folder: Path, only: str) -> list[Section]:
    document = read_document(path)
    report = extract(document)
    checklists = load_checklists()
    year = evaluate(report, checklists).year
    text, page = _written(document.text, folder)
    parts: dict[str, list[Callable[[], Section]]] = {
        "a": [
            lambda: rules.against_cel(report, checklists, year),
            lambda: rules.against_jsonschema(report, checklists, year),
        ],
        "b": [lambda: texts.against_floor(text, page, checklists)],
        "c": [lambda: startup.imports(folder / "imports"), lambda: startup.command_line(text, folder / "commands")],
        "d": [lambda: loading.loading(folder / "loading")],
        "e": [lambda: texts.against_patterns(read_document(text))],
        "f": [formats.formats],
    }
    return [measure() for letter, measures in parts.items() if letter in only for measure in measures]


def _written(text: str, folder: Path) -> tuple[Path, Path]:
    """The report as a .txt file and as a plain .html page with a menu and a footer."""
    plain, page = folder / "report.txt", folder / "report.html"
    plain.write_text(text, encoding="utf-8", newline="")
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.splitlines() if line.strip())
    menu = '<div class="nav"><a href="/">首页</a><a href="/xxgk">信息公开</a></div>'
    page.write_text(
        f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{menu}<div class="content">{body}</div>'
        '<div class="footer">版权所有</div></body></html>',
        encoding="utf-8",
    )
    return plain, page


if __name__ == "__main__":
    sys.exit(main())
