"""Cells between commas, as spans: tables that stand as such in a text of markup."""

from __future__ import annotations

from youju.corpus.document import Span
from youju.corpus.text import trim


def csv_rows(text: str, span: Span, delimiter: str = ",") -> list[list[Span]]:
    """The rows of a table; a cell in quotes may hold the delimiter and line breaks."""
    found: list[list[Span]] = []
    row: list[Span] = []
    at = span.start
    while at < span.end:
        cell, at = _cell(text, at, span.end, delimiter)
        row.append(cell)
        if text[at : at + 1] == delimiter and at < span.end:
            at += 1
            if at < span.end:
                continue
            row.append(Span(at, at))
        at = _behind_break(text, at, span.end)
        if any(one.start < one.end for one in row):
            found.append(row)
        row = []
    return found


def _cell(text: str, at: int, end: int, delimiter: str) -> tuple[Span, int]:
    """A cell, and where the delimiter or the end of the line behind it stands."""
    while at < end and text[at] in " \t" and text[at] != delimiter:
        at += 1
    if text[at : at + 1] != '"':
        stop = at
        while stop < end and text[stop] not in (delimiter, "\n", "\r"):
            stop += 1
        return trim(text, at, stop), stop
    stop = text.find('"', at + 1, end)
    while stop >= 0 and text[stop + 1 : stop + 2] == '"':
        stop = text.find('"', stop + 2, end)
    stop = end if stop < 0 else stop
    behind = min(stop + 1, end)
    while behind < end and text[behind] not in (delimiter, "\n", "\r"):
        behind += 1
    return trim(text, min(at + 1, stop), stop), behind


def _behind_break(text: str, at: int, end: int) -> int:
    return at + 2 if text[at : at + 2] == "\r\n" else at + 1 if at < end else at
