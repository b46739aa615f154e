"""The signature at a report's end: the body and the day (落款)."""

import re
from typing import NamedTuple

from fazhi_eval.documents.model import Document
from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.layout.cues import cues, joined
from fazhi_eval.reports.layout.dates import FoundDate, find_dates
from fazhi_eval.reports.layout.places import body_tails

_TAIL = 400
"""characters at a body's end, and after it, in which a signature may stand"""


class Signature(NamedTuple):
    """Who signed (None where a date stands alone) at ``folded[start:end]``, and the date."""

    start: int
    end: int
    signer: tuple[int, int] | None
    dated: FoundDate


@kept_patterns
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    closing = joined(cues("sections")["closing"])
    return (
        re.compile(rf"(?:^|[。\s!;])((?:[^\W\d_]|[()·]){{2,38}}?{body_tails()})[\s(]*$"),
        re.compile(rf"[\s)]*(?:{closing}.*)?(?:\n|$)"),
    )


def find_signature(document: Document) -> Signature | None:
    """The signature, or None. A date inside a sentence or after a label signs nothing."""
    folded = document.folded
    signer, after = _patterns()
    start = max(document.body_start, document.body_end - _TAIL)
    stop = min(len(folded), document.body_end + _TAIL)
    for found in reversed(list(find_dates(folded, start, stop))):
        if not after.match(folded, found.end):
            continue
        before = folded[start : found.start]
        if match := signer.search(before):
            place = (start + match.start(1), start + match.end(1))
            return Signature(place[0], found.end, place, found)
        line = before.rpartition("\n")[2]
        if not line.strip(" ("):
            return Signature(found.start, found.end, None, found)
    return None
