"""Builds an index folder from files, reading and tokenizing only what changed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from youju.corpus import (
    READERS,
    ChunkLimits,
    Document,
    Duplicate,
    RowInvalid,
    SourceError,
    SourceMissing,
    SourceUnreadable,
    StoreError,
    StoreMissing,
    chunk,
    compare,
    discover,
    read,
    signature,
)

from .analyzer import Analyzer
from .layout import ALL_FIELDS, STATEMENT_FIELDS, count_fields, merge, pack, unit_arrays
from .records import Record
from .scoring import Postings
from .snapshot import Snapshot
from .store import Manifest, publish, read_manifest, writing

MAX_FILE_BYTES: Final = 100 * 1024 * 1024
BULK_BYTES: Final = 300_000
"""From about this much new text, reading jieba's dictionary into memory is quicker than searching it on disk."""
_SETTLED_NS: Final = 2_000_000_000
"""A file changed this shortly before it was read may change again under the same time stamp; its hash decides."""

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the file at hand."""


@dataclass(frozen=True)
class Source:
    """A file that documents came from. ``name`` is the path as given, ``path`` the absolute one."""

    name: str
    path: str
    size: int
    modified_ns: int
    read_ns: int
    sha256: str
    documents: tuple[str, ...]
    problems: tuple[str, ...] = ()


@dataclass
class Report:
    """What a build did. ``skipped`` holds an error for each file or row that could not be taken."""

    manifest: Manifest | None = None
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    files_read: int = 0
    skipped: list[SourceError] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    seconds: float = 0.0


class _Found(NamedTuple):
    path: Path
    name: str


class Builder:
    """Makes and updates the index in ``folder``.

    ``fingerprint`` names everything the index depends on besides the sources; an index made with another one is
    refused with ``StoreOutdated`` unless it is rebuilt.
    """

    def __init__(
        self,
        folder: Path,
        make_analyzer: Callable[[bool], Analyzer],
        fingerprint: Mapping[str, str],
        *,
        limits: ChunkLimits | None = None,
        max_file_bytes: int = MAX_FILE_BYTES,
        base: Path | None = None,
    ) -> None:
        self.folder = folder
        self._make_analyzer = make_analyzer
        self._fingerprint = fingerprint
        self._limits = limits or ChunkLimits()
        self._max_file_bytes = max_file_bytes
        self._base = base

    def build(
        self,
        paths: Sequence[Path] = (),
        *,
        rebuild: bool = False,
        forget: Sequence[Path] = (),
        progress: Progress | None = None,
    ) -> Report:
        """Bring the index up to date with ``paths``, or with every path it was built from when none is given.

        What is gone from those paths is removed; what came from other paths stays. ``forget`` takes paths out of the
        index. Raises ``SourceMissing`` for a path that neither exists nor is known, and ``StoreError``; on any
        error the folder is as it was before.
        """
        started = time.perf_counter()
        self._require(paths, rebuild)
        with writing(self.folder):
            build = _Build(self, paths, rebuild, forget, progress or (lambda done, total, name: None))
            build.run()
        build.report.seconds = time.perf_counter() - started
        return build.report

    def name(self, path: Path) -> str:
        """What a document of this file is called: the path as given, or relative to the base."""
        return str(path) if self._base is None else Path(os.path.relpath(path, self._base)).as_posix()

    def _require(self, paths: Sequence[Path], rebuild: bool) -> None:
        """Fail before anything is made where there is nothing to build from."""
        known: set[str] = set()
        try:
            known = {absolute for _, absolute in read_manifest(self.folder).roots}
        except StoreMissing:
            if not paths:
                raise
        except StoreError:
            if not (rebuild and paths):
                raise
        for path in paths:
            if not path.exists() and os.path.abspath(path) not in known:
                raise SourceMissing(source=path)


class _Build:
    """One run; holds what the steps share."""

    def __init__(
        self, builder: Builder, paths: Sequence[Path], rebuild: bool, forget: Sequence[Path], progress: Progress
    ) -> None:
        self._builder = builder
        self._progress = progress
        self.report = Report()
        self._old = self._open_old(rebuild)
        roots = self._old_roots()
        forgotten = {os.path.abspath(path) for path in forget}
        roots.update({os.path.abspath(path): str(path) for path in paths})
        self._roots = {path: name for path, name in roots.items() if path not in forgotten}
        chosen = {os.path.abspath(path) for path in paths} or set(self._roots)
        if rebuild:
            chosen = set(self._roots)
        self._scanned = chosen | forgotten
        self._old_sources = self._read_old_sources()

    def _open_old(self, rebuild: bool) -> Snapshot | None:
        if rebuild:
            return None
        try:
            return Snapshot.open(self._builder.folder, self._builder._fingerprint)
        except StoreMissing:
            return None

    def _old_roots(self) -> dict[str, str]:
        try:
            return {path: name for name, path in read_manifest(self._builder.folder).roots}
        except StoreError:
            return {}

    def _read_old_sources(self) -> dict[str, Source]:
        if self._old is None:
            return {}
        rows = json.loads(self._old.sources_json)
        return {row["path"]: _source(row) for row in rows}

    def run(self) -> None:
        found = self._discover()
        sources, fresh = self._read_all(found)
        reread = {document.id for document in fresh}
        self._compare(sources, reread)
        if self._old is not None and not self._differs(sources):
            self.report.manifest = self._old.manifest
            return
        unchanged = {name for source in sources.values() for name in source.documents if name not in reread}
        self._publish(sources, fresh, unchanged)

    def _discover(self) -> list[_Found]:
        """Files under the scanned roots, then the files that other roots gave before."""
        found: dict[str, _Found] = {}
        for root, given in sorted(self._roots.items()):
            if root in self._scanned and os.path.lexists(root):
                for entry in discover([Path(given) if Path(given).exists() else Path(root)], READERS):
                    if isinstance(entry, SourceError):
                        self.report.skipped.append(entry)
                    else:
                        found.setdefault(os.path.abspath(entry), _Found(entry, self._builder.name(entry)))
        return list(found.values())

    def _read_all(self, found: Sequence[_Found]) -> tuple[dict[str, Source], list[Document]]:
        sources = {path: source for path, source in self._old_sources.items() if not self._is_scanned(path)}
        fresh: list[Document] = []
        taken = {name: source.name for source in sources.values() for name in source.documents}
        for number, entry in enumerate(found):
            self._progress(number, len(found), entry.name)
            path = os.path.abspath(entry.path)
            old = self._old_sources.get(path)
            try:
                source, documents = self._read_one(entry, path, old, taken)
            except SourceError as error:
                self.report.skipped.append(error)
                continue
            sources[path] = source
            fresh.extend(documents)
            taken.update(dict.fromkeys(source.documents, entry.name))
        self._progress(len(found), len(found), "")
        return sources, fresh

    def _is_scanned(self, path: str) -> bool:
        return any(path == root or path.startswith(root.rstrip(os.sep) + os.sep) for root in self._scanned)

    def _read_one(
        self, entry: _Found, path: str, old: Source | None, taken: Mapping[str, str]
    ) -> tuple[Source, list[Document]]:
        try:
            stat = entry.path.stat()
        except OSError as error:
            raise _unreadable(entry.name, error) from None
        if old is not None and old.name == entry.name and _same_stamp(old, stat):
            return self._keep(old), []
        stamp = {"size": stat.st_size, "modified_ns": stat.st_mtime_ns, "read_ns": time.time_ns()}
        content = self._hash(entry)
        if old is not None and old.name == entry.name and old.sha256 == content:
            return self._keep(replace(old, **stamp)), []
        documents, problems = self._take(entry, taken)
        return Source(
            name=entry.name,
            path=path,
            sha256=content,
            documents=tuple(document.id for document in documents),
            problems=tuple(str(problem) for problem in problems),
            **stamp,
        ), documents

    def _hash(self, entry: _Found) -> str:
        """The sha256 of the file's bytes; a file over the limit is refused by the reader, not hashed."""
        try:
            if entry.path.stat().st_size > self._builder._max_file_bytes:
                return ""
            return sha256(entry.path.read_bytes()).hexdigest()
        except OSError as error:
            raise _unreadable(entry.name, error) from None

    def _take(self, entry: _Found, taken: Mapping[str, str]) -> tuple[list[Document], list[SourceError]]:
        documents: list[Document] = []
        problems: list[SourceError] = []
        self.report.files_read += 1
        for item in read(entry.path, entry.name, max_bytes=self._builder._max_file_bytes):
            if isinstance(item, SourceError):
                problems.append(item)
            elif item.id in taken:
                reason = f"the id {item.id!r} is already used in {taken[item.id]}"
                problems.append(RowInvalid(source=entry.name, row=len(documents) + len(problems) + 1, reason=reason))
            else:
                documents.append(item)
        self.report.skipped.extend(problems)
        return documents, problems

    def _keep(self, source: Source) -> Source:
        self.report.unchanged += len(source.documents)
        self.report.skipped.extend(_Repeated(source=source.name, reason=line) for line in source.problems)
        return source

    def _compare(self, sources: Mapping[str, Source], reread: set[str]) -> None:
        before = {name for source in self._old_sources.values() for name in source.documents}
        after = {name for source in sources.values() for name in source.documents}
        self.report.removed = sorted(before - after)
        self.report.added = sorted(reread - before)
        self.report.updated = sorted(reread & before)

    def _differs(self, sources: Mapping[str, Source]) -> bool:
        assert self._old is not None
        roots = {path: name for name, path in self._old.manifest.roots}
        return dict(sources) != self._old_sources or roots != self._roots

    def _publish(self, sources: Mapping[str, Source], fresh: Sequence[Document], unchanged: set[str]) -> None:
        analyzer = self._builder._make_analyzer(sum(len(document.text) for document in fresh) * 3 > BULK_BYTES)
        records = [self._record(document, analyzer) for document in fresh]
        collection = _Collection(self._old, unchanged, records)
        self.report.duplicates = compare(collection.signatures())
        self.report.manifest = publish(
            self._builder.folder,
            {
                "documents.jsonl": collection.documents_jsonl(),
                "postings.npz": collection.postings_npz(),
                "sources.json": _sources_json(sources.values()),
            },
            fingerprint=self._builder._fingerprint,
            roots=tuple((name, path) for path, name in sorted(self._roots.items())),
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            counts=collection.counts(),
        )

    def _record(self, document: Document, analyzer: Analyzer) -> Record:
        words = (analyzer.words(statement.span.of(document.text)) for statement in document.statements)
        titles = (*(section.title for section in document.sections), document.title)
        return Record(
            document,
            chunk(document, self._builder._limits),
            words=tuple(map(tuple, words)),
            heads=tuple(tuple(analyzer.words(title)) for title in titles),
            signature=signature(document.text),
        )


class _Repeated(SourceError):
    """A problem found when the file was read before; its line is kept word for word."""

    line = "{reason}"


class _Collection:
    """The documents of the new index in the order of their ids: kept ones by their stored line, others as records."""

    def __init__(self, old: Snapshot | None, unchanged: set[str], fresh: Sequence[Record]) -> None:
        self._old = old
        kept = [] if old is None else [r for r in old.records() if r.document.id in unchanged]
        self._fresh = sorted(fresh, key=lambda record: record.document.id)
        self._fresh_ids = {record.document.id for record in self._fresh}
        self._records = sorted([*kept, *self._fresh], key=lambda record: record.document.id)
        self._arrays = unit_arrays(self._records)

    def counts(self) -> dict[str, int]:
        passages, statements = (self._arrays[f"document_{unit}"][-1] for unit in ("passages", "statements"))
        return {"documents": len(self._records), "passages": int(passages), "statements": int(statements)}

    def signatures(self) -> list[tuple[str, tuple[int, ...]]]:
        return [(record.document.id, record.signature) for record in self._records]

    def documents_jsonl(self) -> bytes:
        lines = [self._line(record) for record in self._records]
        return b"".join(line + b"\n" for line in lines)

    def _line(self, record: Record) -> bytes:
        if self._old is not None and record.document.id not in self._fresh_ids:
            return self._old.line(self._old.numbers[record.document.id])
        return record.to_json().encode("utf-8", "surrogatepass")

    def postings_npz(self) -> bytes:
        counted = count_fields(self._fresh)
        fields = {name: Postings.of_units(counted[name]) for name in ALL_FIELDS}
        if self._old is not None:
            fields = {name: self._merged(name, fields[name]) for name in ALL_FIELDS}
        return pack(fields, self._arrays)

    def _merged(self, name: str, fresh: Postings) -> Postings:
        assert self._old is not None
        unit = "statements" if name in STATEMENT_FIELDS else "passages"
        old_starts = self._old.statement_starts if unit == "statements" else self._old.passage_starts
        new_starts = self._arrays[f"document_{unit}"]
        unit_map = np.full(old_starts[-1], -1, dtype=np.int64)
        fresh_units: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
        for number, record in enumerate(self._records):
            units = np.arange(new_starts[number], new_starts[number + 1])
            if record.document.id in self._fresh_ids:
                fresh_units.append(units)
            else:
                begin = old_starts[self._old.numbers[record.document.id]]
                unit_map[begin : begin + len(units)] = units
        return merge(self._old.postings(name), unit_map, fresh, np.concatenate(fresh_units))


def _same_stamp(old: Source, stat: os.stat_result) -> bool:
    """Whether the file is surely the one that was read; see ``_SETTLED_NS``."""
    settled = old.read_ns - old.modified_ns > _SETTLED_NS
    return settled and (old.size, old.modified_ns) == (stat.st_size, stat.st_mtime_ns)


def _unreadable(name: str, error: OSError) -> SourceError:
    return SourceUnreadable(source=name, reason=error.strerror or str(error))


def _sources_json(sources: Iterable[Source]) -> bytes:
    rows = [asdict(source) for source in sorted(sources, key=lambda source: source.path)]
    return json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _source(row: Mapping[str, Any]) -> Source:
    return Source(**{**row, "documents": tuple(row["documents"]), "problems": tuple(row["problems"])})
