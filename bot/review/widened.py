"""Statements that decide, widened to what a person would mark: the unit that each stands in, the statement named."""

from __future__ import annotations

from dataclasses import replace

from youju.evidence.points import Evidence, Point
from youju.evidence.references.pointers import Pointers
from youju.selection.findings import Findings
from youju.selection.proposals import unit_point

_CHOSEN_ALONE = frozenset({"sentences", "verdict"})
"""Structures whose statements were chosen one by one; lists, steps and comparisons have their shape already."""


def followed(evidence: Evidence, findings: Findings) -> Evidence:
    """``evidence`` with what its first point sends to behind it, where that says no more; in the place of a point that
    says nothing at all.
    """
    first, rest = evidence.points[0], evidence.points[1:]
    if rest and evidence.structure not in _CHOSEN_ALONE:
        return evidence
    found = Pointers(findings.shelf).followed(first, findings.ranked)
    if found is None:
        return evidence
    target, instead = found
    if target.key in {point.key for point in rest} or target.key == first.key:
        return evidence
    return replace(evidence, points=(target, *rest) if instead else (first, target, *rest), structure="sentences")


def widened(evidence: Evidence) -> Evidence:
    """Each point as its unit, points of one unit as one; what disagrees, a row and an entry stay by themselves."""
    if evidence.structure not in _CHOSEN_ALONE:
        return evidence
    alone = {point.key for disagreement in evidence.disagreements for point in disagreement.points}
    alone |= {key for pair in evidence.apart for key in pair}
    points: dict[tuple[str, int], Point] = {}
    for point in evidence.points:
        whole = point if point.key in alone or _speaks_alone(point) else _unit(point)
        known = points.get(whole.key)
        deciding = (*known.deciding, *whole.deciding) if known else whole.deciding
        points[whole.key] = whole._replace(deciding=deciding)
    return replace(evidence, points=tuple(points.values()))


def _speaks_alone(point: Point) -> bool:
    """Whether a point is quoted with what it needs by itself: a row with its heads, an entry with its names."""
    return point.form == "row" or point.first.is_entry


def _unit(point: Point) -> Point:
    """The unit of a point, with what the point goes on with behind it; all of it decides where it is no more."""
    unit = unit_point(point.record, point.numbers[0])
    numbers = tuple(range(unit.numbers[0], max(unit.numbers[-1], point.numbers[-1]) + 1))
    return Point(point.record, numbers, () if numbers == point.numbers else point.numbers)
