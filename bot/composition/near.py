"""The blocks that come closest to a question that has no answer: quoted with their place, apart from any support."""

from __future__ import annotations

from collections.abc import Iterator

from youju.corpus.document import address
from youju.evidence.points import Point

from .answer import Place
from .citations import SourceLine, highlighted, section_of
from .layout import ShownLine, lines
from .quotes import CODE, quoted

NEAR = "near"
"""The form of such a quote among the paragraphs of an answer."""
QUOTED = "> "
"""What stands before each of its lines."""
PLACED = "— "
"""What stands before its place."""


def near_place(point: Point) -> Place:
    """A block, quoted with its place."""
    document, span = point.record.document, point.span
    locator = document.locator(span)
    return Place(
        document=document.id,
        heading=document.heading(section_of(point)),
        quote=span.of(document.text),
        start=span.start,
        end=span.end,
        lines=document.lines(span),
        page=locator.page or None,
        at=locator.at or None,
        sha256=document.sha256,
        url=address(document, point.first.section),
        updated=document.updated,
        highlight=highlighted(point),
        statement=quoted([point], {}),
    )


def where(place: Place) -> str:
    """``document:12-14 › heading › heading``, on one line."""
    source = SourceLine.near(place)
    return " › ".join((f"{source.document}{source.where()}", *(" ".join(title.split()) for title in source.heading)))


def block_of(place: Place) -> str:
    """A quote as the text of an answer has it: each line after a sign of its own, then the place."""
    return "\n".join([*(f"{QUOTED}{line.text}".rstrip() for line in quoted_lines(place)), f"{PLACED}{where(place)}"])


def quoted_lines(place: Place) -> Iterator[ShownLine]:
    """The words of a quote in lines, those of a row under its column heads."""
    said = place.statement
    if said is not None:
        if said.heads:
            yield ShownLine(f"({' | '.join(said.heads)})")
        yield from lines(said.text, said.highlight, [(0, len(said.text))] if said.form == CODE else said.code)
