"""Tables of every Office format: which rows are heads, what is a caption, and rows that carry their heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from youju.corpus.readers.extract import Extract
from youju.corpus.structure.words import listed, longest_first
from youju.corpus.text import width

MOST_HEADS: Final = 3
"""Rows of heads above one another; more is data."""
MUCH_LONGER: Final = 3
"""How much longer than a head the texts below it are, where nothing else tells heads from data."""
MOST_COLUMNS: Final = 200
"""What lies further to the right is left out: no row that is quoted has so many cells."""
_value = re.compile(r"[-+(]?[¥￥$€£]?[-+]?\d[\d,.:/\s-]{0,30}\)?\s?(?:%|‰|[^\W\d_]{1,3})?")
_year = re.compile(r"(?:19|20)\d\d\s?年?(?:度|[EePp])?|(?:1[0-2]|[1-9])\s?月|[QqHh][1-4]|\d{1,2}")
_label_end = (":", "：")


class GridCell(NamedTuple):
    """``across`` and ``down`` say how many columns and rows it covers; ``strong`` that it stands out, as heads do."""

    words: str = ""
    across: int = 1
    down: int = 1
    strong: bool = False


EMPTY: Final = GridCell()


@dataclass
class Grid:
    """Rows of equal length in which a cell that covers several places stands in each of them.

    ``flagged`` is how many rows the file itself calls heads, -1 where it says nothing. ``places`` say where each row
    stands in the file.
    """

    rows: list[list[GridCell]]
    flagged: int = -1
    places: list[str] = field(default_factory=list)


def grid(rows: Iterable[Sequence[GridCell]], flagged: int = -1) -> Grid:
    """A table from rows of cells that are written once: what they cover is filled with them."""
    made: list[list[GridCell]] = []
    open_: dict[int, tuple[GridCell, int]] = {}
    for row in rows:
        made.append(_filled(row, open_))
    wide = max(map(len, made), default=0)
    return Grid([[*row, *[EMPTY] * (wide - len(row))] for row in made], flagged)


def _filled(row: Sequence[GridCell], open_: dict[int, tuple[GridCell, int]]) -> list[GridCell]:
    """A row with what reaches into it from above. ``open_`` has those cells, and how many rows they still cover."""
    line: list[GridCell] = []
    rest = list(reversed(row))
    while len(line) < MOST_COLUMNS and (rest or any(column >= len(line) for column in open_)):
        column = len(line)
        if column in open_:
            cell, more = open_.pop(column)
            line.append(cell)
            if more > 1:
                open_[column] = (cell, more - 1)
            continue
        cell = rest.pop() if rest else EMPTY
        for place in range(column, min(column + max(1, cell.across), MOST_COLUMNS)):
            line.append(cell)
            if cell.down > 1:
                open_[place] = (cell, cell.down - 1)
    return line


class Target(Protocol):
    """What takes the rows of a table: a heading or a paragraph for a caption, and where each row stands."""

    extract: Extract

    def caption(self, words: str) -> None: ...
    def locate(self, place: str) -> None: ...


def write(table: Grid, target: Target) -> None:
    """The rows of a table, its heads before them; a row that is one cell over all columns says what comes under it."""
    rows, places = _used(table)
    start = 0
    while start < len(rows) and is_band(rows[start]):
        target.locate(places[start])
        target.caption(_said(rows[start]))
        start += 1
    rows, places = rows[start:], places[start:]
    count = table.flagged - start if table.flagged >= 0 else heads(rows)
    _rows(rows, places, max(0, min(count, len(rows) - 1)), target)


def _rows(rows: Sequence[Sequence[GridCell]], places: Sequence[str], count: int, target: Target) -> None:
    head, due = merged(rows[:count]), count > 0
    for row, place in zip(rows[count:], places[count:], strict=True):
        if len(row) == 1 or (is_band(row) and (row[0].words or not count)):
            target.locate(place)
            target.extract.paragraph(_said(row))
            due = count > 0
            continue
        if due:
            target.locate(places[count - 1])
            target.extract.row(head, header=True)
            due = False
        target.locate(place)
        target.extract.row([cell.words for cell in row])


def heads(rows: Sequence[Sequence[GridCell]]) -> int:
    """How many rows at the top are heads, by how they look: none where the first column has them, or nothing has."""
    if len(rows) < 2 or not rows[0] or _is_form(rows) or not _may_head(rows[0]):
        return 0
    count = 1
    spans = [cell for cell in rows[0] if cell.words]
    deep = max(cell.down for cell in spans)
    while count < min(MOST_HEADS, len(rows) - 1):
        wide = any(cell.across > 1 and cell.words for cell in rows[count - 1])
        begins = bool(rows[count][0].words) and not rows[0][0].words
        if begins or not (count < deep or wide) or not _may_head(rows[count]):
            break
        count += 1
    return count


def merged(rows: Sequence[Sequence[GridCell]]) -> list[str]:
    """One head a column, from the rows of heads above one another."""
    return [" ".join(dict.fromkeys(cell.words for cell in column if cell.words)) for column in zip(*rows, strict=True)]


def is_band(row: Sequence[GridCell]) -> bool:
    """Whether one cell covers the whole row of several, or is all that the row has."""
    said = {cell.words for cell in row if cell.words}
    named = bool(row[0].words) or len(row) > 2
    return len(row) > 1 and named and len(said) == 1 and not _is_value(_said(row))


def _is_form(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether what a row says is named in its first cell, and not above it: "Name: | …", or only the first cells stand
    out.
    """
    firsts = [row[0] for row in rows if row[0].words]
    if firsts and 2 * sum(cell.words.endswith(_label_end) for cell in firsts) > len(firsts):
        return True
    top = [cell for cell in rows[0][1:] if cell.words]
    plain_top = bool(top) and not any(cell.strong for cell in top)
    if plain_top and len(firsts) > 1 and all(cell.strong for cell in firsts):
        return True
    return len(rows[0]) == 2 and not _is_named(rows)


def _is_named(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the first of rows with two cells names what stands in the others, and says no more of its first cell."""
    top, others = rows[0][1].words, [row[1].words for row in rows[1:] if row[1].words]
    if all(cell.strong for cell in rows[0] if cell.words) or not rows[0][0].words:
        return True
    if others and all(map(_is_value, others)) and not _is_value(top):
        return True
    short = len(others) > 1 and min(map(width, others)) >= MUCH_LONGER * width(top)
    return short or names_a_column(top)


def names_a_column(words: str) -> bool:
    """Whether words are what columns are called: "单价", "Opening time"."""
    last = words.casefold().rpartition(" ")[2].strip("()（）")
    return last in listed("office", "columns") or last.endswith(longest_first("office", "han_columns"))


def _may_head(row: Sequence[GridCell]) -> bool:
    """Whether a row looks like heads: words, most places filled, no amounts; years and months name columns, too."""
    named = [cell.words for cell in row if cell.words]
    if not named or (len(row) > 2 and 2 * len(named) < len(row)):
        return False
    amounts = [words for words in named if _is_value(words)]
    return not amounts or (len(amounts) < len(named) and all(_year.fullmatch(words) for words in amounts))


def _is_value(words: str) -> bool:
    return len(words) <= 40 and bool(_value.fullmatch(words))


def _said(row: Sequence[GridCell]) -> str:
    """The first words of a row."""
    return next((cell.words for cell in row if cell.words), "")


def _used(table: Grid) -> tuple[list[list[GridCell]], list[str]]:
    """The rows and columns in which anything stands."""
    places = table.places or [""] * len(table.rows)
    kept = [(row, place) for row, place in zip(table.rows, places, strict=True) if any(cell.words for cell in row)]
    lines = [row for row, _ in kept]
    columns = [number for number, column in enumerate(zip(*lines, strict=True)) if any(cell.words for cell in column)]
    return [[row[number] for number in columns] for row, _ in kept], [place for _, place in kept]
