"""Runs that stand at one height are a row; rows whose runs stand under each other are a table."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from youju.corpus.structure import markers
from youju.corpus.text import count_han

from .glyphs import SOFT_HYPHEN, Run
from .heads import names_columns
from .paint import Paint

CLOSE = 1.6
"""In heights of a line: rows of one paragraph or cell stand no further apart, from middle to middle."""
LEAST_ROWS = 3
"""Of a table without rules; two lines stand under each other by chance."""
FAR = 5.0
"""In heights of a line: the marker of an item stands no further from its words."""
BULLET = re.compile(
    r"(?:[\u2022\u00b7\u2219\u2023\u2043\u25a0-\u25ff\u2600-\u260f\u2613-\u2775\u2794-\u27bf\u2b00-\u2bff"
    r"\uf000-\uf0ff]\s*|[-–—]\s+)"
)
"""Signs without a meaning of their own; a box that is ticked or not has one, and so has a circled number."""
_numbered = re.compile(
    r"[（(]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[.)、．）]?"
)
_parted = re.compile(rf"([^\W\d_]+){SOFT_HYPHEN}(\w+)")


class TextRow(NamedTuple):
    """Runs of one height, from the left; ``height`` is the size of most of its letters, ``gap`` the widest between two
    runs, in that size; ``marker`` is that of an item where it stands apart.
    """

    runs: tuple[Run, ...]
    left: float
    right: float
    middle: float
    height: float
    text: str
    bold: bool
    fixed: bool
    gap: float
    marker: str = ""
    italic: bool = False


class Tabulated(NamedTuple):
    """A table: its rows of cells; ``header`` says that the first names the columns; ``heads`` are those names, also
    where they stand on a page before.
    """

    cells: tuple[tuple[str, ...], ...]
    header: bool
    heads: tuple[str, ...] = ()


def grid_of(cells: tuple[tuple[str, ...], ...], *, header: bool) -> Tabulated:
    return Tabulated(cells, header, cells[0] if header else ())


def rows_of(runs: Iterable[Run]) -> list[TextRow]:
    """The rows of a region, from the top."""
    rows: list[list[Run]] = []
    largest: Run | None = None
    for run in sorted(runs, key=lambda run: (-run.base, run.left)):
        if largest is not None and abs(run.base - largest.base) < 0.45 * max(run.height, largest.height):
            rows[-1].append(run)
            largest = max(largest, run, key=lambda run: run.height)
        else:
            rows.append([run])
            largest = run
    return [_row(sorted(row, key=lambda run: run.left)) for row in rows]


def _row(runs: list[Run]) -> TextRow:
    height = max(runs, key=lambda run: len(run.text)).height
    marker = ""
    if len(runs) == 2 and runs[1].left - runs[0].right < FAR * height and is_marker(runs[0].text):
        marker = runs[0].text
        runs = [runs[0]._replace(text=f"{runs[0].text} {runs[1].text}", right=runs[1].right, look=runs[1].look)]
    return TextRow(
        runs=tuple(runs),
        left=runs[0].left,
        right=max(run.right for run in runs),
        middle=max(runs, key=lambda run: run.height).middle,
        height=height,
        text=joined(run.text for run in runs),
        bold=all(run.look.bold for run in runs),
        fixed=any(run.look.fixed for run in runs) and all(run.look.fixed or _is_han(run.text) for run in runs),
        gap=max((after.left - before.right for before, after in pairwise(runs)), default=0.0) / height,
        marker=marker,
        italic=all(run.look.italic for run in runs),
    )


def _is_han(words: str) -> bool:
    return all(letter >= "\u2e80" for letter in words)


def is_marker(words: str) -> bool:
    """Whether words are the marker of an item and no more: a column of such is none."""
    found = BULLET.match(f"{words} x") or markers.item(f"{words} x")
    if found is None:
        return words == "o" or _numbered.fullmatch(words) is not None
    return (found.end if isinstance(found, markers.Marker) else found.end()) > len(words)


def joined(parts: Iterable[str]) -> str:
    """Pieces of a text in order: a word that was parted is whole again, and between Han stands no space."""
    text = ""
    for part in filter(None, parts):
        if text.endswith(SOFT_HYPHEN) or _is_parted_word(text, part):
            text = text[:-1] + SOFT_HYPHEN + part
        elif text and count_han(text[-1] + part[0]) == 2:
            text += part
        else:
            text += f" {part}" if text and not _is_wide(text[-1], part[0]) else part
    return text


def _is_wide(before: str, after: str) -> bool:
    """Whether one of two characters is punctuation with its space in it, and the other Han or the like."""
    marks = "，。、；：？！“”‘’（）《》「」『』【】"
    return before in marks or after in marks


def unbroken(text: str, known: Container[str]) -> str:
    """A text whose parted words are whole: without the hyphen where they are ``known`` so, or go on in lower case."""
    return _parted.sub(lambda found: _mended(found[1], found[2], known), text).replace(SOFT_HYPHEN, "-")


def _mended(before: str, after: str, known: Container[str]) -> str:
    whole, parted = before + after, f"{before}-{after}"
    if whole.casefold() in known:
        return whole
    kept = parted.casefold() in known or not before[-1:].islower() or not after[:1].islower()
    return parted if kept else whole


def _is_parted_word(text: str, part: str) -> bool:
    return text.endswith("-") and text[-2:-1].islower() and part[:1].islower()


def grid_at(rows: Sequence[TextRow], at: int, paint: Paint) -> tuple[Tabulated, int] | None:
    """The table that begins at a row, and the first row after it; None where none does."""
    if len(rows[at].runs) < 2:
        return None
    after = at + 1
    while after < len(rows) and _belongs(rows, at, after, paint):
        after += 1
    full = [row for row in rows[at:after] if len(row.runs) > 1]
    columns = _columns(full)
    ruled = _is_ruled(rows[at:after], paint)
    if len(columns) < 2 or len(full) < (2 if ruled or len(columns) > 2 else LEAST_ROWS):
        return None
    lines = [_cells(row, columns) for row in rows[at:after]]
    groups = _groups(rows[at:after], lines, paint, ruled=ruled)
    cells = tuple(tuple(joined(line[number] for line in group) for number in range(len(columns))) for group in groups)
    return grid_of(cells, header=names_columns(cells, striking=_strikes(rows, at, paint))), after


def _belongs(rows: Sequence[TextRow], first: int, place: int, paint: Paint) -> bool:
    """Whether a row goes on with the table: it has cells, too, or is the rest of one."""
    row, before = rows[place], rows[place - 1]
    near = before.middle - row.middle < 3 * CLOSE * max(row.height, before.height)
    if len(row.runs) > 1:
        return near
    columns = _columns([one for one in rows[first:place] if len(one.runs) > 1])
    inside = [left for left, right in columns if left - 2 <= row.left and row.right <= right + 2]
    close = before.middle - row.middle < CLOSE * max(row.height, before.height)
    return bool(inside) and (close or _is_between(row, paint))


def _is_between(row: TextRow, paint: Paint) -> bool:
    """Whether a rule stands right above and below a row."""
    around = [rule.top - row.middle for rule in paint.rules if rule.left <= row.left + 1 and rule.right >= row.left]
    reach = 2 * row.height
    return any(0 < one < reach for one in around) and any(-reach < one < 0 for one in around)


def _columns(rows: Sequence[TextRow]) -> list[tuple[float, float]]:
    """Left and right of what stands under each other."""
    columns: list[tuple[float, float]] = []
    for run in sorted((run for row in rows for run in row.runs), key=lambda run: run.left):
        if columns and run.left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], run.right))
        else:
            columns.append((run.left, run.right))
    return columns


def _cells(row: TextRow, columns: Sequence[tuple[float, float]]) -> list[str]:
    return [joined(run.text for run in row.runs if left <= run.left < right) for left, right in columns]


def _is_ruled(rows: Sequence[TextRow], paint: Paint) -> bool:
    top, bottom = rows[0].middle + 3 * rows[0].height, rows[-1].middle - 3 * rows[-1].height
    return sum(1 for rule in paint.rules if bottom <= rule.bottom and rule.top <= top) > 1


def _groups(rows: Sequence[TextRow], lines: Sequence[list[str]], paint: Paint, *, ruled: bool) -> list[list[list[str]]]:
    """Lines that are one row of the table: between the same rules, or the rest of a cell of the row above."""
    groups: list[list[list[str]]] = []
    rules = sorted({round(rule.bottom) for rule in paint.rules}, reverse=True)
    for place, (row, line) in enumerate(zip(rows, lines, strict=True)):
        if place and _same_row(rows[place - 1], row, line, rules, ruled=ruled):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _same_row(before: TextRow, row: TextRow, line: Sequence[str], rules: Sequence[int], *, ruled: bool) -> bool:
    parted = any(row.middle < rule < before.middle for rule in rules)
    if ruled:
        inside = any(rule < row.middle for rule in rules) and any(rule > before.middle for rule in rules)
        return inside and not parted and not line[0]
    return not parted and not line[0] and before.middle - row.middle < CLOSE * max(row.height, before.height)


def _strikes(rows: Sequence[TextRow], at: int, paint: Paint) -> bool:
    """Whether the first row of a table looks other than the second."""
    return is_striking(rows[at], paint) and not (rows[at + 1].bold and rows[at].bold)


def is_striking(first: TextRow, paint: Paint) -> bool:
    """Whether a row is set in bold or on a dark ground."""
    return first.bold or all(paint.is_dark(run.left, run.middle) for run in first.runs)
