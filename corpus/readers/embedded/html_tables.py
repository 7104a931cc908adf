"""Tables of HTML: rows of cells, in which a cell that goes over several rows or columns stands in each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from youju.corpus.document import NOWHERE, Span
from youju.corpus.text import width

from .elements import COMMENT, MOST_CHARACTERS, Pairs, attributes, has_words, is_hidden, named, without_edges

MOST_COLUMNS, MOST_ROWS = 200, 2000
"""Of what one cell goes over, and of what a row has."""
LONGEST_HEAD = 40
"""In width units: of a head of a column that is not marked as one."""
FEWEST_HEADS = 3
"""Of a first row that is not marked as one of heads: in two columns a name and what it is may stand side by side."""
SPREAD = 10
"""How many more cells than are written a table may have: what one goes over is said in a few characters."""
DEEPEST_HEADS = 3
"""In rows."""

_part = re.compile(
    rf"{COMMENT}|<(?P<close>/?)(?P<tag>table|tr|td|th|thead|tbody|tfoot|caption)(?=[\s/>])[^<>]{{0,{MOST_CHARACTERS}}}>",
    re.IGNORECASE,
)
_laid_out = re.compile(
    r"<(?:h[1-6]|pre|table|form|details)(?=[\s/>])|\n[ \t]{0,99}\r?\n[ \t]{0,99}(?:#|```|~~~|[-*+] )", re.IGNORECASE
)
_bold = re.compile(r"(?:<t[dh][^<>]{0,500}>)?\s*(?:<p[^<>]{0,200}>\s*)?(?:<(?:b|strong)>|\*\*)", re.IGNORECASE)
_digit = re.compile(r"\d")


class TableRow(NamedTuple):
    """``span`` goes over the row's own cells; ``cells`` are all of them, some of which stand in a row above."""

    span: Span
    cells: tuple[Span, ...]
    header: bool


class HtmlTable(NamedTuple):
    rows: Sequence[TableRow]
    caption: Span


@dataclass
class _Cell:
    start: int
    end: int
    head: bool
    rows: int
    columns: int
    bold: bool = False
    span: Span = NOWHERE


@dataclass
class _Row:
    head: bool
    cells: list[_Cell] = field(default_factory=list)

    @property
    def all_heads(self) -> bool:
        return bool(self.cells) and (self.head or all(cell.head for cell in self.cells))


def html_table(text: str, span: Span, pairs: Pairs) -> HtmlTable | None:
    """The table whose inside ``span`` is; None where it has one column, or holds what is more than words in a cell."""
    if _laid_out.search(text, *span):
        return None
    read = _Reader(text, span, pairs)
    read.all()
    rows = [row for row in read.rows if row.cells]
    if max((len(row.cells) for row in rows), default=0) < 2:
        return None
    if not any(row.all_heads for row in rows):
        for row in rows[: _heads(text, rows)]:
            row.head = True
    return HtmlTable(_spread(rows), read.caption)


@dataclass
class _Reader:
    text: str
    span: Span
    pairs: Pairs
    rows: list[_Row] = field(default_factory=list)
    caption: Span = NOWHERE
    _head: bool = False
    _cell: _Cell | None = None
    _caption: int = -1

    def all(self) -> None:
        position = self.span.start
        while found := _part.search(self.text, position, self.span.end):
            position = self.take(found)
        self.end_cell(self.span.end)

    def take(self, found: re.Match[str]) -> int:
        if not found["tag"]:
            return found.end()
        name = found["tag"].casefold()
        if found["close"]:
            self.close(name, found)
            return found.end()
        given = attributes(found.group())
        self.end_cell(found.start())
        if is_hidden(name, given):
            return self.pairs.end(name, found.start(), default=found.end())
        if name in ("td", "th"):
            self.open_cell(found, given)
        elif name == "tr":
            self.rows.append(_Row(self._head))
        elif name == "caption":
            self._caption = found.end()
        else:
            self._head = name == "thead"
        return found.end()

    def open_cell(self, found: re.Match[str], given: str) -> None:
        if not self.rows:
            self.rows.append(_Row(self._head))
        said = named(given)
        rows, columns = _count(said.get("rowspan"), MOST_ROWS), _count(said.get("colspan"), MOST_COLUMNS)
        head = found["tag"].casefold() == "th"
        bold = _bold.match(self.text, found.start()) is not None
        self._cell = _Cell(found.end(), found.end(), head, rows or MOST_ROWS, columns or 1, bold)
        self.rows[-1].cells.append(self._cell)

    def close(self, name: str, found: re.Match[str]) -> None:
        self.end_cell(found.start())
        if name == "caption" and self._caption >= 0:
            self.caption = without_edges(self.text, self._caption, found.start())
        elif name == "thead":
            self._head = False

    def end_cell(self, end: int) -> None:
        if self._cell:
            self._cell.end = end
            self._cell.span = without_edges(self.text, self._cell.start, end)
            if not has_words(self._cell.span.of(self.text)) and "<" in self._cell.span.of(self.text):
                self._cell.span = Span(self._cell.start, self._cell.start)
            self._cell = None


def _count(given: str | None, most: int) -> int:
    return min(int(given), most) if given and given.strip().isdecimal() and len(given) < 10 else 1


def _heads(text: str, rows: Sequence[_Row]) -> int:
    """How many of the first rows hold heads, where none is marked as such: one, if all of it is bold or short words
    without numbers; or as many as a cell of the first goes over, beside one that goes over columns.
    """
    first = rows[0].cells
    deep = max(cell.rows for cell in first)
    if len(rows) <= deep or len(first) < 2 or len(rows[deep].cells) < 2:
        return 0
    if deep > 1 and not (deep <= DEEPEST_HEADS and any(cell.columns > 1 for cell in first)):
        return 0
    cells = [cell for row in rows[:deep] for cell in row.cells]
    if all(cell.bold for cell in cells):
        return deep
    words = [cell.span.of(text) for cell in cells]
    short = all(one and width(one) <= LONGEST_HEAD and not _digit.search(one) and "<" not in one for one in words)
    distinct = deep > 1 or len(set(words)) == len(words)
    return deep if short and distinct and sum(cell.columns for cell in first) >= FEWEST_HEADS else 0


def _spread(rows: Sequence[_Row]) -> list[TableRow]:
    found: list[TableRow] = []
    above: dict[int, tuple[int, Span]] = {}
    left = SPREAD * sum(len(row.cells) for row in rows)
    for row in rows:
        cells: list[Span] = []
        for cell in row.cells:
            _fill(cells, above)
            for column in range(len(cells), len(cells) + (cell.columns if left > 0 else 1)):
                cells.append(cell.span)
                if cell.rows > 1 and left > 0:
                    above[column] = (cell.rows - 1, cell.span)
        _fill(cells, above)
        left -= len(cells)
        filled = [cell.span for cell in row.cells if cell.span.start < cell.span.end]
        if filled:
            found.append(TableRow(Span(filled[0].start, filled[-1].end), tuple(cells), row.all_heads))
    return found


def _fill(cells: list[Span], above: dict[int, tuple[int, Span]]) -> None:
    """Put in the cells of rows above that reach down to the next columns."""
    while (left := above.pop(len(cells), None)) is not None:
        count, span = left
        if count > 1:
            above[len(cells)] = (count - 1, span)
        cells.append(span)
