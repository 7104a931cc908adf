"""A question as the index sees it: its terms with their weights, and what to look for in each field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from youju.corpus import MOST_FLAGS
from youju.index.analysis.analyzer import Analyzer, Token, terms_of
from youju.index.analysis.folding import HAN_RUN, fold, is_han
from youju.index.analysis.numerals import english, value_of
from youju.index.storage.layout import ALL_FIELDS, SENTENCE_HAN, SENTENCE_STEMS, TITLE
from youju.index.translation.translations import FieldForm, Translated, Translations

from .bm25 import FieldTerm
from .variants import Variants, Words

_VERSION = re.compile(r"v?\d+(?:\.\d+)+")
_HAN_SHAPES = ("han_bigrams", "han_chars")
_WORD_FIELDS = {"han_words": (TITLE, SENTENCE_HAN), "stems": (TITLE, SENTENCE_STEMS)}


class FieldWeight(NamedTuple):
    """How much a field counts and its BM25 parameters."""

    weight: float
    k1: float = 1.2
    b: float = 0.75


@dataclass(frozen=True)
class RetrievalWeights:
    """``crossing`` weighs the fields of passages in the other language. ``question_words`` scales the words that only
    shape a question; ``synonyms`` scales what a synonym finds.

    ``cross_language`` and ``most_balance``: see ``crossing.balance``. ``named_words`` scales the words that name a
    document, outside its titles; ``named_document`` is the share of the best score that its passages have ahead,
    of which there have to be ``named_passages`` for a name to tell them apart,
    ``flags`` that of passages with the options that are asked for, or below a title with the version. ``meaning``,
    ``meaning_added``: see ``Fusion``.
    """

    fields: Mapping[str, FieldWeight] = field(default_factory=lambda: {name: FieldWeight(1.0) for name in ALL_FIELDS})
    crossing: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(ALL_FIELDS, 1.0))
    question_words: float = 0.2
    synonyms: float = 1.0
    cross_language: float = 0.8
    most_balance: float = 4.0
    named_words: float = 1.0
    named_document: float = 0.0
    named_passages: int = 5
    flags: float = 0.0
    meaning: float = 0.0
    meaning_added: int = 8
    engine: str = "auto"


class QueryTerm(NamedTuple):
    """A content word of the question, or two neighbouring stems that mean something together.

    ``synonyms`` are the glossary's and ``translations`` the dictionary's ``(field, term)`` pairs; ``near`` are words
    that help to explain this one.
    """

    term: str
    start: int
    end: int
    weight: float
    synonyms: tuple[FieldForm, ...] = ()
    translations: tuple[FieldForm, ...] = ()
    near: tuple[FieldForm, ...] = ()

    @property
    def field(self) -> str:
        """The field of the index in which the term itself is looked for."""
        return "han_words" if is_han(self.term[0]) else "stem_pairs" if " " in self.term else "stems"


@dataclass(frozen=True)
class Query:
    """A question as the index sees it: its content terms, and the terms to look for in each field.

    ``crossing`` is the same for passages in the other language, where words are also looked for in translation.
    ``pairs`` are its own Han bigrams and pairs of stems, ``pieces`` its Han characters and four-letter pieces.
    ``named`` are those of its terms that name the ``documents``, and no part of ``pairs`` and ``pieces``; ``flags``
    those that name an option of a command.
    """

    text: str
    terms: tuple[QueryTerm, ...]
    fields: Mapping[str, tuple[FieldTerm, ...]]
    crossing: Mapping[str, tuple[FieldTerm, ...]] = field(default_factory=dict)
    pairs: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    documents: tuple[int, ...] = ()

    def beside(self, other: Query, weight: float) -> Query:
        """This query, with what ``other`` looks for in its fields added at a share of its weight, only to rank."""
        return replace(
            self,
            fields=_with_lighter(self.fields, other.fields, weight),
            crossing=_with_lighter(self.crossing, other.crossing or other.fields, weight),
        )

    @property
    def flags(self) -> frozenset[str]:
        """Those of its terms that name an option, the first ``MOST_FLAGS``."""
        flags = dict.fromkeys(term.term for term in self.terms if term.term.startswith("-"))
        return frozenset(islice(flags, MOST_FLAGS))

    @property
    def versions(self) -> frozenset[str]:
        """Those of its terms that name a version: "2.1.0"."""
        return frozenset(term.term for term in self.terms if _VERSION.fullmatch(term.term))


def _with_lighter(
    own: Mapping[str, tuple[FieldTerm, ...]], other: Mapping[str, tuple[FieldTerm, ...]], weight: float
) -> Mapping[str, tuple[FieldTerm, ...]]:
    """``own`` with the terms of ``other`` at a share of their weight, where it looks for anything."""
    lighter = {
        name: tuple(FieldTerm(term.alternatives, term.weight * weight) for term in other.get(name, ())) for name in own
    }
    return {name: terms + lighter[name] if terms else terms for name, terms in own.items()}


class Thesaurus:
    """The synonyms of a lexicon as index terms: a form of one or two words to the terms of its other forms.

    A form of one word is a term of a word field, of two words a term of the pair field. A longer form, or one of mixed
    script, has no place in the index and is left out; so no dictionary is needed to read the lexicon.
    """

    def __init__(self, groups: Iterable[Sequence[str]], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._groups: list[Sequence[str]] = list(groups)
        self._owners: dict[str, list[int]] = {}
        for number, group in enumerate(self._groups):
            for form in filter(None, map(self._form, group)):
                self._owners.setdefault(form[1], []).append(number)

    def _form(self, text: str) -> tuple[str, str] | None:
        if HAN_RUN.fullmatch(text):
            return "han_words", fold(text)
        words = [] if HAN_RUN.search(text) else self._analyzer.words(text)
        if len(words) not in {1, 2}:
            return None
        return ("stems", words[0]) if len(words) == 1 else ("stem_pairs", " ".join(words))

    def of(self, term: str) -> tuple[tuple[str, str], ...]:
        """Field and term of the other forms of what ``term`` names, in the order of the lexicon."""
        forms = (self._form(text) for number in self._owners.get(term, ()) for text in self._groups[number])
        return tuple(dict.fromkeys(form for form in forms if form and form[1] != term))


class QueryBuilder:
    """Turns questions into queries with the analyzer that made the index, and the ``translations`` that it has.

    ``words`` gives the terms of a field of the index, by which a word is also found as the index writes it.
    """

    def __init__(
        self,
        analyzer: Analyzer,
        weights: RetrievalWeights,
        translations: Translations | None = None,
        words: Words | None = None,
    ) -> None:
        self.analyzer = analyzer
        self.weights = weights
        self._translations = translations or Translations()
        self._variants = Variants(analyzer, words) if words is not None else None
        self._question_words = frozenset(map(analyzer.stem, analyzer.lexicon.question_words))

    @cached_property
    def thesaurus(self) -> Thesaurus:
        return Thesaurus(self.analyzer.lexicon.synonyms, self.analyzer)

    def is_question_word(self, term: str) -> bool:
        return term in self._question_words

    def question_weight(self, term: str) -> float:
        """1 for a content word, less for one that only shapes a question."""
        return self.weights.question_words if self.is_question_word(term) else 1.0

    def build(self, text: str, named: frozenset[str] = frozenset()) -> Query:
        """``named`` are terms that name a document: all of its passages are about them, whether they say so or not."""
        terms = tuple(self._terms(text))
        weighed = [self._weighed(term, named) for term in terms]
        shapes = list(self._shapes(text, [t for t in terms if " " not in t.term and t.term not in named]))
        return Query(
            text,
            terms,
            self._fields(weighed, shapes),
            self._fields(weighed, shapes, translate=True) if any(t.translations or t.near for t in terms) else {},
            pairs=tuple(dict.fromkeys(term for name, term, _ in shapes if name in {"han_bigrams", "stem_pairs"})),
            pieces=tuple(dict.fromkeys(term for name, term, _ in shapes if name in {"han_chars", "stem_grams"})),
            named=named,
        )

    def _weighed(self, term: QueryTerm, named: frozenset[str]) -> QueryTerm:
        return term._replace(weight=term.weight * self.weights.named_words) if term.term in named else term

    def _terms(self, text: str) -> Iterable[QueryTerm]:
        previous: QueryTerm | None = None
        for token in self._tokens(text):
            if self.analyzer.is_stopword(token.term):
                continue
            term = self._term(token.term, token.start, token.end)
            pair = self._term(f"{previous.term} {term.term}", previous.start, term.end) if previous else term
            if pair.synonyms or pair.translations:
                yield from (pair,) if pair is not term else ()
            yield term
            previous = None if is_han(token.term[0]) else term

    def _tokens(self, text: str) -> Iterable[Token]:
        tokens = self.analyzer.tokens(text)
        return tokens if self._variants is None else self._variants.read(tokens)

    def _term(self, term: str, start: int, end: int) -> QueryTerm:
        weight = self.question_weight(term.rpartition(" ")[2])
        translated = self._translated(term)
        regional = tuple(form for form in translated.exact if form[0] == "han_words" and is_han(term[0]))
        exact = tuple(form for form in translated.exact if form not in regional)
        synonyms = tuple(dict.fromkeys((*self.thesaurus.of(term), *self._written(term), *regional)))
        return QueryTerm(term, start, end, weight, synonyms, exact, translated.near)

    def _written(self, term: str) -> Iterable[FieldForm]:
        """The index's own ways of writing what is asked about."""
        return self._variants.of(term) if self._variants is not None and not self.is_question_word(term) else ()

    def _translated(self, term: str) -> Translated:
        """Words that only shape a question are not translated: what a document answers with is worded otherwise."""
        if self.is_question_word(term):
            return Translated()
        found, value = self._translations.of(term), value_of(term)
        numerals = english(value) if value is not None else ()
        exact = (*found.exact, *(("stems", self.analyzer.stem(word)) for word in numerals))
        return Translated(exact, () if exact else found.near)

    def _fields(
        self, terms: Sequence[QueryTerm], shapes: Sequence[tuple[str, str, float]], *, translate: bool = False
    ) -> dict[str, tuple[FieldTerm, ...]]:
        fields: dict[str, dict[tuple[str, ...], float]] = {name: {} for name in ALL_FIELDS}

        def add(name: str, alternatives: tuple[str, ...], weight: float) -> None:
            fields[name][alternatives] = fields[name].get(alternatives, 0.0) + weight

        for term in terms:
            self._add_word(term if translate else term._replace(translations=(), near=()), add)
        for name, shape, weight in shapes:
            add(name, (shape,), weight)
        return {
            name: tuple(FieldTerm(alternatives, weight) for alternatives, weight in found.items())
            for name, found in fields.items()
        }

    def _add_word(self, term: QueryTerm, add: Callable[[str, tuple[str, ...], float], None]) -> None:
        own = term.field
        classes: dict[str, list[str]] = {} if own == "stem_pairs" else {own: [term.term]}
        for name, synonym in dict.fromkeys((*term.synonyms, *term.translations, *term.near)):
            classes.setdefault(name, []).append(synonym)
        for name, alternatives in classes.items():
            weight = term.weight * (1.0 if name == own else self.weights.synonyms)
            add(name, tuple(alternatives), weight)
            for other in _WORD_FIELDS.get(name, ()):
                add(other, tuple(alternatives), weight)

    @staticmethod
    def _shapes(text: str, terms: Sequence[QueryTerm]) -> Iterator[tuple[str, str, float]]:
        """Field, term and weight of the bigrams, characters, pairs and pieces of what carries content."""
        weights = {position: term.weight for term in terms for position in range(term.start, term.end)}
        for stretch, weight in _stretches(fold(text), weights):
            for name, found in zip(_HAN_SHAPES, terms_of((), (stretch,))[1:3], strict=True):
                yield from ((name, shape, weight) for shape in found)
        stems = [term for term in terms if not is_han(term.term[0])]
        yield from (("stem_pairs", pair, 1.0) for pair in terms_of([term.term for term in stems], ()).stem_pairs)
        for term in stems:
            yield from (("stem_grams", gram, term.weight) for gram in terms_of([term.term], ()).stem_grams)


def _stretches(folded: str, weights: Mapping[int, float]) -> list[tuple[str, float]]:
    """Runs of neighbouring characters of equal weight; characters without weight separate them."""
    found: list[tuple[str, float]] = []
    for position, character in enumerate(folded):
        weight = weights.get(position, 0.0)
        if not weight:
            found.append(("", 0.0))
        elif found and found[-1][1] == weight:
            found[-1] = (found[-1][0] + character, weight)
        else:
            found.append((character, weight))
    return [(stretch, weight) for stretch, weight in found if stretch]
