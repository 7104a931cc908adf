"""Tables that are drawn with signs in reStructuredText: grids, and columns under rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from youju.corpus.document import Span
from youju.corpus.text import trim

from .rows import IndentedLine, across, columns

LARGEST = 200_000
"""In characters: a larger grid is kept as it is drawn."""
MOST_CORNERS = 8000
"""A grid with more is kept as it is drawn, too: to measure it takes time with their square."""

border = re.compile(r"=+(?:[ \t]+=+)+$")
_grid = re.compile(r"\+(?:[-=]+\+)+$")
_under_span = re.compile(r"-+(?:[ \t]+-+)*$")


class DrawnTable(NamedTuple):
    """The cells by rows, of which ``heads`` are the header; row ``end`` is behind it. Without cells it is a drawing."""

    span: Span
    cells: Sequence[Sequence[Span]]
    heads: int
    end: int


def table(text: str, found: Sequence[IndentedLine], at: int, end: int) -> DrawnTable | None:
    """The table that begins at a row."""
    words = found[at].span.of(text)
    if _grid.match(words):
        return _grid_table(text, found, at, end)
    return _simple_table(text, found, at, end) if border.match(words) else None


def _grid_table(text: str, found: Sequence[IndentedLine], at: int, end: int) -> DrawnTable:
    after = at
    while after < end and not found[after].blank and text[found[after].start] in "+|":
        after += 1
    span = across(found, at, after)
    cells, heads = _measured(text, found[at:after]) if _is_measurable(text, span) else ([], 0)
    return DrawnTable(span, cells, heads, after)


def _is_measurable(text: str, span: Span) -> bool:
    return span.end - span.start <= LARGEST and text.count("+", *span) <= MOST_CORNERS


class _Cell(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int


def _measured(text: str, found: Sequence[IndentedLine]) -> tuple[list[list[Span]], int]:
    """The cells of a grid by rows; one over several rows stands in each, so that every row says what holds for it."""
    from docutils.parsers.rst.tableparser import (  # type: ignore[import-untyped]
        GridTableParser,
        TableMarkupError,
    )
    from docutils.statemachine import StringList  # type: ignore[import-untyped]

    lines = [row.span.of(text) for row in found]
    parser = GridTableParser()
    block = StringList(lines)
    block.pad_double_width(parser.double_width_pad_char)
    try:
        parser.parse(block)
    except (TableMarkupError, AssertionError, IndexError, KeyError):
        return [], 0
    cells = [_Cell(*cell[:4]) for cell in parser.cells]
    tops, lefts = sorted({cell.top for cell in cells}), sorted({cell.left for cell in cells})
    if len(tops) * len(lefts) > len(text):
        return [], 0
    head = parser.head_body_sep or 0
    heads = sum(top < head for top in tops)
    places = [columns(line) for line in lines]
    grid = [[Span(found[0].start, found[0].start)] * len(lefts) for _ in tops]
    for cell in cells:
        span = _inside(text, found, places, cell)
        for number, top in enumerate(tops):
            if cell.top <= top < cell.bottom:
                for column, left in enumerate(lefts):
                    if left == cell.left or (top < head and cell.left < left < cell.right):
                        grid[number][column] = span
    return grid, heads


def _inside(text: str, found: Sequence[IndentedLine], places: Sequence[Sequence[int]], cell: _Cell) -> Span:
    """From the first word of a cell to its last: where it has several lines, what stands beside them is between."""
    parts = [
        _part(text, found[line], places[line], cell.left + 1, cell.right) for line in range(cell.top + 1, cell.bottom)
    ]
    filled = [part for part in parts if part.start < part.end]
    return Span(filled[0].start, filled[-1].end) if filled else Span(found[cell.top].start, found[cell.top].start)


def _part(text: str, row: IndentedLine, places: Sequence[int], left: int, right: int) -> Span:
    """The words of a row from column ``left`` to before ``right``."""
    start = next((at for at, place in enumerate(places) if place >= left), len(places) - 1)
    end = next((at for at, place in enumerate(places) if place >= right), len(places) - 1)
    return trim(text, row.start + start, max(row.start + start, row.start + end))


def _simple_table(text: str, found: Sequence[IndentedLine], at: int, end: int) -> DrawnTable | None:
    """Columns under a rule; the second of three rules ends the header, and the last has a blank line below it."""
    rules = [at]
    after = at + 1
    while after < end:
        if border.match(found[after].span.of(text)):
            rules.append(after)
            if after + 1 >= end or found[after + 1].blank:
                break
        after += 1
    if len(rules) < 2:
        return None
    last = rules[-1]
    edges = _edges(found[at].span.of(text))
    grid: list[list[Span]] = []
    heads = 0
    for line in range(at + 1, last):
        words = found[line].span.of(text)
        if line in rules:
            heads = heads or len(grid)
        elif words and not _under_span.match(words):
            _take_line(text, found[line], edges, found[at].indent, grid)
    return DrawnTable(across(found, at, last + 1), grid, heads, last + 1)


def _edges(rule: str) -> list[int]:
    return [found.start() for found in re.finditer("=+", rule)]


def _take_line(text: str, row: IndentedLine, edges: Sequence[int], indent: int, grid: list[list[Span]]) -> None:
    """A line begins a row, or goes on with the one before it where its first column is empty."""
    shift = row.indent - indent
    places = [shift + place for place in columns(row.span.of(text))]
    stops = [*edges[1:], max(places[-1], edges[-1]) + 1]
    cells = [_part(text, row, places, left, right) for left, right in zip(edges, stops, strict=True)]
    if grid and cells[0].start == cells[0].end:
        grid[-1] = [_joined(above, below) for above, below in zip(grid[-1], cells, strict=True)]
    else:
        grid.append(cells)


def _joined(above: Span, below: Span) -> Span:
    if below.start == below.end:
        return above
    return Span(above.start, below.end) if above.start < above.end else below
