"""The beginning of the document that a definition asks about: what is called by its name is defined there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from youju.corpus import NONE
from youju.index import Hit, PassageRef, Record, Shelf
from youju.question.kinds import Kind
from youju.question.terms import Asked

from .candidate import Candidate, can_be_evidence
from .cues import Cues


class Beginning:
    """The first passage that says something, of the document that a definition names; of other questions none."""

    def __init__(self, asked: Asked, shelf: Shelf, cues: Cues) -> None:
        self._asked = asked
        self._shelf = shelf
        self._cues = cues

    @cached_property
    def passage(self) -> PassageRef | None:
        naming = self._asked.naming
        if not naming.documents or not _defines(self._asked):
            return None
        document = naming.documents[0]
        record = self._shelf.record(document)
        for number, passage in enumerate(record.passages):
            if any(self._says_something(record, place) for place in range(passage.first, passage.last)):
                return self._shelf.ref(document, number)
        return None

    def among(self, hits: Sequence[Hit]) -> Sequence[Hit]:
        """``hits`` and, as good as the best of them, the beginning where it is none of them."""
        if self.passage is None or any(hit.ref.unit == self.passage.unit for hit in hits):
            return hits
        return [*hits, Hit(self.passage, hits[0].score if hits else 1.0, len(hits) + 1)]

    def is_of(self, record: Record) -> bool:
        """Whether it is this document that is asked about by its name."""
        return self.passage is not None and self._shelf.record(self.passage.document) is record

    def is_first(self, candidate: Candidate) -> bool:
        """Whether a statement is the first that says something: it says what that is which is asked about."""
        if self.passage is None or candidate.hit.ref.unit != self.passage.unit:
            return False
        said = (number for number in candidate.in_passage if self._says_something(candidate.record, number))
        return candidate.number == next(said, NONE)

    def _says_something(self, record: Record, number: int) -> bool:
        statement = record.document.statements[number]
        return can_be_evidence(statement) and not self._cues.only_navigates(statement.span.of(record.folded))


def _defines(asked: Asked) -> bool:
    """Whether a definition is asked for of what names documents, and of nothing besides."""
    if asked.question.kind is not Kind.DEFINITION:
        return False
    query, named = asked.query, asked.naming.terms
    content = (term for term in query.terms if term.weight >= 1 or term.term in named)
    words = {term.term for term in content if query.text[term.start : term.end] in asked.question.subject}
    return bool(words) and words <= named
