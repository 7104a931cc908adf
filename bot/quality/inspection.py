"""What an index holds, and whether it still agrees with the files on disk."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from youju.corpus import FORMATS, Document, SourceError, Span, discover, read
from youju.corpus.readers.formats import reads_notes
from youju.index import Record, Snapshot, Source


class Standing(StrEnum):
    """How a file, a document or a quote on disk stands to what was read."""

    CURRENT = "current"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class DocumentCheck:
    """``held`` of ``statements`` stand where the index says, word for word."""

    document: str
    state: Standing
    held: int
    statements: int


@dataclass(frozen=True)
class CitationCheck:
    """``answer`` is the answer's id, ``number`` the citation's, 0 that of a quote that only comes near; ``moved_to`` is
    where the quote stands now.
    """

    answer: str
    number: int
    document: str
    start: int
    end: int
    state: Standing
    moved_to: int | None = None


class Inspection:
    """Compares one snapshot with the files that it was made from. ``max_bytes`` is the size limit of a file."""

    def __init__(self, snapshot: Snapshot, max_bytes: int) -> None:
        self._snapshot = snapshot
        self._max_bytes = max_bytes
        self._read: dict[str, dict[str, Document]] = {}

    def changes(self) -> list[tuple[str, Standing]]:
        """The files that are no longer as they were read, gone, or new below the indexed paths."""
        states = ((source.name, self._state(source)) for source in self._snapshot.sources)
        changed = [(name, state) for name, state in states if state is not Standing.CURRENT]
        return [*changed, *((name, Standing.NEW) for name in self._unread())]

    def _state(self, source: Source) -> Standing:
        """By the bytes, and only where size or time differ from those that were read."""
        path = Path(source.path)
        try:
            stat = path.stat()
            if (stat.st_size, stat.st_mtime_ns) == (source.size, source.modified_ns):
                return Standing.CURRENT
            if stat.st_size != source.size:
                return Standing.CHANGED
            return Standing.CURRENT if sha256(path.read_bytes()).hexdigest() == source.sha256 else Standing.CHANGED
        except FileNotFoundError:
            return Standing.GONE
        except OSError:
            return Standing.CHANGED

    def _unread(self) -> Iterator[str]:
        """Files that the next `youju index` would read for the first time; those without documents were skipped."""
        known = {source.path for source in self._snapshot.sources}
        roots = [Path(path) for _, path in self._snapshot.manifest.roots if os.path.lexists(path)]
        built = self._snapshot.manifest.built
        for entry in discover(roots, FORMATS):
            if not isinstance(entry, SourceError) and os.path.abspath(entry) not in known and _is_later(entry, built):
                yield str(entry)

    def verify(self) -> Iterator[DocumentCheck]:
        """Every document of the index against its file, statement by statement."""
        homes = {name: source for source in self._snapshot.sources for name in source.documents}
        for record in self._snapshot.records():
            yield self._check(record, homes.get(record.document.id))

    def _check(self, record: Record, source: Source | None) -> DocumentCheck:
        document, now = record.document, None
        if source is not None:
            now = self._documents(source.path, source.name, source.format).get(document.id)
        if now is None:
            return DocumentCheck(document.id, Standing.GONE, 0, len(document.statements))
        spans = [statement.span for statement in document.statements]
        held = sum(span.of(now.text) == span.of(document.text) for span in spans)
        same = now.sha256 == document.sha256 and now.locators == document.locators
        state = Standing.CURRENT if same else Standing.CHANGED
        return DocumentCheck(document.id, state, held, len(spans))

    def verify_citation(self, citation: Mapping[str, object], answer: str) -> CitationCheck:
        """One citation of an answer against the file that its document came from: at its place, elsewhere, or neither.

        A document that the index does not know is looked for as a file of that name.
        """
        name = str(citation["document"])
        start, end = int(str(citation["start"])), int(str(citation["end"]))
        source = next((source for source in self._snapshot.sources if name in source.documents), None)
        path = source.path if source else name
        version = source.format if source else ""
        now = self._documents(path, source.name if source else name, version).get(name)
        state, moved = _stands(now, Span(start, end), str(citation["quote"]))
        page = now.locator(Span(start, end)).page if now is not None else 0
        if state is Standing.CURRENT and page != (citation.get("page") or 0):
            state, moved = Standing.MOVED, start  # the same words, on another page
        return CitationCheck(answer, int(str(citation.get("number") or 0)), name, start, end, state, moved)

    def _documents(self, path: str, name: str, version: str) -> dict[str, Document]:
        """What a file holds now, by id, read as it was; nothing where it cannot be read."""
        if path not in self._read:
            try:
                items = read(path, name, max_bytes=self._max_bytes, notes=reads_notes(version))
                found = [item for item in items if isinstance(item, Document)]
            except SourceError:
                found = []
            self._read = {path: {document.id: document for document in found}}
        return self._read[path]


def _stands(now: Document | None, span: Span, quote: str) -> tuple[Standing, int | None]:
    """How a quote stands in its document, and where to it moved: the nearest place that says the same."""
    if now is None:
        return Standing.GONE, None
    if span.of(now.text) == quote:
        return Standing.CURRENT, None
    places = [found.start() for found in re.finditer(f"(?={re.escape(quote)})", now.text)] if quote else []
    if not places:
        return Standing.CHANGED, None
    return Standing.MOVED, min(places, key=lambda place: abs(place - span.start))


def _is_later(path: Path, built: str) -> bool:
    """Whether a file was changed after the index was built; an older one was seen and skipped."""
    from datetime import datetime

    try:
        return path.stat().st_mtime > datetime.fromisoformat(built).timestamp()
    except (OSError, ValueError):
        return False
