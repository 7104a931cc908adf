"""Builds an index folder from files, reading and tokenizing only what changed."""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from youju.corpus import (
    FORMATS,
    ChunkLimits,
    Document,
    Duplicate,
    NotIndexed,
    SourceEmpty,
    SourceError,
    SourceMissing,
    SourceNotText,
    SourceUnreadable,
    StoreCorrupt,
    StoreError,
    StoreMissing,
    chunk,
    compare,
    discover,
    read,
    signature,
    without_targets,
)
from youju.index.analysis.analyzer import Analyzer
from youju.index.translation.bilingual import Entry, mined_pairs
from youju.index.translation.translations import Vocabulary, translations_of

from .layout import STATEMENT_FIELDS, STORED_FIELDS, count_fields, merge, pack, unit_arrays
from .postings import Postings
from .records import Record
from .snapshot import Snapshot
from .store import Manifest, known_roots, publish, read_manifest, writing

MAX_FILE_BYTES: Final = 100 * 1024 * 1024
BULK_BYTES: Final = 300_000
"""From about this much new text, reading jieba's dictionary into memory is quicker than searching it on disk."""
_SETTLED_NS: Final = 2_000_000_000
"""A file changed this shortly before it was read may change again under the same time stamp; its hash decides."""

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the file at hand."""


@dataclass(frozen=True)
class Source:
    """A file that was read. ``name`` is the path as given, ``path`` the absolute one.

    ``problems`` are the lines of what could not be taken; ``refused`` the ids that another file had already.
    """

    name: str
    path: str
    size: int
    modified_ns: int
    changed_ns: int
    read_ns: int
    sha256: str
    documents: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


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
    refused with ``StoreOutdated`` unless it is rebuilt. ``dictionary`` gives words with their translations; without it
    only what the documents say themselves carries a question across languages.
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
        dictionary: Callable[[Analyzer], Iterable[Entry]] | None = None,
    ) -> None:
        self.folder = folder
        self._make_analyzer = make_analyzer
        self._fingerprint = fingerprint
        self._limits = limits or ChunkLimits()
        self._max_file_bytes = max_file_bytes
        self._base = base
        self._dictionary = dictionary

    def build(
        self,
        paths: Sequence[Path] = (),
        *,
        rebuild: bool = False,
        forget: Sequence[Path] = (),
        progress: Progress | None = None,
        names: Mapping[Path, str] | None = None,
    ) -> Report:
        """Bring the index up to date with ``paths``, or with every path it was built from when none is given.

        What is gone from those paths is removed; what came from other paths stays. ``forget`` takes paths out of the
        index; what lies in another path that was built from comes back when that one is read again. ``names`` says what
        a path is called in the names of its documents, now and later, instead of as it is given.

        Raises ``SourceMissing`` for a path that neither exists nor is known, ``NotIndexed`` for one to forget that is
        not known, and ``StoreError``; on any error the folder answers as it did before.
        """
        started = time.perf_counter()
        self._require(paths, rebuild)
        with writing(self.folder):
            build = _Build(self, paths, rebuild, forget, progress or _silent, names or {})
            build.run()
        build.report.seconds = time.perf_counter() - started
        return build.report

    def _require(self, paths: Sequence[Path], rebuild: bool) -> None:
        """Fail before anything is made where there is nothing to build from."""
        known = {absolute for _, absolute in known_roots(self.folder)}
        try:
            read_manifest(self.folder)
        except StoreMissing:
            if not paths:
                raise
        except StoreError:
            if not (rebuild and (paths or known)):
                raise
        for path in paths:
            if not _may_exist(path) and os.path.abspath(path) not in known:
                raise SourceMissing(source=path)


class _Build:
    """One run; holds what the steps share."""

    def __init__(
        self,
        builder: Builder,
        paths: Sequence[Path],
        rebuild: bool,
        forget: Sequence[Path],
        progress: Progress,
        names: Mapping[Path, str],
    ) -> None:
        self._builder = builder
        self._progress = progress
        self.report = Report()
        self._old = self._open_old(rebuild)
        self._old_sources = self._read_old_sources()
        roots = {path: given for given, path in known_roots(builder.folder)}
        roots.update({os.path.abspath(path): names.get(path, str(path)) for path in paths})
        forgotten = {os.path.abspath(path) for path in forget}
        self._require_known(forget, {*roots, *self._old_sources})
        self._roots = {path: given for path, given in roots.items() if path not in forgotten}
        chosen = {os.path.abspath(path) for path in paths} if paths and not rebuild else set(self._roots)
        self._scanned = chosen | forgotten
        self._new_bytes = 0

    def _open_old(self, rebuild: bool) -> Snapshot | None:
        if rebuild:
            return None
        try:
            return Snapshot.open(self._builder.folder, self._builder._fingerprint)
        except StoreMissing:
            return None

    def _read_old_sources(self) -> dict[str, Source]:
        if self._old is None:
            return {}
        try:
            return {row["path"]: _source(row) for row in json.loads(self._old.sources_json)}
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise StoreCorrupt(folder=self._builder.folder, place=f"sources.json: {error}") from None

    @staticmethod
    def _require_known(forget: Sequence[Path], known: Iterable[str]) -> None:
        for path in forget:
            if not any(_is_within(other, os.path.abspath(path)) for other in known):
                raise NotIndexed(name=path)

    def run(self) -> None:
        found = self._discover()
        sources, fresh = self._read_all(found)
        reread = {record.document.id for record in fresh}
        self._compare(sources, reread)
        if self._old is not None and not self._differs(sources):
            self.report.manifest = self._old.manifest
            return
        unchanged = {name for source in sources.values() for name in source.documents if name not in reread}
        self._publish(sources, fresh, unchanged)

    def _discover(self) -> list[_Found]:
        """Files under the scanned roots, each once, in an order that depends on their paths only."""
        found: dict[str, _Found] = {}
        problems: dict[str, SourceError] = {}
        for root, given in sorted(self._roots.items()):
            if self._is_scanned(root) and os.path.lexists(root):
                for entry in discover([given if os.path.abspath(given) == root else root], FORMATS):
                    path = os.path.abspath(str(entry.details["source"]) if isinstance(entry, SourceError) else entry)
                    if self._is_own(path):
                        continue
                    if isinstance(entry, SourceError):
                        problems.setdefault(str(entry), entry)
                    else:
                        found.setdefault(path, _Found(Path(path), self._name(path)))
        self.report.skipped.extend(problems.values())
        return list(found.values())

    def _is_own(self, path: str) -> bool:
        """Whether a file belongs to the index itself, which may lie in a folder that is read."""
        folder = self._builder.folder
        return any(_is_within(path, own) for own in (os.path.abspath(folder), os.path.realpath(folder)))

    def _name(self, path: str) -> str:
        """What the file's document is called: its path as its outermost root was given, or relative to the base."""
        if self._builder._base is not None:
            return Path(os.path.relpath(path, self._builder._base)).as_posix()
        root = min((root for root in self._roots if _is_within(path, root)), key=len)
        return str(Path(self._roots[root], path[len(root) :].lstrip(os.sep)))

    def _read_all(self, found: Sequence[_Found]) -> tuple[dict[str, Source], list[Record]]:
        sources = {path: source for path, source in self._old_sources.items() if not self._is_scanned(path)}
        fresh: list[Record] = []
        taken = {name: source.name for source in sources.values() for name in source.documents}
        self._new_bytes = sum(map(self._size_if_new, found))
        for number, entry in enumerate(found):
            self._progress(number, len(found), entry.name)
            try:
                source, documents = self._read_one(entry, taken)
            except SourceError as error:
                self.report.skipped.append(error)
                continue
            sources[source.path] = source
            fresh.extend(map(self._record, documents))
            taken.update(dict.fromkeys(source.documents, entry.name))
        self._progress(len(found), len(found), "")
        return sources, fresh

    def _is_scanned(self, path: str) -> bool:
        return any(_is_within(path, root) for root in self._scanned)

    def _size_if_new(self, entry: _Found) -> int:
        old = self._old_sources.get(str(entry.path))
        try:
            found = entry.path.stat()
        except OSError:
            return 0
        return 0 if old and _same_stamp(old, found) else min(found.st_size, self._builder._max_file_bytes)

    def _read_one(self, entry: _Found, taken: Mapping[str, str]) -> tuple[Source, list[Document]]:
        found = _stat(entry)
        old = self._keepable(entry, taken)
        if old is not None and _same_stamp(old, found):
            return self._keep(old), []
        source = Source(
            name=entry.name,
            path=str(entry.path),
            size=found.st_size,
            modified_ns=found.st_mtime_ns,
            changed_ns=found.st_ctime_ns,
            read_ns=time.time_ns(),
            sha256=self._hash(entry, found),
        )
        if old is not None and old.sha256 == source.sha256:
            return self._keep(replace(source, documents=old.documents, problems=old.problems)), []
        documents, problems, refused = self._take(entry, taken)
        ids = tuple(document.id for document in documents)
        return replace(source, documents=ids, problems=tuple(map(str, problems)), refused=tuple(refused)), documents

    def _keepable(self, entry: _Found, taken: Mapping[str, str]) -> Source | None:
        """What was read of this file before, unless another file's ids now decide otherwise about its own."""
        old = self._old_sources.get(str(entry.path))
        if old is None or old.name != entry.name or old.refused or not taken.keys().isdisjoint(old.documents):
            return None
        return old

    def _hash(self, entry: _Found, found: os.stat_result) -> str:
        """The sha256 of the file's bytes; a file over the limit is refused by the reader, not hashed."""
        if found.st_size > self._builder._max_file_bytes:
            return ""
        try:
            return sha256(entry.path.read_bytes()).hexdigest()
        except OSError as error:
            raise _unreadable(entry.name, error) from None

    def _take(self, entry: _Found, taken: Mapping[str, str]) -> tuple[list[Document], list[SourceError], list[str]]:
        documents: list[Document] = []
        problems: list[SourceError] = []
        refused: list[str] = []
        self.report.files_read += 1
        try:
            for item in read(entry.path, entry.name, max_bytes=self._builder._max_file_bytes):
                if isinstance(item, SourceError):
                    problems.append(item)
                elif item.id in taken:
                    reason = f"the id {item.id!r} is already used in {taken[item.id]}; skipped"
                    problems.append(SourceError(source=entry.name, reason=reason))
                    refused.append(item.id)
                else:
                    documents.append(item)
        except (SourceEmpty, SourceNotText) as error:  # the bytes decide, so they need not be read again
            problems.append(error)
        self.report.skipped.extend(problems)
        return documents, problems, refused

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
        if self._old is None:
            return True
        roots = {path: given for given, path in self._old.manifest.roots}
        return _essence(sources) != _essence(self._old_sources) or roots != self._roots

    def _publish(self, sources: Mapping[str, Source], records: Sequence[Record], unchanged: set[str]) -> None:
        collection = _Collection(self._old, unchanged, records)
        self.report.duplicates = compare(collection.signatures())
        self.report.manifest = publish(
            self._builder.folder,
            {
                "documents.jsonl": collection.documents_jsonl(),
                "postings.npz": collection.postings_npz(),
                "translations.tsv": collection.translations_tsv(self._entries(), self._analyzer.stem),
                "sources.json": _sources_json(sources.values()),
            },
            fingerprint=self._builder._fingerprint,
            roots=tuple((name, path) for path, name in sorted(self._roots.items())),
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            counts=collection.counts(),
        )

    def _entries(self) -> Iterable[Entry]:
        return self._builder._dictionary(self._analyzer) if self._builder._dictionary is not None else ()

    @cached_property
    def _analyzer(self) -> Analyzer:
        return self._builder._make_analyzer(self._new_bytes > BULK_BYTES)

    def _record(self, document: Document) -> Record:
        analyzer = self._analyzer
        texts = (statement.span.of(document.text) for statement in document.statements)
        words = (analyzer.words(without_targets(text) if document.markup else text) for text in texts)
        titles = (*(section.title for section in document.sections), document.title)
        return Record(
            document,
            chunk(document, self._builder._limits),
            words=tuple(map(tuple, words)),
            heads=tuple(tuple(analyzer.words(title)) for title in titles),
            signature=signature(document.text),
            pairs=mined_pairs(document.text, analyzer),
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

    @cached_property
    def _fields(self) -> dict[str, Postings]:
        counted = count_fields(self._fresh)
        fields = {name: Postings.of_units(counted[name]) for name in STORED_FIELDS}
        if self._old is None:
            return fields
        return {name: self._merged(self._old, name, fields[name]) for name in STORED_FIELDS}

    def postings_npz(self) -> bytes:
        return pack(self._fields, self._arrays)

    def translations_tsv(self, entries: Iterable[Entry], stem: Callable[[str], str]) -> bytes:
        vocabulary = Vocabulary(*(frozenset(self._fields[name].vocabulary) for name in Vocabulary._fields))
        pairs = dict.fromkeys(pair for record in self._records for pair in record.pairs)
        return translations_of(vocabulary, entries, pairs, stem)

    def _merged(self, old: Snapshot, name: str, fresh: Postings) -> Postings:
        unit = "statements" if name in STATEMENT_FIELDS else "passages"
        old_starts = old.statement_starts if unit == "statements" else old.passage_starts
        new_starts = self._arrays[f"document_{unit}"]
        unit_map = np.full(old_starts[-1], -1, dtype=np.int64)
        fresh_units: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
        for number, record in enumerate(self._records):
            units = np.arange(new_starts[number], new_starts[number + 1])
            if record.document.id in self._fresh_ids:
                fresh_units.append(units)
            else:
                begin = old_starts[old.numbers[record.document.id]]
                unit_map[begin : begin + len(units)] = units
        return merge(old.postings(name), unit_map, fresh, np.concatenate(fresh_units))


def _silent(_done: int, _total: int, _name: str) -> None:
    """No progress is shown."""


def _may_exist(path: Path) -> bool:
    """Whether there is something to read or to complain of; the reader says what is wrong with it."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True


def _is_within(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _stat(entry: _Found) -> os.stat_result:
    try:
        found = entry.path.stat()
    except OSError as error:
        raise _unreadable(entry.name, error) from None
    if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for ever
        raise SourceUnreadable(source=entry.name, reason="not a regular file")
    return found


def _same_stamp(old: Source, found: os.stat_result) -> bool:
    """Whether the file is surely the one that was read; see ``_SETTLED_NS``."""
    now = (found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return _is_settled(old) and (old.size, old.modified_ns, old.changed_ns) == now


def _is_settled(source: Source) -> bool:
    return source.read_ns - max(source.modified_ns, source.changed_ns) > _SETTLED_NS


def _essence(sources: Mapping[str, Source]) -> dict[str, Source]:
    """The sources without the time they were read at, but for what it tells about their stamps."""
    return {path: replace(source, read_ns=int(_is_settled(source))) for path, source in sources.items()}


def _unreadable(name: str, error: OSError) -> SourceError:
    return SourceUnreadable(source=name, reason=error.strerror or str(error))


def _sources_json(sources: Iterable[Source]) -> bytes:
    rows = [asdict(source) for source in sorted(sources, key=lambda source: source.path)]
    return json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _source(row: Mapping[str, Any]) -> Source:
    lists = {name: tuple(row[name]) for name in ("documents", "problems", "refused")}
    return Source(**{**row, **lists})
