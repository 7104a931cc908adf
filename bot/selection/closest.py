"""The blocks that come closest to a question that is not answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from youju.evidence.candidate import Candidate
from youju.evidence.points import Point, block


def closest(ranked: Iterable[Candidate], weights: Mapping[str, float]) -> tuple[Point, ...]:
    """The blocks of the best candidates, best first, of a length to be read; none of what shares nothing with the
    question. The candidate is what decides in its block.
    """
    found: list[Point] = []
    for candidate in ranked:
        if len(found) >= weights["near_blocks"]:
            break
        if not candidate.features["context"] or any(_stands_in(candidate, point) for point in found):
            continue
        found.append(_readable(candidate, weights["near_length"]))
    return tuple(found)


def _stands_in(candidate: Candidate, point: Point) -> bool:
    """Whether the candidate is of the block that ``point`` was cut from."""
    return candidate.record is point.record and candidate.statement.block == point.first.block


def _readable(candidate: Candidate, length: float) -> Point:
    """The candidate's block, or the statements around the candidate that make ``length`` characters at most."""
    record, numbers = candidate.record, block(candidate.record, candidate.statement.block).numbers
    first = last = candidate.number
    statements = record.document.statements

    def fits(one: int, other: int) -> bool:
        return statements[other].span.end - statements[one].span.start <= length

    while last < numbers[-1] and fits(first, last + 1):
        last += 1
    while first > numbers[0] and fits(first - 1, last):
        first -= 1
    return Point(record, tuple(range(first, last + 1)), (candidate.number,))
