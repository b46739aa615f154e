"""All items of one report with their reasons, against the same conditions in CEL (Rust) and in JSON Schema."""

from benchmarks import as_cel, as_jsonschema
from benchmarks.conditions import binding_items, only, plain_facts, with_facts
from benchmarks.measure import Ratio, Section, shortest
from fazhi_eval.checklists.decide import compile_item
from fazhi_eval.checklists.model import Checklists
from fazhi_eval.checklists.view import view
from fazhi_eval.evaluation.judge import judge
from fazhi_eval.evaluation.model import Outcome
from fazhi_eval.reports.model import Report

ROUNDS = 100


def against_cel(report: Report, checklists: Checklists, year: int) -> Section:
    """Ours with reasons against the verdicts of CEL: facts to context once, then every program."""
    title = "(a) all items of one report, with reasons, against Rust CEL"
    binding = binding_items(checklists, report, year)
    items = with_facts(binding)
    facts = plain_facts(view(report, year))
    try:
        engines = {
            "report": as_cel.Engine(items, year, as_cel.NESTED),
            "flat": as_cel.Engine(items, year, as_cel.FLAT),
        }
    except ImportError:
        return _absent(title, "common-expression-language")
    same = only(checklists, items)
    decisions = [compile_item(item) for item in items]

    def verdicts() -> list[object]:
        seen = view(report, year)
        return [decide(seen) for decide in decisions]

    report_context, flat_context = (engine.context(facts) for engine in engines.values())
    seconds = shortest(
        {
            "ours": lambda: judge(report, same, year),
            "cel": lambda: engines["report"].judge(engines["report"].context(facts)),
            "cel checks": lambda: engines["report"].judge(report_context),
            "flat": lambda: engines["flat"].judge(engines["flat"].context(facts)),
            "flat checks": lambda: engines["flat"].judge(flat_context),
            "verdicts": verdicts,
            "all": lambda: judge(report, checklists, year),
        },
        ROUNDS,
    )
    ours = seconds["ours"]
    ratios = (
        Ratio("CEL, facts in the shape of the report, context built once", ours, seconds["cel"], "faster", 3),
        Ratio("  of that the programs alone, context converted before", ours, seconds["cel checks"], "faster"),
        Ratio("  verdicts on both sides, our words not yet made", seconds["verdicts"], seconds["cel"], "faster"),
        Ratio("CEL, facts in one flat map, context built once", ours, seconds["flat"], "faster"),
        Ratio("  of that the programs alone, context converted before", ours, seconds["flat checks"], "faster"),
    )
    notes = [
        f"{len(items)} items translated of {len(binding)} that bind the body; the others only ask a person to look",
        f"ours judges the same {len(items)} items and gives reasons, quotations and score, CEL truth alone",
        f"all items of the checklists, settled ones too: {seconds['all'] * 1e6:.0f} µs",
    ]
    for name, engine in engines.items():
        notes.append(f"verdicts that differ, {name}: {_differing(engine, report, same, year)}")
    return Section(title, ratios, tuple(notes))


def _differing(engine: as_cel.Engine, report: Report, same: Checklists, year: int) -> str:
    ours = {item.id: item.outcome for result in judge(report, same, year).checklists for item in result.items}
    theirs = engine.judge(engine.context(plain_facts(view(report, year))))
    different = []
    for (name, outcome), truth in zip(ours.items(), theirs, strict=True):
        wanted = {
            Outcome.MET: True,
            Outcome.PARTLY_MET: False,
            Outcome.NOT_MET: False,
            Outcome.NOT_APPLICABLE: "not applicable",
        }.get(outcome)
        if truth is not wanted and truth != wanted:
            different.append(name)
    return f"{len(different)} of {len(ours)} {' '.join(different)}".rstrip()


def against_jsonschema(report: Report, checklists: Checklists, year: int) -> Section:
    """Ours with reasons against the errors of jsonschema's validators."""
    title = "(a) the same, against jsonschema"
    able = with_facts(binding_items(checklists, report, year))
    items = [item for item in able if as_jsonschema.can_say(item)]
    facts = plain_facts(view(report, year))
    try:
        engine = as_jsonschema.Engine(items)
    except ImportError:
        return _absent(title, "jsonschema")
    same = only(checklists, items)
    seconds = shortest(
        {"ours": lambda: judge(report, same, year), "jsonschema": lambda: engine.judge(facts)}, ROUNDS // 2
    )
    ratio = Ratio("jsonschema, validators built once", seconds["ours"], seconds["jsonschema"], "faster", 15)
    return Section(
        title,
        (ratio,),
        (f"{len(items)} items translated of {len(able)}, its errors listed: it compares no two values and no days",),
    )


def _absent(title: str, package: str) -> Section:
    return Section(title, notes=(f"skipped: the package {package} is not installed (pip install {package})",))
