"""Findings as SARIF 2.1.0, as GitHub code scanning takes it.

A gap is a result of kind ``fail`` with a level by its severity; what a person must look at is of kind ``review`` and
level ``none`` (the standard allows no other). A waiver is a suppression, the baseline a baseline state. Instruments
are taxonomies, and every rule names the clauses it rests on.
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fazhi_eval.errors import Problem, UsageError
from fazhi_eval.messages import text
from fazhi_eval.outputs.findings import Finding, findings, heading, justification, message
from fazhi_eval.outputs.json import dumps
from fazhi_eval.outputs.words import cite, said
from fazhi_eval.version import __version__

if TYPE_CHECKING:
    from fazhi_eval.checklists.model import Basis, Checklists, Item
    from fazhi_eval.evaluation.model import Evaluation, ItemResult
    from fazhi_eval.gate.model import Verdict
    from fazhi_eval.outputs.places import Place, Places

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_RUNS = 20
"""How many runs GitHub takes in one file; a report is a run."""

_LONGEST = 1024
"""What GitHub takes of a rule's short and full description."""
_LEVELS = {"high": "error", "medium": "warning", "low": "note"}
_PROBLEMS = {"high": "error", "medium": "warning", "low": "recommendation"}


def render(
    evaluation: "Evaluation",
    places: "Places",
    checklists: "Checklists",
    verdict: "Verdict | None" = None,
    lang: str = "zh",
) -> str:
    """One run: the items with findings as rules, the findings as results, the score among the properties.

    ``checklists`` are those that the evaluation was made by: what a rule asks is the item's own words.
    """
    found = findings(evaluation, verdict)
    items = {item.id: item for checklist in checklists.checklists for item in checklist.items}
    taxonomies = _taxonomies(evaluation, found, lang)
    rules = [_rule(finding.item, items[finding.item.id], evaluation, taxonomies, lang) for finding in found]
    driver = {
        "name": "fazhi-eval",
        "semanticVersion": __version__,
        "language": {"zh": "zh-CN", "en": "en"}[lang],
        "rules": rules,
        "supportedTaxonomies": [{"name": one["name"], "index": index} for index, one in enumerate(taxonomies)],
    }
    artifact: dict[str, Any] = {"location": {"uri": quote(places.file)}}
    if places.encoding:
        artifact["encoding"] = places.encoding
    score = evaluation.score
    run = {
        "tool": {"driver": driver},
        # GitHub keeps the alerts of several reports apart by what stands before the last slash
        "automationDetails": {"id": f"fazhi-eval/{quote(places.file)}/"},
        "columnKind": "unicodeCodePoints",
        "language": driver["language"],
        "artifacts": [artifact],
        "results": [
            _result(finding, index, evaluation, places, verdict is not None and verdict.states is not None, lang)
            for index, finding in enumerate(found)
        ],
        "taxonomies": taxonomies,
        "properties": {
            "source": evaluation.source,
            "year": evaluation.year,
            **{name: getattr(score, name) for name in ("score", "low", "high", "coverage")},
        },
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def join(rendered: Sequence[str]) -> str:
    """The runs of several reports in one file. Raises UsageError where GitHub would refuse them all."""
    if len(rendered) > MOST_RUNS:
        raise UsageError(Problem("ci.too_many_runs", {"found": len(rendered), "most": MOST_RUNS}))
    return dumps(
        {"$schema": SCHEMA, "version": "2.1.0", "runs": [run for one in rendered for run in json.loads(one)["runs"]]}
    )


def _rule(
    result: "ItemResult", item: "Item", evaluation: "Evaluation", taxonomies: list[dict[str, Any]], lang: str
) -> dict[str, Any]:
    # what a rule says must not change with the report: its obligation and its law, never what was found
    names = [name["name"] for name in taxonomies]
    law = cite(result.basis, evaluation.instruments, lang)
    parts = [("obligation", said(item.obligation, lang)), ("law", law), ("remedy", said(item.remedy, lang))]
    if not result.verified:
        parts[1] = ("law", f"{law} {text('ci.unverified', lang)}")
    told = [(text(f"ci.{name}", lang), content) for name, content in parts]
    return {
        "id": item.id,
        "name": _short(said(item.title, lang), 255),
        "shortDescription": {"text": _short(said(item.title, lang))},
        "fullDescription": {"text": _short(said(item.obligation, lang))},
        "help": {
            "text": "\n".join(f"{name}: {content}" for name, content in told),
            "markdown": "\n\n".join(f"**{name}** {_markdown(content)}" for name, content in told),
        },
        "defaultConfiguration": {"level": _LEVELS[item.severity]},
        "relationships": [
            {
                "target": {
                    "id": _taxon(basis),
                    "toolComponent": {"name": basis.instrument, "index": names.index(basis.instrument)},
                },
                "kinds": ["relevant"],
            }
            for basis in {_taxon(basis) + basis.instrument: basis for basis in result.basis}.values()
        ],
        "properties": {
            "tags": [*dict.fromkeys((item.id.partition(".")[0], *(topic.value for topic in item.topics)))][:10],
            "precision": "high" if result.verified else "medium",
            "problem.severity": _PROBLEMS[item.severity],
        },
    }


def _result(
    finding: Finding, index: int, evaluation: "Evaluation", places: "Places", has_baseline: bool, lang: str
) -> dict[str, Any]:
    first, *others = finding.places(places)
    told = f"{heading(finding, lang)}\n{message(finding, evaluation, lang)}"
    result: dict[str, Any] = {
        "ruleId": finding.item.id,
        "ruleIndex": index,
        "kind": "fail" if finding.gap else "review",
        "level": _LEVELS[finding.severity] if finding.gap else "none",
        "message": {"text": plain(told)},
        "locations": [_location(first, places)],
        "partialFingerprints": {"primaryLocationLineHash": f"{finding.id}:1"},
    }
    if others:
        result["relatedLocations"] = [
            {"id": number, **_location(place, places), "message": {"text": plain(place.quote or place.file)}}
            for number, place in enumerate(others, 1)
        ]
    if finding.waiver:
        why = justification(finding.waiver, lang)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
    if has_baseline and finding.state:
        result["baselineState"] = finding.state
    result["properties"] = {"outcome": finding.item.outcome, "severity": finding.severity}
    if finding.gap:
        admitted = bool(finding.gap.admitted_by)
        result["properties"] |= {"admitted": admitted, "gain": finding.gap.gain, "gap": finding.gap.id}
    return result


def _location(place: "Place", places: "Places") -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
    if (place.end_line, place.end_column) != (place.line, place.column):
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    if place.quote:
        region["snippet"] = {"text": place.quote}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": quote(place.file), "index": 0}, "region": region}
    }
    if place.page is not None:
        location["logicalLocations"] = [{"name": f"page {place.page}", "kind": "page"}]
    if place.start is not None:
        location["properties"] = {"offset": place.start}
    return location


def _taxonomies(evaluation: "Evaluation", found: Sequence[Finding], lang: str) -> list[dict[str, Any]]:
    """A taxonomy an instrument that the findings cite, a taxon a clause."""
    cited: dict[str, dict[str, None]] = {}
    for finding in found:
        for basis in finding.item.basis:
            cited.setdefault(basis.instrument, {})[_taxon(basis)] = None
    made = []
    for id, clauses in sorted(cited.items()):
        named = evaluation.instruments.get(id)
        taxonomy: dict[str, Any] = {"name": id, "taxa": [{"id": clause} for clause in clauses]}
        if named:
            number = f" {named.number}" if named.number else ""
            taxonomy["shortDescription"] = {"text": _short(said(named.title, lang) + number)}
        made.append(taxonomy)
    return made


def _taxon(basis: "Basis") -> str:
    return basis.clause or basis.instrument


def plain(content: str) -> str:
    """``content`` as the text of a message, where ``[words](place)`` would be a link."""
    if "](" not in content:
        return content
    return content.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _short(content: str, longest: int = _LONGEST) -> str:
    return content if len(content) <= longest else content[: longest - 1] + "…"


def _markdown(content: str) -> str:
    """``content`` as it stands, whatever marks it holds."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|~" else " " if char in "\r\n" else char for char in content)
