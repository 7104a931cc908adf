"""reStructuredText, as docutils has it and Sphinx extends it, to blocks that are slices of the file.

Nothing is run, read or fetched for a directive: what stands in it is text, code, a table or hidden, by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.corpus.decoding import decoded
from youju.corpus.document import Markup
from youju.corpus.errors import SourceNote
from youju.corpus.readers.format import Parsed
from youju.corpus.structure.options import listings as listings
from youju.corpus.text import trim

from . import drawn_tables as drawn
from . import restructured_walk as marks
from .directives import explicit_markup
from .restructured_walk import Frame, RestructuredWalk
from .rows import across, columns

LEAST_RULE = 4
"""A shorter rule, or one that is shorter than its title, is words."""

_number = re.compile(r"[\w#]+")
_rule = re.compile(r"(?P<sign>[!-/:-@\[-`{-~])(?P=sign)*$")


def heading(walk: RestructuredWalk, frame: Frame) -> None:
    """A title with a rule under it, or over and under it; each style of rules is a level."""
    at, whole = frame.at, len(walk.frames) == 1
    over = _rule.match(walk.words(at)) and not walk.blank(at + 1, frame.end) and not walk.blank(at + 2, frame.end)
    title = at + 1 if over else at
    if not whole or walk.blank(title + 1, frame.end) or (over and walk.words(at) != walk.words(title + 1)):
        return
    under, words = walk.words(title + 1), walk.words(title)
    if not _rule.match(under) or (_rule.match(words) and not over) or walk.rows[title + 1].indent:
        return
    if len(under) < min(LEAST_RULE, columns(words)[-1]):
        return
    style = ("over" if over else "") + under[0]
    if style not in walk.styles:
        walk.styles.append(style)
    walk.growth.heading(walk.rows[title].span, walk.styles.index(style) + 1)
    frame.place.open = ""
    frame.at = title + 2


def transition(walk: RestructuredWalk, frame: Frame) -> None:
    """A rule between paragraphs."""
    words = walk.words(frame.at)
    if len(words) >= LEAST_RULE and _rule.match(words) and walk.blank(frame.at + 1, frame.end):
        frame.at += 1


def explicit(walk: RestructuredWalk, frame: Frame) -> None:
    """What begins with two dots: a footnote, a directive; targets and comments say nothing."""
    if marks.anonymous.match(walk.words(frame.at)):
        frame.at += 1
    elif found := marks.explicit.match(walk.words(frame.at)):
        explicit_markup(walk, frame, walk.rows[frame.at].start + found.end())


def item(walk: RestructuredWalk, frame: Frame) -> None:
    """An item of a list, behind a bullet or a number."""
    at, place = frame.at, frame.place
    found = marks.bullet.match(walk.words(at)) or walk.numbered(at, frame.end)
    if not found:
        return
    end = frame.at = walk.body(at, frame.indent, frame.end)
    walk.cut(at, walk.rows[at].start + found.end(), end)
    if not walk.plain(at, end):
        walk.push(at, end, place.inside(place.owner))
        return
    after = walk.lines(at, end)
    span, literal = walk.prose(at, after)
    inside = place.inside(walk.growth.item(place, span, kind=_number.sub("1", found.group().strip())))
    walk.rest(after, end, inside, walk.rows[at].indent if literal else -1)


def fields(walk: RestructuredWalk, frame: Frame) -> None:
    """ ":name: words": the name is a label. Above everything else fields are for programs."""
    found = marks.field_name.match(walk.words(frame.at))
    if not found:
        return
    at = frame.at
    end = frame.at = walk.body(at, frame.indent, frame.end)
    start = walk.rows[at].start
    label = trim(walk.text, start + found.start("name"), start + found.end("name"))
    walk.cut(at, start + found.end(), end)
    said = across(walk.rows, at, end)
    if len(walk.frames) == 1 and said.start < said.end:
        walk.names.setdefault(label.of(walk.text).casefold(), said.of(walk.text))
    if said.start < said.end and walk.growth.blocks:
        walk.named(frame, label, at, end)


def options(walk: RestructuredWalk, frame: Frame) -> None:
    """A list of options: a listing where there are enough of them, else each with its names."""
    at, after = frame.at, frame.at
    if not marks.option.match(walk.words(at)):
        return
    while after < frame.end and (found := marks.option.match(walk.words(after))):
        behind = walk.body(after, frame.indent, frame.end)
        if found.end() == len(walk.words(after)) and behind == after + 1:
            break
        after = behind
        while after < frame.end and walk.rows[after].blank:
            after += 1
    if after == at:
        return
    span = across(walk.rows, at, after)
    if listings.parts(walk.text, span):
        walk.growth.code(frame.place, span)
        frame.at = after
        return
    option(walk, frame)


def option(walk: RestructuredWalk, frame: Frame) -> None:
    at, start = frame.at, walk.rows[frame.at].start
    found = marks.option.match(walk.words(at))
    if found:
        end = frame.at = walk.body(at, frame.indent, frame.end)
        walk.cut(at, start + found.end(), end)
        walk.named(frame, trim(walk.text, start, start + found.end()), at, end)


def line_block(walk: RestructuredWalk, frame: Frame) -> None:
    """Lines behind bars, which are to stand as they are broken."""
    at = after = frame.at
    while not walk.blank(after, frame.end) and marks.line_block.match(walk.words(after)):
        found = marks.line_block.match(walk.words(after))
        walk.cut(after, walk.rows[after].start + (found.end() if found else 0), after + 1)
        after += 1
    for line in range(at, after):
        if not walk.rows[line].blank:
            walk.growth.paragraph(frame.place, walk.rows[line].span)
    frame.at = after


def doctest(walk: RestructuredWalk, frame: Frame) -> None:
    """A session of Python, up to a blank line."""
    if marks.doctest.match(walk.words(frame.at)):
        after = walk.lines(frame.at, frame.end)
        walk.growth.code(frame.place, across(walk.rows, frame.at, after))
        frame.at = after


def table(walk: RestructuredWalk, frame: Frame) -> None:
    """A table that is drawn."""
    if found := drawn.table(walk.text, walk.rows, frame.at, frame.end):
        frame.at = found.end
        if found.cells:
            walk.growth.table(frame.place, found.cells, found.heads)
        else:
            walk.growth.code(frame.place, found.span)


KINDS = (
    table,
    heading,
    transition,
    explicit,
    item,
    fields,
    options,
    line_block,
    doctest,
)


class Restructured:
    """reStructuredText."""

    suffixes = (".rst", ".rest")
    version = "reStructuredText 1"
    isolated = False

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceNote]:
        """One document, whatever it holds."""
        text, notes = decoded(data, name)
        yield parsed(text)
        yield from notes


def parsed(text: str) -> Parsed:
    """A text with its blocks; its fields are its metadata."""
    walk = RestructuredWalk(text, KINDS)
    walk.run()
    return Parsed(text, walk.growth.blocks, Markup.RESTRUCTURED, metadata=walk.names)
