"""The characters of a page as runs that stand together on one line, each with its place and its look.

Invisible text is left out: drawn without ink, in white on white, too small to be seen, or beside the page.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from youju.corpus.text import count_han

from .looks import Area, Ink, look_of, turned

SMALLEST = 1.0
"""In points: what is lower cannot be seen."""
APART = 0.9
"""In heights of a line: a wider gap is no space between words, but parts columns or cells."""
RAISED = 0.85
"""A sign above or below a line has no more of its size."""
LIFTED = 0.15
"""In heights of a line: so far above it a raised number stands."""
SPACE = 0.17
"""In heights of a line: a narrower gap is none; a space has a quarter."""
_HAN_FROM = "\u2e80"
_BREAKS = frozenset((0, 0xA, 0xD, 0x20, 0xA0, 0x3000))
_HYPHENS = frozenset((0x2, 0xAD, 0xFFFE))
"""What stands for a hyphen at the end of a line, where the word goes on in the next."""
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
"""Where pdfium does not part them itself, into letters that stand in one box."""
_EXPONENTS = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_raised = "[⁰¹²³⁴-⁹]{1,3}(?:,[⁰¹²³⁴-⁹]{1,3}){0,5}"
_note = re.compile(
    r"(?:(?<=[^\W\d_]{4})|(?<=[.,;:!?”’。，；：？！、」》])|(?<=[\u4e00-\u9fff])(?<!米))"
    rf"(?:\s(?={_raised}(?!\w)))?{_raised}"
)
"""Raised behind a word or a sentence; behind a short one, as a unit, a number is an exponent."""
_numerator = re.compile(r"[⁰¹²³⁴-⁹]{1,4}(?=\s?[⁄/])")
_PLAIN = str.maketrans({raised: plain for plain, raised in _EXPONENTS.items()})
_WRITTEN = 2
"""Of a space that the file has, and is not guessed from a gap."""
SOFT_HYPHEN = "\u00ad"
BULLET = "\u2022"


class Run(NamedTuple):
    """Characters beside each other, in points from the lower left of the page as it is read; ``height`` is the size of
    their font, whatever letters there are, so that what is alike measures alike.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    look: Ink

    @property
    def middle(self) -> float:
        return self.base + 0.3 * self.height

    @property
    def bottom(self) -> float:
        return self.base - 0.2 * self.height

    @property
    def top(self) -> float:
        return self.base + 0.8 * self.height


@dataclass
class _Open:
    """The run that is being read."""

    look: Ink
    left: float
    right: float
    letters: list[str] = field(default_factory=list)
    looks: list[Ink] = field(default_factory=list)
    """That of each letter."""
    bold: int = 0
    fixed: bool = False
    beginning: float = 0.0
    """Where its last letter begins."""
    joined: bool = False
    """Whether its last letter is of a ligature."""
    raised: bool = False
    """Whether a number stands there above the line."""
    loose: bool = False
    """Whether a letter stands there in a font of letters that are not all as wide; Han is in none of either."""

    def add(self, letter: str, left: float, right: float, look: Ink) -> None:
        self.joined = letter in _LIGATURES or self.is_of_last(left, right, look)
        self.beginning = left
        if letter in _EXPONENTS and self.is_below(look):
            letter = _EXPONENTS[letter]
            self.raised = True
        self.letters.append(_LIGATURES.get(letter, letter))
        self.looks.append(look)
        self.bold += look.bold
        if look.fixed:
            self.fixed = True
        elif letter < _HAN_FROM:
            self.loose = True
        if right > self.right:
            self.right = right

    def is_of_last(self, left: float, right: float, look: Ink) -> bool:
        """Whether a letter stands in the same box as the last one: they are one sign."""
        here = bool(self.looks) and look is self.looks[-1]
        return here and left < right and (left, right) == (self.beginning, self.right)

    def is_below(self, look: Ink) -> bool:
        """Whether a letter that looks so is raised above the run."""
        return look.size < RAISED * self.look.size and look.base - self.look.base > LIFTED * self.look.size

    def run(self) -> Run:
        main = self.look
        if any(look is not main for look in self.looks):
            sizes = Counter(look.size for look in self.looks)
            size = max(sizes, key=lambda one: sizes[one])
            main = next(look for look in self.looks if look.size == size)
        bold = self.bold * 10 >= 9 * len(self.looks)
        look = main._replace(bold=bold, fixed=self.fixed and not self.loose)
        text = "".join(self.letters)
        if self.raised:
            text = _note.sub("", _numerator.sub(lambda found: found[0].translate(_PLAIN), text))
        text = text.strip()
        if text.startswith(SOFT_HYPHEN):  # no word was parted there: a sign has the number of the hyphen in its font
            rest = text[1:].lstrip()
            text = f"{BULLET} {rest}" if rest and not rest[0].isdigit() else f"-{rest}"
        return Run(text, self.left, self.right, look.base, look.size, look)


class Written(NamedTuple):
    """The runs of a page in the order of its content, its area as it is read, by how many quarters it was turned."""

    runs: list[Run]
    area: Area
    turn: int


def written(raw: Any, text_page: Any, page: Area) -> Written:
    """What stands on a page, in the direction in which most of it does; what is hidden is left out.

    A page whose text is all invisible is a picture with what was recognised in it: that counts.
    """
    runs: dict[int, list[Run]] = {}
    for run in _runs(raw, text_page, page):
        if run.text and run.look.turn >= 0:
            runs.setdefault(run.look.turn, []).append(run)
    turn = max(runs, key=lambda one: sum(len(run.text) for run in runs[one]), default=0)
    found = runs.get(turn, [])
    seen = [run for run in found if not run.look.hidden]
    return Written(_once(seen or found), turned(page, turn), turn)


def _once(runs: Iterable[Run]) -> list[Run]:
    """What is printed twice, to look bold or for its shadow, counts once."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for run in runs:
        key = (run.text, round(run.left / 3), round(run.base / 3))
        if key not in seen:
            kept.append(run)
        seen.add(key)
    return kept


def _runs(raw: Any, text_page: Any, page: Area) -> Iterator[Run]:
    open_: _Open | None = None
    for letter, left, right, look, spaced in _letters(raw, text_page, page):
        if open_ is not None and open_.is_of_last(left, right, look):
            pass
        elif open_ is not None and _goes_on(open_, left, look):
            if _parted(open_, letter, left, spaced):
                open_.letters.append(" ")
        else:
            if open_ is not None:
                yield open_.run()
            open_ = _Open(look, left, right)
        open_.add(letter, left, right, look)
    if open_ is not None:
        yield open_.run()


def _letters(raw: Any, text_page: Any, page: Area) -> Iterator[tuple[str, float, float, Ink, int]]:
    """Each character that can be seen, where it begins and ends on its line, its look, and whether a space stands
    before it: 1 is one that pdfium guesses.
    """
    looks: dict[int, Ink] = {}
    box = raw.FS_RECTF()
    by_reference = ctypes.byref(box)
    unicode_of, box_of, object_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetTextObject
    spaced, high, is_guessed = 0, 0, raw.FPDFText_IsGenerated
    for number in range(raw.FPDFText_CountChars(text_page)):
        code = unicode_of(text_page, number)
        if code in _BREAKS:
            spaced = _WRITTEN - is_guessed(text_page, number)
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if not box_of(text_page, number, by_reference) or not _is_on(page, box):
            continue
        thing = object_of(text_page, number)
        key = ctypes.addressof(thing.contents) if thing else 0
        look = looks.get(key)
        if look is None:
            look = looks[key] = look_of(raw, text_page, number, box)
        if look.size >= SMALLEST:
            left, right = _extent(box, look.turn)
            yield BULLET if look.signs else _letter(code, high), left, right, look, spaced
            spaced = 0
        high = 0


def _is_on(page: Area, box: Any) -> bool:
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return bool(page.left <= x <= page.right and page.bottom <= y <= page.top)


def _letter(code: int, high: int) -> str:
    """``high`` is the first half of a character that comes in two."""
    if code in _HYPHENS:
        return SOFT_HYPHEN
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd"
    return chr(code)


def _extent(box: Any, turn: int) -> tuple[float, float]:
    if turn == 1:
        return box.bottom, box.top
    if turn == 2:
        return -box.right, -box.left
    return (-box.top, -box.bottom) if turn == 3 else (box.left, box.right)


def _goes_on(open_: _Open, left: float, look: Ink) -> bool:
    """Whether a character stands on the line of the run, right behind it; a small one may stand higher or lower."""
    before = open_.look
    if look is not before:
        size = max(look.size, before.size)
        if abs(look.base - before.base) > 0.1 * size and not _is_raised(before, look):
            return False
        if (look.hidden, look.white, look.turn) != (before.hidden, before.white, before.turn):
            return False
    else:
        size = look.size
    return -size < left - open_.right < APART * size


def _is_raised(before: Ink, look: Ink) -> bool:
    """Whether one of two looks is that of a sign above or below the line of the other."""
    small, large = sorted((before.size, look.size))
    return small < RAISED * large and abs(look.base - before.base) < large / 2


def _parted(open_: _Open, letter: str, left: float, spaced: int) -> bool:
    """Whether a space stands before a character: between Han only a wide one, as lines are stretched there."""
    gap = (left - open_.right) / open_.look.size
    if letter > "\u3006" and count_han(letter) and count_han(open_.letters[-1]):
        return gap > 2 * SPACE
    if open_.joined and spaced < _WRITTEN:  # the width of such a sign is often wrong
        return gap > 2 * SPACE
    return spaced > 0 or gap > SPACE
