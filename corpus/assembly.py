"""From the blocks of a parsed text to a document, whatever its format was: cleaned, divided, with its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from youju.corpus.inline.fillers import DROPPED
from youju.corpus.inline.joined import filled
from youju.corpus.inline.wording import mask, plain
from youju.corpus.readers.format import Parsed
from youju.corpus.structure.faq import pair
from youju.corpus.structure.furniture import mark
from youju.corpus.structure.hyphens import broken_words
from youju.corpus.structure.labels import is_heading
from youju.corpus.structure.markers import LONGEST_TITLE, is_byline, without_number
from youju.corpus.structure.numbering import numbered
from youju.corpus.structure.statements import cut
from youju.corpus.structure.words import in_order

from .document import NONE, PROSE, Block, BlockKind, Document, Markup, Section, Statement, StatementKind
from .text import CHINESE, ENGLISH, language_of, ordinary, width

_BROKEN = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING)
"""Blocks whose lines are broken where they are full."""
"""What metadata call the day of a document, the latest of several first; without what parts the words of a key."""
_dated = re.compile(
    r"(?P<date>(?:19|20)\d\d(?P<sign>[-_.]?)(?:0[1-9]|1[0-2])(?P=sign)(?:0[1-9]|[12]\d|3[01]))(?!\d)[-_. ]*(?P<rest>.*)"
)
_parting = re.compile(r"[\s_.-]+")
_AT_ONCE = 10
"""Statements whose language is looked at together."""
_LEAST_PROSE = 80
"""A section with prose of less width, about a line, is in the language of what it stands in: it may be a name or an
example.
"""
_SENTENCE_ENDS = "。！？!?.;；:：，,"


def assemble(parsed: Parsed, id: str, stem: str = "") -> Document:
    """The document of a parsed text; ``stem`` is its title of last resort.

    Never raises; a text without words gives a document without statements.
    """
    markup, given, metadata = parsed.markup, parsed.given, parsed.metadata
    named = {_parting.sub("", key).casefold(): value for key, value in list(metadata.items())[::-1]}
    dated = _dated.fullmatch(stem)
    gaps = broken_words(parsed.text, (block.span for block in parsed.blocks if block.kind in _BROKEN), parsed.gaps)
    text = ordinary(filled(parsed.text, gaps))
    blocks = mark(text, pair(text, numbered(text, parsed.blocks)), markup=markup)
    sections = outline(text, blocks, markup=markup, names=metadata)
    statements = cut(text, blocks, sections, markup=markup)
    return Document(
        id=id,
        title=given.title or _title(parsed._replace(text=text), blocks) or (dated and dated["rest"]) or stem,
        text=parsed.text,
        lang=given.lang or _language(text, statements, markup=markup),
        url=given.url or metadata.get("url") or _address(named),
        updated=given.updated or _updated(named) or (dated and _date(dated)) or None,
        metadata=dict(metadata),
        blocks=tuple(blocks),
        sections=sections,
        statements=statements,
        markup=markup,
        locators=tuple(parsed.locators),
        gaps=gaps,
    )


def outline(
    text: str, blocks: Iterable[Block], *, markup: Markup, names: Mapping[str, str] = MappingProxyType({})
) -> tuple[Section, ...]:
    """One section a heading, in order; a heading's parent is the nearest one before it of a smaller level."""
    sections: list[Section] = []
    open_: list[int] = []
    for block in blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        while open_ and sections[open_[-1]].level >= block.level:
            open_.pop()
        title = without_number(plain(block.span.of(text), markup=markup, names=names))
        sections.append(Section(title, block.span, block.level, open_[-1] if open_ else NONE, block.anchor))
        open_.append(len(sections) - 1)
    return tuple(sections)


def _language(text: str, statements: Iterable[Statement], *, markup: Markup) -> str:
    """The language of what can be quoted; commands and addresses are in none."""
    spans = [statement.span for statement in statements if statement.kind is not StatementKind.CODE]
    parts = ("\n".join(span.of(text) for span in spans[at : at + _AT_ONCE]) for at in range(0, len(spans), _AT_ONCE))
    return language_of(list(parts), lambda part: mask(part, markup, coded=DROPPED))


def section_languages(document: Document) -> tuple[str, ...]:
    """``"zh"`` or ``"en"`` for each section, in order, and for the document, last; so number ``NONE`` is the document.

    Chinese is what is Chinese by :func:`~youju.corpus.text.language_of`, English any other.
    """
    inside: dict[int, list[Statement]] = {}
    for statement in document.statements:
        if statement.kind in PROSE:
            inside.setdefault(statement.section, []).append(statement)
    said = CHINESE if document.lang.lower().startswith(CHINESE) else ENGLISH
    whole = _of_prose(document, [one for statements in inside.values() for one in statements]) or said
    found: list[str] = []
    for number, section in enumerate(document.sections):
        above = whole if section.parent == NONE else found[section.parent]
        found.append(_of_prose(document, inside.get(number, ())) or above)
    return (*found, whole)


def _of_prose(document: Document, statements: Iterable[Statement]) -> str:
    """The language of the statements where they are enough to have one, without what is code in them."""
    texts = [statement.span.of(document.text) for statement in statements]
    if sum(map(width, texts)) < _LEAST_PROSE:
        return ""
    return language_of(texts, lambda text: mask(text, document.markup, coded=DROPPED))


def _updated(named: Mapping[str, str]) -> str:
    """The day that metadata name; a setting of the same name says none."""
    return next(
        (named[key] for key in in_order("metadata", "updated") if any(map(str.isdecimal, named.get(key, "")))), ""
    )


def _date(dated: re.Match[str]) -> str:
    digits = dated["date"].replace(dated["sign"], "") if dated["sign"] else dated["date"]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def _address(named: Mapping[str, str]) -> str | None:
    return next((named[key] for key in in_order("metadata", "addresses") if "://" in named.get(key, "")), None)


def _title(parsed: Parsed, blocks: Sequence[Block]) -> str:
    """What a text says at its top, or its first heading, or what its file says, or a short first line.

    A text that has marks says it in words that somebody wrote; what a program puts into a file may name anything.
    """
    said = parsed.metadata.get("title", "")
    if said and parsed.markup:
        return said
    text, markup = parsed.text, parsed.markup
    return _heading(text, blocks, markup=markup) or said or _first_line(text, blocks, markup=markup)


def _heading(text: str, blocks: Sequence[Block], *, markup: Markup) -> str:
    """The first heading of level 1 that is no numbered chapter, else a heading at the top."""
    for block in blocks:
        one = block.kind is BlockKind.HEADING and block.level == 1
        if one and (words := _unnumbered(text, block, markup=markup)):
            return words
    shown = _first(blocks)
    return _fitting(text, shown, markup=markup) if shown and shown.kind is BlockKind.HEADING else ""


def _first_line(text: str, blocks: Sequence[Block], *, markup: Markup) -> str:
    shown = _first(blocks)
    return _fitting(text, shown, markup=markup) if shown and shown.kind is BlockKind.PARAGRAPH else ""


def _first(blocks: Sequence[Block]) -> Block | None:
    return next((block for block in blocks if block.kind is not BlockKind.FURNITURE), None)


def _fitting(text: str, block: Block, *, markup: Markup) -> str:
    words = _unnumbered(text, block, markup=markup)
    fits = width(words) <= LONGEST_TITLE and not words.endswith(tuple(_SENTENCE_ENDS)) and not is_byline(words)
    return words if fits else ""


def _unnumbered(text: str, block: Block, *, markup: Markup) -> str:
    """The words of a block, or nothing when they begin with a section number: a chapter does not name the
    whole.
    """
    words = plain(block.span.of(text), markup=markup)
    return words if without_number(words) == words and not is_heading(words) else ""
