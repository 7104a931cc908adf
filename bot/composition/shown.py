"""An answer as every face shows it: paragraphs with what they cite, lines of sources, conflicts, the note."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from .answer import Answer, Conflict, Place, QuotedStatement, marks_of
from .citations import SourceLine
from .layout import ShownLine, lines
from .near import NEAR, block_of
from .quotes import CODE

_FENCE = "```"
_BESIDE = f"{_FENCE} \n"
"""What may stand between a quote and its marks."""


class Paragraph(NamedTuple):
    """A statement as the text of an answer has it, or a line of the words around the statements.

    ``form`` is the statement's, "" for a line around. ``before`` and ``after`` stand beside the quote: a marker, the
    word of a verdict, the fences of code; ``rest`` follows the marks of the citations. ``highlight`` and ``code`` are
    the statement's, within ``quote``.

    A quote that may not answer has the form ``near``: ``quote`` is its lines in the text, ``place`` what they quote.
    """

    quote: str
    form: str = ""
    numbers: tuple[int, ...] = ()
    before: str = ""
    after: str = ""
    rest: str = ""
    highlight: tuple[int, int] | None = None
    code: tuple[tuple[int, int], ...] = ()
    place: Place | None = None

    @property
    def words(self) -> str:
        """All that stands before the marks."""
        return f"{self.before}{self.quote}{self.after}"

    @property
    def lines(self) -> Iterator[ShownLine]:
        """The lines of the words; those of code are to be left as they are."""
        at = len(self.before)
        highlight = (self.highlight[0] + at, self.highlight[1] + at) if self.highlight else None
        code = [(0, len(self.words))] if self.form == CODE else [(start + at, end + at) for start, end in self.code]
        return lines(self.words, highlight, code)

    @property
    def text(self) -> str:
        """The paragraph as it stands in the answer's text."""
        return f"{self.words}{marks_of(self.numbers)}{self.rest}"


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
    text, done, near = answer.text, 0, answer.near
    for place in sorted(_places(answer), key=lambda place: place.marks):
        start = max(done, _line_start(text, place))
        if place.start < start:
            continue  # these marks are within a paragraph already
        yield from _around(text, done, start, near)
        after = place.marks + len(place.statement.marks)
        end = (text + "\n").find("\n", after)
        quote, said = text[place.start : place.end], place.statement
        whole = quote == said.text
        yield Paragraph(
            quote,
            said.form,
            said.citations,
            text[start : place.start],
            text[place.end : place.marks],
            text[after:end],
            said.highlight if whole else None,
            said.code if whole else (),
        )
        done = end + 1
    yield from _around(text, done, len(text) + 1, near)


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


def _around(text: str, start: int, end: int, near: Sequence[Place]) -> Iterator[Paragraph]:
    """The lines from ``start`` up to the line that begins at ``end``, those of a quote that comes near as one."""
    for place in near:
        block = block_of(place)
        found = f"\n{text[:end]}\n".find(f"\n{block}\n", start)
        if start <= found < end:
            yield from _lines(text, start, found)
            yield Paragraph(block, NEAR, place=place)
            start = found + len(block) + 1
    yield from _lines(text, start, end)


def _lines(text: str, start: int, end: int) -> Iterator[Paragraph]:
    if start < end:
        yield from map(Paragraph, text[start : end - 1].split("\n"))
