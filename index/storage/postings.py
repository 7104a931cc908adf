"""Where each term of one field stands, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Postings:
    """Where each term stands. Term ``i`` stands in ``units[starts[i]:starts[i + 1]]``, as often as ``counts`` says.

    ``vocabulary`` is sorted; ``lengths`` holds the number of tokens of each unit. A unit is a passage or a statement.
    """

    vocabulary: tuple[str, ...]
    starts: NDArray[np.int64]
    units: NDArray[np.int32]
    counts: NDArray[np.int32]
    lengths: NDArray[np.int32]

    @cached_property
    def ids(self) -> Mapping[str, int]:
        return {term: number for number, term in enumerate(self.vocabulary)}

    @cached_property
    def frequencies(self) -> Mapping[str, int]:
        """Each term of the vocabulary, in its order, with the number of units that it stands in."""
        return _Frequencies(self.ids, np.diff(self.starts).tolist())

    @cached_property
    def average_length(self) -> float:
        """Mean length over the units that have the field at all: in a mixed collection, its own language's."""
        present = self.lengths[self.lengths > 0]
        return float(present.mean()) if len(present) else 1.0

    def of(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The units that ``term`` stands in and its frequency in each; empty for an unknown term."""
        number = self.ids.get(term)
        if number is None:
            return self.units[:0], self.counts[:0]
        place = slice(int(self.starts[number]), int(self.starts[number + 1]))
        return self.units[place], self.counts[place]

    def together(self, terms: Iterable[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The same for a class of synonyms: every unit that has one of them, with the summed frequency."""
        found = [self.of(term) for term in dict.fromkeys(terms)]
        found = [pair for pair in found if len(pair[0])]
        if len(found) <= 1:
            return found[0] if found else (self.units[:0], self.counts[:0])
        units, where = np.unique(np.concatenate([pair[0] for pair in found]), return_inverse=True)
        counts = np.zeros(len(units), dtype=np.int32)
        np.add.at(counts, where, np.concatenate([pair[1] for pair in found]))
        return units, counts

    def document_frequency(self, terms: Iterable[str]) -> int:
        return len(self.together(terms)[0])

    @staticmethod
    def of_units(units: Sequence[Mapping[str, int]]) -> Postings:
        """From the term frequencies of each unit."""
        rows: dict[str, list[tuple[int, int]]] = {}
        for number, frequencies in enumerate(units):
            for term, count in frequencies.items():
                rows.setdefault(term, []).append((number, count))
        vocabulary = tuple(sorted(rows))
        flat = [entry for term in vocabulary for entry in rows[term]]
        pairs = np.array(flat, dtype=np.int32).reshape(-1, 2)
        starts = np.zeros(len(vocabulary) + 1, dtype=np.int64)
        starts[1:] = np.cumsum([len(rows[term]) for term in vocabulary])
        lengths = np.array([sum(frequencies.values()) for frequencies in units], dtype=np.int32)
        return Postings(vocabulary, starts, pairs[:, 0].copy(), pairs[:, 1].copy(), lengths)


class _Frequencies(Mapping[str, int]):
    """``counts`` by the numbers of terms; there is no second table of the terms themselves."""

    def __init__(self, ids: Mapping[str, int], counts: list[int]) -> None:
        self._ids = ids
        self._counts = counts

    def __getitem__(self, term: str) -> int:
        return self._counts[self._ids[term]]

    def __contains__(self, term: object) -> bool:
        return term in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
