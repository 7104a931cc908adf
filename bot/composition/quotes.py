"""The words of a quote, and what a template is given to show it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from youju.corpus import NONE, Span, StatementKind, cell_words, outdented, plain, read_span, wording
from youju.corpus.navigation import beside
from youju.evidence.points import Point, number_of

from .answer import QuotedStatement
from .citations import CitedPlaces, place_of

_DIGITS = re.compile(r"\d+")


def quoted(group: Sequence[Point], numbers: CitedPlaces) -> QuotedStatement:
    """Points that say the same as one statement, in the words of the first."""
    return QuotedStatement(
        text=point_text(group[0]),
        citations=tuple(numbers[place_of(point)] for point in group),
        form=group[0].form,
        heads=_heads(group[0]),
    )


def template_values(statement: QuotedStatement, point: Point) -> dict[str, object]:
    """What a template is given of ``statement``, whose words are those of ``point``."""
    return {
        "text": statement.text,
        "form": statement.form,
        "marker": _marker(point),
        "heads": statement.heads,
        "marks": statement.marks,
    }


def point_text(point: Point) -> str:
    """The words of a point's quote without markup."""
    document = point.record.document
    if len(point.numbers) == 1:
        return wording(document, point.first)
    code = point.first.kind is StatementKind.CODE
    if code and not point.first.is_entry:
        return outdented(document.text, point.span)
    return plain(read_span(document, point.span), markup=document.markup, code=code, names=document.metadata)


def _heads(point: Point) -> tuple[str, ...]:
    """The column heads of a row."""
    if point.first.kind is not StatementKind.ROW or point.first.lead == NONE:
        return ()
    document = point.record.document
    header = document.statements[point.first.lead]
    heads = (cell_words(document, Span(*cell)) for cell in header.cells)
    return tuple(plain(head, markup=document.markup, names=document.metadata) for head in heads)


def _marker(point: Point) -> str:
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
