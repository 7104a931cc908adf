"""The blocks that come closest to a question that has no answer: quoted with their place, apart from any support."""

from __future__ import annotations

from youju.corpus.document import address
from youju.evidence.points import Point

from .answer import Place
from .citations import highlighted
from .quotes import quoted
from .sources import SourceLine

NEAR = "near"
"""The form of such a quote among the paragraphs of an answer."""
_QUOTED = "> "
_PLACED = "— "


def near_place(point: Point) -> Place:
    """A block, quoted with its place."""
    document, span = point.record.document, point.span
    locator = document.locator(span)
    return Place(
        document=document.id,
        heading=document.heading(point.first.section),
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
    return "\n".join([*(f"{_QUOTED}{line}".rstrip() for line in quoted_lines(place)), f"{_PLACED}{where(place)}"])


def quoted_lines(place: Place) -> list[str]:
    """The words of a quote in lines, those of a row under its column heads."""
    said = place.statement
    if said is None:
        return []
    heads = [f"({' | '.join(said.heads)})"] if said.heads else []
    return [*heads, *said.text.split("\n")]
