"""The words that carried an answer from one language to the other: as asked, and as the quote has them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from youju.corpus import NONE
from youju.evidence.points import Evidence
from youju.index import Analyzer, Record, Token, fold, is_han
from youju.question.terms import Asked, AskedTerm, Bag

from .answer import Bridge


class Bridges:
    """The bridges of one question.

    >>> Bridges(asked, analyzer).of(evidence)
    (Bridge(asked='容器', found='containers'),)
    """

    def __init__(self, asked: Asked, analyzer: Analyzer) -> None:
        self._matcher = asked.matcher
        self._language = asked.question.asked_in
        self._analyzer = analyzer

    def of(self, evidence: Evidence) -> tuple[Bridge, ...]:
        """Each pair of a word and its translation once, those of the most telling word first."""
        found: dict[tuple[str, str], Bridge] = {}
        crossed = [list(self._areas(record, number)) for record, number in self._crossed(evidence)]
        for term in sorted(self._matcher.content, key=lambda term: -term.essence):
            for areas in crossed:
                if (match := _match(term, areas)) is not None:
                    form, words = match
                    found.setdefault((term.term, form), Bridge(asked=term.surface, found=words))
        return tuple(found.values())

    def _crossed(self, evidence: Evidence) -> Iterator[tuple[Record, int]]:
        """The quoted statements that are in the other language."""
        for point in evidence.points:
            for number in point.numbers:
                if point.record.language(number) != self._language:
                    yield point.record, number

    def _areas(self, record: Record, number: int) -> Iterator[_Area]:
        """The statement, what introduces it, and the titles above it."""
        document, statement = record.document, record.document.statements[number]
        spans = [statement.span, statement.label]
        if statement.lead != NONE:
            spans.append(document.statements[statement.lead].span)
        texts = [span.of(document.text) for span in spans]
        for text in (*texts, "\n".join((*document.heading(statement.section), document.title))):
            yield _Area(text, self._analyzer)


class _Area:
    """A text in which a term may stand as itself or in translation."""

    def __init__(self, text: str, analyzer: Analyzer) -> None:
        self.text = text
        self._analyzer = analyzer

    @cached_property
    def bag(self) -> Bag:
        return Bag([token.term for token in self._tokens], fold(self.text))

    @cached_property
    def _tokens(self) -> list[Token]:
        return [token for token in self._analyzer.tokens(self.text) if not self._analyzer.is_stopword(token.term)]

    def words(self, form: str) -> str:
        """``form``, which the text has, as it stands there."""
        if is_han(form[0]):
            start = self.bag.text.find(form)
            return self.text[start : start + len(form)]
        pairs = ((f"{one.term} {two.term}", one.start, two.end) for one, two in pairwise(self._tokens))
        found = pairs if " " in form else iter(self._tokens)
        return min((self.text[start:end] for term, start, end in found if term == form), key=len, default="")


def _match(term: AskedTerm, areas: list[_Area]) -> tuple[str, str] | None:
    """The translation by which ``term`` matched, as a form and as it stands; none where it stands there as itself."""
    own_script = is_han(term.term[0])
    own = [form for form in term.forms if is_han(form[0]) == own_script]
    for area in areas:
        if area.bag.holds(own):
            return None
        for form in term.forms:
            if form not in own and area.bag.holds((form,)):
                return form, area.words(form)
    return None
