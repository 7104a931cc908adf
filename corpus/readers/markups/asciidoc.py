"""AsciiDoc, as Asciidoctor has it, to blocks that are slices of the file. Nothing is included, fetched or run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from youju.corpus.decoding import decode
from youju.corpus.document import NOWHERE, Markup, Span
from youju.corpus.readers.format import Parsed
from youju.corpus.structure.words import listed
from youju.corpus.text import trim, width

from .asciidoc_tables import cells_of, has_header
from .conditions import Preprocessed, preprocessed
from .csv_cells import csv_rows
from .growth import Growth, Place
from .rows import Row, across, rows

_section = re.compile(r"(?P<signs>={1,6}|#{1,6})[ \t]+(?=\S)")
_underline = re.compile(r"(?P<sign>[=\-~^+])(?P=sign){2,}$")
_UNDERLINES = "=-~^+"
_comment = re.compile(r"//(?!/)")
_attributes = re.compile(r"\[(?:[\w.#%,\"'*+|\-{][^\n]{0,1000})?\]$")
_anchor = re.compile(r"\[\[[^\[\]\n]{1,300}\]\]$")
_style = re.compile(r"[\w:+-]{1,40}")
_title = re.compile(r"\.(?=[^\s.])")
_fence = re.compile(r"```[ \t]?[\w+#.,-]{0,60}$")
_delimiter = re.compile(r"(?P<sign>[-.=*_+/])(?P=sign){3,}$|--$|```[ \t]?[\w+#.,-]{0,60}$")
_table = re.compile(r"[|,:!]={3,}$")
_macro = re.compile(r"[a-z][\w-]{0,40}::[^\s\[\]]{0,1000}\[.{0,2000}\]$")
_break = re.compile(r"(?:'{3,}|<{3,}|(?:- ?){3}|(?:\* ?){3})$")
_bullet = re.compile(
    r"(?P<sign>\*{1,6}|-|\.{1,6}|\d{1,4}\.|[A-Za-z]\.|[ivxlcdmIVXLCDM]{1,8}\)|<(?:\d{1,2}|\.)>|[\u2022])[ \t]+(?=\S)"
)
_box = re.compile(r"\[[ xX*]\][ \t]+")
_term = re.compile(r"(?P<term>\S(?:(?!:{2,4}(?:[ \t]|$)|;;(?:[ \t]|$)).){0,400})(?P<sign>:{2,4}|;;)(?:[ \t]+|$)")
_admonition = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(?=\S)")
_revision = re.compile(r"(?:v?\d[\w.-]{0,30},?[ \t]*)?(?P<day>\d{4}-\d\d-\d\d|[^,:]{4,40}\d{4})?[ \t]*(?::.*)?$")
_day = re.compile(
    r"\d{4}-\d\d-\d\d|[A-Za-z]{3,9} \d{1,2},? \d{4}|\d{1,2} [A-Za-z]{3,9} \d{4}|\d{4}年\d{1,2}月\d{1,2}日"
)
_line_break = re.compile(r"[ \t]\+[ \t]*\r?\n")
_SENTENCE_END = frozenset(".。!！?？:：;；")
_VERBATIM = frozenset("-.+/`")
_HIDDEN = frozenset("+/")
FARTHEST = 20
"""In lines: how far below a term its words are looked for."""


@dataclass
class _List:
    """A list by the marker of its items; what is in the latest item grows in ``inside``."""

    marker: str
    place: Place
    inside: Place


@dataclass
class _Container:
    """A block between two equal lines, with the lists that were open around it."""

    delimiter: str
    place: Place
    lists: list[_List]


@dataclass
class _Walk:
    """One pass over the rows. ``caption``, ``style`` and ``attributes`` are said of the next block; ``attached`` says
    that it belongs to the item above.
    """

    text: str
    at: int = 0
    rows: list[Row] = field(default_factory=list)
    root: Place = field(default_factory=Place)
    containers: list[_Container] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    caption: Span = NOWHERE
    attributes: str = ""
    style: str = ""
    attached: bool = False

    def __post_init__(self) -> None:
        self.rows = rows(self.text)
        self.growth = Growth(self.text)
        self.said: Preprocessed = preprocessed(self.text, self.rows)

    def run(self) -> None:
        self.header()
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
        for kind in _KINDS:
            kind(self)
            if self.at > at:
                return
        self.paragraph(self.rows[at].start)

    def header(self) -> None:
        """The title, and the lines of the author and the revision right below it."""
        while self.at < len(self.rows) and (self.blank(self.at) or _comment.match(self.words(self.at))):
            self.at += 1
        if self.at >= len(self.rows):
            return
        title = self.at
        section(self)
        if self.at == title:
            return
        first = self.at
        while not self.blank(self.at) and self.at < first + 2 and not _comment.match(self.words(self.at)):
            if day := _day.search(self.words(self.at)):
                self.said.names.setdefault("{revdate}", day.group())
            self.at += 1

    def place(self) -> Place:
        """Where a block grows that begins here: in the item that it is attached to, else behind the lists."""
        if not self.attached:
            self.lists = []
        place = self.lists[-1].inside if self.lists else self.base()
        self.attached = False
        return place

    def base(self) -> Place:
        return self.containers[-1].place if self.containers else self.root

    def titled(self, place: Place) -> Place:
        """The place of text under the title that stands above it."""
        caption, self.caption = self.caption, NOWHERE
        return self.growth.title(place, caption) if caption != NOWHERE else place

    def captioned(self, place: Place) -> Place:
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
        words = "```" if _fence.match(self.words(self.at)) else self.words(self.at)
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
        if _comment.match(words) or _delimiter.match(words) or _table.match(words) or _attributes.match(words):
            return True
        return listed and bool(words == "+" or _bullet.match(words) or is_term(words))

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
    every = lines > 0 and len(_line_break.findall(text, *span)) == lines
    start = span.start
    for found in _line_break.finditer(text, *span):
        if every or text[found.start() - 1] in _SENTENCE_END:
            yield trim(text, start, found.start())
            start = found.end()
    yield trim(text, start, span.end)


def is_term(words: str) -> re.Match[str] | None:
    """What a line defines, if it begins a definition; no macro does, and no comment."""
    found = _term.match(words)
    return found if found and not _macro.match(words) and not words.startswith("//") else None


def close(walk: _Walk) -> None:
    """The line that closes the innermost block."""
    if walk.containers and walk.words(walk.at) == walk.containers[-1].delimiter:
        walk.lists = walk.containers.pop().lists
        walk.forget()
        walk.at += 1


def aside(walk: _Walk) -> None:
    """Comments, anchors, rules, pictures and other macros of a line."""
    words = walk.words(walk.at)
    if _comment.match(words) or _anchor.match(words):
        walk.at += 1
    elif _macro.match(words) or _break.match(words):
        if walk.caption != NOWHERE:
            walk.captioned(walk.place())
        walk.forget()
        walk.attached = False
        walk.at += 1


def said(walk: _Walk) -> None:
    """ "[NOTE]", ".Title": what is said of the next block."""
    row, words = walk.rows[walk.at], walk.words(walk.at)
    if not walk.attached and walk.blank(walk.at - 1) and (_attributes.match(words) or _title.match(words)):
        walk.lists = []
    if _attributes.match(words):
        walk.attributes += words
        style = _style.match(words[1:-1])
        walk.style = style.group().casefold() if style and "=" not in words[1:-1].split(",")[0] else walk.style
        walk.at += 1
    elif _title.match(words):
        if walk.at + 1 not in walk.said.hidden:
            walk.caption = Span(row.start + 1, row.end)
        walk.at += 1


def section(walk: _Walk) -> None:
    """A heading behind equal signs, or above a rule where the document's title has one, too."""
    row, words = walk.rows[walk.at], walk.words(walk.at)
    level, start, end = 0, row.start, row.end
    if (found := _section.match(words)) and not row.indent:
        level, start = len(found["signs"]), row.start + found.end()
        end = end - len(found["signs"]) - 1 if words.endswith((f" {found['signs']}",)) else end
    elif level := _underlined(walk):
        walk.at += 1
    if level:
        walk.lists, walk.attached = [], False
        if not walk.containers:
            walk.root = Place()
        walk.forget()
        walk.growth.heading(trim(walk.text, start, max(start, end)), level)
        walk.at += 1


def _underlined(walk: _Walk) -> int:
    at = walk.at
    if walk.containers or walk.blank(at + 1) or not any(map(str.isalnum, walk.words(at))):
        return 0
    found = _underline.match(walk.words(at + 1))
    words = walk.words(at)
    if not found or walk.rows[at].indent or _attributes.match(words) or _delimiter.match(words):
        return 0
    fits = any(abs(len(found.group()) - size) <= 1 for size in (len(words), width(words)))
    return _UNDERLINES.index(found["sign"]) + 1 if fits else 0


def attach(walk: _Walk) -> None:
    """A plus sign: what comes next belongs to the item above."""
    if walk.words(walk.at) == "+":
        walk.attached = bool(walk.lists)
        walk.at += 1


def block(walk: _Walk) -> None:
    """What stands between two equal lines: code, hidden, or a frame around text."""
    words = walk.words(walk.at)
    if not _delimiter.match(words):
        return
    place, sign, style = walk.place(), words[0], walk.style
    code, hidden = style in listed("asciidoc", "code"), style in listed("asciidoc", "hidden")
    if hidden or code or (sign in _VERBATIM and words != "--"):
        end = walk.closing()
        inner = across(walk.rows, walk.at + 1, end) if end > walk.at + 1 else NOWHERE
        if not hidden and (code or sign not in _HIDDEN):
            walk.growth.code(walk.captioned(place), inner)
        walk.at = end + 1
    else:
        walk.containers.append(_Container(words, walk.titled(place), walk.lists))
        walk.lists = []
        walk.at += 1
    walk.forget()


def table(walk: _Walk) -> None:
    """Cells behind bars, or between commas."""
    words, attributes = walk.words(walk.at), walk.attributes
    if not _table.match(words):
        return
    end = walk.closing()
    place = walk.captioned(walk.place())
    separator = {",": ",", ":": ":"}.get(words[0], "")
    if found := re.search(r"\bformat[ \t]*=[ \t]*\"?(csv|tsv|dsv)", attributes):
        separator = {"csv": ",", "tsv": "\t", "dsv": ":"}[found[1]]
    if separator:
        cells = csv_rows(walk.text, across(walk.rows, walk.at + 1, end), separator)
        implied = not walk.blank(walk.at + 1) and walk.blank(walk.at + 2) and "noheader" not in attributes
        heads = int(implied or has_header(attributes))
    else:
        cells, heads = cells_of(walk.text, walk.rows, walk.at + 1, end, attributes, walk.said.hidden)
    walk.growth.table(place, cells, heads if heads < len(cells) else 0)
    walk.forget()
    walk.at = end + 1


def item(walk: _Walk) -> None:
    """An item of a list; the sign before it says how deep it is."""
    row = walk.rows[walk.at]
    found = _bullet.match(walk.text, row.start, row.end)
    if not found:
        return
    own = _list(walk, "1." if found["sign"][0].isalnum() else found["sign"])
    start = box.end() if (box := _box.match(walk.text, found.end(), row.end)) else found.end()
    after = walk.lines(listed=True)
    span = trim(walk.text, start, walk.rows[after - 1].end)
    own.inside = own.place.inside(walk.growth.item(own.place, span, kind=own.marker))
    walk.at = after


def _list(walk: _Walk, marker: str) -> _List:
    """The list of a marker: one that is open, or another inside the latest item."""
    markers = [one.marker for one in walk.lists]
    if marker in markers:
        del walk.lists[markers.index(marker) + 1 :]
    else:
        if not walk.lists or walk.caption != NOWHERE:
            place = walk.lists[-1].inside if walk.lists and walk.attached else walk.base()
            walk.lists = walk.lists if walk.attached else []
        else:
            place = walk.lists[-1].inside
        walk.captioned(place)
        walk.lists.append(_List(marker, place, place))
    walk.attached = False
    walk.forget()
    return walk.lists[-1]


def term(walk: _Walk) -> None:
    """A term, which is a label, and its definition; one that asks leads its answer."""
    found = is_term(walk.words(walk.at))
    if not found:
        return
    own, first = _list(walk, found["sign"]), walk.at
    label = _terms(walk, found["sign"])
    row = walk.rows[walk.at]
    text = _term.match(walk.text, row.start, row.end)
    start = text.end() if text else row.end
    if start >= row.end:
        start = _below(walk, start)
    after = walk.lines(listed=True) if start > row.start else first + 1
    end = walk.rows[after - 1].end if start <= walk.rows[after - 1].end else row.end
    span = trim(walk.text, start, max(start, end))
    if asked := walk.growth.question(own.place, label, own.marker):
        walk.growth.paragraph(asked, span)
        own.inside = asked
    else:
        whole = Span(label.start, max(span.end, label.end)) if span.start < span.end else label
        own.inside = own.place.inside(walk.growth.item(own.place, whole, label, own.marker))
    walk.at = after


def _terms(walk: _Walk, sign: str) -> Span:
    """One term, or several in lines of their own that share a definition; the walk is at the last of them."""
    first = walk.rows[walk.at].start
    while (found := is_term(walk.words(walk.at))) and found.end() == len(walk.words(walk.at)):
        after = next(
            (at for at in range(walk.at + 1, min(walk.at + FARTHEST, len(walk.rows))) if not walk.blank(at)), -1
        )
        below = is_term(walk.words(after)) if after >= 0 else None
        if not below or below["sign"] != sign:
            break
        walk.at = after
    found = is_term(walk.words(walk.at))
    row = walk.rows[walk.at]
    return trim(walk.text, first, row.start + found.end("term")) if found else row.span


def _below(walk: _Walk, otherwise: int) -> int:
    """Where the words of a definition begin that stand below its term; the walk is at their first row then."""
    at = walk.at + 1
    while at < min(walk.at + FARTHEST, len(walk.rows)) and walk.blank(at):
        at += 1
    if walk.blank(at) or walk.ends(at, listed=True) or _macro.match(walk.words(at)) or _section.match(walk.words(at)):
        return otherwise
    walk.at = at
    return walk.rows[at].start


def literal(walk: _Walk) -> None:
    """An indented paragraph, which stands as it is."""
    row = walk.rows[walk.at]
    if row.indent and walk.text[row.start - 1] in " \t":
        after = walk.lines(listed=False)
        walk.growth.code(walk.captioned(walk.place()), across(walk.rows, walk.at, after))
        walk.forget()
        walk.at = after


def admonition(walk: _Walk) -> None:
    """ "NOTE: words": the words."""
    if found := _admonition.match(walk.words(walk.at)):
        walk.paragraph(walk.rows[walk.at].start + found.end())


_KINDS: tuple[Callable[[_Walk], None], ...] = (
    close,
    aside,
    said,
    section,
    attach,
    block,
    table,
    item,
    term,
    literal,
    admonition,
)
"""What may begin at a row; the first that takes it moves on, and text is what none takes."""


class AsciiDoc:
    """AsciiDoc."""

    suffixes = (".adoc", ".asciidoc", ".asc")
    version = "asciidoc 1"
    isolated = False

    def parse(self, data: bytes, name: str) -> Iterator[Parsed]:
        """One document, whatever it holds."""
        text, _ = decode(data, name)
        yield parsed(text)


def parsed(text: str) -> Parsed:
    """A text with its blocks; its attributes are its metadata."""
    walk = _Walk(text)
    walk.run()
    metadata = dict(walk.said.names)
    for name, key in (
        ("{revdate}", "date"),
        ("{title}", "title"),
        ("{doctitle}", "title"),
        ("{description}", "description"),
    ):
        if metadata.get(name):
            metadata[key] = metadata[name]
    return Parsed(text, walk.growth.blocks, Markup.ASCIIDOC, metadata=metadata)
