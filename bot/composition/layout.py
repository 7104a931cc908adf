"""A quote as it is read: the lines of its paragraphs, items, rows and code, and where in them stands what decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from youju.corpus import Document, Span, Statement, StatementKind, outdented, plain, read_span, wording
from youju.corpus.navigation import beside, leads_of
from youju.evidence.points import Point, number_of

BLOCK = "block"
"""The form of a quote of several lines, which has their marks in its text."""
_INDENT = "  "
_DIGITS = re.compile(r"\d+")
_FLOWING = frozenset({StatementKind.SENTENCE, StatementKind.ITEM, StatementKind.QUESTION})
"""What goes on in the line of the statement before it, where that is of the same block."""


Stretch = tuple[int, int]
"""Start and end, in code points."""


class Layout(NamedTuple):
    """The words of a quote without markup.

    ``highlight`` and the stretches of ``code`` are starts and ends within ``text``. A ``block`` has a line for each
    paragraph, item and row, with its mark; any other form is one statement, or one paragraph.
    """

    text: str
    form: str
    highlight: Stretch | None = None
    code: tuple[Stretch, ...] = ()


class _Run(NamedTuple):
    """Statements that are read in one go: a paragraph, an item, a row, or code, which may have line breaks."""

    numbers: tuple[int, ...]
    mark: str
    words: str
    is_code: bool


def laid_out(point: Point) -> Layout:
    """The words of ``point``."""
    runs = list(_runs(point))
    if len(runs) == 1:
        words = runs[0].words
        return Layout(words, point.form, _highlight(point, words, [(0, runs[0])]))
    places: list[tuple[int, _Run]] = []
    written: list[str] = []
    done = 0
    for run in runs:
        places.append((done + len(run.mark), run))
        written.append(run.mark + run.words)
        done += len(written[-1]) + 1
    text = "\n".join(written)
    code = tuple((start, start + len(run.words)) for start, run in places if run.is_code)
    return Layout(text, BLOCK, _highlight(point, text, places), code)


def deciding_run(point: Point) -> tuple[int, ...]:
    """The first of the statements that decide and its neighbours that do, too; all of them where none is named."""
    decides = set(point.deciding)
    start = next((place for place, number in enumerate(point.numbers) if number in decides), 0)
    run = groupby(point.numbers[start:], key=decides.__contains__)
    return tuple(next(run)[1]) if decides else point.numbers


def _highlight(point: Point, text: str, places: Sequence[tuple[int, _Run]]) -> Stretch | None:
    """Where in ``text`` what decides begins and ends; ``None`` where that is all of it, or cannot be told."""
    decides = deciding_run(point)
    if decides == point.numbers:
        return None
    document = point.record.document
    stretches = [_stretch(document, start, run, n) for start, run in places for n in run.numbers if n in decides]
    found = [stretch for stretch in stretches if stretch is not None]
    if len(found) != len(decides) or (found[0][0], found[-1][1]) == (0, len(text)):
        return None
    return found[0][0], found[-1][1]


def _stretch(document: Document, start: int, run: _Run, number: int) -> Stretch | None:
    """Where statement ``number`` stands in a run whose words begin at ``start``."""
    if len(run.numbers) == 1:
        return start, start + len(run.words)
    statement = document.statements[number]
    words = wording(document, statement)
    before = Span(document.statements[run.numbers[0]].span.start, statement.span.start)
    about = len(plain(read_span(document, before), markup=document.markup, names=document.metadata))
    found = [match.start() for match in re.finditer(re.escape(words), run.words)] if words else []
    if not found:
        return None
    place = start + min(found, key=lambda place: abs(place - about))
    return place, place + len(words)


def _runs(point: Point) -> Iterator[_Run]:
    document = point.record.document
    for numbers in _numbers(document, point.numbers):
        if _is_code(document.statements[numbers[0]]):
            yield _Run(numbers, "", _code_words(document, numbers), True)
        else:
            yield _Run(numbers, _mark(point, numbers[0]), _words(document, numbers), False)


def _numbers(document: Document, numbers: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """``numbers`` by the runs in which they are read."""
    statements = document.statements
    run: list[int] = []
    for number in numbers:
        if run and not _goes_on(statements[run[-1]], statements[number]):
            yield tuple(run)
            run = []
        run.append(number)
    if run:
        yield tuple(run)


def _goes_on(before: Statement, one: Statement) -> bool:
    same = one.block == before.block and one.kind is before.kind
    return same and (one.kind in _FLOWING or _is_code(one))


def _is_code(statement: Statement) -> bool:
    return statement.kind is StatementKind.CODE


def _words(document: Document, run: Sequence[int]) -> str:
    if len(run) == 1:
        return wording(document, document.statements[run[0]])
    return plain(read_span(document, _span(document, run)), markup=document.markup, names=document.metadata)


def _code_words(document: Document, run: Sequence[int]) -> str:
    """Code to the letter; a listing of entries as it stands."""
    first = document.statements[run[0]]
    if len(run) == 1:
        return wording(document, first)
    span = _span(document, run)
    if not first.is_entry:
        return outdented(document.text, span)
    return plain(read_span(document, span), markup=document.markup, code=True, names=document.metadata)


def _span(document: Document, run: Sequence[int]) -> Span:
    return Span(document.statements[run[0]].span.start, document.statements[run[-1]].span.end)


def _mark(point: Point, number: int) -> str:
    """What stands before the line of a block that begins with statement ``number``."""
    document = point.record.document
    statement = document.statements[number]
    if statement.kind is StatementKind.ROW:
        return ""  # its cells are parted by strokes: a dash would stand nowhere in the document
    if statement.kind is not StatementKind.ITEM:
        return ""
    above = sum(document.statements[lead].kind is StatementKind.ITEM for lead in leads_of(document, number))
    outer = min(_depths(point), default=0)
    return f"{_INDENT * (above - outer)}{marker(Point(point.record, (number,)))} "


def _depths(point: Point) -> Iterator[int]:
    """How deep each item of a point stands in lists."""
    document = point.record.document
    for number in point.numbers:
        if document.statements[number].kind is StatementKind.ITEM:
            yield sum(document.statements[lead].kind is StatementKind.ITEM for lead in leads_of(document, number))


def marker(point: Point) -> str:
    """What stands before a point: its number as in the document, or a dash. "1." for every item, as Markdown allows, is
    counted on.
    """
    written = number_of(point)
    if not written:
        return "-"
    items = beside(point.record.document, point.numbers[0])
    counted = all(number_of(Point(point.record, (item,))) == written for item in items)
    place = items.index(point.numbers[0]) if counted else 0
    return _DIGITS.sub(lambda digits: str(int(digits[0]) + place), written)


class ShownLine(NamedTuple):
    """A line without its break; ``highlight`` is a stretch of ``text``, ``is_code`` that it is to be left as it is."""

    text: str
    highlight: Stretch | None = None
    is_code: bool = False

    @property
    def parts(self) -> tuple[str, str, str]:
        """What stands before the highlight, the highlight, and what follows."""
        start, end = self.highlight or (len(self.text), len(self.text))
        return self.text[:start], self.text[start:end], self.text[end:]


def lines(text: str, highlight: Stretch | None = None, code: Sequence[Stretch] = ()) -> Iterator[ShownLine]:
    """The lines of ``text``; ``highlight`` and the stretches of ``code`` are within it.

    >>> list(lines("one\\ntwo", (2, 5)))
    [ShownLine(text='one', highlight=(2, 3), is_code=False), ShownLine(text='two', highlight=(0, 1), is_code=False)]
    """
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        is_code = any(first <= start and end <= last for first, last in code)
        yield ShownLine(line, _within(highlight, start, end), is_code)
        start = end + 1


def _within(stretch: Stretch | None, start: int, end: int) -> Stretch | None:
    """What of ``stretch`` is in ``[start, end)``, counted from ``start``; ``None`` where that is nothing."""
    first, last = (max(stretch[0], start), min(stretch[1], end)) if stretch else (0, 0)
    return (first - start, last - start) if first < last else None
