"""Which document comes first for each of some questions, under one weighting of the fields after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from youju.index.storage.snapshot import Snapshot

from .fields import FieldScorer
from .query import FieldWeight, Query

Fields = Mapping[str, FieldWeight]


class Leaders:
    """The first documents for ``queries``, by the plain sum of the fields. A field is scored again only where its
    parameters are others than before.
    """

    def __init__(self, snapshot: Snapshot, queries: Sequence[Query]) -> None:
        self._snapshot = snapshot
        self._queries = queries
        self._scores: dict[tuple[str, float, float], NDArray[np.float32]] = {}

    def under(self, fields: Fields) -> list[int]:
        """The number of the document that has the best passage, for each query."""
        total = np.zeros((len(self._queries), self._snapshot.passages), dtype=np.float32)
        for name, field in fields.items():
            total += field.weight * self._of(name, field)
        units = np.argmax(np.round(total, 4), axis=1).tolist()
        return [self._snapshot.numbering.locate(unit).document for unit in units]

    def keep(self, fields: Fields) -> None:
        """Forget the scores of other parameters than these."""
        kept = {(name, field.k1, field.b) for name, field in fields.items()}
        self._scores = {key: scores for key, scores in self._scores.items() if key in kept}

    def _of(self, name: str, field: FieldWeight) -> NDArray[np.float32]:
        """Shape ``(queries, passages)``."""
        key = (name, field.k1, field.b)
        if key not in self._scores:
            scorer = FieldScorer(self._snapshot, {name: field}, "postings")
            scores = np.array([scorer.scores(name, query.fields.get(name, ())) for query in self._queries])
            self._scores[key] = scores.astype(np.float32)
        return self._scores[key]
