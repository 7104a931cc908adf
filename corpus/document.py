"""What the corpus is made of: spans, blocks, sections, statements, passages, documents.

Every position is a :class:`Span`, half-open ``[start, end)``, in code points of ``document.text``, which is
the decoded text of the source with its newlines as they were.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

_line_end = re.compile(r"\r\n?|\n")

NONE = -1
"""The index that points at nothing, in ``parent``, ``section``, ``lead``."""


class Span(NamedTuple):
    """Half-open ``[start, end)`` in code points of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


OUTSIDE = -2
"""In ``under``: no heading, though some stand before."""
NOWHERE = Span(0, 0)
"""The empty span: no label."""


class Markup(StrEnum):
    """The marks that a text carries inside its lines, which a quote is shown without; NONE is falsy."""

    NONE = ""
    MARKDOWN = "markdown"
    RESTRUCTURED = "restructured"
    ASCIIDOC = "asciidoc"
    ORG = "org"
    QUOTED = "quoted"
    SETTINGS = "settings"


class BlockKind(StrEnum):
    """What a reader recognised; a block is a run of whole lines."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CODE = "code"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """One structural unit as a reader found it, in document order.

    ``span`` holds the words without the marker (no ``#``, no ``- ``, no code fence, no leading or trailing
    white space). ``level`` is 1 to 6 for a heading, the nesting depth from 0 for an item, 1 for a
    paragraph that is the title of a container. ``lead`` is the
    index of the block that introduces this one: the paragraph before a list, the header row of a table (for
    its other rows), the ``Q:`` paragraph of an ``A:``. ``cells`` are the spans of a row's cells, trimmed;
    empty for other kinds. ``header`` marks the header row of a table. ``label`` is what by the
    dialect's marks names the words, such as the term that is defined in them.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    lead: int = NONE
    cells: tuple[Span, ...] = ()
    header: bool = False
    label: Span = NOWHERE
    under: int = NONE
    anchor: str = ""

    def over(self, span: Span) -> Block:
        """The same with other words; itself where they are the same, as they mostly are."""
        return self if span == self.span else replace(self, span=span)

    def led(self, lead: int) -> Block:
        """The same behind another lead; itself where it is the same."""
        return self if lead == self.lead else replace(self, lead=lead)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. ``parent`` is the index of the enclosing section, or ``NONE``.

    ``title`` is the heading without markup and without its number ("3.4 容器优点" gives "容器优点").
    ``anchor`` is what a link to it names, or "".
    """

    title: str
    span: Span
    level: int
    parent: int = NONE
    anchor: str = ""


class Locator(NamedTuple):
    """Where in its file stands what begins at ``start`` in the text: on a page from 1 (a slide, too), 0 where there are
    none; at ``at``, such as a sheet and cell "Stock!B7" or a time "00:01:12".
    """

    start: int
    page: int = 0
    at: str = ""


class StatementKind(StrEnum):
    SENTENCE = "sentence"
    ITEM = "item"
    ROW = "row"
    CODE = "code"
    HEADING = "heading"
    QUESTION = "question"


PROSE = frozenset({StatementKind.SENTENCE, StatementKind.ITEM, StatementKind.QUESTION})
"""What is written in a language; code, tables and headings hold names."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The smallest quotable unit.

    ``block`` numbers the block it was cut from: statements with the same ``block`` stand in one paragraph
    or item. ``section`` is an index into ``document.sections`` (``NONE`` before the first heading).
    ``lead`` is the index of the statement that introduces it: a list's lead-in, a table's header row, the
    question that it answers. ``label`` is the run-in head that covers it ("性能：…", "**Pros:** …"), the names
    of an option ("-p, --port <n>"), or an empty span.
    A HEADING or a QUESTION is never evidence by itself; it says what stands under it.
    """

    span: Span
    kind: StatementKind
    block: int
    section: int = NONE
    lead: int = NONE
    label: Span = NOWHERE
    cells: tuple[Span, ...] = ()
    header: bool = False

    @property
    def is_entry(self) -> bool:
        """Whether it is an option or a command in a listing of them: it says something by itself, as code does not."""
        return self.kind is StatementKind.CODE and self.label != NOWHERE

    @property
    def goes_on(self) -> bool:
        """Whether it is a later paragraph of a long entry: the names stand before it."""
        return self.is_entry and self.span.start > self.label.start


@dataclass(frozen=True, slots=True)
class Passage:
    """The retrieval unit: statements ``first`` to ``last`` (half-open) of one document, within ``span``."""

    span: Span
    first: int
    last: int
    section: int = NONE


def digest(text: str) -> str:
    """The sha256 of a text's UTF-8 bytes, in hexadecimal: what ``sha256sum`` says of a UTF-8 file without
    BOM.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Document:
    """One source as read. ``id`` is the path as given, or the ``id`` of a ``.jsonl`` row.

    ``markup`` says which marks its quotes carry. ``locators`` stand in the order of the text; each holds to the next.
    ``gaps`` stand inside of what is quoted and are not read: what parts a broken word, a page's foot in a sentence.
    """

    id: str
    title: str
    text: str
    lang: str = ""
    url: str | None = None
    updated: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    statements: tuple[Statement, ...] = ()
    markup: Markup = Markup.NONE
    locators: tuple[Locator, ...] = ()
    gaps: tuple[Span, ...] = ()

    @cached_property
    def sha256(self) -> str:
        return digest(self.text)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Where each line begins; a line ends with ``\\n``, ``\\r\\n`` or a lone ``\\r``."""
        return tuple(line_starts(self.text))

    def lines(self, span: Span) -> tuple[int, int]:
        """The 1-based numbers of the first and the last line that ``span`` touches."""
        first = bisect_right(self.line_starts, span.start)
        last = bisect_right(self.line_starts, max(span.start, span.end - 1))
        return first, last

    def locator(self, span: Span) -> Locator:
        """What is said of where ``span`` begins; nothing where the format says nothing."""
        place = bisect_right(self.locators, span.start, key=lambda locator: locator.start) - 1
        return self.locators[place] if place >= 0 else Locator(0)

    @cached_property
    def headings(self) -> dict[int, int]:
        """The statement that is the heading of each section."""
        return {s.section: number for number, s in enumerate(self.statements) if s.kind is StatementKind.HEADING}

    def heading(self, section: int) -> tuple[str, ...]:
        """The titles from the outermost section down to ``section``."""
        path: list[str] = []
        while section != NONE:
            path.append(self.sections[section].title)
            section = self.sections[section].parent
        return tuple(reversed(path))


def address(document: Document, section: int) -> str | None:
    """Where the document is on the web, at the heading of ``section`` where that can be linked to."""
    anchor = document.sections[section].anchor if section != NONE else ""
    if not document.url or not anchor or "#" in document.url:
        return document.url
    return f"{document.url}#{anchor}"


def line_starts(text: str) -> list[int]:
    return [0, *map(re.Match.end, _line_end.finditer(text))]
