"""What stands on one page, in the order of reading: columns and drawn tables, each as its pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .columns import regions
from .frames import Frame, cells_of, frames_of, is_filled
from .glyphs import Area, Look, Run
from .paint import Paint
from .pieces import Piece, pieces
from .rows import rows_of
from .ruled import ruled

LONGEST_CELL = 1200
"""In characters: a box with more is a part of the page."""


def page_pieces(runs: Sequence[Run], paint: Paint, area: Area, page: int) -> Iterator[Iterator[Piece]]:
    """The pieces of a page, in groups that stand under each other."""
    tables: dict[Run, tuple[Frame, list[Run]]] = {}
    for frame in frames_of(paint, area):
        inside = [run for run in runs if frame.area.holds((run.left + run.right) / 2, run.middle)]
        if inside and is_filled(frame, inside):
            tables[_stand_in(frame.area)] = (frame, inside)
            runs = [run for run in runs if run not in set(inside)]
    for region in regions([*runs, *tables]):
        rest = [run for run in region if run not in tables]
        for table in sorted((run for run in region if run in tables), key=lambda run: -run.top):
            yield pieces(rows_of(run for run in rest if run.middle > table.middle), paint, page)
            rest = [run for run in rest if run.middle <= table.middle]
            yield _table(*tables[table], paint, page)
        yield pieces(rows_of(rest), paint, page)


def _stand_in(area: Area) -> Run:
    """A run without words that is as wide and as high as a table."""
    height = area.top - area.bottom
    return Run("", area.left, area.right, area.bottom + 0.2 * height, height, Look())


def _table(frame: Frame, runs: Sequence[Run], paint: Paint, page: int) -> Iterator[Piece]:
    """A drawn table; what is framed and full of text is none, but boxes that are read one after the other."""
    title, grid = ruled(frame, runs, paint)
    if not grid.cells or len(grid.cells[0]) < 2:
        yield from pieces(rows_of(runs), paint, page)
    elif max(len(cell) for row in grid.cells for cell in row) > LONGEST_CELL:
        for cell in cells_of(frame, runs):
            yield from pieces(rows_of(cell.runs), paint, page)
    else:
        if title:
            yield Piece(title, runs[0].height, page=page)
        yield Piece("", 0.0, page=page, grid=grid, top=frame.area.top, bottom=frame.area.bottom)
