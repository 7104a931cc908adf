"""Tables of HTML: which are tables of data, and their rows with every cell in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .element import Element
from .looks import Looks
from .words import words_of

MOST_COLUMNS = 200
"""A row that claims to be wider is cut; no page shows as many."""
MOST_REPEATED = 200_000
"""In characters: how much of a table may be words that stand in several places at once."""
LONGEST_CELL = 600
"""In characters: a table with longer cells and no heads is there for the look of the page."""

_BLOCKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "form"})
_number = re.compile(r"[\W_]*\d[\d\W_]*[A-Za-z%‰°元万亿]{0,4}")
_ends = re.compile(r"[。！？!?；;]$")


class Cell(NamedTuple):
    words: str
    head: bool = False
    strong: bool = False


class Row(NamedTuple):
    cells: tuple[Cell, ...]
    top: bool
    """Whether it stands in the head of the table."""

    @property
    def words(self) -> list[str]:
        return [cell.words for cell in self.cells]


class Table(NamedTuple):
    heads: tuple[str, ...]
    rows: tuple[list[str], ...]


def is_data(table: Element) -> bool:
    """Whether a table holds data, and is not there to set parts of a page beside each other."""
    if table.get("role") in ("presentation", "none"):
        return False
    heads = any(True for _ in table.iter("th"))
    inside = {one.tag for one in table.iter()} - {table.tag}
    nested = sum(1 for _ in table.iter("table")) > 1
    if nested or (not heads and not inside.isdisjoint(_BLOCKS)):
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows_of(table)]
    if max(map(len, rows), default=0) < 2:
        return False
    return heads or len(rows) > 1 or not any(_is_long(cell) for row in rows for cell in row)


def _is_long(cell: Element) -> bool:
    return sum(map(len, cell.itertext())) > LONGEST_CELL


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, those of tables inside it left out."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (one for one in child if one.tag == "tr")


def table_of(table: Element, looks: Looks) -> Table:
    """The heads of a table's columns, none where it has none, and its rows; cells that span stand in each place."""
    rows = list(_grid(table, looks))
    count = _heads(rows)
    heads = (
        tuple(_merged(column) for column in zip(*(row.words for row in rows[:count]), strict=False)) if count else ()
    )
    return Table(heads, tuple(_without_repetition(row.words) for row in rows[count:]))


def _grid(table: Element, looks: Looks) -> Iterator[Row]:
    grid = _Grid(looks)
    for row in rows_of(table):
        above = row.getparent()
        if looks.hides(row) or (above is not None and above.tag != "table" and looks.hides(above)):
            continue
        if cells := grid.row(row):
            yield Row(tuple(cells), top=above is not None and above.tag == "thead")


class _Grid:
    """Puts cells in their columns. ``spanning`` says of a column how many rows below its cell reaches, and which it is;
    ``left`` how many characters may still be repeated.
    """

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self.spanning: dict[int, tuple[int, Cell]] = {}
        self.left = MOST_REPEATED
        self.wide = 0

    def row(self, row: Element) -> list[Cell]:
        """The cells of a row, those that reach down from above among them, and empty ones at the end."""
        above, self.spanning = self.spanning, {}
        cells: list[Cell] = []
        for element in row:
            if element.tag in ("td", "th") and not self.looks.hides(element):
                self._reach(above, cells)
                self._put(element, cells)
        self._reach(above, cells)
        cells = cells[:MOST_COLUMNS]
        self.wide = max(self.wide, len(cells))
        return cells + [Cell("")] * (self.wide - len(cells)) if cells else []

    def _reach(self, above: dict[int, tuple[int, Cell]], cells: list[Cell]) -> None:
        while len(cells) in above:
            more, cell = above.pop(len(cells))
            if more > 1:
                self.spanning[len(cells)] = (more - 1, cell)
            cells.append(cell)

    def _put(self, element: Element, cells: list[Cell]) -> None:
        cell = _cell(element, self.looks)
        across, down = _span(element, "colspan"), _span(element, "rowspan")
        across = max(1, min(across, MOST_COLUMNS - len(cells)))
        self.left -= len(cell.words) * (across * down - 1)
        if self.left < 0:
            across = down = 1
        for _ in range(across):
            if down > 1:
                self.spanning[len(cells)] = (down - 1, cell)
            cells.append(cell)


def _cell(element: Element, looks: Looks) -> Cell:
    words = words_of(element, looks)
    strong = bool(element.get("bgcolor")) or any(one.tag in ("b", "strong") for one in element.iter())
    return Cell(words, element.tag == "th", strong)


def _span(element: Element, name: str) -> int:
    digits = (element.get(name) or "1").strip()
    return max(1, min(int(digits), 1000)) if digits.isdecimal() and len(digits) < 6 else 1


def _heads(rows: list[Row]) -> int:
    """How many rows at the top name the columns."""
    count = 0
    while count < len(rows) and rows[count].top:
        count += 1
    if count:
        return count if count < len(rows) else 0
    while count < len(rows) - 1 and all(cell.head or not cell.words for cell in rows[count].cells):
        count += 1
    return count or int(_is_head(rows))


def _is_head(rows: list[Row]) -> bool:
    """Whether the first row names the columns though nothing says so: no numbers, no sentences, no name twice.

    Where there are but two columns, which could be names and values, it is set apart from the rows below it.
    """
    if len(rows) < 2 or any(cell.head for row in rows for cell in row.cells):
        return False
    first, second = rows[0].cells, rows[1].cells
    words = [cell.words for cell in first]
    if (
        not all(words[1:])
        or len(set(words)) < len(words)
        or any(_number.fullmatch(one) or _ends.search(one) for one in words)
    ):
        return False
    if all(cell.strong for cell in first if cell.words) and not all(cell.strong for cell in second):
        return True
    if len(words) > 2:
        return True
    numbers = sum(1 for row in rows[1:] if len(row.cells) > 1 and any(map(str.isdigit, row.cells[1].words)))
    return 2 * numbers > len(rows) - 1 and not any(map(str.isdigit, words[1]))


def _merged(column: tuple[str, ...]) -> str:
    """The head of a column that has several rows of heads, from the widest to the narrowest."""
    return " ".join(dict.fromkeys(one for one in column if one))


def _without_repetition(words: list[str]) -> list[str]:
    """A row that is one cell across the whole table is one cell."""
    return words[:1] if len(words) > 1 and len(set(words)) == 1 else words
