"""What makes a report fail: the words of ``--fail-on``, on the command line and in the configuration file alike."""

import re
from typing import Literal, NamedTuple

from fazhi_eval.errors import Problem

WORDS = ("none", "low", "medium", "high", "unadmitted")
"""The conditions that take no figure: a severity means that one and those above it."""

FORMS = (*WORDS, "score<N", "coverage<N")
"""How a condition is written; N is out of 100 for both, as both are shown."""

PATTERN = r"^(none|low|medium|high|unadmitted|score ?< ?\d{1,3}(\.\d+)?|coverage ?< ?\d{1,3}(\.\d+)?%?)$"
"""What the JSON Schema says of a condition; `condition` is stricter about N."""

_FIGURE = r"(score|coverage)\s*<\s*([0-9]{1,3}(?:\.[0-9]+)?)(%?)"


class Condition(NamedTuple):
    """One way to fail. ``limit`` is that of ``score`` and ``coverage``, 0 to 100; ``name`` is how it is told."""

    kind: Literal["none", "low", "medium", "high", "unadmitted", "score", "coverage"]
    limit: float = 0.0

    @property
    def name(self) -> str:
        """The condition as a user writes it."""
        return f"{self.kind}<{self.limit:g}" if self.kind in ("score", "coverage") else self.kind


DEFAULT = (Condition("low"),)
"""Where nobody says anything, every gap counts."""


def condition(written: str) -> Condition | Problem:
    """The condition that ``written`` means, or what is wrong with it."""
    for word in WORDS:
        if written == word:
            return Condition(word)  # type: ignore[arg-type]
    match = re.fullmatch(_FIGURE, written.strip())
    if match is None:
        from fazhi_eval.reports.paths import nearest

        params = {"found": written, "near": nearest(written, FORMS) or FORMS[1], "allowed": ", ".join(FORMS)}
        return Problem("gate.condition", params)
    kind, limit, percent = match[1], float(match[2]), match[3]
    if percent and kind == "score":
        return Problem("gate.score_percent", {"found": written, "near": f"score<{limit:g}"})
    if not 0 < limit <= 100:
        return Problem("gate.limit", {"found": written})
    if kind == "coverage" and limit <= 1 and not percent:
        # a share or a percentage? A gate that silently means something else is worse than none
        return Problem("gate.share", {"found": written, "near": f"coverage<{limit * 100:g}", "small": f"{limit:g}%"})
    return Condition(kind, limit)  # type: ignore[arg-type]
