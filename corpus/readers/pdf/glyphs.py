"""The characters of a page as runs that stand together on one line, each with its place and its look.

Invisible text is left out: drawn without ink, in white on white, too small to be seen, or beside the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from youju.corpus.text import count_han

SMALLEST = 1.0
"""In points: what is lower cannot be seen."""
APART = 0.9
"""In heights of a line: a wider gap is no space between words, but parts columns or cells."""
SPACE = 0.17
"""In heights of a line: a narrower gap is none; a space has a quarter."""
_INVISIBLE, _BOLD_FROM, _FIXED_PITCH = 3, 600, 1
_WHITE = 245
_BREAKS = frozenset((0, 0xA, 0xD, 0x20, 0xA0, 0x3000))
_HYPHENS = frozenset((0x2, 0xAD, 0xFFFE))
"""What stands for a hyphen at the end of a line, where the word goes on in the next."""
SOFT_HYPHEN = "\u00ad"


class Look(NamedTuple):
    """What all characters of one piece of text have in common."""

    bold: bool = False
    fixed: bool = False
    hidden: bool = False
    white: bool = False


class Run(NamedTuple):
    """Characters beside each other; ``bottom`` and ``top`` grow upwards, in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    look: Look

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Area(NamedTuple):
    """A rectangle of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass
class _Open:
    """The run that is being read."""

    look: Look
    left: float
    right: float
    bottom: float
    top: float
    letters: list[str] = field(default_factory=list)
    bold: int = 0

    def add(self, letter: str, box: Any, look: Look) -> None:
        self.letters.append(letter)
        self.bold += look.bold
        self.right = max(self.right, box.right)
        self.bottom, self.top = min(self.bottom, box.bottom), max(self.top, box.top)

    def run(self) -> Run:
        written = sum(1 for letter in self.letters if letter != " ")
        look = self.look._replace(bold=self.bold * 10 >= 9 * written)
        return Run("".join(self.letters).strip(), self.left, self.right, self.bottom, self.top, look)


def runs_of(raw: Any, text_page: Any, page: Area, is_dark: Callable[[float, float], bool]) -> list[Run]:
    """The runs of a page in the order of its content; ``is_dark`` says whether something is painted at a place.

    A page whose text is all invisible is a picture with what was recognised in it: that counts.
    """
    found = list(_runs(raw, text_page, page))
    seen = [run for run in found if not run.look.hidden]
    if not seen:
        return found
    return [run for run in seen if not run.look.white or is_dark((run.left + run.right) / 2, run.middle)]


def _runs(raw: Any, text_page: Any, page: Area) -> Iterator[Run]:
    open_: _Open | None = None
    for letter, box, look, spaced in _letters(raw, text_page, page):
        if open_ is not None and _goes_on(open_, box, look):
            if _parted(open_, letter, box, spaced=spaced):
                open_.letters.append(" ")
        else:
            if open_ is not None:
                yield open_.run()
            open_ = _Open(look, box.left, box.right, box.bottom, box.top)
        open_.add(letter, box, look)
    if open_ is not None:
        yield open_.run()


def _letters(raw: Any, text_page: Any, page: Area) -> Iterator[tuple[str, Any, Look, bool]]:
    """Each character that can be seen, its box, its look, and whether a space stands before it; the box is one and the
    same object, filled anew.
    """
    looks: dict[int, Look] = {}
    box = raw.FS_RECTF()
    by_reference = ctypes.byref(box)
    unicode_of, box_of, object_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetTextObject
    spaced = False
    for number in range(raw.FPDFText_CountChars(text_page)):
        code = unicode_of(text_page, number)
        if code in _BREAKS:
            spaced = True
            continue
        if not box_of(text_page, number, by_reference) or box.top - box.bottom < SMALLEST:
            continue
        if not page.holds((box.left + box.right) / 2, box.bottom):
            continue
        thing = object_of(text_page, number)
        key = ctypes.addressof(thing.contents) if thing else 0
        if key not in looks:
            looks[key] = _look(raw, text_page, number, thing)
        yield SOFT_HYPHEN if code in _HYPHENS else chr(code), box, looks[key], spaced
        spaced = False


def _goes_on(open_: _Open, box: Any, look: Look) -> bool:
    """Whether a character stands on the line of the run, right behind it."""
    height = open_.top - open_.bottom
    middle = (box.top + box.bottom) / 2
    if not open_.bottom < middle < open_.top and not box.bottom < (open_.top + open_.bottom) / 2 < box.top:
        return False
    gap = box.left - open_.right
    alike = look.hidden == open_.look.hidden and look.white == open_.look.white
    return bool(alike and -height < gap < APART * max(height, box.top - box.bottom))


def _parted(open_: _Open, letter: str, box: Any, *, spaced: bool) -> bool:
    """Whether a space stands before a character: between Han only a wide one, as lines are stretched there."""
    gap = (box.left - open_.right) / max(open_.top - open_.bottom, SMALLEST)
    if count_han(letter) and count_han(open_.letters[-1]):
        return gap > 2 * SPACE
    return spaced or gap > SPACE


def _look(raw: Any, text_page: Any, number: int, thing: Any) -> Look:
    flags = ctypes.c_int(0)
    size = raw.FPDFText_GetFontInfo(text_page, number, None, 0, ctypes.byref(flags))
    name = ""
    if size:
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFText_GetFontInfo(text_page, number, buffer, size, ctypes.byref(flags))
        name = buffer.value.decode("utf-8", "replace").casefold()
    weight = raw.FPDFText_GetFontWeight(text_page, number)
    bold = weight >= _BOLD_FROM or "bold" in name or "black" in name or "heavy" in name or "simhei" in name
    fixed = bool(flags.value & _FIXED_PITCH) or "mono" in name or "courier" in name or "consol" in name
    turned = abs(raw.FPDFText_GetCharAngle(text_page, number)) > 0.1
    mode = raw.FPDFTextObj_GetTextRenderMode(thing) if thing else 0
    return Look(bold, fixed, turned or mode == _INVISIBLE, _is_white(raw, text_page, number))


def _is_white(raw: Any, text_page: Any, number: int) -> bool:
    red, green, blue, alpha = (ctypes.c_uint(0) for _ in range(4))
    parts = (red, green, blue, alpha)
    if not raw.FPDFText_GetFillColor(text_page, number, *map(ctypes.byref, parts)):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE
