"""Which of a question's terms a piece of text holds, and what they are worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from youju.index import Query, Retriever, is_han


class Bag:
    """The words of a text and the text folded, ready to be asked for terms."""

    def __init__(self, words: Sequence[str], folded: str = "") -> None:
        self.words = tuple(words)
        self.text = folded

    @cached_property
    def terms(self) -> frozenset[str]:
        """Single words, and neighbours as a pair: the forms that a query looks for."""
        pairs = (f"{one} {two}" for one, two in zip(self.words, self.words[1:], strict=False))
        return frozenset(self.words).union(pairs)

    def holds(self, forms: Iterable[str]) -> bool:
        """Whether one of ``forms`` is a word of the text; a Han form may also be cut otherwise there."""
        return any(form in self.terms or (is_han_word(form) and form in self.text) for form in forms)

    def holds_all(self, terms: Iterable[Iterable[str]]) -> bool:
        """Whether each of ``terms``, given by its forms, is in the text."""
        return all(self.holds(forms) for forms in terms)

    def __add__(self, other: Bag) -> Bag:
        return Bag((*self.words, *other.words), f"{self.text}\n{other.text}")


def is_han_word(form: str) -> bool:
    return len(form) > 1 and form[0] >= "\u3400"


class AskedTerm(NamedTuple):
    """A content word of the question: as it stands there, its forms, its worth, how many passages have it."""

    term: str
    surface: str
    forms: tuple[str, ...]
    worth: float
    weight: float
    frequency: int


def _is_part(term: AskedTerm, others: Iterable[AskedTerm]) -> bool:
    """Whether ``term`` is part of a longer word of the question that the documents have."""
    return any(
        other.frequency and len(other.surface) > len(term.surface) and term.surface in other.surface for other in others
    )


@dataclass(frozen=True)
class Matcher:
    """The terms of one question weighed by one index."""

    terms: tuple[AskedTerm, ...]

    @classmethod
    def of(cls, query: Query, asked: str, retriever: Retriever, weights: Mapping[str, float]) -> Matcher:
        """Words that only shape the question count for little, unless there are no others.

        ``asked`` is the text of the query with its letters as the asker wrote them.
        """
        shape = weights["question_words"] if any(term.weight >= 1 for term in query.terms) else 1.0
        seen: dict[str, AskedTerm] = {}
        for term in query.terms:
            own = "han_words" if is_han(term.term[0]) else "stem_pairs" if " " in term.term else "stems"
            by_field: dict[str, list[str]] = {own: [term.term]}
            for field, synonym in term.synonyms:
                by_field.setdefault(field, []).append(synonym)
            frequency = sum(retriever.frequency(field, terms) for field, terms in by_field.items())
            worth = (retriever.idf_of(frequency) + weights["idf_floor"]) * (1.0 if term.weight >= 1 else shape)
            forms = tuple(dict.fromkeys([term.term, *(synonym for _, synonym in term.synonyms)]))
            surface = asked[term.start : term.end]
            seen.setdefault(term.term, AskedTerm(term.term, surface, forms, worth, term.weight, frequency))
        return cls(tuple(term for term in seen.values() if not _is_part(term, seen.values())))

    @cached_property
    def total(self) -> float:
        return sum(term.worth for term in self.terms) or 1.0

    @cached_property
    def _owners(self) -> Mapping[str, tuple[str, ...]]:
        """Form to the terms that it is a form of."""
        owners: dict[str, tuple[str, ...]] = {}
        for term in self.terms:
            for form in term.forms:
                owners[form] = (*owners.get(form, ()), term.term)
        return owners

    @cached_property
    def _han_forms(self) -> tuple[str, ...]:
        return tuple(form for form in self._owners if is_han_word(form))

    def held(self, bag: Bag) -> frozenset[str]:
        """The question's terms that ``bag`` has in one of their forms."""
        found = bag.terms.intersection(self._owners)
        found |= {form for form in self._han_forms if form in bag.text}
        return frozenset(term for form in found for term in self._owners[form])

    def coverage(self, held: frozenset[str]) -> float:
        """The share of the question's worth that ``held`` terms make up, 0 to 1."""
        return sum(term.worth for term in self.terms if term.term in held) / self.total

    @cached_property
    def content(self) -> tuple[AskedTerm, ...]:
        """The terms that are the question's subject, not its shape."""
        return tuple(term for term in self.terms if term.weight >= 1) or self.terms
