"""A Report as YAML for a person to correct, with the sentence beside each value; `check` accepts the corrected file."""

from typing import TYPE_CHECKING, Any

from fazhi_eval.outputs.facts import unsure
from fazhi_eval.outputs.words import word
from fazhi_eval.reports.model import Confidence
from fazhi_eval.reports.paths import unscoped, vocabulary

if TYPE_CHECKING:
    from fazhi_eval.reports.model import Evidence, Report

_QUOTE = 60
"""How much of a quotation stands beside a value, in characters; the whole of it stands under ``evidence``."""


def render(report: "Report", lang: str = "zh") -> str:
    """YAML that reads back as ``report``, with names, quotations and doubts as comments.

    The reader puts values right, deletes what the text does not say, adds what was missed, and fills in ``reviewed``.
    """
    data = report.model_dump(mode="json", exclude_defaults=True)
    lines = [f"# {line}" for line in word("sheet.how", lang).splitlines()]
    lines += ['schema_version: "1"', "# reviewed: {by: " + word("sheet.name", lang) + ", on: 2024-01-31}", ""]
    lines += ["report:"]
    for name, value in data.get("report", {}).items():
        if isinstance(value, dict):
            lines += [f"  {name}:", *(f"    {key}: {_scalar(one)}" for key, one in value.items())]
        else:
            lines.append(f"  {name}: {_scalar(value)}{_comment(f'report.{name}', report, lang)}")
    lines += [f"  # {path}: ?{_comment(f'report.{path}', report, lang)}" for path in _open_dates(report)]
    for scope in ("own", "area"):
        groups = data.get(scope)
        if groups:
            lines += ["", f"{scope}:  # {word(f'facts.{scope}', lang)}"]
        for group, values in (groups or {}).items():
            lines.append(f"  {group}:")
            for name, value in values.items():
                comment = _comment(f"{scope}.{group}.{name}", report, lang)
                lines.append(f"    {name}: {_scalar(value)}{comment}")
    for name in ("deficiencies", "causes", "plan", "evidence"):
        if data.get(name):
            lines += ["", _dump({name: data[name]}).rstrip("\n")]
    return "\n".join(lines) + "\n"


def _open_dates(report: "Report") -> list[str]:
    known = {name for name, value in report.report if value is not None}
    paths = [
        path.removeprefix("report.") for path, pieces in report.evidence.items() if any(p.readings for p in pieces)
    ]
    return [path for path in paths if path not in known]


def _comment(path: str, report: "Report", lang: str) -> str:
    info = vocabulary()[unscoped(path)]
    name = info.zh if lang == "zh" else info.en
    pieces = [_piece(piece, lang) for piece in report.evidence.get(path, ())]
    return "  # " + "；".join([name, *pieces]) if lang == "zh" else "  # " + "; ".join([name, *pieces])


def _piece(piece: "Evidence", lang: str) -> str:
    quote = " ".join(piece.quote.split())
    shown = f"「{quote[:_QUOTE]}{'…' if len(quote) > _QUOTE else ''}」"
    if piece.readings:
        shown += " = " + " / ".join(day.isoformat() for day in piece.readings)
    elif piece.confidence is not Confidence.HIGH:
        shown += f"〔{word(f'confidence.{piece.confidence}', lang)}〕"
        if piece.confidence_reason:
            shown += unsure(piece.confidence_reason, lang)
    return shown


def _scalar(value: Any) -> str:
    """``value`` as YAML on one line."""
    return _dump([value]).strip()[1:-1].strip() if not isinstance(value, list) else _dump(value).strip()


def _dump(value: Any) -> str:
    import yaml

    flat = isinstance(value, list)
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**6, default_flow_style=flat)
