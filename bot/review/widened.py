"""Statements that decide, widened to what a person would mark: the unit that each stands in, the statement named."""

from __future__ import annotations

from dataclasses import replace

from youju.corpus import StatementKind
from youju.evidence.points import Evidence, Point
from youju.selection.proposals import unit_point

from .introductions import Introductions

_CHOSEN_ALONE = frozenset({"sentences", "verdict"})
"""Structures whose statements were chosen one by one; lists, steps and comparisons have their shape already."""


def widened(evidence: Evidence, introductions: Introductions) -> Evidence:
    """Each point as its unit, points of one unit as one; what disagrees, a row and an entry stay by themselves.

    So does what stands in a unit with one side of a disagreement: the unit would be on both sides.
    """
    if evidence.structure not in _CHOSEN_ALONE:
        return evidence
    alone = {point.key for disagreement in evidence.disagreements for point in disagreement.points}
    alone |= {key for pair in evidence.apart for key in pair}
    points: dict[tuple[str, int], Point] = {}
    for point in evidence.points:
        unit = point if _speaks_alone(point) else _unit(point, introductions)
        whole = point if any((point.key[0], number) in alone for number in unit.numbers) else unit
        known = points.get(whole.key)
        deciding = (*known.deciding, *whole.deciding) if known else whole.deciding
        points[whole.key] = whole._replace(deciding=deciding)
    return replace(evidence, points=tuple(points.values()))


def _speaks_alone(point: Point) -> bool:
    """Whether a point is quoted with what it needs by itself: a row with its heads, an entry with its names."""
    return point.form == "row" or point.first.is_entry


def _unit(point: Point, introductions: Introductions) -> Point:
    """The unit of a point, with what the point goes on with behind it; all of it decides where it is no more.

    What denies, dates or limits the point within the unit decides with it, and so does what stands between.
    """
    unit = unit_point(point.record, point.numbers[0])
    numbers = _of_one_question(point, range(unit.numbers[0], max(unit.numbers[-1], point.numbers[-1]) + 1))
    above = [one.numbers[0] for one in introductions.above(point) if one.numbers[0] in numbers]
    deciding = tuple(range(min((*above, point.numbers[0])), point.numbers[-1] + 1))
    return Point(point.record, numbers, () if numbers == deciding else deciding)


def _of_one_question(point: Point, numbers: range) -> tuple[int, ...]:
    """``numbers`` as far as they are of the question that the point answers, and without it: the next is another's."""
    statements = point.record.document.statements
    asked = [number for number in numbers if statements[number].kind is StatementKind.QUESTION]
    first = max((number + 1 for number in asked if number < point.numbers[0]), default=numbers.start)
    last = min((number for number in asked if number > point.numbers[-1]), default=numbers.stop)
    return tuple(range(first, last))
