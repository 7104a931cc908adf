"""The settings of a file as a tree, and its blocks: a setting with its comment is an entry, others headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from youju.corpus.document import NOWHERE, OUTSIDE, Block, BlockKind, Span
from youju.corpus.structure.statements import LONGEST_ENTRY

DEEPEST = 12
"""How deep settings are taken apart; what stands deeper is of the one above it."""
FIRST_LEVEL = 2
"""Of headings: the first is the title of the document, which a file of settings has in its name."""


class BranchKind(Enum):
    COMMENT = auto()
    SETTING = auto()
    BRANCH = auto()
    ITEM = auto()
    GAP = auto()


class Branch(NamedTuple):
    """What a line, or some that belong together, is of. ``depth`` grows with what it stands in; ``key`` is its name and
    ``note`` a comment behind it.

    A BRANCH holds what follows deeper; an ITEM is a value in a list, and holds what follows deeper, too. ``named`` says
    that its key reads as a part of what it holds ("server: port: 80"), as the head of a section does not.
    """

    kind: BranchKind
    span: Span
    key: Span = NOWHERE
    depth: int = 0
    named: bool = True
    note: Span = NOWHERE


@dataclass
class _Node:
    part: Branch
    comment: list[Span]
    children: list[_Node] = field(default_factory=list)
    end: int = 0

    @property
    def start(self) -> int:
        return self.comment[0].start if self.comment else self.part.span.start

    @property
    def label(self) -> Span:
        """By what it is called: its key, of an item that of its first field."""
        if self.part.key != NOWHERE:
            return self.part.key
        return self.children[0].label if self.children else self.part.span

    @property
    def is_one(self) -> bool:
        """Whether it and all it holds is one thing to say: a list of values, an item with its fields."""
        if not self.children:
            return True
        if self.end - self.start > LONGEST_ENTRY or not self.part.named:
            return False
        kind, leaves = self.part.kind, all(not child.children for child in self.children)
        if kind is BranchKind.ITEM:
            return all(child.is_one for child in self.children)
        items = all(child.part.kind is BranchKind.ITEM for child in self.children)
        return (items and leaves) or (len(self.children) == 1 and not items and self.children[0].is_one)


def blocks(parts: Iterable[Branch]) -> list[Block]:
    """The blocks of the parts of a file, in order."""
    root = _Node(Branch(BranchKind.BRANCH, NOWHERE, depth=-1), [])
    found: list[Block] = []
    _show(_grown(root, parts).children, FIRST_LEVEL, OUTSIDE, found)
    return found


def _grown(root: _Node, parts: Iterable[Branch]) -> _Node:
    """The tree. A comment is of what stands right below it; what is followed by a gap is by itself."""
    open_, above = [root], list[Span]()
    for part in parts:
        if part.kind is BranchKind.COMMENT:
            above.append(part.span)
            continue
        if part.kind is BranchKind.GAP:
            _alone(open_[-1], above)
            above = []
            continue
        while len(open_) > 1 and (open_[-1].part.depth >= part.depth or len(open_) > DEEPEST):
            open_.pop()
        node = _Node(part, above, end=part.span.end)
        above = []
        open_[-1].children.append(node)
        for holder in open_:
            holder.end = part.span.end
        open_.append(node)
    _alone(root, above)
    return root


def _alone(holder: _Node, comment: list[Span]) -> None:
    if comment:
        span = Span(comment[0].start, comment[-1].end)
        holder.children.append(_Node(Branch(BranchKind.COMMENT, span), [], end=span.end))
        holder.end = max(holder.end, span.end)


def _show(nodes: Iterable[_Node], level: int, under: int, found: list[Block]) -> None:
    """Adds the blocks of some nodes; ``under`` is the heading that they stand under."""
    for node in nodes:
        if node.part.kind is BranchKind.COMMENT:
            found.append(Block(BlockKind.PARAGRAPH, node.part.span, under=under))
        elif node.is_one and (node.children or node.part.named):
            span = Span(node.start, max(node.end, node.part.span.end))
            found.append(Block(BlockKind.CODE, span, label=node.label, under=under))
        else:
            _show_branch(node, level, under, found)


def _show_branch(node: _Node, level: int, under: int, found: list[Block]) -> None:
    headed = node.part.key != NOWHERE
    if headed:
        under = len(found) + bool(node.comment)
    if node.comment:
        found.append(Block(BlockKind.PARAGRAPH, Span(node.comment[0].start, node.comment[-1].end), under=under))
    if headed:
        found.append(Block(BlockKind.HEADING, node.part.key, level=min(6, level)))
    if node.part.note != NOWHERE:
        found.append(Block(BlockKind.PARAGRAPH, node.part.note, under=under))
    _show(node.children, level + headed, under, found)
