"""Words of shortcomings, causes, remedies and praise: the patterns of layout/clauses.yaml and what is asked of them."""

import re
from typing import NamedTuple

from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.layout.cues import cues, joined


class Grammar(NamedTuple):
    """The patterns of layout/clauses.yaml, each under the name it has there."""

    lack: re.Pattern[str]
    hollow: re.Pattern[str]
    lead_in: re.Pattern[str]
    summary: re.Pattern[str]
    connector: re.Pattern[str]
    background: re.Pattern[str]
    concession: re.Pattern[str]
    praise: re.Pattern[str]
    goes_on: re.Pattern[str]
    some: re.Pattern[str]
    subjectless: re.Pattern[str]
    phenomenon: re.Pattern[str]
    remedy: re.Pattern[str]
    cause: re.Pattern[str]
    cause_named: re.Pattern[str]
    cause_lead: re.Pattern[str]


@kept_patterns
def grammar() -> Grammar:
    """The patterns, compiled once a process."""
    data = cues("clauses")
    return Grammar(
        lack=re.compile("|".join(data["lacks"])),
        hollow=re.compile(joined(data["hollow"]) + r"|[\s,:、“”《》0-9年度]"),
        lead_in=re.compile(f"(?:{data['lead_in']})[:,]?"),
        summary=re.compile(f"(?:{data['summary']})$"),
        connector=re.compile(f"(?:{data['connectors']}),?"),
        background=re.compile(data["background"]),
        concession=re.compile(data["concession"]),
        praise=re.compile(data["praise"]),
        goes_on=re.compile(data["goes_on"]),
        some=re.compile(data["some"]),
        subjectless=re.compile(data["subjectless"]),
        phenomenon=re.compile(data["phenomenon"]),
        remedy=re.compile(data["remedy"]),
        cause=re.compile(data["cause"]),
        cause_named=re.compile(data["cause_named"]),
        cause_lead=re.compile(data["cause_lead"]),
    )


@kept_patterns
def enumerator() -> re.Pattern[str]:
    """Words and marks that open a point of an enumeration: 一是, 第一, （2）, 3., 首先."""
    number = "[一二三四五六七八九十]{1,2}"
    return re.compile(
        rf"{number}(?:是|要|、)|第{number}(?:,|是|、)|其[一二三四五](?:,|是|:)?|\((?:{number}|\d{{1,2}})\)、?"
        r"|\d{1,2}(?:[.、](?!\d)|\))|[①-⑳]|(?:首先|其次|再次|再者|最后|另一方面|一方面)(?:,|是)?"
    )


def lacks(text: str) -> bool:
    """Whether the (folded) text says that something is missing or bad."""
    return grammar().lack.search(text) is not None


def is_hollow(text: str) -> bool:
    """Whether the (folded) text says nothing of its own: a lead-in, 套话."""
    rest = grammar().hollow.sub("", text)
    return len(rest) <= 1 and not lacks(rest)


def is_remedy(text: str) -> bool:
    """Whether the (folded) clause tells what is to be done."""
    return grammar().remedy.match(text) is not None
