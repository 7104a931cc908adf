"""The words that carried an answer from one language to the other: as asked, and as the quote has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

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
        """Each pair of a word and its translation once, those of the most telling word first: where a deciding quote
        in the other language has the translation, and no deciding quote the word itself.
        """
        found: dict[tuple[str, str], Bridge] = {}
        decide = list(_deciding(evidence))
        crossed = [self._area(*one) for one in decide if one[0].language(one[1]) != self._language]
        if not crossed:
            return ()
        areas = crossed if len(crossed) == len(decide) else [self._area(*one) for one in decide]
        for term in sorted(self._matcher.content, key=lambda term: -term.essence):
            for form, words in _matches(term, crossed, areas):
                found.setdefault((term.term, form), Bridge(asked=term.surface, found=words))
        return tuple(found.values())

    def _area(self, record: Record, number: int) -> _Area:
        """A statement, and the words that name it."""
        text, statement = record.document.text, record.document.statements[number]
        return _Area("\n".join(span.of(text) for span in (statement.span, statement.label)), self._analyzer)


def _deciding(evidence: Evidence) -> Iterator[tuple[Record, int]]:
    """The quoted statements that answer by themselves; what they stand in carried nothing."""
    for point in evidence.points:
        for number in point.deciding or point.numbers:
            yield point.record, number


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


def _matches(term: AskedTerm, crossed: Sequence[_Area], areas: Iterable[_Area]) -> Iterator[tuple[str, str]]:
    """The translation by which ``term`` matched in each text, as a form and as it stands; none where one of ``areas``
    has it as itself.
    """
    own_script = is_han(term.term[0])
    own = [form for form in term.forms if is_han(form[0]) == own_script]
    if any(area.bag.holds(own) for area in areas):
        return
    for area in crossed:
        form = next((form for form in term.forms if form not in own and area.bag.holds((form,))), None)
        if form is not None:
            yield form, area.words(form)
