"""Statements: blocks cut into the smallest quotable units, each knowing what introduces it and what it is
about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from youju.corpus.document import (
    NONE,
    NOWHERE,
    OUTSIDE,
    Block,
    BlockKind,
    Markup,
    Section,
    Span,
    Statement,
    StatementKind,
)
from youju.corpus.inline.fillers import DROPPED
from youju.corpus.inline.wording import mask
from youju.corpus.structure.options import listings, samples
from youju.corpus.text import HAN, count_han, trim, width

from . import labels
from .sentences import split
from .words import listed

LONGEST_ITEM = 160
"""In width units: up to this size, two lines of a screen, a list item is one statement even when it has several
sentences.
"""
LONGEST_LABEL = 120
"""In characters: how far into a sentence the colon of a run-in label is looked for, its number and marks included."""
LONGEST_BEFORE_LABEL = 80
"""In characters: how far into a sentence the colon is looked for behind which its first label stands."""
MOST_HAN, MOST_WORDS, MOST_MIXED = 12, 4, 16
"""Of a run-in label, in Han characters, in words without any, in both together: what says more is a clause."""
LONGEST_LEAD = 60
"""In width units: up to this size a line without an end mark over a table or list is its title, as a caption is."""
LONGEST_ENTRY = 480
"""In characters: up to this size, six lines of a terminal, an entry of a listing is one statement even when it has
several paragraphs.
"""
LONGEST_CODE = 4000
"""In characters: a longer code block, more than a screen can show, is cut between lines."""

_paragraph_gap = re.compile(r"\n[ \t\r]*\n")
_asks = re.compile(r"[?？][!！?？]*[\"'”’」』）)\]】*_`]*$")
_colon = re.compile(r"[:：][*_\s]*$")
_any_colon = re.compile("[:：]")
_colon_gap = re.compile(r"[:：]\s+")
_no_colon_end = re.compile(r"[。！？!?;；.]$")

# A run-in head: a few Han characters or words, bold or not, then a colon.
_WORD = rf"(?:[A-Za-z0-9{HAN}][A-Za-z0-9{HAN}/&+#.'\u2019()（）、“”\"-]*)"
_HEAD = rf"(?P<head>{_WORD}(?: {_WORD}){{0,5}})"
_NUMBER = r"(?:(?:\d{1,2}[.、)）]|[（(]\d{1,2}[)）])\s*)?"
# The colon inside the bold or outside it, or a dash:
# "**Pros:** x", "**Pros: **x", "**Pros**: x", "**Pros** - x".
_AFTER_BOLD = r"(?:(?P=bold)[:：]|[:：]\s?(?P=bold)|(?P=bold)\s[-\u2013\u2014]\s)"
_bold_label = re.compile(rf"{_NUMBER}(?P<bold>\*\*|__){_HEAD}\s?{_AFTER_BOLD}[ \t]*")
# A title in bold that ends as a sentence does, with its text behind it: "**Travel.** Trips over …".
_bold_sentence = re.compile(r"(?P<bold>\*\*|__)(?P<head>[^*_\n]{2,80}?)[.。](?P=bold)")
_plain_label = re.compile(rf"{_NUMBER}{_HEAD}\s?[:：][ \t]*")
_dash_label = re.compile(rf"{_HEAD}\s(?:-|\u2013|\u2014{{1,2}})\s+")
_quote = re.compile(r"[“\"「『]")
_words = re.compile(rf"[{HAN}]|[A-Za-z0-9][\w.+#'\u2019/-]*")
_last_latin = re.compile(r"([A-Za-z]+)$")


def cut(
    text: str,
    blocks: Sequence[Block],
    sections: Sequence[Section],
    *,
    markup: Markup = Markup.NONE,
    longest_item: int = LONGEST_ITEM,
) -> tuple[Statement, ...]:
    """The statements of a document in order; they do not overlap, and furniture gives none.

    ``sections`` are the sections of the heading blocks, in the same order. ``longest_item`` is in width
    units.
    """
    if len(sections) != sum(block.kind is BlockKind.HEADING for block in blocks):
        raise ValueError("sections and heading blocks differ in number")
    return _Cut(text, _masked(text, blocks, markup), blocks, longest_item).statements()


def _masked(text: str, blocks: Sequence[Block], markup: Markup) -> str:
    """The mask of a text; a paragraph that is taken out of a mark, as the title in a tag is, has one of its own."""
    masked, pieces, end = mask(text, markup), [], 0
    for block in blocks:
        start, stop = block.span
        if block.kind is not BlockKind.PARAGRAPH or start < end or any(map(str.isalnum, masked[start:stop])):
            continue
        pieces += [masked[end:start], mask(text[start:stop], markup)]
        end = stop
    return "".join([*pieces, masked[end:]])


class _Head(NamedTuple):
    label: Span
    end: int


@dataclass
class _Cut:
    text: str
    masked: str
    blocks: Sequence[Block]
    longest_item: int
    found: list[Statement] = field(default_factory=list)
    firsts: dict[int, int] = field(default_factory=dict)
    lasts: dict[int, int] = field(default_factory=dict)
    section: int = NONE
    covering: Span = NOWHERE
    """The label of the article or step that goes on."""
    sections: dict[int, int] = field(default_factory=dict)
    under: int = NONE

    def statements(self) -> tuple[Statement, ...]:
        questions = self.questions()
        heads = (number for number, block in enumerate(self.blocks) if block.kind is BlockKind.HEADING)
        self.sections = {OUTSIDE: NONE, **{number: section for section, number in enumerate(heads)}}
        for number, block in enumerate(self.blocks):
            before = len(self.found)
            self.under = block.under
            match block.kind:
                case BlockKind.HEADING:
                    self.section += 1
                    self.covering = NOWHERE
                    self.add(StatementKind.HEADING, number, block.span)
                case BlockKind.ROW:
                    self.add(
                        StatementKind.ROW,
                        number,
                        block.span,
                        self.lead(block),
                        cells=block.cells,
                        header=block.header,
                    )
                case BlockKind.CODE:
                    self.code(number, block)
                case BlockKind.ITEM:
                    self.item(number, block)
                case BlockKind.PARAGRAPH:
                    self.paragraph(number, block, asked=number in questions)
            if len(self.found) > before:
                self.firsts[number], self.lasts[number] = before, len(self.found) - 1
        return tuple(self.found)

    def code(self, number: int, block: Block) -> None:
        """A block of code whole; of a listing every entry, led by the head above it."""
        lead = head = self.lead(block)
        if block.label != NOWHERE:
            for span in entry_parts(self.text, block.span):
                self.add(StatementKind.CODE, number, span, lead, block.label)
            return
        entries = listings.parts(self.text, block.span) or samples.parts(self.text, block.span)
        for part in entries or [listings.ListingPart(block.span)]:
            entry = part.names != NOWHERE
            head = head if entry else lead
            for span in entry_parts(self.text, part.span) if entry else code_parts(self.text, part.span):
                place = self.add(StatementKind.CODE, number, span, head, part.names)
            head = place if part.heads else head

    def questions(self) -> frozenset[int]:
        """The blocks after a ``Q:``: only they are paragraphs that lead paragraphs; and titles of containers."""
        leads = {block.lead for block in self.blocks if block.kind is BlockKind.PARAGRAPH and block.lead != NONE}
        leads |= {number for number, block in enumerate(self.blocks) if block.level}
        return frozenset(lead for lead in leads if self.blocks[lead].kind is BlockKind.PARAGRAPH)

    def add(
        self,
        kind: StatementKind,
        block: int,
        span: Span,
        lead: int = NONE,
        label: Span = NOWHERE,
        cells: tuple[Span, ...] = (),
        *,
        header: bool = False,
    ) -> int:
        section = self.sections.get(self.under, self.section)
        self.found.append(Statement(span, kind, block, section, lead, label, cells, header))
        return len(self.found) - 1

    def lead(self, block: Block) -> int:
        """The statement that introduces a block, if the block before it is an introduction at all."""
        if block.lead == NONE or block.lead not in self.lasts:
            return NONE
        leader, last = self.blocks[block.lead], self.lasts[block.lead]
        if (
            leader.kind is BlockKind.ROW
            or block.kind in (BlockKind.CODE, BlockKind.PARAGRAPH)
            or leader.kind is BlockKind.ITEM is block.kind
        ):
            return last
        statement = self.found[last]
        return last if statement.kind is StatementKind.QUESTION or self.introduces(statement.span) else statement.lead

    def introduces(self, span: Span) -> bool:
        words = self.masked[span.start : span.end]
        if _colon.search(words):
            return True
        folded = words.casefold()
        if any(word in folded for word in listed("leadin", "inside")):
            return True
        # A title without an end mark over a table or list.
        return width(words) <= LONGEST_LEAD and not _no_colon_end.search(words) and words[-1:].isalnum()

    def spans(self, block: Block) -> list[Span]:
        """A block's sentences without images and comments at their edges, and without those that hold no
        word.
        """
        spans = (self.shown(span) for span in split(self.masked, block.span))
        return [span for span in spans if any(map(str.isalnum, self.masked[span.start : span.end]))]

    def shown(self, span: Span) -> Span:
        words = self.masked[span.start : span.end]
        if DROPPED not in words:
            return span
        kept = words.lstrip(DROPPED + " \t\r\n\u3000")
        start = span.end - len(kept)
        return Span(start, start + len(kept.rstrip(DROPPED + " \t\r\n\u3000")))

    def item(self, number: int, block: Block) -> None:
        spans = self.spans(block)
        if not spans:
            return
        if width(block.span.of(self.text)) <= self.longest_item:
            asks = 1 if len(spans) > 1 and self.asks_alone(spans[0], spans[1]) else 0
            spans = [*spans[:asks], Span(spans[asks].start, spans[-1].end)]
        lead, asked = self.lead(block), NONE
        label = block.label if block.label != NOWHERE else self.covering
        for span in spans:
            if _asks.search(self.masked, *span) and not self.in_answer(block):
                asked = self.add(StatementKind.QUESTION, number, span, lead)
                continue
            if block.label == NOWHERE:
                label = self.named(span, dashes=span is spans[0]) or label
            self.add(StatementKind.ITEM, number, span, lead if asked == NONE else asked, label)

    def asks_alone(self, span: Span, following: Span) -> bool:
        """Whether a sentence is a question on a line of its own, or in bold, above its answer."""
        between = self.text[span.end : following.start]
        return _asks.search(self.masked, *span) is not None and ("\n" in between or span.of(self.text)[-1:] in "*_")

    def in_answer(self, block: Block) -> bool:
        """Whether a block answers a question, by itself or through what introduces it."""
        lead = block.lead
        while lead != NONE:
            if block.kind is BlockKind.PARAGRAPH and self.blocks[lead].kind is BlockKind.PARAGRAPH:
                return True
            block, lead = self.blocks[lead], self.blocks[lead].lead
        return False

    def paragraph(self, number: int, block: Block, *, asked: bool) -> None:
        lead, label = self.lead(block), block.label if block.label != NOWHERE else self.covering
        answers = self.in_answer(block)
        spans = self.spans(block)
        if block.label != NOWHERE and spans and width(block.span.of(self.text)) <= self.longest_item:
            spans = [Span(spans[0].start, spans[-1].end)]
        for span in self.lines_in(self.titled(number, spans)):
            if asked or (_asks.search(self.masked, *span) and not answers):
                place = self.add(StatementKind.QUESTION, number, span, NONE if asked else lead)
                lead, label = (lead if asked else place), self.covering
                continue
            label = self.named(span) or label
            place = self.add(StatementKind.SENTENCE, number, span, lead, label)
            if span is spans[0] and (title := _bold_sentence.fullmatch(self.masked, *span)):
                label = Span(*title.span("head"))
            if label == self.covering and _colon.search(self.masked, *span) and not answers:
                lead = place

    def named(self, span: Span, *, dashes: bool = False) -> Span | None:
        """What a sentence is named by where it begins; an article and a step cover what comes after, too."""
        if label := labels.label(self.masked, *span):
            self.covering = label.name if label.covers else self.covering
            return label.name
        head = self.head(span, dashes=dashes)
        return head.label if head else None

    def titled(self, number: int, spans: list[Span]) -> list[Span]:
        """Sentences of which the first holds its title where the paragraph goes on behind its label: "Rent. The …"."""
        before = self.blocks[number - 1] if number else None
        if before is None or before.kind is not BlockKind.HEADING or len(spans) < 2:
            return spans
        if "\n" in self.text[before.span.end : spans[0].start] or not labels.is_title(self.masked, spans[0]):
            return spans
        return [Span(spans[0].start, spans[1].end), *spans[2:]]

    def lines_in(self, spans: list[Span]) -> list[Span]:
        """Sentences with a lead-in cut from the first of the labels after it ("常见的有: 甲:… 乙:…")."""
        parts: list[Span] = []
        for span in spans:
            colon = _colon_gap.search(self.masked, span.start, min(span.end, span.start + LONGEST_BEFORE_LABEL))
            rest = trim(self.text, colon.end(), span.end) if colon else span
            if colon and self.head(span) is None and rest.start < rest.end and self.head(rest):
                parts += [trim(self.text, span.start, colon.start() + 1), rest]
            else:
                parts.append(span)
        return parts

    def head(self, span: Span, *, dashes: bool = False) -> _Head | None:
        stop = min(span.end, span.start + LONGEST_LABEL)
        found = _bold_label.match(self.masked, span.start, stop)
        if found is None and _any_colon.search(self.masked, span.start, stop):
            found = _plain_label.match(self.masked, span.start, stop)
        if found is None and dashes:
            found = _dash_label.match(self.masked, span.start, stop)
        if found is None or found.end() >= span.end:
            return None
        label = trim(self.text, *found.span("head"))
        return _Head(label, found.end()) if self.is_label(label, found) else None

    def is_label(self, label: Span, found: re.Match[str]) -> bool:
        words = label.of(self.text)
        folded = words.casefold()
        if not any(map(str.isalpha, words)) or len(words) < 2 or folded in listed("labels", "never"):
            return False
        han = count_han(words)
        if han > MOST_HAN or (not han and len(words.split()) > MOST_WORDS) or len(_words.findall(words)) > MOST_MIXED:
            return False
        if _quote.match(self.masked, found.end()):
            return False
        # "localhost:8080", "image:tag", "std::vector", "http://": an ASCII colon inside a word.
        last, following = self.masked[found.end() - 1], self.masked[found.end() : found.end() + 1]
        if last == ":" and words.isascii() and following.isascii():
            return False
        return not _is_final(folded)


def _is_final(folded: str) -> bool:
    """Whether a head ends with a word that introduces a list ("步骤包括", "it includes")."""
    final = listed("leadin", "final")
    latin = _last_latin.search(folded)
    if latin:
        return latin[1] in final
    return folded.endswith(tuple(word for word in final if not word.isascii()))


def entry_parts(text: str, span: Span) -> list[Span]:
    """An entry of a listing whole; a long one by its paragraphs, the first with the names and what is said first."""
    if span.end - span.start <= LONGEST_ENTRY:
        return [span]
    paragraphs, start = [], span.start
    for gap in _paragraph_gap.finditer(text, *span):
        paragraphs.append(trim(text, start, gap.start()))
        start = gap.end()
    paragraphs.append(trim(text, start, span.end))
    return [part for paragraph in paragraphs for part in code_parts(text, paragraph)]


def code_parts(text: str, span: Span) -> list[Span]:
    """A code block whole, or cut between lines into parts of about ``LONGEST_CODE`` characters."""
    parts, start = [], span.start
    while span.end - start > LONGEST_CODE:
        cut_at = text.rfind("\n", start + 1, start + LONGEST_CODE)
        end = cut_at if cut_at > start else start + LONGEST_CODE
        parts.append(trim(text, start, end))
        start = end
    parts.append(trim(text, start, span.end))
    return [part for part in parts if part.start < part.end]
