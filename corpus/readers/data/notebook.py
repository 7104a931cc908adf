"""Notebooks of Jupyter: Markdown between code, and what the code printed; never pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from youju.corpus.decoding import decoded
from youju.corpus.document import NONE, Block, BlockKind, Locator, Markup, Span
from youju.corpus.errors import SourceBroken, SourceEmpty, SourceNote
from youju.corpus.readers.format import Given, Parsed
from youju.corpus.readers.markdown import walk as markdown
from youju.corpus.text import language

LONGEST_OUTPUT = 4000
"""In characters: of what code printed no more is kept, some screens; the rest is a log."""
LEADS = (BlockKind.PARAGRAPH, BlockKind.ITEM)

_escape = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]")
_repr = re.compile(r"<[^<>\n]{0,300}>$|\S{0,80}\(\s*[^\n]{0,200}\bat 0x[0-9a-fA-F]{4,16}[^\n]{0,100}$")
"""How an object is printed that is no text: "<Figure size 640x480 with 1 Axes>"."""
_surrogate = re.compile("[\ud800-\udfff]")
_CELLS_UNSEEN = frozenset({"remove-cell", "remove_cell"})
_INPUT_UNSEEN = _CELLS_UNSEEN | {"remove-input", "remove_input", "hide-input", "hide_input"}
_OUTPUT_UNSEEN = _CELLS_UNSEEN | {"remove-output", "remove_output", "hide-output", "hide_output"}
"""Tags by which publishers of notebooks leave a cell out."""


class Notebook:
    """A notebook of the formats 2 to 4: a document with its cells in order."""

    suffixes = (".ipynb",)
    version = "notebook 1"
    isolated = False

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceNote]:
        """One document; a file that is no notebook is broken."""
        text, notes = decoded(data, name)
        if not text.strip():
            raise SourceEmpty(source=name)
        walk = _Walk()
        book = _book(text, name)
        for number, cell in enumerate(_cells(book, name), start=1):
            walk.locators.append(Locator(walk.length, at=f"cell {number}"))
            walk.take(cell)
        yield walk.parsed(_title(book))
        yield from notes


def _book(text: str, name: str) -> Mapping[str, Any]:
    try:
        book = json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceBroken(source=name, reason=f"no JSON from line {error.lineno} on") from None
    except (RecursionError, ValueError):
        raise SourceBroken(source=name, reason="not JSON that can be read") from None
    if not isinstance(book, dict):
        raise SourceBroken(source=name, reason="no notebook")
    return book


def _cells(book: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The cells of format 4, or of the worksheets of older ones."""
    sheets = book.get("worksheets", [book])
    if not isinstance(sheets, list) or not any(isinstance(sheet, dict) and "cells" in sheet for sheet in sheets):
        raise SourceBroken(source=name, reason="no notebook: it has no cells")
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells if isinstance(cell, dict)]


def _title(book: Mapping[str, Any]) -> str:
    title = _mapping(book, "metadata").get("title")
    return title.strip() if isinstance(title, str) else ""


@dataclass
class _Walk:
    """The text so far, its blocks, and where its cells begin."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    locators: list[Locator] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)

    def take(self, cell: Mapping[str, Any]) -> None:
        kind, tags = cell.get("cell_type"), _tags(cell)
        source = _joined(cell.get("source", cell.get("input", "")))
        if kind == "code":
            self.take_code(cell, source, tags)
        elif kind == "heading":
            self.add_markdown(f"{'#' * _level(cell)} {' '.join(source.split())}")
        elif kind in ("markdown", "raw", "html") and not tags & _CELLS_UNSEEN:
            self.add_markdown(source)

    def take_code(self, cell: Mapping[str, Any], source: str, tags: frozenset[str]) -> None:
        shown = _mapping(_mapping(cell, "metadata"), "jupyter")
        if not tags & _INPUT_UNSEEN and shown.get("source_hidden") is not True:
            self.add_code(source)
        outputs = cell.get("outputs")
        if tags & _OUTPUT_UNSEEN or shown.get("outputs_hidden") is True or not isinstance(outputs, list):
            return
        for output in outputs:
            if isinstance(output, dict) and output.get("name") != "stderr":
                self.take_output(output)

    def take_output(self, output: Mapping[str, Any]) -> None:
        data = output["data"] if isinstance(output.get("data"), dict) else output
        if written := _joined(data.get("text/markdown", "")):
            self.add_markdown(written)
        elif printed := _joined(data.get("text/plain", data.get("text", ""))):
            printed = _escape.sub("", printed).strip("\n")
            if not _repr.match(printed.strip()):
                self.add_code(_cut(printed))

    def add_markdown(self, words: str) -> None:
        """The blocks of a cell, each at its place in the whole; front matter stands in the first."""
        parsed = markdown.parsed(words)
        if not self.blocks:
            self.metadata.update(parsed.metadata)
        self.blocks += [_moved(block, self.length, len(self.blocks)) for block in parsed.blocks]
        self.write(words)

    def add_code(self, words: str) -> None:
        """Code behind a fence, as in Markdown, led by the words just before."""
        words = words.strip("\n").rstrip()
        if not words.strip():
            return
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", words)), default=0))
        lead = len(self.blocks) - 1 if self.blocks and self.blocks[-1].kind in LEADS else NONE
        start = self.length + len(fence) + 1
        self.blocks.append(Block(BlockKind.CODE, Span(start, start + len(words)), lead=lead))
        self.write(f"{fence}\n{words}\n{fence}")

    def write(self, words: str) -> None:
        self.pieces.append(f"{words}\n\n")
        self.length += len(words) + 2

    def parsed(self, title: str) -> Parsed:
        text = "".join(self.pieces)
        spoken = " ".join(block.span.of(text) for block in self.blocks if block.kind is not BlockKind.CODE)
        given = Given(title=title, lang=language(spoken))
        return Parsed(text, self.blocks, Markup.MARKDOWN, self.locators, self.metadata, given)


def _moved(block: Block, by: int, before: int) -> Block:
    span, cells = (
        Span(*(end + by for end in block.span)),
        tuple(Span(*(end + by for end in one)) for one in block.cells),
    )
    return replace(block, span=span, cells=cells, lead=block.lead + before if block.lead != NONE else NONE)


def _joined(source: object) -> str:
    """A text that stands as one string or as a list of lines."""
    lines: Sequence[object] = source if isinstance(source, list) else [source]
    words = "".join(line for line in lines if isinstance(line, str))
    return _surrogate.sub("\ufffd", words)


def _tags(cell: Mapping[str, Any]) -> frozenset[str]:
    tags = _mapping(cell, "metadata").get("tags")
    return frozenset(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else frozenset()


def _mapping(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def _level(cell: Mapping[str, Any]) -> int:
    level = cell.get("level")
    return min(6, max(1, level)) if isinstance(level, int) else 1


def _cut(words: str) -> str:
    """The first lines of what is too long."""
    if len(words) <= LONGEST_OUTPUT:
        return words
    return words[: max(words.rfind("\n", 0, LONGEST_OUTPUT), 0) or LONGEST_OUTPUT]
