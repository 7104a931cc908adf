"""Chunking: statements to passages, the units of retrieval, on the edges that the document itself has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from youju.corpus.document import NONE, Document, Passage, Span, Statement, StatementKind
from youju.corpus.inline.wording import wording
from youju.corpus.text import width

from . import labels


@dataclass(frozen=True, slots=True)
class ChunkLimits:
    """Sizes in width units (a Han character 2, any other 1).

    Text of one section is packed up to ``target``; what belongs together (a paragraph, a list with its
    lead-in, a question with its answer) stays whole up to ``most``; a passage below ``tiny`` joins its
    neighbour in the same section, or a sibling subsection. By default ``target`` is half a screen and ``tiny``
    three lines. With ``articles`` those of a law stay apart, however short: each is cited by its number.
    """

    target: int = 1000
    most: int = 1600
    tiny: int = 240
    articles: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.tiny <= self.target <= self.most or not self.target:
            raise ValueError(f"limits must grow: tiny {self.tiny} <= target {self.target} <= most {self.most}")


@dataclass(frozen=True, slots=True)
class _Run:
    """Statements ``first`` to ``last`` (half-open), their size, and the section they stand in."""

    first: int
    last: int
    size: int
    section: int
    bare: bool = False
    """Whether it holds nothing but headings."""
    asks: bool = False
    """Whether it is a question with its answer: a passage of its own, found by the question."""


DEFAULT = ChunkLimits()


def chunk(document: Document, limits: ChunkLimits = DEFAULT) -> tuple[Passage, ...]:
    """The passages of a document: every statement in exactly one, in order."""
    runs = _packed(document, limits)
    runs = _joined(document, _with_headings(document, runs, limits), limits)
    return tuple(_passage(document, run) for run in runs)


def _passage(document: Document, run: _Run) -> Passage:
    first, last = document.statements[run.first], document.statements[run.last - 1]
    return Passage(Span(first.span.start, last.span.end), run.first, run.last, run.section)


def _size(document: Document, statement: Statement) -> int:
    """The size of a statement's words: link addresses and the padding of a table's cells do not count."""
    return width(wording(document, statement) if document.markup else statement.span.of(document.text))


def _groups(document: Document) -> Iterator[_Run]:
    """Runs of statements that belong together."""
    first, size = 0, 0
    for place, statement in enumerate(document.statements):
        if place > first and not _belongs(document.statements, first, place):
            yield _run(document, first, place, size)
            first, size = place, 0
        size += _size(document, statement)
    if document.statements:
        yield _run(document, first, len(document.statements), size)


def _run(document: Document, first: int, last: int, size: int) -> _Run:
    statements = document.statements[first:last]
    return _Run(
        first,
        last,
        size,
        statements[0].section,
        all(part.kind is StatementKind.HEADING for part in statements),
        any(part.kind is StatementKind.QUESTION for part in statements),
    )


def _belongs(statements: Sequence[Statement], first: int, place: int) -> bool:
    """Whether a statement stays with the group that began at ``first``."""
    statement, before = statements[place], statements[place - 1]
    if statement.kind is StatementKind.HEADING or statement.section != before.section:
        return False
    if before.kind is StatementKind.HEADING:
        return True
    if statement.block == before.block or statement.lead >= first:
        return True
    if statement.kind is StatementKind.CODE:
        return True
    return (
        statement.kind is before.kind
        and statement.kind in (StatementKind.ITEM, StatementKind.ROW)
        and not statement.header
    )


def _packed(document: Document, limits: ChunkLimits) -> list[_Run]:
    """Groups of one section packed up to the target; a group over the maximum cut between its blocks or
    sentences.
    """
    packed: list[_Run] = []
    for group in _groups(document):
        for part in _parts(document, group, limits):
            if packed and _fits(packed[-1], part, limits):
                packed[-1] = _plus(packed[-1], part)
            else:
                packed.append(part)
    return packed


def _fits(before: _Run, run: _Run, limits: ChunkLimits) -> bool:
    if before.section != run.section or before.asks or run.asks:
        return False
    size = before.size + run.size
    return size <= limits.target or (min(before.size, run.size) < limits.tiny and size <= limits.most)


def _plus(before: _Run, run: _Run, section: int | None = None) -> _Run:
    place = run.section if before.bare else before.section
    return _Run(
        before.first,
        run.last,
        before.size + run.size,
        place if section is None else section,
        before.bare and run.bare,
        before.asks or run.asks,
    )


def _parts(document: Document, group: _Run, limits: ChunkLimits) -> Iterator[_Run]:
    if group.size <= limits.most:
        yield group
        return
    # Equal parts: a paragraph of 1.2 times the maximum gives two halves and no crumb.
    goal = group.size / -(-group.size // limits.target)
    first, size = group.first, 0
    for place in range(group.first, group.last):
        more = _size(document, document.statements[place])
        if place > first and size + more / 2 > goal:
            yield _run(document, first, place, size)
            first, size = place, 0
        size += more
    yield _run(document, first, group.last, size)


def _with_headings(document: Document, runs: Iterable[_Run], limits: ChunkLimits) -> list[_Run]:
    """Headings without text go to what stands under them; at the end of the document, to what stands
    before.
    """
    kept: list[_Run] = []
    for run in runs:
        fits = bool(kept) and kept[-1].size + run.size <= limits.most
        if fits and kept[-1].bare and (run.bare or _under(document, kept[-1].section, run.section)):
            kept[-1] = _plus(kept[-1], run)
        else:
            kept.append(run)
    if len(kept) > 1 and kept[-1].bare and kept[-2].size + kept[-1].size <= limits.most:
        last = kept.pop()
        kept[-1] = _plus(kept[-1], last)
    return kept


def _under(document: Document, outer: int, section: int) -> bool:
    while section != NONE and section != outer:
        section = document.sections[section].parent
    return section == outer


def _joined(document: Document, runs: Iterable[_Run], limits: ChunkLimits) -> list[_Run]:
    """Tiny sibling subsections together, below level 2 and under one parent only; lone headings with a
    neighbour.
    """
    kept: list[_Run] = []
    for run in runs:
        apart = limits.articles and _is_article(document, run.section)
        if kept and not apart and _siblings(document, kept[-1].section, run.section) and _small(kept[-1], run, limits):
            parent = document.sections[run.section].parent
            kept[-1] = _plus(kept[-1], run, parent if kept[-1].section != run.section else run.section)
        else:
            kept.append(run)
    return kept


def _is_article(document: Document, section: int) -> bool:
    """Whether a section is headed by a label that divides a text: an article, a chapter."""
    found = labels.label(document.text, *document.sections[section].span) if section != NONE else None
    return found is not None and found.divides


def _small(before: _Run, run: _Run, limits: ChunkLimits) -> bool:
    return (
        not (before.asks or run.asks)
        and max(before.size, run.size) < limits.tiny
        and before.size + run.size <= limits.target // 2
    )


def _siblings(document: Document, left: int, right: int) -> bool:
    if NONE in (left, right):
        return False
    first, second = document.sections[left], document.sections[right]
    return second.level > 2 and second.parent != NONE and (first.parent == second.parent or left == second.parent)
