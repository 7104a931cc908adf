"""Takes in the files of an index: what is as it was read before is kept, what changed is read and analyzed."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from youju.corpus import (
    FORMATS,
    Document,
    SourceBroken,
    SourceChanging,
    SourceEmpty,
    SourceError,
    SourceLocked,
    SourceNote,
    SourceNotText,
    SourceScanned,
    SourceUnreadable,
    read,
)
from youju.corpus.errors import packed, unpacked
from youju.corpus.readers.formats import WITH_NOTES

from .records import Record
from .roots import Found
from .sources import Source

_BY_BYTES = (SourceBroken, SourceEmpty, SourceLocked, SourceNotText, SourceScanned)
"""What the bytes of a file decide, so that the same bytes need not be read again; how long that takes, they do not."""
Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the file at hand."""


@dataclass
class Taken:
    """``sources`` by their paths, and the ``records`` of what was read anew; ``owners`` are the files of the ids."""

    sources: dict[str, Source]
    records: list[Record] = field(default_factory=list)
    skipped: list[SourceError] = field(default_factory=list)
    notes: list[SourceError] = field(default_factory=list)
    unchanged: int = 0
    files_read: int = 0
    owners: dict[str, str] = field(default_factory=dict)

    @property
    def reread(self) -> set[str]:
        """The ids of the documents that were read anew."""
        return {record.document.id for record in self.records}


class Intake:
    """Reads files of up to ``max_bytes``, and ``notes`` of speakers; ``old`` is what was read before, by path."""

    def __init__(
        self, old: Mapping[str, Source], max_bytes: int, analyzed: Callable[[Document], Record], *, notes: bool = False
    ) -> None:
        self._notes = notes
        self._old = old
        self._max_bytes = max_bytes
        self._analyzed = analyzed

    def new_bytes(self, found: Iterable[Found]) -> int:
        """How much there is to read, at most."""
        return sum(map(self._size_if_new, found))

    def _size_if_new(self, entry: Found) -> int:
        old = self._old.get(str(entry.path))
        try:
            now = entry.path.stat()
        except OSError:
            return 0
        return 0 if old and old.is_same(now) else min(now.st_size, self._max_bytes)

    def take(self, found: Sequence[Found], kept: Mapping[str, Source], progress: Progress) -> Taken:
        """``kept`` are the sources that stay as they are; of two files with one id the first has it."""
        owners = {name: source.name for source in kept.values() for name in source.documents}
        taken = Taken(dict(kept), owners=owners)
        for number, entry in enumerate(found):
            progress(number, len(found), entry.name)
            try:
                source = self._take_one(entry, taken)
            except SourceChanging as error:
                taken.skipped.append(error)
                old = self._keepable(entry, taken)
                if old is None:
                    continue
                source = _keep(old, taken)
            except SourceError as error:
                taken.skipped.append(error)
                continue
            taken.sources[source.path] = source
            owners.update(dict.fromkeys(source.documents, entry.name))
        progress(len(found), len(found), "")
        return taken

    def _take_one(self, entry: Found, taken: Taken) -> Source:
        now = _stat(entry)
        old = self._keepable(entry, taken)
        if old is not None and old.is_same(now):
            return _keep(old, taken)
        source = Source(
            name=entry.name,
            path=str(entry.path),
            size=now.st_size,
            modified_ns=now.st_mtime_ns,
            changed_ns=now.st_ctime_ns,
            read_ns=time.time_ns(),
            sha256=self._hash(entry, now),
            format=self._version(entry),
        )
        if old is not None and old.sha256 == source.sha256:
            return _keep(replace(source, documents=old.documents, problems=old.problems, notes=old.notes), taken)
        return self._read(entry, source, taken)

    def _keepable(self, entry: Found, taken: Taken) -> Source | None:
        """What was read of this file before, unless its format now reads better, or another file's ids decide otherwise
        about its own.
        """
        old = self._old.get(str(entry.path))
        if old is None or old.format != self._version(entry):
            return None
        if old.name != entry.name or old.refused or not taken.owners.keys().isdisjoint(old.documents):
            return None
        return old

    def _version(self, entry: Found) -> str:
        """What the format that reads it says of itself; "" where none does any more."""
        format_ = (WITH_NOTES if self._notes else FORMATS).get(entry.path.suffix.casefold())
        return format_.version if format_ else ""

    def _hash(self, entry: Found, now: os.stat_result) -> str:
        """The sha256 of the file's bytes; a file over the limit is refused by the reader, not hashed."""
        if now.st_size > self._max_bytes:
            return ""
        try:
            return sha256(entry.path.read_bytes()).hexdigest()
        except OSError as error:
            raise _unreadable(entry.name, error) from None

    def _read(self, entry: Found, source: Source, taken: Taken) -> Source:
        documents: list[Document] = []
        problems: list[SourceError] = []
        notes: list[SourceNote] = []
        refused: list[str] = []
        taken.files_read += 1
        try:
            for item in read(entry.path, entry.name, max_bytes=self._max_bytes, notes=self._notes):
                if isinstance(item, SourceNote):
                    notes.append(item)
                elif isinstance(item, SourceError):
                    problems.append(item)
                elif item.id in taken.owners:
                    reason = f"the id {item.id!r} is already used in {taken.owners[item.id]}; skipped"
                    problems.append(SourceError(source=entry.name, reason=reason))
                    refused.append(item.id)
                else:
                    documents.append(item)
        except _BY_BYTES as error:
            problems.append(error)
        if _stamp(_stat(entry)) != (source.size, source.modified_ns, source.changed_ns):
            raise SourceChanging(source=entry.name)
        taken.skipped.extend(problems)
        taken.notes.extend(notes)
        taken.records.extend(map(self._analyzed, documents))
        ids = tuple(document.id for document in documents)
        return replace(
            source,
            documents=ids,
            problems=tuple(map(packed, problems)),
            notes=tuple(map(packed, notes)),
            refused=tuple(refused),
        )


def _keep(source: Source, taken: Taken) -> Source:
    taken.unchanged += len(source.documents)
    taken.skipped.extend(unpacked(*problem) for problem in source.problems)
    taken.notes.extend(unpacked(*note) for note in source.notes)
    return source


def _stat(entry: Found) -> os.stat_result:
    try:
        found = entry.path.stat()
    except OSError as error:
        raise _unreadable(entry.name, error) from None
    if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for ever
        raise SourceUnreadable(source=entry.name, reason="not a regular file")
    return found


def _stamp(now: os.stat_result) -> tuple[int, int, int]:
    return now.st_size, now.st_mtime_ns, now.st_ctime_ns


def _unreadable(name: str, error: OSError) -> SourceError:
    return SourceUnreadable(source=name, reason=error.strerror or str(error))
