"""What is drawn in a plain text with signs: tables in frames or under rules, and diagrams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from youju.corpus.document import Span
from youju.corpus.structure.options.listings import Line
from youju.corpus.text import trim, width

MOST_ABOVE = 3
"""Lines that may stand right above a drawing and belong to it: a ruler of bits, the names of columns."""
LEAST, LEAST_COLUMNS = 2, 2
"""Lines of a drawing, columns of a table."""
_DRAWN_SHARE = 0.5
"""Share of a line's characters from which it is drawn and not written."""

_plain_signs = {
    **dict.fromkeys((*range(0x250C, 0x254C), *range(0x2552, 0x2571)), "+"),
    **dict.fromkeys((0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x2551, 0xFF5C), "|"),
    **dict.fromkeys((0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509), "-"),
    0x2550: "=",
}
"""The characters that boxes are drawn with, by the sign that they do as."""
_frame = re.compile(r"\+(?=[^-=~_]{0,4}[-=~_])[-=:~_+ .]{1,2000}\+$")
_bars = re.compile(r"\|.*\|")
_ruler = re.compile(r"[\d .:]+$")
_columns = re.compile(r"\S {3,}\S")
_arrows = re.compile(r"[|^v/\\][|^v/\\ ]*$")
_beside = re.compile(r"\||\+-|-\+|^\+ ")
_inner = re.compile(r"\||\+-|-\+|-->|<--|==>")
_signs = re.compile(r"[-+|=_/\\<>^v~*.:#\s\u2190-\u2193\u25b2\u25b6\u25bc\u25c0]")
_rules = re.compile(r"(?P<sign>[-=])(?P=sign)+(?: {1,80}(?P=sign){2,})+$")


class Drawing(NamedTuple):
    """Lines ``first`` up to ``after``. ``rows`` are the cells of a table, the heads of its columns first where
    ``header``; a diagram has none.
    """

    first: int
    after: int
    rows: tuple[tuple[Span, ...], ...] = ()
    header: bool = False


@dataclass
class Refused:
    """What was looked through and is no drawing: it is not looked through again from each of its lines.

    ``unboxed`` are the lines ``[first, after)`` of the last run of signs without a box; ``unruled`` the places
    ``[first, after)`` from which rules with such an indent and such columns lead to a line that does not fit them.
    """

    unboxed: tuple[int, int] = (0, 0)
    unruled: dict[tuple[int, ...], tuple[int, int]] = field(default_factory=dict)


def drawing(text: str, rows: Sequence[Line], at: int, refused: Refused) -> Drawing | None:
    """What is drawn from a line on; None where it is written. ``refused`` is one for all lines of a text."""
    return _ruled(text, rows, at, refused) or _framed(text, rows, at, refused)


def _words(text: str, row: Line) -> str:
    return row.span.of(text).translate(_plain_signs)


def _framed(text: str, rows: Sequence[Line], at: int, refused: Refused) -> Drawing | None:
    start = at
    while start < at + MOST_ABOVE and _may_stand_above(text, rows, start):
        start += 1
    if refused.unboxed[0] <= start < refused.unboxed[1]:
        return None
    drawn, end = _run(text, rows, start)
    if not drawn or end - start < LEAST:
        return None
    if not any(_is_boxed(_words(text, row)) for row in rows[start:end]):
        refused.unboxed = (start, end)
        return None
    table = _table(text, rows[start:end]) if start == at else None
    return Drawing(at, end, *(table or ()))


def _run(text: str, rows: Sequence[Line], start: int) -> tuple[int, int]:
    """How many lines from one on are drawn, and the first line after them and what stands beside them."""
    drawn, end = 0, start
    while end < len(rows) and not rows[end].blank:
        words = _words(text, rows[end])
        is_drawn = _is_drawn(words)
        drawn += is_drawn
        beside = _beside.search(words) or _ruler.match(words)
        if not is_drawn and (not beside or end - start > MOST_ABOVE > drawn * MOST_ABOVE):
            break
        end += 1
    return drawn, end


def _may_stand_above(text: str, rows: Sequence[Line], at: int) -> bool:
    """Whether a line is a ruler or names columns, right above a further line."""
    if at + 1 >= len(rows) or rows[at].blank or rows[at + 1].blank:
        return False
    words = _words(text, rows[at])
    return not _is_drawn(words) and (_ruler.match(words) or _columns.search(words)) is not None


def _is_drawn(words: str) -> bool:
    if _frame.match(words) or _arrows.match(words) or (_bars.match(words) and words.endswith("|")):
        return True
    return _inner.search(words) is not None and len(_signs.findall(words)) >= _DRAWN_SHARE * len(words)


def _is_boxed(words: str) -> bool:
    return _frame.match(words) is not None or _bars.match(words) is not None


def _table(text: str, rows: Sequence[Line]) -> tuple[tuple[tuple[Span, ...], ...], bool] | None:
    """The cells of a framed table: frames at its top and bottom, and the same columns all the way down."""
    edges = _edges(_words(text, rows[0]), "+")
    if not _frame.match(_words(text, rows[0])) or len(edges) <= LEAST_COLUMNS:
        return None
    cells: list[tuple[Span, ...]] = []
    groups: list[int] = [0]
    for row in rows:
        words = _words(text, row)
        if row.indent != rows[0].indent or not set(edges) <= set(_edges(words, "+|")):
            return None
        if _frame.match(words):
            if set(_edges(words, "+")) != set(edges):
                return None
            groups.append(0)
            continue
        groups[-1] += 1
        places = [place + row.span.start for column, place in _edges(words, "|").items() if column in edges]
        cells.append(tuple(trim(text, left + 1, right) for left, right in pairwise(places)))
    sizes = [size for size in groups if size]
    if len(cells) < 2 or not _is_by_line(cells, sizes):
        return None
    return tuple(cells), len(sizes) > 1 and sizes[0] == 1


def _edges(words: str, signs: str) -> dict[int, int]:
    """The columns of some signs on a screen, where a Han character has two, each with its place in the line."""
    columns: dict[int, int] = {}
    column = 0
    for place, character in enumerate(words):
        if character in signs:
            columns[column] = place
        column += 1 if character.isascii() else width(character)
    return columns


def _is_by_line(cells: Sequence[tuple[Span, ...]], sizes: Sequence[int]) -> bool:
    """Whether every line is a row of its own: no cell goes on in the next line."""
    if all(size == 1 for size in sizes):
        return True
    return all(row[0].start < row[0].end for row in cells)


def _ruled(text: str, rows: Sequence[Line], at: int, refused: Refused) -> Drawing | None:
    """A table of which the heads are underlined, each column by its own rule."""
    if at + 2 >= len(rows) or rows[at].blank or rows[at + 1].indent != rows[at].indent:
        return None
    rule = _rules.match(_words(text, rows[at + 1]))
    if rule is None:
        return None
    starts = [found.start() for found in re.finditer(r"(?<![-=])[-=]", rule[0])]
    key = (rows[at].indent, *starts)
    first, after = refused.unruled.get(key, (0, 0))
    if first <= at < after:
        return None
    cells = []
    end = at
    while end < len(rows) and not rows[end].blank and rows[end].indent >= rows[at].indent:
        if end != at + 1:
            cells.append(_ruled_cells(text, rows[end], rows[at].indent, starts))
            if not cells[-1]:
                refused.unruled[key] = (at, end - 1)
                return None
        end += 1
    return Drawing(at, end, tuple(cells), header=True) if len(cells) > 1 else None


def _ruled_cells(text: str, row: Line, indent: int, starts: Sequence[int]) -> tuple[Span, ...]:
    """The cells of a line below rules that begin at ``starts``; none where a word stands across the edge of two."""
    line = row.span.start - (row.indent - indent)
    edges = [*(max(row.span.start, line + start) for start in starts), row.span.end]
    if any(edge < row.span.end and not text[edge - 1].isspace() and edge > row.span.start for edge in edges[1:-1]):
        return ()
    return tuple(trim(text, left, max(left, min(right, row.span.end))) for left, right in pairwise(edges))
