"""The seam of meaning: what turns texts into vectors, and the form in which vectors are kept and compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

MOST: Final = 127
"""What the greatest component of a kept vector is."""
PLACES: Final = 4
"""Decimals of a cosine: what one step of one component makes is hardly seen."""

Quantised = NDArray[np.int8]
"""Vectors in whole steps, one a row."""
Cosines = NDArray[np.float64]


class Encoder(Protocol):
    """Texts to vectors. Safe to use from several threads."""

    @property
    def name(self) -> str:
        """Names the encoder with its version: vectors of encoders of different names are not compared."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A vector of length 1 for each text, ``(texts, dimensions)``. Any text has one, the empty one, too."""
        ...


def quantised(vectors: NDArray[np.float32]) -> Quantised:
    """Vectors in whole steps, each in steps of its own: kept in a byte a component, and their products are the same
    anywhere.
    """
    greatest = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9)
    return np.asarray(np.rint(vectors * (MOST / greatest)), dtype=np.int8)


def lengths(rows: Quantised) -> Cosines:
    """The length of each row, ``(n,)``; no vector is shorter than a step."""
    return np.asarray(np.sqrt(np.maximum(np.einsum("ij,ij->i", rows, rows, dtype=np.int32), 1)))


def cosines(rows: Quantised, vector: Quantised, of_rows: Cosines | None = None) -> Cosines:
    """The cosine of each row, ``(n, d)``, with a vector, ``(d,)``; rounded, so that it is the same on every machine.

    The sums are of whole numbers, and by one thread: for so few rows that others wake up takes longer than the sums.
    ``of_rows`` are the rows' lengths, where they are known.
    """
    sums = np.einsum("ij,j->i", rows, vector, dtype=np.int32)
    known = lengths(rows) if of_rows is None else of_rows
    return np.asarray(np.round(sums / (known * lengths(vector[None, :])[0]), PLACES))
