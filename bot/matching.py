"""Which of a question's terms a piece of text holds, and what they are worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from youju.index import Query, Retriever, fold, is_han, terms_of


class Bag:
    """The words of a text, ready to be asked for terms."""

    def __init__(self, words: Iterable[str], text: str = "") -> None:
        self.words = tuple(words)
        self.text = fold(text)

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(self.words) | frozenset(terms_of(self.words, ()).stem_pairs)

    def holds(self, alternatives: Iterable[str]) -> bool:
        """Whether one of ``alternatives`` is a word of the text; a Han term may also be cut otherwise there."""
        return any(
            term in self.terms or (len(term) > 1 and is_han(term[0]) and term in self.text) for term in alternatives
        )

    def __add__(self, other: Bag) -> Bag:
        return Bag((*self.words, *other.words), f"{self.text}\n{other.text}")


class AskedTerm(NamedTuple):
    """A content word of the question: as it stands there, its forms, its idf-weighted worth, how many units have it."""

    term: str
    surface: str
    forms: tuple[str, ...]
    worth: float
    weight: float
    frequency: int


@dataclass(frozen=True)
class Matcher:
    """The terms of one question weighed by one index. ``worth`` is weight times idf."""

    terms: tuple[AskedTerm, ...]

    @classmethod
    def of(cls, query: Query, retriever: Retriever) -> Matcher:
        seen: dict[str, AskedTerm] = {}
        for term in query.terms:
            own = "han_words" if is_han(term.term[0]) else "stem_pairs" if " " in term.term else "stems"
            by_field: dict[str, list[str]] = {own: [term.term]}
            for field, synonym in term.synonyms:
                by_field.setdefault(field, []).append(synonym)
            frequency = sum(retriever.frequency(field, terms) for field, terms in by_field.items())
            idf = retriever.idf_of(frequency)
            forms = tuple(dict.fromkeys([term.term, *(synonym for _, synonym in term.synonyms)]))
            surface = query.text[term.start : term.end]
            seen.setdefault(
                term.term, AskedTerm(term.term, surface, forms, term.weight * idf, term.weight, frequency)
            )
        return cls(tuple(seen.values()))

    @cached_property
    def total(self) -> float:
        return sum(term.worth for term in self.terms) or 1.0

    def held(self, bag: Bag) -> frozenset[str]:
        return frozenset(term.term for term in self.terms if bag.holds(term.forms))

    def coverage(self, held: frozenset[str]) -> float:
        """The share of the question's worth that ``held`` terms make up, 0 to 1."""
        return sum(term.worth for term in self.terms if term.term in held) / self.total

    @cached_property
    def content(self) -> tuple[AskedTerm, ...]:
        """The terms that are the question's subject, not its shape."""
        return tuple(term for term in self.terms if term.weight >= 1) or self.terms
