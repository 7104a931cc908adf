"""Numbered citations, the places in documents that an answer quotes, and the lines that tell where these are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from youju.corpus.document import address
from youju.evidence.points import Point

from .answer import Citation, Place, marks_of
from .layout import deciding_run

CitedPlaces = Mapping[tuple[str, int, int], int]
"""Document, start and end of each place to the number of its citation."""


def citations_of(
    groups: Sequence[Sequence[Point]], cited: CitedPlaces, newer: Mapping[str, str] | None = None
) -> list[Citation]:
    """Numbered in the order in which the statements cite them, on from what is ``cited`` already; ``newer`` has the
    newer editions of documents.
    """
    points = [point for group in groups for point in group if place_of(point) not in cited]
    return [
        _citation(number, point, newer or {}) for number, point in enumerate(points, max(cited.values(), default=0) + 1)
    ]


def cited_places(citations: Iterable[Citation]) -> dict[tuple[str, int, int], int]:
    """Where ``citations`` are, with their numbers."""
    return {(citation.document, citation.start, citation.end): citation.number for citation in citations}


def place_of(point: Point) -> tuple[str, int, int]:
    """Document, start and end of what is quoted."""
    return point.record.document.id, point.span.start, point.span.end


def _citation(number: int, point: Point, newer: Mapping[str, str]) -> Citation:
    document, span = point.record.document, point.span
    locator = document.locator(span)
    return Citation(
        number=number,
        document=document.id,
        title=document.title,
        heading=document.heading(section_of(point)),
        lines=document.lines(span),
        page=locator.page or None,
        at=locator.at or None,
        start=span.start,
        end=span.end,
        quote=span.of(document.text),
        sha256=document.sha256,
        url=address(document, section_of(point)),
        updated=document.updated,
        highlight=highlighted(point),
        replaced_by=newer.get(document.id),
    )


def section_of(point: Point) -> int:
    """The section of what decides: a block may go over several."""
    return point.record.document.statements[deciding_run(point)[0]].section


def highlighted(point: Point) -> tuple[int, int] | None:
    """Where in the document what decides begins and ends; ``None`` where that is all of the point."""
    run, statements = deciding_run(point), point.record.document.statements
    return None if run == point.numbers else (statements[run[0]].span.start, statements[run[-1]].span.end)


class SourceLine(NamedTuple):
    """A line of the list of sources: the numbers of citations, and the place that these have in common."""

    numbers: tuple[int, ...]
    document: str
    lines: tuple[int, int]
    page: int | None
    at: str | None
    heading: tuple[str, ...]
    updated: str | None
    url: str | None

    @classmethod
    def of(cls, citation: Citation) -> SourceLine:
        """The line of one citation."""
        c = citation
        return cls((c.number,), c.document, c.lines, c.page, c.at, c.heading, c.updated, c.url)

    @classmethod
    def near(cls, place: Place) -> SourceLine:
        """The line of a block that comes close, which has no number."""
        lines = place.lines or (0, 0)
        return cls((), place.document, lines, place.page, place.at, place.heading, place.updated, place.url)

    @property
    def marks(self) -> str:
        """The numbers as the text has them: ``[1][3]``."""
        return marks_of(self.numbers)

    def where(self, dash: str = "-") -> str:
        """What stands behind the document's name: ``:12-14``; where the file has pages or cells, these, as nobody sees
        the lines of such a file: `` p. 3``, `` Stock!B7``.
        """
        first, last = self.lines
        if self.page is None and self.at is None:
            return f":{first}" if first == last else f":{first}{dash}{last}"
        page = f" p. {self.page}" if self.page is not None else ""
        return f"{page} {self.at}" if self.at is not None else page
