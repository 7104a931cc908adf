"""The evidence of an answer: its points, neighbouring statements quoted as one slice, and how they were chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from youju.corpus import NONE, Span, Statement, StatementKind, shown_number
from youju.corpus.navigation import led_by
from youju.index import Record

_LISTED = frozenset({StatementKind.ITEM, StatementKind.ROW})
HEADLIKE = frozenset({StatementKind.HEADING, StatementKind.QUESTION})
"""Statements that say what others are about, and are no evidence by themselves."""


Verdict = Literal["yes", "no"]


class Point(NamedTuple):
    """Neighbouring statements, quoted as one slice; ``numbers`` are theirs within the document.

    ``deciding`` are those of ``numbers`` that answer by themselves, the rest being what they stand in; where there are
    none all of it is the point.
    """

    record: Record
    numbers: tuple[int, ...]
    deciding: tuple[int, ...] = ()

    @property
    def span(self) -> Span:
        statements = self.record.document.statements
        return Span(statements[self.numbers[0]].span.start, statements[self.numbers[-1]].span.end)

    @property
    def first(self) -> Statement:
        return self.record.document.statements[self.numbers[0]]

    @property
    def key(self) -> tuple[str, int]:
        """The document and the first statement."""
        return self.record.document.id, self.numbers[0]

    def holds(self, other: Point) -> bool:
        """Whether the first statement of ``other`` is one of this point's."""
        return self.record.document.id == other.record.document.id and other.numbers[0] in self.numbers

    @property
    def folded(self) -> str:
        """The text quoted, folded."""
        return self.span.of(self.record.folded)

    @property
    def form(self) -> str:
        kind = self.first.kind
        return kind.value if kind in _LISTED or kind is StatementKind.CODE else "sentence"


@dataclass(frozen=True)
class Disagreement:
    """Two statements that cannot both be right, or one twice that tells both opinions. ``rule`` names the way,
    ``about`` what they were asked.
    """

    first: Point
    second: Point
    rule: str
    about: str

    @property
    def points(self) -> tuple[Point, ...]:
        """The statements, one that tells both opinions once."""
        return (self.first,) if self.first.key == self.second.key else (self.first, self.second)


@dataclass(frozen=True)
class Evidence:
    """What was chosen, best first or in the document's order. ``structure`` says how: sentences, list, steps …

    ``apart`` are pairs of points that say different things in nearly the same words, by document and number.
    ``unknown`` are sides of a comparison that the documents do not speak of, ``known`` those that they do; there is no
    point then. ``verdict`` is "yes" or "no" where the first point decides a question beyond doubt,
    and ``says_so`` whether it begins with such a word. ``replaced`` are the documents quoted that are older editions,
    each with the one that goes before it.
    """

    points: tuple[Point, ...]
    structure: str
    disagreements: tuple[Disagreement, ...] = ()
    apart: frozenset[frozenset[tuple[str, int]]] = frozenset()
    unknown: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    verdict: Verdict | None = None
    says_so: bool = False
    replaced: tuple[tuple[str, str], ...] = ()


def block(record: Record, number: int) -> Point:
    """The whole of block ``number``."""
    return Point(record, tuple(n for n, s in enumerate(record.document.statements) if s.block == number))


def blocks(record: Record, numbers: Iterable[int]) -> list[Point]:
    """``numbers`` as points, neighbours of one block together, but for the entries of a listing."""
    points: list[Point] = []
    statements = record.document.statements
    for number in numbers:
        last = points[-1].numbers[-1] if points else NONE
        beside = points and number == last + 1 and statements[number].block == statements[last].block
        if beside and not statements[number].is_entry:
            points[-1] = Point(record, (*points[-1].numbers, number))
        else:
            points.append(Point(record, (number,)))
    return points


def apart(points: Iterable[Point]) -> list[Point]:
    """The points with every statement in the first of them only."""
    kept: list[Point] = []
    seen: set[tuple[str, int]] = set()
    for point in points:
        document = point.record.document.id
        numbers = tuple(number for number in point.numbers if (document, number) not in seen)
        if numbers and numbers == tuple(range(numbers[0], numbers[-1] + 1)):
            deciding = tuple(number for number in point.deciding if number in numbers)
            kept.append(Point(point.record, numbers, deciding))
        seen.update((document, number) for number in numbers)
    return kept


def together(points: Sequence[Point], listing: float) -> list[Point]:
    """The points with a row of entries of one listing, and the head before it, as one slice: they stand in columns."""
    rows: list[list[Point]] = []
    for point in points:
        if rows and point.first.is_entry and _is_next(rows[-1][-1], point):
            rows[-1].append(point)
        else:
            rows.append([point])
    return [point for row in rows for point in (row if _is_short(row, listing) else [_one(row)])]


def _is_short(row: Sequence[Point], listing: float) -> bool:
    """Whether a row is a statement alone, or two entries, of which only one may be what is asked for."""
    return len(row) < listing - (not row[0].first.is_entry)


def _is_next(one: Point, other: Point) -> bool:
    """Whether ``other`` follows ``one`` in the same block."""
    same = one.record is other.record and one.first.block == other.first.block
    return same and other.numbers[0] == one.numbers[-1] + 1


def _one(points: Sequence[Point]) -> Point:
    numbers = tuple(number for point in points for number in point.numbers)
    return Point(points[0].record, numbers, tuple(number for point in points for number in point.deciding))


def is_numbered(point: Point) -> bool:
    """Whether a point is an item of a numbered list."""
    return bool(number_of(point))


def number_of(point: Point) -> str:
    """The number of an item of a numbered list as it stands in the document, or "" for anything else."""
    return shown_number(point.record.document.text, point.span.start) if point.form == "item" else ""


def same_words(one: Sequence[str], other: Sequence[str], threshold: float) -> bool:
    """Whether two statements are near-duplicates: Jaccard over their content words."""
    first, second = set(one), set(other)
    shared = len(first & second)
    return bool(first or second) and shared >= threshold * (len(first) + len(second) - shared)


def led(record: Record, lead: int) -> list[Point]:
    """What statement ``lead`` introduces, after its lead-in; nothing where it is a heading or a question."""
    statements = record.document.statements
    if statements[lead].kind in HEADLIKE:
        return []
    above = statements[lead].lead
    head = above if statements[lead].header else lead
    heads = [head] if head != NONE and statements[head].kind not in HEADLIKE else []
    return [*(Point(record, (n,)) for n in heads), *blocks(record, led_by(record.document, lead))]
