"""Plain text to blocks: paragraphs, headings, lists, code, as people type them and as pages are copied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from youju.corpus.decoding import decoded
from youju.corpus.document import NONE, Block, BlockKind, Markup, Span
from youju.corpus.errors import SourceNote
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.markdown import walk as markdown
from youju.corpus.structure import labels, markers
from youju.corpus.text import HAN, ordinary, trim, width

from . import chats
from .drawings import Refused, drawing
from .lines import (
    Lines,
    ends_run,
    fence,
    goes_on,
    hangs_below,
    heading_level,
    is_imprint,
    is_marked,
    is_rule,
    is_short,
    is_wrapped,
    lines_of,
)
from .recognition import looks_like_markdown, looks_like_restructured

LONGEST_RUN_IN = 40
"""In width units: the first words of a copied paragraph up to this size may have been its heading."""

_underline = re.compile(r"(?:={3,}|-{3,}|~{3,})$")
_rare_underline = re.compile(r"([+^*#\"'.:])\1{2,}$")
"""Marks that stand under a title, too, in reStructuredText, where they are at least as long as it is."""
# The first words of a copied paragraph that were its heading: "容器的用途 容器可以…".
_run_in = re.compile(rf"(?P<head>[{HAN}A-Za-z0-9]{{2,20}}) (?=(?P<next>[{HAN}]{{2}}))")
_directive = re.compile(
    r"\.\. (?:(?!(?:admonition|attention|caution|danger|deprecated|error|hint|important|note|rubric|seealso|tip|topic"
    r"|version(?:added|changed)|warning)::)[\w:-]{1,40}::|_[^:]{1,80}:|\|)|(?:\|[\w.-][\w .-]{0,40}\| ?){1,40}$"
)
"""Lines of reStructuredText that say nothing to a reader."""
_code_follows = re.compile(
    r"\.\. (?:code|code-block|console|doctest|ipython|parsed-literal|prompt|sourcecode|testcode)::|(?!\.\. ).*::$"
)
_directive_option = re.compile(r":[\w-]{1,40}:(?: |$)")


class PlainText:
    """Plain text, by paragraphs; what looks like Markdown in spite of its name is read as Markdown."""

    suffixes = (".txt", ".text")
    version = "plain text 2"
    isolated = False

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceNote]:
        """One document, whatever it holds."""
        text, notes = decoded(data, name)
        yield chats.parsed(text, PurePath(name).stem) or parsed(text)
        yield from notes


def parsed(text: str, *, markup: bool | None = None, wrapped: bool = True, titled: bool = True) -> Parsed:
    """A text with its blocks. ``markup`` says whether it is Markdown; None looks.

    Where reStructuredText is found, its lines are read as those of plain text, and its emphasis like Markdown's.
    Of plain text: ``wrapped``: lines broken at a fixed width are joined into paragraphs; otherwise every line is a
    paragraph. ``titled``: a short first line with a blank one after it is the title.
    """
    restructured = markup is None and looks_like_restructured(text)
    markup = looks_like_markdown(text) if markup is None else markup
    if markup and not restructured:
        return markdown.parsed(text)
    marks = Markup.MARKDOWN if markup else Markup.NONE
    lines = lines_of(ordinary(text))
    return Parsed(text, _blocks(lines, wrapped=wrapped, titled=titled), marks, gaps=lines.gaps)


@dataclass
class _Read:
    """The blocks so far. ``lead`` is the paragraph that introduces the next item, ``deeper`` the level of a chapter,
    ``fences`` how many lines are left that may open or close code.
    """

    wrapped: bool
    fences: int
    lead: int = NONE
    deeper: int = 1
    blocks: list[Block] = field(default_factory=list)
    margins: list[tuple[int, int]] = field(default_factory=list)
    """The indents and the blocks of the items that are open, the outermost first."""
    units: list[str] = field(default_factory=list)
    """The units of the labelled headings that are open, the outermost first: "编", "章", "条"."""
    refused: Refused = field(default_factory=Refused)

    def depth_of(self, words: str, level: int) -> int:
        """The depth of a numbered heading: as deep as the last one of its unit, else inside of what is open."""
        unit = labels.is_heading(words)
        if unit:
            del self.units[self.units.index(unit) if unit in self.units else len(self.units) :]
            self.units.append(unit)
            level = 0
        return min(6, level + len(self.units) - 1 + self.deeper)

    def add(self, block: Block) -> None:
        self.blocks.append(block)
        if block.kind is not BlockKind.ITEM:
            self.margins = []
            self.lead = len(self.blocks) - 1 if block.kind is BlockKind.PARAGRAPH else NONE

    def add_code(self, span: Span) -> None:
        """Code, led by the paragraph or item just before."""
        kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM)
        before = len(self.blocks) - 1 if self.blocks and self.blocks[-1].kind in kinds else NONE
        self.add(Block(BlockKind.CODE, span, lead=before))

    def add_table(self, rows: Sequence[tuple[Span, ...]], *, header: bool) -> None:
        """The rows of a table, led by their heads, and these by the paragraph just before."""
        before = self.lead
        head = NONE
        for number, cells in enumerate(rows):
            filled = [cell for cell in cells if cell.start < cell.end]
            if not filled:
                continue
            is_head = header and number == 0
            lead = before if head == NONE else head
            span = Span(filled[0].start, filled[-1].end)
            self.add(Block(BlockKind.ROW, span, lead=lead, cells=cells, header=is_head))
            head = len(self.blocks) - 1 if is_head else head

    def add_paragraph(self, text: str, span: Span) -> None:
        """A paragraph, or two blocks where its heading stands before it on the same line."""
        head = _run_in.match(text, *span)
        repeats = head is not None and width(head["head"]) <= LONGEST_RUN_IN and head["next"] in head["head"]
        if head and repeats and not is_short(span.of(text)):
            self.add(Block(BlockKind.HEADING, Span(*head.span("head")), level=min(6, self.deeper)))
            span = trim(text, head.end("head"), span.end)
        self.add(Block(BlockKind.PARAGRAPH, span))

    def add_item(self, span: Span, indent: int) -> None:
        """An item inside of the last one that is less indented."""
        while self.margins and self.margins[-1][0] >= indent:
            self.margins.pop()
        lead = self.margins[-1][1] if self.margins else self.lead
        self.add(Block(BlockKind.ITEM, span, level=min(5, len(self.margins)), lead=lead))
        self.margins.append((indent, len(self.blocks) - 1))


def _blocks(lines: Lines, *, wrapped: bool, titled: bool) -> list[Block]:
    fences = sum(1 for row in lines.rows if fence.match(lines.text, *row.span))
    read = _Read(wrapped, fences)
    at = _title(lines, read) if titled else 0
    while at < len(lines.rows):
        at = at + 1 if lines.blank(at) else _step(lines, at, read)
    return read.blocks


def _step(lines: Lines, at: int, read: _Read) -> int:
    """Reads what begins at a line; returns the first line after it."""
    for one in _KINDS:
        after = one(lines, at, read)
        if after > at:
            return after
    return _run(lines, at, read)


def _title(lines: Lines, read: _Read) -> int:
    written = [at for at, row in enumerate(lines.rows) if not row.blank]
    if len(written) < 2:
        return 0
    first = written[0]
    if is_imprint(lines, first):
        above = first
        while not lines.blank(first):
            first += 1
        read.add_code(lines.across(above, first - 1))
        first = lines.following(first) or first
    words = lines.words(first)
    if not lines.blank(first + 1) or not is_short(words) or markers.is_byline(words) or markers.heading_level(words):
        return first if read.blocks else 0
    if is_marked(lines, first) or lines.listed(first):
        return first if read.blocks else 0
    read.add(Block(BlockKind.HEADING, lines.rows[first].span, level=1))
    read.deeper = 2
    return first + 1


def _literal(lines: Lines, at: int, read: _Read) -> int:
    """The indented lines below "::", or below a directive for code and its options: reStructuredText."""
    above = next((n for n in range(at - 1, -1, -1) if not lines.rows[n].blank), NONE)
    if above == NONE or not _code_follows.match(lines.words(above)):
        return at
    after, indent = at, lines.rows[above].indent
    while after < len(lines.rows) and (lines.blank(after) or lines.rows[after].indent > indent):
        after += 1
    while at < after and (lines.blank(at) or _directive_option.match(lines.words(at))):
        at += 1
    if at < after:
        read.add_code(trim(lines.text, *lines.across(at, after - 1)))
    return after


def _fenced(lines: Lines, at: int, read: _Read) -> int:
    """A fenced block that is closed; a lone fence is no more than a line."""
    opening = fence.match(lines.text, *lines.rows[at].span)
    if not opening or read.fences < 2:
        return at
    for last in range(at + 1, len(lines.rows)):
        if lines.words(last).startswith(opening[1]) and set(lines.words(last)) == {opening[1][0]}:
            span = trim(lines.text, lines.rows[at].span.end, lines.rows[last].span.start)
            if span.start < span.end:
                read.add_code(span)
            read.fences -= 2
            return last + 1
    read.fences = 0
    return at


def _drawing(lines: Lines, at: int, read: _Read) -> int:
    """A table by its rows, a diagram as code: neither is prose."""
    drawn = drawing(lines.text, lines.rows, at, read.refused)
    if drawn is None:
        return at
    if drawn.rows:
        read.add_table(drawn.rows, header=drawn.header)
    else:
        read.add_code(lines.across(at, drawn.after - 1))
    return drawn.after


def _listing(lines: Lines, at: int, read: _Read) -> int:
    """The options and commands that begin at a line, as code: their lines are no sentences."""
    span = lines.listed(at)
    if span is None:
        return at
    read.add_code(span)
    return next((n for n in range(at, len(lines.rows)) if lines.rows[n].span.start >= span.end), len(lines.rows))


def _underlined(lines: Lines, at: int, read: _Read) -> int:
    if at + 1 >= len(lines.rows) or not lines.blank(at - 1):
        return at
    title, under = lines.words(at), lines.words(at + 1)
    rare = _rare_underline.match(under) is not None and len(under) >= len(title)
    if not (rare or _underline.match(under)) or not is_short(title) or is_rule(title):
        return at
    read.add(Block(BlockKind.HEADING, lines.rows[at].span, level=1 if under[0] == "=" else 3 if rare else 2))
    return at + 2


def _dropped(lines: Lines, at: int, _read: _Read) -> int:
    """A line that is drawn, or is for a program."""
    return at + 1 if is_rule(lines.words(at)) or _directive.match(lines.words(at)) else at


def _heading(lines: Lines, at: int, read: _Read) -> int:
    level = heading_level(lines, at)
    if not level:
        return at
    read.add(Block(BlockKind.HEADING, lines.rows[at].span, level=read.depth_of(lines.words(at), level)))
    return at + 1


def _item(lines: Lines, at: int, read: _Read) -> int:
    """An item with the further indented lines below it; a marker without words is nothing."""
    line = lines.rows[at]
    start = _item_start(lines, at)
    if start == line.span.start:
        return at
    if start >= line.span.end:
        return at + 1
    after = at + 1
    while not lines.blank(after) and lines.rows[after].indent > line.indent and not is_marked(lines, after):
        after += 1
    span = trim(lines.text, start, lines.rows[after - 1].span.end)
    read.add_item(span, line.indent)
    return after


def _item_start(lines: Lines, at: int) -> int:
    """Where the words of an item begin, behind its marker; the start of the line where it is none."""
    line = lines.rows[at].span
    if marker := markers.item(lines.text, line.start):
        return marker.end
    han = markers.han_item.match(lines.text, *line)
    return han.end() if han else line.start


def _run(lines: Lines, at: int, read: _Read) -> int:
    """Lines of text up to a blank one or to something else: one paragraph when wrapped, else a line each, or two
    where one goes on in the next.
    """
    after = at + 1
    while not ends_run(lines, after) and not hangs_below(lines, after):
        after += 1
    whole = read.wrapped and is_wrapped([lines.words(number) for number in range(at, after)])
    for number in range(at, after):
        if number + 1 == after or not (whole or (read.wrapped and goes_on(lines, number))):
            read.add_paragraph(lines.text, lines.across(at, number))
            at = number + 1
    return after


_KINDS = (_literal, _fenced, _drawing, _listing, _underlined, _dropped, _heading, _item)
"""What may begin at a line; the first that takes it has it, and text is what none takes."""
