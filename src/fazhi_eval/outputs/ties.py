"""Why gaps and admissions are tied, or not, for a person at a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fazhi_eval.messages import text
from fazhi_eval.outputs.columns import WIDTH, wrap
from fazhi_eval.outputs.words import quoted, said

if TYPE_CHECKING:
    from fazhi_eval.evaluation.model import Evaluation
    from fazhi_eval.gaps.explain import Reason


def render_gap(
    gap: str, reasons: "Sequence[Reason]", evaluation: "Evaluation", lang: str, *, width: int = WIDTH
) -> str:
    """A gap (its id or its item's id), and how each admission stands to it."""
    lines = wrap(_gap(gap, evaluation, lang), width)
    for reason in reasons:
        lines += ["", *wrap(_admission(reason.admission, evaluation, lang), width, rest="  ")]
        lines += wrap(said(reason.message, lang), width, first="  ", rest="  ")
    if not reasons:
        lines.append(_word("no_admissions", lang))
    return "\n".join(lines) + "\n"


def render_admission(
    admission: int, reasons: "Sequence[Reason]", evaluation: "Evaluation", lang: str, *, width: int = WIDTH
) -> str:
    """An admission (its place in `Evaluation.admissions`), and how the gaps that share a topic stand to it."""
    lines = wrap(_admission(admission, evaluation, lang), width)
    for reason in reasons:
        lines += ["", *wrap(_gap(reason.gap, evaluation, lang), width, rest="  ")]
        lines += wrap(said(reason.message, lang), width, first="  ", rest="  ")
    if not reasons:
        lines.append(_word("no_gaps", lang))
    rest = len(evaluation.gaps) - len(reasons)
    if rest:
        lines += ["", _word("rest", lang, count=rest)]
    return "\n".join(lines) + "\n"


def _gap(name: str, evaluation: "Evaluation", lang: str) -> str:
    gap = next(gap for gap in evaluation.gaps if name in (gap.id, gap.item))
    return _word("gap", lang, title=said(gap.title, lang), item=gap.item)


def _admission(place: int, evaluation: "Evaluation", lang: str) -> str:
    return _word("admission", lang, number=place + 1, quote=quoted(evaluation.admissions[place].quote))


def _word(code: str, lang: str, **params: object) -> str:
    return text(f"comparison.why.{code}", lang, **params)
