"""Rows of tables and items of lists that are named for what a question compares."""

from __future__ import annotations

from collections.abc import Sequence

from youju.corpus import NONE, StatementKind
from youju.corpus.navigation import leads_of
from youju.evidence.candidate import Candidate
from youju.evidence.points import Point
from youju.index import Record
from youju.question.sides import Side
from youju.question.terms import Bag

from .both_sides import Compared


def table_beside(asked: Compared, candidate: Candidate) -> list[Point]:
    """The rows of the largest table of the candidate's document whose column heads are both sides."""
    record = candidate.record
    tables: dict[int, list[Point]] = {}
    for number, statement in enumerate(record.document.statements):
        if statement.kind is StatementKind.ROW and not statement.header and statement.lead != NONE:
            tables.setdefault(statement.lead, []).append(Point(record, (number,)))
    fitting = [rows for lead, rows in tables.items() if asked.holds_both(asked.findings.held.bag(record, lead))]
    return max((rows for rows in fitting if len(rows) > 1), key=len, default=[])


def paired_rows(asked: Compared) -> list[Point]:
    """Two rows or items of one table or list, each named for one side; those in the asker's language before others."""
    for candidate in sorted(asked.findings.ranked, key=lambda c: -c.features["same_language"]):
        record, lead = candidate.record, candidate.statement.lead
        if lead == NONE or _named_for(asked, record, candidate.number) is None:
            continue
        beside = [number for number, statement in enumerate(record.document.statements) if statement.lead == lead]
        named = {_named_for(asked, record, number): number for number in reversed(beside)}
        if 0 in named and 1 in named:
            return [Point(record, (named[0],)), Point(record, (named[1],))]
    return []


def _named_for(asked: Compared, record: Record, number: int) -> int | None:
    """The side that a row's first cell or an item's label is the name of."""
    statement = record.document.statements[number]
    span = statement.cells[0] if statement.cells else statement.label
    if span.end <= span.start or statement.kind not in {StatementKind.ROW, StatementKind.ITEM}:
        return None
    text = span.of(record.folded)
    words = asked.findings.reader.words(text)
    for place, side in enumerate(asked.sides):
        if _names(side, words) and not _names(asked.sides[1 - place], words):
            named = Bag(words, text)
            rest = [forms for forms in side if not named.holds(forms)]
            return place if _around(asked, record, number).holds_all(rest) else None
    return None


def _names(side: Side, words: Sequence[str]) -> bool:
    """Whether ``words`` are a name of the side: words of it, and no others."""
    forms = {word for forms in side for form in forms for word in form.split(" ")}
    return bool(words) and forms.issuperset(words)


def _around(asked: Compared, record: Record, number: int) -> Bag:
    """The words of the titles, the lead-in and the column heads of a row or an item."""
    held = asked.findings.held
    bag = held.heading_bag(record, record.document.statements[number].section)
    for lead in leads_of(record.document, number):
        bag = bag + held.bag(record, lead)
    return bag
