"""Passages that go ahead of others, whatever their words score: with the option, version or document asked for."""

from __future__ import annotations

import numpy as np

from youju.corpus import named_options, stands
from youju.index.storage.layout import TITLE
from youju.index.storage.numbering import PassageRef
from youju.index.storage.snapshot import Snapshot

from .bm25 import Scores
from .fields import FieldScorer
from .query import Query, RetrievalWeights

_LOOKED_AT = 100
"""Passages with the options asked for, the best, among which those that explain one are looked for: an equal share for
each option. Their documents may have to be decoded first.
"""


class Promotion:
    """Raises scores by shares of the best one, see ``RetrievalWeights``."""

    def __init__(self, snapshot: Snapshot, fields: FieldScorer, weights: RetrievalWeights) -> None:
        self._snapshot = snapshot
        self._fields = fields
        self._weights = weights

    def put(self, scores: Scores, query: Query) -> Scores:
        """``scores`` with what ``query`` asks for by name ahead."""
        scores = self._flagged(scores, query.flags) if query.flags else scores
        scores = self._under_versions(scores, query.versions) if query.versions else scores
        return self._named(scores, query) if query.documents else scores

    def _flagged(self, scores: Scores, flags: frozenset[str]) -> Scores:
        """With the passages ahead that have the ``flags``, and more so where they explain them: options have no other
        name in either language.
        """
        ahead = self._weights.flags * scores.max(initial=0.0) / len(flags)
        both, most = scores, _LOOKED_AT // len(flags)
        for flag in sorted(flags):
            held = self._fields.holding("stems", {flag})
            likely = np.flatnonzero(held)[np.argsort(-scores[held], kind="stable")][:most]
            explained = [
                unit for unit in likely.tolist() if self._explains(flag, self._snapshot.numbering.locate(unit))
            ]
            both = both + ahead * held
            both[explained] += ahead
        return both

    def _explains(self, flag: str, ref: PassageRef) -> bool:
        """Whether a statement of a passage begins with an option."""
        record, passage = self._snapshot.record(ref.document), self._snapshot.passage(ref)
        named = (named_options(record.folded, s) for s in record.document.statements[passage.first : passage.last])
        return any(stands(flag, names) for names in named)

    def _under_versions(self, scores: Scores, versions: frozenset[str]) -> Scores:
        """With the passages ahead that stand below a title with one of ``versions``: changes are told of there."""
        ahead = self._weights.flags * scores.max(initial=0.0)
        below = np.logical_or.reduce([self._fields.holding(TITLE, {one}) for one in versions])
        return np.asarray(scores + ahead * below)

    def _named(self, scores: Scores, query: Query) -> Scores:
        """With the passages of the query's documents ahead, and what else has all of their name in a title; without
        those that never have the name.
        """
        titled, said = self._fields.holding(TITLE, query.named), self._fields.holding("stems", query.named)
        for document in query.documents:
            titled[self._snapshot.numbering.passages_of(document)] = True
        ahead = self._weights.named_document * scores.max(initial=0.0)
        return np.where(titled & (scores > 0), scores + ahead, np.where(said, scores, 0.0))
