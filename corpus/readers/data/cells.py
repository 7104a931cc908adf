"""The cells of a delimited text, with exact spans: between quotes or not, and quotes never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from youju.corpus.document import Span
from youju.corpus.text import LINE_END, trim

DELIMITERS = ",;\t|"
"""What may stand between cells; of two that fit a file equally well, the first."""
SAMPLE_ROWS = 100
"""How many rows show what the delimiter is: a screen or two."""
SAMPLE = 65_536
"""In characters: how far they are looked for."""
LONGEST_QUOTED = 50_000
"""In characters: a quote that is not closed in so many is none."""

_quoted = re.compile(rf'"(?P<words>(?:[^"]|""){{0,{LONGEST_QUOTED}}}+)"')
_decimal = re.compile(r"(?<=\d),(?=\d)")
_blank = re.compile(r"[ \t\u3000]*")
_line = re.compile(r"[^\r\n]*")

Row = tuple[Span, ...]


@dataclass
class _Scan:
    """One pass over a text. ``strays`` are quotes that close nothing; after ``MOST_STRAYS`` no quote counts."""

    text: str
    delimiter: str
    end: int
    strays: int = 0
    _unquoted: re.Pattern[str] = field(init=False)
    _nothing: re.Pattern[str] = field(init=False)

    MOST_STRAYS = 20

    def __post_init__(self) -> None:
        self._unquoted = re.compile(rf"[^{re.escape(self.delimiter)}\r\n]*")
        self._nothing = re.compile(rf"[ {re.escape(self.delimiter)}]*+(?=[\r\n]|$)")

    def rows(self, start: int) -> Iterator[Row]:
        while start < self.end:
            line = _line.match(self.text, start, self.end)
            stop = line.end() if line else self.end
            if self._nothing.match(self.text, start, stop):
                yield ()
            elif self.text.find('"', start, stop) < 0:
                yield tuple(self.split(start, stop))
            else:
                cells: list[Span] = []
                more = True
                while more:
                    cell, start, more = self.cell(start)
                    cells.append(cell)
                yield tuple(cells)
                continue
            ends = LINE_END.match(self.text, stop, self.end)
            start = ends.end() if ends else self.end

    def split(self, start: int, stop: int) -> Iterator[Span]:
        """The cells of a line without quotes."""
        for cell in self.text[start:stop].split(self.delimiter):
            yield trim(self.text, start, start + len(cell))
            start += len(cell) + 1

    def cell(self, start: int) -> tuple[Span, int, bool]:
        """A cell, where what follows it begins, and whether that is another cell of the same row."""
        span = self.quoted(start)
        after = self._unquoted.match(self.text, span.end + 1 if span else start, self.end)
        stop = after.end() if after else self.end
        span = span or trim(self.text, start, stop)
        if self.text.startswith(self.delimiter, stop) and stop < self.end:
            return span, stop + 1, True
        ends = LINE_END.match(self.text, stop, self.end)
        return span, ends.end() if ends else self.end, False

    def quoted(self, start: int) -> Span | None:
        """The words between the quotes that a cell begins with, where they are closed at its end."""
        blank = _blank.match(self.text, start, self.end)
        start = blank.end() if blank and self.delimiter != "\t" else start
        if not self.text.startswith('"', start) or self.strays >= self.MOST_STRAYS:
            return None
        found = _quoted.match(self.text, start, self.end)
        after = _blank.match(self.text, found.end(), self.end) if found else None
        following = self.text[after.end() : min(self.end, after.end() + 1)] if after else "?"
        if found is None or following not in ("", self.delimiter, "\r", "\n"):
            self.strays += 1
            return None
        return trim(self.text, *found.span("words"))


def rows(text: str, delimiter: str, start: int = 0, end: int | None = None) -> Iterator[Row]:
    """The rows of a text, or of a part of it, in order; a line without words is a row without cells."""
    return _Scan(text, delimiter, len(text) if end is None else end).rows(start)


def rows_within(text: str, span: Span, delimiter: str) -> list[list[Span]]:
    """The rows of a part of a text that have words."""
    found = map(list, rows(text, delimiter, *span))
    return [row for row in found if any(cell.start < cell.end for cell in row)]


def delimiter_of(text: str, start: int = 0, usual: str = ",") -> str:
    """What stands between the cells: by which most rows have the same number of cells, and more than one.

    >>> delimiter_of("Probe;Value\\nA1;3,75\\nA2;1,08\\n")
    ';'
    """
    found = {delimiter: _evenness(text, delimiter, start) for delimiter in (usual, *DELIMITERS)}
    best = max(found.values())
    return next(delimiter for delimiter, even in found.items() if even == best) if best else usual


def _evenness(text: str, delimiter: str, start: int) -> tuple[float, int] | tuple[()]:
    """The share of rows that have the number of cells that most have, and that number; nothing for rows of one cell.

    A comma that stands within numbers only is none, where something else may stand between cells.
    """
    sample = islice(_Scan(text, delimiter, min(len(text), start + SAMPLE)).rows(start), SAMPLE_ROWS)
    found = _decimal.findall(text, start, start + SAMPLE) if delimiter == "," else []
    if found and len(found) == text.count(",", start, start + SAMPLE) and any(sign in text for sign in ";\t|"):
        return ()
    sizes = [len(row) for row in sample if any(cell.start < cell.end for cell in row)]
    wide = [size for size in sizes if size > 1]
    if not wide:
        return ()
    usual = max(set(wide), key=lambda size: (wide.count(size), size))
    return round(wide.count(usual) / len(sizes), 1), usual
