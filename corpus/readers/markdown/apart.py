"""What one paragraph of Markdown holds beside words: what CommonMark does not tell apart, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.corpus.document import Block, BlockKind, Span
from youju.corpus.structure import markers
from youju.corpus.text import HAN, count_han, trim, width

LONGEST_HEADING = 160
"""In width units, two lines of a page. A longer "heading" is a paragraph with a rule under it, or a line that begins
with a stray ``#``.
"""

_stray_heading = re.compile(rf"(?P<marks>#{{1,6}})(?=[{HAN}\d])(?![^\n]*\s#)")
sentence_end = re.compile(r"[。！？!?.…][\"'”’」』）)*_]*$")
_labelled = re.compile(r"[ \t>]*\[(?P<sign>\^?)[^\[\]\n]{1,300}\]:[ \t]*(?P<said>\S[^\n]*)")
# An address, and perhaps the title of what is there; other words behind a label are text.
_target = re.compile(r"(?:<[^<>\n]{0,2000}>|\S{1,4000})(?:[ \t]+(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ \t]*")
_address = re.compile(
    r"<|[a-z][a-z0-9+.-]{1,20}:|[#?]|\.{0,2}/|[\w-]{1,200}[ \t]*$"
    r"|[^\s，。；：！？、]{0,2000}(?:/|\.[a-z0-9]{2,5}(?![^#?\s]))",
    re.IGNORECASE | re.ASCII,
)
_fancy = re.compile(r"(?:\(@[\w-]{0,60}\)|#\.)[ \t]+(?=\S)")
"""Items that Pandoc counts: "(@) x", "(@name) x", "#. x"."""
_title_line = re.compile(
    r"\r?\n[ \t>]{0,40}(?:\"[^\"\n]{1,1000}\"|'[^'\n]{1,1000}'|\([^()\n]{1,1000}\))[ \t]*(?=\r?\n|$)"
)
_abbreviation = re.compile(r"\*\[[^\[\]\n]{1,80}\]:[ \t]")
_code_sign = re.compile(r"[{};=$<>\\|&]|^[^\S\n]*+(?:#|//|sudo |docker |import |def )", re.MULTILINE)


def is_prose(words: str) -> bool:
    """Whether an indented block is an indented paragraph of Chinese and not code."""
    return count_han(words) * 3 > len(words) and not _code_sign.search(words)


def lines_apart(text: str, span: Span) -> Iterator[Block]:
    """What a Markdown paragraph holds beside words: stray headings ("##标题"), Chinese list items ("1、…"),
    reference lines.

    CommonMark knows neither headings nor items without a space after the marker, and takes words behind a label for an
    address.
    """
    start, kind = span.start, BlockKind.PARAGRAPH
    position = span.start
    while position < span.end:
        stop = text.find("\n", position, span.end)
        stop = span.end if stop < 0 else stop
        words = trim(text, position, stop)
        found = _line_block(text, words, alone=words == span)
        if found is not None:
            yield from _block(text, kind, start, position)
            start, kind = found[1], found[0]
            if kind is BlockKind.FURNITURE and (title := _title_line.match(text, stop, span.end)):
                stop = title.end()
            if kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH):
                yield from _block(text, kind, start, stop, found[2])
                start, kind = stop, BlockKind.PARAGRAPH
        position = stop + 1
    yield from _block(text, kind, start, span.end)


def _line_block(text: str, line: Span, *, alone: bool) -> tuple[BlockKind, int, int] | None:
    if labelled := _labelled.fullmatch(text, *line):
        kind = BlockKind.FURNITURE if _is_reference(labelled) else BlockKind.PARAGRAPH
        return kind, line.start, 0
    if _abbreviation.match(text, *line):
        return BlockKind.PARAGRAPH, line.start, 0
    if (stray := _stray_heading.match(text, *line)) and width(line.of(text)) <= LONGEST_HEADING:
        return BlockKind.HEADING, stray.end(), len(stray["marks"])
    if fancy := _fancy.match(text, *line):
        return BlockKind.ITEM, fancy.end(), 0
    marker = None if alone and not sentence_end.search(line.of(text)) else markers.item(text, line.start)
    if marker and marker.end < line.end and text[line.start] not in "-*+\u2013":
        return BlockKind.ITEM, marker.end, 0
    return None


def are_references(text: str, span: Span) -> bool:
    """Whether there is nothing but addresses behind labels."""
    found = (_labelled.fullmatch(line.strip()) for line in span.of(text).splitlines() if line.strip())
    return all(labelled is not None and _is_reference(labelled) for labelled in found)


def _is_reference(labelled: re.Match[str]) -> bool:
    """Whether an address stands behind a label; a note, and words, are text."""
    said = labelled["said"]
    return not labelled["sign"] and bool(_target.fullmatch(said) and _address.match(said))


def _block(text: str, kind: BlockKind, start: int, end: int, level: int = 0) -> Iterator[Block]:
    span = trim(text, start, end)
    if span.start < span.end:
        yield Block(kind, span, level)
