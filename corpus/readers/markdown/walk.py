"""Markdown to blocks with exact spans.

markdown-it-py finds the blocks and their lines; the columns are worked out here from the lines themselves.
Its inline parser and its link reference rule are off: the words stay as they stand, and the reference rule
needs quadratic time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from youju.corpus.decoding import decoded
from youju.corpus.document import NONE, Block, BlockKind, Markup, Span, line_starts
from youju.corpus.errors import FenceUnclosed, SourceError
from youju.corpus.readers.embedded.drawings import is_drawing
from youju.corpus.readers.embedded.html import Html, stands_alone
from youju.corpus.readers.embedded.pipe_tables import PipeTable, cells_of, is_rule, loose_rows
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.markdown.dialects.fences import UNCLOSED, is_picture
from youju.corpus.readers.markdown.dialects.places import CLOSED, LISTING, OPENED, ROW, SAID, TERM
from youju.corpus.readers.markdown.dialects.rules import dialects
from youju.corpus.text import trim, width

from .apart import LONGEST_HEADING, is_prose, lines_apart, sentence_end
from .collected import Collected, OpenList, before_comment, in_order, lines_of
from .frontmatter import front_matter
from .titleblock import title_block

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

COMPONENTS = ".mdx"
"""The suffix of files that have components for sure."""

_quotation = re.compile(r"\r?\n[ \t]*(?:>[ \t]?)+")
_anchor = re.compile(r"\{:?[ \t]{0,9}#([\w.:-]{1,100})(?=[ \t}])[^{}\n]{0,100}\}$")
"""The name of a heading, as Pandoc, kramdown and others write it behind its words."""


class Markdown:
    """Markdown as CommonMark and GitHub have it, with front matter."""

    suffixes = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".qmd", ".rmd", COMPONENTS)
    version = "markdown 2"
    isolated = False

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceError]:
        """One document, whatever it holds."""
        text, notes = decoded(data, name)
        walk = _Walk(text, components=name.casefold().endswith(COMPONENTS))
        yield walk.parsed()
        yield from notes
        if walk.unclosed:
            yield FenceUnclosed(source=name, row=walk.unclosed[0])


def parsed(text: str, *, components: bool = False) -> Parsed:
    """A Markdown text with its blocks and its front matter; in one with ``components`` indented lines are no code."""
    return _Walk(text, components=components).parsed()


@cache
def _parser(*, components: bool) -> MarkdownIt:
    # Only who has a Markdown text pays for loading the parser.
    from markdown_it import MarkdownIt

    from youju.corpus.readers.markdown.dialects.chains import BySign

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.use(dialects)
    parser.disable(["inline", "text_join", "reference", *(["code"] if components else [])])
    parser.block.ruler = BySign(parser.block)
    return parser


@dataclass
class _Walk(Collected):
    """One pass over the block tokens."""

    components: bool = False
    further: int = NONE
    """Where the first of several terms begins that one definition follows."""

    unclosed: list[int] = field(default_factory=list)
    """The lines, from 1, of fences that nobody closed."""
    table: PipeTable = field(default_factory=PipeTable)
    html: Html = field(init=False)

    def parsed(self) -> Parsed:
        metadata, self.skipped = front_matter(self.text)
        if not self.skipped and self.text.startswith("% "):
            metadata, self.skipped = title_block(self.text)
        self.starts = [*line_starts(self.text), len(self.text)]
        self.html = Html(self)
        given: dict[str, Any] = {"components": self.components}
        top = self.starts[min(self.skipped, len(self.starts) - 1)]
        tokens = _parser(components=self.components).parse(self.text[top:], given)
        self.unclosed = [self.skipped + number + 1 for number in given.get(UNCLOSED, ())]
        past: list[bool] = []
        for token, following in pairwise([*tokens, *tokens[-1:]]):
            take = _TAKES.get(token.type)
            asked = token.nesting or take is not None
            done = past.pop() if token.nesting < 0 and past else asked and self.is_done(token)
            if token.nesting > 0:
                past.append(bool(done))
            if take and not done:
                take(self, token, following)
        return Parsed(self.text, in_order(self.found), markup=Markup.MARKDOWN, metadata=metadata)

    def is_done(self, token: Token) -> bool:
        """Whether a token stands in an element of HTML that was read to its end, or is hidden."""
        if token.map is None or token.type == "html_block":
            return False
        first, last = lines_of(token)
        start = self.starts[self.skipped + first]
        if token.type == "paragraph_open" and start < self.html.until:
            start = self.line(last - 1)[1]
        return start < self.html.until

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
            level = int(token.tag[1]) if kind is BlockKind.HEADING else 0
            named = _anchor.search(span.of(self.text)[-LONGEST_HEADING:])
            self.add(Block(kind, span, level=level, anchor=named[1] if named else ""))

    def paragraph(self, _: Token, inline: Token) -> None:
        span = self.words(inline)
        span = trim(self.text, max(span.start, self.html.until), span.end)
        shown = before_comment(self.text, span)
        if shown.end < span.end:
            self.html.until = self.html.comment_end(shown.end, default=span.end)
        if stands_alone(self.text, shown.start):
            self.html.feed(shown)
        elif rows := loose_rows(self.text, shown):
            self.loose_rows(rows)
        elif (term := self.html.take_term()).start < term.end:
            self.add(Block(BlockKind.ITEM, Span(term.start, shown.end)))
        else:
            self.add_words(shown)

    def loose_rows(self, rows: Sequence[Sequence[Span]]) -> None:
        """Rows that no rule stands below, or a wrong one, or that a blank line parts from their table."""
        headed = len(rows) > 1 and is_rule(self.text, rows[1])
        if headed or not self.found or self.found[-1].kind is not BlockKind.ROW:
            self.header, self.table = NONE, PipeTable()
        for number, cells in enumerate(rows):
            self.add_row(self.table.row(self.text, cells), header=headed and not number)

    def define(self, _: Token, inline: Token) -> None:
        """A term: it stands with the words that follow it."""
        self.add_term()
        term = self.words(inline)
        if self.lists:
            begun = term.start if self.further == NONE else self.further
            self.lists[-1].item, self.lists[-1].term = NONE, Span(begun, term.end)
        else:
            self.add_words(term)
        self.further = NONE

    def define_further(self, token: Token, _: Token) -> None:
        if self.further == NONE:
            self.further = self.span(token.meta["words"]).start

    def open_fold(self, token: Token, _: Token) -> None:
        """A container; its title is a block that leads what has no other lead."""
        title = token.meta.get("title")
        place = self.add_said(title) if title else NONE
        headed = len(self.found) if token.meta.get("headed") else NONE
        self.open_container(token.meta.get("name", token.type), place, headed)

    def close_fold(self, token: Token, _: Token) -> None:
        self.close_container(token.meta.get("name", token.type.replace("close", "open")))

    def say(self, token: Token, _: Token) -> None:
        self.add_said(token.meta["words"])

    def open_list(self, token: Token, _: Token) -> None:
        first = int(token.attrs.get("start", 1))
        self.add_term()
        if self.lists:
            lead = self.owner()
        elif self.closed and self.goes_on(self.closed, token, first):
            lead = self.closed.lead
        else:
            lead = self.list_lead()
        self.lists.append(OpenList(lead, first - 1, mark=token.markup))

    def goes_on(self, closed: OpenList, token: Token, first: int) -> bool:
        """Whether a list is the rest of the one before: its numbers go on, or nothing but code and pictures stands
        between items with the same mark, each numbered 1 or not at all.
        """
        if token.type == "ordered_list_open" and first == closed.number + 1 > 1:
            return True
        between = self.found[closed.end :]
        alike = bool(token.markup) and token.markup == closed.mark and first == 1
        counted = token.type == "ordered_list_open" and closed.number != 1
        return alike and not counted and all(map(self.is_silent, between))

    def open_item(self, _token: Token, _following: Token) -> None:
        if self.lists:  # a list that begins in a comment and goes on behind it was not opened
            self.lists[-1].item = NONE
            self.lists[-1].number += 1

    def close_list(self, _token: Token, _following: Token) -> None:
        self.closed = self.lists.pop()
        self.closed.end = len(self.found)

    def open_table(self, _token: Token, _following: Token) -> None:
        self.header, self.table = NONE, PipeTable()

    def row(self, token: Token, following: Token) -> None:
        cells = self.table.row(self.text, cells_of(self.text, *self.line(lines_of(token)[0])))
        self.add_row(cells, header=following.type == "th_open")

    def drawn_row(self, token: Token, _: Token) -> None:
        cells = [self.span(cell) for cell in token.meta["cells"]]
        self.add_row(cells, header=token.meta["header"] and self.header == NONE)

    def code(self, token: Token, _: Token) -> None:
        if token.type == "fence" and is_picture(token.info):
            return
        self.add_term()
        first, last = lines_of(token)
        start, end = self.line(first)[0], self.line(last - 1)[1]
        if token.type == "fence":
            start, end = self.fenced(first, token)
        span = trim(self.text, start, max(start, end))
        words = span.of(self.text)
        if span.start == span.end or is_drawing(words):
            return
        if token.type == "code_block" and is_prose(words):
            for block in lines_apart(self.text, span):
                self.add(Block(block.kind, block.span, block.level))
            return
        self.add(Block(BlockKind.CODE, span, lead=self.before()))

    def fenced(self, first: int, token: Token) -> tuple[int, int]:
        """What stands between two fences, behind the marks of a quotation around them."""
        opening, end = self.line(first), self.line(token.meta["end"] - 1)[1]
        quoted = ">" in self.text[opening[0] : self.text.find(token.markup, *opening)]
        marks = _quotation.match(self.text, opening[1], end) if quoted else None
        return marks.end() if marks else opening[1], end

    def hypertext(self, token: Token, _: Token) -> None:
        first, last = lines_of(token)
        self.html.feed(Span(self.line(first)[0], self.line(last - 1)[1]))


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
    "table_open": _Walk.open_table,
    TERM: _Walk.define_further,
    "tr_open": _Walk.row,
    "fence": _Walk.code,
    "code_block": _Walk.code,
    "html_block": _Walk.hypertext,
}
"""What takes a token and the one after it, which has the words of a heading or a paragraph; others say nothing."""
