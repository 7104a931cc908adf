"""The rows of a region as pieces of text: paragraphs whose lines are joined, items, code, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from youju.corpus.structure import markers
from youju.corpus.text import count_han

from .paint import Paint
from .rows import CLOSE, Grid, Row, grid_at, joined

INDENT = 0.8
"""In heights of a line: a line that begins so much further in begins a paragraph."""
ALIKE = 0.12
"""How much sizes of one text may differ: letters with and without tails are measured otherwise."""
WIDEST = 3.0
"""In heights of a line: lines of one paragraph stand no further apart, whatever is usual."""
_first_word = re.compile(r"\S+")
_bullet = re.compile(r"[•●○■□▪◦‣◆►➢✓✔·∙\uf0b7\uf06c\uf0a7\uf0d8]\s*|[-–]\s+")
_sentence_end = re.compile(r"[。！？!?.：:；;]['\"”’」』）)]*$")


class _Frame(NamedTuple):
    """Where the lines of a region end, and how far apart they usually stand."""

    right: float
    step: float


class Piece(NamedTuple):
    """``size`` is the height of a line in points; ``marker`` that of an item; ``grid`` a table."""

    text: str
    size: float
    bold: bool = False
    fixed: bool = False
    marker: str = ""
    page: int = 0
    grid: Grid | None = None
    alone: bool = False
    """One line and no more."""

    @property
    def ends(self) -> bool:
        """Whether it ends where a sentence does."""
        return _sentence_end.search(self.text) is not None


@dataclass
class _Text:
    """The lines of one paragraph so far."""

    rows: list[Row]
    marker: str = ""
    words: list[str] = field(default_factory=list)


def pieces(rows: Sequence[Row], paint: Paint, page: int) -> Iterator[Piece]:
    """What the rows of one region say, from the top."""
    if not rows:
        return
    frame = _frame(rows)
    at, open_ = 0, None
    while at < len(rows):
        found = grid_at(rows, at, paint)
        if found is not None:
            yield from _closed(open_, page)
            open_ = None
            grid, at = found
            yield Piece("", 0.0, page=page, grid=grid)
            continue
        row = rows[at]
        if open_ is None or not _goes_on(open_, row, frame):
            yield from _closed(open_, page)
            open_ = _opened(row)
        else:
            open_.rows.append(row)
            open_.words.append(row.text)
        at += 1
    yield from _closed(open_, page)


def _opened(row: Row) -> _Text:
    words = row.text
    if bullet := _bullet.match(words):
        return _Text([row], "-", [words[bullet.end() :]])
    marker = markers.item(words)
    if marker and marker.end < len(words) and not markers.heading_level(words):
        return _Text([row], words[: marker.end].strip(), [words[marker.end :]])
    return _Text([row], "", [words])


def _closed(open_: _Text | None, page: int) -> Iterator[Piece]:
    if open_ is None:
        return
    rows = open_.rows
    fixed = all(row.fixed for row in rows)
    text = "\n".join(row.text for row in rows) if fixed else joined(open_.words)
    if text.strip():
        size = sorted(row.height for row in rows)[len(rows) // 2]
        bold = all(row.bold for row in rows)
        yield Piece(text, size, bold, fixed, open_.marker, page, alone=len(rows) == 1)


def _frame(rows: Sequence[Row]) -> _Frame:
    steps = sorted(before.middle - row.middle for before, row in pairwise(rows) if _alike(before, row))
    usual = steps[len(steps) // 2] if steps else 0.0
    most = max(row.height for row in rows)
    return _Frame(max(row.right for row in rows), min(usual, WIDEST * most))


def _goes_on(open_: _Text, row: Row, frame: _Frame) -> bool:
    """Whether a row is the next line of the paragraph."""
    before = open_.rows[-1]
    reach = max(CLOSE * max(before.height, row.height), 1.15 * frame.step)
    if before.middle - row.middle > reach or not _alike(before, row):
        return False
    words = row.text
    if _bullet.match(words) or _is_numbered(words):
        return False
    if row.fixed and before.fixed:
        return True
    if len(open_.rows) > 1 and row.left > before.left + INDENT * row.height and _filled(before, row, frame.right):
        return False
    if len(open_.rows) == 1 and not open_.marker and row.left > before.left + INDENT * row.height:
        return _filled(before, row, frame.right) and not _sentence_end.search(before.text)
    return _filled(before, row, frame.right)


def _alike(before: Row, row: Row) -> bool:
    return before.bold == row.bold and abs(before.height - row.height) <= ALIKE * max(before.height, row.height)


def _is_numbered(words: str) -> bool:
    marker = markers.item(words)
    return bool(marker and marker.end < len(words)) or markers.heading_level(words) > 0


def _filled(before: Row, row: Row, right: float) -> bool:
    """Whether the first word of a row would not have fitted on the line before it."""
    found = _first_word.match(row.text)
    words = found[0] if found else ""
    if count_han(words[:1]):
        words = words[:2]
    share = len(words) / max(1, len(row.text))
    return before.right + share * (row.right - row.left) > right - row.height
