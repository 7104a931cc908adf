"""A query to ranked passages: the weighted sum of the fields' BM25 scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from youju.corpus import named_options, stands
from youju.index.storage.layout import ALL_FIELDS, SENTENCE_HAN, SENTENCE_STEMS, STATEMENT_FIELDS, TITLE
from youju.index.storage.snapshot import PassageRef, Snapshot
from youju.index.translation.translations import FieldForm

from .engines import Engine, FieldTerm, Scores, inverse_document_frequency, make_engine
from .query import FieldWeight, Query, RetrievalWeights


class Hit(NamedTuple):
    """``score`` is comparable within one run only; ``rank`` counts from 1."""

    ref: PassageRef
    score: float
    rank: int


HAN, LATIN = "han", "latin"
_LOOKED_AT = 100
"""Passages with the options asked for, the best, among which those that explain one are looked for: an equal share for
each option. Their documents may have to be decoded first.
"""
_SCRIPTS = {
    HAN: ("han_words", "han_bigrams", "han_chars", SENTENCE_HAN),
    LATIN: ("stems", "stem_pairs", "stem_grams", SENTENCE_STEMS),
}


def _scripts(query: Query) -> tuple[str, str]:
    """The script of the question and the other one."""
    return (HAN, LATIN) if query.fields.get("han_chars") else (LATIN, HAN)


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
        both = self._under_versions(both, query.versions) if query.versions else both
        return self._ahead(both, query.documents, query.named) if query.documents else both

    def _flagged(self, scores: Scores, flags: frozenset[str]) -> Scores:
        """With the passages ahead that have the ``flags``, and more so where they explain them: options have no other
        name in either language.
        """
        ahead = self._weights.flags * scores.max(initial=0.0) / len(flags)
        both, most = scores, _LOOKED_AT // len(flags)
        for flag in sorted(flags):
            held = self._holding("stems", {flag})
            likely = np.flatnonzero(held)[np.argsort(-scores[held], kind="stable")][:most]
            explained = [unit for unit in likely.tolist() if self._explains(flag, self.snapshot.locate(unit))]
            both = both + ahead * held
            both[explained] += ahead
        return both

    def _under_versions(self, scores: Scores, versions: frozenset[str]) -> Scores:
        """With the passages ahead that stand below a title with one of ``versions``: changes are told of there."""
        ahead = self._weights.flags * scores.max(initial=0.0)
        return np.asarray(scores + ahead * np.logical_or.reduce([self._holding(TITLE, {one}) for one in versions]))

    def _explains(self, flag: str, ref: PassageRef) -> bool:
        """Whether a statement of a passage begins with an option."""
        record, passage = self.snapshot.record(ref.document), self.snapshot.passage(ref)
        named = (named_options(record.folded, s) for s in record.document.statements[passage.first : passage.last])
        return any(stands(flag, names) for names in named)

    def _ahead(self, scores: Scores, documents: Iterable[int], named: frozenset[str]) -> Scores:
        """With the passages of ``documents`` ahead, and what else has all of their name, ``named``, in a title; without
        those that never have the name.
        """
        titled, said = self._holding(TITLE, named), self._holding("stems", named)
        for document in documents:
            titled[slice(*self.snapshot.passage_starts[document : document + 2])] = True
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
