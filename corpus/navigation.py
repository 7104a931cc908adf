"""The walk along leads: what stands above a statement, what stands below it, and where it stands in its list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from .document import NONE, Document, StatementKind

_ITEM, _QUESTION = StatementKind.ITEM, StatementKind.QUESTION
_INTRODUCED = frozenset({StatementKind.ITEM, StatementKind.ROW, StatementKind.CODE})


def leads_of(document: Document, number: int) -> Iterator[int]:
    """What introduces statement ``number`` and what introduces that, the nearest first; of an answer its question, and
    nothing above that.
    """
    statements = document.statements
    while statements[number].kind is not _QUESTION and statements[number].lead != NONE:
        number = statements[number].lead
        yield number


def headings(document: Document, section: int) -> Iterator[int]:
    """The headings that ``section`` stands below, its own first."""
    while section != NONE:
        yield document.headings[section]
        section = document.sections[section].parent


def introduces(document: Document, number: int) -> bool:
    """Whether statement ``number`` introduces a list, a table or a command: by itself it says little."""
    following = document.statements[number + 1 : number + 2]
    return bool(following) and following[0].lead == number and following[0].kind in _INTRODUCED


def led_by(document: Document, lead: int) -> list[int]:
    """What statement ``lead`` introduces; of a table its rows, of a listing its entries, without their heads."""
    statements = document.statements
    own = {n for n, s in enumerate(statements) if s.lead == lead and (s.header or s.kind is StatementKind.CODE)} | {
        lead
    }
    return [n for n, s in enumerate(statements) if s.lead in own and not (s.header or s.goes_on)]


def before_list(document: Document, number: int) -> int:
    """What introduces the list in which item ``number`` stands, or is right before it in its section; or ``NONE``."""
    statements = document.statements
    while statements[number].kind is _ITEM and statements[number].lead != NONE:
        number = statements[number].lead
    if statements[number].kind is not _ITEM:
        return number
    section = statements[number].section
    while number >= 0 and statements[number].kind is _ITEM:
        number -= 1
    return number if number >= 0 and statements[number].section == section else NONE


def unled_items(document: Document, number: int) -> list[int]:
    """The items right after statement ``number`` that nothing but another item introduces."""
    statements = document.statements

    def is_meant(item: int) -> bool:
        one, lead = statements[item], statements[item].lead
        under_item = lead == NONE or statements[lead].kind is _ITEM
        return one.kind is _ITEM and one.section == statements[number].section and under_item

    return list(takewhile(is_meant, range(number + 1, len(statements))))


def beside(document: Document, number: int) -> list[int]:
    """The first statements of the items of one list, that of item ``number`` among them.

    The list ends at whatever is no item, nor stands below one of it, as the command of a step does.
    """
    below = list(_in_list(document, number, range(number - 1, -1, -1)))[::-1]
    return [*below, number, *_in_list(document, number, range(number + 1, len(document.statements)))]


def _in_list(document: Document, number: int, others: Iterable[int]) -> Iterator[int]:
    """Those of ``others``, which go away from item ``number``, that are the next items of its list."""
    statements = document.statements
    own = statements[number]
    for other in others:
        one = statements[other]
        above = (statements[lead] for lead in leads_of(document, other))
        inside = one.kind is _ITEM or any(s.kind is _ITEM and s.lead == own.lead for s in above)
        if one.section != own.section or not inside:
            return
        begins = other == 0 or statements[other - 1].block != one.block
        if begins and one.block != own.block and one.lead == own.lead:
            yield other
