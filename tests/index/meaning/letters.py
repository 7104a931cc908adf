"""An encoder that needs no package: a text means the letters that it has."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class LetterEncoder:
    """Counts what it encodes."""

    def __init__(self, name: str = "letters 1") -> None:
        self.name = name
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded.extend(texts)
        counts = [[text.casefold().count(letter) for letter in LETTERS] + [1] for text in texts]
        vectors = np.array(counts, dtype=np.float32).reshape(len(texts), len(LETTERS) + 1)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)
