"""The words of a drawn table: its cells as rows, with the heads of its columns."""

from __future__ import annotations

from collections.abc import Sequence

from .frames import Compartment, Lattice, cells_of
from .glyphs import Run
from .grids import Tabulated, grid_of, is_striking, names_columns
from .paint import Paint
from .rows import joined, rows_of

MOST_HEADS = 3
"""Rows of heads that a table has at most."""


def ruled(frame: Lattice, runs: Sequence[Run], paint: Paint) -> tuple[str, Tabulated]:
    """The title that stands in a table across its columns, and its rows. A cell over several rows counts in each."""
    cells = cells_of(frame, runs)
    width = len(frame.xs) - 1
    title = ""
    if cells[0].right == width - 1 and cells[0].runs:
        title = _words(cells[0])
        cells = [cell for cell in cells if cell.top > cells[0].bottom]
    if not cells:
        return title, Tabulated((), header=False)
    heads = _count_heads(cells, width)
    lines = _lines(cells, width, heads)
    named = [joined(dict.fromkeys(filter(None, parts))) for parts in zip(*lines[:heads], strict=True)]
    rows = _filled([named, *lines[heads:]])
    top = [run for cell in cells if cell.top == cells[0].top for run in cell.runs]
    below = [run for cell in cells if cell.top >= cells[0].top + heads for run in cell.runs]
    striking = bool(top) and is_striking(rows_of(top)[0], paint) and not all(run.look.bold for run in below)
    return title, grid_of(rows, header=heads > 1 or names_columns(rows, striking=striking))


def _filled(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows without those, and without columns, in which nothing stands: lines that are drawn twice leave such, under
    a name that they share with the column beside them.
    """
    names, others = rows[0], rows[1:]
    kept = [number for number in range(len(names)) if any(row[number] for row in others) or _is_own(names, number)]
    return tuple(tuple(row[number] for number in kept) for row in rows if any(row))


def _is_own(names: Sequence[str], number: int) -> bool:
    return bool(names[number]) and names[number] not in (*names[:number][-1:], *names[number + 1 :][:1])


def _words(cell: Compartment) -> str:
    return joined(row.text for row in rows_of(cell.runs))


def _count_heads(cells: Sequence[Compartment], width: int) -> int:
    """How many rows name the columns: two and more where a head of the first is parted in those below."""
    if not cells:
        return 1
    top = cells[0].top
    first = [cell for cell in cells if cell.top == top and cell.runs]
    parted = [cell for cell in first if cell.left < cell.right and cell.right - cell.left < width - 1]
    high = max((cell.bottom for cell in first), default=top)
    return min(MOST_HEADS, max(high - top + 1, 2)) if parted else 1


def _lines(cells: Sequence[Compartment], width: int, heads: int) -> list[list[str]]:
    """The words of each row by column; a cell over several columns counts in each where it is a head, else in the
    first.
    """
    rows: dict[int, list[str]] = {}
    top = cells[0].top if cells else 0
    for cell in cells:
        words = _words(cell)
        for row in range(cell.top, cell.bottom + 1):
            line = rows.setdefault(row, [""] * width)
            last = cell.right if row < top + heads else cell.left
            for column in range(cell.left, last + 1):
                line[column] = words
    return [
        line for row in sorted(rows) for line in (_parted(cells, row, rows[row]) if row >= top + heads else [rows[row]])
    ]


def _parted(cells: Sequence[Compartment], row: int, line: list[str]) -> list[list[str]]:
    """The rows of a table that stand between two lines: several where all its cells have as many, side by side."""
    own = [cell for cell in cells if cell.top == cell.bottom == row and cell.runs]
    texts = {cell.left: rows_of(cell.runs) for cell in own}
    count = len(next(iter(texts.values()), ()))
    if count < 2 or len(own) < 3 or any(len(rows) != count for rows in texts.values()):
        return [line]
    parts = [[rows[number] for rows in texts.values()] for number in range(count)]
    if any(max(one.middle for one in part) - min(one.middle for one in part) > part[0].height / 2 for part in parts):
        return [line]
    return [
        [texts[column][number].text if column in texts else words for column, words in enumerate(line)]
        for number in range(count)
    ]
