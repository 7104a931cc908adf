"""The blocks of a Markdown text as they are collected: each with its span, its depth, and what introduces it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from youju.corpus.document import NONE, NOWHERE, Block, BlockKind, Span
from youju.corpus.inline.wording import mask
from youju.corpus.readers.embedded.pipe_tables import row_of
from youju.corpus.readers.markdown.dialects.places import Extent
from youju.corpus.structure import markers
from youju.corpus.text import trim

from .apart import are_references, lines_apart
from .folds import Folds

if TYPE_CHECKING:
    from markdown_it.token import Token

_ASKING = ("?", "？")


@dataclass
class OpenList:
    """An open list: the block that introduces it, and its latest item's block (``NONE`` before the item has
    words).
    """

    lead: int
    number: int = 0
    item: int = NONE
    term: Span = NOWHERE
    """In a list of definitions, what the next words define."""
    mark: str = ""
    """What stands before its items, or behind their numbers."""
    end: int = 0
    """How many blocks there were when it was closed."""


@dataclass
class Collected:
    """``skipped`` lines of front matter stand before the first line that the parser sees."""

    text: str
    skipped: int = 0
    found: list[Block] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    closed: OpenList | None = None
    header: int = NONE
    starts: list[int] = field(default_factory=list)
    folds: Folds = field(default_factory=Folds)
    boundary: int = NONE
    """How many blocks there were when the latest container with a title ended."""

    def line(self, number: int) -> tuple[int, int]:
        """Start and end of a token's line, without its line break."""
        start, end = self.starts[self.skipped + number], self.starts[self.skipped + number + 1]
        return start, start + len(self.text[start:end].rstrip("\r\n"))

    def span(self, stretch: Extent) -> Span:
        start, end = (self.starts[self.skipped + place.line] + place.column for place in stretch)
        return trim(self.text, start, end)

    def words(self, token: Token) -> Span:
        """Where an inline token's words stand: each of its lines ends where the words do."""
        first, last = lines_of(token)
        start, end = self.line(first)
        lead = token.content.split("\n", 1)[0].rstrip()
        begin = start + len(self.text[start:end].rstrip()) - len(lead)
        return trim(self.text, max(start, begin), self.line(last - 1)[1])

    def add(self, block: Block) -> int:
        led = block.lead != NONE or block.kind in (BlockKind.HEADING, BlockKind.FURNITURE)
        self.found.append(block if led else block.led(self.folds.title))
        return len(self.found) - 1

    def add_said(self, words: Extent) -> int:
        """Words that stand inside a mark."""
        span = self.span(words)
        lead = self.owner() if self.lists else NONE
        return self.add(Block(BlockKind.PARAGRAPH, span, lead=lead)) if span.start < span.end else NONE

    def add_words(self, span: Span) -> None:
        """A paragraph outside a list, or with what is in it; in a list the words of an item, or what belongs to it."""
        if self.lists and span.start < span.end:
            self.item_words(span)
            return
        for block in lines_apart(self.text, span):
            lead = self.list_lead() if block.kind is BlockKind.ITEM else NONE
            self.add(Block(block.kind, block.span, block.level, lead))

    def item_words(self, span: Span) -> None:
        last = self.lists[-1]
        if last.term != NOWHERE:
            span = self.defined(last, span)
        if last.item != NONE:
            kind = BlockKind.FURNITURE if are_references(self.text, span) else BlockKind.PARAGRAPH
            self.add(Block(kind, span, lead=self.owner()))
            return
        start = markers.task(self.text, span.start)
        kept = trim(self.text, start, max(start, span.end))
        if kept.start < kept.end:
            last.item = self.add(Block(BlockKind.ITEM, kept, level=len(self.lists) - 1, lead=last.lead))

    def defined(self, last: OpenList, span: Span) -> Span:
        """A term with its definition; one that asks leads what answers it."""
        term, last.term = last.term, NOWHERE
        if not term.of(self.text).endswith(_ASKING) or span.start <= term.end:
            return Span(term.start, span.end)
        last.item = self.add(Block(BlockKind.PARAGRAPH, term))
        return span

    def owner(self) -> int:
        """What a block inside a list belongs to: a container in the item, or the item."""
        title = self.folds.title_in(len(self.lists))
        return title if title != NONE else self.lists[-1].item

    def end_title(self, title: int) -> None:
        """A title that leads something is no text of its own; what comes next does not stand under it."""
        if len(self.found) > title + 1:
            self.found[title] = replace(self.found[title], level=1)
            self.boundary = len(self.found)

    def add_term(self) -> None:
        """A term whose definition begins with anything but words."""
        if self.lists and self.lists[-1].term != NOWHERE:
            self.item_words(Span(self.lists[-1].term.end, self.lists[-1].term.end))

    def add_row(self, cells: Sequence[Span], *, header: bool) -> None:
        """``cells`` are all that a row has; those that it takes from rows above stand before its own in the text."""
        self.add_term()
        lead = self.header if self.header != NONE and not header else self.before()
        if row := row_of(self.text, cells, after=self.found[-1].span.end if self.found else 0):
            place = self.add(replace(row, lead=lead, header=header))
            self.header = place if header else self.header

    def open_container(self, name: str, title: int = NONE, headed: int = NONE) -> None:
        self.folds.open(name, title, len(self.lists), headed)

    def close_container(self, name: str) -> None:
        for title in self.folds.close(name):
            self.end_title(title)

    def is_silent(self, block: Block) -> bool:
        """Whether a block stands between the items of a list without saying anything by itself: code, or pictures."""
        if block.kind is BlockKind.PARAGRAPH:
            return not any(map(str.isalnum, mask(block.span.of(self.text))))
        return block.kind is BlockKind.CODE

    def list_lead(self) -> int:
        """The paragraph just before; the lead of the item just before, for the next item of the same run."""
        if not self.found or len(self.found) == self.boundary:
            return NONE
        before = self.found[-1]
        if before.kind is BlockKind.ITEM:
            return before.lead
        return len(self.found) - 1 if before.kind is BlockKind.PARAGRAPH else NONE

    def before(self) -> int:
        """The paragraph or item just before a table or code block."""
        kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM)
        leads = self.found and self.found[-1].kind in kinds and len(self.found) != self.boundary
        return len(self.found) - 1 if leads else NONE


def before_comment(text: str, span: Span) -> Span:
    """Words up to a comment that begins among them and ends behind a blank line, or never."""
    words = span.of(text)
    at = mask(words).find("<!--") if "<!--" in words else -1
    return span if at < 0 or words[at - 1 : at] == "\\" else trim(text, span.start, span.start + at)


def lines_of(token: Token) -> tuple[int, int]:
    first, last = token.map or (0, 1)
    return first, max(last, first + 1)


def in_order(blocks: list[Block]) -> list[Block]:
    """The blocks as they begin in the text: containers that stand in each other's lines may be closed the other way."""
    if all(before.span.start <= block.span.start for before, block in pairwise(blocks)):
        return blocks
    order = sorted(range(len(blocks)), key=lambda place: blocks[place].span.start)
    moved = {place: number for number, place in enumerate(order)}
    leads = [moved.get(blocks[place].lead, NONE) for place in order]
    return [
        replace(blocks[place], lead=lead if lead < number else NONE)
        for number, (place, lead) in enumerate(zip(order, leads, strict=True))
    ]
