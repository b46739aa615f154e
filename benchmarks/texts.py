"""From a file to a Report and on to its gaps, against the floor: read, decode, fold. Extraction against re."""

import re
from pathlib import Path

from benchmarks.measure import Ratio, Section, shortest
from fazhi_eval import evaluate, extract, read_document, read_report
from fazhi_eval.checklists.model import Checklists
from fazhi_eval.documents.model import Document
from fazhi_eval.documents.normalise import fold
from fazhi_eval.reports.extract import read_facts
from fazhi_eval.reports.layout.about import read_about
from fazhi_eval.reports.layout.zones import find_zones
from fazhi_eval.reports.lexicon import shipped_lexicon
from fazhi_eval.reports.phrasing import SHIPPED, Phrasing, read_phrasings
from fazhi_eval.reports.quantities import ALL, PERCENT, UNITS

ROUNDS = 60
_OWN = sorted((Path(__file__).parent / "reading" / "reports").glob("*.txt"))

_NUMBER = r"(?:[\d,]+(?:\.\d+)?|[一二三四五六七八九十百千两零〇]+)\s?[十百千万亿]{0,2}[余多]?"
_SHARE = r"(?:\d+(?:\.\d+)?%|百分之[一二三四五六七八九十百零点〇]+|全覆盖|全部|均)"


def against_floor(text: Path, page: Path, checklists: Checklists) -> Section:
    """``text`` and ``page`` hold one report, as .txt and as .html, both UTF-8."""

    def floor(file: Path) -> str:
        return fold(file.read_bytes().decode("utf-8"))

    seconds = shortest(
        {
            "floor": lambda: floor(text),
            "page floor": lambda: floor(page),
            "document": lambda: read_document(text),
            "report": lambda: read_report(text),
            "page report": lambda: read_report(page),
            "gaps": lambda: evaluate(read_report(text), checklists),
        },
        ROUNDS,
    )
    many = shortest(
        {
            "floor": lambda: [floor(file) for file in _OWN],
            "report": lambda: [read_report(file) for file in _OWN],
        },
        ROUNDS // 10,
    )
    ratios = (
        Ratio(".txt to gaps, against the floor (read, decode, fold)", seconds["gaps"], seconds["floor"], "slower", 100),
        Ratio(".txt to Report", seconds["report"], seconds["floor"], "slower", 70),
        Ratio(".html to Report", seconds["page report"], seconds["page floor"], "slower", 70),
        Ratio("  of .txt: to Document alone", seconds["document"], seconds["floor"], "slower"),
        Ratio(f"  {len(_OWN)} reports of benchmarks/reading to Reports", many["report"], many["floor"], "slower"),
    )
    return Section("(b) text to gaps, warm, in process", ratios, (f"{len(floor(text))} characters",))


def against_patterns(document: Document) -> Section:
    """Extraction against every phrasing run over the whole text as one pattern of ``re``."""
    lexicon = shipped_lexicon()
    phrasings = [phrasing for file in sorted(SHIPPED.glob("*.yaml")) for phrasing in read_phrasings(file).phrasings]
    patterns = [_pattern(phrasing) for phrasing in phrasings]
    body = document.folded[document.body_start : document.body_end]

    zones = find_zones(document)
    about, _ = read_about(document, zones)
    leave_out = [*zones.deficiencies, *zones.plan]

    def run() -> int:
        return sum(1 for pattern in patterns for _ in pattern.finditer(body))

    seconds = shortest(
        {
            "ours": lambda: extract(document),
            "patterns": run,
            "facts": lambda: read_facts(document, about, leave_out, lexicon),
        },
        ROUNDS // 2,
    )
    ratios = (
        Ratio("extract: facts, title, dates, 不足, plan", seconds["ours"], seconds["patterns"], "faster", 4),
        Ratio("  its facts alone", seconds["facts"], seconds["patterns"], "faster"),
    )
    notes = (
        f"{len(patterns)} patterns: the words of each phrasing, its figures before or after; "
        f"{run()} matches, which are not yet facts",
    )
    return Section("(e) extraction, against every pattern over the whole text with re", ratios, notes)


def _pattern(phrasing: Phrasing) -> re.Pattern[str]:
    """The phrasing as one would write it by hand: a word of it, and near it a figure with its unit."""
    words = _words(phrasing.counts or phrasing.rates or phrasing.says or phrasing.zero or ())
    if phrasing.says or phrasing.zero:
        return re.compile(words)
    if phrasing.rates:
        alls = rf"|{_SHARE}[^,;。\n]{{0,16}}?{_words(phrasing.alls)}" if phrasing.alls else ""
        return re.compile(rf"{words}[^,;。\n]{{0,24}}?({_SHARE}){alls}")
    classes = (phrasing.unit,) if isinstance(phrasing.unit, str) else phrasing.unit or ()
    units = {unit for name in classes for unit in UNITS[name]} - {PERCENT, ALL}
    figure = rf"({_NUMBER})\s?(?:{'|'.join(sorted(units, key=lambda unit: (-len(unit), unit)))})"
    return re.compile(rf"{words}[^,;。\n]{{0,24}}?{figure}|{figure}[^,;。\n]{{0,16}}?{words}")


def _words(words: tuple[str, ...]) -> str:
    longest_first = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})"
