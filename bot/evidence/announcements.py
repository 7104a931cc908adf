"""What announces others: that several things follow, or that there are several opinions; with what is announced.

list          "The steps are as follows."                   its items, with or without a lead-in's colon
sentences     "There are two reasons for this."             the next sentences of the paragraph, or of the next
opinions      "Sources disagree about the speed of kites."  "The first reading says that kites are faster."
divided       one statement that tells several opinions     "Some say that kites are faster, others prefer balloons."
"""

from __future__ import annotations

from itertools import takewhile

from youju.corpus import NONE, Span, Statement, StatementKind
from youju.corpus.navigation import before_list, introduces, unled_items
from youju.index import Record

from .cues import Cues
from .points import HEADLIKE, Point, blocks, led

_SEVERAL = 2


class Announcements:
    """Finds what follows an announcement among the statements of an index; ``cues`` know how it is worded."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def announced(self, record: Record, number: int) -> list[Point]:
        """Statement ``number`` with what it announces; nothing where it announces nothing."""
        if not self._cues.promise(Point(record, (number,)).folded):
            return []
        if introduces(record.document, number):
            return led(record, number)
        following = unled_items(record.document, number) or self._sentences(record, number)
        return blocks(record, (number, *following)) if following else []

    def above(self, record: Record, number: int) -> int:
        """The statement that announces the list in which item ``number`` stands, or ``NONE``."""
        statements = record.document.statements
        number = before_list(record.document, number)
        said = number != NONE and statements[number].kind not in HEADLIKE
        return number if said and self._cues.promise(Point(record, (number,)).folded) else NONE

    def _sentences(self, record: Record, number: int) -> list[int]:
        """The rest of the paragraph; the next one where the announcement ends its own."""
        statements = record.document.statements
        own, rest = statements[number], range(number + 1, len(statements))[: int(self._cues.signs["announced"])]
        block = statements[number + 1].block if rest else NONE

        def is_meant(statement: Statement) -> bool:
            return statement.kind is StatementKind.SENTENCE and statement.section == own.section

        return list(takewhile(lambda n: is_meant(statements[n]) and statements[n].block == block, rest))


class Opinions:
    """Finds announced opinions among the statements of an index; ``cues`` know how they are worded."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def divided(self, point: Point) -> bool:
        """Whether a statement by itself tells several opinions: "some say …, others …", a row of them."""
        if point.first.kind is StatementKind.ROW:
            return self._is_row_of_opinions(point)
        return point.form == "sentence" and self._cues.opinions_told(point.folded) >= _SEVERAL

    def only_announces(self, point: Point) -> bool:
        """Whether a statement says that there are several opinions, and not which."""
        return self._cues.announce(point.folded) and not self.divided(point)

    def announcement(self, point: Point) -> Point | None:
        """The statement under the same title that announces the opinions of which ``point`` is one, or announces."""
        said = point.form in {"sentence", "item"}
        if not said or not (self._announces(point) or self._cues.is_opinion(point.folded)):
            return None
        return next(filter(self._announces, _beside(point)), None)

    def announced(self, point: Point) -> list[Point]:
        """The opinions under the same title, where ``point`` announces them or is one of them."""
        if self.announcement(point) is None:
            return []
        return [one for one in _beside(point) if self._cues.is_opinion(one.folded)]

    def _announces(self, point: Point) -> bool:
        return self._cues.announce(point.folded) or self.divided(point)

    def _is_row_of_opinions(self, point: Point) -> bool:
        lead = point.first.lead
        header = point.record.document.statements[lead] if lead != NONE else None
        if header is None or not header.header:
            return False
        heads = (Span(*cell).of(point.record.folded).strip() for cell in header.cells)
        return sum(map(self._cues.head_opinion, heads)) >= _SEVERAL


def _beside(point: Point) -> list[Point]:
    """Every statement under the same title."""
    statements = point.record.document.statements
    return [Point(point.record, (n,)) for n, s in enumerate(statements) if s.section == point.first.section]
