"""Files that are made once from a library's data and kept in the cache folder: written whole or not at all, checked."""

from __future__ import annotations

import os
import tempfile
import time
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

_ABANDONED: Final = 3600
"""Seconds after which a half-written file belongs to a process that was killed."""
_NEW: Final = ".new"
_LONGEST_HEADER: Final = 80


class SortedLines:
    """Lines of bytes in order, searched in place: nothing is parsed before it is asked for.

    A line is a key, ``separator`` and a value; the lines are in the order of their keys.
    """

    def __init__(self, data: bytes, separator: bytes, start: int = 0) -> None:
        self._data = data
        self._separator = separator
        self._start = start

    def at_or_after(self, key: bytes) -> tuple[bytes, bytes]:
        """Key and value of the first line whose key is not less than ``key``; two times nothing after the last."""
        return self._split(self._line_at(self._lower_bound(key)))

    def get(self, key: bytes) -> bytes | None:
        """The value of ``key``, or ``None``."""
        found, value = self.at_or_after(key)
        return value if found == key and value else None

    def _split(self, line: bytes) -> tuple[bytes, bytes]:
        key, _, value = line.partition(self._separator)
        return key, value

    def _lower_bound(self, key: bytes) -> int:
        low, high = self._start, len(self._data)
        while low < high:
            middle = max(low, self._data.rfind(b"\n", low, (low + high) // 2) + 1)
            line = self._line_at(middle)
            if self._split(line)[0] < key:
                low = middle + len(line) + 1
            else:
                high = middle
        return low

    def _line_at(self, offset: int) -> bytes:
        end = self._data.find(b"\n", offset)
        return self._data[offset : end if end >= 0 else len(self._data)]


def read_cached(path: Path, header: bytes) -> tuple[bytes, int, list[int]]:
    """The bytes of a file that `write_cached` wrote, where its body begins, and the numbers of its first line.

    Raises ``ValueError`` for a file that is not what was written, ``OSError`` for one that cannot be read.
    """
    data = path.read_bytes()
    start = data.find(b"\n", 0, _LONGEST_HEADER) + 1
    if not start or not data.startswith(header + b" "):
        raise ValueError(f"{path}: not of this format")
    *numbers, size, checksum = map(int, data[len(header) : start].split())
    body = memoryview(data)[start:]
    if (len(body), _checksum(numbers, body)) != (size, checksum):
        raise ValueError(f"{path}: not what was written")
    return data, start, numbers


def write_cached(path: Path, header: bytes, body: bytes, *numbers: int) -> None:
    """Write ``body`` behind a first line that names format, ``numbers``, size and checksum. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep_abandoned(path)
    first = b" ".join([header, *(b"%d" % number for number in (*numbers, len(body), _checksum(numbers, body)))])
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=_NEW)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(first + b"\n")
            stream.write(body)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _checksum(numbers: Sequence[int], body: bytes | memoryview) -> int:
    return zlib.crc32(body, zlib.crc32(b" ".join(b"%d" % number for number in numbers)))


def _sweep_abandoned(target: Path) -> None:
    """Remove what killed processes left beside ``target``; a file in use or of another user stays."""
    for left in target.parent.glob(f"{target.name}*{_NEW}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()
