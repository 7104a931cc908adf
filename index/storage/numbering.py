"""How passages and statements are numbered through the documents of an index."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class PassageRef(NamedTuple):
    """A passage's number in the index, its document's number, and its number within the document."""

    unit: int
    document: int
    passage: int


class Numbering(NamedTuple):
    """Document ``d`` has the passages from ``passages[d]`` up to ``passages[d + 1]``, and so with its statements.

    ``statement_passage`` holds the passage of each statement, ascending; ``chinese`` says which passages are Chinese.
    """

    passages: list[int]
    statements: list[int]
    statement_passage: NDArray[np.int32]
    chinese: NDArray[np.bool_]

    @staticmethod
    def of(arrays: Mapping[str, NDArray[np.int32]]) -> Numbering:
        """From what :func:`~youju.index.storage.layout.unit_arrays` gave; raises ``KeyError``."""
        passages, statements = arrays["document_passages"].tolist(), arrays["document_statements"].tolist()
        chinese = arrays["passage_chinese"].astype(bool)
        return Numbering(passages, statements, arrays["statement_passage"], chinese)

    def locate(self, unit: int) -> PassageRef:
        """Which document passage number ``unit`` of the index belongs to."""
        document = bisect_right(self.passages, unit) - 1
        return PassageRef(unit, document, unit - self.passages[document])

    def ref(self, document: int, passage: int) -> PassageRef:
        """The other way round: passage number ``passage`` of a document."""
        return PassageRef(self.passages[document] + passage, document, passage)

    def passages_of(self, document: int) -> slice:
        """The units that are a document's passages."""
        return slice(self.passages[document], self.passages[document + 1])

    def by_document(self, units: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """The documents that have some of ``units``, passages each once, and of which these are all."""
        starts = np.asarray(self.passages)
        documents, counts = np.unique(np.searchsorted(starts, units, side="right") - 1, return_counts=True)
        return documents, counts == starts[documents + 1] - starts[documents]
