"""Lines that tell where something stands."""

from __future__ import annotations

from typing import NamedTuple

from .answer import Citation, Place, marks_of


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
