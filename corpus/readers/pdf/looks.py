"""How a character looks and where its line runs: its font, its size, its colour, by how much it is turned."""

from __future__ import annotations

import ctypes
import math
from typing import Any, NamedTuple

_INVISIBLE, _BOLD_FROM, _FIXED_PITCH, _ITALIC = 3, 600, 1, 64
_BOLD_NAMES = ("bold", "black", "heavy", "simhei")
_FIXED_NAMES = ("mono", "courier", "consol")
_SIGN_FONTS = ("wingding", "webding", "dingbat")
_WHITE = 245
_ASKEW = 0.06
"""In quarters of a turn: what is turned by more beyond a quarter is a stamp across the page."""


class Ink(NamedTuple):
    """What all characters of one piece of text have in common; ``size`` and ``base``, the height of the line that they
    stand on, in points; ``turn`` in quarters of a turn to the left, -1 for what is
    askew; ``signs`` for a font whose letters are little pictures.
    """

    bold: bool = False
    fixed: bool = False
    hidden: bool = False
    white: bool = False
    size: float = 0.0
    base: float = 0.0
    turn: int = 0
    signs: bool = False
    italic: bool = False


class Area(NamedTuple):
    """A rectangle of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def turned(area: Area, turn: int) -> Area:
    """An area on a page that is turned to be read."""
    left, bottom, right, top = area
    if turn == 1:
        return Area(bottom, -right, top, -left)
    if turn == 2:
        return Area(-right, -top, -left, -bottom)
    return Area(-top, left, -bottom, right) if turn == 3 else area


def look_of(raw: Any, text_page: Any, number: int, box: Any) -> Ink:
    thing = raw.FPDFText_GetTextObject(text_page, number)
    flags = ctypes.c_int(0)
    length = raw.FPDFText_GetFontInfo(text_page, number, None, 0, ctypes.byref(flags))
    name = ""
    if length:
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFText_GetFontInfo(text_page, number, buffer, length, ctypes.byref(flags))
        name = buffer.value.decode("utf-8", "replace").casefold()
    weight = raw.FPDFText_GetFontWeight(text_page, number)
    mode = raw.FPDFTextObj_GetTextRenderMode(thing) if thing else 0
    turn = _turn(raw, text_page, number)
    size, base = _line(
        raw, text_page, number, turned(Area(box.left, box.bottom, box.right, box.top), max(turn, 0)), turn
    )
    return Ink(
        bold=weight >= _BOLD_FROM or any(word in name for word in _BOLD_NAMES),
        fixed=bool(flags.value & _FIXED_PITCH) or any(word in name for word in _FIXED_NAMES),
        hidden=mode == _INVISIBLE,
        white=_is_white(raw, text_page, number),
        size=size,
        base=base,
        turn=turn,
        signs=any(word in name for word in _SIGN_FONTS),
        italic=bool(flags.value & _ITALIC) or "italic" in name or "oblique" in name,
    )


def _turn(raw: Any, text_page: Any, number: int) -> int:
    quarters = -raw.FPDFText_GetCharAngle(text_page, number) / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < _ASKEW else -1


def _line(raw: Any, text_page: Any, number: int, box: Area, turn: int) -> tuple[float, float]:
    """The size of a character and the height of its line; by its box where the font says nothing that can be."""
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(0), ctypes.c_double(0)
    size, high = 0.0, box.top - box.bottom
    if raw.FPDFText_GetMatrix(text_page, number, ctypes.byref(matrix)):
        size = raw.FPDFText_GetFontSize(text_page, number) * math.hypot(matrix.c, matrix.d)
    if not high / 3 < size < 3 * high:
        size = high
    if not raw.FPDFText_GetCharOrigin(text_page, number, ctypes.byref(x), ctypes.byref(y)):
        return size, box.bottom + 0.2 * size
    return size, turned(Area(x.value, y.value, x.value, y.value), max(turn, 0)).bottom


def _is_white(raw: Any, text_page: Any, number: int) -> bool:
    red, green, blue, alpha = (ctypes.c_uint(0) for _ in range(4))
    parts = (red, green, blue, alpha)
    if not raw.FPDFText_GetFillColor(text_page, number, *map(ctypes.byref, parts)):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE
