"""Markdown to blocks with exact spans.

markdown-it-py finds the blocks and their lines; the columns are worked out here from the lines themselves.
Its inline parser and its link reference rule are off: the words stay as they stand, and the reference rule
needs quadratic time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from youju.corpus.decoding import decode
from youju.corpus.document import NONE, Block, BlockKind, Markup, Span, line_starts
from youju.corpus.inline.wording import CELL_BULLET, PIPE
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.markdown.dialects.places import CLOSED, LISTING, OPENED, ROW, SAID, TERM
from youju.corpus.readers.markdown.dialects.rules import dialects
from youju.corpus.structure.words import listed
from youju.corpus.text import trim, width

from .apart import LONGEST_HEADING, is_prose, lines_apart, sentence_end
from .collected import Collected, OpenList, lines_of
from .frontmatter import front_matter
from .titleblock import title_block

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

COMPONENTS = ".mdx"
"""The suffix of files that have components for sure."""

_fence = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(?:`{3,}|~{3,})")
_prefix = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\|))?")

_HTML_BLOCK = (
    "address|article|aside|blockquote|br|center|dd|details|div|dl|dt|figcaption|figure|footer|form|header|hr|"
    "li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_html_cut = re.compile(
    r"<!--(?:(?!-->)[\s\S])*(?:-->|$)|<(?P<raw>script|style)\b[\s\S]*?(?:</(?P=raw)\s*>|$)"
    rf"|<(?P<close>/?)(?P<tag>h[1-6]|{_HTML_BLOCK})(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_html_tag = re.compile(r"<[/!?]?[A-Za-z][^<>]*>")


class Markdown:
    """Markdown as CommonMark and GitHub have it, with front matter."""

    suffixes = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".qmd", ".rmd", COMPONENTS)
    version = "markdown 2"
    isolated = False

    def parse(self, data: bytes, name: str) -> Iterator[Parsed]:
        """One document, whatever it holds."""
        text, _ = decode(data, name)
        yield parsed(text, components=name.casefold().endswith(COMPONENTS))


def parsed(text: str, *, components: bool = False) -> Parsed:
    """A Markdown text with its blocks and its front matter; in one with ``components`` indented lines are no code."""
    metadata, skipped = front_matter(text)
    if not skipped and text.startswith("% "):
        metadata, skipped = title_block(text)
    blocks = _Walk(text, skipped, components=components).blocks()
    return Parsed(text, blocks, markup=Markup.MARKDOWN, metadata=metadata)


@cache
def _parser(*, components: bool) -> MarkdownIt:
    # Only who has a Markdown text pays for loading the parser.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.use(dialects)
    return parser.disable(["inline", "text_join", "reference", *(["code"] if components else [])])


@dataclass
class _Walk(Collected):
    """One pass over the block tokens."""

    components: bool = False
    further: int = NONE
    """Where the first of several terms begins that one definition follows."""

    def blocks(self) -> list[Block]:
        self.starts = [*line_starts(self.text), len(self.text)]
        top = self.starts[min(self.skipped, len(self.starts) - 1)]
        tokens = _parser(components=self.components).parse(self.text[top:], {"components": self.components})
        for token, following in pairwise([*tokens, *tokens[-1:]]):
            if take := _TAKES.get(token.type):
                take(self, token, following)
        return self.found

    def heading(self, token: Token, inline: Token) -> None:
        if token.markup in ("-", "="):
            span = self.words(inline)
            words = span.of(self.text)
            if "\n" in words or width(words) > LONGEST_HEADING or sentence_end.search(words):
                self.add_words(span)
                return
        else:
            start, end = self.line(lines_of(token)[0])
            place = self.text.rfind(inline.content, start, end)
            span = trim(self.text, place, place + len(inline.content))
        if span.start < span.end and self.folds.entitle(len(self.found)):
            self.add(Block(BlockKind.PARAGRAPH, span, lead=NONE))
        elif span.start < span.end:
            kind = BlockKind.HEADING if width(span.of(self.text)) <= 2 * LONGEST_HEADING else BlockKind.PARAGRAPH
            self.add(Block(kind, span, level=int(token.tag[1]) if kind is BlockKind.HEADING else 0))

    def paragraph(self, _: Token, inline: Token) -> None:
        self.add_words(self.words(inline))

    def define(self, _: Token, inline: Token) -> None:
        """A term: it stands with the words that follow it."""
        self.add_term()
        term = self.words(inline)
        self.lists[-1].item, self.lists[-1].term = (
            NONE,
            Span(term.start if self.further == NONE else self.further, term.end),
        )
        self.further = NONE

    def define_further(self, token: Token, _: Token) -> None:
        if self.further == NONE:
            self.further = self.span(token.meta["words"]).start

    def open_fold(self, token: Token, _: Token) -> None:
        """A container; its title is a block that leads what has no other lead."""
        title = token.meta.get("title")
        place = self.add_said(title) if title else NONE
        headed = len(self.found) if token.meta.get("headed") else NONE
        self.folds.open(token.meta.get("name", token.type), place, len(self.lists), headed)

    def close_fold(self, token: Token, _: Token) -> None:
        for title in self.folds.close(token.meta.get("name", token.type.replace("close", "open"))):
            self.end_title(title)

    def say(self, token: Token, _: Token) -> None:
        self.add_said(token.meta["words"])

    def open_list(self, token: Token, _: Token) -> None:
        first = int(token.attrs.get("start", 1))
        self.add_term()
        if self.lists:
            lead = self.owner()
        elif token.type == "ordered_list_open" and self.closed and first == self.closed.number + 1 > 1:
            lead = self.closed.lead
        else:
            lead = self.list_lead()
        self.lists.append(OpenList(lead, first - 1))

    def open_item(self, _token: Token, _following: Token) -> None:
        self.lists[-1].item = NONE
        self.lists[-1].number += 1

    def close_list(self, _token: Token, _following: Token) -> None:
        self.closed = self.lists.pop()

    def open_head(self, _token: Token, _following: Token) -> None:
        self.header = NONE

    def row(self, token: Token, _: Token) -> None:
        self.add_row(row_cells(self.text, *self.line(lines_of(token)[0])), header=self.header == NONE)

    def drawn_row(self, token: Token, _: Token) -> None:
        cells = [self.span(cell) for cell in token.meta["cells"]]
        self.add_row(cells, header=token.meta["header"] and self.header == NONE)

    def code(self, token: Token, _: Token) -> None:
        if token.type == "fence" and _is_query(token.info):
            return
        self.add_term()
        first, last = lines_of(token)
        start, end = self.line(first)[0], self.line(last - 1)[1]
        if token.type == "fence":
            start = self.line(first)[1]
            closing = self.line(last - 1)
            if last - 1 > first and _fence.match(self.text, *closing):
                end = closing[0]
        span = trim(self.text, start, max(start, end))
        if span.start == span.end:
            return
        if token.type == "code_block" and is_prose(span.of(self.text)):
            for block in lines_apart(self.text, span):
                self.add(Block(block.kind, block.span, block.level))
            return
        self.add(Block(BlockKind.CODE, span, lead=self.before()))

    def html(self, token: Token, _: Token) -> None:
        first, last = lines_of(token)
        for block in html_blocks(self.text, Span(self.line(first)[0], self.line(last - 1)[1])):
            self.add(block)


_TAKES: Mapping[str, Callable[[_Walk, Token, Token], None]] = {
    "heading_open": _Walk.heading,
    "paragraph_open": _Walk.paragraph,
    "bullet_list_open": _Walk.open_list,
    "ordered_list_open": _Walk.open_list,
    "list_item_open": _Walk.open_item,
    "dl_open": _Walk.open_list,
    "dt_open": _Walk.define,
    "bullet_list_close": _Walk.close_list,
    "ordered_list_close": _Walk.close_list,
    "dl_close": _Walk.close_list,
    "blockquote_open": _Walk.open_fold,
    "blockquote_close": _Walk.close_fold,
    OPENED: _Walk.open_fold,
    CLOSED: _Walk.close_fold,
    SAID: _Walk.say,
    LISTING: _Walk.code,
    ROW: _Walk.drawn_row,
    TERM: _Walk.define_further,
    "thead_open": _Walk.open_head,
    "tr_open": _Walk.row,
    "fence": _Walk.code,
    "code_block": _Walk.code,
    "html_block": _Walk.html,
}
"""What takes a token and the one after it, which has the words of a heading or a paragraph; others say nothing."""


def _is_query(info: str) -> bool:
    """Whether a fenced block asks a program for something; its words are not what a reader sees."""
    return bool(info.split()) and info.split()[0].casefold() in listed("fences", "queries")


def row_cells(text: str, start: int, end: int) -> list[Span]:
    """The cells of a table row, trimmed and without a leading bullet; an empty cell is an empty span at its
    place.
    """
    found = _prefix.match(text, start, end)
    start = found.end() if found else start
    if text[start : start + 1] == "|":
        start += 1
    bars = [found.start() for found in PIPE.finditer(text, start, end)]
    if not bars or text[bars[-1] : end].strip() != "|":
        bars.append(end)
    cells, left = [], start
    for bar in bars:
        cell = trim(text, left, bar)
        dash = CELL_BULLET.match(text, *cell)
        cells.append(Span(dash.end(), cell.end) if dash else cell)
        left = bar + 1
    return cells


def html_blocks(text: str, span: Span) -> Iterator[Block]:
    """The words between the block tags of an HTML block: ``<h2>`` gives a heading, ``<li>`` an item, others
    paragraphs.
    """
    tag, position = "", span.start
    for found in _html_cut.finditer(text, *span):
        yield from _html_words(text, tag, position, found.start())
        tag = "" if found["close"] or not found["tag"] else found["tag"].casefold()
        position = found.end()
    yield from _html_words(text, tag, position, span.end)


def _html_words(text: str, tag: str, start: int, end: int) -> Iterator[Block]:
    span = trim(text, start, end)
    # A tag that closes or opens at an edge is not part of the words.
    while found := _html_tag.match(text, *span):
        span = trim(text, found.end(), span.end)
    if not any(map(str.isalnum, _html_tag.sub("", span.of(text)))):
        return
    heading = len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
    kind = BlockKind.HEADING if heading else BlockKind.ITEM if tag == "li" else BlockKind.PARAGRAPH
    yield Block(kind, span, int(tag[1]) if heading else 0)
