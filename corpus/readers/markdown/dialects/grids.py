"""Tables that Pandoc has beside those of pipes: grids of ``+---+``, and columns under dashes; and captions of tables.

A row that goes on over several lines is one only where nothing but its last cell goes on: a cell is a slice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from youju.corpus.document import Span
from youju.corpus.inline.wording import PIPE
from youju.corpus.text import trim, width

from .places import ROW, SAID, Rule, begin, line, push, stretch

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

MOST_HEAD_LINES = 10
"""Of a table whose head stands between two rules."""
_border = re.compile(r"\+(?:[-=:]{1,1000}\+){1,200}$")
_columns = re.compile(r" {0,3}-{2,1000}(?:[ \t]{1,100}-{2,1000}){1,200}$")
_whole_rule = re.compile(r"-{5,}$")
_caption = re.compile(r"(?:table)?:[ \t]{1,20}(?=\S)", re.IGNORECASE)
_words = re.compile(r"[^\s|+=:-]")

_Lines = list[int]


def _grid_table(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    if not _border.match(line(state, first)) or state.is_code_block(first):
        return False
    end = first + 1
    while end < last and line(state, end)[:1] in ("|", "+") and state.sCount[end] >= state.blkIndent:
        end += 1
    borders = [number for number in range(first, end) if _border.match(line(state, number))]
    if len(borders) < 2:
        return False
    end = borders[-1] + 1
    if not silent:
        push(state, "thead_open", (first, first + 1))
        heads = next((at for at in borders[1:] if "=" in line(state, at)), first)
        for before, after in pairwise(borders):
            lines = [_grid_cells(state, number) for number in range(before + 1, after)]
            _push_rows(state, lines, (before + 1, after), header=after <= heads)
        state.line = end
    return True


def _grid_cells(state: StateBlock, number: int) -> list[Span]:
    start, end = begin(state, number), state.eMarks[number]
    bars = [start, *(found.start() for found in PIPE.finditer(state.src, start + 1, end))]
    return [_cell(state, one + 1, two) for one, two in pairwise(bars)]


def _cell(state: StateBlock, start: int, end: int) -> Span:
    """The words between two places, an empty span where there are only lines of a border."""
    span = trim(state.src, start, max(start, end))
    return span if _words.search(state.src, *span) else Span(start, start)


def _column_table(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A head over dashes, or between a rule and dashes; without a head, dashes above and below."""
    if silent or state.is_code_block(first):
        return False
    dashes = _dashes(state, first, last)
    if dashes < 0:
        return False
    ruled = bool(_whole_rule.match(line(state, first)))
    end, groups = _row_groups(state, dashes + 1, last, spaced=ruled)
    headless = dashes == first
    if not groups or (headless and not _columns.match(line(state, end - 1))):
        return False
    starts = _column_starts(_line_text(state, dashes))
    push(state, "thead_open", (first, first + 1))
    head = list(range(first + ruled, dashes))
    for group in [head, *groups] if head else groups:
        _push_rows(
            state,
            [_column_cells(state, number, starts) for number in group],
            (group[0], group[-1] + 1),
            header=group is head,
        )
    state.line = end
    return True


def _dashes(state: StateBlock, first: int, last: int) -> int:
    """The line whose dashes are the columns of a table that begins at a line, or -1."""
    if _columns.match(_line_text(state, first)):
        return first
    farthest = first + MOST_HEAD_LINES if _whole_rule.match(line(state, first)) else first + 1
    for number in range(first + 1, min(farthest + 1, last)):
        if state.isEmpty(number):
            break
        if _columns.match(_line_text(state, number)):
            return number
    return -1


def _row_groups(state: StateBlock, first: int, last: int, *, spaced: bool) -> tuple[int, list[_Lines]]:
    """Where a table ends, and the lines of its rows; in a ``spaced`` one blank lines stand between rows."""
    groups: list[_Lines] = []
    number, open_ = first, False
    while number < last:
        words = line(state, number)
        if not words:
            if not spaced:
                break
            open_ = False
        elif _whole_rule.match(words) or _columns.match(words):
            return number + 1, groups
        elif spaced and open_:
            groups[-1].append(number)
        else:
            groups.append([number])
            open_ = True
        number += 1
    return number, [] if spaced else groups


def _line_text(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] : state.eMarks[number]].rstrip()


def _column_starts(dashes: str) -> list[int]:
    """In width units, for a Han character takes two columns of a table that is drawn."""
    return [0, *(found.end() for found in re.finditer(r"(?<=-)[ \t]{1,100}(?=-)", dashes))]


def _column_cells(state: StateBlock, number: int, starts: list[int]) -> list[Span]:
    words, offset = _line_text(state, number), state.bMarks[number]
    columns = [0, *accumulate(width(sign) for sign in words)]
    cuts = [next((at for at, column in enumerate(columns) if column >= start), len(words)) for start in starts]
    ends = [*cuts[1:], len(words)]
    return [trim(state.src, offset + one, offset + max(one, two)) for one, two in zip(cuts, ends, strict=True)]


def _push_rows(state: StateBlock, lines: list[list[Span]], place: tuple[int, int], *, header: bool) -> None:
    for cells in _joined(lines):
        if any(cell.start < cell.end for cell in cells):
            push(state, ROW, place, {"cells": [stretch(state, *cell) for cell in cells], "header": header})


def _joined(lines: list[list[Span]]) -> Iterator[list[Span]]:
    """The lines of a row as one row where only the last cell goes on, else each as it is."""
    further = [cells for cells in lines[1:] if any(cell.start < cell.end for cell in cells)]
    if not further or any(cell.start < cell.end for cells in further for cell in cells[:-1]) or not lines[0][-1:]:
        yield from lines
        return
    start = lines[0][-1].start
    yield [*lines[0][:-1], Span(start, further[-1][-1].end)]


def _table_caption(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A paragraph behind a table that begins with a colon."""
    if silent or not state.tokens or state.tokens[-1].type not in ("table_close", ROW):
        return False
    found = _caption.match(state.src, begin(state, first), state.eMarks[first])
    if found is None or state.is_code_block(first):
        return False
    end = first + 1
    rules = state.md.block.ruler.getRules("paragraph")
    while end < last and not state.isEmpty(end) and not any(rule(state, end, last, True) for rule in rules):
        end += 1
    push(state, SAID, (first, end), {"words": stretch(state, found.end(), state.eMarks[end - 1])})
    state.line = end
    return True


RULES: tuple[Rule, ...] = (
    Rule("+", _grid_table, interrupts=True),
    Rule("", _column_table, needs=re.compile(r"--[ \t]{1,100}--")),
    Rule(":Tt", _table_caption),
)
