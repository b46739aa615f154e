"""Who reports: the signing body, else the publishing body, else the one the title names; its region, level and kind."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from fazhi_eval.patterns import kept_patterns
from fazhi_eval.reports.layout.cues import cues, joined
from fazhi_eval.reports.layout.labels import Mention
from fazhi_eval.reports.layout.places import Name, body_tails, level_of, split_name
from fazhi_eval.reports.model import Body, Level

_LONGEST_RUN = 9


class Issuer(NamedTuple):
    """The reporting body. ``mention`` is where it is named; ``inferred`` marks a level that its name does not tell."""

    name: str
    region: str
    level: Level | None
    body: Body | None
    mention: Mention
    inferred: bool = False


class _Patterns(NamedTuple):
    title_end: re.Pattern[str]
    not_body: re.Pattern[str]
    reference: re.Pattern[str]
    before: re.Pattern[str]


@kept_patterns
def _patterns() -> _Patterns:
    data = cues("about")
    tails = body_tails()
    return _Patterns(
        title_end=re.compile(data["after_name"]),
        not_body=re.compile(data["not_bodies"]),
        reference=re.compile(
            rf"(?:^|[,。:\n年来度])(?:今年,?)?((?:[^\W\d_]|[()]){{2,20}}?{tails})"
            "(?=坚持|在|认真|深入|以|紧|全面|严格|按照|始终|高度|围绕|,)"
        ),
        before=re.compile(joined(data["before_names"])),
    )


@kept_patterns
def _superiors() -> tuple[re.Pattern[str], re.Pattern[str]]:
    superiors = cues("about")["superiors"]
    return re.compile(superiors["city"]), re.compile(superiors["county"])


def read_issuer(
    folded: str, body_start: int, title: Mention | None, signed: Mention | None, publishers: Iterable[Mention]
) -> Issuer | None:
    """The reporting body by rule 1 of the vocabulary. ``None`` where nothing names one.

    A publisher counts only where it does not contradict the title: the site of a district's government also carries
    the reports of its departments and of its townships.
    """
    named = _named_by_title(title)
    mention = signed or _publisher(publishers, named) or named
    if mention is None or not split_name(mention.name).body:
        mention = _reference(folded, body_start) or mention
    if mention is None:
        return None
    mention = _government_of(mention, folded)
    name = split_name(mention.name)
    region = _full_region(name, folded, [m.name for m in (signed, *publishers) if m])
    level, inferred = level_of(region, "" if region else name.bare), False
    if level is None and region:
        level, inferred = _rank_of_zone(region, folded), True
    full = region + name.rest if region and (name.region or name.bare) else mention.name
    body = name.body or (Body.GOVERNMENT if region and not name.rest else None)
    return Issuer(full, region, level, body, mention, inferred)


def _named_by_title(title: Mention | None) -> Mention | None:
    if title is None:
        return None
    text = title.name
    start = 2 if text.startswith("关于") else 0
    if year := re.match(r"20\d\d ?年?度?", text[start:]):
        start += year.end()
    end = _patterns().title_end.search(text, start)
    stop = end.start() if end else len(text)
    name = text[start:stop].strip()
    return Mention(name, title.start + start, title.start + stop) if name else None


def _government_of(mention: Mention, folded: str) -> Mention:
    """A title that names a region alone is its government's."""
    if split_name(mention.name).body is None and mention.name:
        for tail in ("人民政府", "管理委员会", "管委会", "街道办事处", "办事处"):
            name = mention.name.removesuffix("街道") + tail if tail == "街道办事处" else mention.name + tail
            if (place := folded.find(name)) >= 0:
                return Mention(name, place, place + len(name))
    return mention


def _publisher(publishers: Iterable[Mention], named: Mention | None) -> Mention | None:
    patterns = _patterns()
    for publisher in publishers:
        name = split_name(publisher.name)
        if name.body is None or patterns.not_body.search(publisher.name):
            continue
        if named is None:
            return publisher
        titled = split_name(named.name)
        if titled.body is None:
            if titled.region and titled.region not in publisher.name:
                continue
            if name.body is Body.DEPARTMENT and titled.region:
                continue  # a department publishes what its government reports
            return publisher
        if publisher.name.endswith(named.name) or (titled.rest == name.rest and titled.region in name.region):
            return publisher
    return None


def _reference(folded: str, body_start: int) -> Mention | None:
    """The body that the summary's first sentences are about."""
    match = _patterns().reference.search(folded, body_start, min(len(folded), body_start + 400))
    return Mention(match.group(1), match.start(1), match.end(1)) if match else None


def _full_region(name: Name, folded: str, others: list[str]) -> str:
    """The region in full: a name left to the reader (区) and a county's city are looked up in the text."""
    region = name.region
    if name.bare:
        known = [split_name(other).region for other in others]
        runs = [place.removesuffix(name.bare) for place in known if place.endswith(name.bare)]
        runs += _before(folded, name.bare + name.rest) + _before(folded, name.bare + "人民政府")
        stem = _commonest(runs)
        region = stem + name.bare if stem else ""
    if level_of(region) in (Level.COUNTY, Level.TOWNSHIP) and not _is_compound(region):
        heads = _before(folded, region) + [other.partition(region)[0] for other in others if region in other]
        region = _commonest([head for head in heads if _is_region(head)]) + region
    return region


def _before(folded: str, words: str) -> list[str]:
    """The runs of characters before each of ``words``, from the last mark or preposition on."""
    before, runs = _patterns().before, []
    place = folded.find(words)
    while place >= 0:
        start = place
        while start > 0 and place - start < _LONGEST_RUN and "一" <= folded[start - 1] <= "龥":
            start -= 1
        run = folded[start:place]
        while (word := before.match(run)) and len(run) - word.end() > 1:
            run = run[word.end() :]
        if run:
            runs.append(run)
        place = folded.find(words, place + 1)
    return runs


def _commonest(runs: list[str]) -> str:
    """The ending (of two characters or more) that most runs share; of equal ones a whole run, else the shortest.

    Runs carry words of the sentence before the name (督促指导|青禾); what they share is the name.
    """
    shared = Counter(run[cut:] for run in runs for cut in range(len(run) - 1))
    whole = set(runs)
    ranked = [
        (count, ending in whole, len(ending) if ending in whole else -len(ending), ending)
        for ending, count in shared.items()
    ]
    return max(ranked)[-1] if ranked else ""


def _is_region(text: str) -> bool:
    return bool(text) and split_name(text).region == text


def _is_compound(region: str) -> bool:
    """Whether the region already names what it belongs to (临江市青禾区)."""
    return any(_is_region(region[:cut]) and _is_region(region[cut:]) for cut in range(2, len(region) - 1))


def _rank_of_zone(region: str, folded: str) -> Level | None:
    """A development zone's rank: the one below the superiors it names (rule 3); county's inside a named city."""
    if _is_compound(region):
        return Level.COUNTY
    province, city = (len(pattern.findall(folded)) for pattern in _superiors())
    if not province and not city:
        return None
    return Level.CITY if province >= city else Level.COUNTY
