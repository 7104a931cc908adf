"""BM25 over one field: a small interface and two engines that give the same scores.

    score(q, d) = Σ_t weight_t · idf(t) · tf·(k1 + 1) / (tf + k1·(1 - b + b·len(d)/avgdl))
    idf(t)      = ln(1 + (N - df + 0.5) / (df + 0.5))

The formula is Okapi BM25 as rank-bm25 computes it, with Lucene's idf, which is never negative: plain Okapi gives a
term that stands in half of a small set no weight or a negative one (Robertson and Zaragoza 2009, section 3; Lucene's
``BM25Similarity``). A query term may stand for several terms of the index, its alternatives: their frequencies are
summed and they have one document frequency, as if they were one word.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from youju.index.storage.postings import Postings

Scores = NDArray[np.float64]


class FieldTerm(NamedTuple):
    """One term of a query in one field. ``alternatives`` are synonyms in the same field; the first is as asked."""

    alternatives: tuple[str, ...]
    weight: float = 1.0


def inverse_document_frequency(total: int, frequency: int) -> float:
    """Lucene's idf, above zero for every term."""
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))


class Engine(Protocol):
    """Scores every unit of one field for a query."""

    def scores(self, query: Sequence[FieldTerm]) -> Scores:
        """One score a unit, 0 where nothing matches; shape ``(units,)``."""
        ...


class _LuceneBM25(BM25Okapi):  # type: ignore[misc]  # rank_bm25 ships no types
    """rank-bm25 on counted terms, with an idf that is never negative and synonym classes as terms."""

    def __init__(self, postings: Postings, k1: float, b: float) -> None:
        frequencies: list[dict[str, int]] = [{} for _ in postings.lengths]
        for term in postings.vocabulary:
            for unit, count in zip(*(column.tolist() for column in postings.of(term)), strict=True):
                frequencies[unit][term] = count
        super().__init__(frequencies, k1=k1, b=b)
        self.doc_len = postings.lengths.tolist()
        self.avgdl = postings.average_length

    def _initialize(self, corpus: list[dict[str, int]]) -> dict[str, int]:
        containing: dict[str, int] = {}
        self.doc_freqs = corpus
        self.corpus_size = len(corpus)
        for frequencies in corpus:
            for term in frequencies:
                containing[term] = containing.get(term, 0) + 1
        return containing

    def _calc_idf(self, nd: dict[str, int]) -> None:
        self.idf = {term: inverse_document_frequency(self.corpus_size, count) for term, count in nd.items()}

    def add_class(self, alternatives: tuple[str, ...]) -> str:
        """Enter a synonym class as a term of its own and return its name; a single term is its own class."""
        if len(alternatives) == 1:
            return alternatives[0]
        name = "\x00".join(alternatives)
        if name not in self.idf:
            containing = 0
            for frequencies in self.doc_freqs:
                count = sum(frequencies.get(term, 0) for term in set(alternatives))
                if count:
                    frequencies[name] = count
                    containing += 1
            if containing:
                self.idf[name] = inverse_document_frequency(self.corpus_size, containing)
        return name


class RankBM25Engine:
    """The reference, for small sets: rank-bm25 looks every query term up in every unit."""

    def __init__(self, postings: Postings, k1: float, b: float) -> None:
        self._size = len(postings.lengths)
        self._bm25 = _LuceneBM25(postings, k1, b) if self._size and postings.vocabulary else None

    def scores(self, query: Sequence[FieldTerm]) -> Scores:
        total = np.zeros(self._size)
        if self._bm25 is not None:
            for term in query:
                name = self._bm25.add_class(term.alternatives)
                if name in self._bm25.idf:
                    with np.errstate(invalid="ignore"):  # 0/0 for a unit without the field where b is 1 or k1 is 0
                        scores = self._bm25.get_scores([name])
                    total += term.weight * np.nan_to_num(scores, copy=False)
        return total


class PostingsEngine:
    """For large sets: touches only the units that a query term stands in."""

    def __init__(self, postings: Postings, k1: float, b: float) -> None:
        self._postings = postings
        self._k1 = k1
        self._norms = k1 * (1 - b + b * postings.lengths / postings.average_length)

    def scores(self, query: Sequence[FieldTerm]) -> Scores:
        total = np.zeros(len(self._norms))
        for term in query:
            units, counts = self._postings.together(term.alternatives)
            if len(units):
                idf = inverse_document_frequency(len(self._norms), len(units))
                total[units] += term.weight * idf * counts * (self._k1 + 1) / (counts + self._norms[units])
        return total


LARGE = 100
"""Units up to which rank-bm25, the reference, answers in about half a millisecond a field. The postings engine is the
faster one at every size, and by more the larger the set; ``tests/benchmark.py`` prints both."""


def make_engine(postings: Postings, k1: float, b: float, name: str = "auto") -> Engine:
    """``name`` is ``auto`` (by size), ``rank-bm25`` or ``postings``."""
    if name == "rank-bm25" or (name == "auto" and len(postings.lengths) < LARGE):
        return RankBM25Engine(postings, k1, b)
    return PostingsEngine(postings, k1, b)
