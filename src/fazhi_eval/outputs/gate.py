"""The gate's verdict in words: what follows the evaluation at a terminal, and goes to the log of a pipeline."""

from typing import TYPE_CHECKING

from fazhi_eval.messages import text
from fazhi_eval.outputs.columns import WIDTH, wrap
from fazhi_eval.outputs.words import said, word

if TYPE_CHECKING:
    from fazhi_eval.checklists.model import Text
    from fazhi_eval.evaluation.model import Evaluation
    from fazhi_eval.gate.files import Waiver
    from fazhi_eval.gate.model import Failure, Verdict


def render(
    evaluation: "Evaluation", verdict: "Verdict", lang: str = "zh", *, config: str | None = None, width: int = WIDTH
) -> str:
    """What holds, what is waived, expired or unused, how the gaps stand to the baseline; a line each.

    ``config`` is the configuration file that had a say.
    """
    first, *rest = told(evaluation, verdict, lang)
    if config is not None:
        rest.append(_told("config", lang, file=config))
    lines = [first]
    for line in rest:
        inner = line.startswith("  ")
        mark = "     -  " if inner else "  ·  "
        lines += wrap(line.strip(), width, first=mark, rest=" " * len(mark))
    return "\n".join(lines) + "\n"


def told(evaluation: "Evaluation", verdict: "Verdict", lang: str) -> list[str]:
    """The same as sentences, the verdict first; what is told of the sentence above begins with two blanks."""
    conditions = ", ".join(verdict.conditions)
    return [
        _told("passed" if verdict.passed else "failed", lang, conditions=conditions),
        *(_failure(failure, lang) for failure in verdict.failures),
        *_waivers(evaluation, verdict, lang),
        *_baseline(evaluation, verdict, lang),
    ]


def _told(code: str, lang: str, /, **params: object) -> str:
    return text(f"gate.told.{code}", lang, **params)


def _failure(failure: "Failure", lang: str) -> str:
    kind = failure.condition.partition("<")[0]
    if kind in ("score", "coverage"):
        if failure.found is None:
            return _told(f"no_{kind}", lang, condition=failure.condition)
        return _told(kind, lang, condition=failure.condition, found=f"{failure.found:.1f}")
    if kind == "unadmitted":
        return _told(kind, lang, count=len(failure.gaps))
    return _told("severity", lang, condition=failure.condition, count=len(failure.gaps))


def _waivers(evaluation: "Evaluation", verdict: "Verdict", lang: str) -> list[str]:
    titles = {item.id: item.title for checklist in evaluation.checklists for item in checklist.items}
    lines = []
    if verdict.waived:
        lines.append(_told("waived", lang, count=len(verdict.waived)))
        lines += [_waiver(waiver, titles, lang) for waiver in verdict.waived.values()]
    if verdict.expired:
        lines.append(_told("expired", lang, count=len(verdict.expired)))
        lines += [_waiver(waiver, titles, lang) for waiver in verdict.expired]
    if verdict.unused:
        lines.append(_told("unused", lang, count=len(verdict.unused)))
        lines += [
            "  " + _told(unused.why, lang, item=unused.waiver.item, near=unused.nearest or "—")
            for unused in verdict.unused
        ]
    if verdict.elsewhere:
        separator = ", " if lang == "en" else "、"
        lines.append(_told("elsewhere", lang, bodies=separator.join(verdict.elsewhere)))
    return lines


def _waiver(waiver: "Waiver", titles: "dict[str, Text]", lang: str) -> str:
    told = {"reason": waiver.reason, "owner": waiver.owner, "expires": waiver.expires}
    return "  " + _told("waiver", lang, title=said(titles[waiver.item], lang), item=waiver.item, **told)


def _baseline(evaluation: "Evaluation", verdict: "Verdict", lang: str) -> list[str]:
    if verdict.states is None:
        return []
    from fazhi_eval.gate.model import State

    known = sum(state is not State.NEW for state in verdict.states.values())
    lines = [_told("baseline", lang, new=len(verdict.counted), known=known, closed=len(verdict.closed))]
    for gap in evaluation.gaps:
        before = verdict.before.get(gap.id)
        if before is not None:
            outcomes = {"before": word(f"outcome.{before}", lang), "now": word(f"outcome.{gap.outcome}", lang)}
            lines.append("  " + _told("updated", lang, title=said(gap.title, lang), item=gap.item, **outcomes))
    lines += [
        "  " + _told("closed", lang, title=said(known.title, lang), item=known.item)
        for known in verdict.closed.values()
    ]
    return lines
