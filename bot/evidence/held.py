"""Which words of a question stand in a statement, in the titles above it, in what introduces it."""

from __future__ import annotations

import re

from youju.corpus import NONE, Span
from youju.index import HAN_RUN, Record, Shelf, fold
from youju.question.options import Flags
from youju.question.terms import Asked, Bag

from .candidate import Candidate


class Held:
    """The terms of one question in the documents of one index; every place is looked at once.

    ``flags`` are the options that the question names, in the case that the documents found have.
    """

    def __init__(self, asked: Asked, flags: Flags, shelf: Shelf) -> None:
        self._query = asked.query
        self._matcher = asked.matcher
        self._flags = flags
        self._shelf = shelf
        self._bags: dict[tuple[str, int], Bag] = {}
        self._held: dict[tuple[str, int], frozenset[str]] = {}
        self._headings: dict[tuple[str, int], frozenset[str]] = {}

    def bag(self, record: Record, number: int) -> Bag:
        """The words of statement ``number``."""
        key = (record.document.id, number)
        if key not in self._bags:
            statement = record.document.statements[number]
            text = statement.span.of(record.folded)
            if statement.cells:  # a row may have cells from rows above
                spans = dict.fromkeys((statement.span, *statement.cells))
                text = "\n".join(span.of(record.folded) for span in spans)
            self._bags[key] = Bag(record.words[number], text)
        return self._bags[key]

    def of(self, record: Record, number: int) -> frozenset[str]:
        """The question's terms in statement ``number`` itself."""
        key = (record.document.id, number)
        if key not in self._held:
            text = record.document.statements[number].span.of(record.document.text)
            self._held[key] = self._flags.kept(self._matcher.held(self.bag(record, number)), text)
        return self._held[key]

    def around(self, candidate: Candidate) -> frozenset[str]:
        """The question's terms in the statements just before and after, within the passage."""
        beside = (candidate.number - 1, candidate.number + 1)
        held = (self.of(candidate.record, number) for number in beside if number in candidate.in_passage)
        return frozenset[str]().union(*held)

    # Titles.

    def heading_bag(self, record: Record, section: int) -> Bag:
        """The words of the document's title and of the titles down to ``section``."""
        return Bag(record.heading_words(section), fold(_titles(record, section)))

    def headings(self, record: Record, section: int) -> frozenset[str]:
        """The question's terms in those titles."""
        key = (record.document.id, section)
        if key not in self._headings:
            held = self._matcher.held(self.heading_bag(record, section)) | self._named_in(record, section)
            self._headings[key] = self._flags.kept(held, _titles(record, section))
        return self._headings[key]

    def _named_in(self, record: Record, section: int) -> frozenset[str]:
        """The name of a document: held in all of it, and below titles with its parts: wick-server, Wick Server."""
        named = self._query.named
        if any(self._shelf.record(document) is record for document in self._query.documents):
            return named
        parts = {one for one in named if not any(one != other and other in one for other in named)}
        return named if named and parts <= set(record.heading_words(section)) else frozenset()

    def own_heading_cover(self, record: Record, section: int) -> float:
        """How much of the question stands in a section's own title, above all sections in the document's."""
        document = record.document
        title = fold(document.sections[section].title if section != NONE else document.title)
        return self._matcher.coverage(self._matcher.held(Bag(record.heads[section], title)))

    # What introduces a statement.

    def above(self, record: Record, number: int) -> frozenset[str]:
        """The question's terms in what introduces a statement: its lead-in, question, header row, run-in label, and of
        an entry of a listing how the listing begins.
        """
        statement = record.document.statements[number]
        held: frozenset[str] = frozenset()
        if statement.lead != NONE:
            held |= self.of(record, statement.lead)
        if statement.label.end > statement.label.start:
            held |= self._label(record, statement.label)
        return held | self._usage(record, number)

    def _label(self, record: Record, label: Span) -> frozenset[str]:
        """The label's own sentence holds its words already; this is for the sentences after it."""
        folded = fold(label.of(record.document.text))
        terms = self._matcher.terms
        return frozenset(term.term for term in terms if any(_stands_in(form, folded) for form in term.forms))

    def _usage(self, record: Record, number: int) -> frozenset[str]:
        """For an entry, where an option is asked for, the terms in what its listing begins with: the program's name."""
        statements = record.document.statements
        if not self._flags.asked or not statements[number].is_entry:
            return frozenset()
        while number and statements[number - 1].block == statements[number].block:
            number -= 1
        return frozenset() if statements[number].is_entry else self.of(record, number)


def label_bag(candidate: Candidate) -> Bag:
    """What names the statement's aspect: its run-in label, its row's first cell, its section's own title."""
    record, statement = candidate.record, candidate.statement
    texts = [span.of(record.folded) for span in (statement.label, *statement.cells[:1])]
    words = list(record.heads[statement.section]) if statement.section != NONE else []
    return Bag(words, "\n".join([*texts, *words]))


def _titles(record: Record, section: int) -> str:
    return "\n".join((record.document.title, *record.document.heading(section)))


def _stands_in(form: str, folded: str) -> bool:
    """Whether a text has ``form``, of Latin letters where a word begins."""
    if HAN_RUN.match(form):
        return form in folded
    return form in folded and re.search(rf"\b{re.escape(form)}", folded) is not None
