"""Whether the first row of a table names its columns."""

from __future__ import annotations

from collections.abc import Sequence

from youju.corpus.text import width

LONGEST = 40
"""In width units: what names a column has no more."""
LONGER = 1.5
"""How much longer the words of a column are than its name, at least."""


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
