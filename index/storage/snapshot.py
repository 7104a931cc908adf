"""An index in memory: one published generation, never changed after it is opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np

from youju.corpus import Document, NotIndexed, Passage, StoreCorrupt
from youju.index.meaning.encoder import Encoder
from youju.index.meaning.meanings import Meanings
from youju.index.meaning.vectors import Vectors, meaning_version, unpack_vectors
from youju.index.terms.base import TermBase
from youju.index.translation.translations import Translations

from .documents import Documents, first_line
from .layout import TITLE, unpack
from .numbering import Numbering, PassageRef
from .records import Record
from .sources import Source, unpack_sources
from .store import MEANING, Generation, Manifest, read_generation, read_manifest


class Snapshot:
    """Documents are decoded when they are first asked for; postings are arrays over the bytes that were read.

    What the stages after retrieval ask of it is a ``Shelf``; ``fields`` and ``numbering`` are for retrieval itself.
    """

    def __init__(self, folder: Path, generation: Generation) -> None:
        self.folder = folder
        self.manifest: Manifest = generation.manifest
        self.documents = Documents(generation.data["documents.jsonl"], folder)
        self.translations = Translations(generation.data["translations.tsv"], folder)
        self.terms = TermBase(generation.data["terms.tsv"], folder)
        self._sources = generation.data["sources.json"]
        self._vectors = generation.data["vectors.npz"]
        try:
            self.fields, arrays = unpack(generation.data["postings.npz"])
            self.numbering = Numbering.of(arrays)
        except Exception as error:  # numpy, zipfile and zlib raise a dozen types on bytes that are not theirs
            raise StoreCorrupt(folder=folder, place=f"postings.npz: {first_line(error)}") from None
        if not len(self.numbering.passages) == len(self.numbering.statements) == len(self) + 1:
            raise StoreCorrupt(folder=folder, place="postings.npz and documents.jsonl are not of one index")

    @classmethod
    def open(cls, folder: Path, fingerprint: Mapping[str, str] | None = None) -> Snapshot:
        """Read and check the index in ``folder``; raises ``StoreError``."""
        return cls(folder, read_generation(folder, fingerprint))

    def is_current(self) -> bool:
        """Whether the folder still publishes this generation."""
        return read_manifest(self.folder).generation == self.manifest.generation

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The files that were read, in the order of their paths; raises ``StoreCorrupt``."""
        try:
            return unpack_sources(self._sources)
        except ValueError as error:
            raise StoreCorrupt(folder=self.folder, place=f"sources.json: {error}") from None

    @cached_property
    def vectors(self) -> Vectors:
        """Those of its documents, none where it was built without an encoder; raises ``StoreCorrupt``."""
        try:
            return unpack_vectors(self._vectors)
        except Exception as error:  # as above
            raise StoreCorrupt(folder=self.folder, place=f"vectors.npz: {first_line(error)}") from None

    def meanings(self, encoder: Encoder | None) -> Meanings | None:
        """What questions mean to this index; none where another encoder made its vectors, or none did."""
        if encoder is None or self.manifest.fingerprint.get(MEANING) != meaning_version(encoder):
            return None
        return Meanings(self.vectors, encoder)

    def __len__(self) -> int:
        return len(self.documents)

    @property
    def passages(self) -> int:
        return self.numbering.passages[-1]

    @property
    def content(self) -> str:
        return self.manifest.content

    @property
    def numbers(self) -> Mapping[str, int]:
        return self.documents.numbers

    @property
    def files(self) -> Mapping[str, Mapping[tuple[str, ...], tuple[int, ...]]]:
        return self.documents.files

    def record(self, number: int) -> Record:
        return self.documents.record(number)

    def records(self) -> Iterator[Record]:
        return iter(self.documents)

    def document(self, document_id: str) -> Document:
        """Raises ``NotIndexed``."""
        if document_id not in self.numbers:
            raise NotIndexed(name=document_id)
        return self.record(self.numbers[document_id]).document

    def ref(self, document: int, passage: int) -> PassageRef:
        return self.numbering.ref(document, passage)

    def passage(self, ref: PassageRef) -> Passage:
        return self.record(ref.document).passages[ref.passage]

    def passages_of(self, document: int) -> int:
        return self.numbering.passages[document + 1] - self.numbering.passages[document]

    def words(self, field: str) -> Mapping[str, int]:
        return self.fields[field].frequencies

    def frequency_in(self, documents: Iterable[int], field: str, term: str) -> int:
        units = self.fields[field].of(term)[0]
        places = (self.numbering.passages_of(document) for document in documents)
        return sum(int(np.diff(np.searchsorted(units, [place.start, place.stop]))[0]) for place in places)

    def owner_of(self, term: str, least: int) -> int | None:
        documents, whole = self.numbering.by_document(self.fields[TITLE].of(term)[0])
        owners = [number for number in documents[whole].tolist() if self.passages_of(number) >= least]
        return owners[0] if len(owners) == 1 else None
