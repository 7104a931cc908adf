"""What lies in a zip that a stranger packed: parts by their paths, each bounded before it is unpacked, as trees."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any, Final, Protocol

from youju.corpus.errors import SourceBroken, SourceLocked, SourceTooHeavy

TREE_BYTES: Final = 48_000_000
"""The most that a part may unpack to which is held as a tree; ten times its size in memory is still within bounds."""
STREAM_BYTES: Final = 400_000_000
"""The most that a part may unpack to which is read as a stream; more cannot be read in the time of one file."""
MOST_BYTES: Final = 800_000_000
"""The most that all parts together may unpack to that are read."""
MOST_PARTS: Final = 20_000
UNPACKING: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError, LookupError,
)  # fmt: skip
"""What a damaged zip makes its library raise."""
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What old Office files and encrypted new ones begin with."""
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PREFIXES: Final = {"officeDocument/2006/relationships": "r_", "officeDocument/relationships": "r_", "svg": "svg_"}
"""Namespaces, by how they end, whose names would be taken for others without a prefix."""


class Node(Protocol):
    """An element whose name and whose attributes' names have lost their namespaces, but "r_" and "svg_"."""

    tag: str
    text: str | None
    tail: str | None

    def get(self, key: str, default: str) -> str: ...
    def find(self, path: str) -> Node | None: ...
    def findall(self, path: str) -> list[Node]: ...
    def iter(self, *tags: str) -> Iterator[Node]: ...
    def iterancestors(self, *tags: str) -> Iterator[Node]: ...
    def getparent(self) -> Node | None: ...
    def getprevious(self) -> Node | None: ...
    def getnext(self) -> Node | None: ...
    def __iter__(self) -> Iterator[Node]: ...
    def __len__(self) -> int: ...


class Package:
    """The parts of a zip. Raises a ``SourceError`` for what is no zip, is locked, or is made to be heavy."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        if data.startswith(_COMPOUND):
            raise _compound(data, name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except UNPACKING as error:
            reason = "no whole zip archive" if data.startswith(b"PK") else "no zip archive"
            raise SourceBroken(source=name, reason=reason) from error
        self._unpacked = 0
        self._parts = {_key(info.filename): info for info in self._zip.infolist()[:MOST_PARTS]}

    def __contains__(self, path: str) -> bool:
        return _key(path) in self._parts

    def paths(self) -> list[str]:
        return [info.filename for info in self._parts.values()]

    def stream(self, path: str, limit: int = STREAM_BYTES) -> IO[bytes]:
        """The bytes of a part that is there, as they are unpacked."""
        info = self._parts[_key(path)]
        if info.flag_bits & 1:
            raise SourceLocked(source=self.name)
        self._unpacked += info.file_size
        if info.file_size > limit or self._unpacked > MOST_BYTES:
            raise SourceTooHeavy(source=self.name, limit=f"{limit // 1_000_000} MB")
        try:
            return self._zip.open(info)
        except UNPACKING as error:
            raise SourceBroken(source=self.name, reason=f"{info.filename} cannot be unpacked") from error

    def data(self, path: str) -> bytes:
        """The bytes of a part; none where there is no such part."""
        if path not in self:
            return b""
        try:
            with self.stream(path, TREE_BYTES) as part:
                return part.read(TREE_BYTES)
        except UNPACKING as error:
            raise SourceBroken(source=self.name, reason=f"{path} cannot be unpacked") from error

    def tree(self, path: str) -> Node | None:
        """The root of an XML part; None where there is no such part."""
        data = self.data(path)
        return bare(data, self.name, path) if data else None

    def needed(self, path: str) -> Node:
        """The root of a part that a file of this kind has."""
        root = self.tree(path)
        if root is None:
            raise SourceBroken(source=self.name, reason=f"{path or 'its main part'} is missing")
        return root


def bare(data: bytes, name: str, path: str) -> Node:
    """The tree of an XML text. Entities stay what they are, nothing is fetched, and no tree is deeper than 256."""
    etree: Any = import_module("lxml.etree")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Node = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceBroken(source=name, reason=f"{path} is no whole XML") from error
    etree.strip_elements(root, etree.Entity, with_tail=False)
    known: dict[str, str] = {}
    for node in root.iter("*"):
        _strip(node, known)
    return root


def _strip(node: Any, known: dict[str, str]) -> None:
    for key, value in node.attrib.items():
        if key[0] == "{":
            short = known.get(key) or known.setdefault(key, local(key))
            del node.attrib[key]
            if short not in node.attrib:
                node.attrib[short] = value
    node.tag = known.get(node.tag) or known.setdefault(node.tag, local(node.tag))


def local(name: str) -> str:
    """A name without its namespace, but for those that a prefix tells apart."""
    space, _, rest = name.rpartition("}")
    for end, prefix in _PREFIXES.items():
        if space.endswith(end) or (prefix == "svg_" and ":svg-compatible" in space):
            return prefix + rest
    return rest


def value(node: Node | None) -> str:
    return node.get("val", "") if node is not None else ""


def whole(digits: str, other: int) -> int:
    """A number that an attribute says; ``other`` for none."""
    try:
        return int(float(digits)) if len(digits) < 20 else other
    except (ValueError, OverflowError):
        return other


def joined(base: str, target: str) -> str:
    """The path of what a part at ``base`` calls ``target``."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))


def _key(path: str) -> str:
    """Paths differ in case and slashes between programs."""
    return path.replace("\\", "/").lstrip("/").casefold()


def _compound(data: bytes, name: str) -> SourceBroken | SourceLocked:
    if _ENCRYPTED in data:
        return SourceLocked(source=name)
    return SourceBroken(source=name, reason="an Office file of the old kind under a new name")
