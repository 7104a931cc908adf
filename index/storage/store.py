"""The index folder: what is in it, how it is published, and how damage is noticed.

    index.json                 format, version, fingerprint, generation, size and sha256 of every file, its own check
    lock                       held by the one process that writes
    generation-<hash>/
        documents.jsonl        a document a line: text, sections, statements, passages, words
        postings.npz           numpy arrays, no pickled objects
        translations.tsv       a word a line, with the terms of the index that translate it
        vectors.npz            what units and headings mean; empty where there is no encoder
        terms.tsv              a term a line, with the places that explain it
        sources.json           the files read, with size, time and sha256
        index.json             a copy, so that a rebuild finds its sources when the first one is damaged

A build writes a new generation beside the old one, flushes it to disk and then replaces ``index.json`` in one step:
whoever opens the folder sees all of the old index or all of the new one. A killed build leaves a folder that nothing
points to; the next build removes it.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from youju.corpus import StoreCorrupt, StoreError, StoreLocked, StoreMissing, StoreOutdated, StoreUnwritable

FORMAT: Final = "youju-index"
VERSION: Final = 9
MANIFEST: Final = "index.json"
NEW: Final = MANIFEST + ".new"
LOCK: Final = "lock"
PREFIX: Final = "generation-"
FILES: Final = ("documents.jsonl", "postings.npz", "translations.tsv", "vectors.npz", "terms.tsv", "sources.json")
MEANING: Final = "meaning"
"""The part of the fingerprint that names what made the vectors. Without them, too, an index can be asked."""
_NOT_OURS: Final = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a manifest raises when it is not one, or not as it was written."""


@dataclass(frozen=True)
class Manifest:
    """``files`` maps a file's name to ``[bytes, sha256]``; ``roots`` are the paths given to build from, absolute."""

    generation: str
    fingerprint: Mapping[str, str]
    files: Mapping[str, tuple[int, str]]
    roots: tuple[tuple[str, str], ...]
    built: str
    counts: Mapping[str, int]

    @property
    def content(self) -> str:
        """Names what the index holds, whenever and wherever it was built: equal content, equal answers."""
        parts = [*sorted(self.fingerprint.items()), *((name, self.files[name][1]) for name in FILES[:-1])]
        return sha256(json.dumps(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Generation:
    """A manifest and the bytes of its files, checked."""

    manifest: Manifest
    data: Mapping[str, bytes]


def _check(fields: Mapping[str, Any]) -> str:
    body = {key: value for key, value in fields.items() if key != "check"}
    return sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def read_manifest(folder: Path, fingerprint: Mapping[str, str] | None = None) -> Manifest:
    """The manifest of ``folder``.

    Raises ``StoreMissing`` where there is none, ``StoreCorrupt`` where it is damaged, and ``StoreOutdated`` where
    it is of another version, or was not made with ``fingerprint``.
    """
    try:
        raw = (folder / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise StoreMissing(folder=folder) from None
    except OSError as error:
        raise StoreCorrupt(folder=folder, place=f"{MANIFEST}: {error.strerror}") from None
    try:
        fields = _decode(raw)
        if fields["version"] != VERSION:
            found = f"{FORMAT} {fields['version']}, this program reads {FORMAT} {VERSION}"
            raise StoreOutdated(folder=folder, reason=found)
        manifest = _manifest(fields)
    except _NOT_OURS:
        if not _is_index(folder):
            raise StoreMissing(folder=folder) from None
        raise StoreCorrupt(folder=folder, place=f"{MANIFEST} is not what was written") from None
    if fingerprint is not None:
        changed = sorted(key for key in fingerprint if manifest.fingerprint.get(key) != fingerprint[key])
        if changed:
            raise StoreOutdated(folder=folder, reason=f"other {', '.join(changed)}")
    return manifest


def known_roots(folder: Path) -> tuple[tuple[str, str], ...]:
    """The paths that the index was built from, also of an index that is damaged or of another version."""
    with suppress(OSError):
        for path in (folder / MANIFEST, *sorted(folder.glob(f"{PREFIX}*/{MANIFEST}"))):
            with suppress(OSError, *_NOT_OURS):
                return _roots(_decode(path.read_bytes()))
    return ()


def _decode(raw: bytes) -> dict[str, Any]:
    """The fields of a manifest; those of this version are checked."""
    fields: dict[str, Any] = json.loads(raw)
    if fields["format"] != FORMAT or type(fields["version"]) is not int:
        raise ValueError("another format")
    if fields["version"] == VERSION and fields["check"] != _check(fields):
        raise ValueError("not what was written")
    return fields


def _manifest(fields: Mapping[str, Any]) -> Manifest:
    if not re.fullmatch(PREFIX + "[0-9a-f]+", fields["generation"]):
        raise ValueError("the generation is no name of a folder in this one")
    return Manifest(
        generation=fields["generation"],
        fingerprint=dict(fields["fingerprint"]),
        files={name: (size, digest) for name, (size, digest) in fields["files"].items()},
        roots=_roots(fields),
        built=fields["built"],
        counts=dict(fields["counts"]),
    )


def _roots(fields: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(given), str(path)) for given, path in fields["roots"])


def _is_index(folder: Path) -> bool:
    """Whether a build was ever here; there are other programs' files of the name ``index.json``."""
    try:
        head = (folder / MANIFEST).read_bytes()[:200]
    except OSError:
        head = b""
    return FORMAT.encode() in head or any(folder.glob(PREFIX + "*"))


def read_generation(folder: Path, fingerprint: Mapping[str, str] | None = None) -> Generation:
    """The published generation with its files in memory, each checked against its sha256.

    A generation that is replaced while it is being read is read again from the new manifest.
    """
    while True:
        manifest = read_manifest(folder, fingerprint)
        try:
            return Generation(manifest, {name: _read_checked(folder, manifest, name) for name in FILES})
        except StoreCorrupt:
            if read_manifest(folder, fingerprint).generation == manifest.generation:
                raise


def _read_checked(folder: Path, manifest: Manifest, name: str) -> bytes:
    try:
        size, digest = manifest.files[name]
        data = (folder / manifest.generation / name).read_bytes()
    except KeyError:
        raise StoreCorrupt(folder=folder, place=f"{MANIFEST} does not list {name}") from None
    except FileNotFoundError:
        raise StoreCorrupt(folder=folder, place=f"{name} is missing") from None
    except OSError as error:
        raise StoreCorrupt(folder=folder, place=f"{name}: {error.strerror}") from None
    if len(data) != size:
        raise StoreCorrupt(folder=folder, place=f"{name} has {len(data)} bytes instead of {size}")
    if sha256(data).hexdigest() != digest:
        raise StoreCorrupt(folder=folder, place=f"{name} is not what was written")
    return data


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the folder's write lock, made if needed; raises ``StoreLocked`` or ``StoreUnwritable``.

    What killed builds left is removed first.
    """
    from filelock import FileLock, Timeout

    try:
        _prepare(folder)
        with FileLock(folder / LOCK, timeout=0):
            _sweep(folder)
            yield
    except Timeout:
        raise StoreLocked(folder=folder) from None
    except OSError as error:
        raise StoreUnwritable(folder=folder, reason=error.strerror or str(error)) from None


def _prepare(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise StoreUnwritable(folder=folder, reason="it is a file; name a folder")
    folder.mkdir(parents=True, exist_ok=True)
    names = sorted(entry.name for entry in folder.iterdir())
    strangers = [name for name in names if name not in {LOCK, NEW} and not name.startswith(PREFIX)]
    if strangers and not _is_index(folder):
        reason = f"it holds other files, such as {strangers[0]}; name a folder of its own"
        raise StoreUnwritable(folder=folder, reason=reason)


def publish(
    folder: Path,
    data: Mapping[str, bytes],
    *,
    fingerprint: Mapping[str, str],
    roots: tuple[tuple[str, str], ...],
    built: str,
    counts: Mapping[str, int],
) -> Manifest:
    """Write a generation and make it the current one. Call it while ``writing`` is held.

    The bytes of every file are on disk before the manifest names them, and the manifest is replaced atomically. A
    generation's name is never used twice: a reader that finds the same name before and after has read one generation.
    """
    files = {name: (len(data[name]), sha256(data[name]).hexdigest()) for name in FILES}
    manifest = Manifest(PREFIX + secrets.token_hex(8), fingerprint, files, roots, built, counts)
    encoded = _encode(manifest)
    try:
        _write_files(folder / manifest.generation, {**data, MANIFEST: encoded})
        _flush_folder(folder)
        _write_durably(folder / NEW, encoded)
        _replace(folder / NEW, folder / MANIFEST)
    except BaseException:
        _withdraw(folder, manifest.generation)
        raise
    _flush_folder(folder)
    _sweep(folder)
    return manifest


def _withdraw(folder: Path, generation: str) -> None:
    """Remove a generation that was not published, and so give a full disk its space back."""
    try:
        published = generation.encode() in (folder / MANIFEST).read_bytes()
    except OSError:
        published = False
    if not published:
        shutil.rmtree(folder / generation, ignore_errors=True)
        with suppress(OSError):
            (folder / NEW).unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove every generation but the published one. A manifest that cannot be read leaves all as it is."""
    try:
        keep = read_manifest(folder).generation
    except StoreMissing:
        keep = ""
    except StoreError:
        return
    (folder / NEW).unlink(missing_ok=True)
    for entry in folder.glob(PREFIX + "*"):
        if entry.name != keep:
            shutil.rmtree(entry, ignore_errors=True)


def _encode(manifest: Manifest) -> bytes:
    fields = json.loads(json.dumps({"format": FORMAT, "version": VERSION, **asdict(manifest)}))
    fields["check"] = _check(fields)
    return json.dumps(fields, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def _write_files(target: Path, data: Mapping[str, bytes]) -> None:
    target.mkdir()
    for name, content in data.items():
        _write_durably(target / name, content)
    _flush_folder(target)


def _replace(source: Path, target: Path) -> None:
    """``os.replace``, patient on Windows, where it fails while a reader has ``target`` open."""
    for pause in (0.02, 0.1, 0.5) if os.name == "nt" else ():
        with suppress(PermissionError):
            os.replace(source, target)
            return
        time.sleep(pause)
    os.replace(source, target)


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _flush_folder(folder: Path) -> None:
    """Make renames and new names durable, where folders can be flushed at all (not on Windows)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
