"""Tables of AsciiDoc: cells behind bars, however they are spread over lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from youju.corpus.document import Span
from youju.corpus.text import trim

from .rows import IndentedLine

_bar = re.compile(r"(?<!\\)\|")
_spec = re.compile(
    r"(?:^|(?<=\s))(?:(?P<times>\d{1,2})\*|(?P<across>\d{1,2})?(?:\.(?P<down>\d{1,2}))?\+)?[<^>]?(?:\.[<^>])?[adehlmsv]?$"
)
_columns = re.compile(
    r"\bcols[ \t]*=[ \t]*(?:\"(?P<quoted>[^\"]{0,500})\"|'(?P<single>[^']{0,500})'|(?P<bare>[^\s,\"\]]{1,40}))"
)
_several = re.compile(r"[ \t]*(?P<times>\d{1,2})\*")
_options = re.compile(r"\b(?:options|opts)[ \t]*=[ \t]*\"?(?P<words>[^\"\]]{0,200})")
MOST_COLUMNS = 200
MOST_REPEATED = 2000
"""In cells: a table that is larger repeats none, so that it stays as large as it is written."""


class _Cell(NamedTuple):
    span: Span
    line: int
    until: int
    across: int = 1
    down: int = 1


def cells_of(
    text: str, rows: Sequence[IndentedLine], first: int, last: int, attributes: str, hidden: Collection[int]
) -> tuple[list[list[Span]], int]:
    """The cells by rows of a table, rows ``first`` to ``last``, and how many of its rows are the header."""
    cells = _cells(text, rows, first, last, hidden)
    size = _size(attributes, cells)
    grid = _grid(cells, size)
    return grid, _heads(rows, first, last, attributes, cells, size)


def has_header(attributes: str) -> bool:
    """Whether the attributes above a table say that it has a header."""
    said = "".join(found["words"] for found in _options.finditer(attributes))
    return "header" in re.split(r"[,\s]+", said) or "%header" in attributes


def _cells(text: str, rows: Sequence[IndentedLine], first: int, last: int, hidden: Collection[int]) -> list[_Cell]:
    found: list[_Cell] = []
    for line in range(first, last):
        row = rows[line]
        if row.blank or line in hidden:
            continue
        bars = list(_bar.finditer(text, row.start, row.end))
        behind = row.start
        for bar in bars:
            spec = _spec.search(text[behind : bar.start()][-20:])
            width = len(spec.group()) if spec else 0
            _go_on(text, found, behind, bar.start() - width, line, hidden)
            behind = bar.end()
            cell = _Cell(Span(behind, behind), line, line, _amount(spec, "across"), _amount(spec, "down"))
            found += [cell] * (_amount(spec, "times") if len(found) < MOST_REPEATED else 1)
        _go_on(text, found, behind, row.end, line, hidden)
    return found


def _go_on(text: str, found: list[_Cell], start: int, end: int, line: int, hidden: Collection[int]) -> None:
    """The words of the last cell, and of those that repeat it, go to ``end``, unless something hidden is between."""
    words = trim(text, start, end)
    if not found or words.start >= words.end:
        return
    last = found[-1]
    if last.span.start < last.span.end:
        if any(between in hidden for between in range(last.until, line)):
            return
        words = Span(last.span.start, words.end)
    at = len(found) - 1
    while at >= 0 and found[at].span == last.span:
        found[at] = found[at]._replace(span=words, until=line)
        at -= 1


def _amount(spec: re.Match[str] | None, name: str) -> int:
    return max(1, int(spec[name] or 1)) if spec else 1


def _size(attributes: str, cells: Sequence[_Cell]) -> int:
    """How many columns there are: as the attributes say, else as many as stand on the first line."""
    if found := _columns.search(attributes):
        said = found["quoted"] or found["single"] or found["bare"] or ""
        parts = re.split("[,;]", said)
        total = sum(int(several["times"]) if (several := _several.match(part)) else 1 for part in parts)
        return max(1, min(total, MOST_COLUMNS))
    return max(1, min(MOST_COLUMNS, sum(cell.across for cell in cells if cell.line == cells[0].line)))


def _grid(cells: Sequence[_Cell], size: int) -> list[list[Span]]:
    """A cell over several rows stands in each of them; one over several columns in the first."""
    grid: list[list[Span]] = []
    held: list[tuple[Span, int]] = [(Span(0, 0), 0)] * size
    row: list[Span] = []
    for cell in cells:
        while len(row) < size and held[len(row)][1]:
            row, held = _held(row, held)
        if len(row) >= size:
            grid.append(row)
            row = []
            while len(row) < size and held[len(row)][1]:
                row, held = _held(row, held)
        for part in range(min(cell.across, size - len(row))):
            held[len(row)] = (cell.span if not part else Span(0, 0), cell.down - 1)
            row.append(cell.span if not part else Span(cell.span.end, cell.span.end))
    return [*grid, [*row, *[Span(0, 0)] * (size - len(row))]] if row else grid


def _held(row: list[Span], held: list[tuple[Span, int]]) -> tuple[list[Span], list[tuple[Span, int]]]:
    span, left = held[len(row)]
    held[len(row)] = (span, left - 1)
    return [*row, span], held


def _heads(
    rows: Sequence[IndentedLine], first: int, last: int, attributes: str, cells: Sequence[_Cell], size: int
) -> int:
    """One row of heads where the attributes say so, or a blank line stands below the first row and none above."""
    if has_header(attributes):
        return 1
    if "noheader" in attributes or first >= last or rows[first].blank or not cells:
        return 0
    alone = sum(cell.across for cell in cells if cell.line == first) == size
    return int(alone and first + 1 < last and rows[first + 1].blank and len(cells) > size)
