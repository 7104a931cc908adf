"""Word documents, from the XML itself: what Word shows of it, with its headings, numbers, tables and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from youju.corpus.errors import SourceError
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.office.flow import Flow
from youju.corpus.readers.office.grid import heads
from youju.corpus.readers.office.package import finished, first, main_part, relations, said
from youju.corpus.readers.office.prose import Noted, Prose
from youju.corpus.readers.office.zipped import Node, Package, value

from .lists import WordLists, read_lists
from .styles import BODY, Numbered, Styles, flag, indent_of, numbered, outline_of, read_styles
from .tables import has_styled_heads, is_layout, table_of, table_rows
from .words import ParagraphWords, WordReader, inside

_GONE: Final = frozenset(("del", "moveFrom", "sectPr", "altChunk"))
MOST_BOXES: Final = 10_000
"""In one document: a box in a box in a box is a trap."""


class Docx:
    """A Word document; macros of a .docm are left alone."""

    suffixes = (".docx", ".docm", ".dotx")
    version = "docx 2"
    isolated = True

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceError]:
        archive = Package(data, name)
        part = main_part(archive) or "word/document.xml"
        body = archive.needed(part).find("body")
        beside = relations(archive, part)
        walk = _Walk(
            read_styles(archive.tree(first(beside, "styles"))),
            read_lists(archive.tree(first(beside, "numbering"))),
        )
        for kind in ("footnote", "endnote"):
            walk.learn(kind, archive.tree(first(beside, f"{kind}s")))
        if body is not None:
            walk.take(walk.closed(iter(body)))
        yield finished(walk.flow.written(), said(archive))


class _Held(NamedTuple):
    """A paragraph that was read and is not written yet. ``notes`` are those of all that was joined to it."""

    node: Node
    words: str
    said: ParagraphWords
    level: int
    notes: tuple[str, ...] = ()


@dataclass
class _Walk:
    """Goes through a document from top to bottom, once."""

    styles: Styles
    lists: WordLists
    flow: Flow = field(default_factory=Flow)
    foot: dict[tuple[str, str], str] = field(default_factory=dict)
    held: _Held | None = None
    """A paragraph that goes on in the next one: the mark between them was deleted."""
    boxes: int = 0

    def __post_init__(self) -> None:
        self.reader = WordReader(self.styles)

    def learn(self, kind: str, root: Node | None) -> None:
        """The notes of a part, by id; what separates them on the page is no note."""
        for note in root.findall(kind) if root is not None else ():
            if note.get("type", "normal") in ("normal", ""):
                self.foot[kind, note.get("id", "")] = self.flat(note)[0]

    def take(self, blocks: Iterator[Node]) -> None:
        stack = [blocks]
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
            elif node.tag == "p":
                stack.extend(self.paragraph(node))
            elif node.tag == "tbl":
                stack.extend(self.table(node))
            elif node.tag not in _GONE:
                stack.append(inside(node) if node.tag in ("sdt", "AlternateContent") else iter(node))

    def paragraph(self, node: Node) -> list[Iterator[Node]]:
        """Takes a paragraph; what stands in boxes beside it is to be read next."""
        properties, style = node.find("pPr"), self.style(node)
        level = self.outline(node)
        said = self.reader.read(node, style, heads=level < BODY and not self.styles.is_contents(style))
        before, self.held = self.held, None
        words, notes = (before.words if before else "") + said.text, (before.notes if before else ()) + self.notes(said)
        one = _Held(node, words, said, level, notes)
        mark = properties.find("rPr") if properties is not None else None
        if mark is not None and (mark.find("del") is not None or mark.find("moveFrom") is not None):
            self.held = one
        elif not self.styles.is_contents(style) and (words.strip() or said.text == words):
            self.flow.add(self.read(one))
        if said.boxes:  # they are read next, and are no part of a paragraph
            self.flush()
        self.boxes += len(said.boxes)
        return [self.closed(iter(box)) for box in reversed(said.boxes)] if self.boxes <= MOST_BOXES else []

    def flush(self) -> None:
        """Writes a paragraph that has none to go on in."""
        held, self.held = self.held, None
        if held and held.words.strip() and not self.styles.is_contents(self.style(held.node)):
            self.flow.add(self.read(held))

    def closed(self, blocks: Iterator[Node]) -> Iterator[Node]:
        """Blocks at whose end no paragraph goes on."""
        yield from blocks
        self.flush()

    def style(self, node: Node) -> str:
        return value(node.find("pPr/pStyle")) or self.styles.default

    def outline(self, node: Node) -> int:
        own = outline_of(node.find("pPr"))
        return self.styles.outline(self.style(node)) if own is None else own

    def read(self, one: _Held) -> Prose:
        node, words, said, level, notes = one
        style, properties = self.style(node), node.find("pPr")
        marker, gap, depth = self.number(node)
        own = indent_of(properties)
        return Prose(
            words,
            level=level + 1 if 0 <= level < BODY else 0,
            title=self.styles.is_title(style),
            marker=marker,
            gap=gap,
            depth=depth,
            indented=(self.styles.indent(style) if own is None else own) > 0,
            strong=said.is_strong,
            size=said.size,
            notes=notes,
            aside=self.styles.is_aside(style),
            code=not marker and level >= BODY and (self.styles.is_code(style) or said.is_fixed),
        )

    def number(self, node: Node) -> tuple[str, str, int]:
        """The number before a paragraph, what stands behind it, and how deep in its list it is."""
        style = self.style(node)
        own, styled = numbered(node.find("pPr")), self.styles.numbering(style)
        given = own or styled
        if given is None or _is_hidden(node):
            return "", "", 0
        number = given.number or (styled.number if styled else "")
        depth = given.level if given.level >= 0 else self._depth(Numbered(number, -1), styled, style)
        return self.lists.marker(number, depth), self.lists.gap(number, depth), max(0, depth)

    def _depth(self, given: Numbered, styled: Numbered | None, style: str) -> int:
        """Where a paragraph only names its list: the list names the style, or the style says how deep."""
        known = self.lists.depths.get((given.number, style), -1)
        return known if known >= 0 else max(0, styled.level if styled else 0)

    def notes(self, said: ParagraphWords) -> tuple[str, ...]:
        return tuple(words for one in said.notes if (words := self.foot.get(one, "")))

    def table(self, node: Node) -> list[Iterator[Node]]:
        """Takes a table; the cells of one that only places its text are to be read next."""
        self.flush()
        rows = table_rows(node)
        if is_layout(rows):
            cells = [cell.node for row in rows for cell in row.cells if cell.merge != "continue"]
            return [self.closed(iter(cell)) for cell in reversed(cells)]
        notes: list[str] = []
        made = table_of(rows, lambda cell: self._cell(cell, notes))
        if made.flagged < 0 and has_styled_heads(node, self.styles):
            made.flagged = max(1, heads(made.rows))
        self.flow.add(Noted(made, tuple(notes)))
        return []

    def _cell(self, cell: Node, notes: list[str]) -> tuple[str, bool]:
        words, more, strong = self.flat_with_looks(cell)
        notes += more
        return words, strong

    def flat(self, node: Node) -> tuple[str, list[str]]:
        words, notes, _ = self.flat_with_looks(node)
        return words, notes

    def flat_with_looks(self, node: Node) -> tuple[str, list[str], bool]:
        """All that stands in a cell or a note as one text, what it is noted with, and whether all of it is bold."""
        lines: list[str] = []
        notes: list[str] = []
        strong = True
        for paragraph in paragraphs(node):
            said = self.reader.read(paragraph, self.style(paragraph))
            marker, gap, _ = self.number(paragraph)
            if words := said.text.strip():
                lines.append(f"{marker}{gap}{words}" if marker.strip("-") else words)
                strong = strong and (said.is_strong or self.styles.is_head(self.style(paragraph)))
            notes += self.notes(said)
            self.boxes += len(said.boxes)
            for box in said.boxes if self.boxes <= MOST_BOXES else ():
                boxed, more = self.flat(box)
                lines += boxed.split("\n")
                notes += more
        return "\n".join(filter(None, lines)), notes, strong and bool(lines)


def paragraphs(node: Node) -> Iterator[Node]:
    """The paragraphs in a node, at any depth, in order; not those in boxes."""
    stack = [iter(node)]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
        elif one.tag == "p":
            yield one
        elif one.tag not in _GONE:
            stack.append(inside(one) if one.tag in ("sdt", "AlternateContent") else iter(one))


def _is_hidden(node: Node) -> bool:
    return bool(flag(node.find("pPr/rPr"), "vanish"))
