"""Which of a question's terms a piece of text holds, and what they are worth."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from youju.corpus import Span
from youju.index import (
    HAN_RUN,
    Analyzer,
    Naming,
    Query,
    QueryBuilder,
    QueryTerm,
    Searcher,
    Token,
    is_han,
    ranges_in,
    read_query,
)

from .reading import Question

_VALUE = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_COMPOUND = 2
"""Parts that a compound has at least."""


class Bag:
    """The words of a text and the text folded, ready to be asked for terms."""

    def __init__(self, words: Sequence[str], folded: str = "") -> None:
        self.words = tuple(words)
        self.text = folded

    @cached_property
    def terms(self) -> frozenset[str]:
        """Single words, and neighbours as a pair: the forms that a query looks for."""
        return frozenset(self.words).union(map(" ".join, pairwise(self.words)))

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
    """A content word of the question: as it stands there, its forms, its worth, how many passages have it, and how many
    of them as itself or one of its synonyms and not only in translation. ``essence`` is its worth scaled by how telling
    it is that a text lacks the word: a name says more than what everybody says about everything. ``parts`` are the
    shorter words that a Han word or a pair is made of, each with its share of it. A ``small`` one names nothing alone.
    """

    term: str
    surface: str
    forms: tuple[str, ...]
    worth: float
    weight: float
    frequency: int
    own: int
    essence: float
    parts: tuple[tuple[str, float], ...] = ()
    small: bool = False

    def degree(self, held: frozenset[str]) -> float:
        """How far ``held`` terms have this one, 0 to 1: in parts, if not as a whole."""
        if self.term in held or not self.parts:
            return float(self.term in held)
        return sum(share for part, share in self.parts if part in held)


_Places = Mapping[str, Sequence[tuple[int, int]]]
"""Terms to where they stand in a question."""


def _places(terms: Iterable[QueryTerm]) -> _Places:
    found: dict[str, list[tuple[int, int]]] = {}
    for term in terms:
        found.setdefault(term.term, []).append((term.start, term.end))
    return found


def _is_inside(part: str, whole: str, places: _Places) -> bool:
    """Whether one term stands in a question nowhere but inside another one, longer than itself."""
    around = places[whole]
    return all(
        any(first <= start and end <= last and end - start < last - first for first, last in around)
        for start, end in places[part]
    )


def _is_part(term: AskedTerm, others: Iterable[AskedTerm], places: _Places) -> bool:
    """Whether ``term`` is part of a longer word of the question: one that the documents have, or of Han characters."""
    return any(
        (other.frequency or is_han(other.term[0])) and _is_inside(term.term, other.term, places) for other in others
    )


def _in_parts(term: AskedTerm, others: Iterable[AskedTerm], places: _Places, whole: float) -> AskedTerm:
    """A Han word or a pair with the shorter words that it is made of, each with its share of what ``whole`` leaves."""
    if not is_han(term.term[0]) and " " not in term.term:
        return term
    inside = [other for other in others if _is_inside(other.term, term.term, places)]
    total = sum(part.worth for part in inside)
    return term._replace(parts=tuple((part.term, (1 - whole) * part.worth / total) for part in inside if total))


def _is_written_apart(term: QueryTerm, terms: Iterable[QueryTerm], searcher: Searcher) -> bool:
    """Whether a compound that no document has stands in one as its parts side by side: type-1, Type 1."""
    inside = [other for other in terms if term.start <= other.start and other.end <= term.end]
    words = (other for other in inside if other.term != term.term and " " not in other.term)
    parts = sorted(words, key=lambda part: part.start)
    if is_han(term.term[0]) or len(parts) < _COMPOUND or searcher.frequency_of([(term.field, term.term)]):
        return False
    return all(searcher.frequency("stem_pairs", (f"{one.term} {two.term}",)) for one, two in pairwise(parts))


@dataclass(frozen=True)
class Matcher:
    """The terms of one question weighed by one index; ``words`` are the same with the parts of longer ones."""

    terms: tuple[AskedTerm, ...]
    words: tuple[AskedTerm, ...]

    @classmethod
    def of(
        cls, query: Query, asked: str, searcher: Searcher, analyzer: Analyzer, weights: Mapping[str, float]
    ) -> Matcher:
        """Words that only shape the question count for little, unless there are no others.

        ``asked`` is the text of the query with its letters as the asker wrote them.
        """
        shape = weights["question_words"] if any(term.weight >= 1 for term in query.terms) else 1.0
        seen: dict[str, AskedTerm] = {}
        among_han = HAN_RUN.search(asked) is not None
        for term in query.terms:
            if _is_written_apart(term, query.terms, searcher):
                continue
            own_forms = [(term.field, term.term), *term.synonyms]
            known = [*own_forms, *term.translations]
            frequency = searcher.frequency_of(known)
            worth = (searcher.idf_of(searcher.frequency_of([*known, *term.near])) + weights["idf_floor"]) * (
                1.0 if term.weight >= 1 else shape
            )
            others = (form for _, form in (*term.synonyms, *term.translations, *term.near))
            forms = tuple(dict.fromkeys([term.term, *others]))
            surface = asked[term.start : term.end]
            essence = worth * telling(term.term, surface, analyzer, weights, among_han=among_han)
            owned = searcher.frequency_of(own_forms)
            small = analyzer.background(term.term).is_small(term.term)
            seen.setdefault(
                term.term,
                AskedTerm(term.term, surface, forms, worth, term.weight, frequency, owned, essence, small=small),
            )
        places = _places(query.terms)
        words = tuple(_in_parts(term, seen.values(), places, weights["whole"]) for term in seen.values())
        return cls(tuple(term for term in words if not _is_part(term, words, places)), words)

    @cached_property
    def total(self) -> float:
        return sum(term.worth for term in self.terms) or 1.0

    @cached_property
    def _owners(self) -> Mapping[str, tuple[str, ...]]:
        """Form to the terms that it is a form of."""
        owners: dict[str, tuple[str, ...]] = {}
        for term in self.words:
            for form in term.forms:
                owners[form] = (*owners.get(form, ()), term.term)
        return owners

    @cached_property
    def _han_forms(self) -> tuple[str, ...]:
        return tuple(form for form in self._owners if is_han_word(form))

    @cached_property
    def _values(self) -> tuple[tuple[str, float], ...]:
        """The forms that are numbers, which a range of numbers holds too."""
        return tuple((form, float(form)) for form in self._owners if _VALUE.fullmatch(form))

    def held(self, bag: Bag) -> frozenset[str]:
        """The question's words that ``bag`` has in one of their forms, parts of longer ones among them."""
        found = bag.terms.intersection(self._owners)
        found |= {form for form in self._han_forms if form in bag.text}
        if self._values:
            ranges = tuple(ranges_in(bag.text))
            found |= {form for form, value in self._values if any(low <= value <= high for low, high in ranges)}
        return frozenset(term for form in found for term in self._owners[form])

    def coverage(self, held: frozenset[str]) -> float:
        """The share of the question's worth that ``held`` terms make up, 0 to 1."""
        if held not in self._coverages:
            self._coverages[held] = sum(term.worth * term.degree(held) for term in self.terms) / self.total
        return self._coverages[held]

    @cached_property
    def _coverages(self) -> dict[frozenset[str], float]:
        """What is known already: many statements hold the same few terms."""
        return {}

    def essential(self, held: frozenset[str]) -> float:
        """The same share with each term counted by its essence."""
        total = sum(term.essence for term in self.terms) or 1.0
        return sum(term.essence * term.degree(held) for term in self.terms) / total

    @property
    def asks(self) -> bool:
        """Whether anything is asked about, as in "What can you do?" there is not."""
        return any(term.weight >= 1 for term in self.terms)

    @cached_property
    def content(self) -> tuple[AskedTerm, ...]:
        """The terms that are the question's subject, not its shape."""
        return tuple(term for term in self.terms if term.weight >= 1) or self.terms


def _is_cut_by_guess(term: str, analyzer: Analyzer, weights: Mapping[str, float]) -> bool:
    """Whether two characters are taken for a word that no dictionary has, and one of them is a common word: 前先."""
    if len(term) != weights["guessed_length"] or analyzer.dictionary_frequency(term):
        return False
    return any(analyzer.dictionary_frequency(character) >= weights["common_character"] for character in term)


def telling(
    term: str, surface: str, analyzer: Analyzer, weights: Mapping[str, float], *, among_han: bool = False
) -> float:
    """How much it says that a text lacks a word, 0 to 1: by how common it is in Chinese, by its capitals in English.

    A Latin word ``among_han`` is a name.
    """
    if not is_han(term[0]):
        if among_han or any(character.isupper() or character.isdigit() for character in surface):
            return 1.0
        return weights["everyday_latin"] if analyzer.is_everyday(term.rpartition(" ")[2]) else weights["plain_latin"]
    if _is_cut_by_guess(term, analyzer, weights):
        return weights["guessed"]
    background = analyzer.background(term)
    excess = math.log10(background.frequency + 1) - weights["familiar_from"]
    rare = max(weights["familiar_least"], 1 - weights["familiar_slope"] * max(0.0, excess))
    if background.names:
        return rare
    return rare * (weights["verb"] if background.is_verb else weights["small_word"])


@dataclass(frozen=True)
class Asked:
    """A question as one index sees it: what it asks, the documents that it names, its terms with their worth.

    ``sought`` is what passages are ranked by: ``query`` with what is only said beside it.
    """

    question: Question
    query: Query
    naming: Naming
    matcher: Matcher
    sought: Query


def weigh(question: Question, builder: QueryBuilder, searcher: Searcher, weights: Mapping[str, float]) -> Asked:
    """``weights`` are ``[matching]`` of weights.toml."""
    plain = without_idle(question, builder)
    query, naming = read_query(plain, builder, searcher.shelf)
    matcher = Matcher.of(query, question.plain_as_asked, searcher, builder.analyzer, weights)
    beside = " ".join(span.of(question.read_as) for span in question.background)
    sought = query.beside(builder.build(beside), weights["background"]) if beside else query
    return Asked(question, query, naming, matcher, sought)


def without_idle(question: Question, builder: QueryBuilder) -> str:
    """The plain question, as long as it is, without the words by which it is asked: no words are made across them.

    Those that are part of a word stay, the 会 of 会员, and those that are known to shape questions: 什么.
    """
    plain = question.plain
    tokens = list(builder.analyzer.tokens(plain)) if question.idle else []
    for span in question.idle:
        met = [token for token in tokens if token.start < span.end and span.start < token.end]
        if all(_shapes(token.term, builder) for token in met) or any(_keeps(t, span, builder.analyzer) for t in met):
            continue
        plain = f"{plain[: span.start]}{' ' * (span.end - span.start)}{plain[span.end :]}"
    return plain if any(map(str.isalnum, plain)) else question.plain


def _shapes(term: str, builder: QueryBuilder) -> bool:
    return builder.is_question_word(term) or builder.analyzer.is_stopword(term)


def _keeps(token: Token, span: Span, analyzer: Analyzer) -> bool:
    """Whether a word that meets ``span`` goes on outside it, and is one, and not two that stand side by side: 能退."""
    if span.start <= token.start and token.end <= span.end:
        return False
    return not is_han(token.term[0]) or analyzer.is_one_word(token.term)
