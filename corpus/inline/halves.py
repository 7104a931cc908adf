"""Emphasis that begins in one sentence and ends in another: which marks of a part have their partner outside of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from youju.corpus.document import Document, Span, Statement, StatementKind
from youju.corpus.text import HAN

LONGEST = 20_000
"""In characters: in a longer paragraph no partner is looked for."""
LONGEST_MARKER = 200
"""In characters: how far before a paragraph its line may begin; marks of emphasis stand around a marker, too."""
_WHOLE = (StatementKind.ROW, StatementKind.CODE)
_run = re.compile(r"(?<!\\)(?:\*{1,3}(?!\*)|_{1,3}(?!_)|~~(?!~))")
_han = re.compile(f"[{HAN}]")


@dataclass
class _Run:
    """Signs of one kind in a row, of which ``start`` to ``end`` have no partner yet."""

    sign: str
    start: int
    end: int


def paragraph(document: Document, span: Span) -> Span:
    """The paragraphs that a span begins and ends in, from the beginning of their line."""
    statements = document.statements
    first, last = (bisect_right(statements, place, key=_start) - 1 for place in (span.start, span.end - 1))
    if first < 0 or any(statements[at].kind in _WHOLE for at in (first, last)):
        return span
    block = statements[first].block
    while first and statements[first - 1].block == block:
        first -= 1
    block = statements[last].block
    while last + 1 < len(statements) and statements[last + 1].block == block:
        last += 1
    start = min(span.start, statements[first].span.start)
    line = document.text.rfind("\n", max(0, start - LONGEST_MARKER), start) + 1
    return Span(line or (start if start > LONGEST_MARKER else 0), max(span.end, statements[last].span.end))


def _start(statement: Statement) -> int:
    return statement.span.start


def without_halves(text: str, masked: str, part: Span) -> str:
    """``text[part]`` without the marks whose partner stands elsewhere in the text."""
    if len(text) > LONGEST:
        return part.of(text)
    pieces, start = [], part.start
    for half in sorted(_halves(masked, part)):
        pieces.append(text[start : half.start])
        start = half.end
    return "".join([*pieces, text[start : part.end]])


def _halves(masked: str, part: Span) -> Iterator[Span]:
    for opening, closing in _pairs(masked):
        opens, closes = (part.start <= mark.start and mark.end <= part.end for mark in (opening, closing))
        if opens != closes:
            yield opening if opens else closing


def _pairs(masked: str) -> Iterator[tuple[Span, Span]]:
    """The marks of emphasis two by two; one stack for each sign, so that a search never looks far."""
    stacks: dict[str, list[_Run]] = {}
    for found in _run.finditer(masked):
        run = _Run(found.group()[0], *found.span())
        opens, closes = _sides(masked, run)
        stack = stacks.setdefault(run.sign, [])
        while closes and stack and run.start < run.end:
            yield _pair(stack, run)
        if opens and run.start < run.end:
            stack.append(run)


def _pair(stack: list[_Run], run: _Run) -> tuple[Span, Span]:
    """The marks that the last open run and one that closes have in common; what is left stays open."""
    opening = stack[-1]
    length = min(2, opening.end - opening.start, run.end - run.start)
    pair = Span(opening.end - length, opening.end), Span(run.start, run.start + length)
    opening.end -= length
    run.start += length
    if opening.start == opening.end:
        stack.pop()
    return pair


def _sides(masked: str, run: _Run) -> tuple[bool, bool]:
    """Whether emphasis can begin and end here; a sign inside a Latin word or between numbers is none."""
    before, after = masked[run.start - 1 : run.start] or " ", masked[run.end : run.end + 1] or " "
    if (before + after).isascii() and before.isalnum() and after.isalnum():
        return False, False
    opens = not after.isspace() and (_is_word(after) or not _is_word(before) or _han.match(before) is not None)
    closes = not before.isspace() and (_is_word(before) or not _is_word(after) or _han.match(after) is not None)
    return opens, closes


def _is_word(character: str) -> bool:
    return character.isalnum()
