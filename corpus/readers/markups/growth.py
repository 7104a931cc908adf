"""The blocks of a text as they are found, each with what introduces it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from youju.corpus.document import NONE, NOWHERE, Block, BlockKind, Span

_LEADS = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_asks = re.compile(r"[?？][\"'”’」』）)*_`]*$")


@dataclass
class Nest:
    """Where blocks grow: inside the block ``owner``, an item or a title, in lists ``level`` deep. ``lead`` introduces
    the items of the list that is ``open``, by the kind of its markers.
    """

    owner: int = NONE
    level: int = 0
    open: str = ""
    lead: int = NONE

    def inside(self, item: int) -> Nest:
        """What is in an item of a list here."""
        return Nest(item, self.level + 1)


@dataclass
class Growth:
    """A block without a word is left out: its number is that of what owns the nest."""

    text: str
    blocks: list[Block] = field(default_factory=list)

    def heading(self, span: Span, level: int) -> None:
        self._add(Block(BlockKind.HEADING, span, level=max(1, min(6, level))))

    def paragraph(self, nest: Nest, span: Span) -> int:
        nest.open = ""
        return self._add(Block(BlockKind.PARAGRAPH, span, lead=nest.owner), nest.owner)

    def title(self, nest: Nest, span: Span) -> Nest:
        """A line that names the blocks after it: the place of those."""
        nest.open = ""
        found = self._add(Block(BlockKind.PARAGRAPH, span, level=1), NONE)
        return Nest(nest.owner if found == NONE else found, nest.level)

    def item(self, nest: Nest, span: Span, label: Span = NOWHERE, kind: str = "-") -> int:
        """An item of a list of one ``kind``, which ``label`` names where it is a definition."""
        self._open(nest, kind)
        block = Block(BlockKind.ITEM, span, level=nest.level, lead=nest.lead, label=label)
        return self._add(block, nest.owner)

    def question(self, nest: Nest, span: Span, kind: str = "-") -> Nest | None:
        """The place of the answer where the term of an item asks, as in a list of questions."""
        if not _asks.search(self.text, span.start, span.end):
            return None
        self._open(nest, kind)
        return Nest(self._add(Block(BlockKind.PARAGRAPH, span, level=1), nest.owner), nest.level)

    def code(self, nest: Nest, span: Span) -> None:
        nest.open = ""
        self._add(Block(BlockKind.CODE, span, lead=self._lead(nest)))

    def table(self, nest: Nest, found: Sequence[Sequence[Span]], heads: int) -> None:
        """The rows of a table, of which ``heads`` are its header: the last of them stands for all."""
        nest.open = ""
        lead = self._lead(nest)
        above: Sequence[Span] = ()
        for number, cells in enumerate(found):
            header = number == heads - 1
            place = self._row(cells, above, lead, header=header)
            lead, above = (place if header else lead), cells

    def _row(self, cells: Sequence[Span], above: Sequence[Span], lead: int, *, header: bool) -> int:
        """A row of a table; a cell that it has from the row ``above`` is no part of what is quoted of it."""
        filled = [cell for cell in cells if cell.start < cell.end]
        own = [cell for cell in filled if cell not in above] or filled
        span = Span(own[0].start, max(cell.end for cell in own)) if own else NOWHERE
        return self._add(Block(BlockKind.ROW, span, lead=lead, cells=tuple(cells), header=header), lead)

    def _open(self, nest: Nest, kind: str) -> None:
        """Begins a list of a kind, unless one is open."""
        if nest.open != kind:
            nest.open, nest.lead = kind, self._lead(nest)

    def _lead(self, nest: Nest) -> int:
        """The paragraph or item just before, else what owns the nest."""
        if nest.owner == NONE or len(self.blocks) - 1 > nest.owner:
            last = self.blocks[-1].kind if self.blocks else BlockKind.HEADING
            if last is BlockKind.PARAGRAPH or (last is BlockKind.ITEM and nest.owner != NONE):
                return len(self.blocks) - 1
        return nest.owner

    def _add(self, block: Block, otherwise: int = NONE) -> int:
        if not any(map(str.isalnum, block.span.of(self.text))) and block.kind is not BlockKind.CODE:
            return otherwise
        if block.span.start >= block.span.end:
            return otherwise
        self.blocks.append(block)
        return len(self.blocks) - 1
