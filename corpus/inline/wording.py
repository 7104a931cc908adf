"""The words of a quote without the marks of its dialect, and a mask of the same length for whoever cuts it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from youju.corpus.document import Document, Markup, Span, Statement, StatementKind
from youju.corpus.text import HAN

from . import markdown
from .fillers import CODED

PIPE = re.compile(r"(?<!\\)\|")
"""What stands between the cells of a table row."""
CELL_BULLET = re.compile(rf"[-*+•][ \t]+(?=[A-Za-z{HAN}*`\[])")
"""A bullet that a cell begins with, before words: the cell is a list of one."""
_space = re.compile(r"\s+")


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


_DIALECTS: Mapping[Markup, _Dialect] = {Markup.MARKDOWN: markdown}


def mask(text: str, markup: Markup = Markup.MARKDOWN, coded: str = CODED) -> str:
    """The text with filler in place of code, addresses, images, comments and tags, one character for one, white space
    kept: positions found in the mask hold in the text.

    ``coded`` is the filler of inline code. A text without markup is its own mask.
    """
    return _DIALECTS[markup].masked(text, coded) if markup else text


def plain(text: str, *, markup: Markup = Markup.MARKDOWN, code: bool = False, row: bool = False) -> str:
    """The words of a quote, on one line.

    With ``code`` the text is returned as it is. Without ``markup`` (a plain text document) only its line
    breaks are joined. With ``row`` the pipes of a table row become ``" | "``. A line break between two Han
    characters leaves no space.

    >>> plain("**Pros: **fast, see [docs](https://x.org) and `a_b`")
    'Pros: fast, see docs and a_b'
    """
    if code:
        return text
    if row:
        cells = (plain(cell.replace("\\|", "|"), markup=markup) for cell in PIPE.split(text.strip().strip("|")))
        return " | ".join(CELL_BULLET.sub("", cell, count=1) if CELL_BULLET.match(cell) else cell for cell in cells)
    return _one_line(_DIALECTS[markup].words(text) if markup else text)


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
    if statement.kind is StatementKind.ROW and statement.cells:
        cells = (cell.of(document.text) for cell in statement.cells)
        escaped = (cell.replace("\\|", "|") if document.markup is Markup.MARKDOWN else cell for cell in cells)
        return " | ".join(plain(cell, markup=document.markup) for cell in escaped)
    if statement.kind is StatementKind.CODE and not statement.is_entry:
        return outdented(document.text, statement.span)
    return plain(statement.span.of(document.text), markup=document.markup, code=statement.kind is StatementKind.CODE)


def sought(document: Document, statement: Statement) -> str:
    """The text that a statement is found by: its quote without what nobody reads, and the cells that a row has from
    rows above it.
    """
    span, text = statement.span, document.text
    cells = [cell for cell in statement.cells if cell.start < cell.end and not span.start <= cell.start < span.end]
    words = (text[start:end] for start, end in dict.fromkeys([*cells, span]))
    return "\n".join(without_targets(one, document.markup) for one in words)


def outdented(text: str, span: Span) -> str:
    """Code without the indentation, or the marks of a quotation, that its first line has in ``text``: of such code the
    span begins behind them.
    """
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    if not before or before.strip(" \t>"):
        return span.of(text)
    words = span.of(text).replace(f"\n{before}", "\n")
    return words.replace(f"\n{before.rstrip()}\n", "\n\n") if ">" in before else words


def _one_line(text: str) -> str:
    return _space.sub(" ", markdown.HAN_BREAK.sub("", text)).strip()
