"""HTML in a text: what its elements say, with their places, and what they hide.

An element may go on over many blocks of the text, so what is open is remembered from one piece of HTML to the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from youju.corpus.document import NONE, NOWHERE, Block, BlockKind, Span
from youju.corpus.structure import markers
from youju.corpus.structure.words import listed
from youju.corpus.text import trim

from .elements import (
    COMMENT,
    MOST_CHARACTERS,
    Pairs,
    attributes,
    has_words,
    is_hidden,
    is_toggle,
    without_edges,
)
from .html_tables import html_table

DETAILS, SUMMARY = "details", "summary"
_RAW = "script|style|template|svg|canvas|noscript|iframe|object|textarea|select|datalist|video|audio|head|title|math"
_cut = re.compile(
    rf"{COMMENT}|<(?P<raw>{_RAW})(?=[\s/>])[^<>]{{0,{MOST_CHARACTERS}}}>"
    rf"|<(?P<close>/?)(?P<tag>[a-z][a-z0-9]{{0,20}})(?=[\s/>])[^<>]{{0,{MOST_CHARACTERS}}}>",
    re.IGNORECASE,
)
_alone = re.compile(rf"<(?:button|{_RAW})(?=[\s/>])", re.IGNORECASE)


def stands_alone(text: str, start: int) -> bool:
    """Whether words begin with an element that is hidden, or that opens what stands below it."""
    return _alone.match(text, start) is not None


class Sink(Protocol):
    """Where blocks are collected."""

    @property
    def text(self) -> str: ...

    @property
    def found(self) -> Sequence[Block]: ...

    def open_container(self, name: str, title: int = ...) -> None: ...

    def close_container(self, name: str) -> None: ...

    def add(self, block: Block) -> int: ...

    def before(self) -> int: ...

    def list_lead(self) -> int: ...


@dataclass
class _List:
    lead: int
    item: int = NONE


class _Tag(NamedTuple):
    name: str
    start: int
    end: int
    given: str


@dataclass
class Html:
    """``until`` is where an element ends that was read to its end, or is hidden: what stands before is done."""

    sink: Sink
    until: int = 0
    _pairs: Pairs = field(init=False)
    _kind: str = ""
    _start: int = 0
    _lists: list[_List] = field(default_factory=list)
    _term: Span = NOWHERE
    _toggled: int = 0
    _last_comment: int = NONE

    def __post_init__(self) -> None:
        self._pairs = Pairs(self.sink.text)

    def feed(self, span: Span) -> None:
        """Read a piece of HTML."""
        text, position, end = self.sink.text, max(span.start, self.until), span.end
        self._start, self._kind = position, ""
        while position < end and (found := _cut.search(text, position, end)):
            position = self._take(found, end)
        if self._start < end:
            self._flush(end)
        self._term = NOWHERE

    def comment_end(self, start: int, *, default: int) -> int:
        """Behind the comment that begins at ``start``."""
        if self._last_comment < 0:
            self._last_comment = self.sink.text.rfind("-->") + 1
        return self.sink.text.find("-->", start) + 3 if self._last_comment > start else default

    def _take(self, found: re.Match[str], end: int) -> int:
        """Read one tag or comment; where to go on."""
        name = (found["raw"] or found["tag"] or "").casefold()
        closes = bool(found["close"])
        if not name:
            return self._skip(found.start(), found.end())
        tag = _Tag(name, found.start(), found.end(), "" if closes else attributes(found.group()))
        if not closes and (found["raw"] or is_hidden(name, tag.given)):
            return self._skip(tag.start, self._pairs.end(name, tag.start, default=end))
        if name == "pre" and not closes:
            return self._code(tag, end)
        if name == "table" and not closes and (after := self._table(tag)):
            return after
        if name in listed("elements", "blocks") or is_toggle(name, tag.given):
            self._block(tag, closes=closes)
        return tag.end

    def _skip(self, start: int, end: int) -> int:
        """Nothing up to ``end`` is seen; a comment may stand in the middle of a sentence."""
        if end - start > MOST_CHARACTERS or not self._inline(start):
            self._flush(start)
            self._start = end
        self.until = max(self.until, end)
        return end

    def _inline(self, start: int) -> bool:
        """Whether words stand before it, so that it is a gap in them."""
        return self.sink.text.startswith("<!--", start) and has_words(self.sink.text[self._start : start])

    def _block(self, tag: _Tag, *, closes: bool) -> None:
        if self._kind == SUMMARY and not (closes and tag.name in (SUMMARY, DETAILS)):
            return
        if self._kind == "li" and tag.name == "br":
            return
        self._flush(tag.start)
        self._start, before, self._kind = tag.end, self._kind, ""
        if closes:
            self._close(tag.name)
            return
        if is_toggle(tag.name, tag.given):
            self._kind = before if before[:1] == "h" else "toggle"
        elif tag.name in _OPENS:
            _OPENS[tag.name](self)
        else:
            self._kind = before if tag.name in ("p", "div", "br") and before in ("li", "dd") else tag.name

    def _close(self, name: str) -> None:
        if name in ("ul", "ol", "dl") and self._lists:
            self._lists.pop()
        elif name == DETAILS:
            self.sink.close_container(DETAILS)

    def _open_list(self) -> None:
        lead = self._lists[-1].item if self._lists else self.sink.list_lead()
        self._lists.append(_List(lead))

    def _open_item(self) -> None:
        self._kind = "li"
        self._begin_item()

    def _open_term(self) -> None:
        self._kind = "dt"
        self._begin_item()

    def _begin_item(self) -> None:
        if self._lists:
            self._lists[-1].item = NONE

    def _open_details(self) -> None:
        self.sink.open_container(DETAILS)

    def _code(self, tag: _Tag, end: int) -> int:
        """What stands in ``<pre>``, with the tags in it."""
        self._flush(tag.start)
        after = self._pairs.end("pre", tag.start, default=end)
        close = self.sink.text.rfind("<", tag.end, after) if after > tag.end else after
        span = without_edges(self.sink.text, tag.end, close if close >= tag.end else after)
        if span.start < span.end:
            self.sink.add(Block(BlockKind.CODE, span, lead=self.sink.before()))
        self._start, self._kind, self.until = after, "", max(self.until, after)
        return after

    def _table(self, tag: _Tag) -> int:
        """Read a whole table, blank lines in it too; 0 where it is none, or only sets things out on a page."""
        after = self._pairs.end("table", tag.start, default=0)
        rows = html_table(self.sink.text, Span(tag.end, after), self._pairs) if after else None
        if rows is None:
            return 0
        self._flush(tag.start)
        if rows.caption.start < rows.caption.end:
            self.sink.add(Block(BlockKind.PARAGRAPH, rows.caption))
        lead, header = self.sink.before(), NONE
        for row in rows.rows:
            if row.header and header != NONE and not self.sink.found[-1].header:
                header = NONE
            place = self.sink.add(
                Block(
                    BlockKind.ROW, row.span, lead=lead if header == NONE else header, cells=row.cells, header=row.header
                )
            )
            header = place if row.header else header
        self._start, self._kind, self.until = after, "", max(self.until, after)
        return after

    # Words.

    def _flush(self, end: int) -> None:
        """The words up to a tag, as what their element is."""
        span = without_edges(self.sink.text, self._start, end)
        self._start = end
        if not has_words(span.of(self.sink.text)):
            return
        if self._kind == "dt":
            self._term = span if self._term == NOWHERE else Span(self._term.start, span.end)
        elif self._kind == "dd" and self._term != NOWHERE:
            self._item(Span(self._term.start, span.end))
            self._term = NOWHERE
        elif len(self._kind) == 2 and self._kind[0] == "h":
            self._toggled = 0
            self.sink.add(Block(BlockKind.HEADING, span, int(self._kind[1])))
        elif self._kind == "toggle":
            self._toggle(span)
        elif self._kind == SUMMARY:
            self.sink.open_container(SUMMARY, self.sink.add(Block(BlockKind.PARAGRAPH, span)))
        elif self._kind in ("li", "dd"):
            self._item(span)
        else:
            self._paragraphs(span)

    def _item(self, span: Span) -> None:
        last = self._lists[-1] if self._lists else None
        if last and last.item != NONE:
            self.sink.add(Block(BlockKind.PARAGRAPH, span, lead=last.item))
            return
        lead = last.lead if last else NONE
        place = self.sink.add(Block(BlockKind.ITEM, span, max(0, len(self._lists) - 1), lead))
        if last:
            last.item = place

    def _toggle(self, span: Span) -> None:
        """What opens when it is pressed stands under it as under a heading, one deeper than the heading before."""
        if not self._toggled:
            levels = (block.level for block in reversed(self.sink.found) if block.kind is BlockKind.HEADING)
            self._toggled = min(6, next(levels, 1) + 1)
        self.sink.add(Block(BlockKind.HEADING, span, self._toggled))

    def _paragraphs(self, span: Span) -> None:
        """Words between tags; lines of a list that stand among them are items."""
        text, start, kind = self.sink.text, span.start, BlockKind.PARAGRAPH
        position, lead = span.start, NONE
        while (position := text.find("\n", position, span.end) + 1) > 0:
            line = trim(text, position, span.end)
            marker = markers.item(text[line.start : line.start + 40])
            if marker is None:
                continue
            place = self._piece(kind, start, line.start, lead)
            lead = place if kind is BlockKind.PARAGRAPH else lead
            start, kind = line.start + marker.end, BlockKind.ITEM
            position = start
        self._piece(kind, start, span.end, lead)

    def _piece(self, kind: BlockKind, start: int, end: int, lead: int) -> int:
        span = without_edges(self.sink.text, start, end)
        if span.start == span.end:
            return NONE
        return self.sink.add(Block(kind, span, lead=lead if kind is BlockKind.ITEM else NONE))


_OPENS: dict[str, Callable[[Html], None]] = {
    "ul": Html._open_list,
    "ol": Html._open_list,
    "dl": Html._open_list,
    "li": Html._open_item,
    "dt": Html._open_term,
    DETAILS: Html._open_details,
}
