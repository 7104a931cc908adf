"""CSV and its kin: rows of cells, each row with the heads of its columns. Quotes are of the file as it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath

from youju.corpus.decoding import decoded
from youju.corpus.document import NONE, Block, BlockKind, Markup, Span
from youju.corpus.errors import SourceNote
from youju.corpus.readers.format import Given, Parsed
from youju.corpus.text import language

from .cells import SAMPLE_ROWS, Row, delimiter_of, rows
from .heads import MOST_ROWS, names_columns

WIDEST = 60
"""In columns: a wider row is several statements, each with its part of the heads; no screen shows more."""
LONGEST_CELL = 1000
"""In characters: a longer cell is a text by itself, and its sentences are statements."""
LANGUAGE_SAMPLE = 20_000
"""In characters: what a table is written in shows on its first pages."""

_comment = re.compile(r"#+[ \t]*")
_separator = re.compile(r"sep=(?P<sign>[^\r\n])[ \t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)


class Delimited:
    """A file of rows. What stands between the cells is found, and whether the first row names the columns."""

    suffixes = (".csv", ".tsv", ".tab", ".psv")
    version = "table 1"
    isolated = False

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceNote]:
        """One document: a statement a row."""
        text, notes = decoded(data, name)
        path = PurePath(name)
        yield parsed(text, path.stem, _USUAL.get(path.suffix.casefold(), ","))
        yield from notes


_USUAL = {".tsv": "\t", ".tab": "\t", ".psv": "|"}


def parsed(text: str, title: str = "", usual: str = ",") -> Parsed:
    """The rows of a text called ``title``; ``usual`` is what stands between cells where nothing else fits better."""
    said = _separator.match(text)
    start = said.end() if said else 0
    delimiter = said["sign"] if said else delimiter_of(text, start, usual)
    walk = _Walk(text)
    walk.read(list(rows(text, delimiter, start)))
    return Parsed(text, walk.blocks, Markup.QUOTED, given=Given(title=title, lang=language(text[:LANGUAGE_SAMPLE])))


@dataclass
class _Walk:
    """The blocks so far. ``heads`` are the heads of the open table, by part of ``WIDEST`` columns; ``size``
    is how many columns it has.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)
    heads: dict[int, int] = field(default_factory=dict)
    size: int = 0
    caption: int = NONE

    def read(self, found: Sequence[Row]) -> None:
        usual = self.usual_size(found)
        begins = True
        for at, row in enumerate(found):
            if not self.is_filled(row):
                begins = True
            elif self.is_line(row, usual, begins=begins):
                begins = self.add_line(row) or begins
            else:
                self.add_row(row, header=begins and len(row) != self.size and self.is_header(found, at))
                begins = False

    def usual_size(self, found: Sequence[Row]) -> int:
        sizes = Counter(len(row) for row in islice(found, SAMPLE_ROWS) if len(row) > 1)
        return sizes.most_common(1)[0][0] if sizes else 1

    def is_filled(self, row: Row) -> bool:
        return any(cell.start < cell.end for cell in row)

    def is_line(self, row: Row, usual: int, *, begins: bool) -> bool:
        """Whether a row is a line above or below a table, such as its title: one cell where the others have many."""
        if usual == 1 or any(cell.start < cell.end for cell in row[1:]):
            return False
        return len(row) == 1 or (usual > 2 and (begins or not any(map(str.isdigit, row[0].of(self.text)))))

    def add_line(self, row: Row) -> bool:
        """Adds such a line; whether a table may begin below it. One as wide as the open table is a head in it."""
        mark = _comment.match(self.text, *row[0])
        span = Span(mark.end() if mark else row[0].start, row[0].end)
        ends = len(row) == 1 or not self.heads
        if span.start < span.end:
            self.blocks.append(Block(BlockKind.PARAGRAPH, span))
        if ends:
            self.heads, self.size, self.caption = {}, 0, len(self.blocks) - 1
        return ends

    def is_header(self, found: Sequence[Row], at: int) -> bool:
        below = (row for row in islice(found, at + 1, None) if self.is_filled(row))
        return names_columns(self.words(found[at]), [self.words(row) for row in islice(below, MOST_ROWS)])

    def words(self, row: Row) -> list[str]:
        return [cell.of(self.text) for cell in row]

    def add_row(self, row: Row, *, header: bool) -> None:
        self.size = len(row)
        if header:
            self.heads = {}
        for part in range(0, len(row), WIDEST):
            place = self.add_cells(row[part : part + WIDEST], NONE if header else part, header=header)
            if header and place != NONE:
                self.heads[part] = place

    def add_cells(self, cells: Row, part: int, *, header: bool) -> int:
        """Adds a row, or a part of it; a cell that is a text is a paragraph of its own. The place of the row."""
        long = next((at for at, cell in enumerate(cells) if cell.end - cell.start > LONGEST_CELL), len(cells))
        filled = [cell for cell in cells[:long] if cell.start < cell.end]
        place = len(self.blocks) if filled else NONE
        if filled:
            span, lead = Span(filled[0].start, filled[-1].end), self.heads.get(part, self.caption)
            self.blocks.append(Block(BlockKind.ROW, span, lead=lead, cells=cells[:long], header=header))
        if long < len(cells):
            self.blocks.append(Block(BlockKind.PARAGRAPH, cells[long], lead=place))
            self.add_cells(cells[long + 1 :], NONE, header=False)
        return place
