"""Texts that are taken out of a file whose bytes are no text: built block by block, with where each block stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from youju.corpus.document import NONE, Block, BlockKind, Locator, Span

from .format import Given, Parsed

BAR = " | "
"""What stands between the cells of a row."""
_INDENT = "  "
_space = re.compile(r"\s+")
_LEADS = (BlockKind.PARAGRAPH, BlockKind.ITEM)


@dataclass
class Extract:
    """Grows by whole blocks, in the order of reading; white space inside a block is one space, in code it stays.

    >>> extract = Extract()
    >>> extract.heading("Tea", 1)
    >>> extract.locate(page=2)
    >>> extract.row(["Kind", "Price"], header=True)
    >>> extract.row(["green", "3"])
    >>> extract.parsed().text
    'Tea\\n\\nKind | Price\\ngreen | 3\\n'
    """

    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _blocks: list[Block] = field(default_factory=list)
    _locators: list[Locator] = field(default_factory=list)
    _items: list[int] = field(default_factory=list)
    _lead: int = NONE
    _header: int = NONE
    _fresh: bool = False
    _apart: bool = False

    def __bool__(self) -> bool:
        """Whether there is a block already."""
        return bool(self._blocks)

    def locate(self, *, page: int = 0, at: str = "") -> None:
        """Say where what is added next stands; it holds until something else is said."""
        locator = Locator(self._length, page, at)
        if self._locators and self._locators[-1].start == locator.start:
            self._locators.pop()
        if not self._locators or self._locators[-1][1:] != locator[1:]:
            self._locators.append(locator)

    def apart(self) -> None:
        """Say that what is added next is not introduced by what stands before it."""
        self._apart = True

    def heading(self, words: str, level: int, anchor: str = "") -> None:
        """``level`` from 1; a deeper one than 6 counts as 6. ``anchor`` is what a link to it names."""
        self._end_list()
        place = self._add(BlockKind.HEADING, _one_line(words), level=max(1, min(6, level)))
        if place != NONE and anchor:
            self._blocks[place] = replace(self._blocks[place], anchor=anchor)

    def paragraph(self, words: str, *, inside: bool = False) -> None:
        """``inside`` says that it goes on with the item before it."""
        owner = self._items[-1] if inside and self._items else NONE
        if owner == NONE:
            self._end_list()
        self._add(BlockKind.PARAGRAPH, _one_line(words), lead=owner, before=_INDENT if owner != NONE else "")

    def item(self, words: str, level: int = 0, marker: str = "-") -> None:
        """An item ``level`` deep, from 0, behind its ``marker``, such as "-" or "2."."""
        words = _one_line(words)
        if not words:
            return
        level = min(level, len(self._items))
        if not self._items:
            self._lead = self._before()
        lead = self._items[level - 1] if level else self._lead
        place = self._add(
            BlockKind.ITEM, words, level=level, lead=lead, before=f"{_INDENT * level}{marker} ", tight=bool(self._items)
        )
        self._items = [*self._items[:level], place]

    def code(self, words: str) -> None:
        """Lines that are kept as they are."""
        lead = self._before()
        self._end_list()
        self._add(BlockKind.CODE, words.strip("\n").rstrip(), lead=lead)

    def row(self, cells: Iterable[str], *, header: bool = False) -> None:
        """A row of a table; ``header`` begins one, a row after anything but a row has no header."""
        words = [_one_line(cell) for cell in cells]
        if not any(words):
            return
        follows = bool(self._blocks) and self._blocks[-1].kind is BlockKind.ROW and not self._fresh
        self._fresh = False
        if header or not follows:
            self._header = NONE
        lead = self._header if self._header != NONE else self._before()
        place = self._add_row(words, lead=lead, header=header, tight=follows and not header)
        if header:
            self._header = place

    def end_table(self) -> None:
        """What comes is no further row of the table before it."""
        self._fresh = True

    def parsed(self, metadata: Mapping[str, str] = MappingProxyType({}), given: Given | None = None) -> Parsed:
        """The text and its blocks so far."""
        text = "".join(self._pieces)
        text = text and f"{text}\n"
        return Parsed(text, self._blocks, locators=self._locators, metadata=metadata, given=given or Given())

    def _add_row(self, words: list[str], *, lead: int, header: bool, tight: bool) -> int:
        self._end_list()
        self._gap(tight=tight)
        cells, start = [], self._length
        for number, cell in enumerate(words):
            self._write(BAR if number else "")
            cells.append(Span(self._length, self._length + len(cell)))
            self._write(cell)
        filled = [cell for cell in cells if cell.start < cell.end]
        span = Span(filled[0].start, filled[-1].end) if filled else Span(start, start)
        return self._keep(Block(BlockKind.ROW, span, lead=lead, cells=tuple(cells), header=header))

    def _add(
        self, kind: BlockKind, words: str, *, level: int = 0, lead: int = NONE, before: str = "", tight: bool = False
    ) -> int:
        if not words:
            return NONE
        self._gap(tight=tight)
        self._write(before)
        span = Span(self._length, self._length + len(words))
        self._write(words)
        return self._keep(Block(kind, span, level=level, lead=lead))

    def _keep(self, block: Block) -> int:
        self._apart = False
        self._blocks.append(block)
        return len(self._blocks) - 1

    def _gap(self, *, tight: bool) -> None:
        """What parts blocks stands before the place that is said of the next one."""
        if not self._pieces:
            return
        gap = "\n" if tight else "\n\n"
        if self._locators and self._locators[-1].start == self._length:
            self._locators[-1] = self._locators[-1]._replace(start=self._length + len(gap))
        self._write(gap)

    def _write(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)

    def _before(self) -> int:
        """The paragraph or item just before, which introduces what comes."""
        leads = bool(self._blocks) and self._blocks[-1].kind in _LEADS and not self._apart
        return len(self._blocks) - 1 if leads else NONE

    def _end_list(self) -> None:
        self._items = []


def _one_line(words: str) -> str:
    return _space.sub(" ", words).strip()
