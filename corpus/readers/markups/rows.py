"""The lines of a text with how far each is indented, which is what dialects of markup nest by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from youju.corpus.document import Span
from youju.corpus.text import LINE_END, trim

TAB = 8


class IndentedLine(NamedTuple):
    """A line from its first to behind its last character that is no white space, and the column of the first."""

    start: int
    end: int
    indent: int = 0

    @property
    def blank(self) -> bool:
        return self.start == self.end

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def rows(text: str) -> list[IndentedLine]:
    found, start = [], 0
    for end in LINE_END.finditer(text):
        found.append(_row(text, start, end.start()))
        start = end.end()
    found.append(_row(text, start, len(text)))
    return found


def _row(text: str, start: int, end: int) -> IndentedLine:
    span = trim(text, start, end)
    before = text[start : span.start]
    return IndentedLine(*span, len(before.expandtabs(TAB)) if "\t" in before else len(before))


def across(found: Sequence[IndentedLine], first: int, last: int) -> Span:
    """Rows ``first`` to ``last``, half-open, without blank ones at both ends; empty where all are."""
    while first < last and found[first].blank:
        first += 1
    while last > first and found[last - 1].blank:
        last -= 1
    return Span(found[first].start, found[last - 1].end) if first < last else Span(0, 0)


def columns(line: str) -> list[int]:
    """The column in which each character of a line stands, and that behind the last: a wide one takes two."""
    places, at = [], 0
    for character in line:
        places.append(at)
        at += 2 if east_asian_width(character) in "WF" else 1
    return [*places, at]
