"""All items as JUnit XML: what every continuous-integration server can show.

A gap is a failure; an item that a person must look at, does not apply, or is left out by the gate is skipped.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fazhi_eval.evaluation.model import Outcome
from fazhi_eval.messages import text
from fazhi_eval.outputs.findings import Finding, findings, heading, message
from fazhi_eval.outputs.words import quoted, said, word

if TYPE_CHECKING:
    from fazhi_eval.evaluation.model import ChecklistResult, Evaluation, ItemResult
    from fazhi_eval.gate.model import Verdict

# XML 1.0 has no way to write these, not even escaped
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(evaluation: "Evaluation", verdict: "Verdict | None" = None, lang: str = "zh") -> str:
    """A suite a checklist, a case an item, in the checklists' order; the score stands in each suite's properties."""
    root = ET.Element("testsuites", {"name": "fazhi-eval"})
    found = {finding.item.id: finding for finding in findings(evaluation, verdict)}
    for checklist in evaluation.checklists:
        if checklist.items:
            root.append(_suite(checklist, evaluation, found, lang))
    return _written(root)


def join(rendered: Sequence[str]) -> str:
    """The suites of several reports in one document."""
    root = ET.Element("testsuites", {"name": "fazhi-eval"})
    for one in rendered:
        root.extend(ET.fromstring(one.encode("utf-8")))
    return _written(root)


def _suite(checklist: "ChecklistResult", evaluation: "Evaluation", found: dict[str, Finding], lang: str) -> ET.Element:
    report = evaluation.report.issuer or evaluation.report.title or evaluation.source or "report"
    year = word("year", lang, year=evaluation.year)
    suite = ET.Element("testsuite", {"name": _clean(f"{report} {year} · {said(checklist.title, lang)}")})
    properties = ET.SubElement(suite, "properties")
    score = evaluation.score.by_checklist.get(checklist.id)
    told = {"source": evaluation.source, "year": evaluation.year}
    figures = {name: getattr(score, name) for name in ("score", "low", "high", "coverage")} if score else {}
    for name, value in (told | figures).items():
        if value is not None:
            ET.SubElement(properties, "property", {"name": name, "value": _clean(str(value))})
    for item in checklist.items:
        case = {"classname": _clean(f"{report}.{checklist.id}"), "name": _clean(f"{item.id} {said(item.title, lang)}")}
        suite.append(_case(ET.Element("testcase", {**case, "time": "0"}), item, evaluation, found.get(item.id), lang))
    counts = {"tests": len(checklist.items), "failures": len(suite.findall("testcase/failure")), "errors": 0}
    counts["skipped"] = len(suite.findall("testcase/skipped"))
    for name, count in counts.items():
        suite.set(name, str(count))
    return suite


def _case(
    case: ET.Element, item: "ItemResult", evaluation: "Evaluation", finding: Finding | None, lang: str
) -> ET.Element:
    if finding is None:
        if item.outcome is Outcome.NOT_APPLICABLE:
            told = word(f"outcome.{item.outcome}", lang)
            ET.SubElement(case, "skipped", {"message": _clean(f"{told}: {said(item.reason, lang)}")})
        return case
    if finding.gap is None or finding.excused:
        why = message(finding, evaluation, lang)
        ET.SubElement(case, "skipped", {"message": _clean(f"{heading(finding, lang)} — {why}")})
        return case
    failure = ET.SubElement(case, "failure", {"type": item.outcome, "message": _clean(heading(finding, lang))})
    severity = text("ci.severity", lang, severity=word(f"severity.{item.severity}", lang))
    quotes = [quoted(quote) for quote in dict.fromkeys(piece.quote for piece in finding.evidence)]
    failure.text = _clean("\n".join([message(finding, evaluation, lang), severity, *quotes]))
    return case


def _clean(content: str) -> str:
    return _UNWRITABLE.sub("\ufffd", content)


def _written(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
