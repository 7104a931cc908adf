"""What is drawn on a page beside its text: lines, level and upright, and areas that are filled."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from .looks import Area, turned

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
    """The level and upright lines of a path: what is stroked, and areas as thin as one."""
    parts = _parts(raw, thing, count)
    if _modes(raw, thing)[1]:
        for part in parts:
            for (x, y), (next_x, next_y) in pairwise(part):
                if min(abs(x - next_x), abs(y - next_y)) < 1:
                    yield Area(min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y))
    else:
        for part in parts:
            xs, ys = zip(*part, strict=True)
            area = Area(min(xs), min(ys), max(xs), max(ys))
            if min(area.right - area.left, area.top - area.bottom) <= THIN:
                yield area


def _parts(raw: Any, thing: Any, count: int) -> list[list[tuple[float, float]]]:
    """The points of each part of a path; one with curves is a drawing and has none."""
    matrix = raw.FS_MATRIX()
    if not count or not raw.FPDFPageObj_GetMatrix(thing, ctypes.byref(matrix)):
        return []
    parts: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(0), ctypes.c_float(0)
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(thing, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return []
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        right = matrix.a * x.value + matrix.c * y.value + matrix.e
        high = matrix.b * x.value + matrix.d * y.value + matrix.f
        if kind == raw.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        parts[-1].append((right, high))
        if raw.FPDFPathSegment_GetClose(segment):
            parts[-1].append(parts[-1][0])
    return parts


def _modes(raw: Any, thing: Any) -> tuple[bool, bool]:
    """Whether a path is filled, and whether it is stroked."""
    mode, stroke = ctypes.c_int(0), ctypes.c_int(0)
    known = raw.FPDFPath_GetDrawMode(thing, ctypes.byref(mode), ctypes.byref(stroke))
    return bool(known and mode.value), bool(known and stroke.value)


def _area(raw: Any, thing: Any) -> Area | None:
    sides = [ctypes.c_float(0) for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, sides)):
        return None
    return Area(*(side.value for side in sides))


def _is_filled(raw: Any, thing: Any) -> bool:
    if not _modes(raw, thing)[0]:
        return False
    parts = [ctypes.c_uint(0) for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(thing, *map(ctypes.byref, parts)):
        return False
    return parts[3].value > 0 and min(part.value for part in parts[:3]) < _LIGHT
