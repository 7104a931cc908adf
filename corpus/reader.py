"""Files to documents: one format for each suffix."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from youju.corpus.readers.format import Given, Parsed
from youju.corpus.readers.formats import FORMATS
from youju.corpus.readers.isolation import parse_apart
from youju.corpus.readers.plain import plaintext

from .assembly import assemble
from .document import Document
from .errors import (
    RowInvalid,
    SourceEmpty,
    SourceError,
    SourceMissing,
    SourceNote,
    SourceTooLarge,
    SourceUnreadable,
    SourceUnsupported,
)

MAX_BYTES = 20_000_000
"""The default size limit of a source, in bytes: what nobody writes, but a machine logs."""


def read(
    path: Path | str, name: str | None = None, *, max_bytes: int = MAX_BYTES, notes: bool = False
) -> Iterator[Document | SourceError]:
    """The documents of a file: one, or one a row for ``.jsonl``, with an error in the place of every bad row, and a
    ``SourceNote`` beside what had to be read otherwise than it stands.

    ``name`` is the document's id, by default the path as given; with ``notes`` those of a speaker are read. What is
    wrong with the file as a whole is raised at once, as one of the subclasses of :class:`SourceError`.
    """
    path = Path(path)
    name = str(path) if name is None else name
    format_ = FORMATS.get(path.suffix.casefold())
    if format_ is None:
        raise SourceUnsupported(source=name, supported=", ".join(FORMATS))
    data = load(path, name, max_bytes)
    suffix = path.suffix.casefold()
    parts = parse_apart(suffix, data, name, notes=notes) if format_.isolated else format_.parse(data, name)
    documents = _documents(parts, name, path.stem)
    # What is wrong with the whole file is raised here, and not where the caller takes the first document.
    begun: list[Document | SourceError] = []
    for document in documents:
        begun.append(document)
        if not isinstance(document, SourceNote):
            return chain(begun, documents)
    raise SourceEmpty(source=name)


def load(path: Path, name: str, max_bytes: int) -> bytes:
    """The bytes of a regular file that is not over ``max_bytes``; its size is asked before a byte is read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise SourceUnreadable(source=name, reason="not a regular file")
        if found.st_size > max_bytes:
            raise SourceTooLarge(source=name, size=found.st_size, limit=max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise SourceMissing(source=name) from None
    except (OSError, ValueError) as error:
        raise SourceUnreadable(source=name, reason=getattr(error, "strerror", None) or error) from None
    if len(data) > max_bytes:
        raise SourceTooLarge(source=name, size=len(data), limit=max_bytes)
    return data


def parse(
    text: str,
    id: str,
    *,
    title: str = "",
    lang: str = "",
    url: str | None = None,
    updated: str | None = None,
    markup: bool | None = None,
    wrapped: bool = True,
    stem: str = "",
) -> Document:
    """A document from a text in memory.

    ``markup`` says whether it is Markdown; None looks. ``wrapped`` says that lines of plain text may be
    broken at a fixed width; otherwise every line is a paragraph. ``stem`` is the title of last resort. A
    given ``title``, ``lang`` or ``updated`` goes before what the text says. Never raises; a text without
    words gives a document without statements.
    """
    parsed = plaintext.parsed(text, markup=markup, wrapped=wrapped, titled=not title)
    return assemble(parsed._replace(given=Given(title, lang, url or "", updated or "")), id, stem)


def _documents(parts: Iterator[Parsed | SourceError], name: str, stem: str) -> Iterator[Document | SourceError]:
    for part in parts:
        yield part if isinstance(part, SourceError) else _document(part, name, stem)


def _document(parsed: Parsed, name: str, stem: str) -> Document | RowInvalid:
    if not parsed.row:
        document = assemble(parsed, name, stem)
        if not document.statements:
            raise SourceEmpty(source=name)
        return document
    document = assemble(parsed, parsed.name)
    return document if document.statements else RowInvalid(source=name, row=parsed.row, reason='"text" holds no words')
