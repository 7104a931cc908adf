"""Tables of a Word document: rows and cells that are still there, and tables that only place a text on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from youju.corpus.readers.office.grid import EMPTY, Grid, GridCell, grid
from youju.corpus.readers.office.zipped import Node, value, whole

from .styles import Styles, flag, is_shaded
from .words import inside


class CellBox(NamedTuple):
    """A cell as it stands in the file. ``merge`` is "restart" where it reaches into the rows below, "continue" where it
    comes from above.
    """

    node: Node
    across: int
    merge: str


class WordRow(NamedTuple):
    cells: list[CellBox]
    before: int = 0
    heads: bool = False


def table_rows(table: Node) -> list[WordRow]:
    """The rows of a table without those that were deleted or are hidden."""
    rows = []
    for node in _members(table, "tr"):
        properties = node.find("trPr")
        if properties is not None and (properties.find("del") is not None or flag(properties, "hidden")):
            continue
        before = properties.find("gridBefore") if properties is not None else None
        cells = [_box(cell) for cell in _members(node, "tc") if cell.find("tcPr/cellDel") is None]
        rows.append(WordRow(cells, whole(value(before), 0), heads=bool(flag(properties, "tblHeader"))))
    return rows


def is_layout(rows: Sequence[WordRow]) -> bool:
    """Whether a table has no columns, or is one row of texts that stand side by side."""
    if all(len(row.cells) <= 1 for row in rows):
        return True
    return len(rows) == 1 and any(
        len(cell.node.findall("p")) > 1 or cell.node.find("tbl") is not None for cell in rows[0].cells
    )


def table_of(rows: Sequence[WordRow], read: Callable[[Node], tuple[str, bool]]) -> Grid:
    """A table of what ``read`` says of each cell."""
    flagged = 0
    while flagged < len(rows) and rows[flagged].heads:
        flagged += 1
    return grid([_cells(row, down, read) for row, down in zip(rows, _reach(rows), strict=True)], flagged or -1)


def has_styled_heads(table: Node, styles: Styles) -> bool:
    """Whether the style of a table lets the first row stand out, and the table does not say otherwise."""
    look = table.find("tblPr/tblLook")
    shown = look is None or look.get("firstRow", "") not in ("0", "false")
    return shown and styles.heads_tables(value(table.find("tblPr/tblStyle")))


def _cells(row: WordRow, down: dict[int, int], read: Callable[[Node], tuple[str, bool]]) -> list[GridCell]:
    cells: list[GridCell] = [EMPTY] * min(row.before, 60)
    column = row.before
    for box in row.cells:
        if box.merge != "continue":
            words, strong = read(box.node)
            strong = strong or is_shaded(box.node.find("tcPr"))
            cells.append(GridCell(words, box.across, down.get(column, 1), strong))
        column += box.across
    return cells


def _reach(rows: Sequence[WordRow]) -> list[dict[int, int]]:
    """For each row, how many rows the cell covers that begins in a column."""
    reaches: list[dict[int, int]] = []
    open_: dict[int, int] = {}
    for row in reversed(rows):
        column, reach = row.before, {}
        below, open_ = open_, {}
        for box in row.cells:
            covered = below.get(column, 0) + 1
            if box.merge == "continue":
                open_[column] = covered
            else:
                reach[column] = covered if box.merge == "restart" else 1
            column += box.across
        reaches.append(reach)
    return reaches[::-1]


def _box(node: Node) -> CellBox:
    properties = node.find("tcPr")
    if properties is None:
        return CellBox(node, 1, "")
    across = whole(value(properties.find("gridSpan")), 1)
    merge = properties.find("vMerge")
    return CellBox(node, max(1, min(across, 63)), "" if merge is None else value(merge) or "continue")


def _members(node: Node, tag: str) -> Iterator[Node]:
    """The rows of a table or the cells of a row, inside of controls and changes, too."""
    stack = [iter(node)]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
        elif one.tag == tag:
            yield one
        elif one.tag in ("sdt", "AlternateContent"):
            stack.append(inside(one))
        elif one.tag in ("ins", "moveTo", "customXml", "smartTag"):
            stack.append(iter(one))
