"""Where a reference leads: the document and the section that a link or a title names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from youju.corpus import NONE
from youju.index import Record, Shelf, fold

_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]]{1,300})\]\((?P<target>[^()\n]{1,400})\)"
    r"|xref:(?P<xref>[^\s\[\]]{1,300})\[(?P<xref_words>[^\[\]]{0,300})\]"
    r"|<<(?P<id>[^<>,\n]{1,200})(?:,(?P<id_words>[^<>\n]{0,300}))?>>"
    r"|:(?:doc|ref):`(?P<role_words>[^`<>]{0,200})(?:<(?P<role>[^`<>]{1,200})>)?`"
)
_QUOTED = re.compile(r"[\"'](?P<path>[^\"'\s]{1,300})[\"']")
_SCHEME = re.compile(r"[a-z][a-z\d+.-]{1,20}:|//", re.IGNORECASE)
_NO_SLUG = re.compile(r"[^\w\s-]")
_SPACE = re.compile(r"[\s_-]+")
_PAGES = ("README", "index")
"""What a folder's own page is called."""


class Link(NamedTuple):
    """A link in a text: where it begins and ends, and what it names."""

    start: int
    end: int
    target: str


class LinkTarget(NamedTuple):
    """A place in the index; ``section`` is ``NONE`` where the whole document is meant."""

    record: Record
    section: int


def links(text: str) -> Iterator[Link]:
    """The links of ``text``, whatever they lead to; pictures are none."""
    for found in _LINK.finditer(text):
        target = found["target"] or found["xref"] or found["id"] or found["role"] or found["role_words"] or ""
        given = _QUOTED.search(target) if target.startswith("{") else None
        path = given["path"] if given else next(iter(target.split()), "").strip("<>")
        if path:
            yield Link(*found.span(), f"#{path}" if found["id"] and not path.startswith("#") else path)


def target_of(link: str, record: Record, shelf: Shelf) -> LinkTarget | None:
    """What a link in ``record`` leads to; ``None`` where that is not in the index, or no such section is."""
    if _SCHEME.match(link):
        return None
    path, _, anchor = unquote(link).partition("#")
    meant = _document(path.partition("?")[0], record, shelf) if path else record
    if meant is None:
        return None
    section = section_of(meant, anchor) if anchor else NONE
    return None if anchor and section == NONE else LinkTarget(meant, section)


def section_of(record: Record, name: str) -> int:
    """The section that an anchor or a title names, or ``NONE``."""
    slug = _slug(name)
    sections = record.document.sections
    found = (n for n, one in enumerate(sections) if one.anchor == name or (slug and _slug(one.title) == slug))
    return next(found, NONE)


def _slug(title: str) -> str:
    """A title as anchors spell it: "Get styles!" gives "get-styles"."""
    return _SPACE.sub("-", _NO_SLUG.sub("", fold(title)).strip()).strip("-")


def _document(path: str, record: Record, shelf: Shelf) -> Record | None:
    """The document at ``path``: seen from that of the link; one from a root, from any folder that this stands below."""
    own = PurePosixPath(record.document.id)
    folders = [str(folder) for folder in own.parents]
    roots = folders if path.startswith("/") else folders[:1]
    for root in roots:
        for name in _names(posixpath.normpath(posixpath.join(root, path.lstrip("/"))), own.suffix):
            if (number := shelf.numbers.get(name)) is not None:
                return shelf.record(number)
    return None


def _names(path: str, suffix: str) -> Iterator[str]:
    """What the file of ``path`` may be called: links leave out endings, or have those of the web."""
    yield path
    bare = path.removesuffix(".html").removesuffix(".htm")
    yield f"{bare}{suffix}"
    yield from (f"{bare}/{page}{suffix}" for page in _PAGES)
