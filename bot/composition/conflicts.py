"""Statements that disagree, as the sides of conflicts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from youju.evidence.points import Disagreement, Point

from .answer import Conflict
from .citations import CitedPlaces, place_of

_LEAST_SIDES = 2


def conflicts(
    found: Sequence[Disagreement], groups: Sequence[Sequence[Point]], numbers: CitedPlaces
) -> Iterator[Conflict]:
    """One conflict for all statements that disagree with each other, on sides within which none do.

    What tells both opinions by itself belongs to the first conflict if to no other, since all are about the question.
    """
    edges = {(_group_of(d.first, groups), _group_of(d.second, groups)): d.about for d in found}
    edges |= {(two, one): about for (one, two), about in edges.items()}
    divided = {one for one, two in edges if one == two}
    against = {one for one, two in edges if one != two}
    free = divided - against
    open_groups = against or free
    while open_groups:
        joined = _reached(min(open_groups), edges.keys()) | free
        open_groups -= joined
        free = set()
        sides = _sides(joined, divided, edges.keys())
        cited = (sorted(numbers[place_of(point)] for group in side for point in groups[group]) for side in sides)
        about = next(about for (one, _), about in edges.items() if one in joined)
        yield Conflict(about=about, sides=tuple(tuple(side) for side in cited))


def _sides(joined: Iterable[int], divided: Collection[int], edges: Collection[tuple[int, int]]) -> list[list[int]]:
    """The groups on as few sides as keep apart those that disagree; what is ``divided`` is on every side."""
    sides: list[list[int]] = []
    for group in sorted(set(joined) - set(divided)):
        free = next((side for side in sides if not any((group, other) in edges for other in side)), None)
        if free is None:
            sides.append([group])
        else:
            free.append(group)
    sides += [[] for _ in range(_LEAST_SIDES - len(sides))]
    return [side + sorted(set(joined) & set(divided)) for side in sides]


def _reached(start: int, edges: Iterable[tuple[int, int]]) -> set[int]:
    """All that hangs together with ``start``."""
    pairs = list(edges)
    reached = {start}
    while more := {two for one, two in pairs if one in reached} - reached:
        reached |= more
    return reached


def _group_of(point: Point, groups: Sequence[Sequence[Point]]) -> int:
    """The group in which a statement is shown."""
    return next(number for number, group in enumerate(groups) if any(other.holds(point) for other in group))
