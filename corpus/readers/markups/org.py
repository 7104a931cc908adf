"""Org, as Emacs has it, to blocks that are slices of the file; what an export leaves out is left out here."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from youju.corpus.decoding import decoded
from youju.corpus.document import NOWHERE, Markup, Span
from youju.corpus.errors import SourceNote
from youju.corpus.inline.org import words as shown
from youju.corpus.readers.format import Parsed
from youju.corpus.text import trim

from .growth import Growth, Nest
from .rows import IndentedLine, across, rows

_headline = re.compile(r"(?P<stars>\*{1,40})[ \t]+(?=\S)")
_priority = re.compile(r"\[#[A-Za-z0-9]{1,2}\][ \t]*")
_tags = re.compile(r"(?:^|[ \t])[ \t]*(?P<tags>:(?:[\w@#%]{1,60}:){1,30})$")
_commented = re.compile(r"COMMENT(?:[ \t]+|$)")
_keyword = re.compile(r"#\+(?P<name>[\w-]{1,60})(?:\[[^\]\n]{0,200}\])?:(?:[ \t]+|$)")
_begin = re.compile(r"#\+begin_(?P<name>[^\s:]{1,60})(?:[ \t]|$)", re.IGNORECASE)
_end = re.compile(r"#\+end_(?P<name>[^\s:]{1,60})$", re.IGNORECASE)
_comment = re.compile(r"#(?:[ \t]|$)")
_drawer = re.compile(r":(?P<name>[\w-]{1,60}):$")
_planning = re.compile(r"(?:(?:SCHEDULED|DEADLINE|CLOSED):[ \t]*[<\[]|CLOCK:[ \t]*(?:\[|=>))")
_fixed = re.compile(r":(?:[ \t]|$)")
_bullet = re.compile(r"(?:[-+]|\d{1,4}[.)])(?:[ \t]+|$)")
_star = re.compile(r"\*(?:[ \t]+|$)")
_counter = re.compile(r"\[@(?:\d{1,4}|[A-Za-z])\][ \t]*")
_box = re.compile(r"\[[ xX-]\](?:[ \t]+|$)")
_term = re.compile(r"[ \t]::(?=[ \t]|$)")
_footnote = re.compile(r"\[fn:[\w-]{1,60}\][ \t]*")
_rule = re.compile(r"-{5,}$")
_hline = re.compile(r"\|[-+|:]*-[-+|: ]*$")
_format_cell = re.compile(r"\|[ \t]*(?:[!^_$/][ \t]*\||(?:<[lrc]?\d{0,3}>[ \t]*\|[ \t|]*)+$)")
_latex = re.compile(r"\\begin\{(?P<name>[A-Za-z*]{1,40})\}")
_stamp = re.compile(r"[<\[]?(?P<day>\d{4}-\d\d-\d\d)")
_marked = re.compile(
    r"#\+|#(?:[ \t]|$)|\||:(?:[ \t]|$)|:[\w-]{1,60}:$|-{5,}$|\\begin\{|(?:[-+]|\d{1,4}[.)])(?:[ \t]|$)"
)
_HIDDEN_DRAWERS = frozenset({"properties", "logbook"})
_CODE, _HIDDEN = frozenset({"src", "example"}), frozenset({"comment", "export", "comments"})
_FORMATTED = frozenset({"latex", "html", "ascii", "beamer", "md", "texinfo", "odt"})
"""Blocks of older files that hold what is for one output."""


@dataclass
class _List:
    """A list whose markers stand at ``indent``; what is in its latest item grows in ``inside``."""

    indent: int
    place: Nest
    inside: Nest


@dataclass
class _Walk:
    """One pass over the rows; lists nest by their indentation, all else is flat. ``ends`` has the rows where something
    ends, by its name, ``notes_at`` those where a footnote is named.
    """

    text: str
    at: int = 0
    rows: list[IndentedLine] = field(default_factory=list)
    root: Nest = field(default_factory=Nest)
    lists: list[_List] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    todo: set[str] = field(default_factory=lambda: {"TODO", "DONE"})
    excluded: set[str] = field(default_factory=lambda: {"noexport", "archive"})
    caption: Span = NOWHERE
    ends: dict[str, list[int]] = field(default_factory=dict)
    notes_at: dict[str, list[int]] = field(default_factory=dict)

    def run(self) -> Growth:
        self.growth = Growth(self.text)
        self.rows = rows(self.text)
        self.find_ends()
        while self.at < len(self.rows):
            if self.rows[self.at].blank:
                if self.blank(self.at + 1):
                    self.lists, self.root.open = [], ""
                self.at += 1
            else:
                self.step()
        return self.growth

    def find_ends(self) -> None:
        """Where blocks and drawers end, so that one without an end does not cost a search of the whole text."""
        for number, row in enumerate(self.rows):
            words = self.words(number)
            for note in _footnote.finditer(words):
                self.notes_at.setdefault(note.group().rstrip(), []).append(number)
            if found := _end.match(words):
                self.ends.setdefault(found["name"].casefold(), []).append(number)
            elif words[:5].casefold() == ":end:":
                self.ends.setdefault(":end:", []).append(number)
            elif words.startswith("\\end{"):
                self.ends.setdefault(words.rstrip(), []).append(number)
            elif not row.indent and _headline.match(words):
                self.ends.setdefault("*", []).append(number)

    def end(self, name: str, *, inside: bool = True) -> int:
        """The row that ends what begins here, before the next headline; -1 where none does."""
        places = self.ends.get(name, [])
        number = bisect_left(places, self.at)
        if number == len(places):
            return -1
        heads = self.ends.get("*", [])
        head = bisect_left(heads, self.at)
        return places[number] if not inside or head == len(heads) or heads[head] > places[number] else -1

    def words(self, at: int) -> str:
        return self.text[self.rows[at].start : self.rows[at].end]

    def blank(self, at: int) -> bool:
        return at >= len(self.rows) or self.rows[at].blank

    def step(self) -> None:
        at = self.at
        for kind in _KINDS:
            kind(self)
            if self.at > at:
                return
        self.paragraph(self.rows[at].start)

    def place(self) -> Nest:
        """Where what begins here grows: in the item that it is further indented than, and under its caption."""
        while self.lists and self.lists[-1].indent >= self.rows[self.at].indent:
            self.lists.pop()
        place = self.lists[-1].inside if self.lists else self.root
        if self.caption != NOWHERE:
            self.growth.paragraph(place, self.caption)
            self.caption = NOWHERE
        return place

    def lines(self, indent: int = -1) -> int:
        """Behind the last row of the words that begin here."""
        after = self.at + 1
        while not self.blank(after) and self.rows[after].indent > indent and not self.begins(after):
            after += 1
        return after

    def begins(self, at: int) -> bool:
        """Whether something with a marker begins at a row."""
        words, row = self.words(at), self.rows[at]
        star = _star.match(words) if row.indent else _headline.match(words)
        return bool(star or _marked.match(words) or (not row.indent and _footnote.match(words)))

    def paragraph(self, start: int) -> None:
        place = self.place()
        after = self.lines()
        span = trim(self.text, start, self.rows[after - 1].end)
        self.growth.paragraph(place, span)
        self.at = after

    def skip_subtree(self, level: int) -> None:
        heads = self.ends.get("*", [])
        for place in range(bisect_left(heads, self.at + 1), len(heads)):
            number = heads[place]
            stars = _headline.match(self.words(number))
            if stars and len(stars["stars"]) <= level:
                self.notes(number)
                return
        self.notes(len(self.rows))

    def notes(self, end: int) -> None:
        """Leaves out the rows up to ``end``, but for footnotes: what is left out may hold those of what is kept."""
        begin = self.at
        while self.at < end:
            row = self.rows[self.at]
            found = None if row.indent else _footnote.match(self.text, row.start, row.end)
            places = self.notes_at.get(found.group().rstrip(), []) if found else []
            if found and (places[0] < begin or places[-1] >= end):
                self.paragraph(found.end())
            else:
                self.at += 1


def headline(walk: _Walk) -> None:
    """A heading without its keyword, priority and tags; a subtree that is no part of an export is left out."""
    row = walk.rows[walk.at]
    found = _headline.match(walk.text, row.start, row.end)
    if not found or row.indent:
        return
    walk.lists, walk.root, walk.caption = [], Nest(), NOWHERE
    start, end, level = found.end(), row.end, len(found["stars"])
    first = walk.text[start:end].split(None, 1)[0]
    if first in walk.todo:
        start = trim(walk.text, start + len(first), end).start
    if priority := _priority.match(walk.text, start, end):
        start = priority.end()
    tags: set[str] = set()
    if tagged := _tags.search(walk.text, max(start, end - 1000), end):
        tags, end = set(tagged["tags"].casefold().split(":")), tagged.start()
    if _commented.match(walk.text, start, end) or tags & walk.excluded:
        walk.skip_subtree(level)
        return
    walk.growth.heading(trim(walk.text, start, max(start, end)), level)
    walk.at += 1


def keyword(walk: _Walk) -> None:
    """ "#+NAME: words" is for the program; some of it names the document or what comes next."""
    row = walk.rows[walk.at]
    found = _keyword.match(walk.text, row.start, row.end)
    if not found:
        return
    name, said = found["name"].casefold(), trim(walk.text, found.end(), row.end)
    words = said.of(walk.text)
    if name == "caption":
        walk.caption = said
    elif name in ("todo", "seq_todo", "typ_todo"):
        walk.todo |= {word.partition("(")[0] for word in words.split()}
    elif name == "exclude_tags":
        walk.excluded |= set(words.casefold().split())
    elif words and name in ("title", "date", "author", "description", "language", "keywords", "subtitle"):
        before = walk.metadata.get(name, "")
        walk.metadata[name] = f"{before} {_meta(name, words)}".strip()
    walk.at += 1


def _meta(name: str, words: str) -> str:
    day = _stamp.match(words) if name == "date" else None
    return day["day"] if day else " ".join(shown(words).split())


def block(walk: _Walk) -> None:
    """ "#+BEGIN_…": code, or hidden, or only a frame around text."""
    if found := _begin.match(walk.words(walk.at)):
        name = found["name"].casefold()
        end = walk.end(name, inside=name not in _CODE | _HIDDEN)
        if end >= 0 and name in _CODE:
            walk.growth.code(walk.place(), across(walk.rows, walk.at + 1, end))
        walk.at = end + 1 if end >= 0 and name in _CODE | _HIDDEN | _FORMATTED else walk.at + 1
    elif walk.words(walk.at).startswith("#+") or _comment.match(walk.words(walk.at)):
        walk.at += 1


def drawer(walk: _Walk) -> None:
    """ ":NAME:" to ":END:": properties and logs are hidden, other drawers are text."""
    if not (found := _drawer.match(walk.words(walk.at))):
        return
    name = found["name"].casefold()
    end = walk.end(":end:")
    if name == "end":
        walk.at += 1
    elif end >= 0:
        walk.at = end + 1 if name in _HIDDEN_DRAWERS else walk.at + 1


def planning(walk: _Walk) -> None:
    """Days of a task, and clocks."""
    words = walk.words(walk.at)
    if _planning.match(words) or _rule.match(words) or words.startswith("%%("):
        walk.at += 1


def fixed(walk: _Walk) -> None:
    """A line behind a colon, which stands as it is."""
    if _fixed.match(walk.words(walk.at)):
        row = walk.rows[walk.at]
        walk.growth.code(walk.place(), trim(walk.text, row.start + 1, max(row.start + 1, row.end)))
        walk.at += 1


def latex(walk: _Walk) -> None:
    """A formula of several lines."""
    if found := _latex.match(walk.words(walk.at)):
        end = walk.end(f"\\end{{{found['name']}}}")
        if end >= 0:
            walk.growth.code(walk.place(), across(walk.rows, walk.at, end + 1))
            walk.at = end + 1


def table(walk: _Walk) -> None:
    """Rows between bars; those above the first rule are the header where others stand below it."""
    after, heads = walk.at, 0
    found: list[list[Span]] = []
    while not walk.blank(after) and walk.words(after).startswith("|"):
        words = walk.words(after)
        if _hline.match(words):
            heads = heads or len(found)
        elif not _format_cell.match(words):
            found.append(_cells(walk.text, walk.rows[after]))
        after += 1
    if after > walk.at:
        walk.growth.table(walk.place(), found, heads if heads < len(found) else 0)
        walk.at = after


def _cells(text: str, row: IndentedLine) -> list[Span]:
    bars = [at for at in range(row.start, row.end) if text[at] == "|"]
    if bars[-1] != row.end - 1:
        bars.append(row.end)
    return [trim(text, left + 1, right) for left, right in itertools.pairwise(bars)]


def item(walk: _Walk) -> None:
    """An item, whose term is a label; what is further indented below it is in it."""
    row = walk.rows[walk.at]
    found = _bullet.match(walk.text, row.start, row.end)
    if not found and row.indent:
        found = _star.match(walk.text, row.start, row.end)
    if not found:
        return
    start = found.end()
    for mark in (_counter, _box):
        start = more.end() if (more := mark.match(walk.text, start, row.end)) else start
    while walk.lists and walk.lists[-1].indent > row.indent:
        walk.lists.pop()
    if not walk.lists or walk.lists[-1].indent < row.indent:
        outer = walk.lists[-1].inside if walk.lists else walk.root
        walk.lists.append(_List(row.indent, outer, outer))
    own, after = walk.lists[-1], walk.lines(row.indent)
    span = trim(walk.text, start, max(start, walk.rows[after - 1].end))
    own.inside = _filled(walk, own.place, span, min(row.end, span.end))
    walk.at = after


def _filled(walk: _Walk, place: Nest, span: Span, end: int) -> Nest:
    """The place inside an item with its words; a term that asks leads its answer."""
    term = _term.search(walk.text, span.start, end)
    if not term:
        return place.inside(walk.growth.item(place, span))
    label = trim(walk.text, span.start, term.start())
    if asked := walk.growth.question(place, label):
        answer = trim(walk.text, term.end(), span.end)
        walk.growth.paragraph(asked, answer)
        return asked
    return place.inside(walk.growth.item(place, span, label))


def footnote(walk: _Walk) -> None:
    """The words of a footnote."""
    row = walk.rows[walk.at]
    if not row.indent and (found := _footnote.match(walk.text, row.start, row.end)):
        walk.lists = []
        walk.paragraph(found.end())


_KINDS: tuple[Callable[[_Walk], None], ...] = (
    headline,
    keyword,
    block,
    drawer,
    planning,
    fixed,
    latex,
    table,
    item,
    footnote,
)
"""What may begin at a row; the first that takes it moves on, and text is what none takes."""


class Org:
    """Org of Emacs."""

    suffixes = (".org",)
    version = "org 1"
    isolated = False

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceNote]:
        """One document, whatever it holds."""
        text, notes = decoded(data, name)
        yield parsed(text)
        yield from notes


def parsed(text: str) -> Parsed:
    """A text with its blocks; its keywords are its metadata."""
    walk = _Walk(text)
    growth = walk.run()
    return Parsed(text, growth.blocks, Markup.ORG, metadata=walk.metadata)
