"""The blocks of a text as they are found, each with what introduces it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from youju.corpus.document import NONE, NOWHERE, Block, BlockKind, Span

_LEADS = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_asks = re.compile(r"[?？][\"'”’」』）)*_`]*$")


@dataclass
class Place:
    """Where blocks grow: inside the block ``owner``, an item or a title, in lists ``level`` deep. ``lead`` introduces
    the items of the list that is ``open``, by the kind of its markers.
    """

    owner: int = NONE
    level: int = 0
    open: str = ""
    lead: int = NONE

    def inside(self, item: int) -> Place:
        """What is in an item of a list here."""
        return Place(item, self.level + 1)


@dataclass
class Growth:
    """A block without a word is left out: its number is that of what owns the place."""

    text: str
    blocks: list[Block] = field(default_factory=list)

    def heading(self, span: Span, level: int) -> None:
        self._add(Block(BlockKind.HEADING, span, level=max(1, min(6, level))))

    def paragraph(self, place: Place, span: Span) -> int:
        place.open = ""
        return self._add(Block(BlockKind.PARAGRAPH, span, lead=place.owner), place.owner)

    def title(self, place: Place, span: Span) -> Place:
        """A line that names the blocks after it: the place of those."""
        place.open = ""
        found = self._add(Block(BlockKind.PARAGRAPH, span), NONE)
        return Place(place.owner if found == NONE else found, place.level)

    def item(self, place: Place, span: Span, label: Span = NOWHERE, kind: str = "-") -> int:
        """An item of a list of one ``kind``, which ``label`` names where it is a definition."""
        self._open(place, kind)
        block = Block(BlockKind.ITEM, span, level=place.level, lead=place.lead, label=label)
        return self._add(block, place.owner)

    def question(self, place: Place, span: Span, kind: str = "-") -> Place | None:
        """The place of the answer where the term of an item asks, as in a list of questions."""
        if not _asks.search(self.text, span.start, span.end):
            return None
        self._open(place, kind)
        return Place(self._add(Block(BlockKind.PARAGRAPH, span), place.owner), place.level)

    def code(self, place: Place, span: Span) -> None:
        place.open = ""
        self._add(Block(BlockKind.CODE, span, lead=self._lead(place)))

    def row(self, cells: Sequence[Span], lead: int, *, header: bool = False) -> int:
        """A row of a table, led by its header; the header by what stands above the table."""
        filled = [cell for cell in cells if cell.start < cell.end]
        if not filled:
            return lead
        span = Span(min(cell.start for cell in filled), max(cell.end for cell in filled))
        return self._add(Block(BlockKind.ROW, span, lead=lead, cells=tuple(cells), header=header), lead)

    def table(self, place: Place, found: Sequence[Sequence[Span]], heads: int) -> None:
        """The rows of a table, of which ``heads`` are its header: the last of them stands for all."""
        place.open = ""
        lead = self._lead(place)
        for number, cells in enumerate(found):
            header = number == heads - 1
            place_ = self.row(cells, lead, header=header)
            lead = place_ if header else lead

    def _open(self, place: Place, kind: str) -> None:
        """Begins a list of a kind, unless one is open."""
        if place.open != kind:
            place.open, place.lead = kind, self._lead(place)

    def _lead(self, place: Place) -> int:
        """The paragraph or item just before, else what owns the place."""
        if place.owner == NONE or len(self.blocks) - 1 > place.owner:
            last = self.blocks[-1].kind if self.blocks else BlockKind.HEADING
            if last is BlockKind.PARAGRAPH or (last is BlockKind.ITEM and place.owner != NONE):
                return len(self.blocks) - 1
        return place.owner

    def _add(self, block: Block, otherwise: int = NONE) -> int:
        if not any(map(str.isalnum, block.span.of(self.text))) and block.kind is not BlockKind.CODE:
            return otherwise
        if block.span.start >= block.span.end:
            return otherwise
        self.blocks.append(block)
        return len(self.blocks) - 1
