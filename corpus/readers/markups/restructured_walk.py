"""One pass over the lines of reStructuredText: frames of one indentation, and the paragraphs in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from youju.corpus.document import Span
from youju.corpus.text import trim

from .drawn_tables import border
from .growth import Growth, Nest
from .rows import IndentedLine, across, rows

bullet = re.compile(r"[-*+\u2022\u2023\u2043](?:[ \t]+|$)")
_NUMBER = r"(?:\d{1,4}|[A-Za-z]|[ivxlcdm]{1,8}|[IVXLCDM]{1,8}|#)"
enumerator = re.compile(rf"(?:\({_NUMBER}\)|{_NUMBER}[.)])(?:[ \t]+|$)")
field_name = re.compile(r":(?![: \t])(?P<name>(?:[^:\\\n]|\\.|:(?![ \t\n]|$)){1,200}):(?:[ \t]+|$)")
_FLAG = r"(?:-[A-Za-z0-9?]|--?[A-Za-z0-9][\w-]{0,60}|/[A-Za-z?][\w-]{0,20})"
_OPTION = rf"{_FLAG}(?:[ =]?(?:[A-Za-z][\w-]{{0,40}}|<[^<>\n]{{1,60}}>))?"
option = re.compile(rf"{_OPTION}(?:, {_OPTION}){{0,6}}(?:[ \t]{{2,}}(?=\S)|$)")
explicit = re.compile(r"\.\.(?:[ \t]+|$)")
anonymous = re.compile(r"__[ \t]+\S")
line_block = re.compile(r"\|(?:[ \t]+|$)")
doctest = re.compile(r">>>[ \t]")
_marked = re.compile(
    "|".join(one.pattern for one in (bullet, field_name, option, explicit, anonymous, line_block, doctest))
    + r"|\+[-=]{2,}[-=+]*\+$"
)
_inner_directive = re.compile(r"\.\. [\w:-]{1,60}::(?:[ \t]|$)")
_literal = re.compile(r"(?P<space>[ \t]*)::$")


@dataclass
class Frame:
    """Rows ``at`` to ``end`` that are read as blocks of one indentation."""

    at: int
    end: int
    indent: int
    place: Nest
    terms: bool = False
    """Whether it is a glossary, where several terms share a definition."""


@dataclass
class RestructuredWalk:
    """One pass over the rows; what is inside something waits as a frame, so that no depth is too deep."""

    text: str
    kinds: Sequence[Callable[[RestructuredWalk, Frame], None]]
    """What may begin at a row; the first that takes it moves the frame on, and text is what none takes."""
    rows: list[IndentedLine] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = rows(self.text)
        self.growth = Growth(self.text)
        self.frames.append(Frame(0, len(self.rows), 0, Nest()))

    def run(self) -> None:
        while self.frames:
            frame = self.frames[-1]
            if frame.at >= frame.end:
                self.frames.pop()
            elif self.rows[frame.at].blank:
                frame.at += 1
            else:
                self.step(frame)

    def step(self, frame: Frame) -> None:
        at = frame.at
        if self.rows[at].indent > frame.indent:
            frame.at = self.body(at, frame.indent, frame.end)
            self.push(at, frame.at, frame.place)
            return
        for kind in self.kinds:
            kind(self, frame)
            if frame.at > at:
                return
        self.paragraph(frame)

    def words(self, at: int) -> str:
        return self.text[self.rows[at].start : self.rows[at].end]

    def blank(self, at: int, end: int) -> bool:
        return at >= end or self.rows[at].blank

    def body(self, at: int, indent: int, end: int) -> int:
        """Behind the last row after ``at`` that is further indented."""
        after = last = at + 1
        while after < end and (self.rows[after].blank or self.rows[after].indent > indent):
            after += 1
            last = last if self.rows[after - 1].blank else after
        return last

    def push(self, at: int, end: int, place: Nest, *, terms: bool = False) -> None:
        found = [row.indent for row in self.rows[at:end] if not row.blank]
        if found:
            self.frames.append(Frame(at, end, min(found), place, terms))

    def cut(self, at: int, start: int, end: int) -> None:
        """Takes a marker off its row: what is behind it, at ``start``, is as far indented as the rows below it."""
        span = trim(self.text, start, self.rows[at].end)
        below = [row.indent for row in self.rows[at + 1 : end] if not row.blank]
        column = self.rows[at].indent + span.start - self.rows[at].start
        self.rows[at] = IndentedLine(*span, min([column, *below]))

    def plain(self, at: int, end: int) -> bool:
        """Whether words begin at a row, and nothing that has a marker, a rule or a body."""
        words = self.words(at)
        if self.blank(at, end) or _marked.match(words) or self.numbered(at, end) or border.match(words):
            return False
        return self.blank(at + 1, end) or self.rows[at + 1].indent <= self.rows[at].indent

    def numbered(self, at: int, end: int) -> re.Match[str] | None:
        """The number of an item; it is none where the next line goes on below it, as with an initial."""
        found = enumerator.match(self.words(at))
        if found and not self.blank(at + 1, end):
            below = self.rows[at + 1]
            if below.indent <= self.rows[at].indent and not enumerator.match(self.words(at + 1)):
                return None
        return found

    def lines(self, at: int, end: int) -> int:
        """Behind the last row of the paragraph that begins at a row."""
        after = at + 1
        while not self.blank(after, end) and not _inner_directive.match(self.words(after)):
            after += 1
        return after

    def prose(self, at: int, after: int) -> tuple[Span, bool]:
        """The words of a paragraph, and whether they announce a literal block with "::"."""
        span = across(self.rows, at, after)
        found = _literal.search(self.text, max(span.start, span.end - 40), span.end)
        if not found:
            return span, False
        return trim(self.text, span.start, found.start() if found["space"] else found.start() + 1), True

    def paragraph(self, frame: Frame) -> None:
        at = frame.at
        if self.rows[at].indent == frame.indent and self.define(frame):
            return
        after = self.lines(at, frame.end)
        span, literal = self.prose(at, after)
        frame.at = after
        self.growth.paragraph(frame.place, span)
        if literal:
            self.literal(frame)

    def literal(self, frame: Frame) -> None:
        """What stands below "::": further indented, or every line behind the same sign."""
        at = frame.at
        while at < frame.end and self.rows[at].blank:
            at += 1
        if at >= frame.end:
            return
        if self.rows[at].indent > frame.indent:
            after = self.body(at, frame.indent, frame.end)
        elif (sign := self.words(at)[0]).isalnum():
            return
        else:
            after = at
            while not self.blank(after, frame.end) and self.words(after)[0] == sign:
                after += 1
        self.growth.code(frame.place, across(self.rows, at, after))
        frame.at = after

    def named(self, frame: Frame, label: Span, at: int, end: int, *, joined: bool = True) -> None:
        """Words that ``label`` names: its item has the first paragraph of the body, rows ``at`` to ``end``, where it is
        ``joined`` by nothing but white space.
        """
        place = frame.place
        while at < end and self.rows[at].blank:
            at += 1
        if asked := self.growth.question(place, label, "term"):
            self.push(at, end, asked)
            return
        span, literal = label, False
        indent = self.rows[at].indent if at < end else 0
        if joined and at < end and self.plain(at, end):
            after = self.lines(at, end)
            words, literal = self.prose(at, after)
            span, at = Span(label.start, max(label.end, words.end)), after
        item = self.growth.item(place, span, label, "term")
        self.rest(at, end, place.inside(item), indent if literal else -1)

    def rest(self, at: int, end: int, place: Nest, literal: int) -> None:
        """What is in an item below its first words; of words that announce code ``literal`` is the indent, else -1."""
        if literal >= 0:
            inner = Frame(at, end, literal, place)
            self.literal(inner)
            at = inner.at
        self.push(at, end, place)

    def define(self, frame: Frame) -> bool:
        """A term with its definition further indented below it; in a glossary also several terms."""
        at = frame.at
        below = at + 1
        while frame.terms and not self.blank(below, frame.end) and self.rows[below].indent == frame.indent:
            below += 1
        if self.blank(below, frame.end) or self.rows[below].indent <= frame.indent or _literal.search(self.words(at)):
            return False
        classifier = self.words(at).find(" : ")
        label = across(self.rows, at, below)
        if classifier > 0 and below == at + 1:
            label = Span(label.start, label.start + classifier)
        frame.at = self.body(below - 1, frame.indent, frame.end)
        self.named(frame, label, below, frame.at)
        return True
