"""The rows of a region as pieces of text: paragraphs whose lines are joined, items, code, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from youju.corpus.structure import markers
from youju.corpus.text import count_han

from .grids import Tabulated, grid_at
from .paint import Paint
from .rows import BULLET, CLOSE, TextRow, joined

INDENT = 0.8
"""In heights of a line: a line that begins so much further in begins a paragraph."""
ALIKE = 0.12
"""How much sizes of one text may differ: letters with and without tails are measured otherwise."""
WIDEST = 3.0
"""In heights of a line: lines of one paragraph stand no further apart, whatever is usual."""
PLAIN_GAP = 3.0
"""In heights of a line: a wider gap inside a line parts a label from what is said of it."""
WIDE = 0.66
"""Share of a region's width from which on lines that begin at one place show where they end."""
SHORT = 25.0
"""In heights of a line: few lines that are shorter than this are whole ones."""
MANY = 4
"""So many lines show it; narrower ones where most of them end there."""
LEAST_CONTENTS = 2
"""In rows."""
_first_word = re.compile(r"\S+")
_reference = re.compile(r"[\d.]{1,20}\s?[a-z条条款项节章)）,，、]")
"""The number of what a sentence speaks of, where a line begins with it."""
_contents = re.compile(r"(?:[.·‥…]\s?){4}\s?(?:(\d{1,4})|[ivxlcIVXLC]{1,7})$|…{2}\s?(\d{1,4})$")
"""What stands in contents between a title and its page, and the number of this."""
_sentence_end = re.compile(r"[。！？!?.：:；;]['\"”’」』）)]*$")


class Piece(NamedTuple):
    """``size`` is the height of a line in points; ``marker`` that of an item; ``grid`` a table."""

    text: str
    size: float
    bold: bool = False
    fixed: bool = False
    marker: str = ""
    page: int = 0
    grid: Tabulated | None = None
    alone: bool = False
    """One line and no more."""
    left: float = 0.0
    """Where its first line begins."""
    top: float = 0.0
    """How high its first line stands, and ``bottom`` its last."""
    bottom: float = 0.0
    italic: bool = False

    @property
    def ends(self) -> bool:
        """Whether it ends where a sentence does."""
        return _sentence_end.search(self.text) is not None


@dataclass
class _Text:
    """The lines of one paragraph so far; ``edge`` is where its lines end."""

    rows: list[TextRow]
    edge: float
    marker: str = ""
    words: list[str] = field(default_factory=list)


def pieces(rows: Sequence[TextRow], paint: Paint, page: int) -> Iterator[Piece]:
    """What the rows of one region say, from the top."""
    rows = _without_contents(rows)
    if not rows:
        return
    steps, edges = _steps(rows), _edges(rows)
    at, open_ = 0, None
    while at < len(rows):
        found = grid_at(rows, at, paint)
        if found is not None:
            yield from _closed(open_, page)
            open_ = None
            top, (grid, at) = rows[at].middle, found
            yield Piece("", 0.0, page=page, grid=grid, top=top, bottom=rows[at - 1].middle)
            continue
        row = rows[at]
        if open_ is None or not _goes_on(open_, row, steps):
            yield from _closed(open_, page)
            open_ = _opened(row, edges[at])
        else:
            open_.rows.append(row)
            open_.words.append(row.text)
        at += 1
    yield from _closed(open_, page)


def _without_contents(rows: Sequence[TextRow]) -> Sequence[TextRow]:
    """Rows without those that name chapters and their pages: these grow; the numbers of a list of prices do not."""
    found = [_contents.search(row.text) for row in rows]
    numbers = [int(one[1] or one[2]) for one in found if one and (one[1] or one[2])]
    if sum(map(bool, found)) < LEAST_CONTENTS or numbers != sorted(numbers):
        return rows
    return [row for row, dots in zip(rows, found, strict=True) if not dots]


def _opened(row: TextRow, edge: float) -> _Text:
    words = row.text
    if row.marker:
        return _Text([row], edge, _shown(row.marker), [words[len(row.marker) :].strip()])
    if (bullet := BULLET.match(words)) and bullet.end() < len(words):
        return _Text([row], edge, "-", [words[bullet.end() :]])
    marker = markers.item(words)
    if marker and marker.end < len(words) and not markers.heading_level(words):
        return _Text([row], edge, _shown(words[: marker.end].strip()), [words[marker.end :]])
    return _Text([row], edge, "", [words])


def _shown(marker: str) -> str:
    """A marker as it is written in text: every bullet is the same."""
    return marker if any(map(str.isalnum, marker)) and marker != "o" else "-"


def _closed(open_: _Text | None, page: int) -> Iterator[Piece]:
    if open_ is None:
        return
    rows = open_.rows
    fixed = all(row.fixed for row in rows)
    text = _code(rows) if fixed else joined(open_.words)
    if any(map(str.isalnum, text)) or (fixed and text.strip()):
        size = sorted(row.height for row in rows)[len(rows) // 2]
        bold = all(row.bold for row in rows)
        yield Piece(
            text,
            size,
            bold,
            fixed,
            open_.marker,
            page,
            alone=len(rows) == 1,
            left=rows[0].left,
            top=rows[0].middle,
            bottom=rows[-1].middle,
            italic=all(row.italic for row in rows),
        )


def _code(rows: Sequence[TextRow]) -> str:
    """Lines as they are, with what they are indented by."""
    left = min(row.left for row in rows)
    letters = sum(len(row.text) for row in rows if len(row.runs) == 1)
    pitch = sum(row.right - row.left for row in rows if len(row.runs) == 1) / letters if letters else 0.0
    return "\n".join(" " * (round((row.left - left) / pitch) if pitch else 0) + row.text for row in rows)


def _steps(rows: Sequence[TextRow]) -> dict[int, float]:
    """How far apart lines of one size usually stand."""
    found: dict[int, list[float]] = {}
    for before, row in pairwise(rows):
        step = before.middle - row.middle
        if _alike(before, row) and step < WIDEST * row.height:
            found.setdefault(round(row.height), []).append(step)
    return {size: median_low(steps) for size, steps in found.items()}


def _reach(before: TextRow, row: TextRow, steps: Mapping[int, float]) -> float:
    """How far below a line the next one of its paragraph stands at most."""
    size = max(before.height, row.height)
    usual = steps.get(round(row.height), 0.0)
    return 1.2 * usual + 1 if usual else CLOSE * size


def _edges(rows: Sequence[TextRow]) -> list[float]:
    """For each row where lines end there: those of its size that begin where it does show it, or all of the region."""
    left = min(row.left for row in rows)
    usual = _far_end(rows)
    alike: dict[tuple[int, int], list[TextRow]] = {}
    for row in rows:
        alike.setdefault(_key(row), []).append(row)
    edges = {key: _edge(block, usual, usual - left) for key, block in alike.items()}
    return [edges[_key(row)] for row in rows]


def _key(row: TextRow) -> tuple[int, int]:
    return round(row.height), round(row.left / 4)


def _far_end(rows: Sequence[TextRow]) -> float:
    """Where nearly all lines end before; a few lines show it only where they are long."""
    ends = sorted(row.right for row in rows)
    if len(rows) < MANY:
        return max(ends[-1], rows[0].left + SHORT * rows[0].height)
    return ends[(len(ends) * 9) // 10]


def _edge(block: Sequence[TextRow], usual: float, width: float) -> float:
    if len(block) < MANY:
        return usual
    edge, left = _far_end(block), min(row.left for row in block)
    full = sum(1 for row in block if row.right > edge - 2 * row.height)
    return edge if edge - left >= WIDE * width or full > 0.6 * len(block) else usual


def _goes_on(open_: _Text, row: TextRow, steps: Mapping[int, float]) -> bool:
    """Whether a row is the next line of the paragraph."""
    before = open_.rows[-1]
    if before.middle - row.middle > _reach(before, row, steps) or not _alike(before, row):
        return False
    if row.marker or BULLET.match(row.text) or _is_numbered(row.text):
        return False
    if row.fixed and before.fixed:
        return True
    if before.gap > PLAIN_GAP and len(before.runs) > 1:  # a label, and its words beside it
        return abs(row.left - before.runs[-1].left) < INDENT * row.height and not row.gap
    return row.gap <= PLAIN_GAP and _is_next_line(open_, row)


def _is_next_line(open_: _Text, row: TextRow) -> bool:
    before = open_.rows[-1]
    indented = row.left > before.left + INDENT * row.height
    if indented and len(open_.rows) > 1:
        return False
    if indented and not open_.marker and _sentence_end.search(before.text):
        return False
    if open_.marker and row.left < open_.rows[0].left - INDENT * row.height and _sentence_end.search(before.text):
        return False
    unended = row.text[:1].islower() and not _sentence_end.search(before.text)
    return (unended and before.right > (before.left + open_.edge) / 2) or _filled(before, row, open_.edge)


def _alike(before: TextRow, row: TextRow) -> bool:
    return before.bold == row.bold and abs(before.height - row.height) <= ALIKE * max(before.height, row.height)


def _is_numbered(words: str) -> bool:
    marker = markers.item(words)
    if marker and marker.end < len(words):
        return True
    return markers.heading_level(words) > 0 and not _reference.match(words)


def _filled(before: TextRow, row: TextRow, right: float) -> bool:
    """Whether the first word of a row would not have fitted on the line before it."""
    found = _first_word.match(row.text)
    words = found[0] if found else ""
    if count_han(words[:1]):
        words = words[:2]
    share = len(words) / max(1, len(row.text))
    return before.right + share * (row.right - row.left) > right - row.height
