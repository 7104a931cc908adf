"""The outline of a document: sections from its headings."""

from __future__ import annotations

from collections.abc import Iterable

from youju.corpus.document import NONE, Block, BlockKind, Section

from .inline import plain
from .markers import without_number


def outline(text: str, blocks: Iterable[Block], *, markup: bool) -> tuple[Section, ...]:
    """One section a heading, in order; a heading's parent is the nearest one before it of a smaller level."""
    sections: list[Section] = []
    open_: list[int] = []
    for block in blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        while open_ and sections[open_[-1]].level >= block.level:
            open_.pop()
        title = without_number(plain(block.span.of(text), markup=markup))
        sections.append(Section(title, block.span, block.level, open_[-1] if open_ else NONE))
        open_.append(len(sections) - 1)
    return tuple(sections)
