"""Settings a line each: INI, TOML, properties, environment files, and what programs call their .conf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from youju.corpus.document import NOWHERE, Span
from youju.corpus.structure.options.listings import Line
from youju.corpus.text import LINE_END, trim

from .branches import Branch, BranchKind

MOST_OPEN = 20
"""How many values that are never closed are looked at to their end."""
MOST_LINES = 200
"""How many lines a value may go on over: a longer one was never closed."""

_section = re.compile(r"\[{1,2}[ \t]*(?P<key>[^\[\]\n]{1,200}?)[ \t]*\]{1,2}[ \t]*(?P<note>[#;].*)?$")
_opens = re.compile(
    r"(?P<key>[^{}=#;\n]{1,200}?)[ \t]*[=:]?[ \t]*\{[ \t]*(?P<note>#.*)?$|<(?P<tag>[A-Za-z][^<>\n]{0,200})>$"
)
_closes = re.compile(r"\}[;,]?[ \t]*(?:#.*)?$|</[A-Za-z][\w:-]{0,80}>$")
_off = re.compile(
    r"[#;]+[ \t]?[A-Za-z][\w.-]{0,80}[ \t]?=[ \t]?(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'|\S{0,500})(?:[ \t]+[#;].*)?$"
)
"""A setting that is switched off by a mark of comments."""
_continued = re.compile(r"(?<!\\)(?:\\\\){0,20}\\$")
_is_setting = re.compile(r"[\w.-]{1,80}[ \t]*(?:=(?!=)|:(?!:))")
_off_word = re.compile(r"#[A-Za-z]\w{1,80}(?:[ \t]+[^\s#]{1,200}){1,3}(?<![.。])$")
"""The same in a file whose settings are words: "#AddressFamily any"; a comment has a space behind its mark."""
_string = re.compile(r"\"(?:[^\"\\\n]|\\.){0,2000}+\"|'[^'\n]{0,2000}+'|#.*")
_multiline = re.compile(r"[^=\n]{1,200}=[ \t]*(?P<quotes>\"\"\"|''')")


class Syntax(NamedTuple):
    """How the files of a kind are written: what begins a comment, what a setting is, what goes on in the next line."""

    comments: tuple[str, ...]
    setting: re.Pattern[str]
    sections: bool = False
    braces: bool = False
    indented: bool = False
    brackets: bool = False
    backslash: bool = False


INI = Syntax(
    ("#", ";"),
    re.compile(r"(?P<key>[^=:\n]{1,200}?)[ \t]*(?:[=:]|$)"),
    sections=True,
    indented=True,
)
TOML = Syntax(("#",), re.compile(r"(?P<key>[^=\n]{1,200}?)[ \t]*="), sections=True, brackets=True)
PROPERTIES = Syntax(
    ("#", "!"),
    re.compile(r"(?P<key>(?:[^=:\s\\]|\\.){1,200})[ \t]*(?:[=:]|[ \t]|$)"),
    backslash=True,
)
ENVIRONMENT = Syntax(("#",), re.compile(r"(?:export[ \t]+)?(?P<key>[\w.-]{1,200})[ \t]*="), backslash=True)
CONF = Syntax(
    ("#", ";", "//"),
    re.compile(r"(?P<key>[^=:\s{}]{1,200})[ \t]*(?:[=:]|[ \t]|;?$)"),
    sections=True,
    braces=True,
    indented=True,
    backslash=True,
)


def parts(text: str, syntax: Syntax) -> Iterator[Branch]:
    """The parts of a file, in order."""
    return _Walk(text, lines_of(text), syntax).parts()


def lines_of(text: str) -> list[Line]:
    """The lines of a text, each without its white space, with its indent."""
    lines, start = [], 0
    for end in [*LINE_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        span = trim(text, start, stop)
        lines.append(Line(span, len(text[start : span.start].expandtabs(8))))
        start = end.end() if end else stop
    return lines


@dataclass
class _Walk:
    text: str
    lines: list[Line]
    syntax: Syntax
    depth: int = 0
    """How deep the next setting stands: below the head of a section, inside braces."""
    headed: int = 0
    open: int = 0
    """How many values were never closed."""

    def parts(self) -> Iterator[Branch]:
        at = 0
        while at < len(self.lines):
            part, at = self.part(at)
            if part:
                yield part

    def words(self, at: int) -> str:
        return self.lines[at].span.of(self.text)

    def part(self, at: int) -> tuple[Branch | None, int]:
        """What begins at a line, and the line after it."""
        span, words = self.lines[at].span, self.words(at)
        if not words:
            return Branch(BranchKind.GAP, span), at + 1
        if words.startswith(self.syntax.comments):
            off = _off.match(words) or (self.syntax.braces and _off_word.match(words))
            return (Branch(BranchKind.GAP, span) if off else Branch(BranchKind.COMMENT, span)), at + 1
        return self.holder(at) or self.setting(at)

    def holder(self, at: int) -> tuple[Branch | None, int] | None:
        """A line that other settings stand below, or the end of them."""
        span = self.lines[at].span
        if self.syntax.sections and (found := _section.match(self.text, *span)):
            self.headed, self.depth = 1, 1
            return _branch(found, span, "key", 0), at + 1
        if not self.syntax.braces:
            return None
        if found := _opens.match(self.text, *span):
            self.depth += 1
            return _branch(found, span, "key" if found["key"] else "tag", self.depth - 1), at + 1
        if _closes.match(self.text, *span):
            self.depth = max(self.headed, self.depth - 1)
            return None if self.depth < 0 else (None, at + 1)
        return None

    def setting(self, at: int) -> tuple[Branch, int]:
        span = self.lines[at].span
        after = self.end_of_value(at) + 1
        found = self.syntax.setting.match(self.text, *span)
        key = trim(self.text, *found.span("key")) if found else NOWHERE
        whole = Span(span.start, self.lines[after - 1].span.end)
        return Branch(BranchKind.SETTING, whole, key, self.depth), after

    def end_of_value(self, at: int) -> int:
        """The last line of the setting that begins at a line."""
        last = min(len(self.lines) - 1, at + MOST_LINES)
        if self.syntax.brackets:
            return self.closed(at, last)
        end = at
        while self.syntax.backslash and end < last and _continued.search(self.words(end)):
            end += 1
        while self.syntax.indented and end < last and self.goes_on(at, end + 1):
            end += 1
        return end

    def goes_on(self, at: int, below: int) -> bool:
        """Whether a line is further indented than a setting, and no setting by itself."""
        words = self.words(below)
        deeper = bool(words) and self.lines[below].indent > self.lines[at].indent
        marked = words.startswith((*self.syntax.comments, "[", "}", "<"))
        return deeper and not marked and not _is_setting.match(words)

    def closed(self, at: int, last: int) -> int:
        """The line in which the strings and brackets that a value of TOML opens are closed; its first where none is."""
        if self.open >= MOST_OPEN:
            return at
        found = _multiline.match(self.words(at))
        if found:
            quotes, rest = found["quotes"], self.words(at)[found.end() :]
            if quotes in rest:
                return at
            end = next((end for end in range(at + 1, last + 1) if quotes in self.words(end)), at)
            self.open += end == at
            return end
        open_ = 0
        for end in range(at, last + 1):
            bare = _string.sub("", self.words(end))
            open_ += sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")
            if open_ <= 0:
                return end
        self.open += 1
        return at


def _branch(found: re.Match[str], span: Span, key: str, depth: int) -> Branch:
    note = Span(*found.span("note")) if found["note"] else NOWHERE
    return Branch(BranchKind.BRANCH, span, Span(*found.span(key)), depth, named=False, note=note)
