"""What an answer says of the points of its evidence: each place once, near-duplicates merged into one statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import dropwhile, product, takewhile

from youju.evidence.points import Evidence, Point, same_words


def merged(evidence: Evidence, same: float) -> list[list[Point]]:
    """Near-duplicates together, the first of each group speaking for it; the same place only once."""
    groups: list[list[Point]] = []
    for point in _once(evidence.points):
        for group in groups:
            apart = any(_are_apart(point, other, evidence) for other in group)
            if not apart and _are_same(point, group[0], same):
                group.append(point)
                break
        else:
            groups.append([point])
    return groups


def _once(points: Iterable[Point]) -> list[Point]:
    """The points with every statement in one of them only.

    One that holds earlier ones stands in the place of the first of these, and is about what they are; one that begins
    or ends with what is said already is cut.
    """
    kept: list[Point] = []
    for point in points:
        held = [place for place, other in enumerate(kept) if _is_inside(other, point)]
        if held and not any(_is_inside(point, other) for other in kept):
            kept[held[0]] = _about(point, [kept[place] for place in held])
            kept = [other for place, other in enumerate(kept) if place not in held[1:]]
        elif rest := _rest(point, kept):
            kept.append(rest)
    return kept


def _about(point: Point, held: Iterable[Point]) -> Point:
    """``point`` with what decides in the points that it holds, where it does not say so itself."""
    decides = {number for other in held for number in other.deciding or other.numbers}
    return point if point.deciding else point._replace(deciding=tuple(sorted(decides)))


def _rest(point: Point, kept: Sequence[Point]) -> Point | None:
    """What of ``point`` is in none of ``kept``: of several stretches the first, so that it still is a slice."""
    own = point.record.document.id
    said = {number for other in kept if other.record.document.id == own for number in other.numbers}
    if said.isdisjoint(point.numbers):
        return point
    free = dropwhile(said.__contains__, point.numbers)
    numbers = tuple(takewhile(lambda number: number not in said, free))
    return Point(point.record, numbers, tuple(n for n in point.deciding if n in numbers)) if numbers else None


def _is_inside(point: Point, other: Point) -> bool:
    same = point.record.document.id == other.record.document.id
    return same and other.span.start <= point.span.start and point.span.end <= other.span.end


def _are_apart(one: Point, other: Point, evidence: Evidence) -> bool:
    """Whether any of their statements say different things in nearly the same words."""
    keys = ([(point.record.document.id, number) for number in point.numbers] for point in (one, other))
    return bool(evidence.apart) and any(frozenset(pair) in evidence.apart for pair in product(*keys))


def _are_same(one: Point, other: Point, same: float) -> bool:
    return one.form == other.form and same_words(_words(one), _words(other), same)


def _words(point: Point) -> list[str]:
    return [word for number in point.numbers for word in point.record.words[number]]
