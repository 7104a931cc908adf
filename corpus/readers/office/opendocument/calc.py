"""Sheets of OpenDocument: cells as they are shown; a row that is repeated a million times is one row."""

from __future__ import annotations

from typing import Final

from youju.corpus.errors import SourceTooHeavy
from youju.corpus.readers.office.grid import MOST_COLUMNS, GridCell
from youju.corpus.readers.office.regions import Merge, Sheet, SheetRow
from youju.corpus.readers.office.zipped import Node, whole

from .grounds import is_unseen
from .styles import OpenStyles
from .texts import spans
from .words import read

MOST_REPEATED: Final = 1000
"""How often a row with something in it may be repeated."""
MOST_CELLS: Final = 400_000


class OpenSheet:
    """Reads the rows of one sheet."""

    def __init__(self, table: Node, styles: OpenStyles, name: str) -> None:
        self.sheet = Sheet(table.get("name", ""))
        self.styles, self.name = styles, name
        self.row = self.unseen = self.cells = 0
        self._columns(table)
        for node in table.iter("table-row"):
            self._row(node)

    def _columns(self, table: Node) -> None:
        column = 0
        for node in table.iter("table-column"):
            times = min(_times(node, "number-columns-repeated"), 100 * MOST_COLUMNS)
            if node.get("visibility", "visible") != "visible":
                self.sheet.hidden.update(range(column + 1, min(column + times, 100 * MOST_COLUMNS) + 1))
            column += times

    def _row(self, node: Node) -> None:
        times = _times(node, "number-rows-repeated")
        if node.get("visibility", "visible") != "visible":
            self.row += times
            self.unseen += times
            return
        cells, merges = self._cells(node)
        for more in range(1, min(times, MOST_REPEATED) + 1 if cells else 1):
            number = self.row + more
            self.sheet.lines.append(SheetRow(number, number - self.unseen, dict(cells)))
            self._count(len(cells))
        self.sheet.merges += merges
        self.row += times

    def _cells(self, node: Node) -> tuple[dict[int, GridCell], list[Merge]]:
        cells: dict[int, GridCell] = {}
        merges: list[Merge] = []
        column, top = 0, self.row + 1
        for one in node:
            if one.tag not in ("table-cell", "covered-table-cell"):
                continue
            times = _times(one, "number-columns-repeated")
            if one.tag == "table-cell" and (cell := self._cell(one)).words:
                shown = range(column + 1, column + min(times, MOST_COLUMNS) + 1)
                cells.update({place: cell for place in shown if place not in self.sheet.hidden})
                if cell.across > 1 or cell.down > 1:
                    merges.append(Merge(top, column + 1, top + cell.down - 1, column + cell.across))
            column += times
        return dict(list(cells.items())[:MOST_COLUMNS]), merges

    def _cell(self, node: Node) -> GridCell:
        said = [read(one, self.styles) for one in node.findall("p")]
        kind, day = node.get("value-type", ""), node.get("date-value", "")
        words = "\n".join(filter(None, (one.text.strip() for one in said)))
        if kind == "date" and day and words:
            words = day.removesuffix("T00:00:00").replace("T", " ")
        style = node.get("style-name", "")
        bold = bool(self.styles.strong("table-cell", style)) or (bool(said) and all(one.is_strong for one in said))
        across, down = spans(node)
        return GridCell("" if is_unseen(node, "table-cell", self.styles) else words, across, down, bold)

    def _count(self, more: int) -> None:
        self.cells += more
        if self.cells > MOST_CELLS:
            raise SourceTooHeavy(source=self.name, limit=f"{MOST_CELLS} cells")


def is_shown(table: Node, styles: OpenStyles) -> bool:
    """Whether a sheet is no hidden one, and no copy of another file's."""
    linked = table.get("name", "").startswith("'file:")
    return not linked and styles.said("table", table.get("style-name", ""), "display") != "false"


def _times(node: Node, key: str) -> int:
    return max(1, whole(node.get(key, "1"), 1))
