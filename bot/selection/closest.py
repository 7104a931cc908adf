"""The units that come closest to a question that is not answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from youju.evidence.candidate import Candidate
from youju.evidence.points import Point

from .proposals import UNIT, Proposal


def closest(
    proposals: Iterable[Proposal], ranked: Sequence[Candidate], weights: Mapping[str, float]
) -> tuple[Point, ...]:
    """The best units, best first; none of what shares nothing with the question. The best statement of each decides."""
    units = [p for p in proposals if p.structure == UNIT and (p.features["context"] or p.features["means_headed"])]
    return tuple(_with_best(unit.points[0], ranked) for unit in units[: int(weights["near_blocks"])])


def _with_best(point: Point, ranked: Sequence[Candidate]) -> Point:
    inside = (c.number for c in ranked if c.record is point.record and c.number in point.numbers)
    best = next(inside, None)
    return point if best is None or len(point.numbers) == 1 else point._replace(deciding=(best,))
