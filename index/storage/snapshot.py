"""An index in memory: one published generation, never changed after it is opened."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePath
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from youju.corpus import Document, NotIndexed, Passage, StoreCorrupt, name_of_file
from youju.index.translation.translations import Translations

from .layout import unpack
from .postings import Postings
from .records import Record, id_of
from .store import Generation, Manifest, read_generation, read_manifest

_T = TypeVar("_T")


class PassageRef(NamedTuple):
    """A passage's number in the index, its document's number, and its number within the document."""

    unit: int
    document: int
    passage: int


class Snapshot:
    """Documents are decoded when they are first asked for; postings are arrays over the bytes that were read."""

    def __init__(self, folder: Path, generation: Generation) -> None:
        self.folder = folder
        self.manifest: Manifest = generation.manifest
        self._lines = generation.data["documents.jsonl"].splitlines()
        self._records: dict[int, Record] = {}
        self.translations = Translations(generation.data["translations.tsv"], folder)
        self.sources_json = generation.data["sources.json"]
        try:
            self.fields, self._arrays = unpack(generation.data["postings.npz"])
            self._passage_starts: list[int] = self._arrays["document_passages"].tolist()
            self._statement_starts: list[int] = self._arrays["document_statements"].tolist()
        except Exception as error:  # numpy, zipfile and zlib raise a dozen types on bytes that are not theirs
            raise StoreCorrupt(folder=folder, place=f"postings.npz: {_first_line(error)}") from None
        if not len(self._passage_starts) == len(self._statement_starts) == len(self) + 1:
            raise StoreCorrupt(folder=folder, place="postings.npz and documents.jsonl are not of one index")

    @classmethod
    def open(cls, folder: Path, fingerprint: Mapping[str, str] | None = None) -> Snapshot:
        """Read and check the index in ``folder``; raises ``StoreError``."""
        return cls(folder, read_generation(folder, fingerprint))

    def is_current(self) -> bool:
        """Whether the folder still publishes this generation."""
        return read_manifest(self.folder).generation == self.manifest.generation

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def passages(self) -> int:
        return self._passage_starts[-1]

    @property
    def statements(self) -> int:
        return self._statement_starts[-1]

    def record(self, number: int) -> Record:
        if number not in self._records:
            self._records[number] = self._read(number, _record_of)
        return self._records[number]

    def _read(self, number: int, reader: Callable[[bytes], _T]) -> _T:
        try:
            return reader(self._lines[number])
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            place = f"documents.jsonl, line {number + 1}: {_first_line(error)}"
            raise StoreCorrupt(folder=self.folder, place=place) from None

    def records(self) -> Iterator[Record]:
        return (self.record(number) for number in range(len(self)))

    def line(self, number: int) -> bytes:
        """The stored line of a document, undecoded."""
        return self._lines[number]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Document id to its number."""
        return {document_id: number for number, document_id in enumerate(self._ids)}

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        """The ids, read without the rest of the documents."""
        return tuple(self._read(number, id_of) for number in range(len(self)))

    @cached_property
    def files(self) -> Mapping[str, Mapping[tuple[str, ...], tuple[int, ...]]]:
        """By their first word the names of the documents' files, each with the documents that have it, what introduces
        the others first.
        """
        found: dict[tuple[str, ...], list[int]] = {}
        for number, document_id in enumerate(self._ids):
            found.setdefault(name_of_file(document_id), []).append(number)
        files: dict[str, dict[tuple[str, ...], tuple[int, ...]]] = {}
        for name, numbers in found.items():
            if name:
                files.setdefault(name[0], {})[name] = tuple(sorted(numbers, key=self._precedence))
        return files

    def _precedence(self, number: int) -> tuple[bool, int, int]:
        """A README before others, a short name ("nodemon") before a longer one ("nodemon-changes")."""
        stem = PurePath(self._ids[number]).stem.casefold()
        return "readme" not in stem, len(stem), number

    def document(self, document_id: str) -> Document:
        """Raises ``NotIndexed``."""
        if document_id not in self.numbers:
            raise NotIndexed(name=document_id)
        return self.record(self.numbers[document_id]).document

    def locate(self, unit: int) -> PassageRef:
        """Which document passage number ``unit`` of the index belongs to."""
        document = bisect_right(self._passage_starts, unit) - 1
        return PassageRef(unit, document, unit - self._passage_starts[document])

    def passage(self, ref: PassageRef) -> Passage:
        return self.record(ref.document).passages[ref.passage]

    @property
    def passage_starts(self) -> list[int]:
        return self._passage_starts

    @property
    def statement_starts(self) -> list[int]:
        return self._statement_starts

    @property
    def statement_passage(self) -> NDArray[np.int32]:
        """The passage number of each statement, ascending."""
        return self._arrays["statement_passage"]

    def postings(self, field: str) -> Postings:
        return self.fields[field]


def _record_of(line: bytes) -> Record:
    return Record.from_json(line.decode("utf-8", "surrogatepass"))


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__} {str(error).partition(chr(10))[0]}".strip()
