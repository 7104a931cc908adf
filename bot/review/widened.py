"""Statements that decide, widened to what a person would mark: the unit that each stands in, the statement named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from youju.corpus import NONE, Document, StatementKind
from youju.corpus.navigation import leads_of
from youju.evidence.expected.ask import Ask
from youju.evidence.expected.shown import Told, unshown
from youju.evidence.points import Evidence, Point
from youju.evidence.references.pointers import Pointers
from youju.selection.findings import Findings
from youju.selection.proposals import unit_point

from .introductions import Introductions

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


def widened(evidence: Evidence, introductions: Introductions) -> Evidence:
    """Each point as its unit, points of one unit as one; what disagrees, a row and an entry stay by themselves.

    So does what stands in a unit with one side of a disagreement: the unit would be on both sides.
    """
    if evidence.structure not in _CHOSEN_ALONE:
        return evidence
    alone = {point.key for disagreement in evidence.disagreements for point in disagreement.points}
    alone |= {key for pair in evidence.apart for key in pair if not _share_a_unit(pair, evidence.points)}
    points: dict[tuple[str, int], Point] = {}
    for point in evidence.points:
        by_itself = _speaks_alone(point, introductions.asks) or _heads(point, evidence.points)
        unit = point if by_itself else _unit(point, introductions)
        whole = point if any((point.key[0], number) in alone for number in unit.numbers) else unit
        known = points.get(whole.key)
        deciding = (*known.deciding, *whole.deciding) if known else whole.deciding
        points[whole.key] = whole._replace(deciding=deciding)
    quoted = tuple(points.values())
    told = (point if point.key in alone else _told_apart(point, quoted) for point in quoted)
    return replace(evidence, points=tuple(told))


def _share_a_unit(pair: frozenset[tuple[str, int]], points: Sequence[Point]) -> bool:
    """Whether both of a pair stand in one unit: it says what each of them says, as they stand there."""
    return len({unit_point(point.record, point.numbers[0]).key for point in points if point.key in pair}) == 1


def _speaks_alone(point: Point, asks: Sequence[Ask]) -> bool:
    """Whether a point is quoted with what it needs by itself: an entry with its names; a row with its heads, unless
    none of its cells shows what is asked for, which the rows beside it may.
    """
    if point.form != "row":
        return point.first.is_entry
    return not unshown(asks, [Told.of(point.record, point.numbers)])


def _heads(point: Point, others: Sequence[Point]) -> bool:
    """Whether a point introduces rows that are quoted behind it: the block would say them once more."""
    rows = (other for other in others if other.form == "row" and other.record is point.record)
    return any(point.numbers[-1] in leads_of(point.record.document, row.numbers[0]) for row in rows)


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


def _told_apart(point: Point, others: Sequence[Point]) -> Point:
    """The point from the heading on that tells it from another one, of a section beside or of one with the same title;
    where more than headings stands between the source says what it is about.
    """
    own, statements = point.first.section, point.record.document.statements
    beside = sorted({other.first.section for other in others if other.record is point.record} - {own, NONE})
    partings = (_parting(point.record.document, own, other) for other in beside if own != NONE)
    heading = next((found for found in partings if found is not None), point.numbers[0])
    above = range(heading, point.numbers[0])
    if not above or any(statements[number].kind is not StatementKind.HEADING for number in above):
        return point
    return Point(point.record, (*above, *point.numbers), point.deciding or point.numbers)


def _parting(document: Document, own: int, other: int) -> int | None:
    """The heading above ``own`` that is not above ``other``, where both are under one parent or have the same title."""
    one, two = document.sections[own], document.sections[other]
    if one.parent != two.parent and one.title != two.title:
        return None
    paths = zip(_path(document, own), _path(document, other), strict=False)
    return next((document.headings.get(section) for section, counterpart in paths if section != counterpart), None)


def _path(document: Document, section: int) -> list[int]:
    """The sections down to ``section``, the outermost first."""
    path: list[int] = []
    while section != NONE:
        path.insert(0, section)
        section = document.sections[section].parent
    return path
