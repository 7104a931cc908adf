"""What is drawn on a page beside its text: lines, level and upright, and areas that are filled."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from .glyphs import Area, turned

THIN = 2.5
"""In points: what is lower is a rule and no area."""
LONG = 25.0
"""In points: a shorter rule parts nothing by itself."""
SHORTEST = 4.0
"""In points: what is shorter is no side of a cell."""
MOST_OBJECTS = 5000
"""A page with more is a drawing."""
MOST_POINTS = 20_000
"""Of all paths of a page."""
_LIGHT = 250
_SIMPLE = 6
"""A path with no more points is one rectangle."""


class Paint(NamedTuple):
    """``levels`` and ``uprights`` are lines of any length; ``rules`` are level lines that are long enough to part what
    stands above from what stands below; ``fills`` areas of another colour than white.
    """

    levels: tuple[Area, ...] = ()
    uprights: tuple[Area, ...] = ()
    fills: tuple[Area, ...] = ()

    @property
    def rules(self) -> tuple[Area, ...]:
        return tuple(line for line in self.levels if line.right - line.left >= LONG)

    def is_dark(self, x: float, y: float) -> bool:
        return any(area.holds(x, y) for area in self.fills)


def paint_of(raw: Any, page: Any, turn: int) -> Paint:
    """The lines and areas of a page; pictures count as areas, since text may stand on them."""
    levels: list[Area] = []
    uprights: list[Area] = []
    fills: list[Area] = []
    points = MOST_POINTS
    for number in range(min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page, number)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            continue
        area = _area(raw, thing)
        if area is None:
            continue
        count = 0 if kind == raw.FPDF_PAGEOBJ_IMAGE else raw.FPDFPath_CountSegments(thing)
        thin = min(area.top - area.bottom, area.right - area.left) <= THIN
        if kind == raw.FPDF_PAGEOBJ_IMAGE or (not thin and count <= _SIMPLE and _is_filled(raw, thing)):
            fills.append(turned(area, turn))
        points -= count
        for line in [area] if thin else _lines(raw, thing, count if points > 0 else 0):
            shown = turned(line, turn)
            if max(shown.right - shown.left, shown.top - shown.bottom) >= SHORTEST:
                (levels if shown.right - shown.left > shown.top - shown.bottom else uprights).append(shown)
    return Paint(tuple(levels), tuple(uprights), tuple(fills))


def _lines(raw: Any, thing: Any, count: int) -> Iterator[Area]:
    """The level and upright strokes of a path; one with curves is a drawing and has none."""
    matrix = raw.FS_MATRIX()
    if not count or not raw.FPDFPageObj_GetMatrix(thing, ctypes.byref(matrix)):
        return
    path: list[tuple[float, float] | None] = []
    x, y = ctypes.c_float(0), ctypes.c_float(0)
    start: tuple[float, float] | None = None
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(thing, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        place = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if kind == raw.FPDF_SEGMENT_MOVETO:
            path.append(None)
            start = place
        path.append(place)
        if raw.FPDFPathSegment_GetClose(segment):
            path.append(start)
    for before, after in pairwise(path):
        if before and after and min(abs(before[0] - after[0]), abs(before[1] - after[1])) < 1:
            (left, right), (bottom, top) = sorted((before[0], after[0])), sorted((before[1], after[1]))
            yield Area(left, bottom, right, top)


def _area(raw: Any, thing: Any) -> Area | None:
    sides = [ctypes.c_float(0) for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, sides)):
        return None
    return Area(*(side.value for side in sides))


def _is_filled(raw: Any, thing: Any) -> bool:
    mode, stroke = ctypes.c_int(0), ctypes.c_int(0)
    if not raw.FPDFPath_GetDrawMode(thing, ctypes.byref(mode), ctypes.byref(stroke)) or not mode.value:
        return False
    parts = [ctypes.c_uint(0) for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(thing, *map(ctypes.byref, parts)):
        return False
    return parts[3].value > 0 and min(part.value for part in parts[:3]) < _LIGHT
