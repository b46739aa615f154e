"""What the rows of an audit come to together: sums whose size does not grow with the number of reports."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from fazhi_eval.audits.model import Row
from fazhi_eval.checklists.model import Checklists, Topic
from fazhi_eval.evaluation.model import GAP_OUTCOMES, Outcome

BINS = 20
"""of the distribution of scores; each is five points wide"""

REGIONS = 40
"""rows of the heat map: with more, places are counted to the larger one they lie in"""

_SAID = (Outcome.MET, *sorted(GAP_OUTCOMES))
_PLACE = re.compile(r".+?(?:特别行政区|自治[区州县旗]|[省市盟县区旗乡镇]|地区|街道)")

Shares = dict[Topic, tuple[int, int]]
"""By topic: how many items are short, and of how many that were judged."""


@dataclass(frozen=True)
class Place:
    """Where a report's row stands, and what it is ordered by: the best score first, then coverage, then the path."""

    key: tuple[float, float, str]
    start: int
    admissions: int
    gaps: int


@dataclass
class Totals:
    """The sums so far. ``ranked`` and ``failed`` hold the places of rows in the file of all rows."""

    topics: Mapping[str, tuple[Topic, ...]]
    outcomes: dict[str, Counter[Outcome]] = field(default_factory=dict)
    unadmitted: Counter[str] = field(default_factory=Counter)
    scores: list[int] = field(default_factory=lambda: [0] * BINS)
    unscored: int = 0
    gaps: int = 0
    regions: dict[str, dict[Topic, list[int]]] = field(default_factory=dict)
    ranked: list[Place] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    def add(self, row: Row, start: int) -> None:
        """Count ``row``, which begins at the byte ``start`` of the file."""
        if row.report is None or row.score is None:
            self.failed.append(start)
            return
        score = row.score.score
        if score is None:
            self.unscored += 1
        else:
            self.scores[min(BINS - 1, int(score * BINS / 100))] += 1
        self.gaps += len(row.gaps)
        self.unadmitted.update(row.unadmitted)
        region = self.regions.setdefault(row.report.region or "", {})
        for item, outcome in row.outcomes.items():
            counts = self.outcomes.get(item)
            if counts is None:
                counts = self.outcomes[item] = Counter()
            counts[outcome] += 1
            if outcome in _SAID:
                short = outcome is not Outcome.MET
                for topic in self.topics.get(item, ()):
                    cell = region.setdefault(topic, [0, 0])
                    cell[0] += short
                    cell[1] += 1
        key = (-1.0 if score is None else score, row.score.coverage or 0.0, row.source)
        self.ranked.append(Place(key, start, sum(row.admissions.values()), len(row.gaps)))

    def ranking(self) -> list[Place]:
        """The best score first; without one last; equal ones by coverage, then by path."""
        return sorted(self.ranked, key=lambda place: (-place.key[0], -place.key[1], place.key[2]))

    def silent(self) -> list[Place]:
        """Reports with gaps that admit nothing, most gaps first."""
        found = [place for place in self.ranked if place.gaps and not place.admissions]
        return sorted(found, key=lambda place: (-place.gaps, place.key[2]))

    def missed(self) -> list[str]:
        """Items that are short somewhere, those most often short first."""
        short = {id: sum(counts[outcome] for outcome in GAP_OUTCOMES) for id, counts in self.outcomes.items()}
        return sorted((id for id, count in short.items() if count), key=lambda id: (-short[id], id))

    def by_region(self) -> dict[str, Shares]:
        """By place, at most `REGIONS` of them; what is more is under ``…``. A place not known is empty."""
        names = {name: name for name in self.regions}
        while len(set(names.values())) > REGIONS:
            larger = {name: _larger(place) for name, place in names.items()}
            if larger == names:
                break
            names = larger
        found: dict[str, dict[Topic, list[int]]] = {}
        for name, cells in self.regions.items():
            sums = found.setdefault(names[name], {})
            for topic, (short, judged) in cells.items():
                cell = sums.setdefault(topic, [0, 0])
                cell[0] += short
                cell[1] += judged
        places = sorted(found, key=lambda place: (-max((cell[1] for cell in found[place].values()), default=0), place))
        for place in places[REGIONS:]:
            for topic, (short, judged) in found.pop(place).items():
                cell = found.setdefault("…", {}).setdefault(topic, [0, 0])
                cell[0] += short
                cell[1] += judged
        return {
            place: {topic: (short, judged) for topic, (short, judged) in found[place].items()}
            for place in sorted(found, key=lambda place: (place in ("", "…"), place))
        }


def new_totals(checklists: Checklists) -> Totals:
    """Sums of nothing yet; the items' topics are those of ``checklists``."""
    return Totals({item.id: item.topics for each in checklists.checklists for item in each.items})


def _larger(place: str) -> str:
    parts = _PLACE.findall(place)
    return "".join(parts[:-1]) if len(parts) > 1 else place
