"""Tables that are drawn: lines that touch each other, and the columns and rows between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from .glyphs import Run
from .looks import Area
from .paint import Paint

NEAR = 3.0
"""In points: lines that end no further from each other touch."""
MOST_LINES = 600
"""A page with more is a drawing."""
MOST_CELLS = 20_000
COVERED = 0.85
"""Share of a table's width that its upper and lower edge have, and of the ends of its lines that touch others."""
ACROSS = 0.1
"""Share of its words that may stand across its lines."""
LEAST_CELLS = 0.25
"""Share of the cells of a table that have words; a drawing has fewer, a form some."""
HIGHEST_ROW = 0.6
"""Share of a page's height: what is framed in one row as high as this is a page's border."""


class Lattice(NamedTuple):
    """A drawn table: where it stands, its lines from the left and from the top, and what is drawn of each."""

    area: Area
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    walls: tuple[tuple[Area, ...], ...]
    floors: tuple[tuple[Area, ...], ...]

    def column(self, x: float) -> int:
        return sum(1 for one in self.xs[1:-1] if one <= x)

    def band(self, y: float) -> int:
        return sum(1 for one in self.ys[1:-1] if one >= y)


def frames_of(paint: Paint, page: Area) -> list[Lattice]:
    """The drawn tables of a page: of two columns at least."""
    levels = _merged(paint.levels, level=True)
    uprights = _merged(paint.uprights, level=False)
    if not levels or not uprights or len(levels) + len(uprights) > MOST_LINES:
        return []
    found = (_frame(group) for group in _touching([*levels, *uprights]))
    frames = [frame for frame in found if frame is not None and _is_table(frame, page)]
    return [frame for frame in frames if not any(_inside(frame.area, other.area) for other in frames)]


def _is_table(frame: Lattice, page: Area) -> bool:
    if len(frame.xs) * len(frame.ys) > MOST_CELLS or len(frame.xs) < 3:
        return False
    if len(frame.ys) < 3 and _height(frame.area) > HIGHEST_ROW * _height(page):
        return False
    return all(_covers(lines, frame.area) for lines in (frame.floors[0], frame.floors[-1])) and _is_lattice(frame)


def _covers(lines: Iterable[Area], area: Area) -> bool:
    """Whether lines at one height go over the whole width of a table."""
    return sum(line.right - line.left for line in lines) >= COVERED * (area.right - area.left)


def _is_lattice(frame: Lattice) -> bool:
    """Whether lines end at other lines: those of a drawing end anywhere."""
    walls, floors = set(chain(*frame.walls)), set(chain(*frame.floors))
    ends = [frame.area.left, frame.area.right]
    held = [_is_held(x, _y(line), walls, ends, level=True) for line in floors for x in (line.left, line.right)]
    ends = [frame.area.bottom, frame.area.top]
    held += [_is_held(_x(line), y, floors, ends, level=False) for line in walls for y in (line.bottom, line.top)]
    return sum(held) >= COVERED * len(held)


def _is_held(x: float, y: float, lines: Iterable[Area], ends: Sequence[float], *, level: bool) -> bool:
    if any(abs((x if level else y) - end) <= NEAR for end in ends):
        return True
    return any(_meet(Area(x, y, x, y), line) for line in lines)


def is_filled(frame: Lattice, runs: Sequence[Run]) -> bool:
    """Whether words stand in the cells of a table, and beside each other; those of a drawing stand across its lines."""
    across = sum(
        1
        for run in runs
        for x, lines in zip(frame.xs[1:-1], frame.walls[1:-1], strict=True)
        if run.left + NEAR < x < run.right - NEAR and any(line.bottom < run.middle < line.top for line in lines)
    )
    if across > ACROSS * len(runs):
        return False
    cells = cells_of(frame, runs)
    rows: Counter[int] = Counter(row for cell in cells if cell.runs for row in range(cell.top, cell.bottom + 1))
    return max(rows.values(), default=0) > 1 and sum(1 for cell in cells if cell.runs) >= LEAST_CELLS * len(cells)


def _height(area: Area) -> float:
    return area.top - area.bottom


def _inside(area: Area, other: Area) -> bool:
    return area != other and other.holds(area.left, area.bottom) and other.holds(area.right, area.top)


def _merged(lines: Iterable[Area], *, level: bool) -> list[Area]:
    """Lines in one line that touch are one; so are the two sides of a thin one."""
    merged: list[Area] = []
    ordered = sorted(
        lines, key=lambda line: (round(line.bottom), line.left) if level else (round(line.left), line.bottom)
    )
    for line in ordered:
        last = merged[-1] if merged else None
        if last is not None and _is_same_line(last, line, level=level):
            merged[-1] = Area(
                min(last.left, line.left),
                min(last.bottom, line.bottom),
                max(last.right, line.right),
                max(last.top, line.top),
            )
        else:
            merged.append(line)
    return merged


def _is_same_line(last: Area, line: Area, *, level: bool) -> bool:
    if level:
        return abs(line.bottom - last.bottom) <= NEAR / 2 and line.left <= last.right + NEAR
    return abs(line.left - last.left) <= NEAR / 2 and line.bottom <= last.top + NEAR


def _touching(lines: Sequence[Area]) -> list[list[Area]]:
    """Lines in groups that hang together."""
    groups: list[list[Area]] = []
    left = list(lines)
    while left:
        group, waiting = [], [left.pop()]
        while waiting:
            line = waiting.pop()
            group.append(line)
            near = [other for other in left if _meet(line, other)]
            if near:
                left = [other for other in left if not _meet(line, other)]
                waiting += near
        groups.append(group)
    return groups


def _meet(one: Area, other: Area) -> bool:
    return (
        one.left <= other.right + NEAR
        and other.left <= one.right + NEAR
        and one.bottom <= other.top + NEAR
        and other.bottom <= one.top + NEAR
    )


def _frame(lines: Sequence[Area]) -> Lattice | None:
    levels = tuple(line for line in lines if line.right - line.left > line.top - line.bottom)
    uprights = tuple(line for line in lines if line.right - line.left <= line.top - line.bottom)
    if len(levels) < 2 or not uprights:
        return None
    area = Area(
        min(line.left for line in lines),
        min(line.bottom for line in lines),
        max(line.right for line in lines),
        max(line.top for line in lines),
    )
    xs = _apart([area.left, *(_x(line) for line in uprights), area.right])
    ys = _apart([area.bottom, *(_y(line) for line in levels), area.top])[::-1]
    walls = tuple(tuple(line for line in uprights if abs(_x(line) - x) <= NEAR) for x in xs)
    floors = tuple(tuple(line for line in levels if abs(_y(line) - y) <= NEAR) for y in ys)
    return Lattice(area, tuple(xs), tuple(ys), walls, floors)


def _x(line: Area) -> float:
    return (line.left + line.right) / 2


def _y(line: Area) -> float:
    return (line.bottom + line.top) / 2


def _apart(places: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > NEAR:
            kept.append(place)
    return kept


class Compartment(NamedTuple):
    """A cell of a drawn table: its first and last row and column, and what stands in it."""

    top: int
    left: int
    bottom: int
    right: int
    runs: list[Run]


def cells_of(frame: Lattice, runs: Iterable[Run]) -> list[Compartment]:
    """The cells of a table in the order of reading: where no line parts them, several are one."""
    rows, columns = len(frame.ys) - 1, len(frame.xs) - 1
    owner: dict[tuple[int, int], Compartment] = {}
    cells: list[Compartment] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in owner:
                continue
            right = column
            while right + 1 < columns and (row, right + 1) not in owner and not _parts_columns(frame, row, right + 1):
                right += 1
            bottom = row
            while bottom + 1 < rows and not _parts_rows(frame, bottom + 1, column, right):
                bottom += 1
            cell = Compartment(row, column, bottom, right, [])
            cells.append(cell)
            for place in _places(cell):
                owner[place] = cell
    for run in runs:
        cell = owner[frame.band(run.middle), frame.column((run.left + run.right) / 2)]
        cell.runs.append(run)
    return cells


def _places(cell: Compartment) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in range(cell.top, cell.bottom + 1) for column in range(cell.left, cell.right + 1))


def _parts_columns(frame: Lattice, row: int, column: int) -> bool:
    """Whether a line stands before a column in a row."""
    y = (frame.ys[row] + frame.ys[row + 1]) / 2
    return any(line.bottom <= y <= line.top for line in frame.walls[column])


def _parts_rows(frame: Lattice, row: int, first: int, last: int) -> bool:
    """Whether a line stands above a row in any of some columns."""
    middles = [(frame.xs[column] + frame.xs[column + 1]) / 2 for column in range(first, last + 1)]
    return any(line.left <= middle <= line.right for line in frame.floors[row] for middle in middles)
