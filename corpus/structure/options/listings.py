"""Listings: what a program prints of its options and commands, cut into entries.

    Options:                              a head
      -p, --port <n>    port to use       an entry; "-p, --port <n>" are its names
                        (default: 8080)   more of the same entry: further indented

A text is a listing where it has at least ``LEAST`` entries and they are no small part of it; a program and a session of
a shell are none, whatever options they use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from youju.corpus.document import NONE, NOWHERE, Span
from youju.corpus.structure.words import listed
from youju.corpus.text import LINE_END, trim

LEAST = 3
"""Entries that a listing has at least: two flags also begin two lines of a text by chance."""
SHARE = 5
"""A listing's entries take at least one line of so many; between them stand heads and descriptions."""
LONGEST_NAMES = 80
"""In characters, a line of a terminal: how far the description is looked for."""
FAR = 1000
"""The column of a description that is not there: whatever begins with an option is another entry. No line is counted as
further indented.
"""
OUTDENT = 6
"""How much less than the first entry of a listing the others may be indented: those without a short form come in."""

_FLAG = r"--?[A-Za-z0-9?#@][A-Za-z0-9_]*(?:[-.][A-Za-z0-9_]+)*(?![\w-])"
# Nothing may be read in two ways, nor given back once it is read: a hostile line must not make a match exponential or
# quadratic.
_GAP = r"(?:(?<!,) {2,}+| *\t[ \t]*+| \.{2,} | [-:\u2013\u2014] |: )"
_END = r"(?<!\\)(?<! [`^])$"  # no line that a shell goes on with
_NAMES = rf"(?P<names>(?P<flag>{_FLAG})(?:(?:(?<!,) |(?<=,) +)?\S){{0,{LONGEST_NAMES}}}?)"
_option = re.compile(rf"{_NAMES}(?:{_GAP}[ \t]*+(?P<words>\S.*+))?{_END}")
_flag = re.compile(_FLAG)
_command = re.compile(r"(?P<names>\w\S*(?: \S+){0,5}?)(?: {2,}+| *\t| - )[ \t]*+(?P<words>\S.*+)(?<![\\{;])$")
_bracketed = re.compile(r"[<\[{(][^<>\[\]{}()\n]*[>\]})]+")
_joint = re.compile(r"[\s,|/=]+")
_head_end = re.compile("[:：]$")
_dashed = re.compile(r"[\r\n][^\S\r\n]*-")
_program = re.compile(r"(?<![^\r\n])(?:\+|@@ )|\"\"\"")
"""Signs of a patch, whose dashes take away, and of a program: a docstring."""
_style = re.compile(r"--[\w-]+:.*;$")


class ListingPart(NamedTuple):
    """A piece of a listing: an entry with its ``names``, or what stands between; ``heads`` says that it is the head of
    the entries after it.
    """

    span: Span
    names: Span = NOWHERE
    heads: bool = False


class Line(NamedTuple):
    """A line without its white space, and how far it is indented, in columns."""

    span: Span
    indent: int

    @property
    def blank(self) -> bool:
        return self.span.start == self.span.end


@dataclass
class _Entry:
    """Lines ``first`` to ``last``; what is indented to ``column`` belongs to it whatever it is. A ``bare`` one has
    names only; only one that is ``sure`` makes a text a listing.
    """

    first: int
    last: int
    indent: int
    names: Span
    column: int
    bare: bool = False
    sure: bool = True


def parts(text: str, span: Span) -> list[ListingPart]:
    """The parts of a listing in order, with every word of ``span`` in one of them; none where it is no listing."""
    if not _may_list(text, span) or _program.search(text, *span):
        return []
    return _Walk(text, list(_lines(text, span))).parts()


def _may_list(text: str, span: Span) -> bool:
    """Whether a text has what no listing is without: a line that begins with a dash, or a head of commands."""
    if text.startswith("-", span.start) or _dashed.search(text, *span):
        return True
    words = span.of(text).casefold()
    return any(word in words for word in listed("listing", "commands"))


@dataclass
class Runs:
    """The listings among the lines of a plain text."""

    text: str
    found: dict[int, Span | None] = field(default_factory=dict)
    """By the place of the first line; ``None`` where none begins there."""

    def at(self, line: Span) -> Span | None:
        """The entries, with their head, that begin in a line and follow each other; ``None`` where they are none."""
        if line.start not in self.found:
            self.found[line.start] = self.run(line.start) if begins(self.text, line) else None
        return self.found[line.start]

    def run(self, start: int) -> Span | None:
        walk = _Walk(self.text)
        walk.take_run(_indented(_lines(self.text, Span(start, len(self.text)))))
        span = walk.span(0, walk.entries[-1].last if walk.entries else 0)
        few = not walk.lists()
        sign = max((found.end() for found in _program.finditer(self.text, *span)), default=NONE)
        if few or sign != NONE:
            self.refuse(walk, few, sign)
            return None
        return span

    def refuse(self, walk: _Walk, few: bool, sign: int) -> None:
        """Keeps a long text from being read again from every line: what would begin at an entry of a run that is no
        listing is none for the same reason. It ends where the run does, or before where it is further indented, and so
        has no more entries; where it is less indented it ends there or after, and so has the same sign of a program.
        """
        indent = walk.lines[0].indent
        for line in map(walk.lines.__getitem__, walk.begun):
            if (few and line.indent >= indent) or (line.span.start < sign and line.indent <= indent):
                self.found[line.span.start] = None


def begins(text: str, span: Span) -> bool:
    """Whether a line may be the first of a listing: an option, or the head of commands."""
    return _names(text, span) is not None or _heads_commands(text, span)


@dataclass
class _Walk:
    text: str
    lines: list[Line] = field(default_factory=list)
    entries: list[_Entry] = field(default_factory=list)
    entry: _Entry | None = None
    begun: list[int] = field(default_factory=list)
    """The lines in which entries began, also those that are one with the next."""
    head: int = -1
    """The indent of a head of commands; -1 outside its section."""
    commands: int = -1
    """The indent of the commands under it; -1 before the first."""

    def parts(self) -> list[ListingPart]:
        for at in range(len(self.lines)):
            self.take(at)
        if not self.lists() or self.size() * SHARE < sum(not line.blank for line in self.lines):
            return []
        return list(self.shared_out())

    def take_run(self, lines: Iterable[Line]) -> None:
        """Takes a head and the ``lines`` after it as long as they are of entries, and asks for one line more."""
        for line in lines:
            self.lines.append(line)  # the line before is taken when this one is known: it may be what that says
            if len(self.lines) > 1 and not self.goes_on(len(self.lines) - 2):
                return
        self.goes_on(len(self.lines) - 1)

    def goes_on(self, at: int) -> bool:
        """Takes a line of a run; whether the run may go on after it."""
        return (at == 0 and self.heads_commands(at)) or self.take(at) or self.lines[at].blank

    def lists(self) -> bool:
        return sum(entry.sure for entry in self.entries) >= LEAST

    def size(self) -> int:
        """The lines that entries take."""
        return sum(not line.blank for e in self.entries for line in self.lines[e.first : e.last + 1])

    def take(self, at: int) -> bool:
        """Reads a line; whether it is of an entry."""
        line = self.lines[at]
        if line.blank:
            return False
        if (entry := self.option(at)) or (entry := self.command(at)):
            self.enter(entry)
        elif self.entry and line.indent > self.entry.indent:
            self.entry.last = at
        else:
            self.entry = None
            if self.heads_commands(at):
                self.head, self.commands = line.indent, -1
        return self.entry is not None

    def enter(self, entry: _Entry) -> None:
        """One more entry; names below each other that share a description are one."""
        self.begun.append(entry.first)
        before = self.entry
        if before and before.bare and before.indent == entry.indent and before.last + 1 == entry.first:
            entry.first, entry.names = before.first, Span(before.names.start, entry.names.end)
            self.entries.pop()
        self.entries.append(entry)
        self.entry = entry

    def inside(self, at: int) -> bool:
        """Whether a line is so far indented that it is of the description of the entry before."""
        return self.entry is not None and self.lines[at].indent >= self.entry.column

    def option(self, at: int) -> _Entry | None:
        line = self.lines[at]
        if self.inside(at) or (found := _option.match(self.text, *line.span)) is None:
            return None
        names, deeper = _names(self.text, line.span), self.deeper(at)
        column = self.column(line, found) if found["words"] else deeper or FAR
        sure = names is not None and bool(found["words"] or deeper)
        bare = names is not None and not sure
        return _Entry(at, at, line.indent, names or Span(*found.span("flag")), column, bare, sure)

    def command(self, at: int) -> _Entry | None:
        """An entry below a head of commands: as far indented as the first of them."""
        line = self.lines[at]
        if self.head < 0 or self.inside(at):
            return None
        if line.indent <= self.head:
            self.head = -1
            return None
        found = _command.match(self.text, *line.span)
        if not found or self.commands not in (-1, line.indent):
            return None
        self.commands = line.indent
        return _Entry(at, at, line.indent, Span(*found.span("names")), self.column(line, found))

    def column(self, line: Line, found: re.Match[str]) -> int:
        return line.indent + len(self.text[line.span.start : found.start("words")].expandtabs(8))

    def deeper(self, at: int) -> int:
        """The indent of the next line, where it is further indented and no option by itself."""
        after = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if after is None or after.blank or after.indent <= self.lines[at].indent or _flag.match(self.text, *after.span):
            return 0
        return after.indent

    def heads_commands(self, at: int) -> bool:
        return _heads_commands(self.text, self.lines[at].span)

    def shared_out(self) -> Iterator[ListingPart]:
        at = 0
        for entry in self.entries:
            yield from self.between(at, entry.first)
            yield ListingPart(self.span(entry.first, entry.last), entry.names)
            at = entry.last + 1
        yield from self.between(at, len(self.lines))

    def between(self, first: int, last: int) -> Iterator[ListingPart]:
        """What stands before an entry, or after all: a part each paragraph; the line that heads the entry apart."""
        head = self.heading_line(first, last) if last < len(self.lines) else last
        start = first
        for at in range(first, last + 1):
            ends = at in (head, last) or self.lines[at].blank
            if ends and start < at:
                yield ListingPart(self.span(start, at - 1), heads=start == head)
            if ends:
                start = at if at == head else at + 1

    def heading_line(self, first: int, last: int) -> int:
        """The last line before an entry, where it ends in a colon, or is alone and less indented."""
        at = last - 1
        while at >= first and self.lines[at].blank:
            at -= 1
        if at < first:
            return last
        alone = at == first or self.lines[at - 1].blank
        less = self.lines[at].indent < self.lines[last].indent
        return at if _head_end.search(self.lines[at].span.of(self.text)) or (alone and less) else last

    def span(self, first: int, last: int) -> Span:
        return Span(self.lines[first].span.start, self.lines[last].span.end)


def _indented(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines up to one that is clearly less indented than the first."""
    least: int | None = None
    for line in lines:
        least = line.indent - OUTDENT if least is None else least
        if not line.blank and line.indent <= least:
            return
        yield line


def _lines(text: str, span: Span) -> Iterator[Line]:
    """The lines of ``span``; the first is as far indented as it is in the text."""
    start, near = span.start, max(0, span.start - FAR)
    begin = max(near, *(text.rfind(end, near, start) + 1 for end in "\r\n"))
    while start <= span.end:
        found = LINE_END.search(text, start, span.end)
        words = trim(text, start, found.start() if found else span.end)
        yield Line(words, len(text[begin : words.start].expandtabs(8)))
        start = begin = found.end() if found else span.end + 1


def _names(text: str, line: Span) -> Span | None:
    """The names of the option that a line begins with, where it says nothing else before the gap: at most one word for
    each flag.
    """
    found = _option.match(text, *line)
    if found is None or not any(map(str.isalpha, found["flag"])):
        return None
    names = _bracketed.sub("", _bracketed.sub("", found["names"]))
    words = {word for word in _joint.split(names) if word[:1].isalpha() and not word.isupper()}
    says = len(words) > len(_flag.findall(names)) or any(map(str.istitle, words))
    code = found["names"].count("(") != found["names"].count(")") or _style.match(text, *line)
    if says or code:
        return None
    return Span(*found.span("names"))


def _heads_commands(text: str, line: Span) -> bool:
    words = line.of(text).casefold()
    head = words.rstrip(":：")
    if head == words or len(head) > LONGEST_NAMES:
        return head in listed("listing", "commands")
    return head.endswith(tuple(listed("listing", "commands")))
