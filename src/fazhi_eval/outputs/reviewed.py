"""What stands beside an evaluation and changes nothing of it, in words: a person's word, last year's report."""

from collections.abc import Iterator

from fazhi_eval.evaluation.model import Evaluation, Review, Reviewed
from fazhi_eval.messages import text
from fazhi_eval.outputs.columns import WIDTH
from fazhi_eval.outputs.comparison import Part, Told, head, parts, section
from fazhi_eval.outputs.paint import Paint, painter
from fazhi_eval.outputs.words import quoted, said


def beside(evaluation: Evaluation, lang: str) -> list[Part]:
    """Last year's report and the reviews, as far as they were given."""
    found = parts(evaluation.previous, lang) if evaluation.previous else []
    return found + ([reviews(evaluation, evaluation.reviews, lang)] if evaluation.reviews else [])


def render(evaluation: Evaluation, lang: str = "zh", *, width: int = WIDTH) -> str:
    """The same as text for a pipeline's log, with no line that the pipeline takes for a command (``::``); empty where
    nothing was given."""
    told = "".join("\n".join(lines) + "\n" for lines in sections(evaluation, lang, painter(False), width))
    return told.replace("::", ": :")


def sections(evaluation: Evaluation, lang: str, paint: Paint, width: int) -> list[list[str]]:
    """The same as blocks of lines."""
    previous = [head(evaluation.previous, lang, paint, width)] if evaluation.previous else []
    return previous + [section(part, paint, width) for part in beside(evaluation, lang)]


def reviews(evaluation: Evaluation, reviewed: Reviewed, lang: str) -> Part:
    """A person's word, then what of it fits nothing any more."""
    heading = _word("heading", lang, count=len(reviewed.outcomes) + len(reviewed.matches))
    others = _word("others", lang, count=reviewed.others) if reviewed.others else ""
    return Part(_word("gap", lang), heading, tuple(_told(evaluation, reviewed, lang)), others)


def _told(evaluation: Evaluation, reviewed: Reviewed, lang: str) -> Iterator[Told]:
    results = {result.id: result for each in evaluation.checklists for result in each.items}
    for id, review in reviewed.outcomes.items():
        names = {"computed": results[id].outcome, "outcome": review.outcome}
        state = _word("outcome", lang, **{name: text(f"outputs.outcome.{each}", lang) for name, each in names.items()})
        yield Told(state, said(results[id].title, lang), id, (_signed(review, lang),), item=id)
    for match in reviewed.matches:
        review = match.review
        more = (said(results[review.item].title, lang), _signed(review, lang))
        quote = quoted(evaluation.admissions[match.admission].quote)
        yield Told(_word(str(review.match), lang), quote, review.item, more, review.item, match.admission)
    for unfit in reviewed.unfit:
        yield Told("", misfit(unfit.review, unfit.why, lang))


def misfit(review: Review, why: str, lang: str) -> str:
    """A review that no longer fits anything, and why."""
    reason = text(f"gaps.review.misfit.{why}", lang)
    return _word("unfit", lang, item=review.item, who=review.who, when=review.when, reason=reason)


def _signed(review: Review, lang: str) -> str:
    return _word("signed", lang, who=review.who, when=review.when, why=review.why)


def _word(code: str, lang: str, **params: object) -> str:
    return text(f"comparison.reviews.{code}", lang, **params)
