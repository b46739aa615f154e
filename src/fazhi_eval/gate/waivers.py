"""Waivers: gaps that do not count for a while, with the reason and the person who answers for it.

waivers:
  - item: enforcement.case-file-review
    body: 云川省临江市青禾区人民政府
    reason: 案卷评查改在次年一季度进行，已书面报告
    owner: 区司法局 李某
    expires: 2024-06-30
"""

from pathlib import Path

from pydantic import ValidationError

from fazhi_eval.errors import UsageError
from fazhi_eval.gaps.find import body_of
from fazhi_eval.gate.files import Waiver, WaiversFile
from fazhi_eval.gate.problems import problems_of, text_of
from fazhi_eval.reports.model import About
from fazhi_eval.yamlsource import parse


def read_waivers(file: str | Path) -> tuple[Waiver, ...]:
    """The waivers of a YAML file. Raises UsageError with every problem, each at its line and column."""
    source, problems = parse(text_of(Path(file)), str(file))
    if problems:
        raise UsageError(problems)
    try:
        waivers = WaiversFile.model_validate(source.data).waivers
    except ValidationError as error:
        fields = [*Waiver.model_fields] if isinstance(source.data, dict) and "waivers" in source.data else ["waivers"]
        raise UsageError(problems_of(error, source, fields)) from None
    first: dict[tuple[str, str], int] = {}
    for index, waiver in enumerate(waivers):
        key = (waiver.item, body_named(waiver.body))
        if key in first:
            line = source.place(("waivers", first[key]))[0]
            problems.append(source.problem("gate.twice", ("waivers", index), item=waiver.item, first_line=line))
        first.setdefault(key, index)
    if problems:
        raise UsageError(problems)
    return waivers


def body_named(name: str) -> str:
    """A body's name in the form that tells bodies apart."""
    return body_of(About(issuer=name))
