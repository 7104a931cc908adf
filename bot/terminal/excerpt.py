"""A document's own lines with a quote marked: `youju show` and `:open N`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from youju.corpus import NotIndexed, Span, YoujuError

from .answers import shortened
from .screen import Screen, Styled

if TYPE_CHECKING:
    from youju.corpus import Document
    from youju.index import Record, Shelf

OPEN, CLOSE = "⟦", "⟧"
"""What stands around the quote where there are no colours."""
AROUND = 3
_CONTEXT = 160
_RANGE = re.compile(r"(\d+)(?:[-:](\d+))?")


class PlaceInvalid(YoujuError):
    """A span, a line range or a passage that the document does not have."""

    code = "place-invalid"
    line = "{place}: {reason}"


def find_record(shelf: Shelf, name: str) -> Record:
    """The document of this id, or the only one whose id ends with ``/name``. Raises ``NotIndexed``."""
    if name in shelf.numbers:
        return shelf.record(shelf.numbers[name])
    endings = [number for id_, number in shelf.numbers.items() if id_.endswith(f"/{name}")]
    if len(endings) != 1:
        raise NotIndexed(name=name)
    return shelf.record(endings[0])


def parse_range(text: str, place: str) -> tuple[int, int]:
    """``A-B``, ``A:B`` or ``A`` alone; raises ``PlaceInvalid``."""
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        form = "12-40" if place == "--lines" else "12:40"
        raise PlaceInvalid(place=place, reason=f"{text!r} is not two numbers such as {form}")
    first = int(match[1])
    last = int(match[2]) if match[2] else first
    if last < first:
        raise PlaceInvalid(place=place, reason=f"{text!r} ends before it begins")
    return first, last


def span_of_lines(document: Document, first: int, last: int) -> Span:
    """From the beginning of line ``first`` to the end of line ``last``; raises ``PlaceInvalid``."""
    count = _line_count(document)
    if not 1 <= first <= last <= count:
        raise PlaceInvalid(place="--lines", reason=f"{document.id} has lines 1 to {count}")
    start = document.line_starts[first - 1]
    end = (*document.line_starts, len(document.text))[last]
    return Span(start, start + len(document.text[start:end].rstrip("\r\n")))


def _line_count(document: Document) -> int:
    """What follows the last newline is no line where it is empty."""
    return len(document.line_starts) - (document.line_starts[-1] == len(document.text) > 0)


def span_in(document: Document, start: int, end: int, place: str = "--span") -> Span:
    """Raises ``PlaceInvalid``, which names the option ``place``."""
    if not 0 <= start <= end <= len(document.text):
        raise PlaceInvalid(place=place, reason=f"{document.id} has characters 0 to {len(document.text)}")
    return Span(start, end)


def span_of_passage(record: Record, number: int) -> Span:
    """Raises ``PlaceInvalid``."""
    if not 0 <= number < len(record.passages):
        reason = f"{record.document.id} has passages 0 to {len(record.passages) - 1}"
        raise PlaceInvalid(place="--passage", reason=reason)
    return record.passages[number].span


def print_source(
    screen: Screen,
    document: Document,
    marked: Span | None = None,
    around: int | None = AROUND,
    highlight: Span | None = None,
) -> None:
    """The lines of a document that ``marked`` touches and ``around`` more on both sides; all of them for ``None``.

    On a terminal ``highlight``, a span within ``marked``, is bold.
    """
    screen.line(Styled(document.title, "strong"), Styled(f"  {document.id}", "place"))
    first, last = document.lines(marked) if marked else (1, _line_count(document))
    touched = range(first, last + 1) if marked else range(0)
    if around is None or marked is None:
        first, last = 1, _line_count(document)
    else:
        first, last = max(1, first - around), min(_line_count(document), last + around)
    digits = len(str(last))
    for number in range(first, last + 1):
        gutter = f"{'>' if number in touched else ' '} {number:>{digits}}"
        pieces = list(_pieces(screen, document, number, marked, highlight))
        if number not in touched and around is not None and marked is not None:
            pieces = [Styled(shortened(pieces[0].text, _CONTEXT))]
        gap = "  " if any(piece.text for piece in pieces) else ""
        screen.line(Styled(gutter + gap, "quiet"), *pieces, hang=digits + 4)


def _pieces(
    screen: Screen, document: Document, number: int, marked: Span | None, highlight: Span | None
) -> Iterator[Styled]:
    """Line ``number`` without its newline, its part of the quote marked."""
    starts = (*document.line_starts, len(document.text))
    start = starts[number - 1]
    text = document.text[start : starts[number]].rstrip("\r\n")
    if marked is None or marked.end <= start or marked.start >= start + len(text):
        yield Styled(text)
        return
    begin, end = max(marked.start - start, 0), min(marked.end - start, len(text))
    yield Styled(text[:begin])
    if screen.terminal:
        first, last = highlight or (start + end, start + end)
        first, last = min(max(first - start, begin), end), max(min(last - start, end), begin)
        yield Styled(text[begin:first], "mark")
        yield Styled(text[first:last], "decides")
        yield Styled(text[max(first, last) : end], "mark")
    else:
        yield Styled((OPEN if marked.start >= start else "") + text[begin:end])
        yield Styled(CLOSE if marked.end <= start + len(text) else "")
    yield Styled(text[end:])
