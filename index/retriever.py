"""A query to ranked passages: the weighted sum of the fields' BM25 scores."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from youju.corpus import naming

from .analyzer import Analyzer, terms_of
from .folding import HAN_RUN, fold, is_han
from .layout import ALL_FIELDS, SENTENCE_HAN, SENTENCE_STEMS, STATEMENT_FIELDS, TITLE
from .numerals import english, value_of
from .scoring import Engine, FieldTerm, Scores, inverse_document_frequency, make_engine
from .snapshot import PassageRef, Snapshot
from .translations import FieldForm, Translated, Translations


class FieldWeight(NamedTuple):
    """How much a field counts and its BM25 parameters."""

    weight: float
    k1: float = 1.2
    b: float = 0.75


@dataclass(frozen=True)
class RetrievalWeights:
    """``crossing`` weighs the fields of passages in the other language. ``question_words`` scales the words that only
    shape a question; ``synonyms`` scales what a synonym finds.

    ``cross_language`` and ``most_balance``: see ``Retriever._balance``. ``named_words`` scales the words that name a
    document, outside its titles; ``named_document`` is the share of the best score that its passages have ahead,
    ``flags`` that of passages with the options that are asked for.
    """

    fields: Mapping[str, FieldWeight] = field(default_factory=lambda: {name: FieldWeight(1.0) for name in ALL_FIELDS})
    crossing: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(ALL_FIELDS, 1.0))
    question_words: float = 0.2
    synonyms: float = 1.0
    cross_language: float = 0.8
    most_balance: float = 4.0
    named_words: float = 1.0
    named_document: float = 0.0
    flags: float = 0.0
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
    ``named`` are those of its terms that name a document, and no part of ``pairs`` and ``pieces``; ``flags`` are those
    that name an option of a command.
    """

    text: str
    terms: tuple[QueryTerm, ...]
    fields: Mapping[str, tuple[FieldTerm, ...]]
    crossing: Mapping[str, tuple[FieldTerm, ...]] = field(default_factory=dict)
    pairs: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()

    @property
    def flags(self) -> frozenset[str]:
        return frozenset(term.term for term in self.terms if term.term.startswith("-"))


class Hit(NamedTuple):
    """``score`` is comparable within one run only; ``rank`` counts from 1."""

    ref: PassageRef
    score: float
    rank: int


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
    """Turns questions into queries with the analyzer that made the index, and the ``translations`` that it has."""

    def __init__(self, analyzer: Analyzer, weights: RetrievalWeights, translations: Translations | None = None) -> None:
        self.analyzer = analyzer
        self._weights = weights
        self._translations = translations or Translations()
        self._question_words = frozenset(map(analyzer.stem, analyzer.lexicon.question_words))

    @cached_property
    def thesaurus(self) -> Thesaurus:
        return Thesaurus(self.analyzer.lexicon.synonyms, self.analyzer)

    def is_question_word(self, term: str) -> bool:
        return term in self._question_words

    def question_weight(self, term: str) -> float:
        """1 for a content word, less for one that only shapes a question."""
        return self._weights.question_words if self.is_question_word(term) else 1.0

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
        return term._replace(weight=term.weight * self._weights.named_words) if term.term in named else term

    def _terms(self, text: str) -> Iterable[QueryTerm]:
        previous: QueryTerm | None = None
        for token in self.analyzer.tokens(text):
            if self.analyzer.is_stopword(token.term):
                continue
            term = self._term(token.term, token.start, token.end)
            pair = self._term(f"{previous.term} {term.term}", previous.start, term.end) if previous else term
            if pair.synonyms or pair.translations:
                yield from (pair,) if pair is not term else ()
            yield term
            previous = None if is_han(token.term[0]) else term

    def _term(self, term: str, start: int, end: int) -> QueryTerm:
        weight = self.question_weight(term.rpartition(" ")[2])
        return QueryTerm(term, start, end, weight, self.thesaurus.of(term), *self._translated(term))

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
            weight = term.weight * (1.0 if name == own else self._weights.synonyms)
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


HAN, LATIN = "han", "latin"
_EXPLAINED = re.compile(r"[:：（(|–—]| - ")
_LONG = 5
"""Passages from which a document has enough of them for its name to tell them apart from others only."""
_LOOKED_AT = 500
"""Passages with an option, the best, among which those that explain it are looked for."""
_SCRIPTS = {
    HAN: ("han_words", "han_bigrams", "han_chars", SENTENCE_HAN),
    LATIN: ("stems", "stem_pairs", "stem_grams", SENTENCE_STEMS),
}
_HAN_SHAPES = ("han_bigrams", "han_chars")
_WORD_FIELDS = {"han_words": (TITLE, SENTENCE_HAN), "stems": (TITLE, SENTENCE_STEMS)}


def _scripts(query: Query) -> tuple[str, str]:
    """The script of the question and the other one."""
    return (HAN, LATIN) if query.fields.get("han_chars") else (LATIN, HAN)


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


class Retriever:
    """Ranks the passages of one snapshot. Safe to use from several threads."""

    def __init__(self, snapshot: Snapshot, weights: RetrievalWeights) -> None:
        self.snapshot = snapshot
        self._weights = weights
        self._engines: dict[str, Engine] = {}

    def search(self, query: Query, top: int = 10) -> list[Hit]:
        """The ``top`` passages with a score above zero, best first; equal scores in the order of the index."""
        scores = self.scores(query)
        top = min(top, len(scores))
        order = np.lexsort((np.arange(len(scores)), -np.round(scores, 9)))[:top]
        return [
            Hit(self.snapshot.locate(unit), float(scores[unit]), rank)
            for rank, unit in enumerate(order.tolist(), 1)
            if scores[unit] > 0
        ]

    def scores(self, query: Query) -> Scores:
        """One score a passage."""
        own, other = _scripts(query)
        scores = {name: self._field_scores(name, terms) for name, terms in query.fields.items() if terms}
        total = self._sum(scores, self._own_weights)
        crossing = {name: terms for name, terms in query.crossing.items() if terms and terms != query.fields.get(name)}
        found = {**scores, **{name: self._field_scores(name, terms) for name, terms in crossing.items()}}
        crossed = self._sum(found, self._weights.crossing)
        both = np.where(self._is_han == (own == HAN), total, crossed * self._balance(query, own, other))
        both = self._flagged(both, query.flags) if query.flags else both
        return self._ahead(both, query.named) if query.named else both

    def _flagged(self, scores: Scores, flags: frozenset[str]) -> Scores:
        """With the passages ahead that have the ``flags``, and more so where they explain them: options have no other
        name in either language.
        """
        ahead = self._weights.flags * scores.max(initial=0.0) / len(flags)
        both = scores
        for flag in sorted(flags):
            held = self._holding("stems", {flag})
            likely = np.flatnonzero(held)[np.argsort(-scores[held], kind="stable")][:_LOOKED_AT]
            explained = [unit for unit in likely.tolist() if self._explains(flag, self.snapshot.locate(unit))]
            both = both + ahead * held
            both[explained] += ahead
        return both

    def _explains(self, flag: str, ref: PassageRef) -> bool:
        """Whether a statement of a passage begins with an option."""
        record, passage = self.snapshot.record(ref.document), self.snapshot.passage(ref)
        names = (naming(record.folded, s) for s in record.document.statements[passage.first : passage.last])
        return any(re.search(rf"(?<![\w-]){re.escape(flag)}(?![\w-])", name) for name in names)

    def _ahead(self, scores: Scores, named: frozenset[str]) -> Scores:
        """With the passages ahead that have all of ``named`` in their titles, and without those that never have it."""
        titled, said = self._holding(TITLE, named), self._holding("stems", named)
        ahead = self._weights.named_document * scores.max(initial=0.0)
        return np.where(titled & (scores > 0), scores + ahead, np.where(said, scores, 0.0))

    def _holding(self, name: str, terms: Iterable[str]) -> NDArray[np.bool_]:
        """Which passages have all of ``terms`` in a field."""
        found = np.ones(self.snapshot.passages, dtype=bool)
        for term in terms:
            held = np.zeros(self.snapshot.passages, dtype=bool)
            held[self.snapshot.postings(name).of(term)[0]] = True
            found &= held
        return found

    def named(self, query: Query, words: Callable[[str], Iterable[str]]) -> frozenset[str]:
        """The words of ``query`` that name one document, in Latin letters: "nodemon" of "nodemon: restart on changes".

        None where they name several, or where nothing else is asked for. ``words`` gives the terms of a text.
        """
        content = self._content(query)
        found, _ = self._naming(query, words)
        return found if found < content else frozenset()

    def defined(self, query: Query, words: Callable[[str], Iterable[str]]) -> PassageRef | None:
        """The beginning of the document that is all that ``query`` names, as in "What is nodemon?"."""
        found, document = self._naming(query, words)
        if document is None or found != self._content(query):
            return None
        return PassageRef(self.snapshot.passage_starts[document], document, 0)

    @staticmethod
    def _content(query: Query) -> frozenset[str]:
        return frozenset(term.term for term in query.terms if term.weight >= 1 and " " not in term.term)

    def _naming(self, query: Query, words: Callable[[str], Iterable[str]]) -> tuple[frozenset[str], int | None]:
        """The terms that name one document, and its number."""
        content = self._content(query)
        owners = {self._owner(term) for term in content if not is_han(term[0])} - {None}
        names = {d: frozenset(words(self._name(d))) for d in owners if d is not None}
        latin = [d for d, name in names.items() if name and name <= content and not any(is_han(t[0]) for t in name)]
        if len(latin) != 1:
            return frozenset(), None
        return names[latin[0]] | self._compounds(query, names[latin[0]]), latin[0]

    @staticmethod
    def _compounds(query: Query, parts: frozenset[str]) -> frozenset[str]:
        """The terms of ``query`` that are made of ``parts``: live-server of live and server."""
        return frozenset(
            whole.term
            for whole in query.terms
            if {t.term for t in query.terms if whole.start <= t.start and t.end <= whole.end} - {whole.term} <= parts
            and any(t.term in parts and whole.start <= t.start and t.end <= whole.end for t in query.terms)
        )

    def _name(self, document: int) -> str:
        """The title of a document without what explains it."""
        return _EXPLAINED.split(self.snapshot.record(document).document.title, maxsplit=1)[0]

    def _owner(self, term: str) -> int | None:
        """The document of several passages that has ``term`` in the titles of all of them, if it is the only one."""
        units = self.snapshot.postings(TITLE).of(term)[0]
        starts = np.asarray(self.snapshot.passage_starts)
        documents, counts = np.unique(np.searchsorted(starts, units, side="right") - 1, return_counts=True)
        sizes = starts[documents + 1] - starts[documents]
        owners = documents[(counts == sizes) & (sizes >= _LONG)]
        return int(owners[0]) if len(owners) == 1 else None

    def shares(self, query: Query, ref: PassageRef) -> dict[str, float]:
        """What each field gives the score of one passage, the greatest first."""
        own, other = _scripts(query)
        terms, weights, factor = query.fields, self._own_weights, 1.0
        if self._is_han[ref.unit] != (own == HAN):
            terms = {**query.fields, **{name: found for name, found in query.crossing.items() if found}}
            weights, factor = self._weights.crossing, self._balance(query, own, other)
        given = {
            name: factor * weights[name] * float(self._field_scores(name, found)[ref.unit])
            for name, found in terms.items()
            if found
        }
        return dict(sorted(((name, share) for name, share in given.items() if share), key=lambda item: -item[1]))

    @cached_property
    def _own_weights(self) -> Mapping[str, float]:
        return {name: parameters.weight for name, parameters in self._weights.fields.items()}

    def _sum(self, scores: Mapping[str, Scores], weights: Mapping[str, float]) -> Scores:
        total = np.zeros(self.snapshot.passages)
        for name in ALL_FIELDS:
            if name in scores:
                total += weights[name] * scores[name]
        return total

    def _balance(self, query: Query, own: str, other: str) -> float:
        """A factor for passages in the other language that makes their scores comparable.

        In the question's language a passage can match words, bigrams and characters; in the other one only the
        translations of words. The other language's passages are scaled by what either could reach at most with the
        words that both have, times ``cross_language``, and no more than ``most_balance``.
        """
        reach = self._reach(query.fields, own, self._own_weights) * self._translated_share(query)
        crossed = self._reach(query.crossing or query.fields, other, self._weights.crossing)
        if not reach or not crossed:
            return 1.0
        most = self._weights.most_balance
        return min(most, max(1 / most, self._weights.cross_language * reach / crossed))

    def _translated_share(self, query: Query) -> float:
        """How much of the question's words that its own language has could be found in the other one, 0 to 1."""
        total = shared = 0.0
        for term in query.terms:
            own = term.field
            idf = term.weight * self.idf_of(self.frequency(own, (term.term,)))
            others = [form for form in (*term.synonyms, *term.translations, *term.near) if form[0] != own]
            total += idf
            shared += idf if self.frequency_of(others) else 0.0
        return shared / total if total else 1.0

    def share_of_others(self, query: Query) -> float:
        """The share of the passages that are in the other language than the question."""
        han = float(self._is_han.mean()) if len(self._is_han) else 0.0
        return 1 - han if _scripts(query)[0] == HAN else han

    @cached_property
    def _is_han(self) -> NDArray[np.bool_]:
        """Which passages are written in Chinese for the greater part."""
        lengths = self.snapshot.postings("han_words").lengths, self.snapshot.postings("stems").lengths
        return np.asarray(lengths[0] >= lengths[1])

    def _reach(self, terms: Mapping[str, tuple[FieldTerm, ...]], script: str, weights: Mapping[str, float]) -> float:
        """The greatest score that the fields of ``script`` can give for ``terms``."""
        total = 0.0
        for name in _SCRIPTS[script]:
            parameters = self._weights.fields[name]
            postings = self.snapshot.postings(name)
            frequencies = ((t.weight, postings.document_frequency(t.alternatives)) for t in terms.get(name, ()))
            units = len(postings.lengths)
            idf = sum(weight * inverse_document_frequency(units, count) for weight, count in frequencies if count)
            total += weights[name] * (parameters.k1 + 1) * idf
        return total

    def _field_scores(self, name: str, terms: Sequence[FieldTerm]) -> Scores:
        return _of_passages(self.snapshot, name, self.engine(name).scores(terms))

    def possible(self, query: Query) -> float:
        """The score of a passage that held every known term of ``query`` as often as counts; above 0."""
        crossing = query.crossing or query.fields
        own, other = _scripts(query)
        reached = self._reach(crossing, other, self._weights.crossing)
        return max(self._reach(query.fields, own, self._own_weights), reached) or 1.0

    def engine(self, name: str) -> Engine:
        if name not in self._engines:
            parameters = self._weights.fields[name]
            postings = self.snapshot.postings(name)
            self._engines[name] = make_engine(postings, parameters.k1, parameters.b, self._weights.engine)
        return self._engines[name]

    def idf_of(self, frequency: int) -> float:
        """How telling a term is that stands in ``frequency`` passages of this index."""
        total = self.snapshot.passages
        return inverse_document_frequency(total, min(frequency, total))

    def frequency_of(self, forms: Iterable[FieldForm]) -> int:
        """How many units hold one of the forms, summed over the fields."""
        by_field: dict[str, list[str]] = {}
        for name, term in forms:
            by_field.setdefault(name, []).append(term)
        return sum(self.frequency(name, terms) for name, terms in by_field.items())

    def frequency(self, name: str, alternatives: Iterable[str]) -> int:
        """How many units of a field hold one of the terms."""
        return self.snapshot.postings(name).document_frequency(alternatives)


def field_scores(
    snapshot: Snapshot, name: str, parameters: FieldWeight, queries: Iterable[Sequence[FieldTerm]]
) -> NDArray[np.float64]:
    """What a field alone gives each passage for each of ``queries``; shape ``(queries, passages)``."""
    engine = make_engine(snapshot.postings(name), parameters.k1, parameters.b, "postings")
    return np.array([_of_passages(snapshot, name, engine.scores(terms)) for terms in queries])


def _of_passages(snapshot: Snapshot, name: str, scores: Scores) -> Scores:
    """Scores of a field's units as scores of passages: of statements the best counts."""
    if name not in STATEMENT_FIELDS:
        return scores
    best = np.zeros(snapshot.passages)
    np.maximum.at(best, snapshot.statement_passage, scores)
    return best
