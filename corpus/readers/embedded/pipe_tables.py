"""Tables of pipes: the cells of a line, what a cell takes from the row above, rows that no rule of the parser knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from youju.corpus.document import Block, BlockKind, Span
from youju.corpus.inline.wording import CELL_BULLET, PIPE
from youju.corpus.text import trim

ABOVE = "^^"
"""A cell that says only this is the one above it."""

_prefix = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\|))?")
_rule = re.compile(r"[:：]?[-—=]{1,200}[:：]?")
_row = re.compile(r"[ \t>]*\|.*\|[ \t]*")


def cells_of(text: str, start: int, end: int) -> list[Span]:
    """The cells of a table row, trimmed and without a leading bullet; an empty cell is an empty span at its
    place.
    """
    found = _prefix.match(text, start, end)
    start = found.end() if found else start
    if text[start : start + 1] == "|":
        start += 1
    bars = [found.start() for found in PIPE.finditer(text, start, end)]
    if not bars or text[bars[-1] : end].strip() != "|":
        bars.append(end)
    cells, left = [], start
    for bar in bars:
        cell = trim(text, left, bar)
        dash = CELL_BULLET.match(text, *cell)
        cells.append(Span(dash.end(), cell.end) if dash else cell)
        left = bar + 1
    return cells


class PipeTable:
    """The rows of one table as they come."""

    def __init__(self) -> None:
        self._above: Sequence[Span] | None = None

    def row(self, text: str, cells: Sequence[Span]) -> Sequence[Span]:
        """The cells of the next row. Those that are empty before its first words, and those that say so, are those of
        the row above, which is no row of heads.
        """
        if self._above is None:
            self._above = ()
            return cells
        if any(cell.start < cell.end for cell in cells) and not is_rule(text, cells):
            self._above = tuple(_filled(text, cells, self._above))
            return self._above
        return ()


def row_of(text: str, cells: Sequence[Span], *, after: int) -> Block | None:
    """A row whose own cells begin behind ``after``; None for one that says nothing."""
    own = [cell for cell in cells if after <= cell.start < cell.end]
    if not own or is_rule(text, own):
        return None
    return Block(BlockKind.ROW, Span(own[0].start, own[-1].end), cells=tuple(cells))


def _filled(text: str, cells: Sequence[Span], above: Sequence[Span]) -> Iterator[Span]:
    leading = bool(above)
    for place, cell in enumerate(cells):
        leading = leading and cell.start == cell.end
        if leading or cell.of(text) == ABOVE:
            yield above[place] if place < len(above) else Span(cell.start, cell.start)
        else:
            yield cell


def loose_rows(text: str, span: Span) -> list[list[Span]] | None:
    """The cells of lines that all begin and end with a pipe, where no rule, or a wrong one, stands below the first."""
    if span.start >= span.end or text[span.start] != "|" or text[span.end - 1] != "|":
        return None
    rows, position = [], span.start
    while position < span.end:
        stop = text.find("\n", position, span.end)
        stop = span.end if stop < 0 else stop
        if not _row.fullmatch(text, position, stop if text[stop - 1] != "\r" else stop - 1):
            return None
        rows.append(cells_of(text, *trim(text, position, stop)))
        position = stop + 1
    return rows if max(map(len, rows)) > 1 else None


def is_rule(text: str, cells: Sequence[Span]) -> bool:
    """Whether a line is the rule below the heads."""
    return bool(cells) and all(_rule.fullmatch(cell.of(text)) for cell in cells)
