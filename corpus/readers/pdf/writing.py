"""Pieces of all pages written out as blocks: headings by the outline, by size and by weight, lists, tables, text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from youju.corpus.readers.extract import Extract
from youju.corpus.structure import markers
from youju.corpus.text import count_han, ordinary, width

from .grids import Tabulated
from .pieces import Piece
from .rows import joined, unbroken

LARGER = 1.15
"""A heading's letters are so much larger than those of the text."""
SLIGHTLY = 1.04
"""The same where a line stands alone above text of the usual size."""
LONGEST_HEADING = 120
"""In width units: a line and a half of a page."""
OFTEN = 0.3
"""Share of a text from which on a size or weight marks no heading."""
SHORTEST_HEADING = 4
NEARER = 0.6
"""Of two distances, the smaller one shows what belongs together, if it is so much smaller."""
LONGEST_PLAIN = 60
"""In width units: a heading that neither size nor weight shows has no more."""
BESIDE = 4.0
"""In points: what begins no further apart begins at the same place."""
_word = re.compile(r"[^\W\d_]+(?:-\w+)*(?!\u00ad)")
_end = re.compile(r"[。！？!?.，,；;]$")
_leaders = re.compile(r"\.{4}|(?:\. ){3}|…{2}|·{4}|_{4}")
_caption = re.compile(
    r"(?:(?:fig(?:ure|\.)|table|chart|exhibit)\s*\d[\d.-]{0,6}|[图表]\s*[\d一二三四五六七八九十][\d.-]{0,6})(?:\s*[:：.．]\s?|\s+)\S",
    re.IGNORECASE,
)
_question = re.compile(r"[？?]$")

Outline = Mapping[tuple[int, str], int]
"""The levels of what the bookmarks name, by page and words."""


def append(found: list[Piece], more: Iterable[Piece]) -> None:
    """Adds the pieces of a part of a page; a paragraph that was cut in two is one again, and a table goes on."""
    for number, piece in enumerate(more):
        before = found[-1] if found else None
        if number == 0 and before is not None and _is_cut(before, piece):
            found[-1] = before._replace(text=joined([before.text, piece.text]), alone=False)
        elif before is not None and before.grid and piece.grid and before.page != piece.page:
            found.append(piece._replace(grid=_continued(before.grid, piece.grid)))
        else:
            found.append(piece)


def _is_cut(before: Piece, piece: Piece) -> bool:
    if before.grid or piece.grid or before.fixed or piece.marker or before.ends or before.bold != piece.bold:
        return False
    first = piece.text[:1]
    same = abs(before.size - piece.size) <= 0.1 * before.size
    return same and (first.islower() or (count_han(first) > 0 and count_han(before.text[-1:]) > 0 and not before.alone))


def _continued(before: Tabulated, grid: Tabulated) -> Tabulated:
    """A table of the next page: that of the page before goes on where it has as many columns, under the same heads."""
    if len(before.cells[0]) != len(grid.cells[0]):
        return grid
    if before.heads and grid.cells[0] == before.heads:
        return grid._replace(cells=grid.cells[1:], header=False, heads=before.heads)
    strange = grid.header and not before.header
    return grid if strange else grid._replace(header=False, heads=before.heads)


def write(extract: Extract, found: Sequence[Piece], outline: Outline) -> None:
    """Adds every piece to a text."""
    known = frozenset(word.casefold() for piece in found for word in _word.findall(piece.text))
    levels = _Levels(found, outline)
    lists = _Lists([])
    for number, piece in enumerate(found):
        extract.locate(page=piece.page)
        if piece.grid is not None:
            if _belongs_above(found, number):
                extract.apart()
            _write_table(extract, piece.grid, known)
            lists.lefts.clear()
            continue
        text = unbroken(ordinary(piece.text), known)
        level = levels.of(number, text)
        if level:
            extract.heading(f"{piece.marker} {text}" if piece.marker not in ("", "-") else text, level)
            lists.lefts.clear()
        elif piece.fixed:
            extract.code(text)
            lists.lefts.clear()
        elif piece.marker:
            extract.item(text, lists.depth(piece.left), piece.marker)
        else:
            same_page = number > 0 and found[number - 1].page == piece.page
            extract.paragraph(text, inside=same_page and lists.holds(piece.left))


class _Lists(NamedTuple):
    """Where the items of the lists begin in which the next piece may stand, from the outermost."""

    lefts: list[float]

    def depth(self, left: float) -> int:
        """How deep an item is that begins there."""
        while self.lefts and self.lefts[-1] >= left - BESIDE:
            self.lefts.pop()
        self.lefts.append(left)
        return len(self.lefts) - 1

    def holds(self, left: float) -> bool:
        """Whether a paragraph that begins there goes on with the last item; if not, the lists are at their end."""
        if self.lefts and left > self.lefts[-1] + BESIDE:
            return True
        self.lefts.clear()
        return False


def _belongs_above(found: Sequence[Piece], number: int) -> bool:
    """Whether the text before a table stands nearer to what is above it than to the table: it does not introduce it."""
    if number < 2:
        return False
    above, before, table = found[number - 2 : number + 1]
    if above.grid or before.grid or not above.page == before.page == table.page:
        return False
    return 0 < above.bottom - before.top < NEARER * (before.bottom - table.top)


def _write_table(extract: Extract, grid: Tabulated, known: frozenset[str]) -> None:
    for number, cells in enumerate(grid.cells):
        header = number == 0 and grid.header
        extract.row([unbroken(ordinary(cell), known) for cell in cells], header=header)


class _Levels:
    """Which pieces are headings, and how deep they are."""

    def __init__(self, found: Sequence[Piece], outline: Outline) -> None:
        self._found, self._outline = found, outline
        sizes: Counter[float] = Counter()
        for piece in found:
            sizes[_rounded(piece.size)] += len(piece.text)
        written = max(1, sum(sizes.values()))
        most = max(sizes.values(), default=0)
        self._body = max((size for size, count in sizes.items() if 4 * count > 3 * most), default=0.0)
        lines = Counter(_rounded(piece.size) for piece in found)
        rare = {size for size, count in sizes.items() if count < OFTEN * written or lines[size] <= found[-1].page}
        large = [size for size in rare if size > SLIGHTLY * self._body]
        self._sizes = _ranks(large)
        self._bold = sum(len(piece.text) for piece in found if piece.bold) < OFTEN * written

    def of(self, number: int, text: str) -> int:
        """The level of a piece, from 1; 0 where it is no heading."""
        piece = self._found[number]
        if piece.fixed or piece.marker == "-" or width(text) > LONGEST_HEADING or not _has_words(text):
            return 0
        numbered = f"{piece.marker} {text}".strip()
        named = self._outline.get((piece.page, folded(numbered))) or self._outline.get((piece.page, folded(text)))
        if named:
            return named
        if _caption.match(text) or (_end.search(text) and not _question.search(text)):
            return 0
        rank = self._sizes.get(_rounded(piece.size), 0)
        strong = self._bold and piece.bold and piece.alone and not self._is_one_of_many(number)
        if rank and (piece.size > LARGER * self._body or strong or self._is_above_body(number)):
            return min(6, rank)
        level = markers.heading_level(numbered) or markers.heading_level(text)
        if strong or self._is_above_text(number, text, level):
            return min(6, 1 + max(self._sizes.values(), default=0) + max(0, level - 1))
        return 0

    def _is_above_body(self, number: int) -> bool:
        """Whether a single line of a size of its own stands right above text of the usual size, and below no other."""
        piece, after = self._found[number], next(iter(self._found[number + 1 : number + 2]), None)
        if not piece.alone or after is None or (number and self._found[number - 1].size == piece.size):
            return False
        return bool(after.grid) or _rounded(after.size) <= self._body

    def _is_above_text(self, number: int, text: str, level: int) -> bool:
        """Whether a short line that is numbered or slanted stands above a longer text that is neither."""
        piece, after = self._found[number], next(iter(self._found[number + 1 : number + 2]), None)
        if not piece.alone or after is None or after.grid or after.marker or after.italic:
            return False
        if not (level or piece.italic) or width(text) > LONGEST_PLAIN or text.endswith((":", "：")):
            return False
        other = markers.heading_level(after.text)
        return other > level or (not other and width(after.text) > LONGEST_PLAIN)

    def _is_one_of_many(self, number: int) -> bool:
        """Whether bold lines stand before and after a bold line: they are text."""
        around = [*self._found[max(0, number - 1) : number], *self._found[number + 1 : number + 2]]
        return len(around) == 2 and all(piece.bold and not piece.grid and not piece.marker for piece in around)


def _has_words(text: str) -> bool:
    """Whether letters stand there, more than the sign of a formula, and no line of contents."""
    return sum(map(str.isalpha, text)) > 1 and width(text) >= SHORTEST_HEADING and not _leaders.search(text)


def _ranks(sizes: Iterable[float]) -> dict[float, int]:
    """The level of each size, from the largest; sizes that hardly differ are one."""
    ranks: dict[float, int] = {}
    rank, last = 0, 0.0
    for size in sorted(sizes, reverse=True):
        if not last or size < 0.95 * last:
            rank, last = rank + 1, size
        ranks[size] = rank
    return ranks


def _rounded(size: float) -> float:
    return round(size * 4) / 4


def folded(text: str) -> str:
    """Words for comparing: without white space, in lower case."""
    return "".join(text.split()).casefold()
