"""Words and meaning put together: what BM25 gives a passage, and how near one of its units comes to the question."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from youju.index.meaning.meanings import Meanings
from youju.index.storage.snapshot import Snapshot

from .bm25 import Scores


class Fused(NamedTuple):
    """``scores`` are those of ``words``, ``factor`` times each, and of ``meaning``; the best is as high as by words."""

    scores: Scores
    factor: float
    meaning: Scores
    words: Scores


class Fusion:
    """Adds the nearness of meaning to scores of words. Safe to use from several threads."""

    def __init__(self, snapshot: Snapshot, meanings: Meanings, weight: float, added: int) -> None:
        """``weight`` is what a cosine of 1 adds, as a share of the best score; ``added`` is how many passages may come
        in that share no word with the question.
        """
        self._snapshot = snapshot
        self._meanings = meanings
        self._weight = weight
        self._added = added

    def of(self, words: Scores, text: str, *, adds: bool) -> Fused:
        """The scores of all passages, ``(passages,)``, for a question; with ``adds`` also of those that had none.

        Where no passage has a word of the question none is added: what comes near to it may be about anything.
        """
        best = words.max(initial=0.0)
        if not best:
            return unfused(words)
        near = self._nearness(text)
        taken = words > 0
        taken[np.argsort(-near, kind="stable")[: self._added if adds else 0]] = True
        meaning = np.where(taken, self._weight * best * near, 0.0)
        total = words + meaning
        factor = float(best / total.max())
        return Fused(factor * total, factor, factor * meaning, words)

    def _nearness(self, text: str) -> Scores:
        """The cosine of the nearest unit that begins in each passage, 0 where none does."""
        near = np.zeros(self._snapshot.passages)
        np.maximum.at(near, self._passages, self._meanings.of(text).everywhere)
        return near

    @cached_property
    def _passages(self) -> NDArray[np.int32]:
        """The passage in which each unit of the index begins."""
        vectors, numbering = self._meanings.vectors, self._snapshot.numbering
        statements = np.repeat(numbering.statements[:-1], np.diff(vectors.units)) + vectors.all.first
        return numbering.statement_passage[statements]


def unfused(words: Scores) -> Fused:
    """The scores of words as they are."""
    return Fused(words, 1.0, np.zeros(len(words)), words)
