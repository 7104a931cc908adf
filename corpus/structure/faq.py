"""Questions and their answers: ``Q:`` and ``A:``, ``问：`` and ``答：``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from youju.corpus.document import NONE, Block, BlockKind, Span
from youju.corpus.text import trim

from . import markers

_TEXT = (BlockKind.PARAGRAPH, BlockKind.ITEM)


def pair(text: str, blocks: Iterable[Block]) -> list[Block]:
    """Blocks with ``Q:`` and ``A:`` cut apart and taken off, and everything up to the next question led by
    its question.

    A document without both marks is left alone: one of them may mean anything.
    """
    given = list(blocks)
    if not all(any(_marked(text, block, sign) for block in given) for sign in (markers.question, markers.answer)):
        return given
    return list(_led(_apart(text, given)))


def _marked(text: str, block: Block, marker: re.Pattern[str]) -> bool:
    return block.kind in _TEXT and any(marker.match(text, start) for start in _line_heads(text, block.span))


def _line_heads(text: str, span: Span) -> Iterator[int]:
    position = span.start
    while position < span.end:
        yield position
        stop = text.find("\n", position, span.end)
        if stop < 0:
            return
        position = stop + 1
        while position < span.end and text[position] in " \t>":
            position += 1


def _apart(text: str, blocks: list[Block]) -> Iterator[tuple[Block, str, int]]:
    """Every block with ``"Q"``, ``"A"`` or ``""``, and the place it had before the cutting."""
    for place, block in enumerate(blocks):
        cuts = _cuts(text, block.span) if block.kind in _TEXT else []
        if not cuts:
            yield block, "", place
            continue
        rest = trim(text, block.span.start, cuts[0][0])
        if rest.start < rest.end:
            yield replace(block, span=rest), "", place
        ends = [start for start, _, _ in cuts[1:]] + [block.span.end]
        for (_, start, role), end in zip(cuts, ends, strict=True):
            words = trim(text, start, end)
            if words.start < words.end:
                yield Block(BlockKind.PARAGRAPH, words), role, place


def _cuts(text: str, span: Span) -> list[tuple[int, int, str]]:
    """Where a line begins with a marker: start of the line, start of the words, role."""
    cuts = []
    for start in _line_heads(text, span):
        for role, marker in (("Q", markers.question), ("A", markers.answer)):
            if found := marker.match(text, start, span.end):
                cuts.append((start, found.end(), role))
    return cuts


def _led(parts: Iterable[tuple[Block, str, int]]) -> Iterator[Block]:
    """Numbers blocks anew (cutting made more of them) and lets a question lead what answers it."""
    moved: dict[int, int] = {}
    asked, answering = NONE, False
    for number, (block, role, place) in enumerate(parts):
        moved[place] = number
        lead = moved.get(block.lead, NONE) if block.lead != NONE else NONE
        if role == "Q":
            asked, answering = number, False
        elif block.kind is BlockKind.HEADING:
            asked = NONE
        elif asked != NONE and (role == "A" or answering):
            answering = True
            lead = asked if lead == NONE or lead < asked else lead
        yield replace(block, lead=lead, under=moved.get(block.under, block.under))
