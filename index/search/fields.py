"""The passages of a snapshot scored by one field, and the weighted sum of the fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from youju.index.storage.layout import ALL_FIELDS, STATEMENT_FIELDS
from youju.index.storage.snapshot import Snapshot

from .bm25 import Engine, FieldTerm, Scores, make_engine
from .query import FieldWeight


class FieldScorer:
    """Scores by fields with ``parameters``. Safe to use from several threads."""

    def __init__(self, snapshot: Snapshot, parameters: Mapping[str, FieldWeight], engine: str) -> None:
        self._snapshot = snapshot
        self._parameters = parameters
        self._name = engine
        self._engines: dict[str, Engine] = {}

    def scores(self, name: str, terms: Sequence[FieldTerm]) -> Scores:
        """What a field alone gives each passage, before its weight; of a passage's statements the best counts."""
        scores = self._engine(name).scores(terms)
        if name not in STATEMENT_FIELDS:
            return scores
        best = np.zeros(self._snapshot.passages)
        np.maximum.at(best, self._snapshot.numbering.statement_passage, scores)
        return best

    def _engine(self, name: str) -> Engine:
        if name not in self._engines:
            parameters, postings = self._parameters[name], self._snapshot.fields[name]
            self._engines[name] = make_engine(postings, parameters.k1, parameters.b, self._name)
        return self._engines[name]

    def sum(self, scores: Mapping[str, Scores], weights: Mapping[str, float]) -> Scores:
        total = np.zeros(self._snapshot.passages)
        for name in ALL_FIELDS:
            if name in scores:
                total += weights[name] * scores[name]
        return total

    def holding(self, name: str, terms: Iterable[str]) -> NDArray[np.bool_]:
        """Which passages have all of ``terms`` in a field."""
        found = np.ones(self._snapshot.passages, dtype=bool)
        for term in terms:
            held = np.zeros(self._snapshot.passages, dtype=bool)
            held[self._snapshot.fields[name].of(term)[0]] = True
            found &= held
        return found

    @property
    def is_han(self) -> NDArray[np.bool_]:
        """Which passages are written in Chinese."""
        return self._snapshot.numbering.chinese
