"""The words of a quote without the marks of its dialect, and a mask of the same length for whoever cuts it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from youju.corpus.document import Document, Markup, Span, Statement, StatementKind
from youju.corpus.text import HAN

from . import asciidoc, joined, markdown, org, quoted, restructured, settings
from .fillers import CODED
from .halves import paragraph, without_halves
from .joined import closed, whole

PIPE = re.compile(r"(?<!\\)\|")
"""What stands between the cells of a table row."""
CELL_BULLET = re.compile(rf"[-*+•][ \t]+(?=[A-Za-z{HAN}*`\[])")
"""A bullet that a cell begins with, before words: the cell is a list of one."""
_emphasis = re.compile(r"[*_]|~~")
_quoted_code = re.compile(r">[ \t]?(?:[ \t]{4}(?P<code>.*)|[ \t\r]*$)")
_gap = re.compile(r"(?:[ \t]+:[^\n]{0,200})?[ \t\r]*\n\s*|:[ \t]+")


class _Dialect(Protocol):
    """What a module of a dialect has."""

    def words(self, text: str) -> str:
        """The text without its marks; line breaks stay where they part paragraphs."""
        ...

    def masked(self, text: str, coded: str = ...) -> str:
        """See :func:`mask`."""
        ...

    def without_targets(self, text: str) -> str:
        """See :func:`without_targets`."""
        ...


_DIALECTS: Mapping[Markup, _Dialect] = {
    Markup.MARKDOWN: markdown,
    Markup.QUOTED: quoted,
    Markup.SETTINGS: settings,
    Markup.RESTRUCTURED: restructured,
    Markup.ASCIIDOC: asciidoc,
    Markup.ORG: org,
}


_SUBSTITUTED: Mapping[Markup, Callable[[str, Mapping[str, str]], str]] = {
    Markup.RESTRUCTURED: restructured.substituted,
    Markup.ASCIIDOC: asciidoc.substituted,
}
"""In which dialects a name stands for words that the document says elsewhere."""


def mask(text: str, markup: Markup = Markup.MARKDOWN, coded: str = CODED) -> str:
    """The text with filler in place of code, addresses, images, comments and tags, one character for one, white space
    kept: positions found in the mask hold in the text.

    ``coded`` is the filler of inline code. A text without markup is its own mask.
    """
    return _DIALECTS[markup].masked(text, coded) if markup else text


def plain(
    text: str,
    *,
    markup: Markup = Markup.MARKDOWN,
    code: bool = False,
    row: bool = False,
    names: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The words of a quote, on one line; ``names`` are those that stand for words, a document's metadata.

    With ``code`` the text is returned as it is, settings without the marks of their comments. Without ``markup``
    (a plain text document) only its line breaks are joined. With ``row`` the pipes of a table row become ``" | "``.
    A line break between two Han characters leaves no space.

    >>> plain("**Pros: **fast, see [docs](https://x.org) and `a_b`")
    'Pros: fast, see docs and a_b'
    """
    if code:
        return settings.words(text) if markup is Markup.SETTINGS else text
    if row:
        cells = (plain(cell.replace("\\|", "|"), markup=markup) for cell in PIPE.split(text.strip().strip("|")))
        return " | ".join(CELL_BULLET.sub("", cell, count=1) if CELL_BULLET.match(cell) else cell for cell in cells)
    text = substituted(text, markup, names)
    return _one_line(closed(_DIALECTS[markup].words(text) if markup else text))


def substituted(text: str, markup: Markup, names: Mapping[str, str]) -> str:
    """The text with what its names stand for, in a dialect that has such."""
    return _SUBSTITUTED[markup](text, names) if names and markup in _SUBSTITUTED else text


def without_targets(text: str, markup: Markup = Markup.MARKDOWN) -> str:
    """The text without the addresses behind its links' words, which nobody reads.

    >>> without_targets("see [the docs](https://x.org/https) and <https://y.org>")
    'see [the docs] and <https://y.org>'
    """
    return _DIALECTS[markup].without_targets(text) if markup else text


def wording(document: Document, statement: Statement) -> str:
    """The words of a statement as a person reads them: its quote without markup, a row's cells joined by
    ``" | "``, code without its indentation.
    """
    markup, names = document.markup, document.metadata
    if statement.kind is StatementKind.ROW and statement.cells:
        cells = (cell_words(document, cell) for cell in statement.cells)
        escaped = (cell.replace("\\|", "|") if markup is Markup.MARKDOWN else cell for cell in cells)
        return " | ".join(plain(cell, markup=markup, names=names) for cell in escaped)
    if statement.kind is StatementKind.CODE and not statement.is_entry:
        return outdented(document.text, statement.span)
    if statement.kind is StatementKind.ITEM and (gap := _under_term(document, statement)):
        term = plain(statement.label.of(document.text), markup=markup, names=names)
        below = read_span(document, Span(gap, statement.span.end))
        return f"{term}: {plain(below, markup=markup, names=names)}"
    quote = read_span(document, statement.span)
    return plain(quote, markup=markup, code=statement.kind is StatementKind.CODE, names=names)


def read_span(document: Document, span: Span) -> str:
    """The text of a span as it is read: without what parts a broken word, or stands between two pages in a sentence.

    Marks of emphasis whose partner stands outside of the span are left out, too.
    """
    if document.markup is Markup.MARKDOWN and _emphasis.search(document.text, *span):
        around = paragraph(document, span)
        if around != span:
            text = around.of(document.text)
            return without_halves(text, mask(text), Span(span.start - around.start, span.end - around.start))
    return whole(document.text, span, document.gaps)


def level(document: Document) -> str:
    """A document's text, each word in one piece, as long as it was: what is looked through, and what is indexed."""
    return joined.level(document.text, document.gaps)


def cell_words(document: Document, cell: Span) -> str:
    """A cell of a table as it is read; of one that is drawn over several lines only what is in its columns."""
    if document.markup is Markup.RESTRUCTURED and "\n" in cell.of(document.text):
        return restructured.cell(document.text, *cell)
    return read_span(document, cell)


def _under_term(document: Document, statement: Statement) -> int:
    """Where a definition begins that stands in a line below its term, without a sign between; 0 where it does not."""
    if document.markup is not Markup.RESTRUCTURED or statement.label.start != statement.span.start:
        return 0
    found = _gap.match(document.text, statement.label.end, statement.span.end)
    return found.end() if found and found.end() < statement.span.end else 0


def sought(statement: Statement, text: str, markup: Markup, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """The text that a statement of ``text`` is found by: its quote without what nobody reads, with what ``names`` stand
    for, and the cells that a row has from rows above it.
    """
    span = statement.span
    cells = [cell for cell in statement.cells if cell.start < cell.end and not span.start <= cell.start < span.end]
    words = (text[start:end] for start, end in dict.fromkeys([*cells, span]))
    return "\n".join(without_targets(substituted(one, markup, names), markup) for one in words)


def outdented(text: str, span: Span) -> str:
    """Code without the indentation, or the marks of a quotation, that its first line has in ``text``: of such code the
    span begins behind them.
    """
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    if not before:
        return _unquoted(span.of(text))
    if before.strip(" \t>"):
        return span.of(text)
    words = span.of(text).replace(f"\n{before}", "\n")
    return words.replace(f"\n{before.rstrip()}\n", "\n\n") if ">" in before else words


def _unquoted(code: str) -> str:
    """Indented code without the marks of the quotation that all of it stands in: they are no part of it."""
    quoted = [_quoted_code.match(line) for line in code.split("\n")]
    return "\n".join(found["code"] or "" for found in quoted if found) if all(quoted) else code


def _one_line(text: str) -> str:
    return " ".join(markdown.without_han_breaks(text).split())
