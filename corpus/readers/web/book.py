"""Books in EPUB: their chapters in the order of reading, each under its heading."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urldefrag

from youju.corpus.errors import SourceBroken, SourceEmpty, SourceLocked, SourceTooHeavy
from youju.corpus.readers.extract import Extract
from youju.corpus.readers.format import Given, Parsed

from .element import HEADINGS, Element, kinds
from .looks import Looks
from .main import prune_book
from .parsing import chapter_tree, xml_tree
from .shares import Shares
from .tree import take
from .words import words_of

MOST_CHAPTERS = 5000
_TEXT = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
_NOT_READ = frozenset(["cover", "toc", "landmarks", "page-list", "titlepage", "copyright-page", "index", "loi", "lot"])
"""What the parts of a book are called that lead to its text and are none."""

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


class Book:
    """EPUB 2 and 3."""

    suffixes = (".epub",)
    version = "epub 2"
    isolated = True

    def parse(self, data: bytes, name: str) -> Iterator[Parsed]:
        """One document: the whole book."""
        container = _Container(data, name)
        package = _package(container)
        extract = Extract()
        for chapter in _readable(package, container):
            _read(chapter, package, extract)
        yield extract.parsed(given=Given(title=package.title, url=package.url, updated=package.day))


class _Chapter(NamedTuple):
    path: str
    root: Element


@dataclass(frozen=True)
class _Package:
    """``names`` are the titles of the contents by the files they lead to."""

    title: str
    day: str
    url: str
    spine: tuple[str, ...]
    names: Mapping[str, str]


def _package(container: _Container) -> _Package:
    path = container.package()
    root = container.tree(path)
    items = {one.get("id") or "": one for one in root.iter("item")}
    beside = _beside(root, items, path)
    spine = [items[idref] for one in root.iter("itemref") if (idref := one.get("idref") or "") in items]
    paths = dict.fromkeys(_resolve(path, one.get("href") or "") for one in spine if _is_text(one))
    return _Package(
        title=_said(root, "title"),
        day=_day(root),
        url=next((one for one in _all_said(root, "source") if one.startswith(("http://", "https://"))), ""),
        spine=tuple(one for one in paths if one not in beside)[:MOST_CHAPTERS],
        names=_names(container, items, path),
    )


def _is_text(item: Element) -> bool:
    return (item.get("media-type") or "") in _TEXT and "nav" not in (item.get("properties") or "").split()


def _beside(root: Element, items: Mapping[str, Element], path: str) -> frozenset[str]:
    """The files that a book itself calls its cover or its contents."""
    covers = [one for one in root.iter("reference") if (one.get("type") or "").casefold() == "cover"]
    contents = [one for one in items.values() if "nav" in (one.get("properties") or "").split()]
    return frozenset(_resolve(path, one.get("href") or "") for one in (*covers, *contents))


def _all_said(root: Element, name: str) -> list[str]:
    return [words for one in root.iter(name) if (words := " ".join("".join(one.itertext()).split()))]


def _said(root: Element, name: str) -> str:
    return next(iter(_all_said(root, name)), "")


def _day(root: Element) -> str:
    """The day of the last change, else that of the publication."""
    changed = [
        "".join(one.itertext()).strip()
        for one in root.iter("meta")
        if (one.get("property") or "") == "dcterms:modified"
    ]
    dated = {_event(one): "".join(one.itertext()).strip() for one in root.iter("date")}
    days = (dated.get("modification"), dated.get("publication"), dated.get(""), *changed, *dated.values())
    return next((day[:10] for day in days if day), "")


def _event(element: Element) -> str:
    return (element.get("event") or element.get("{http://www.idpf.org/2007/opf}event") or "").casefold()


def _names(container: _Container, items: Mapping[str, Element], path: str) -> dict[str, str]:
    """The titles of the table of contents; of several that lead into a file, the first."""
    names: dict[str, str] = {}
    for item in items.values():
        place = _resolve(path, item.get("href") or "")
        navigates = "nav" in (item.get("properties") or "").split()
        if place not in container or not (navigates or item.get("media-type") == "application/x-dtbncx+xml"):
            continue
        try:
            tree = container.tree(place)
        except SourceBroken:
            continue
        for address, words in _nav(tree) if navigates else _ncx(tree):
            names.setdefault(_resolve(place, address), words)
    return names


def _nav(tree: Element) -> Iterator[tuple[str, str]]:
    for nav in tree.iter("nav"):
        if "toc" in kinds(nav):
            for link in nav.iter("a"):
                yield link.get("href") or "", " ".join("".join(link.itertext()).split())


def _ncx(tree: Element) -> Iterator[tuple[str, str]]:
    for point in tree.iter("navpoint"):
        address = next((one.get("src") or "" for one in point if one.tag == "content"), "")
        label = next((one for one in point if one.tag == "navlabel"), None)
        if label is not None:
            yield address, " ".join("".join(label.itertext()).split())


def _readable(package: _Package, container: _Container) -> Iterator[_Chapter]:
    """The chapters that can be read; what is damaged is passed over as long as something is left."""
    locked = container.locked()
    if package.spine and all(path in locked for path in package.spine):
        raise SourceLocked(source=container.name)
    broken: SourceBroken | None = None
    read = 0
    for path in package.spine:
        if path in locked:
            continue
        try:
            root = chapter_tree(container.read(path), container.name)
        except SourceEmpty:
            continue
        except SourceBroken as error:
            broken = error
            continue
        read += 1
        yield _Chapter(path, root)
    if not read and broken:
        raise broken


def _read(chapter: _Chapter, package: _Package, extract: Extract) -> None:
    body = next(chapter.root.iter("body"), chapter.root)
    if not _NOT_READ.isdisjoint(kinds(body)) or any(not _NOT_READ.isdisjoint(kinds(one)) for one in _only(body)):
        return
    looks = Looks(chapter.root)
    prune_book(body, Shares(body))
    name = package.names.get(chapter.path, "")
    if name and words_of(body, looks) and not any(True for _ in body.iter(*HEADINGS)):
        extract.heading(name, 1)
        _drop_name(body, name, looks)
    take(body, extract, looks)


def _only(body: Element) -> Iterator[Element]:
    """What a body consists of, where it consists of one part."""
    inner = body
    while len(inner) == 1:
        inner = next(iter(inner))
        yield inner


def _drop_name(body: Element, name: str, looks: Looks) -> None:
    """A paragraph at the top that is the chapter's title, now that it is its heading."""
    first = next((one for one in body.iter("p", "div") if not len(one) or one.tag == "p"), None)
    if first is None or words_of(first, looks) != name:
        return
    above = first.getparent()
    if above is not None:
        above.remove(first)


class _Container:
    """Reads files by their paths in the book; ``name`` is what the book is called."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise SourceBroken(source=name, reason="no zip archive") from None
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


def _resolve(base: str, address: str) -> str:
    """The path in the book of what a file at ``base`` calls by a relative address."""
    return normpath(join(dirname(base), unquote(urldefrag(address).url)))
