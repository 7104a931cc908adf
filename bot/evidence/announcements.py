"""What an announcement announces: the statement that says only how many of something there are, with those it means.

list          "The steps are as follows."             its items, with or without a lead-in's colon
sentences     "There are two reasons for this."       the next sentences of the same paragraph, or of the next
"""

from __future__ import annotations

from itertools import takewhile

from youju.corpus import NONE, Statement, StatementKind
from youju.corpus.navigation import before_list, unled_items
from youju.index import Record

from .points import HEADLIKE, Point, blocks, led
from .ranking import Ranker

_SENTENCES = 3
"""How many sentences of a paragraph are taken for what was announced."""


class Announcements:
    """Finds them among the statements of an index; ``ranker`` knows how they are worded."""

    def __init__(self, ranker: Ranker) -> None:
        self._ranker = ranker

    def announced(self, record: Record, number: int) -> list[Point]:
        """Statement ``number`` with what it announces; nothing where it announces nothing."""
        if not self._ranker.promises(record, number):
            return []
        if self._ranker.leads(record, number):
            return led(record, number)
        following = unled_items(record.document, number) or self._sentences(record, number)
        return blocks(record, (number, *following)) if following else []

    def above(self, record: Record, number: int) -> int:
        """The statement that announces the list in which item ``number`` stands, or ``NONE``."""
        statements = record.document.statements
        number = before_list(record.document, number)
        said = number != NONE and statements[number].kind not in HEADLIKE
        return number if said and self._ranker.promises(record, number) else NONE

    @staticmethod
    def _sentences(record: Record, number: int) -> list[int]:
        """The rest of the paragraph; the next one where the announcement ends its own."""
        statements = record.document.statements
        own, rest = statements[number], range(number + 1, len(statements))[:_SENTENCES]
        block = statements[number + 1].block if rest else NONE

        def is_meant(statement: Statement) -> bool:
            return statement.kind is StatementKind.SENTENCE and statement.section == own.section

        return list(takewhile(lambda n: is_meant(statements[n]) and statements[n].block == block, rest))
