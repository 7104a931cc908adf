"""A query to ranked passages: the weighted sum of the fields' BM25 scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np

from youju.index.meaning.encoder import Encoder
from youju.index.meaning.meanings import Meanings, QuestionMeaning
from youju.index.storage.numbering import PassageRef
from youju.index.storage.snapshot import Snapshot

from .backend import Hit, Searcher
from .bm25 import Scores
from .crossing import HAN, Reach, balance, scripts_of
from .fields import FieldScorer
from .fusion import Fused, Fusion, unfused
from .promotion import Promotion
from .query import Query, RetrievalWeights


class Retriever(Searcher):
    """Ranks the passages of one snapshot. Safe to use from several threads."""

    def __init__(self, snapshot: Snapshot, weights: RetrievalWeights, encoder: Encoder | None = None) -> None:
        self._snapshot = snapshot
        self._weights = weights
        self._fields = FieldScorer(snapshot, weights.fields, weights.engine)
        self._promotion = Promotion(snapshot, self._fields, weights)
        self._reach = Reach(snapshot, weights)
        self._meanings = snapshot.meanings(encoder)
        self._fusion = self._fusion_of(self._meanings)

    def _fusion_of(self, meanings: Meanings | None) -> Fusion | None:
        if meanings is None:
            return None
        return Fusion(self._snapshot, meanings, self._weights.meaning, self._weights.meaning_added)

    @property
    def shelf(self) -> Snapshot:
        return self._snapshot

    def search(self, query: Query, top: int = 10) -> list[Hit]:
        fused = self._fused(query)
        scores = fused.scores
        top = min(top, len(scores))
        order = np.lexsort((np.arange(len(scores)), -np.round(scores, 9)))[:top]
        return [
            Hit(self._snapshot.numbering.locate(unit), float(scores[unit]), rank, float(fused.words[unit]))
            for rank, unit in enumerate(order.tolist(), 1)
            if scores[unit] > 0
        ]

    def _fused(self, query: Query) -> Fused:
        """One score a passage, of words and meaning."""
        words = self._scores(query)
        if query.flags or self._fusion is None:  # an option is its letters, and means nothing
            return unfused(words)
        return self._fusion.of(words, query.text, adds=not query.documents)

    def _scores(self, query: Query) -> Scores:
        """One score a passage, of words."""
        score = self._fields.scores
        scores = {name: score(name, terms) for name, terms in query.fields.items() if terms}
        total = self._fields.sum(scores, self._own_weights)
        crossing = {name: terms for name, terms in query.crossing.items() if terms and terms != query.fields.get(name)}
        found = {**scores, **{name: score(name, terms) for name, terms in crossing.items()}}
        crossed = self._fields.sum(found, self._weights.crossing) * self._balance(query)
        both = np.where(self._fields.is_han == (scripts_of(query)[0] == HAN), total, crossed)
        return self._promotion.put(both, query)

    def shares(self, query: Query, ref: PassageRef) -> dict[str, float]:
        terms, weights, factor = query.fields, self._own_weights, 1.0
        if self._fields.is_han[ref.unit] != (scripts_of(query)[0] == HAN):
            terms = {**query.fields, **{name: found for name, found in query.crossing.items() if found}}
            weights, factor = self._weights.crossing, self._balance(query)
        fused = self._fused(query)
        given = {
            name: factor * weights[name] * float(self._fields.scores(name, found)[ref.unit])
            for name, found in terms.items()
            if found
        }
        given["meaning"] = float(fused.scores[ref.unit] - fused.words[ref.unit])
        return dict(sorted(((name, share) for name, share in given.items() if share), key=lambda item: -item[1]))

    @cached_property
    def _own_weights(self) -> Mapping[str, float]:
        return {name: parameters.weight for name, parameters in self._weights.fields.items()}

    def _balance(self, query: Query) -> float:
        return balance(query, self._reach, self, self._weights)

    def possible(self, query: Query) -> float:
        return max(self._reach.own(query), self._reach.other(query)) or 1.0

    def share_of_others(self, query: Query) -> float:
        is_han = self._fields.is_han
        han = float(is_han.mean()) if len(is_han) else 0.0
        return 1 - han if scripts_of(query)[0] == HAN else han

    def meaning(self, question: str) -> QuestionMeaning | None:
        return self._meanings.of(question) if self._meanings is not None else None

    def frequency(self, name: str, alternatives: Iterable[str]) -> int:
        return self._snapshot.fields[name].document_frequency(alternatives)
