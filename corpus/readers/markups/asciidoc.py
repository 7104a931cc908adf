"""AsciiDoc, as Asciidoctor has it, to blocks that are slices of the file. Nothing is included, fetched or run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.corpus.decoding import decoded
from youju.corpus.document import NOWHERE, Markup, Span
from youju.corpus.errors import SourceNote
from youju.corpus.readers.data.cells import rows_within
from youju.corpus.readers.format import Parsed
from youju.corpus.structure.words import listed
from youju.corpus.text import trim, width

from . import asciidoc_walk as signs
from .asciidoc_tables import cells_of, has_header
from .asciidoc_walk import AsciiDocBlock, AsciiDocList, AsciiDocWalk
from .growth import Nest
from .rows import across


def header(walk: AsciiDocWalk) -> None:
    """The title, and the lines of the author and the revision right below it."""
    while walk.at < len(walk.rows) and (walk.blank(walk.at) or signs.comment.match(walk.words(walk.at))):
        walk.at += 1
    if walk.at >= len(walk.rows):
        return
    title = walk.at
    section(walk)
    if walk.at == title or not walk.growth.blocks or walk.growth.blocks[-1].level > 1:
        return
    first = walk.at
    while not walk.blank(walk.at) and walk.at < first + 2 and not walk.ends(walk.at, listed=True):
        if walk.words(walk.at)[-1] in signs.SENTENCE_END:
            return
        if day := signs.day.search(walk.words(walk.at)):
            walk.said.names.setdefault("{revdate}", day.group())
        walk.at += 1


def close(walk: AsciiDocWalk) -> None:
    """The line that closes the innermost block."""
    if walk.containers and walk.words(walk.at) == walk.containers[-1].delimiter:
        walk.lists = walk.containers.pop().lists
        walk.forget()
        walk.at += 1


def aside(walk: AsciiDocWalk) -> None:
    """Comments, anchors, rules, pictures and other macros of a line."""
    words = walk.words(walk.at)
    if signs.comment.match(words) or signs.anchor.match(words):
        walk.at += 1
    elif signs.block_macro.match(words) or signs.rule.match(words):
        if walk.caption != NOWHERE:
            walk.captioned(walk.place())
        walk.forget()
        walk.attached = False
        walk.at += 1


def said(walk: AsciiDocWalk) -> None:
    """ "[NOTE]", ".Title": what is said of the next block."""
    row, words = walk.rows[walk.at], walk.words(walk.at)
    if not walk.attached and walk.blank(walk.at - 1) and (signs.attributes.match(words) or signs.title.match(words)):
        walk.lists = []
    if signs.attributes.match(words):
        walk.attributes += words
        style = signs.style.match(words[1:-1])
        walk.style = style.group().casefold() if style and "=" not in words[1:-1].split(",")[0] else walk.style
        walk.at += 1
    elif signs.title.match(words):
        if walk.at + 1 not in walk.said.hidden:
            walk.caption = Span(row.start + 1, row.end)
        walk.at += 1


def section(walk: AsciiDocWalk) -> None:
    """A heading behind equal signs, or above a rule where the document's title has one, too."""
    row, words = walk.rows[walk.at], walk.words(walk.at)
    level, start, end = 0, row.start, row.end
    if (found := signs.heading.match(words)) and not row.indent:
        level, start = len(found["signs"]), row.start + found.end()
        end = end - len(found["signs"]) - 1 if words.endswith((f" {found['signs']}",)) else end
    elif level := _underlined(walk):
        walk.at += 1
    if level:
        walk.lists, walk.attached = [], False
        if not walk.containers:
            walk.root = Nest()
        walk.forget()
        walk.growth.heading(trim(walk.text, start, max(start, end)), level)
        walk.at += 1


def _underlined(walk: AsciiDocWalk) -> int:
    at = walk.at
    if walk.containers or walk.blank(at + 1) or not any(map(str.isalnum, walk.words(at))):
        return 0
    found = signs.underline.match(walk.words(at + 1))
    words = walk.words(at)
    if not found or walk.rows[at].indent or signs.attributes.match(words) or signs.delimiter.match(words):
        return 0
    fits = any(abs(len(found.group()) - size) <= 1 for size in (len(words), width(words)))
    return signs.UNDERLINES.index(found["sign"]) + 1 if fits else 0


def attach(walk: AsciiDocWalk) -> None:
    """A plus sign: what comes next belongs to the item above."""
    if walk.words(walk.at) == "+":
        walk.attached = bool(walk.lists)
        walk.at += 1


def block(walk: AsciiDocWalk) -> None:
    """What stands between two equal lines: code, hidden, or a frame around text."""
    words = walk.words(walk.at)
    if not signs.delimiter.match(words):
        return
    place, sign, style = walk.place(), words[0], walk.style
    code, hidden = style in listed("asciidoc", "code"), style in listed("asciidoc", "hidden")
    if hidden or code or (sign in signs.VERBATIM and words != "--"):
        end = walk.closing()
        inner = across(walk.rows, walk.at + 1, end) if end > walk.at + 1 else NOWHERE
        if not hidden and (code or sign not in signs.HIDDEN):
            walk.growth.code(walk.captioned(place), inner)
        walk.at = end + 1
    else:
        walk.containers.append(AsciiDocBlock(words, walk.titled(place), walk.lists))
        walk.lists = []
        walk.at += 1
    walk.forget()


def table(walk: AsciiDocWalk) -> None:
    """Cells behind bars, or between commas."""
    words, attributes = walk.words(walk.at), walk.attributes
    if not signs.table_edge.match(words):
        return
    end = walk.closing()
    place = walk.captioned(walk.place())
    separator = {",": ",", ":": ":"}.get(words[0], "")
    if found := re.search(r"\bformat[ \t]*=[ \t]*\"?(csv|tsv|dsv)", attributes):
        separator = {"csv": ",", "tsv": "\t", "dsv": ":"}[found[1]]
    if separator:
        cells = rows_within(walk.text, across(walk.rows, walk.at + 1, end), separator)
        implied = not walk.blank(walk.at + 1) and walk.blank(walk.at + 2) and "noheader" not in attributes
        heads = int(implied or has_header(attributes))
    else:
        cells, heads = cells_of(walk.text, walk.rows, walk.at + 1, end, attributes, walk.said.hidden)
    walk.growth.table(place, cells, heads if heads < len(cells) else 0)
    walk.forget()
    walk.at = end + 1


def item(walk: AsciiDocWalk) -> None:
    """An item of a list; the sign before it says how deep it is."""
    row = walk.rows[walk.at]
    found = signs.bullet.match(walk.text, row.start, row.end)
    if not found:
        return
    own = _list(walk, "1." if found["sign"][0].isalnum() else found["sign"])
    start = box.end() if (box := signs.box.match(walk.text, found.end(), row.end)) else found.end()
    after = walk.lines(listed=True)
    span = trim(walk.text, start, walk.rows[after - 1].end)
    own.inside = own.place.inside(walk.growth.item(own.place, span, kind=own.marker))
    walk.at = after


def _list(walk: AsciiDocWalk, marker: str) -> AsciiDocList:
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
        walk.lists.append(AsciiDocList(marker, place, place))
    walk.attached = False
    walk.forget()
    return walk.lists[-1]


def term(walk: AsciiDocWalk) -> None:
    """A term, which is a label, and its definition; one that asks leads its answer."""
    found = signs.is_term(walk.words(walk.at))
    if not found:
        return
    own, first = _list(walk, found["sign"]), walk.at
    label = _terms(walk, found["sign"])
    row = walk.rows[walk.at]
    text = signs.definition.match(walk.text, row.start, row.end)
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


def _terms(walk: AsciiDocWalk, sign: str) -> Span:
    """One term, or several in lines of their own that share a definition; the walk is at the last of them."""
    first = walk.rows[walk.at].start
    while (found := signs.is_term(walk.words(walk.at))) and found.end() == len(walk.words(walk.at)):
        after = next(
            (at for at in range(walk.at + 1, min(walk.at + signs.FARTHEST, len(walk.rows))) if not walk.blank(at)), -1
        )
        below = signs.is_term(walk.words(after)) if after >= 0 else None
        if not below or below["sign"] != sign:
            break
        walk.at = after
    found = signs.is_term(walk.words(walk.at))
    row = walk.rows[walk.at]
    return trim(walk.text, first, row.start + found.end("term")) if found else row.span


def _below(walk: AsciiDocWalk, otherwise: int) -> int:
    """Where the words of a definition begin that stand below its term; the walk is at their first row then."""
    at = walk.at + 1
    while at < min(walk.at + signs.FARTHEST, len(walk.rows)) and walk.blank(at):
        at += 1
    if (
        walk.blank(at)
        or walk.ends(at, listed=True)
        or signs.block_macro.match(walk.words(at))
        or signs.heading.match(walk.words(at))
    ):
        return otherwise
    walk.at = at
    return walk.rows[at].start


def literal(walk: AsciiDocWalk) -> None:
    """An indented paragraph, which stands as it is."""
    row = walk.rows[walk.at]
    if row.indent and walk.text[row.start - 1] in " \t":
        after = walk.lines(listed=False)
        walk.growth.code(walk.captioned(walk.place()), across(walk.rows, walk.at, after))
        walk.forget()
        walk.at = after


def admonition(walk: AsciiDocWalk) -> None:
    """ "NOTE: words": the words."""
    if found := signs.admonition.match(walk.words(walk.at)):
        walk.paragraph(walk.rows[walk.at].start + found.end())


KINDS = (
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


class AsciiDoc:
    """AsciiDoc."""

    suffixes = (".adoc", ".asciidoc", ".asc")
    version = "asciidoc 1"
    isolated = False

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceNote]:
        """One document, whatever it holds."""
        text, notes = decoded(data, name)
        yield parsed(text)
        yield from notes


def parsed(text: str) -> Parsed:
    """A text with its blocks; its attributes are its metadata."""
    walk = AsciiDocWalk(text, KINDS)
    header(walk)
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
