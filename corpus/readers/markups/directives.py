"""Directives of reStructuredText: what is text in them, by their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from youju.corpus.document import NOWHERE, Span
from youju.corpus.readers.data.cells import rows_within
from youju.corpus.structure.words import listed
from youju.corpus.text import trim

from .restructured_walk import Frame, RestructuredWalk
from .rows import across

_footnote = re.compile(r"\[(?P<label>[^\[\]\n]{1,80})\](?:[ \t]+|$)")
_directive = re.compile(
    r"(?:\|(?P<substituted>[^|\n]{1,100})\|[ \t]+)?(?P<name>[A-Za-z](?:[\w+.-]|:(?!:)){0,60})[ \t]?::(?:[ \t]+|$)"
)
_option = re.compile(r":(?P<name>[\w.+ -]{1,60}):(?:[ \t]+|$)")
_member = re.compile(r"\*[ \t]+-(?:[ \t]+|$)|(?P<more>-)(?:[ \t]+|$)")
_space = re.compile(r"\s")
_outputs = re.compile(r"[\w.-]+|[()]")


class Directive(NamedTuple):
    """``argument`` is what stands on its line; rows ``at`` to ``end`` are its body, without its ``options``."""

    name: str
    argument: Span
    options: Mapping[str, Span]
    first: int
    at: int
    end: int


def explicit_markup(walk: RestructuredWalk, frame: Frame, start: int) -> None:
    """What stands behind two dots at ``start``; what is none of the known is a comment."""
    at, row = frame.at, walk.rows[frame.at]
    end = walk.body(at, frame.indent, frame.end)
    if start >= row.end and walk.blank(at + 1, frame.end):
        frame.at = at + 1
        return
    frame.at = end
    if found := _footnote.match(walk.text, start, row.end):
        walk.cut(at, found.end(), end)
        walk.push(at, end, frame.place)
    elif found := _directive.match(walk.text, start, row.end):
        one = _read(walk, found, at, end)
        if found["substituted"]:
            _substitute(walk, found["substituted"], one)
        else:
            _take(walk, frame, one)


def _read(walk: RestructuredWalk, found: re.Match[str], at: int, end: int) -> Directive:
    argument = trim(walk.text, found.end(), walk.rows[at].end)
    options: dict[str, Span] = {}
    below = at + 1
    while below < end and (option := _option.match(walk.words(below))):
        indent, first = walk.rows[below].indent, below
        below += 1
        while not walk.blank(below, end) and walk.rows[below].indent > indent:
            below += 1
        value = Span(walk.rows[first].start + option.end(), walk.rows[below - 1].end)
        options[option["name"].casefold()] = trim(walk.text, *value)
    name = found["name"].casefold()
    return Directive(name.rpartition(":")[2] or name, argument, options, at, below, end)


def _substitute(walk: RestructuredWalk, name: str, one: Directive) -> None:
    """What "|name|" stands for; a picture stands for nothing."""
    said = one.argument.of(walk.text) if one.name == "replace" else ""
    if one.name == "replace" and (more := across(walk.rows, one.at, one.end)).start < more.end:
        said = f"{said} {more.of(walk.text)}"
    walk.names[f"|{name}|"] = " ".join(said.split())


def _take(walk: RestructuredWalk, frame: Frame, one: Directive) -> None:
    for kind, take in _TAKES.items():
        if one.name in listed("restructured", kind):
            take(walk, frame, one)
            return
    if take_table := _TABLES.get(one.name):
        _caption(walk, frame, one.argument)
        take_table(walk, frame, one)
    else:
        _titled(walk, frame, one)


def _hidden(walk: RestructuredWalk, frame: Frame, one: Directive) -> None:
    """Nothing that a reader of the page sees."""


def _code(walk: RestructuredWalk, frame: Frame, one: Directive) -> None:
    if "caption" in one.options:
        _caption(walk, frame, one.options["caption"])
    span = across(walk.rows, one.at, one.end)
    if span.start == span.end and one.name in listed("restructured", "formulas"):
        span = one.argument
    walk.growth.code(frame.place, span)


def _text(walk: RestructuredWalk, frame: Frame, one: Directive) -> None:
    """A note, whose text may begin on its line."""
    if one.argument.start == one.argument.end or one.options:
        if one.argument.start < one.argument.end:
            walk.growth.paragraph(frame.place, one.argument)
        walk.push(one.at, one.end, frame.place)
        return
    walk.cut(one.first, one.argument.start, one.end)
    walk.push(one.first, one.end, frame.place)


def _bare(walk: RestructuredWalk, frame: Frame, one: Directive) -> None:
    """A frame around text, with what is for the program on its line."""
    walk.push(one.at, one.end, frame.place)


def _glossary(walk: RestructuredWalk, frame: Frame, one: Directive) -> None:
    walk.push(one.at, one.end, frame.place, terms=True)


def _titled(walk: RestructuredWalk, frame: Frame, one: Directive) -> None:
    """A title with text under it: what no other kind has, so that an unknown directive loses no words."""
    if across(walk.rows, one.at, one.end) == Span(0, 0):
        if one.name in listed("restructured", "headings"):
            walk.growth.paragraph(frame.place, one.argument)
        return
    title = one.options.get("title", one.argument)
    shown = any(map(str.isalpha, title.of(walk.text)))
    walk.push(one.at, one.end, walk.growth.title(frame.place, title) if shown else frame.place)


def _named(walk: RestructuredWalk, frame: Frame, one: Directive) -> None:
    """Something of a program, or a version, with what is said of it."""
    label, empty = one.argument, across(walk.rows, one.at, one.end) == Span(0, 0)
    if one.name in listed("restructured", "versions") and (more := _space.search(walk.text, *label)):
        label, empty = Span(label.start, more.start()), False
    if not any(map(str.isalnum, label.of(walk.text))):
        walk.push(one.at, one.end, frame.place)
    elif label != one.argument:
        walk.growth.item(frame.place, _with_body(walk, one), label, "term")
    elif not empty:
        walk.named(frame, label, one.at, one.end, joined=not one.options)


def _with_body(walk: RestructuredWalk, one: Directive) -> Span:
    """A version and what is said of it from its own line on."""
    end = one.at
    while not walk.blank(end, one.end):
        end += 1
    walk.push(end, one.end, walk.frames[-1].place)
    return Span(one.argument.start, max(one.argument.end, walk.rows[end - 1].end))


def _only(walk: RestructuredWalk, frame: Frame, one: Directive) -> None:
    """Text for some outputs: a reader of the documents sees what is for a page of the web."""
    if _holds(one.argument.of(walk.text)):
        walk.push(one.at, one.end, frame.place)


def _holds(condition: str) -> bool:
    """Whether "html and not draft" holds for a page of the web; what cannot be told does not."""
    words = [word.casefold() for word in _outputs.findall(condition)]
    if "(" in words:
        return False
    return any(_all(part.split()) for part in " ".join(words).split(" or "))


def _all(words: list[str]) -> bool:
    joined = " ".join(words).split(" and ")
    return bool(words) and all(
        (one.removeprefix("not ") in listed("restructured", "outputs")) != one.startswith("not ") for one in joined
    )


def _caption(walk: RestructuredWalk, frame: Frame, span: Span) -> None:
    """A line above a table or code, which it introduces."""
    if any(map(str.isalnum, span.of(walk.text))):
        walk.growth.paragraph(frame.place, span)


def _list_table(walk: RestructuredWalk, frame: Frame, one: Directive) -> None:
    """A table as a list of lists: a row each item, a cell each item in it."""
    found: list[list[Span]] = []
    bullets = {row.indent for row in walk.rows[one.at : one.end] if walk.text[row.start : row.start + 1] == "*"}
    outer = min(bullets, default=0)
    inner = -1
    at = one.at
    while at < one.end:
        row = walk.rows[at]
        member = _member.match(walk.text, row.start, row.end)
        column = row.indent + member.start("more") - row.start if member and member["more"] else -1
        if member and not member["more"] and row.indent == outer:
            inner = row.indent + walk.text[row.start : member.end()].rfind("-")
            found.append([])
        elif not found or column != inner:
            at += 1
            continue
        start = member.end() if member else row.start
        at = walk.body(at, inner, one.end)
        found[-1].append(trim(walk.text, start, walk.rows[at - 1].end))
    walk.growth.table(frame.place, found, _number(walk, one, "header-rows"))


def _csv_table(walk: RestructuredWalk, frame: Frame, one: Directive) -> None:
    """Lines of cells between commas, or what the option says; the heads may stand in an option."""
    said = one.options.get("delim", NOWHERE).of(walk.text)
    delimiter = {"tab": "\t", "space": " "}.get(said.casefold(), said[:1] or ",")
    found = rows_within(walk.text, across(walk.rows, one.at, one.end), delimiter)
    heads = _number(walk, one, "header-rows")
    if "header" in one.options:
        found = [*rows_within(walk.text, one.options["header"], delimiter), *found]
        heads += 1
    walk.growth.table(frame.place, found, heads)


def _number(walk: RestructuredWalk, one: Directive, option: str) -> int:
    words = one.options.get(option, NOWHERE).of(walk.text)
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 4 else 0


_Take = Callable[[RestructuredWalk, Frame, Directive], None]
_TAKES: Mapping[str, _Take] = {
    "hidden": _hidden,
    "code": _code,
    "formulas": _code,
    "text": _text,
    "bare": _bare,
    "terms": _glossary,
    "named": _named,
    "conditions": _only,
}
_TABLES: Mapping[str, _Take] = {
    "list-table": _list_table,
    "flat-table": _list_table,
    "csv-table": _csv_table,
    "table": _bare,
}
