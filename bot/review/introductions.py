"""What stands above a quoted statement and says what it lacks: quoted before it, for a statement by itself can mislead.

terms        a word of the question          "Permissions of guests:"           - May read every page
expected     the date or number asked for    "Version 2.1 (2021-03-04)"         - Added the teleport mode
denial       that it holds only in part      "Not supported:"                   - Printing from a phone
             or not at all
other        that it answers another         "Can a snake eat a frog?"          Yes, many do.
             question in the same words

Lead-ins and parent items are quoted for any of these; headings, which the citation shows, only for a date and a denial.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice

from youju.corpus import NONE, StatementKind
from youju.corpus.navigation import headings, introduces, leads_of
from youju.evidence.points import Evidence, Point
from youju.question.kinds import Kind
from youju.selection.findings import Findings

_HEADING, _QUESTION = StatementKind.HEADING, StatementKind.QUESTION


class _Order:
    """The order in which ``chosen`` points are quoted: each below the nearest quoted one that introduces it."""

    def __init__(self, chosen: Sequence[Point]) -> None:
        self._chosen = chosen
        self._quoted = {(point.record.document.id, number): point for point in chosen for number in point.numbers}

    def quote(self, introductions: Iterable[Point]) -> bool:
        """Quote these, too, where they are not chosen themselves; says whether there are any."""
        added = [self._quoted.setdefault(one.key, one) for one in introductions]
        return bool(added)

    def above(self, point: Point) -> Point | None:
        """The nearest quoted introduction of a point."""
        return next((self._quoted[one.key] for one in all_above(point) if one.key in self._quoted), None)

    def astray(self) -> Iterator[Point]:
        """The items that would seem to stand below an introduction that comes before them, and have none."""
        after = False
        for point in self._chosen:
            alone = self.above(point) is None
            if alone and after and point.form == "item":
                yield point
            after = after or not alone

    def __iter__(self) -> Iterator[Point]:
        below = self._below()
        rest = below.pop(None, [])[::-1]
        while rest:
            point = rest.pop()
            yield point
            rest += below.pop(point.key, [])[::-1]

    def _below(self) -> dict[tuple[str, int] | None, list[Point]]:
        """The points below each introduction, and below none, in the order in which they or theirs were chosen."""
        below: dict[tuple[str, int] | None, list[Point]] = {}
        placed: set[tuple[str, tuple[int, ...]]] = set()
        for chosen in self._chosen:
            point: Point | None = chosen
            while point is not None and (place := (point.record.document.id, point.numbers)) not in placed:
                placed.add(place)
                head = self.above(point)
                below.setdefault(head.key if head else None, []).append(point)
                point = head
        return below


class Introductions:
    """Finds the introductions of statements for one question."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._inquiry = findings.inquiry
        self.asks = findings.inquiry.cues.asks
        self._above = findings.patterns.above
        question = findings.question
        self._asks_denied = self._above["denies"].search(question.plain) is not None
        self._asks_release = self._above["asks_release"].search(question.plain) is not None
        self._asks_date = "date" in question.expects

    def put(self, evidence: Evidence) -> Evidence:
        """``evidence`` with what introduces its statements before them; those under the same one stand together.

        What is said under one introduction never speaks for what is said under another, nor does an introduction for an
        earlier one: what it introduces would then stand elsewhere.
        """
        order = _Order(evidence.points)
        introduced = {point.key for point in evidence.points if order.quote(self.above(point))}
        introduced |= {point.key for point in order.astray() if order.quote(islice(all_above(point), 1))}
        points = list(order)
        pairs = {frozenset({key, other.key}) for key in introduced for other in points}
        heads = {one.key for point in points if (one := order.above(point)) is not None}
        pairs |= {frozenset({one.key, two.key}) for one, two in combinations(points, 2) if two.key in heads}
        return replace(evidence, points=tuple(points), apart=evidence.apart | pairs)

    def above(self, point: Point) -> list[Point]:
        """The introductions of a point that say what it lacks, the outermost first."""
        found: list[Point] = []
        for one in all_above(point):
            if self._asks_other(one):
                return [one, *found[::-1]]
            if one.first.kind is _QUESTION or len(found) == self._inquiry.weights.review["introductions"]:
                break
            if self._dates([point, *found], one) or (self._is_listed(point) and self._adds([point, *found], one)):
                found.append(one)
        return found[::-1]

    def tell(self, point: Point) -> bool:
        """Whether an introduction names the number or the date that is asked for and that a point lacks."""
        return any(self._shows([point], one) or self._dates([point], one) for one in self.above(point))

    def _is_listed(self, point: Point) -> bool:
        """Whether a point is part of a list or a table, or introduces one."""
        return point.form in {"item", "row"} or introduces(point.record.document, point.numbers[0])

    def _adds(self, known: Sequence[Point], one: Point) -> bool:
        """Whether an introduction denies what is below it, or has a term or an amount of what is asked."""
        if self._denies(one) and not any(map(self._denies, known[1:])):
            return True
        return one.first.kind is not _HEADING and (self._names(known, one) or self._shows(known, one))

    def _asks_other(self, one: Point) -> bool:
        """Whether an introduction is a question that has the words of the one asked in other roles."""
        asks = one.first.kind is _QUESTION or (one.first.kind is _HEADING and one.folded.rstrip().endswith("?"))
        return asks and self._inquiry.likeness.exchanges(one.record, one.numbers[0])

    def _denies(self, one: Point) -> bool:
        """Whether an introduction says that what is below it does not hold, where that is not what is asked for."""
        asks = one.folded.endswith("?")
        return not self._asks_denied and not asks and self._above["denies"].search(one.folded) is not None

    def _names(self, known: Sequence[Point], one: Point) -> bool:
        """Whether an introduction has much of the question that nothing below it has; of a table, its rows show it."""
        first = known[0]
        if first.form == "row" and self._findings.question.kind is Kind.COMPARISON:
            return False
        heads = [first.first.lead] if first.form == "row" and first.first.lead != NONE else []
        numbers = [*heads, *(number for point in known for number in point.numbers)]
        held = frozenset[str]().union(*(self._inquiry.held.of(one.record, number) for number in numbers))
        own = self._inquiry.held.of(one.record, one.numbers[0])
        return self._findings.cover(held | own) - self._findings.cover(held) >= self._findings.weights["introduces"]

    def _shows(self, known: Sequence[Point], one: Point) -> bool:
        """Whether an introduction names what is asked for, a number or a date, and nothing below it does."""
        named = (self._inquiry.cues.names_expected(point.folded) for point in known)
        return self._inquiry.cues.names_expected(one.folded) is True and not any(named)

    def _dates(self, known: Sequence[Point], one: Point) -> bool:
        """Whether an introduction tells the date or version that is asked for; of sentences only a version does."""
        releases = self._above["releases"]
        if not (self._asks_date or self._asks_release):
            return False
        first, others = known[0], known[1:]
        if any(releases.search(point.folded) for point in others):
            return False
        if releases.search(one.folded):
            return self._asks_release or not self._inquiry.cues.names_expected(first.folded)
        return self._asks_date and self._is_listed(first) and self._shows(known, one)


def all_above(point: Point) -> Iterator[Point]:
    """Lead-in or parent item, what introduces that, and the headings, the nearest first; of an answer its question."""
    document = point.record.document
    one = point
    for number in leads_of(document, point.numbers[0]):
        one = Point(point.record, (number,))
        if not one.first.header:
            yield one
    if one.first.kind is not _QUESTION:
        for number in headings(document, point.first.section):
            if number != point.numbers[0]:
                yield Point(point.record, (number,))
