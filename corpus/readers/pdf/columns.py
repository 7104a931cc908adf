"""The reading order of a page: columns beside each other, each read to its end, and what stands across them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from .glyphs import Run

GUTTER = 7.0
"""In points: columns of a page stand no closer."""
LEAST_LINES = 4
"""On each side of a gutter; fewer are cells, or words beside a picture."""
FULL = 0.5
"""Share of a column's width that half of its lines have at least; cells of a table are shorter."""
NARROW = 0.28
"""The same where lines are long enough to be text: several columns beside each other are one side of a gutter."""
LONG = 12
"""In heights of a line: shorter ones are cells."""
DEEPEST = 4
"""How often columns may stand in columns."""
EDGE = 0.15
"""Share of the width on either side in which no gutter stands."""
MOST_PLACES = 16
"""How many gutters are tried, those with the fewest runs across them."""
_STEP = 4.0


class _Zone(NamedTuple):
    """Runs that stand between two heights, with no run across ``x``."""

    x: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def regions(runs: Sequence[Run], depth: int = 0) -> list[list[Run]]:
    """The runs in groups that are read one after the other, from the top."""
    if not runs:
        return []
    zone = _best_zone(runs) if depth < DEEPEST else None
    if zone is None:
        return [list(runs)]
    above = [run for run in runs if run.middle > zone.top]
    below = [run for run in runs if run.middle < zone.bottom]
    inside = [run for run in runs if zone.bottom <= run.middle <= zone.top]
    left = [run for run in inside if run.right <= zone.x]
    right = [run for run in inside if run.right > zone.x]
    return [found for part in (above, left, right, below) for found in regions(part, depth + 1)]


def _best_zone(runs: Sequence[Run]) -> _Zone | None:
    """The highest pair of columns there is."""
    first, last = min(run.left for run in runs), max(run.right for run in runs)
    lefts, rights = sorted(run.left for run in runs), sorted(run.right for run in runs)
    edge = EDGE * (last - first)
    places: list[tuple[int, float]] = []
    for step in range(int((last - first - 2 * edge) / _STEP)):
        x = first + edge + step * _STEP
        before = bisect_right(rights, x - GUTTER / 2)
        behind = len(runs) - bisect_left(lefts, x + GUTTER / 2)
        if min(before, behind) >= LEAST_LINES:
            places.append((len(runs) - before - behind, x))
    ordered = sorted(runs, key=lambda run: run.middle)
    middles = [run.middle for run in ordered]
    zones = [zone for _, x in sorted(places)[:MOST_PLACES] for zone in _zones(ordered, middles, x)]
    return max(zones, key=lambda zone: zone.height, default=None)


def _zones(runs: Sequence[Run], middles: Sequence[float], x: float) -> Iterator[_Zone]:
    """The heights between the runs that stand across ``x``, where columns stand on both sides; the runs stand in the
    order of their ``middles``.
    """
    across = [run for run in runs if run.left < x + GUTTER / 2 and run.right > x - GUTTER / 2]
    edges = sorted(_merged(across), reverse=True)
    top = max(run.top for run in runs) + 1
    for high, low in [*edges, (min(run.bottom for run in runs) - 1, 0.0)]:
        zone = _Zone(x, high, top)
        inside = runs[bisect_right(middles, zone.bottom) : bisect_left(middles, zone.top)]
        if zone.height > 0 and len(inside) >= 2 * LEAST_LINES and _is_columns(inside, x):
            yield zone
        top = low


def _merged(runs: Iterable[Run]) -> list[tuple[float, float]]:
    """Top and bottom of runs that stand beside or in each other, as one."""
    merged: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda run: -run.top):
        if merged and run.top >= merged[-1][1]:
            merged[-1] = (merged[-1][0], min(merged[-1][1], run.bottom))
        else:
            merged.append((run.top, run.bottom))
    return merged


def _is_columns(runs: Sequence[Run], x: float) -> bool:
    left = [run for run in runs if run.right <= x]
    right = [run for run in runs if run.left >= x]
    return all(_is_column(side) for side in (left, right))


def _is_column(runs: Sequence[Run]) -> bool:
    if len(runs) < LEAST_LINES:
        return False
    extent = max(run.right for run in runs) - min(run.left for run in runs)
    width, height = _usual_width(runs), median(run.height for run in runs)
    if extent <= 4 * height:
        return False
    return width >= FULL * extent or (width >= NARROW * extent and width >= LONG * height)


def _usual_width(runs: Sequence[Run]) -> float:
    """Half of what stands there, by its length, is in runs that are at least so wide: stretched lines fall apart."""
    widths = sorted((run.right - run.left for run in runs), reverse=True)
    half, length = sum(widths) / 2, 0.0
    for width in widths:
        length += width
        if length >= half:
            return width
    return 0.0
