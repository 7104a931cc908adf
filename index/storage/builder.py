"""Builds an index folder from files, reading and tokenizing only what changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from youju.corpus import (
    ChunkLimits,
    Document,
    Duplicate,
    NotIndexed,
    SourceError,
    SourceHidden,
    SourceMissing,
    StoreError,
    StoreMissing,
    chunk,
    compare,
    level,
    section_languages,
    signature,
    sought,
)
from youju.corpus.structure.units import units
from youju.index.analysis.analyzer import Analyzer
from youju.index.meaning.encoder import Encoder
from youju.index.meaning.vectors import meaning_version
from youju.index.terms.defined import defined_in
from youju.index.translation.dictionary import Dictionary
from youju.index.translation.mined import mined_pairs

from .collection import Collection
from .intake import Intake, Progress, Taken
from .records import Record
from .roots import Roots, files_below, is_within, missing
from .snapshot import Snapshot
from .sources import Source, essence, pack_sources
from .store import MEANING, Manifest, known_roots, publish, read_manifest, writing

MAX_FILE_BYTES: Final = 100 * 1024 * 1024
BULK_BYTES: Final = 300_000
"""From about this much new text, reading jieba's dictionary into memory is quicker than searching it on disk."""


@dataclass
class Report:
    """What a build did. ``skipped`` holds an error for each file or row that could not be taken, ``notes`` says how
    others had to be read, ``hidden`` what was passed over for its name.
    """

    manifest: Manifest | None = None
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    files_read: int = 0
    skipped: list[SourceError] = field(default_factory=list)
    notes: list[SourceError] = field(default_factory=list)
    hidden: list[SourceError] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class _Before:
    """What the folder holds when a build begins: nothing where it is the first, or where all is read anew."""

    snapshot: Snapshot | None
    sources: Mapping[str, Source]

    @property
    def ids(self) -> set[str]:
        return _ids(self.sources.values())

    def is_as(self, sources: Mapping[str, Source], roots: Roots, meaning: str) -> bool:
        """Whether these sources would give the same index, with vectors made as ``meaning`` says."""
        if self.snapshot is None:
            return False
        named = {path: given for given, path in self.snapshot.manifest.roots}
        same_vectors = self.snapshot.manifest.fingerprint.get(MEANING) == meaning
        return same_vectors and essence(sources) == essence(self.sources) and named == roots.names


class Builder:
    """Makes and updates the index in ``folder``.

    ``fingerprint`` names everything the index depends on besides the sources; an index made with another one is
    refused with ``StoreOutdated`` unless it is rebuilt. ``dictionary`` gives words with their translations; without it
    only what the documents say themselves carries a question across languages. With ``notes`` those of speakers are
    read. Without ``encoder`` the index has no vectors; where it has another one's, all documents are encoded anew, and
    none is read again for that.
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
        dictionary: Dictionary | None = None,
        notes: bool = False,
        encoder: Encoder | None = None,
    ) -> None:
        self.folder = folder
        self._make_analyzer = make_analyzer
        self._fingerprint = fingerprint
        self._limits = limits or ChunkLimits()
        self._max_file_bytes = max_file_bytes
        self._base = base
        self._dictionary = dictionary
        self._notes = notes
        self._encoder = encoder

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
            before = self._before(rebuild)
            named = {path: given for given, path in known_roots(self.folder)}
            named |= {os.path.abspath(path): (names or {}).get(path, str(path)) for path in paths}
            _require_known(forget, {*named, *before.sources})
            roots = self._roots(named, () if rebuild else paths, forget)
            report = self._run(before, roots, progress or _silent)
        report.seconds = time.perf_counter() - started
        return report

    def build_of(self, documents: Iterable[Document]) -> Manifest:
        """Publish an index of ``documents`` that no file is read for, in place of what the folder holds."""
        analyzer = self._make_analyzer(True)
        records = [record_of(document, analyzer, self._limits) for document in documents]
        with writing(self.folder):
            return self._publish(
                Collection(None, frozenset(), records), Taken({}), Roots({}, frozenset()), analyzer, _silent
            )

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
        for path in missing(paths, known):
            raise SourceMissing(source=path)

    def _before(self, rebuild: bool) -> _Before:
        if rebuild:
            return _Before(None, {})
        try:
            old = Snapshot.open(self.folder, self._fingerprint)
        except StoreMissing:
            return _Before(None, {})
        return _Before(old, {source.path: source for source in old.sources})

    def _roots(self, named: Mapping[str, str], paths: Sequence[Path], forget: Sequence[Path]) -> Roots:
        """The paths without those to forget; without ``paths`` all of them are looked below."""
        forgotten = {os.path.abspath(path) for path in forget}
        names = {path: given for path, given in named.items() if path not in forgotten}
        chosen = {os.path.abspath(path) for path in paths} or set(names)
        return Roots(names, chosen | forgotten, self._base)

    def _run(self, before: _Before, roots: Roots, progress: Progress) -> Report:
        found, problems = files_below(roots, self.folder)

        @cache
        def analyzer() -> Analyzer:
            return self._make_analyzer(intake.new_bytes(found) > BULK_BYTES)

        def analyzed(document: Document) -> Record:
            return record_of(document, analyzer(), self._limits)

        intake = Intake(before.sources, self._max_file_bytes, analyzed, notes=self._notes)
        kept = {path: source for path, source in before.sources.items() if not roots.is_scanned(path)}
        taken = intake.take(found, kept, progress)
        report = _report(before, taken, problems)
        if before.snapshot is not None and before.is_as(taken.sources, roots, self._meaning):
            report.manifest = before.snapshot.manifest
            return report
        collection = Collection(before.snapshot, _ids(taken.sources.values()) - taken.reread, taken.records)
        report.duplicates = compare(collection.signatures())
        report.manifest = self._publish(collection, taken, roots, analyzer(), progress)
        return report

    @property
    def _meaning(self) -> str:
        return meaning_version(self._encoder)

    def _publish(
        self, collection: Collection, taken: Taken, roots: Roots, analyzer: Analyzer, progress: Progress
    ) -> Manifest:
        entries = self._dictionary(analyzer) if self._dictionary is not None else ()
        return publish(
            self.folder,
            {
                "documents.jsonl": collection.documents_jsonl(),
                "postings.npz": collection.postings_npz(),
                "translations.tsv": collection.translations_tsv(entries, analyzer.stem),
                "vectors.npz": collection.vectors_npz(self._encoder, progress),
                "terms.tsv": collection.terms_tsv(),
                "sources.json": pack_sources(taken.sources.values()),
            },
            fingerprint={**self._fingerprint, MEANING: self._meaning},
            roots=tuple((name, path) for path, name in sorted(roots.names.items())),
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            counts=collection.counts(),
        )


def record_of(document: Document, analyzer: Analyzer, limits: ChunkLimits) -> Record:
    """A document cut into passages, with the terms of its statements and titles."""
    text = level(document)
    markup, names = document.markup, document.metadata
    words = (analyzer.words(sought(one, text, markup, names)) for one in document.statements)
    titles = (*(section.title for section in document.sections), document.title)
    return Record(
        document,
        chunk(document, limits),
        words=tuple(map(tuple, words)),
        heads=tuple(tuple(analyzer.words(title)) for title in titles),
        signature=signature(document.text),
        # Only what may be quoted: a comment of the page would else say which words mean the same.
        pairs=mined_pairs("\n".join(one.span.of(document.text) for one in document.statements), analyzer),
        languages=section_languages(document),
        terms=defined_in(document, analyzer.stem, analyzer.is_stopword),
        units=units(document),
    )


def _report(before: _Before, taken: Taken, problems: Sequence[SourceError]) -> Report:
    return Report(
        added=sorted(taken.reread - before.ids),
        updated=sorted(taken.reread & before.ids),
        removed=sorted(before.ids - _ids(taken.sources.values())),
        unchanged=taken.unchanged,
        files_read=taken.files_read,
        skipped=[*(one for one in problems if not isinstance(one, SourceHidden)), *taken.skipped],
        hidden=[one for one in problems if isinstance(one, SourceHidden)],
        notes=taken.notes,
    )


def _ids(sources: Iterable[Source]) -> set[str]:
    return {name for source in sources for name in source.documents}


def _require_known(forget: Sequence[Path], known: Iterable[str]) -> None:
    for path in forget:
        if not any(is_within(other, os.path.abspath(path)) for other in known):
            raise NotIndexed(name=path)


def _silent(_done: int, _total: int, _name: str) -> None:
    """No progress is shown."""
