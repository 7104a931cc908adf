"""A statement that may be evidence, and what can be seen of it without knowing the question."""

from __future__ import annotations

from dataclasses import dataclass, field

from youju.corpus import Statement, StatementKind
from youju.index import Hit, Record

_NOT_EVIDENCE = frozenset({StatementKind.HEADING, StatementKind.QUESTION})


@dataclass
class Candidate:
    """``held`` are the question's terms in it, ``held_around`` those in it and in its headings, lead-in and label."""

    record: Record
    number: int
    hit: Hit
    held: frozenset[str] = frozenset()
    held_around: frozenset[str] = frozenset()
    features: dict[str, float] = field(default_factory=dict)
    score: float = 0.0

    @property
    def statement(self) -> Statement:
        return self.record.document.statements[self.number]

    @property
    def text(self) -> str:
        return self.statement.span.of(self.record.document.text)

    @property
    def folded(self) -> str:
        return self.statement.span.of(self.record.folded)

    @property
    def key(self) -> tuple[str, int]:
        return self.record.document.id, self.number

    @property
    def in_passage(self) -> range:
        """The statements of its passage."""
        passage = self.record.passages[self.hit.ref.passage]
        return range(passage.first, passage.last)


def can_be_evidence(statement: Statement) -> bool:
    return statement.kind not in _NOT_EVIDENCE and not statement.header


def first_of_passage(candidate: Candidate) -> int:
    """The first statement of the candidate's passage that is no heading."""
    statements = candidate.record.document.statements
    number = candidate.in_passage.start
    while number < candidate.number and statements[number].kind in _NOT_EVIDENCE:
        number += 1
    return number


def is_listing(statement: Statement, text: str, line_ends: float) -> bool:
    """Whether a statement is a program or what one prints: ``line_ends`` or more, with words that nobody asks for."""
    code = statement.kind is StatementKind.CODE and not statement.is_entry
    return code and text.strip().count("\n") >= line_ends
