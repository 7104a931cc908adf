"""The documents of an index by number, each decoded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePath
from typing import TypeVar

from youju.corpus import StoreCorrupt, name_of_file

from .records import Record, id_of

_T = TypeVar("_T")


class Documents:
    """``data`` is ``documents.jsonl`` of the index in ``folder``."""

    def __init__(self, data: bytes, folder: Path) -> None:
        self._folder = folder
        self._lines = data.splitlines()
        self._records: dict[int, Record] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, number: int) -> bytes:
        """The stored line of a document, undecoded."""
        return self._lines[number]

    def record(self, number: int) -> Record:
        """Raises ``StoreCorrupt``."""
        if number not in self._records:
            self._records[number] = self._read(number, _record_of)
        return self._records[number]

    def __iter__(self) -> Iterator[Record]:
        return map(self.record, range(len(self)))

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
        """See :func:`files_of`."""
        return files_of(self._ids)

    def _read(self, number: int, reader: Callable[[bytes], _T]) -> _T:
        try:
            return reader(self._lines[number])
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            place = f"documents.jsonl, line {number + 1}: {first_line(error)}"
            raise StoreCorrupt(folder=self._folder, place=place) from None


def files_of(ids: Sequence[str]) -> dict[str, dict[tuple[str, ...], tuple[int, ...]]]:
    """By their first word the names of the documents' files, each with the numbers of those that have it, what
    introduces the others first.
    """
    found: dict[tuple[str, ...], list[int]] = {}
    for number, document_id in enumerate(ids):
        found.setdefault(name_of_file(document_id), []).append(number)
    files: dict[str, dict[tuple[str, ...], tuple[int, ...]]] = {}
    for name, numbers in found.items():
        if name:
            ordered = sorted(numbers, key=lambda number: (_precedence(ids[number]), number))
            files.setdefault(name[0], {})[name] = tuple(ordered)
    return files


def _precedence(document_id: str) -> tuple[bool, int]:
    """A README before others, a short name ("nodemon") before a longer one ("nodemon-changes")."""
    stem = PurePath(document_id).stem.casefold()
    return "readme" not in stem, len(stem)


def _record_of(line: bytes) -> Record:
    return Record.from_json(line.decode("utf-8", "surrogatepass"))


def first_line(error: Exception) -> str:
    """What an error of another library says, in one line."""
    return f"{type(error).__name__} {str(error).partition(chr(10))[0]}".strip()
