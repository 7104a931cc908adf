"""Questions and their answers: ``Q:`` and ``A:``, ``问：`` and ``答：``, and questions that stand above answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from youju.corpus.document import NONE, Block, BlockKind, Span
from youju.corpus.text import trim, width

from . import markers

LONGEST_QUESTION = 240
"""In width units, three lines of a page: a longer paragraph that ends in a question mark says something, too."""
SEVERAL = 2
"""Questions that have an answer below, from which a text is one of questions and answers."""

_TEXT = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_asks = re.compile(r"[?？][!！?？]*[\"'”’」』）)\]】*_`~]*$")
_inside = re.compile(r"[。！？!?](?=[^\"'”’」』）)\]】*_`~!！?？])")
_bold_question = re.compile(r"(?:\*\*|__)[^*_\n]{1,240}[?？](?:\*\*|__)")
_dotted = re.compile(r"^[ \t>*_]{0,8}Q[.．][*_]{0,2}[ \t]", re.MULTILINE)
_options = re.compile(r"^[ \t>*_]{0,8}B[.．)][*_]{0,2}[ \t]", re.MULTILINE)
_inline_answer = re.compile(r"[?？。！!；;\s]")


class _Roles(NamedTuple):
    question: re.Pattern[str]
    answer: re.Pattern[str]


def pair(text: str, blocks: Iterable[Block]) -> list[Block]:
    """Blocks with the marks of questions and answers cut apart and taken off, and everything up to the next question
    led by its question.

    A document without both marks keeps them: one of them may mean anything.
    """
    given = list(blocks)
    dotted = _dotted.search(text) is not None and _options.search(text) is None
    roles = _Roles(*(markers.dotted if dotted else (markers.question, markers.answer)))
    asked = any(_marked(text, block, roles.question, heads=True) for block in given)
    if asked and any(_marked(text, block, roles.answer) or _answers_inside(text, block, roles) for block in given):
        given = list(_led(_apart(text, given, roles)))
    return _answered(text, given)


def _marked(text: str, block: Block, marker: re.Pattern[str], *, heads: bool = False) -> bool:
    if block.kind not in _TEXT and not (heads and block.kind is BlockKind.HEADING):
        return False
    return any(marker.match(text, start) for start in _line_heads(text, block.span))


def _answers_inside(text: str, block: Block, roles: _Roles) -> bool:
    """Whether an answer stands on the line of its question."""
    return block.kind in _TEXT and any(role == "A" for _, _, role in _cuts(text, block.span, roles))


def _line_heads(text: str, span: Span) -> Iterator[int]:
    position = span.start
    while position < span.end:
        yield position
        stop = text.find("\n", position, span.end)
        if stop < 0:
            return
        position = stop + 1
        while position < span.end and text[position] in " \t>\u3000":
            position += 1


def _apart(text: str, blocks: list[Block], roles: _Roles) -> Iterator[tuple[Block, str, int]]:
    """Every block with ``"Q"``, ``"A"``, ``"asks"`` for a question without a mark, or ``""``, and the place it had
    before the cutting.
    """
    for place, block in enumerate(blocks):
        cuts = _cuts(text, block.span, roles) if block.kind in _TEXT else []
        if not cuts:
            asks = _is_asking(text, block) or _begins_asking(text, block)
            yield block, "asks" if asks else "", place
            continue
        rest = trim(text, block.span.start, cuts[0][0])
        if rest.start < rest.end:
            yield block.over(rest), "", place
        ends = [start for start, _, _ in cuts[1:]] + [block.span.end]
        for (_, start, role), end in zip(cuts, ends, strict=True):
            words = trim(text, start, end)
            if words.start < words.end:
                yield Block(BlockKind.PARAGRAPH, words), role, place


def _cuts(text: str, span: Span, roles: _Roles) -> list[tuple[int, int, str]]:
    """Where a line begins with a marker, or an answer stands on the line of its question: start of the line or of the
    mark, start of the words, role.
    """
    cuts = []
    for start in _line_heads(text, span):
        if found := roles.question.match(text, start, span.end):
            cuts.append((start, found.end(), "Q"))
            stop = text.find("\n", start, span.end)
            cuts += _inline(text, Span(found.end(), span.end if stop < 0 else stop), roles)
        elif found := roles.answer.match(text, start, span.end):
            cuts.append((start, found.end(), "A"))
    return cuts


def _inline(text: str, line: Span, roles: _Roles) -> list[tuple[int, int, str]]:
    """The answer on the line of its question, behind an end or a gap."""
    for gap in _inline_answer.finditer(text, *line):
        if found := roles.answer.match(text, gap.end(), line.end):
            return [(gap.end(), found.end(), "A")]
    return []


def _led(parts: Iterable[tuple[Block, str, int]]) -> Iterator[Block]:
    """Numbers blocks anew (cutting made more of them) and lets a question lead what answers it."""
    moved: dict[int, int] = {}
    asked, answering = NONE, False
    for number, (block, role, place) in enumerate(parts):
        moved[place] = number
        lead = moved.get(block.lead, NONE) if block.lead != NONE else NONE
        if role == "Q":
            asked, answering = number, False
        elif block.kind is BlockKind.HEADING or role == "asks":
            asked = NONE
        elif asked != NONE and (role == "A" or answering):
            answering = True
            lead = asked if lead == NONE or lead < asked else lead
        yield replace(block, lead=lead, under=moved.get(block.under, block.under))


def _answered(text: str, blocks: list[Block]) -> list[Block]:
    """Blocks of which the questions lead what stands below, where most of several have something below."""
    marked = {block.lead for block in blocks if block.kind is BlockKind.PARAGRAPH and block.lead != NONE}
    marked = {place for place in marked if blocks[place].kind is BlockKind.PARAGRAPH}
    asking = [
        not _is_title(block) and (place in marked or _is_asking(text, block)) for place, block in enumerate(blocks)
    ]
    answered = [
        place for place, asks in enumerate(asking) if asks and _is_answer(blocks, asking, place + 1, blocks[place])
    ]
    if len(answered) < SEVERAL or 2 * len(answered) < sum(asking):
        return blocks
    found, asked, several = [], NONE, frozenset(answered)
    for place, block in enumerate(blocks):
        if _divides(block) or asking[place] or _begins_asking(text, block):
            asked = place if place in several else NONE
            block = replace(block, kind=BlockKind.PARAGRAPH, level=0, lead=NONE) if asked == place else block
        elif asked != NONE and (block.lead == NONE or block.lead < asked):
            block = block.led(asked)
        found.append(block)
    return found


def _is_title(block: Block) -> bool:
    """Whether a block is the title of a container, which leads what it holds and nothing behind it."""
    return block.kind is BlockKind.PARAGRAPH and block.level > 0


def _divides(block: Block) -> bool:
    """Whether what stands behind a block answers nothing that was asked before it."""
    return block.kind is BlockKind.HEADING or _is_title(block)


def _is_asking(text: str, block: Block) -> bool:
    """Whether a paragraph or an item is one question and nothing else."""
    words = block.span.of(text)[: 2 * LONGEST_QUESTION]
    return (
        block.kind in _TEXT
        and _asks.search(words) is not None
        and width(words) <= LONGEST_QUESTION
        and _inside.search(words) is None
    )


def _begins_asking(text: str, block: Block) -> bool:
    """Whether the first line of a block is a question, above its answer, or its first words are one in bold."""
    words = block.span.of(text)[: 2 * LONGEST_QUESTION]
    line, more, _ = words.partition("\n")
    asks = (more and _asks.search(line.rstrip())) or _bold_question.match(words)
    return block.kind in _TEXT and bool(asks)


def _is_answer(blocks: list[Block], asking: list[bool], place: int, question: Block) -> bool:
    """Whether what stands at a place answers the question before it: text, and no further item of its list."""
    if place >= len(blocks) or asking[place]:
        return False
    block = blocks[place]
    if block.kind in (BlockKind.HEADING, BlockKind.FURNITURE):
        return False
    return not (block.kind is question.kind is BlockKind.ITEM) or block.level > question.level
