"""Findings as a GitLab Code Quality report: a JSON array that a merge request shows what is new in."""

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fazhi_eval.messages import text
from fazhi_eval.outputs.findings import Finding, findings, heading, message
from fazhi_eval.outputs.json import dumps
from fazhi_eval.outputs.words import cite

if TYPE_CHECKING:
    from fazhi_eval.evaluation.model import Evaluation
    from fazhi_eval.gate.model import Verdict
    from fazhi_eval.outputs.places import Places

_SEVERITIES = {"high": "critical", "medium": "major", "low": "minor"}


def render(evaluation: "Evaluation", places: "Places", verdict: "Verdict | None" = None, lang: str = "zh") -> str:
    """An entry a gap. One that the gate leaves out is ``info`` and says so."""
    gaps = [finding for finding in findings(evaluation, verdict) if finding.gap]
    return dumps([_entry(finding, evaluation, places, lang) for finding in gaps])


def join(rendered: Sequence[str]) -> str:
    """The entries of several reports in one array."""
    return dumps([entry for one in rendered for entry in json.loads(one)])


def _entry(finding: Finding, evaluation: "Evaluation", places: "Places", lang: str) -> dict[str, Any]:
    place = finding.places(places)[0]
    # a body's reports of two years may stand in one repository: the file tells their findings apart, no line does
    fingerprint = hashlib.sha256(f"{place.file}\0{finding.id}".encode()).hexdigest()
    law = cite(finding.basis, evaluation.instruments, lang)
    return {
        "type": "issue",
        "description": text("ci.short", lang, heading=heading(finding, lang), law=law),
        "content": {"body": message(finding, evaluation, lang)},
        "check_name": finding.item.id,
        "fingerprint": fingerprint,
        "severity": "info" if finding.excused else _SEVERITIES[finding.severity],
        "location": {"path": place.file, "lines": {"begin": place.line, "end": place.end_line}},
    }
