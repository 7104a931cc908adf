"""Tables: rows whose runs stand under each other, and whether the first of them names the columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from youju.corpus.text import width

from .paint import Paint
from .rows import CLOSE, TextRow, joined

LEAST_ROWS = 3
"""Of a table without rules; two lines stand under each other by chance."""
LONGEST = 40
"""In width units: what names a column has no more."""
LONGER = 1.5
"""How much longer the words of a column are than its name, at least."""
LOOSE, TIGHT = 1.4, 1.2
"""Rows of a table stand so much further apart than the nearest two lines, and lines of one cell no further."""
MOST = 0.5
"""Share of the rows of a table that have all its cells, at least, where others reach over several columns."""


class Tabulated(NamedTuple):
    """A table: its rows of cells; ``header`` says that the first names the columns; ``heads`` are those names, also
    where they stand on a page before.
    """

    cells: tuple[tuple[str, ...], ...]
    header: bool
    heads: tuple[str, ...] = ()


def grid_of(cells: tuple[tuple[str, ...], ...], *, header: bool) -> Tabulated:
    return Tabulated(cells, header, cells[0] if header else ())


def grid_at(rows: Sequence[TextRow], at: int, paint: Paint) -> tuple[Tabulated, int] | None:
    """The table that begins at a row, and the first row after it; None where none does."""
    if len(rows[at].runs) < 2:
        return None
    after = at + 1
    while after < len(rows) and _belongs(rows, at, after, paint):
        after += 1
    table = rows[at:after]
    full = [row for row in table if len(row.runs) > 1]
    columns = _columns(full)
    ruled = _is_ruled(table, paint)
    if len(columns) < 2 or len(full) < (2 if ruled or len(columns) > 2 else LEAST_ROWS):
        return None
    lines = [_cells(row, columns) for row in table]
    groups = _groups(table, lines, paint, ruled=ruled)
    cells = tuple(tuple(joined(line[number] for line in group) for number in range(len(columns))) for group in groups)
    return grid_of(cells, header=names_columns(cells, striking=_strikes(rows, at, paint))), after


def _belongs(rows: Sequence[TextRow], first: int, place: int, paint: Paint) -> bool:
    """Whether a row goes on with the table: it has cells, too, or is the rest of one."""
    row, before = rows[place], rows[place - 1]
    near = before.middle - row.middle < 3 * CLOSE * max(row.height, before.height)
    if len(row.runs) > 1:
        return near
    columns = _columns([one for one in rows[first:place] if len(one.runs) > 1])
    inside = [left for left, right in columns if left - 2 <= row.left and row.right <= right + 2]
    close = before.middle - row.middle < CLOSE * max(row.height, before.height)
    return bool(inside) and (close or _is_between(row, paint))


def _is_between(row: TextRow, paint: Paint) -> bool:
    """Whether a rule stands right above and below a row."""
    around = [rule.top - row.middle for rule in paint.rules if rule.left <= row.left + 1 and rule.right >= row.left]
    reach = 2 * row.height
    return any(0 < one < reach for one in around) and any(-reach < one < 0 for one in around)


def _columns(rows: Sequence[TextRow]) -> list[tuple[float, float]]:
    """Left and right of what stands under each other; where most rows have more cells than that, theirs count."""
    columns = _overlapping(rows)
    usual, often = Counter(len(row.runs) for row in rows).most_common(1)[0] if rows else (0, 0)
    if len(columns) < usual and often > MOST * len(rows):
        apart = _overlapping([row for row in rows if len(row.runs) == usual])
        return apart if len(apart) == usual else columns
    return columns


def _overlapping(rows: Sequence[TextRow]) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    for run in sorted((run for row in rows for run in row.runs), key=lambda run: run.left):
        if columns and run.left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], run.right))
        else:
            columns.append((run.left, run.right))
    return columns


def _cells(row: TextRow, columns: Sequence[tuple[float, float]]) -> list[str]:
    """The words of each column; a run counts in the one that it shares most with, or else stands nearest to."""
    cells: list[list[str]] = [[] for _ in columns]
    for run in row.runs:
        shared = [min(run.right, right) - max(run.left, left) for left, right in columns]
        cells[max(range(len(columns)), key=lambda number: shared[number])].append(run.text)
    return [joined(words) for words in cells]


def _is_ruled(rows: Sequence[TextRow], paint: Paint) -> bool:
    top, bottom = rows[0].middle + 3 * rows[0].height, rows[-1].middle - 3 * rows[-1].height
    return sum(1 for rule in paint.rules if bottom <= rule.bottom and rule.top <= top) > 1


def _groups(rows: Sequence[TextRow], lines: Sequence[list[str]], paint: Paint, *, ruled: bool) -> list[list[list[str]]]:
    """Lines that are one row of the table: between the same rules, or the rest of a cell of the row above."""
    groups: list[list[list[str]]] = []
    rules = sorted({round(rule.bottom) for rule in paint.rules}, reverse=True)
    tight = _tight([before.middle - row.middle for before, row in pairwise(rows)])
    for place, (row, line) in enumerate(zip(rows, lines, strict=True)):
        if place and _same_row(rows[place - 1], row, line, rules, tight=tight, ruled=ruled):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _tight(steps: Sequence[float]) -> float:
    """How far apart lines of one cell stand at most, where rows of the table stand clearly further apart; else 0."""
    least = min(steps, default=0.0)
    loose = sum(1 for step in steps if step > LOOSE * least)
    return TIGHT * least if loose > 1 else 0.0


def _same_row(
    before: TextRow, row: TextRow, line: Sequence[str], rules: Sequence[int], *, tight: float, ruled: bool
) -> bool:
    """Whether a line is the rest of cells of the row above: it has not all cells, and stands nearer than rows do."""
    if all(line) or any(row.middle < rule < before.middle for rule in rules):
        return False
    step, filled = before.middle - row.middle, sum(map(bool, line))
    few = 2 * filled <= len(line)
    if tight:
        rest = filled == 1 if line[0] else few or not any(map(str.isdigit, "".join(line)))
        return step <= tight and rest
    inside = ruled and any(rule < row.middle for rule in rules) and any(rule > before.middle for rule in rules)
    return not line[0] and (few or inside) and (inside or step < CLOSE * max(row.height, before.height))


def _strikes(rows: Sequence[TextRow], at: int, paint: Paint) -> bool:
    """Whether the first row of a table looks other than the second."""
    return is_striking(rows[at], paint) and not (rows[at + 1].bold and rows[at].bold)


def is_striking(first: TextRow, paint: Paint) -> bool:
    """Whether a row is set in bold or on a dark ground."""
    return first.bold or all(paint.is_dark(run.left, run.middle) for run in first.runs)


def names_columns(cells: Sequence[Sequence[str]], *, striking: bool) -> bool:
    """``striking`` says that the first row looks other than those below."""
    if len(cells) < 2:
        return False
    first, others = cells[0], cells[1:]
    words = [cell for cell in first if cell]
    if striking:
        return len(words) > 1 and 2 * sum(any(map(str.isdigit, cell)) for cell in words) < len(words)
    if len(words) < max(2, len(first) - 1) or len(set(words)) < len(words):
        return False
    if any(width(cell) > LONGEST or any(map(str.isdigit, cell)) or cell.endswith((":", "：")) for cell in words):
        return False
    kinds = sum(_is_of_its_kind(first[number], [row[number] for row in others]) for number in range(len(first)))
    return kinds > 0 and (len(first) > 2 or kinds >= len(first) - 1)


def _is_of_its_kind(name: str, column: Sequence[str]) -> bool:
    """Whether what stands below differs from the name: it has numbers, or more words."""
    filled = [cell for cell in column if cell]
    if not name or not filled:
        return False
    numbers = sum(1 for cell in filled if any(map(str.isdigit, cell)))
    length = sum(map(width, filled)) / len(filled)
    return 2 * numbers > len(filled) or length > LONGER * width(name)
