"""Drafts to begin with: a checklist of one's own, and a report to fill in by hand."""

from fazhi_eval.messages import text
from fazhi_eval.reports.facts import Facts
from fazhi_eval.reports.paths import FactInfo, vocabulary

_SAMPLES = {"count": "0", "amount": "0", "rate": "1.0", "flag": "true", "date": "2022-03-01", "text": "…", "list": "[]"}


def checklist(lang: str = "zh") -> str:
    """A checklist file with one item, sound as it stands; its file must be called ``my-checklist.yaml``."""
    notes = {key: text(f"checklists.draft.{key}", lang) for key in _CHECKLIST_NOTES}
    return _CHECKLIST.format(**notes)


def report(lang: str = "zh") -> str:
    """A submission with every fact that a report can state, each commented out until it is filled in."""
    notes = {key: text(f"checklists.draft.{key}", lang) for key in ("report", "own", "area", "silence")}
    known = vocabulary()
    lines = [f"# {notes['report']}", f"# {notes['silence']}", 'schema_version: "1"', "report:"]
    lines += [
        _line(info, lang, "  ", _ABOUT.get(path.removeprefix("report.")))
        for path, info in known.items()
        if path.startswith("report.") and not path.startswith("report.sections.")
    ]
    lines.append("  # sections:")
    lines += [
        _line(info, lang, "  ", inner="  ") for path, info in known.items() if path.startswith("report.sections.")
    ]
    for scope in ("own", "area"):
        lines += ["", f"# {notes[scope]}", f"{scope}:"]
        for group in Facts.model_fields:
            if (group == "first_responsible") <= (scope == "own"):  # facts about the heads are the body's own
                lines.append(f"  {group}:")
                inside = (info for path, info in known.items() if path.startswith(f"{group}."))
                lines += [_line(info, lang, "    ") for info in inside]
    return "\n".join(lines) + "\n"


def _line(info: FactInfo, lang: str, indent: str, value: str | None = None, inner: str = "") -> str:
    key = info.path.rpartition(".")[2]
    mark = "" if value is not None else "# "
    name = info.zh if lang == "zh" else info.en
    return f"{indent}{mark}{inner}{key}: {value or _SAMPLES[info.kind]}  # {name}"


_ABOUT = {
    "title": "青禾区2021年法治政府建设年度报告",
    "issuer": "云川省临江市青禾区人民政府",
    "region": "云川省临江市青禾区",
    "level": "county",
    "body": "government",
    "year": "2021",
}
_CHECKLIST_NOTES = (
    "checklist", "id", "obligation", "basis", "applies", "severity", "check", "silent", "examples", "lint"
)  # fmt: skip
_CHECKLIST = """\
# {checklist}
id: my-checklist  # {id}
title: {{zh: 本省细则, en: Rules of our province}}
description:
  zh: 本省对法治政府建设年度报告的补充要求。
  en: What our province asks of the reports beyond national law.
items:
  - id: my-checklist.study-sessions
    title: {{zh: 中心组学法, en: Group study of law}}
    # {obligation}
    obligation:
      zh: 报告写明本单位理论学习中心组全年学法的次数。
      en: The report states how often the body's study group studied law in the year.
    # {basis}
    basis:
      - {{instrument: inspection-rules-2019, clause: 第二十五条, verified: false}}
    # {applies}
    applies_to: {{level: [county, township], body: [government, department]}}
    severity: low  # {severity}
    weight: 1
    topics: [first_responsible]
    # {check}
    check: {{stated: own.first_responsible.study_sessions}}
    when_silent: not_disclosed  # {silent}
    remedy:
      zh: 补充写明全年学法次数。
      en: Add the number of study sessions in the year.
    # {examples}
    examples:
      meets:
        - {{report: {{year: 2021}}, own: {{first_responsible: {{study_sessions: 4}}}}}}
      misses:
        - {{report: {{year: 2021}}, outcome: not_disclosed}}
# {lint}
"""
