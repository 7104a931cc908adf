"""The paths that an index is built from, and the files below them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from youju.corpus import FORMATS, SourceError, discover


class Found(NamedTuple):
    """A file to read, and what it is called."""

    path: Path
    name: str


class Roots(NamedTuple):
    """``names`` says what each path is called, by its absolute form. ``scanned`` are those that one build looks below,
    and those that it takes out; ``base`` is what files are named relative to, where it is given.
    """

    names: dict[str, str]
    scanned: AbstractSet[str]
    base: Path | None = None

    def is_scanned(self, path: str) -> bool:
        return _is_below(path, self.scanned)

    def name_of(self, path: str) -> str:
        """What the file's document is called: its path as its outermost root was given, or relative to the base."""
        if self.base is not None:
            return Path(os.path.relpath(path, self.base)).as_posix()
        root = min((root for root in self.names if is_within(path, root)), key=len)
        return str(Path(self.names[root], path[len(root) :].lstrip(os.sep)))


def is_within(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _is_below(path: str, roots: Iterable[str]) -> bool:
    return any(is_within(path, root) for root in roots)


def files_below(roots: Roots, index: Path) -> tuple[list[Found], list[SourceError]]:
    """Files under the scanned roots, each once, in an order that depends on their paths only, and what is wrong there.

    What belongs to the folder ``index``, which may lie in one that is read, is no source of it.
    """
    found: dict[str, Found] = {}
    problems: dict[str, SourceError] = {}
    own = {os.path.abspath(index), os.path.realpath(index)}
    for entry in _discovered(roots):
        path = os.path.abspath(str(entry.details["source"]) if isinstance(entry, SourceError) else entry)
        if _is_below(path, own):
            continue
        if isinstance(entry, SourceError):
            problems.setdefault(str(entry), entry)
        else:
            found.setdefault(path, Found(Path(path), roots.name_of(path)))
    return list(found.values()), list(problems.values())


def _discovered(roots: Roots) -> Iterator[Path | SourceError]:
    for root, given in sorted(roots.names.items()):
        if roots.is_scanned(root) and os.path.lexists(root):
            yield from discover([given if os.path.abspath(given) == root else root], FORMATS)


def missing(paths: Sequence[Path], known: AbstractSet[str]) -> Iterator[Path]:
    """Those of ``paths`` that neither exist nor are known by their absolute form."""
    return (path for path in paths if not _may_exist(path) and os.path.abspath(path) not in known)


def _may_exist(path: Path) -> bool:
    """Whether there is something to read or to complain of; the reader says what is wrong with it."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True
