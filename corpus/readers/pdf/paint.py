"""What is drawn on a page beside its text: rules between rows, and areas that are filled."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

from .glyphs import Area, turned

THIN = 2.5
"""In points: what is lower is a rule and no area."""
LONG = 25.0
"""In points: a shorter rule parts nothing."""
MOST_OBJECTS = 5000
"""A page with more is a drawing."""
_LIGHT = 250


class Paint(NamedTuple):
    """``rules`` are level lines; ``fills`` areas of another colour than white."""

    rules: tuple[Area, ...] = ()
    fills: tuple[Area, ...] = ()

    def is_dark(self, x: float, y: float) -> bool:
        return any(area.holds(x, y) for area in self.fills)


def paint_of(raw: Any, page: Any, turn: int) -> Paint:
    """The rules and areas of a page; pictures count as areas, since text may stand on them."""
    rules: list[Area] = []
    fills: list[Area] = []
    for number in range(min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page, number)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            continue
        area = _area(raw, thing)
        if area is None:
            continue
        area = turned(area, turn)
        if area.top - area.bottom <= THIN:
            if area.right - area.left >= LONG:
                rules.append(area)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE or _is_filled(raw, thing):
            fills.append(area)
        elif area.right - area.left >= LONG:  # the frame of a cell
            rules += [area._replace(bottom=area.top), area._replace(top=area.bottom)]
    return Paint(tuple(rules), tuple(fills))


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
