"""YAML by its lines: what stands in what is told by how far it is indented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from youju.corpus.document import NOWHERE, Span
from youju.corpus.structure.options.listings import Line
from youju.corpus.text import trim

from .branches import DEEPEST, Branch, BranchKind
from .keyed import MOST_LINES, MOST_OPEN, lines_of

_key = re.compile(
    r"(?:\?[ \t]+)?(?P<key>\"(?:[^\"\\\n]|\\.){0,200}+\"|'[^'\n]{0,200}+'|[^\s#\[\]{},&*!|>'\"%@`:-][^\n#]{0,200}?"
    r"|-[^\s#][^\n#]{0,200}?)[ \t]*:(?=[ \t\r\n]|$)"
)
_dash = re.compile(r"-(?:[ \t]+|$)")
_VALUE = r"\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'|[^\s#]{1,500}"
_off = re.compile(rf"#+[ \t]?(?:-[ \t]+)?[A-Za-z][\w.-]{{0,80}}:(?:[ \t]+(?:{_VALUE}))?(?:[ \t]+#.*)?$")
"""A setting that is switched off by a mark of comments: a key, and one value or none."""
_rule = re.compile(r"(?:---|\.\.\.)(?:[ \t]|$)|%[A-Z]")
_nothing = re.compile(r"[ \t]*(?:[&!][^\s#]{1,200}[ \t]*){0,3}(?P<note>#.*)?$")
"""What may stand behind a key that holds what is below it: an anchor, a tag, a comment."""
_scalar = re.compile(r"[ \t]*(?:[&!][^\s#]{1,200}[ \t]*){0,3}[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$")
_string = re.compile(r"\"(?:[^\"\\\n]|\\.){0,2000}+\"|'[^'\n]{0,2000}+'|(?:^|(?<=\s))#.*")


def parts(text: str) -> Iterator[Branch]:
    """The parts of a file of YAML, in order; what is none of them is a part of the value before it."""
    return _Walk(text, lines_of(text)).parts()


@dataclass
class _Walk:
    text: str
    lines: list[Line]
    indents: list[int] = field(default_factory=list)
    """The columns of what is open; how many are less than its own is the depth of a part."""
    open: int = 0
    """How many values were never closed."""

    def parts(self) -> Iterator[Branch]:
        at = 0
        while at < len(self.lines):
            span = self.lines[at].span
            words = span.of(self.text)
            if not words or _rule.match(words):
                yield Branch(BranchKind.GAP, span)
                at += 1
            elif words.startswith("#"):
                yield Branch(BranchKind.GAP if _off.match(words) else BranchKind.COMMENT, span)
                at += 1
            else:
                after = self.end_of_value(at) + 1
                yield from self.entry(at, Span(span.start, self.lines[after - 1].span.end))
                at = after

    def entry(self, at: int, whole: Span) -> Iterator[Branch]:
        """A line with the rest of its value: an item of a list, a setting, or both."""
        start, column = whole.start, self.lines[at].indent
        for _ in range(DEEPEST):
            dash = _dash.match(self.text, start, whole.end)
            if not dash:
                break
            rest = Span(dash.end(), whole.end)
            value = rest if self.key(rest) is None and not _dash.match(self.text, *rest) else Span(start, dash.end())
            yield Branch(BranchKind.ITEM, Span(start, value.end), NOWHERE, self.depth(column, item=True))
            if value is rest or rest.start >= rest.end:
                return
            column += dash.end() - start
            start = dash.end()
        span = Span(start, whole.end)
        found = self.key(span)
        key = Span(*found.span("key")) if found else NOWHERE
        holds = _nothing.match(self.text, found.end(), self.line_end(start, whole.end)) if found else None
        kind = BranchKind.BRANCH if holds else BranchKind.SETTING
        note = Span(*holds.span("note")) if holds and holds["note"] else NOWHERE
        yield Branch(kind, span, key, self.depth(column), note=note)

    def key(self, span: Span) -> re.Match[str] | None:
        return _key.match(self.text, span.start, self.line_end(*span))

    def line_end(self, start: int, end: int) -> int:
        stops = (stop for stop in (self.text.find("\n", start, end), self.text.find("\r", start, end)) if stop >= 0)
        return min(stops, default=end)

    def depth(self, column: int, *, item: bool = False) -> int:
        """How many of what is open a part at a column stands in. A list may begin in the column of what holds it."""
        column = 2 * column + item
        while self.indents and self.indents[-1] >= column:
            self.indents.pop()
        self.indents.append(column)
        return len(self.indents) - 1

    def end_of_value(self, at: int) -> int:
        """The last line of what a line begins: a text over several lines, brackets that are closed below."""
        first = self.lines[at].span
        dash = _dash.match(self.text, *first)
        found = self.key(Span(dash.end() if dash else first.start, first.end))
        value = trim(self.text, found.end() if found else dash.end() if dash else first.start, first.end)
        if _scalar.match(self.text, *value):
            return self.deeper(at, len(self.lines) - 1, blank=True)
        last = min(len(self.lines) - 1, at + MOST_LINES)
        if value.of(self.text)[:1] in ("[", "{"):
            return self.closed(at, value, last)
        if _nothing.match(self.text, *value):
            return at
        return self.deeper(at, last, blank=False)

    def deeper(self, at: int, last: int, *, blank: bool) -> int:
        """The last of the lines that are further indented; of what holds no ``blank`` ones, up to a key."""
        end = at
        for below in range(at + 1, last + 1):
            line = self.lines[below]
            if line.blank and blank:
                continue
            if line.blank or line.indent <= self.lines[at].indent or (not blank and self.begins(line.span)):
                break
            end = below
        return end

    def begins(self, span: Span) -> bool:
        """Whether a line is something by itself."""
        return self.key(span) is not None or _dash.match(self.text, *span) is not None or self.text[span.start] == "#"

    def closed(self, at: int, value: Span, last: int) -> int:
        """The line in which the brackets that a value opens are closed; its first where none is."""
        open_, rest = 0, value
        last = last if self.open < MOST_OPEN else at
        for end in range(at, last + 1):
            bare = _string.sub("", (rest if end == at else self.lines[end].span).of(self.text))
            open_ += sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")
            if open_ <= 0:
                return end
        self.open += 1
        return at
