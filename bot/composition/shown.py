"""An answer as every face shows it: paragraphs with what they cite, lines of sources, conflicts, the note."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from .answer import Answer, Citation, Conflict, QuotedStatement, marks_of

CODE = "code"
_FENCE = "```"
_BESIDE = f"{_FENCE} \n"
"""What may stand between a quote and its marks."""


class Paragraph(NamedTuple):
    """A statement as the text of an answer has it, or a line of the words around the statements.

    ``form`` is the statement's, "" for a line around. ``before`` and ``after`` stand beside the quote: a marker, the
    word of a verdict, the fences of code; ``rest`` follows the marks of the citations.
    """

    quote: str
    form: str = ""
    numbers: tuple[int, ...] = ()
    before: str = ""
    after: str = ""
    rest: str = ""

    @property
    def words(self) -> str:
        """All that stands before the marks."""
        return f"{self.before}{self.quote}{self.after}"

    @property
    def text(self) -> str:
        """The paragraph as it stands in the answer's text."""
        return f"{self.words}{marks_of(self.numbers)}{self.rest}"


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


class Shown(NamedTuple):
    """What a face writes down. The paragraphs and after them the note, a line each, are the answer's text."""

    paragraphs: tuple[Paragraph, ...]
    sources: tuple[SourceLine, ...]
    conflicts: tuple[Conflict, ...]
    note: str

    @property
    def body(self) -> str:
        """The text without the note."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def sources_of(self, numbers: Collection[int]) -> list[SourceLine]:
        """The lines that tell where these citations stand."""
        return [source for source in self.sources if any(number in numbers for number in source.numbers)]

    def conflicts_of(self, numbers: Collection[int]) -> list[Conflict]:
        """The conflicts that these citations have a part in."""
        return [c for c in self.conflicts if any(number in numbers for side in c.sides for number in side)]


def shown(answer: Answer) -> Shown:
    """The answer's text taken apart by its statements, as they are known to stand in it.

    >>> shown(answer).paragraphs[0]
    Paragraph(quote='Tea is a drink.', form='sentence', numbers=(1,), before='Yes: ', after='', rest='')
    """
    paragraphs = list(_paragraphs(answer))
    noted = answer.bridges and paragraphs and not paragraphs[-1].numbers
    note = paragraphs.pop().text if noted else ""
    return Shown(tuple(paragraphs), tuple(map(SourceLine.of, answer.citations)), answer.conflicts, note)


class _Place(NamedTuple):
    """Where in the text a quote begins and ends, and where its marks begin."""

    start: int
    end: int
    marks: int
    statement: QuotedStatement


def _paragraphs(answer: Answer) -> Iterator[Paragraph]:
    text, done = answer.text, 0
    for place in sorted(_places(answer), key=lambda place: place.marks):
        start = max(done, _line_start(text, place))
        if place.start < start:
            continue  # these marks are within a paragraph already
        yield from _around(text, done, start)
        after = place.marks + len(place.statement.marks)
        end = (text + "\n").find("\n", after)
        yield Paragraph(
            text[place.start : place.end],
            place.statement.form,
            place.statement.citations,
            text[start : place.start],
            text[place.end : place.marks],
            text[after:end],
        )
        done = end + 1
    yield from _around(text, done, len(text) + 1)


def _places(answer: Answer) -> Iterator[_Place]:
    """Where each statement stands; templates of the owner may leave some out, or write them in another order."""
    seen: dict[tuple[str, str], int] = {}
    for statement in answer.statements:
        said = statement.text, statement.marks
        place = _place(statement, answer.text, seen.get(said, 0))
        if place is not None:
            seen[said] = place.marks
            yield place


def _place(statement: QuotedStatement, text: str, start: int) -> _Place | None:
    """The quote with its marks; where a template says it in other words, its marks and the line before them."""
    quote = text.find(statement.text, start)
    while quote >= 0:
        end = quote + len(statement.text)
        marks = text.find(statement.marks, end)
        if marks < 0:
            break
        if not text[end:marks].strip(_BESIDE):
            return _Place(quote, end, marks, statement)
        quote = text.find(statement.text, quote + 1)
    marks = text.find(statement.marks, start)
    return _Place(text.rfind("\n", 0, marks) + 1, marks, marks, statement) if marks >= 0 else None


def _line_start(text: str, place: _Place) -> int:
    """Where the paragraph begins: with its line, or with the fence above it."""
    start = text.rfind("\n", 0, place.start) + 1
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    return above if place.statement.form == CODE and text.startswith(_FENCE, above) else start


def _around(text: str, start: int, end: int) -> Iterator[Paragraph]:
    """The lines from ``start`` up to the line that begins at ``end``."""
    if start < end:
        yield from map(Paragraph, text[start : end - 1].split("\n"))
