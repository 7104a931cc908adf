"""A file as it was read, and what tells whether it still is that file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

Problem = tuple[str, dict[str, str | int | float]]
"""The code of an error, and its details."""

_SETTLED_NS: Final = 2_000_000_000
"""A file changed this shortly before it was read may change again under the same time stamp; its hash decides."""


@dataclass(frozen=True)
class Source:
    """A file that was read. ``name`` is the path as given, ``path`` the absolute one.

    ``problems`` are the errors of what could not be taken, ``notes`` of how it was read; ``refused`` are the ids that
    another file had already. ``format`` is the version of the format that read it.
    """

    name: str
    path: str
    size: int
    modified_ns: int
    changed_ns: int
    read_ns: int
    sha256: str
    documents: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()
    format: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether its time stamps can be trusted."""
        return self.read_ns - max(self.modified_ns, self.changed_ns) > _SETTLED_NS

    def is_same(self, now: os.stat_result) -> bool:
        """Whether the file is surely the one that was read."""
        stamp = (self.size, self.modified_ns, self.changed_ns)
        return self.is_settled and stamp == (now.st_size, now.st_mtime_ns, now.st_ctime_ns)


def essence(sources: Mapping[str, Source]) -> dict[str, Source]:
    """The sources without the time they were read at, but for what it tells about their stamps."""
    return {path: replace(source, read_ns=int(source.is_settled)) for path, source in sources.items()}


def pack_sources(sources: Iterable[Source]) -> bytes:
    """``sources`` in the order of their paths as the bytes of ``sources.json``."""
    rows = [asdict(source) for source in sorted(sources, key=lambda source: source.path)]
    return json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")


def unpack_sources(data: bytes) -> tuple[Source, ...]:
    """The inverse of :func:`pack_sources`; raises ``ValueError`` for what that has not written."""
    try:
        return tuple(map(_source, json.loads(data)))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(str(error)) from None


def _source(row: Mapping[str, Any]) -> Source:
    names = {name: tuple(row[name]) for name in ("documents", "refused")}
    said = {name: tuple((code, details) for code, details in row[name]) for name in ("problems", "notes")}
    return Source(**{**row, **names, **said})
