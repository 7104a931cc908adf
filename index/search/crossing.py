"""How scores of passages in the question's language and in the other one compare.

In the question's language a passage can match words, bigrams and characters; in the other one only the translations of
words. The other language's passages are scaled by what either could reach at most with the words that both have.
"""

from __future__ import annotations

from collections.abc import Mapping

from youju.index.storage.layout import SENTENCE_HAN, SENTENCE_STEMS
from youju.index.storage.snapshot import Snapshot

from .backend import Searcher
from .bm25 import FieldTerm, inverse_document_frequency
from .query import Query, RetrievalWeights

HAN, LATIN = "han", "latin"
_FIELDS = {
    HAN: ("han_words", "han_bigrams", "han_chars", SENTENCE_HAN),
    LATIN: ("stems", "stem_pairs", "stem_grams", SENTENCE_STEMS),
}


def scripts_of(query: Query) -> tuple[str, str]:
    """The script of the question and the other one."""
    return (HAN, LATIN) if query.fields.get("han_chars") else (LATIN, HAN)


class Reach:
    """``own`` and ``other`` are the greatest scores that a passage in either language can have for one query."""

    def __init__(self, snapshot: Snapshot, weights: RetrievalWeights) -> None:
        self._snapshot = snapshot
        self._weights = weights

    def own(self, query: Query) -> float:
        weights = {name: parameters.weight for name, parameters in self._weights.fields.items()}
        return self._most(query.fields, scripts_of(query)[0], weights)

    def other(self, query: Query) -> float:
        return self._most(query.crossing or query.fields, scripts_of(query)[1], self._weights.crossing)

    def _most(self, terms: Mapping[str, tuple[FieldTerm, ...]], script: str, weights: Mapping[str, float]) -> float:
        """The greatest score that the fields of ``script`` can give for ``terms``."""
        total = 0.0
        for name in _FIELDS[script]:
            parameters, postings = self._weights.fields[name], self._snapshot.fields[name]
            frequencies = ((t.weight, postings.document_frequency(t.alternatives)) for t in terms.get(name, ()))
            units = len(postings.lengths)
            idf = sum(weight * inverse_document_frequency(units, count) for weight, count in frequencies if count)
            total += weights[name] * (parameters.k1 + 1) * idf
        return total


def balance(query: Query, reach: Reach, searcher: Searcher, weights: RetrievalWeights) -> float:
    """A factor for passages in the other language that makes their scores comparable: ``cross_language`` times the
    quotient of what both could reach, and no more than ``most_balance``.
    """
    own, crossed = reach.own(query) * _translated_share(query, searcher), reach.other(query)
    if not own or not crossed:
        return 1.0
    most = weights.most_balance
    return min(most, max(1 / most, weights.cross_language * own / crossed))


def _translated_share(query: Query, searcher: Searcher) -> float:
    """How much of the question's words that its own language has could be found in the other one, 0 to 1."""
    total = shared = 0.0
    for term in query.terms:
        own = term.field
        idf = term.weight * searcher.idf_of(searcher.frequency(own, (term.term,)))
        others = [form for form in (*term.synonyms, *term.translations, *term.near) if form[0] != own]
        total += idf
        shared += idf if searcher.frequency_of(others) else 0.0
    return shared / total if total else 1.0
