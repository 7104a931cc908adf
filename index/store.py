"""The index folder: what is in it, how it is published, and how damage is noticed.

    index.json                 format, version, fingerprint, generation, the size and sha256 of every file, its own check
    lock                       held by the one process that writes
    generation-<hash>/
        documents.jsonl        a document a line: text, sections, statements, passages, words
        postings.npz           numpy arrays, no pickled objects
        sources.json           the files read, with size, time and sha256

A build writes a new generation beside the old one, flushes it to disk and then replaces ``index.json`` in one step:
whoever opens the folder sees all of the old index or all of the new one. A killed build leaves a folder that nothing
points to; the next build removes it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from youju.corpus import StoreCorrupt, StoreLocked, StoreMissing, StoreOutdated, StoreUnwritable

FORMAT: Final = "youju-index"
VERSION: Final = 1
MANIFEST: Final = "index.json"
LOCK: Final = "lock"
PREFIX: Final = "generation-"
FILES: Final = ("documents.jsonl", "postings.npz", "sources.json")
_ATTEMPTS: Final = 5


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
        parts = [*sorted(self.fingerprint.items()), *((name, self.files[name][1]) for name in FILES[:2])]
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
    it is of another format or version, or was not made with ``fingerprint``.
    """
    try:
        raw = (folder / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise StoreMissing(folder=folder) from None
    except OSError as error:
        raise StoreCorrupt(folder=folder, place=f"{MANIFEST}: {error.strerror}") from None
    try:
        fields = json.loads(raw)
        checked = fields.get("check") == _check(fields)
    except (ValueError, AttributeError, RecursionError):
        raise StoreCorrupt(folder=folder, place=f"{MANIFEST} is not what was written") from None
    if not checked:
        raise StoreCorrupt(folder=folder, place=f"{MANIFEST} is not what was written")
    if (fields["format"], fields["version"]) != (FORMAT, VERSION):
        found = f"{fields['format']} {fields['version']}, this program reads {FORMAT} {VERSION}"
        raise StoreOutdated(folder=folder, reason=found)
    manifest = Manifest(
        generation=fields["generation"],
        fingerprint=fields["fingerprint"],
        files={name: (size, digest) for name, (size, digest) in fields["files"].items()},
        roots=tuple((given, path) for given, path in fields["roots"]),
        built=fields["built"],
        counts=fields["counts"],
    )
    if fingerprint is not None:
        changed = sorted(key for key in fingerprint if manifest.fingerprint.get(key) != fingerprint[key])
        if changed:
            raise StoreOutdated(folder=folder, reason=f"other {', '.join(changed)}")
    return manifest


def read_generation(folder: Path, fingerprint: Mapping[str, str] | None = None) -> Generation:
    """The published generation with its files in memory, each checked against its sha256.

    A generation that is replaced while it is being read is read again from the new manifest.
    """
    for attempt in range(_ATTEMPTS):
        manifest = read_manifest(folder, fingerprint)
        try:
            return Generation(manifest, {name: _read_checked(folder, manifest, name) for name in FILES})
        except StoreCorrupt:
            replaced = read_manifest(folder, fingerprint).generation != manifest.generation
            if not replaced or attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


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
    """Hold the folder's write lock, made if needed; raises ``StoreLocked`` or ``StoreUnwritable``."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        strangers = [entry.name for entry in folder.iterdir() if not _is_ours(entry.name)]
        if strangers and not (folder / MANIFEST).exists():
            reason = f"it holds other files, such as {sorted(strangers)[0]}; name a folder of its own"
            raise StoreUnwritable(folder=folder, reason=reason)
        with FileLock(folder / LOCK, timeout=0):
            yield
    except Timeout:
        raise StoreLocked(folder=folder) from None
    except OSError as error:
        raise StoreUnwritable(folder=folder, reason=error.strerror or str(error)) from None


def _is_ours(name: str) -> bool:
    return name in {MANIFEST, LOCK, MANIFEST + ".new"} or name.startswith(PREFIX)


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

    The bytes of every file are on disk before the manifest names them, and the manifest is replaced atomically.
    """
    files = {name: (len(data[name]), sha256(data[name]).hexdigest()) for name in FILES}
    name = PREFIX + sha256(json.dumps(files).encode()).hexdigest()[:16]
    manifest = Manifest(name, fingerprint, files, roots, built, counts)
    _sweep(folder, keep=_published(folder))
    if name != _published(folder):
        _write_files(folder / name, data)
    _write_manifest(folder, manifest)
    _sweep(folder, keep=name)
    return manifest


def _published(folder: Path) -> str:
    try:
        return read_manifest(folder).generation
    except (StoreMissing, StoreCorrupt, StoreOutdated):
        return ""


def _sweep(folder: Path, keep: str) -> None:
    for entry in folder.glob(PREFIX + "*"):
        if entry.name != keep:
            shutil.rmtree(entry, ignore_errors=True)


def _write_files(target: Path, data: Mapping[str, bytes]) -> None:
    target.mkdir()
    for name in FILES:
        _write_durably(target / name, data[name])
    _flush_folder(target)


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    fields = {"format": FORMAT, "version": VERSION, **asdict(manifest)}
    fields = json.loads(json.dumps(fields))
    fields["check"] = _check(fields)
    temporary = folder / (MANIFEST + ".new")
    _write_durably(temporary, json.dumps(fields, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))
    os.replace(temporary, folder / MANIFEST)
    _flush_folder(folder)


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
