"""The commands that set things side by side: two years of one body, a gap and what the report admits."""

from argparse import Namespace

from fazhi_eval import compare as compared
from fazhi_eval import evaluate, load_checklists
from fazhi_eval.cli.files import lexicon_of, read_dated, width_of
from fazhi_eval.cli.write import use_colour, write
from fazhi_eval.reports.read import read


def compare(values: Namespace) -> int:
    """``fazhi-eval compare LAST THIS``: what became of admissions, promises, gaps and figures. Returns 0."""
    checklists = load_checklists(*values.checklists)
    lexicon = lexicon_of(values)
    last, this = (read_dated(file, lexicon) for file in values.files)
    years = compared(last, this, checklists, factor=values.factor)
    if values.format == "json":
        write(years.model_dump_json(indent=2) + "\n", values.output)
    else:
        from fazhi_eval.outputs import comparison

        colour, width = use_colour(values.output), width_of(values.output)
        write(comparison.render(years, values.lang, colour=colour, width=width), values.output)
    return 0


def explain(values: Namespace) -> int:
    """``fazhi-eval explain --report FILE ITEM``: why a gap, or the admission of that number, is tied to what it is
    tied to. Returns 0."""
    from fazhi_eval.gaps.explain import explain_admission, explain_gap
    from fazhi_eval.outputs import ties

    checklists = load_checklists(*values.checklists)
    report = read(values.report, lexicon_of(values))[0]
    evaluation = evaluate(report, checklists)
    settings = {"lang": values.lang, "width": width_of(None)}
    if values.item.isdecimal():
        number = int(values.item)
        reasons = explain_admission(number, evaluation, report, checklists)
        write(ties.render_admission(number - 1, reasons, evaluation, **settings), None)
    else:
        reasons = explain_gap(values.item, evaluation, report, checklists)
        write(ties.render_gap(values.item, reasons, evaluation, **settings), None)
    return 0
