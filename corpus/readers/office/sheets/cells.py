"""The cells of a sheet that are shown, read as a stream: a sheet may have a million rows with nothing in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import IO, Any, Final

from youju.corpus.errors import SourceBroken, SourceTooHeavy
from youju.corpus.readers.office.grid import MOST_COLUMNS, GridCell
from youju.corpus.readers.office.regions import Merge, Sheet, SheetRow
from youju.corpus.readers.office.zipped import UNPACKING, whole

from .looks import Look
from .numbers import shown

MOST_CELLS: Final = 400_000
"""In a workbook, of cells with something in them: as many as one file may take memory for."""
LONGEST_CELL: Final = 40_000
_TAGS: Final = ("{*}row", "{*}mergeCell", "{*}col", "{*}autoFilter")
_TRUTH: Final = {"1": "TRUE", "0": "FALSE"}


@dataclass
class Workbook:
    """What all sheets of a workbook share: its strings, how its cells look, from when it counts days."""

    name: str
    strings: Sequence[str] = ()
    looks: Sequence[Look] = ()
    from_1904: bool = False
    cells: int = 0


@dataclass
class SheetReader:
    """Reads one sheet, row after row."""

    book: Workbook
    sheet: Sheet
    row: int = 0
    unseen: int = 0
    ranges: list[tuple[int, int]] = field(default_factory=list)

    def read(self, part: IO[bytes]) -> Sheet:
        for node in stream(part, _TAGS, self.book.name):
            kind = node.tag.rpartition("}")[2]
            if kind == "row":
                self._row(node)
            elif kind == "mergeCell":
                self.sheet.merges += _merge(node.get("ref", ""))
            elif kind == "col":
                self._column(node)
            else:
                self.sheet.heads.update(one.top for one in _merge(node.get("ref", "")))
        return self.sheet

    def _column(self, node: Any) -> None:
        if node.get("hidden", "0") in ("1", "true") or node.get("width", "") == "0":
            first, last = whole(node.get("min", ""), 0), whole(node.get("max", ""), 0)
            self.sheet.hidden.update(range(max(1, first), min(last, 100 * MOST_COLUMNS) + 1))

    def _row(self, node: Any) -> None:
        self.row = whole(node.get("r", ""), self.row + 1)
        if node.get("hidden", "0") in ("1", "true") or node.get("ht", "") == "0":
            self.unseen += 1
            return
        cells: dict[int, GridCell] = {}
        column = 0
        for cell in node:
            column = column_of(cell.get("r", "")) or column + 1
            if column in self.sheet.hidden or len(cells) >= MOST_COLUMNS:
                continue
            if words := self._words(cell).strip():
                cells[column] = GridCell(words[:LONGEST_CELL], strong=self._look(cell).strong)
        if cells:
            self._count(len(cells))
            self.sheet.lines.append(SheetRow(self.row, self.row - self.unseen, cells))

    def _count(self, more: int) -> None:
        self.book.cells += more
        if self.book.cells > MOST_CELLS:
            raise SourceTooHeavy(source=self.book.name, limit=f"{MOST_CELLS} cells")

    def _look(self, cell: Any) -> Look:
        place = whole(cell.get("s", "0"), 0)
        return self.book.looks[place] if 0 <= place < len(self.book.looks) else Look()

    def _words(self, cell: Any) -> str:
        kind, look = cell.get("t", "n"), self._look(cell)
        if look.unseen:
            return ""
        if kind == "inlineStr":
            return strings_in(cell)
        value = cell.findtext("{*}v") or ""
        if not value or kind == "e":
            return ""
        if kind == "s":
            place = whole(value, -1)
            return self.book.strings[place] if 0 <= place < len(self.book.strings) else ""
        if kind in ("b", "d", "str"):
            return _TRUTH.get(value, value) if kind == "b" else value.removesuffix("T00:00:00")
        return self._number(value, look)

    def _number(self, value: str, look: Look) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        finite = abs(number) < 1e300
        return shown(number, look.code, from_1904=self.book.from_1904) if finite else ""


def stream(part: IO[bytes], tags: tuple[str, ...], name: str) -> Iterator[Any]:
    """The elements of these names, one after the other; what was read is forgotten."""
    etree: Any = import_module("lxml.etree")
    try:
        safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
        for _, node in etree.iterparse(part, events=("end",), tag=tags, remove_comments=True, remove_pis=True, **safe):
            yield node
            node.clear()
            parent = node.getparent()
            while parent is not None and node.getprevious() is not None:
                del parent[0]
    except (etree.XMLSyntaxError, *UNPACKING) as error:
        raise SourceBroken(source=name, reason="a sheet is no whole XML") from error


def strings_in(node: Any) -> str:
    """The words of a rich text, without the readings above its characters."""
    return "".join(text.text or "" for text in node.iter("{*}t") if not text.getparent().tag.endswith("}rPh"))


def column_of(reference: str) -> int:
    """The number of the column in "AB12", from 1; 0 for none."""
    column = 0
    for character in reference[:4].upper():
        if not "A" <= character <= "Z":
            break
        column = 26 * column + ord(character) - 64
    return column


def _merge(reference: str) -> list[Merge]:
    """The place "A1:C3"."""
    first, _, last = reference.replace("$", "").partition(":")
    top, bottom = (whole(one.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 0) for one in (first, last or first))
    left, right = column_of(first), column_of(last or first)
    return [Merge(top, left, bottom, right)] if 0 < top <= bottom and 0 < left <= right else []
