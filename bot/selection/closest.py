"""The units that come closest to a question that is not answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from youju.evidence.candidate import Candidate
from youju.evidence.expected.shown import Told, unshown
from youju.evidence.points import Point

from .findings import Findings
from .proposals import UNIT, Proposal


def closest(proposals: Iterable[Proposal], findings: Findings, weights: Mapping[str, float]) -> tuple[Point, ...]:
    """The best units, best first; none of what shares nothing with the question. The best statement of each decides.

    Of a few that come near, those go first that may show the kind of thing that is asked for.
    """
    units = [p for p in proposals if p.structure == UNIT and (p.features["context"] or p.features["means_headed"])]
    asks = findings.inquiry.cues.asks
    near = [unit.points[0] for unit in units[: int(weights["near_among"])]]
    near.sort(key=lambda point: len(unshown(asks, [Told.of(point.record, point.numbers)])))
    return tuple(_with_best(point, findings.ranked) for point in near[: int(weights["near_blocks"])])


def _with_best(point: Point, ranked: Sequence[Candidate]) -> Point:
    inside = (c.number for c in ranked if c.record is point.record and c.number in point.numbers)
    best = next(inside, None)
    return point if best is None or len(point.numbers) == 1 else point._replace(deciding=(best,))
