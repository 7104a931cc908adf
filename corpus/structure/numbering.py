"""Items and headings by their numbers, 一、 （一） 1. (1) ① a), one inside the other, whatever format a text had."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from youju.corpus.document import NONE, Block, BlockKind, Span
from youju.corpus.text import trim, width

from . import markers
from .labels import Label, is_bare, is_heading, label
from .markers import LONGEST_TITLE, Sign

_MARKDOWN = frozenset(("", "1.", "1)"))
"""Ways of counting that a list of Markdown has, whose depth is known."""
_DEEPEST = 5
SEVERAL = 2
"""Labels of a unit, from which a text is divided by it: one may be a reference."""
_WORDS = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_quoted = re.compile(r"[ \t>\u3000]*[*_]{0,3}")
_HEADS = frozenset(("一、", "（一）"))
"""Ways of counting headings, in a text that has no marks for them."""
_ends = re.compile(r"[。！？!?.…；;，,、：:][\"'”’」』）)\]*_]*$")
_closed = re.compile(r"[。！？][”」』）》]{0,3}[ \t\r]{0,3}\n$")
"""The end of a line that ends a paragraph, too: Han are not broken behind one."""
_full_stop = re.compile(r"[。！？.!?;；：:][\"'”’」』）)》*_]{0,3}[ \t\r]{0,3}\n$")
_introduces = re.compile(r"[:：][*_\s]*$")
_goes_on = re.compile(r"[:：；;，,][*_\s]*$")


def numbered(text: str, blocks: Iterable[Block]) -> list[Block]:
    """The same words, with every line and every paragraph of a series that is numbered as an item, at its depth."""
    return _Numbering(text, list(_pieces(text, list(blocks)))).blocks()


class _Piece(NamedTuple):
    """A block or a part of one. ``place`` is the block's number; ``sign`` how it is counted where it may be an item."""

    block: Block
    place: int
    sign: Sign | None = None
    cut: bool = False


def _pieces(text: str, blocks: list[Block]) -> Iterator[_Piece]:
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.ITEM:
            sign = _sign_before(text, block.span)
        elif block.kind is BlockKind.PARAGRAPH:
            sign = _sign_at(text, block.span.start, block.span.end)
        else:
            yield _Piece(block, place)
            continue
        head = _head_line(text, block) if block.kind is BlockKind.PARAGRAPH else block.span.start
        if head > block.span.start:
            yield _Piece(block.over(trim(text, block.span.start, head)), place)
            block = block.over(trim(text, head, block.span.end))
            sign = _sign_at(text, *block.span)
        cuts = _cuts(text, block, sign) if "\n" in block.span.of(text) else []
        ends = [start for start, _ in cuts] + [block.span.end]
        yield _Piece(block.over(trim(text, block.span.start, ends[0])), place, sign)
        for (start, inner), end in zip(cuts, ends[1:], strict=True):
            yield _Piece(Block(BlockKind.PARAGRAPH, trim(text, start, end)), place, inner, cut=True)


def _head_line(text: str, block: Block) -> int:
    """Where the text begins below a first line that is a label and nothing more: "Article 5"; else where it begins."""
    stop = text.find("\n", block.span.start, block.span.end)
    return stop if stop > 0 and is_bare(text[block.span.start : stop].strip()) else block.span.start


def _sign_at(text: str, start: int, end: int) -> Sign | None:
    before = _quoted.match(text, start, end)
    found = markers.sign(text, before.end() if before else start, end)
    return found if found and found.way and found.end < end else None


def _sign_before(text: str, span: Span) -> Sign | None:
    """How an item is counted whose words are ``span``."""
    line = text.rfind("\n", 0, span.start) + 1
    before = _quoted.match(text, line, span.start)
    found = markers.sign(text, before.end() if before else line, span.start)
    return found or Sign("", 0, span.start)


def _may_head(words: str) -> bool:
    return "\n" not in words and width(words) <= LONGEST_TITLE and not _ends.search(words)


def _cuts(text: str, block: Block, first: Sign | None) -> list[tuple[int, Sign | None]]:
    """Where a line inside a block begins an item, the first of a series or the next of one that is open; or, behind the
    end of one, a paragraph.
    """
    cuts: list[tuple[int, Sign | None]] = []
    span = block.span
    counted = {first.way: first.value} if first and first.way else {}
    position = text.find("\n", span.start, span.end) + 1
    while position:
        sign = _sign_at(text, position, span.end)
        if sign and sign.value == counted.get(sign.way, 0) + 1:
            counted[sign.way] = sign.value
            cuts.append((position, sign))
        elif _begins_section(text, position, block) or (cuts and cuts[-1][1] and _begins_anew(text, position)):
            cuts.append((position, None))
        position = text.find("\n", position, span.end) + 1
    return cuts


def _begins_section(text: str, position: int, block: Block) -> bool:
    """Whether a line of a paragraph begins an article behind a line that ends a sentence."""
    named = label(text, position, block.span.end) if block.kind is BlockKind.PARAGRAPH else None
    return named is not None and named.divides and _full_stop.search(text, position - 8, position) is not None


def _begins_anew(text: str, position: int) -> bool:
    """Whether a line at the margin follows one that ends a sentence of Han."""
    return not text[position : position + 1].isspace() and _closed.search(text, position - 8, position) is not None


@dataclass
class _Open:
    """An item that deeper ones may follow."""

    way: str
    value: int
    block: int


@dataclass
class _Numbering:
    text: str
    pieces: list[_Piece]
    found: list[Block] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    lead: int = NONE
    moved: dict[int, int] = field(default_factory=dict)
    units: Counter[str] = field(default_factory=Counter)
    several: bool = False
    """Whether there are several labels of one unit at all."""
    level: int = 0
    tiers: list[str] = field(default_factory=list)

    def blocks(self) -> list[Block]:
        for piece in self.pieces:
            named = label(self.text, *piece.block.span) if piece.block.kind in _WORDS else None
            self.units[named.unit if named else ""] += 1
        self.several = any(unit and count >= SEVERAL for unit, count in self.units.items())
        for number, piece in enumerate(self.pieces):
            if piece.block.kind is BlockKind.ITEM:
                self.given(piece)
            elif piece.sign and (piece.cut or self.is_item(number)):
                self.counted(piece, piece.sign)
            elif tier := self.tier(number):
                self.raised(piece.block, tier)
            elif (named := self.section(piece.block)) is not None:
                self.divided(piece.block, named)
            else:
                self.other(piece)
            self.moved[piece.place] = len(self.found) - 1
        return self.found

    def given(self, piece: _Piece) -> None:
        """An item as the reader found it: its depth holds, but where a way of counting says more."""
        block, sign = piece.block, piece.sign
        if sign is not None and sign.way not in _MARKDOWN and (sign.value == 1 or self.follows(sign)) and self.open:
            self.counted(piece, sign)
            return
        lead = self.moved.get(block.lead, NONE)
        lead = lead if lead != NONE and self.found[lead].kind is not BlockKind.HEADING else NONE
        if lead == NONE and not block.level and sign is not None and self.follows(sign):
            lead = self.lead
        elif not block.level:
            self.lead = lead
        del self.open[block.level :]
        self.add(block.led(lead))
        self.open.append(_Open(sign.way if sign else "", sign.value if sign else 0, len(self.found) - 1))

    def counted(self, piece: _Piece, sign: Sign) -> None:
        """An item as deep as the open one that is counted in the same way, else inside of the last."""
        depth = next((at for at, one in enumerate(self.open) if one.way == sign.way), len(self.open))
        if not self.open:
            self.lead = len(self.found) - 1 if self.found and self.found[-1].kind is BlockKind.PARAGRAPH else NONE
        del self.open[min(depth, _DEEPEST) :]
        lead = self.open[-1].block if self.open else self.lead
        start = piece.block.span.start if piece.block.kind is BlockKind.ITEM else sign.end
        self.add(Block(BlockKind.ITEM, Span(start, piece.block.span.end), level=len(self.open), lead=lead))
        self.open.append(_Open(sign.way, sign.value, len(self.found) - 1))

    def other(self, piece: _Piece) -> None:
        """Anything but an item; what belongs to one does not end its series."""
        block = piece.block
        lead = self.moved.get(block.lead, NONE) if block.lead != NONE else NONE
        if not (self.open and lead in (one.block for one in self.open)):
            self.open = []
        if block.kind is BlockKind.HEADING:
            unit = is_heading(block.span.of(self.text)[:LONGEST_TITLE])
            self.level, self.tiers = (block.level - 1, [unit]) if unit else (block.level, [])
        self.add(block.led(lead))

    def tier(self, number: int) -> str:
        """The unit or the way of counting of a paragraph that is a heading, above text of another; else ""."""
        piece = self.pieces[number]
        words = self.text[
            piece.block.span.start : min(piece.block.span.end, piece.block.span.start + 2 * LONGEST_TITLE)
        ]
        if piece.block.kind is not BlockKind.PARAGRAPH or piece.block.lead != NONE or not _may_head(words):
            return ""
        tier = is_heading(words) or (piece.sign.way if piece.sign and piece.sign.way in _HEADS else "")
        if not tier or number + 1 == len(self.pieces) or self.pieces[number + 1].block.kind is BlockKind.HEADING:
            return ""
        after = self.pieces[number + 1]
        below = is_heading(after.block.span.of(self.text)[:LONGEST_TITLE]) or (after.sign.way if after.sign else "")
        return tier if below != tier else ""

    def section(self, block: Block) -> Label | None:
        """The label of an article that a paragraph begins with, in a text that has several."""
        if not self.several or block.kind is not BlockKind.PARAGRAPH or block.lead != NONE:
            return None
        named = label(self.text, *block.span)
        return named if named and named.divides and self.units[named.unit] >= SEVERAL else None

    def divided(self, block: Block, named: Label) -> None:
        """An article: its label a heading, and its first paragraph."""
        self.raised(block.over(named.name), named.unit)
        self.add(block.over(trim(self.text, named.end, block.span.end)))

    def raised(self, block: Block, tier: str) -> None:
        """A heading below those that the text has as such, inside of the last one of another tier."""
        del self.tiers[self.tiers.index(tier) if tier in self.tiers else len(self.tiers) :]
        self.tiers.append(tier)
        self.open = []
        self.add(Block(BlockKind.HEADING, block.span, level=min(6, self.level + len(self.tiers))))

    def add(self, block: Block) -> None:
        self.found.append(block)

    def follows(self, sign: Sign) -> bool:
        """Whether an open item is counted right before this one."""
        return any(one.way == sign.way and sign.value == one.value + 1 for one in self.open)

    def is_item(self, number: int) -> bool:
        """Whether a paragraph is one of a series: the next after an open one, or the first before a second."""
        piece = self.pieces[number]
        sign = piece.sign
        if sign is None or piece.block.lead != NONE:
            return False
        if self.follows(sign):
            return True
        if sign.value != 1 or sign.way in _MARKDOWN:
            return False
        before = self.found[-1] if self.found else None
        introduced = before is not None and before.kind is BlockKind.PARAGRAPH and self.says(before, _introduces)
        return introduced or (bool(self.open) and self.says(piece.block, _goes_on)) or self.is_followed(number, sign)

    def is_followed(self, number: int, sign: Sign) -> bool:
        """Whether the second of a series comes, with nothing but its deeper items between."""
        after = self.pieces[number + 1].sign if number + 1 < len(self.pieces) else None
        return after is not None and after.way == sign.way and after.value == sign.value + 1

    def says(self, block: Block, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.text, max(block.span.start, block.span.end - 8), block.span.end) is not None
