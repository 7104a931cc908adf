"""Where a rule of the block parser stands: its lines, and places that hold in the text as the file has it.

The parser changes line ends, and moves where a line begins inside quotations and lists; a line number and a column from
the true start of the line survive both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_break = re.compile("\n")

OPENED, CLOSED, SAID, LISTING = "fold_open", "fold_close", "said", "listing"
ROW, TERM = "drawn_row", "further_term"
"""Tokens of the dialects: a container with or without a title, its end, words that stand in a mark, lines of code; a
row of a table that is drawn, a term before the one that is defined.
"""


BlockRule = Callable[["StateBlock", int, int, bool], bool]


class Rule(NamedTuple):
    """A rule of the block parser for lines that begin with one of ``signs``, or with anything where there are none."""

    signs: str
    take: BlockRule
    interrupts: bool = False
    """Whether it ends a paragraph without a blank line before it."""
    needs: re.Pattern[str] | None = None
    """What every text has in which it takes anything: where it stands nowhere, no line is looked at."""


class Cursor(NamedTuple):
    line: int
    column: int


class Extent(NamedTuple):
    """From one place to another."""

    start: Cursor
    end: Cursor


def line(state: StateBlock, number: int) -> str:
    """The words of a line, without white space at its end and without what containers have at its start."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def begin(state: StateBlock, number: int) -> int:
    return int(state.bMarks[number] + state.tShift[number])


def stretch(state: StateBlock, start: int, end: int) -> Extent:
    """Two offsets in the text of the parser as places."""
    return Extent(_place(state, start), _place(state, end))


def line_at(state: StateBlock, offset: int) -> int:
    return _place(state, offset).line


def push(state: StateBlock, kind: str, lines: tuple[int, int], meta: Mapping[str, Any] | None = None) -> Token:
    token = state.push(kind, "", 0)
    token.map = list(lines)
    token.meta = dict(meta or {})
    return token


def _place(state: StateBlock, offset: int) -> Cursor:
    starts = state.env.get("starts")
    if starts is None:
        starts = state.env["starts"] = [0, *(found.end() for found in _break.finditer(state.src))]
    number = bisect_right(starts, offset) - 1
    return Cursor(number, offset - starts[number])
