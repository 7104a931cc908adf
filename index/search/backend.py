"""The seam of retrieval: what the later stages ask of an index, whatever holds it.

No array with a number for each passage leaves a backend. ``Retriever`` over a ``Snapshot`` is the first one and the
reference: another has to give the same hits on a set that both can hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from youju.corpus import Passage
from youju.index.meaning.meanings import QuestionMeaning
from youju.index.storage.numbering import PassageRef
from youju.index.storage.records import Record
from youju.index.terms.base import TermBase
from youju.index.translation.translations import FieldForm, Translations

from .bm25 import inverse_document_frequency
from .query import Query


class Hit(NamedTuple):
    """``score`` is comparable within one run only; ``rank`` counts from 1. ``words`` is what words alone give, where
    ``score`` has meaning in it, too.
    """

    ref: PassageRef
    score: float
    rank: int
    words: float | None = None


def by_words(hits: Iterable[Hit]) -> list[Hit]:
    """The hits as words alone rank them: meaning says where to look, words how much of the question stands there."""
    scored = [hit._replace(score=hit.score if hit.words is None else hit.words) for hit in hits]
    ordered = sorted(scored, key=lambda hit: -round(hit.score, 9))
    return [hit._replace(rank=rank) for rank, hit in enumerate(ordered, 1)]


class Shelf(Protocol):
    """The documents of one published index by number, and the words that mending and naming look among."""

    @property
    def passages(self) -> int:
        """How many there are."""
        ...

    @property
    def content(self) -> str:
        """Names what the index holds: equal content, equal answers."""
        ...

    @property
    def translations(self) -> Translations:
        """The terms of this index that translate a word."""
        ...

    @property
    def terms(self) -> TermBase:
        """The terms that the documents explain."""
        ...

    @property
    def numbers(self) -> Mapping[str, int]:
        """Document id to its number."""
        ...

    @property
    def files(self) -> Mapping[str, Mapping[tuple[str, ...], tuple[int, ...]]]:
        """By their first word the names of the documents' files, each with the documents that have it, what introduces
        the others first.
        """
        ...

    def __len__(self) -> int:
        """How many documents there are."""
        ...

    def record(self, number: int) -> Record:
        """The same object each time; raises ``StoreCorrupt``."""
        ...

    def records(self) -> Iterator[Record]:
        """All of them, in the order of their numbers."""
        ...

    def ref(self, document: int, passage: int) -> PassageRef:
        """Passage number ``passage`` of a document, as a hit names it."""
        ...

    def passage(self, ref: PassageRef) -> Passage:
        """The passage that a hit names."""
        ...

    def passages_of(self, document: int) -> int:
        """How many passages a document has; it need not be decoded for that."""
        ...

    def words(self, field: str) -> Mapping[str, int]:
        """The terms of a field, sorted, with the number of passages or statements that have each."""
        ...

    def frequency_in(self, documents: Iterable[int], field: str, term: str) -> int:
        """How many passages of ``documents`` have ``term`` in a field of passages."""
        ...

    def owner_of(self, term: str, least: int) -> int | None:
        """Of the documents with ``least`` passages or more the one that has ``term`` in the titles of all of them;
        none where there are several.
        """
        ...


class Searcher(Protocol):
    """Ranks the passages of one published index, and says how telling words are in it. Safe to use from several
    threads. What ``idf_of`` and ``frequency_of`` say follows from the rest.
    """

    @property
    def shelf(self) -> Shelf:
        """The documents that are searched."""
        ...

    def search(self, query: Query, top: int = 10) -> list[Hit]:
        """The ``top`` passages with a score above zero, best first; equal scores in the order of the index."""
        ...

    def shares(self, query: Query, ref: PassageRef) -> dict[str, float]:
        """What each field gives the score of one passage, the greatest first; "meaning" is by how much it is another
        score than that of words, be it a lower one.
        """
        ...

    def possible(self, query: Query) -> float:
        """The score of a passage that held every known term of ``query`` as often as counts; above 0."""
        ...

    def share_of_others(self, query: Query) -> float:
        """The share of the passages that are in the other language than the question."""
        ...

    def meaning(self, question: str) -> QuestionMeaning | None:  # noqa: ARG002 (a backend need not have vectors)
        """How near what the documents mean comes to a question, in words or across languages; none without vectors."""
        return None

    def frequency(self, name: str, alternatives: Iterable[str]) -> int:
        """How many units of a field hold one of the terms."""
        ...

    def frequency_of(self, forms: Iterable[FieldForm]) -> int:
        """How many units hold one of the forms, summed over the fields."""
        by_field: dict[str, list[str]] = {}
        for name, term in forms:
            by_field.setdefault(name, []).append(term)
        return sum(self.frequency(name, terms) for name, terms in by_field.items())

    def idf_of(self, frequency: int) -> float:
        """How telling a term is that stands in ``frequency`` passages of this index."""
        total = self.shelf.passages
        return inverse_document_frequency(total, min(frequency, total))
