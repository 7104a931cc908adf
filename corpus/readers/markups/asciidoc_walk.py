"""One pass over the lines of AsciiDoc: which lists and blocks are open, and what was said of the next block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from youju.corpus.document import NOWHERE, Span
from youju.corpus.structure.words import listed
from youju.corpus.text import trim

from .conditions import Preprocessed, preprocessed
from .growth import Growth, Nest
from .rows import IndentedLine, rows

# The signs that a line begins with, or is.
heading = re.compile(r"(?P<signs>={1,6}|#{1,6})[ \t]+(?=\S)")
underline = re.compile(r"(?P<sign>[=\-~^+])(?P=sign){2,}$")
UNDERLINES = "=-~^+"
comment = re.compile(r"//(?!/)")
attributes = re.compile(r"\[(?:[\w.#%,\"'*+|\-{][^\n]{0,1000})?\]$")
anchor = re.compile(r"\[\[[^\[\]\n]{1,300}\]\]$")
style = re.compile(r"[\w:+-]{1,40}")
title = re.compile(r"\.(?=[^\s.])")
fence = re.compile(r"```[ \t]?[\w+#.,-]{0,60}$")
delimiter = re.compile(r"(?P<sign>[-.=*_+/])(?P=sign){3,}$|--$|```[ \t]?[\w+#.,-]{0,60}$")
table_edge = re.compile(r"[|,:!]={3,}$")
block_macro = re.compile(r"[a-z][\w-]{0,40}::[^\s\[\]]{0,1000}\[.{0,2000}\]$")
rule = re.compile(r"(?:'{3,}|<{3,}|(?:- ?){3}|(?:\* ?){3})$")
bullet = re.compile(
    r"(?P<sign>\*{1,6}|-|\.{1,6}|\d{1,4}\.|[A-Za-z]\.|[ivxlcdmIVXLCDM]{1,8}\)|<(?:\d{1,2}|\.)>|[\u2022])[ \t]+(?=\S)"
)
box = re.compile(r"\[[ xX*]\][ \t]+")
definition = re.compile(r"(?P<term>\S(?:(?!:{2,4}(?:[ \t]|$)|;;(?:[ \t]|$)).){0,400})(?P<sign>:{2,4}|;;)(?:[ \t]+|$)")
admonition = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(?=\S)")
day = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|[A-Za-z]{3,9} \d{1,2},? \d{4}|\d{1,2} [A-Za-z]{3,9} \d{4}|\d{4}年\d{1,2}月\d{1,2}日"
)
line_break = re.compile(r"[ \t]\+[ \t]*\r?\n")
SENTENCE_END = frozenset(".。!！?？:：;；")
VERBATIM = frozenset("-.+/`")
HIDDEN = frozenset("+/")
FARTHEST = 20
"""In lines: how far below a term its words are looked for."""


@dataclass
class AsciiDocList:
    """A list by the marker of its items; what is in the latest item grows in ``inside``."""

    marker: str
    place: Nest
    inside: Nest


@dataclass
class AsciiDocBlock:
    """A block between two equal lines, with the lists that were open around it."""

    delimiter: str
    place: Nest
    lists: list[AsciiDocList]


@dataclass
class AsciiDocWalk:
    """One pass over the rows. ``caption``, ``style`` and ``attributes`` are said of the next block; ``attached`` says
    that it belongs to the item above.
    """

    text: str
    kinds: Sequence[Callable[[AsciiDocWalk], None]]
    """What may begin at a row; the first that takes it moves on, and text is what none takes."""
    at: int = 0
    rows: list[IndentedLine] = field(default_factory=list)
    root: Nest = field(default_factory=Nest)
    containers: list[AsciiDocBlock] = field(default_factory=list)
    lists: list[AsciiDocList] = field(default_factory=list)
    caption: Span = NOWHERE
    attributes: str = ""
    style: str = ""
    attached: bool = False

    def __post_init__(self) -> None:
        self.rows = rows(self.text)
        self.growth = Growth(self.text)
        self.said: Preprocessed = preprocessed(self.text, self.rows)

    def run(self) -> None:
        while self.at < len(self.rows):
            if self.blank(self.at):
                self.at += 1
            else:
                self.step()

    def words(self, at: int) -> str:
        return self.text[self.rows[at].start : self.rows[at].end]

    def blank(self, at: int) -> bool:
        """Whether nothing stands in a row, or nothing that is read."""
        return at >= len(self.rows) or self.rows[at].blank or at in self.said.hidden

    def step(self) -> None:
        at = self.at
        for kind in self.kinds:
            kind(self)
            if self.at > at:
                return
        self.paragraph(self.rows[at].start)

    def place(self) -> Nest:
        """Where a block grows that begins here: in the item that it is attached to, else behind the lists."""
        if not self.attached:
            self.lists = []
        place = self.lists[-1].inside if self.lists else self.base()
        self.attached = False
        return place

    def base(self) -> Nest:
        return self.containers[-1].place if self.containers else self.root

    def titled(self, place: Nest) -> Nest:
        """The place of text under the title that stands above it."""
        caption, self.caption = self.caption, NOWHERE
        return self.growth.title(place, caption) if caption != NOWHERE else place

    def captioned(self, place: Nest) -> Nest:
        """The same place, below the title of a list, a table or code."""
        caption, self.caption = self.caption, NOWHERE
        if caption != NOWHERE:
            self.growth.paragraph(place, caption)
        return place

    def forget(self) -> None:
        """What was said of a block is not said of the next."""
        self.style = self.attributes = ""
        self.caption = NOWHERE

    def closing(self) -> int:
        """The row that closes a block which opens here; the first behind the text where none does."""
        words = "```" if fence.match(self.words(self.at)) else self.words(self.at)
        after = self.at + 1
        while after < len(self.rows) and self.words(after) != words:
            after += 1
        return after

    def lines(self, *, listed: bool) -> int:
        """Behind the last row of the words that begin here; in a list also another item ends them."""
        after = self.at + 1
        while not self.blank(after) and not self.ends(after, listed=listed):
            after += 1
        return after

    def ends(self, at: int, *, listed: bool) -> bool:
        words = self.words(at)
        if comment.match(words) or delimiter.match(words) or table_edge.match(words) or attributes.match(words):
            return True
        return listed and bool(words == "+" or bullet.match(words) or is_term(words))

    def paragraph(self, start: int) -> None:
        """Text, or what its style says it is."""
        place, style = self.place(), self.style
        after = self.lines(listed=bool(self.lists))
        span = trim(self.text, start, self.rows[after - 1].end)
        if style in listed("asciidoc", "code"):
            self.growth.code(self.captioned(place), span)
        elif style not in listed("asciidoc", "hidden"):
            place = self.titled(place)
            for part in broken(self.text, span):
                self.growth.paragraph(place, part)
        self.forget()
        self.at = after


def broken(text: str, span: Span) -> Iterator[Span]:
    """A paragraph, cut where a line is to end behind a sentence, or where every line is to end."""
    lines = span.of(text).count("\n")
    every = lines > 0 and len(line_break.findall(text, *span)) == lines
    start = span.start
    for found in line_break.finditer(text, *span):
        if every or text[found.start() - 1] in SENTENCE_END:
            yield trim(text, start, found.start())
            start = found.end()
    yield trim(text, start, span.end)


def is_term(words: str) -> re.Match[str] | None:
    """What a line defines, if it begins a definition; no macro does, and no comment."""
    found = definition.match(words)
    return found if found and not block_macro.match(words) and not words.startswith("//") else None
