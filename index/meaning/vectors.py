"""The vectors of an index: of each unit, alone and below its headings, and of each heading."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from youju.corpus.document import Document, Passage

from .encoder import Cosines, Encoder, Quantised, lengths, quantised
from .texts import VERSION, texts_of

_COLUMNS: Final = ("first", "section", "words", "headed", "paths")


class DocumentVectors(NamedTuple):
    """``first[u]`` is the first statement of unit ``u`` of a document, ``section[u]`` its section; ``words[u]`` and
    ``headed[u]`` are its vectors. ``paths[s]`` is that of the heading of section ``s``, the last one the title's.
    """

    first: NDArray[np.int32]
    section: NDArray[np.int32]
    words: Quantised
    headed: Quantised
    paths: Quantised


class Lengths(NamedTuple):
    """The length of each vector of ``words``, ``headed`` and ``paths``."""

    words: Cosines
    headed: Cosines
    paths: Cosines


@dataclass(frozen=True)
class Vectors:
    """Those of all documents, one behind the other: the units of document ``d`` begin at ``units[d]``, its headings at
    ``sections[d]``.
    """

    units: NDArray[np.int32]
    sections: NDArray[np.int32]
    all: DocumentVectors

    def __len__(self) -> int:
        """How many documents there are; 0 in an index without vectors."""
        return len(self.units) - 1

    @cached_property
    def lengths(self) -> Lengths:
        """Those of all vectors; they are the same for every question."""
        return Lengths(lengths(self.all.words), lengths(self.all.headed), lengths(self.all.paths))

    def of(self, document: int) -> DocumentVectors:
        units = slice(self.units[document], self.units[document + 1])
        sections = slice(self.sections[document], self.sections[document + 1])
        first, section, words, headed, paths = self.all
        return DocumentVectors(first[units], section[units], words[units], headed[units], paths[sections])


def meaning_version(encoder: Encoder | None) -> str:
    """Names what vectors depend on besides documents; "" without an encoder."""
    return f"{encoder.name}, texts {VERSION}" if encoder is not None else ""


def encoded(document: Document, units: Sequence[Passage], encoder: Encoder) -> DocumentVectors:
    """The vectors of a document that is cut into ``units``. They depend on nothing but it: its texts are encoded
    together, and no others.

    A unit below its headings is the sum of both: it tells as much as that of both texts, encoded again.
    """
    texts = texts_of(document, units)
    vectors = encoder.encode([*texts.words, *texts.paths])
    words, paths = vectors[: len(units)], vectors[len(units) :]
    section = np.array([unit.section for unit in units], dtype=np.int32)
    first = np.array([unit.first for unit in units], dtype=np.int32)
    return DocumentVectors(first, section, quantised(words), quantised(words + paths[section]), quantised(paths))


def joined(documents: Sequence[DocumentVectors]) -> Vectors:
    """The vectors of an index of these documents, in their order."""
    units, sections = (np.cumsum([0, *map(len, column)]) for column in _lengths(documents))
    columns = (np.concatenate(column) for column in zip(*documents, strict=True)) if documents else _nothing()
    return Vectors(units.astype(np.int32), sections.astype(np.int32), DocumentVectors(*columns))


def _lengths(documents: Iterable[DocumentVectors]) -> tuple[list[Quantised], list[Quantised]]:
    documents = list(documents)
    return [one.words for one in documents], [one.paths for one in documents]


def _nothing() -> Iterable[NDArray[np.generic]]:
    numbers, vectors = np.zeros(0, dtype=np.int32), np.zeros((0, 0), dtype=np.int8)
    return numbers, numbers, vectors, vectors, vectors


def pack_vectors(vectors: Vectors) -> bytes:
    """``vectors.npz``, without pickled objects; equal vectors give equal bytes."""
    columns: Mapping[str, NDArray[np.generic]] = dict(zip(_COLUMNS, vectors.all, strict=True))
    stream = io.BytesIO()
    np.savez(stream, allow_pickle=False, document_units=vectors.units, document_sections=vectors.sections, **columns)
    return stream.getvalue()


def unpack_vectors(data: bytes) -> Vectors:
    """The inverse of :func:`pack_vectors`."""
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        columns = (archive[name] for name in _COLUMNS)
        return Vectors(archive["document_units"], archive["document_sections"], DocumentVectors(*columns))
