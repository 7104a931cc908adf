"""Near-duplicates among the points of an answer, merged into one statement each."""

from __future__ import annotations

from youju.evidence.points import Evidence, Point, same_words


def merged(evidence: Evidence, same: float) -> list[list[Point]]:
    """Near-duplicates together, the first of each group speaking for it; the same place only once."""
    groups: list[list[Point]] = []
    for point in evidence.points:
        if any(_is_inside(point, other) for group in groups for other in group):
            continue
        for group in groups:
            apart = any(frozenset({point.key, other.key}) in evidence.apart for other in group)
            if not apart and _are_same(point, group[0], same):
                group.append(point)
                break
        else:
            groups.append([point])
    return groups


def _is_inside(point: Point, other: Point) -> bool:
    same = point.record.document.id == other.record.document.id
    return same and other.span.start <= point.span.start and point.span.end <= other.span.end


def _are_same(one: Point, other: Point, same: float) -> bool:
    return one.form == other.form and same_words(_words(one), _words(other), same)


def _words(point: Point) -> list[str]:
    return [word for number in point.numbers for word in point.record.words[number]]
