"""Tables on a sheet: parted by empty rows and columns, with captions, and lines of names and values, above them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from youju.corpus.readers.extract import Extract

from .grid import EMPTY, MOST_COLUMNS, Grid, GridCell, heads, write

MOST_FILLED: Final = 500_000
"""Of places that merged cells cover in a sheet."""
MOST_MERGED: Final = 50_000
_TOP: Final = 8
"""In rows: how far down in a table its heads are looked for."""
_SHEET_LEVEL, _CAPTION_LEVEL = 1, 2


class Merge(NamedTuple):
    """A cell over several, by its first and last row and column, all included."""

    top: int
    left: int
    bottom: int
    right: int


class SheetRow(NamedTuple):
    """A row in which something stands. ``number`` is its own, ``order`` leaves out those that are hidden."""

    number: int
    order: int
    cells: dict[int, GridCell]


@dataclass
class Sheet:
    """What a sheet shows. ``heads`` are rows that the file calls heads, ``hidden`` are columns that are hidden."""

    name: str
    lines: list[SheetRow] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)


@dataclass
class Tables:
    """Writes the tables of a sheet, each row with its place."""

    extract: Extract
    sheet: Sheet
    _head: SheetRow | None = None
    """The heads of the table before, which goes on behind an empty row."""

    def write(self) -> None:
        fill(self.sheet)
        if self.sheet.lines:
            self.locate(self.sheet.name)
            self.extract.heading(self.sheet.name, _SHEET_LEVEL)
        for block in _blocks(self.sheet.lines):
            for part in _beside(block, self.sheet.hidden):
                self._table(part)

    def caption(self, words: str) -> None:
        self.extract.heading(words, _CAPTION_LEVEL)

    def locate(self, place: str) -> None:
        self.extract.locate(at=place)

    def _table(self, lines: list[SheetRow]) -> None:
        """A table; what stands above its heads and is no caption are names with their values."""
        start = next((place for place, line in enumerate(lines) if not _is_single(line)), len(lines))
        if start == len(lines):
            write(self._grid(lines, 0), self)
            return
        top = self._top(lines, start)
        if top > start:
            write(self._grid(lines[:top], 0), self)
            lines, start, top = lines[top:], 0, 0
        count = self._heads(lines, start)
        if not count and self._goes_on(lines):
            lines, count = [self._head, *lines] if self._head else lines, 1
        self._head = lines[start + count - 1] if count else None
        write(self._grid(lines, start + count), self)

    def _grid(self, lines: Sequence[SheetRow], flagged: int) -> Grid:
        columns = sorted({column for line in lines for column in line.cells})
        rows = [[line.cells.get(column, EMPTY) for column in columns] for line in lines]
        return Grid(rows, flagged, [f"{self.sheet.name}!{letters(min(line.cells))}{line.number}" for line in lines])

    def _top(self, lines: Sequence[SheetRow], start: int) -> int:
        """Where the heads of a table stand: in a row that the file names, or the first that is filled for the most."""
        for place, line in enumerate(lines):
            if line.number in self.sheet.heads:
                return place
        wide = max((len(line.cells) for line in lines), default=0)
        full = (place for place, line in enumerate(lines[: start + _TOP]) if 2 * len(line.cells) > wide)
        return next((place for place in full if place >= start), start) if wide > 2 else start

    def _heads(self, lines: Sequence[SheetRow], start: int) -> int:
        rest = lines[start:]
        if rest and rest[0].number in self.sheet.heads:
            return min(1, len(rest) - 1)
        return heads(self._grid(rest, 0).rows) if rest and len(_columns(rest)) > 1 else 0

    def _goes_on(self, lines: Sequence[SheetRow]) -> bool:
        """Whether a table without heads stands below the columns of the one before, and is no list of values."""
        return self._head is not None and len(_columns(lines)) > 2 and _columns(lines) <= self._head.cells.keys()


def _blocks(lines: Sequence[SheetRow]) -> Iterator[list[SheetRow]]:
    """Rows with none between them that is empty."""
    block: list[SheetRow] = []
    for line in lines:
        if block and line.order > block[-1].order + 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _beside(block: list[SheetRow], hidden: Set[int]) -> list[list[SheetRow]]:
    """The tables of a block that stand side by side, where they are not of the same height or have heads in common."""
    full = [line for line in block if not _is_single(line)]
    runs = _runs(sorted(_columns(full)), hidden)
    if len(runs) < 2 or min(map(len, runs)) < 2:
        return [block]
    parts = [[part for line in block if (part := _within(line, run)).cells] for run in runs]
    sides = [[line for line in part if not _is_single(line)] for part in parts]
    if not all(2 * len(side) > len(part) and _is_headed(side) for side, part in zip(sides, parts, strict=True)):
        return [block]
    first = [{cell.words for cell in side[0].cells.values()} for side in sides]
    repeated = any(one & other for one, other in pairwise(first))
    return parts if repeated or len({len(side) for side in sides}) > 1 else [block]


def _is_headed(lines: Sequence[SheetRow]) -> bool:
    columns = sorted(_columns(lines))
    return heads([[line.cells.get(column, EMPTY) for column in columns] for line in lines]) > 0


def _runs(columns: Sequence[int], hidden: Set[int]) -> list[range]:
    """Columns that follow each other, up to the next that stands behind an empty one; the last goes on to the end."""
    starts = [column for before, column in pairwise([-1, *columns]) if not _adjoin(before, column, hidden)]
    ends = [*starts[1:], MOST_COLUMNS * 100][: len(starts)]
    return [range(start if place else 0, end) for place, (start, end) in enumerate(zip(starts, ends, strict=True))]


def _adjoin(before: int, column: int, hidden: Set[int]) -> bool:
    return before >= 0 and column - before <= MOST_COLUMNS and all(one in hidden for one in range(before + 1, column))


def _within(line: SheetRow, run: range) -> SheetRow:
    return line._replace(cells={column: cell for column, cell in line.cells.items() if column in run})


def _columns(lines: Sequence[SheetRow]) -> set[int]:
    return {column for line in lines for column in line.cells}


def _is_single(line: SheetRow) -> bool:
    """Whether a row has one cell, though it may stand in several columns."""
    return len({cell.words for cell in line.cells.values()}) <= 1


def letters(column: int) -> str:
    """The name of a column, from 1: "A", "AB"."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def fill(sheet: Sheet) -> None:
    """Writes each merged cell into all the places that it covers, in rows in which something stands."""
    sheet.lines.sort(key=lambda line: line.number)
    numbers = [line.number for line in sheet.lines]
    places = {line.number: line for line in sheet.lines}
    budget = MOST_FILLED
    for merge in sheet.merges[:MOST_MERGED]:
        first = places.get(merge.top)
        cell = first.cells.get(merge.left) if first else None
        if cell is None:
            continue
        cell = cell._replace(across=merge.right - merge.left + 1, down=merge.bottom - merge.top + 1)
        columns = [one for one in range(merge.left, min(merge.right, MOST_COLUMNS) + 1) if one not in sheet.hidden]
        for number in numbers[bisect_left(numbers, merge.top) : bisect_right(numbers, merge.bottom)]:
            budget -= len(columns)
            if budget < 0:
                return
            places[number].cells.update(dict.fromkeys(columns, cell))
