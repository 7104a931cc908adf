"""The files of a book: a zip that a stranger made, opened as far as a book needs it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urldefrag

from youju.corpus.errors import SourceBroken, SourceLocked, SourceTooHeavy

from .element import Element
from .parsing import xml_tree

LARGEST = 200_000_000
"""In bytes: what all that is read of a book may have, unpacked; the longest books have a tenth."""
HIGHEST_RATIO = 200
"""How many times its packed size a large file may have; text packs to a tenth."""
SMALL = 1_000_000
"""In bytes: a file up to this size may pack as well as it likes."""
MOST_FILES = 20_000

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


class Container:
    """Reads files by their paths in the book; ``name`` is what the book is called."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise SourceBroken(source=name, reason=f"no zip archive: {str(error)[:80]}") from None
        infos = self._zip.infolist()
        if len(infos) > MOST_FILES:
            raise SourceTooHeavy(source=name, limit=f"{MOST_FILES} files")
        self._infos: Mapping[str, zipfile.ZipInfo] = {info.filename: info for info in infos}
        self._left = LARGEST

    def __contains__(self, path: str) -> bool:
        return path in self._infos

    def read(self, path: str) -> bytes:
        """The bytes of a file; its size is looked at before it is unpacked, and again while it is."""
        info = self._infos.get(path)
        if info is None:
            raise SourceBroken(source=self.name, reason=f"{path[:80]} is missing")
        if info.flag_bits & 1:
            raise SourceLocked(source=self.name)
        swollen = info.file_size > SMALL and info.file_size > HIGHEST_RATIO * max(1, info.compress_size)
        if swollen or info.file_size > self._left:
            raise SourceTooHeavy(source=self.name, limit=f"{LARGEST // 1_000_000} MB")
        self._left -= info.file_size
        try:
            with self._zip.open(info) as file:
                return file.read(info.file_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise SourceBroken(source=self.name, reason=f"{path[:80]} cannot be unpacked") from None

    def tree(self, path: str) -> Element:
        return xml_tree(self.read(path), self.name)

    def package(self) -> str:
        """The path of the file that says what the book is made of."""
        if _CONTAINER in self:
            for one in self.tree(_CONTAINER).iter("rootfile"):
                if path := one.get("full-path"):
                    return path
        found = next((path for path in self._infos if path.lower().endswith(".opf")), "")
        if not found:
            raise SourceBroken(source=self.name, reason="no book inside")
        return found

    def locked(self) -> frozenset[str]:
        """The files that only a reading program with a key can read; fonts that are merely veiled are none."""
        if _ENCRYPTION not in self:
            return frozenset()
        found = set()
        for data in self.tree(_ENCRYPTION).iter("encrypteddata"):
            methods = [one.get("Algorithm") or "" for one in data.iter("encryptionmethod")]
            if not any(method.startswith(_FONT_ALGORITHMS) for method in methods):
                found |= {unquote(one.get("URI") or "") for one in data.iter("cipherreference")}
        return frozenset(found)


def resolve(base: str, address: str) -> str:
    """The path in the book of what a file at ``base`` calls by a relative address."""
    return normpath(join(dirname(base), unquote(urldefrag(address).url)))
