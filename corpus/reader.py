"""Files to documents: one reader a format, chosen by the file's suffix."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from youju.corpus.readers import plaintext
from youju.corpus.readers.jsonl import Row, rows
from youju.corpus.structure import furniture
from youju.corpus.structure.faq import pair
from youju.corpus.structure.inline import DROPPED, mask, plain
from youju.corpus.structure.markers import without_number
from youju.corpus.structure.outline import outline
from youju.corpus.structure.statements import cut
from youju.corpus.structure.words import longest_first

from .decoding import decode
from .document import Block, BlockKind, Document, Statement, StatementKind
from .errors import (
    RowInvalid,
    SourceEmpty,
    SourceError,
    SourceMissing,
    SourceTooLarge,
    SourceUnreadable,
    SourceUnsupported,
)
from .text import language, width

MAX_BYTES = 20_000_000
"""The default size limit of a source, in bytes."""
LONGEST_TITLE = 80
"""In width units: a first line up to this size can be the title of a document without headings."""

UPDATED_KEYS = (
    "updated",
    "last_updated",
    "lastmod",
    "last_modified",
    "modified",
    "date",
    "created",
    "published",
)
_SENTENCE_ENDS = "。！？!?.;；:：，,"


def read(path: Path | str, name: str | None = None, *, max_bytes: int = MAX_BYTES) -> Iterator[Document | SourceError]:
    """The documents of a file: one, or one a row for ``.jsonl``, with an error in the place of every bad row.

    ``name`` is the document's id, by default the path as given. What is wrong with the file as a whole is
    raised at once, as one of the subclasses of :class:`SourceError`.
    """
    path = Path(path)
    name = str(path) if name is None else name
    reader = READERS.get(path.suffix.casefold())
    if reader is None:
        raise SourceUnsupported(source=name, supported=", ".join(READERS))
    text, _ = decode(load(path, name, max_bytes), name)
    if not text.strip():
        raise SourceEmpty(source=name)
    return reader(text, name, path.stem)


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

    ``markup`` says whether it is Markdown; None looks. Where reStructuredText is found, its lines are read as those of
    plain text, and its emphasis like Markdown's. ``wrapped`` says that lines of plain text may be
    broken at a fixed width; otherwise every line is a paragraph. ``stem`` is the title of last resort. A
    given ``title``, ``lang`` or ``updated`` goes before what the text says. Never raises; a text without
    words gives a document without statements.
    """
    lines = markup is None and plaintext.looks_like_restructured(text)
    markup = plaintext.looks_like_markdown(text) if markup is None else markup
    blocks, metadata = _blocks(text, markup=markup and not lines, wrapped=wrapped, titled=not title)
    blocks = furniture.mark(text, pair(text, blocks), markup=markup)
    sections = outline(text, blocks, markup=markup)
    statements = cut(text, blocks, sections, markup=markup)
    return Document(
        id=id,
        title=title or metadata.get("title", "") or _title(text, blocks, markup=markup) or stem,
        text=text,
        lang=lang or _language(text, statements, markup=markup),
        url=url or metadata.get("url") or None,
        updated=updated or next((metadata[key] for key in UPDATED_KEYS if metadata.get(key)), None),
        metadata=metadata,
        blocks=tuple(blocks),
        sections=sections,
        statements=statements,
        markup=markup,
    )


def _blocks(text: str, *, markup: bool, wrapped: bool, titled: bool) -> tuple[list[Block], Mapping[str, str]]:
    if not markup:
        return plaintext.read(text, wrapped=wrapped, titled=titled), {}
    # Only a Markdown file pays for loading the Markdown parser.
    from youju.corpus.readers import markdown

    return markdown.read(text)


def _language(text: str, statements: Iterable[Statement], *, markup: bool) -> str:
    """The language of what can be quoted; commands and addresses are in none."""
    spans = (statement.span for statement in statements if statement.kind is not StatementKind.CODE)
    words = "\n".join(span.of(text) for span in spans)
    return language(mask(words, coded=DROPPED) if markup else words)


def _title(text: str, blocks: list[Block], *, markup: bool) -> str:
    """The first heading of level 1 that is no numbered chapter, else a heading at the top, else a short
    first line.
    """
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    for block in headings:
        if block.level == 1 and (words := _unnumbered(text, block, markup=markup)):
            return words
    shown = [block for block in blocks if block.kind is not BlockKind.FURNITURE]
    if not shown or shown[0].kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
        return ""
    words = _unnumbered(text, shown[0], markup=markup)
    byline = words.casefold().startswith(longest_first("byline", "starts"))
    return words if words and width(words) <= LONGEST_TITLE and words[-1] not in _SENTENCE_ENDS and not byline else ""


def _unnumbered(text: str, block: Block, *, markup: bool) -> str:
    """The words of a block, or nothing when they begin with a section number: a chapter does not name the
    whole.
    """
    words = plain(block.span.of(text), markup=markup)
    return words if without_number(words) == words else ""


def _one(text: str, name: str, stem: str, markup: bool | None) -> Iterator[Document | SourceError]:
    document = parse(text, name, stem=stem, markup=markup)
    if not document.statements:
        raise SourceEmpty(source=name)
    return iter((document,))


def _markdown(text: str, name: str, stem: str) -> Iterator[Document | SourceError]:
    return _one(text, name, stem, True)


def _plain(text: str, name: str, stem: str) -> Iterator[Document | SourceError]:
    return _one(text, name, stem, None)


def _jsonl(text: str, name: str, _: str) -> Iterator[Document | SourceError]:
    for row in rows(text, name):
        yield row if isinstance(row, RowInvalid) else _from_row(row, name)


def _from_row(row: Row, name: str) -> Document | SourceError:
    document = parse(
        row.text,
        row.id,
        title=row.title,
        lang=row.lang,
        url=row.url or None,
        updated=row.updated or None,
        wrapped=False,
    )
    if not document.statements:
        return RowInvalid(source=name, row=row.line, reason='"text" holds no words')
    return document


READERS: Mapping[str, Callable[[str, str, str], Iterator[Document | SourceError]]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".txt": _plain,
    ".text": _plain,
    ".rst": _plain,
    ".jsonl": _jsonl,
}
"""Every suffix that is read, in lower case, and its reader."""
