"""How near the units and headings of an index come to what a question means."""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np

from .encoder import Cosines, Encoder, Quantised, cosines, quantised
from .vectors import Vectors

_KEPT: Final = 64
"""Questions whose vectors are kept: one message asks the same words for its sides, its parts and its retrieval."""

_MARKS: Final = "?？!！.。 "


class Near(NamedTuple):
    """Unit ``unit`` of a document, by their numbers; ``cosine`` is that of its words below their headings."""

    document: int
    unit: int
    cosine: float


class UnitMeanings(NamedTuple):
    """The cosines of the units of a document with a question, each array ``(units,)``: of their words alone, of these
    below their headings, and of the headings alone.
    """

    words: Cosines
    headed: Cosines
    path: Cosines


class QuestionMeaning:
    """What one question means, against an index; -1 to 1, in steps of 0.0001. Safe to use from several threads."""

    def __init__(self, vectors: Vectors, vector: Quantised) -> None:
        self._vectors = vectors
        self._vector = vector

    def units(self, document: int) -> UnitMeanings:
        """In the order of ``units(document)``."""
        own, vectors = self._vectors.of(document), self._vectors
        units = slice(vectors.units[document], vectors.units[document + 1])
        words = cosines(own.words, self._vector, vectors.lengths.words[units])
        return UnitMeanings(words, self.everywhere[units], self.sections(document)[own.section])

    def sections(self, document: int) -> Cosines:
        """Of the headings down to each section of a document, ``(sections + 1,)``; the last is that of its title."""
        sections = slice(self._vectors.sections[document], self._vectors.sections[document + 1])
        return cosines(self._vectors.of(document).paths, self._vector, self._vectors.lengths.paths[sections])

    def nearest(self, count: int) -> list[Near]:
        """The ``count`` units of the whole index that come nearest, nearest first; equal ones in its order."""
        found = self.everywhere
        order = _best(found, count)
        documents = np.searchsorted(self._vectors.units, order, side="right") - 1
        units = order - self._vectors.units[documents]
        return [
            Near(document, unit, cosine)
            for document, unit, cosine in zip(documents.tolist(), units.tolist(), found[order].tolist(), strict=True)
        ]

    @cached_property
    def everywhere(self) -> Cosines:
        """The cosine of each unit of the index, of its words below their headings, ``(units of all documents,)``."""
        return cosines(self._vectors.all.headed, self._vector, self._vectors.lengths.headed)


class Meanings:
    """What questions mean against the ``vectors`` of an index, which ``encoder`` has made. Safe to use from several
    threads.
    """

    def __init__(self, vectors: Vectors, encoder: Encoder) -> None:
        self.vectors = vectors
        self._encoder = encoder
        self._lock = threading.Lock()
        self._known: OrderedDict[str, QuestionMeaning] = OrderedDict()

    def of(self, question: str) -> QuestionMeaning:
        """The same object for the same words, as long as few others are asked in between; the marks at the end of a
        question, which many leave out, are read alike.
        """
        question = f"{question.rstrip(_MARKS)}?"
        with self._lock:
            known = self._known.get(question)
            if known is not None:
                self._known.move_to_end(question)
                return known
        found = QuestionMeaning(self.vectors, quantised(self._encoder.encode([question]))[0])
        with self._lock:
            self._known[question] = found
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return found


def _best(values: Cosines, count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The places of the ``count`` greatest values, greatest first; equal ones in their order."""
    count = min(max(count, 0), len(values))
    if not count:
        return np.arange(0)
    least = np.partition(values, len(values) - count)[len(values) - count]
    places = np.flatnonzero(values >= least)
    return places[np.argsort(-values[places], kind="stable")][:count]
