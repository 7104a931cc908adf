"""Opinions that the documents tell of: an announced disagreement, what each side says, both in one statement.

announcement    only says that there are several    "Sources disagree about the speed of kites and balloons."
opinion         is one of them                      "The first reading says that kites are faster."
divided         tells several of them               "Some say that kites are faster, others prefer balloons."
"""

from __future__ import annotations

from youju.corpus import NONE, Span, StatementKind

from .points import Point
from .ranking import Ranker

_SEVERAL = 2


class Opinions:
    """Finds announced opinions among the statements of an index; ``ranker`` knows how they are worded."""

    def __init__(self, ranker: Ranker) -> None:
        self._ranker = ranker

    def divided(self, point: Point) -> bool:
        """Whether a statement by itself tells several opinions: "some say …, others …", a row of them."""
        if point.first.kind is StatementKind.ROW:
            return self._is_row_of_opinions(point)
        return point.form == "sentence" and self._ranker.cues.opinions_told(point.folded) >= _SEVERAL

    def only_announces(self, point: Point) -> bool:
        """Whether a statement says that there are several opinions, and not which."""
        return self._ranker.cues.announce(point.folded) and not self.divided(point)

    def announcement(self, point: Point) -> Point | None:
        """The statement under the same title that announces the opinions of which ``point`` is one, or announces."""
        said = point.form in {"sentence", "item"}
        if not said or not (self._announces(point) or self._ranker.cues.is_opinion(point.folded)):
            return None
        return next(filter(self._announces, _beside(point)), None)

    def announced(self, point: Point) -> list[Point]:
        """The opinions under the same title, where ``point`` announces them or is one of them."""
        if self.announcement(point) is None:
            return []
        return [one for one in _beside(point) if self._ranker.cues.is_opinion(one.folded)]

    def _announces(self, point: Point) -> bool:
        return self._ranker.cues.announce(point.folded) or self.divided(point)

    def _is_row_of_opinions(self, point: Point) -> bool:
        lead = point.first.lead
        header = point.record.document.statements[lead] if lead != NONE else None
        if header is None or not header.header:
            return False
        heads = (Span(*cell).of(point.record.folded).strip() for cell in header.cells)
        return sum(map(self._ranker.cues.head_opinion, heads)) >= _SEVERAL


def _beside(point: Point) -> list[Point]:
    """Every statement under the same title."""
    statements = point.record.document.statements
    return [Point(point.record, (n,)) for n, s in enumerate(statements) if s.section == point.first.section]
