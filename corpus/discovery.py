"""Paths to files: what a list of files and folders holds, in an order that does not depend on the machine."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .errors import (
    SourceBroken,
    SourceError,
    SourceHidden,
    SourceLoop,
    SourceMissing,
    SourceUnreadable,
    SourceUnsupported,
)


def discover(paths: Iterable[Path | str], suffixes: Collection[str]) -> Iterator[Path | SourceError]:
    """Every file under ``paths`` whose suffix is in ``suffixes`` (lower case, with the dot), folders read
    to the bottom.

    The order is that of ``paths``, sorted by name within a folder. A file is given once however many ways
    lead to it. Whatever is not read is given as an error in its place: hidden files and folders inside a folder are
    passed over, and a folder that is called like a file and holds nothing to read is no such file.
    """
    walk = _Walk(frozenset(suffixes))
    for path in paths:
        yield from walk.path(Path(path), ())


@dataclass
class _Walk:
    suffixes: frozenset[str]
    seen: set[tuple[int, int]] = field(default_factory=set)
    loops: set[tuple[int, int]] = field(default_factory=set)

    def path(self, path: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | SourceError]:
        """``above`` holds device and inode of the folders that were entered on the way here."""
        try:
            found = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            yield SourceMissing(source=str(path))
            return
        except (OSError, ValueError) as error:
            yield SourceLoop(source=str(path)) if _is_loop(error) else _unreadable(path, error)
            return
        identity = (found.st_dev, found.st_ino)
        if stat.S_ISDIR(found.st_mode):
            yield from self.folder(path, identity, above)
        elif path.suffix.casefold() not in self.suffixes:
            yield SourceUnsupported(source=str(path), supported=", ".join(sorted(self.suffixes)))
        elif identity not in self.seen:
            self.seen.add(identity)
            yield path

    def folder(
        self, path: Path, identity: tuple[int, int], above: tuple[tuple[int, int], ...]
    ) -> Iterator[Path | SourceError]:
        if identity in above:
            if identity not in self.loops:
                self.loops.add(identity)
                yield SourceLoop(source=str(path))
            return
        if identity in self.seen:
            return
        self.seen.add(identity)
        try:
            names = sorted(os.listdir(path))
        except OSError as error:
            yield _unreadable(path, error)
            return
        for name in names:
            if name.startswith("."):
                yield SourceHidden(source=str(path / name))
            else:
                yield from self.path(path / name, (*above, identity))
        if not names and path.suffix.casefold() in self.suffixes:
            yield SourceBroken(source=str(path), reason="an empty folder")


def _is_loop(error: OSError | ValueError) -> bool:
    """Whether a link leads only to itself."""
    return isinstance(error, OSError) and error.errno == errno.ELOOP


def _unreadable(path: Path, error: OSError | ValueError) -> SourceUnreadable:
    return SourceUnreadable(source=str(path), reason=getattr(error, "strerror", None) or str(error))
