"""The words of a quote, and what a template is given to show it."""

from __future__ import annotations

from collections.abc import Sequence

from youju.corpus import NONE, Span, StatementKind, cell_words, plain
from youju.evidence.points import Point

from .answer import QuotedStatement
from .citations import CitedPlaces, place_of
from .layout import laid_out, marker

CODE = "code"
"""The form of a quote that is nothing but code."""


def quoted(group: Sequence[Point], numbers: CitedPlaces) -> QuotedStatement:
    """Points that say the same as one statement, in the words of the first; it cites those that have ``numbers``."""
    layout = laid_out(group[0])
    return QuotedStatement(
        text=layout.text,
        citations=tuple(numbers[place_of(point)] for point in group if place_of(point) in numbers),
        form=layout.form,
        heads=heads_of(group[0]),
        highlight=layout.highlight,
        code=layout.code,
    )


def template_values(statement: QuotedStatement, point: Point) -> dict[str, object]:
    """What a template is given of ``statement``, whose words are those of ``point``."""
    return {
        "text": statement.text,
        "form": statement.form,
        "marker": marker(point),
        "heads": statement.heads,
        "marks": f"\n{statement.marks}" if _ends_in_code(statement) else statement.marks,
    }


def _ends_in_code(statement: QuotedStatement) -> bool:
    """Whether the last line of a block is code, which has nothing behind it."""
    return any(end == len(statement.text) for _, end in statement.code)


def point_text(point: Point) -> str:
    """The words of a point's quote without markup."""
    return laid_out(point).text


def heads_of(point: Point) -> tuple[str, ...]:
    """The column heads of a row."""
    if point.first.kind is not StatementKind.ROW or point.first.header or point.first.lead == NONE:
        return ()
    document = point.record.document
    header = document.statements[point.first.lead]
    heads = (cell_words(document, Span(*cell)) for cell in header.cells)
    return tuple(plain(head, markup=document.markup, names=document.metadata) for head in heads)
