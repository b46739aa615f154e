"""A person's word beside what was computed, for a person at a terminal."""

from fazhi_eval.evaluation.model import Evaluation, Outcome, Review
from fazhi_eval.messages import text
from fazhi_eval.outputs.columns import wrap
from fazhi_eval.outputs.paint import Paint
from fazhi_eval.outputs.words import quoted, said

_FIRST, _REST = "  ·  ", "     "


def section(evaluation: Evaluation, lang: str, paint: Paint, width: int) -> list[str]:
    """Every review of the evaluation, then those that fit nothing any more; nothing where no reviews were given."""
    reviews = evaluation.reviews
    if reviews is None:
        return []
    results = {result.id: result for each in evaluation.checklists for result in each.items}
    lines = [paint(_word("heading", lang, count=len(reviews.outcomes) + len(reviews.matches)), "bold")]
    for id, review in reviews.outcomes.items():
        lines += wrap(f"{said(results[id].title, lang)}  {id}", width, first=_FIRST, rest=_REST)
        lines += wrap(outcome(results[id].outcome, review, lang), width, first=_REST, rest=_REST)
    for match in reviews.matches:
        review = match.review
        admitted = quoted(evaluation.admissions[match.admission].quote)
        told = f"{admitted} — {said(results[review.item].title, lang)}  {review.item}"
        lines += wrap(told, width, first=_FIRST, rest=_REST)
        lines += wrap(f"{_word(str(review.match), lang)} — {_signed(review, lang)}", width, first=_REST, rest=_REST)
    for unfit in reviews.unfit:
        lines += wrap(misfit(unfit.review, unfit.why, lang), width, first=_FIRST, rest=_REST)
    if reviews.others:
        lines += wrap(_word("others", lang, count=reviews.others), width, first="  ", rest="  ")
    return lines


def outcome(computed: Outcome, review: Review, lang: str) -> str:
    """What was computed, what the person found, who says so, when and why."""
    names = {
        "computed": text(f"outputs.outcome.{computed}", lang),
        "outcome": text(f"outputs.outcome.{review.outcome}", lang),
    }
    return f"{_word('outcome', lang, **names)} — {_signed(review, lang)}"


def misfit(review: Review, why: str, lang: str) -> str:
    """A review that no longer fits anything, and why."""
    reason = text(f"gaps.review.misfit.{why}", lang)
    return _word("unfit", lang, item=review.item, who=review.who, when=review.when, reason=reason)


def _signed(review: Review, lang: str) -> str:
    return _word("signed", lang, who=review.who, when=review.when, why=review.why)


def _word(code: str, lang: str, **params: object) -> str:
    return text(f"comparison.reviews.{code}", lang, **params)
