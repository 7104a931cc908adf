"""From the blocks of a parsed text to a document, whatever its format was: cleaned, divided, with its title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

from .document import NONE, Block, BlockKind, Document, Markup, Section, Statement, StatementKind
from .text import language, ordinary, width

UPDATED_KEYS = (
    "updated",
    "last_updated",
    "lastmod",
    "last_modified",
    "modified",
    "date",
    "created",
    "published",
)
"""What metadata call the day of a document, the latest of several first."""
_BROKEN = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING)
"""Blocks whose lines are broken where they are full."""
_SENTENCE_ENDS = "。！？!?.;；:：，,"


def assemble(parsed: Parsed, id: str, stem: str = "") -> Document:
    """The document of a parsed text; ``stem`` is its title of last resort.

    Never raises; a text without words gives a document without statements.
    """
    markup, given, metadata = parsed.markup, parsed.given, parsed.metadata
    gaps = broken_words(parsed.text, (block.span for block in parsed.blocks if block.kind in _BROKEN), parsed.gaps)
    text = ordinary(filled(parsed.text, gaps))
    blocks = mark(text, pair(text, numbered(text, parsed.blocks)), markup=markup)
    sections = outline(text, blocks, markup=markup, names=metadata)
    statements = cut(text, blocks, sections, markup=markup)
    return Document(
        id=id,
        title=given.title or metadata.get("title", "") or _title(text, blocks, markup=markup) or stem,
        text=parsed.text,
        lang=given.lang or _language(text, statements, markup=markup),
        url=given.url or metadata.get("url") or None,
        updated=given.updated or next((metadata[key] for key in UPDATED_KEYS if metadata.get(key)), None),
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
    spans = (statement.span for statement in statements if statement.kind is not StatementKind.CODE)
    words = "\n".join(span.of(text) for span in spans)
    return language(mask(words, markup, coded=DROPPED))


def _title(text: str, blocks: list[Block], *, markup: Markup) -> str:
    """The first heading of level 1 that is no numbered chapter, else a heading at the top, else a short
    first line.
    """
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    for block in headings:
        if block.level == 1 and (words := _unnumbered(text, block, markup=markup)):
            return words
    shown = [block for block in blocks if block.kind is not BlockKind.FURNITURE]
    if not shown or shown[0].kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
        return ""
    words = _unnumbered(text, shown[0], markup=markup)
    fits = width(words) <= LONGEST_TITLE and not words.endswith(tuple(_SENTENCE_ENDS)) and not is_byline(words)
    return words if fits else ""


def _unnumbered(text: str, block: Block, *, markup: Markup) -> str:
    """The words of a block, or nothing when they begin with a section number: a chapter does not name the
    whole.
    """
    words = plain(block.span.of(text), markup=markup)
    return words if without_number(words) == words and not is_heading(words) else ""
