"""Whether the first row of a table names its columns: by what its cells look like beside those below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from youju.corpus.text import width

MOST_ROWS = 50
"""How many rows below are looked at: they show what a column holds."""
MOST_COLUMNS = 50
LONGEST_HEAD = 60
"""In width units: a head is no sentence."""
ALIKE = 0.8
"""Share of a column's filled cells that are of one shape where the column is of that shape."""

_YEAR = re.compile(r"(?:1[89]|20|21)\d\d年?$")
_SHAPES = (
    ("number", re.compile(r"[-+(]?\s?[$€£¥￥]?\s?[-+]?\d[\d.,' \u00a0]*\)?\s?(?:%|[A-Za-z°²³µ元个]{1,3})?$")),
    ("date", re.compile(r"\d{1,4}[-/.年]\d{1,2}(?:[-/.月]\d{1,4}日?)?(?:[ T]\d{1,2}:\d\d(?::\d\d)?.{0,10})?$")),
    ("time", re.compile(r"\d{1,2}:\d\d(?::\d\d)?$")),
    ("address", re.compile(r"\S{1,200}@\S{1,200}$|https?://\S{1,2000}$")),
    ("code", re.compile(r"(?=[^\d]*\d)[A-Za-z0-9][A-Za-z0-9_/-]{0,30}$")),
)


def names_columns(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether ``first`` holds the heads of the columns of the rows ``below``.

    Most tables have heads; it takes a sign to say that one has none: a cell of the same shape as those below it, or one
    that stands below it again.
    """
    filled = [cell for cell in first if cell]
    if not below or not filled or len({cell.casefold() for cell in filled}) < len(filled):
        return not below and bool(filled)
    if not any(any(map(str.isalpha, cell)) for cell in filled) and not _are_years(filled):
        return False
    if any(width(cell) > LONGEST_HEAD or cell[-1] in "。！？!." for cell in filled):
        return False
    votes = sum(_vote(cell, column) for cell, column in _columns(first, below))
    return votes >= 0


def _columns(first: Sequence[str], below: Sequence[Sequence[str]]) -> list[tuple[str, list[str]]]:
    found = []
    for number, cell in enumerate(first[:MOST_COLUMNS]):
        column = [row[number] for row in below[:MOST_ROWS] if number < len(row) and row[number]]
        if cell and column:
            found.append((cell, column))
    return found


def _vote(cell: str, column: Sequence[str]) -> int:
    """1 where a cell stands out from its column, -1 where it is one of it, 0 where nothing is said."""
    shape, share = Counter(map(shape_of, column)).most_common(1)[0]
    own = shape_of(cell)
    if share < ALIKE * len(column):
        return 0
    if shape:
        return 1 if own != shape or (_YEAR.match(cell) and not _are_years(column)) else -1
    return -1 if cell in column else 0


def _are_years(cells: Sequence[str]) -> bool:
    return all(_YEAR.match(cell) for cell in cells)


def shape_of(cell: str) -> str:
    """What a cell is besides words: a number, with its unit, a date, a time, an address, a code; "" for words."""
    return next((name for name, pattern in _SHAPES if pattern.match(cell)), "")
