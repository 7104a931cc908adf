"""Texts of OpenDocument, and the texts on its slides: headings, lists, tables, notes, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from youju.corpus.readers.office.flow import Flow
from youju.corpus.readers.office.grid import EMPTY, MOST_COLUMNS, GridCell, grid
from youju.corpus.readers.office.prose import Noted, Prose
from youju.corpus.readers.office.zipped import Node, whole

from .grounds import SHAPES
from .lists import Counter
from .styles import OpenStyles
from .words import OpenWords, read

_GONE: Final = frozenset(
    (
        "tracked-changes", "annotation", "forms", "sequence-decls", "variable-decls", "user-field-decls",
        "table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index",
        "user-index", "notes", "svg_title",
        "svg_desc", "object", "object-ole", "image", "dde-connection-decls", "placeholder",
    )
)  # fmt: skip
"""What is no text: what was taken out, comments, lists of where things stand, notes of a speaker."""
MOST_REPEATED: Final = 100
"""How often one row of a text may be repeated."""


@dataclass
class _List:
    """Where in a list the text is. ``counts`` is what it shares with the lists that go on with it."""

    style: str = ""
    depth: int = 0
    counts: Counter = field(default_factory=Counter)
    fresh: bool = False
    start: int | None = None
    header: bool = False


@dataclass
class OpenText:
    """Goes through a text from top to bottom."""

    styles: OpenStyles
    flow: Flow = field(default_factory=Flow)
    outline: Counter = field(default_factory=Counter)
    named: dict[str, Counter] = field(default_factory=dict)
    last: dict[str, Counter] = field(default_factory=dict)

    def take(self, blocks: Iterable[Node], within: _List | None = None) -> None:
        stack: list[tuple[Iterator[Node], _List | None]] = [(iter(blocks), within)]
        while stack:
            nodes, place = stack[-1]
            node = next(nodes, None)
            if node is None:
                stack.pop()
            elif node.tag in ("p", "h"):
                stack += [(iter((shape,)), None) for shape in reversed(self._paragraph(node, place))]
            elif node.tag == "list":
                stack.append((iter(node), self._list(node, place)))
            elif node.tag in ("list-item", "list-header"):
                stack.append((iter(node), _item(node, place)))
            elif node.tag == "table":
                stack += [(iter(cell), None) for cell in reversed(self._table(node))]
            elif node.tag not in _GONE and not self._is_hidden(node):
                stack.append((iter(node), place))

    def _is_hidden(self, node: Node) -> bool:
        return node.tag == "section" and node.get("display", "") in ("none", "condition") and not _is_shown(node)

    def _list(self, node: Node, outer: _List | None) -> _List:
        if outer is not None:
            style = node.get("style-name", "") or outer.style
            return _List(style, outer.depth + 1, outer.counts)
        style = node.get("style-name", "")
        goes_on = self.named.get(node.get("continue-list", ""))
        if goes_on is None and node.get("continue-numbering", "") == "true":
            goes_on = self.last.get(style)
        made = _List(style, 1, goes_on or Counter())
        self.last[style] = made.counts
        if node.get("id", ""):
            self.named[node.get("id", "")] = made.counts
        return made

    def _paragraph(self, node: Node, place: _List | None) -> list[Node]:
        """Takes a paragraph; the shapes that hang on it are to be read next."""
        said = read(node, self.styles)
        style = node.get("style-name", "")
        if said.hidden or self.styles.is_contents(style):
            return []
        level = whole(node.get("outline-level", "1"), 1) if node.tag == "h" else self.styles.level(style)
        if said.text.strip():
            marker = self._marker(node, place, level)
            self.flow.add(self._made(said, style, marker, level, place))
        return said.shapes

    def _made(self, said: OpenWords, style: str, marker: str, level: int, place: _List | None) -> Prose:
        return Prose(
            said.text,
            level=level,
            title=self.styles.is_called(style, "titles"),
            marker=marker,
            depth=place.depth - 1 if place else 0,
            indented=place is not None and not marker,
            strong=said.is_strong,
            size=self.styles.size("paragraph", style),
            notes=tuple(words for note in said.notes if (words := self.flat(note.find("note-body")))),
            aside=self.styles.is_called(style, "asides"),
            code=not marker and not level and self.styles.is_called(style, "codes"),
        )

    def _marker(self, node: Node, place: _List | None, level: int) -> str:
        if place is not None:
            if not place.fresh or place.header:
                return ""
            start, place.fresh = place.start, False
            return place.counts.next(self.styles.lists.get(place.style), place.depth, start)
        if not level or node.tag != "h" or node.get("is-list-header", "") == "true":
            return ""
        marker = self.outline.next(self.styles.outline, level)
        return "" if marker == "-" else marker

    def flat(self, node: Node | None) -> str:
        """All that stands in a note or a cell as one text."""
        return "\n".join(filter(None, (read(one, self.styles).text.strip() for one in paragraphs(node))))

    def _table(self, node: Node) -> list[Node]:
        """Takes a table; the cells of one that only places its text are to be read next."""
        rows = list(table_rows(node))
        cells = [[cell for cell in row if cell.tag == "table-cell"] for row, _ in rows]
        single = len(cells) == 1 and any(len(cell) > 1 for cell in cells[0])
        if single or all(len(row) <= 1 and _repeated(row) <= 1 for row in cells):
            return [cell for row in cells for cell in row]
        notes: list[str] = []
        made = [self._cells(row, notes) for row in cells]
        flagged = sum(heads for _, heads in rows)
        self.flow.add(Noted(grid(made, flagged or -1), tuple(notes)))
        return []

    def _is_head(self, cell: Node) -> bool:
        """Whether a cell has a ground of its own, or its words the style of heads."""
        ground = self.styles.said("table-cell", cell.get("style-name", ""), "background-color")
        named = (self.styles.is_called(one.get("style-name", ""), "heads") for one in paragraphs(cell))
        return ground not in ("", "transparent", "#ffffff") or any(named)

    def _cells(self, row: list[Node], notes: list[str]) -> list[GridCell]:
        cells: list[GridCell] = []
        for node in row:
            said = [read(one, self.styles) for one in paragraphs(node)]
            notes += [self.flat(note.find("note-body")) for one in said for note in one.notes]
            words = "\n".join(filter(None, (one.text.strip() for one in said)))
            strong = bool(words) and (self._is_head(node) or all(one.is_strong for one in said if one.text.strip()))
            across, down = spans(node)
            cell = GridCell(words, across, down, strong) if words else EMPTY._replace(across=across, down=down)
            cells += [cell] * min(_times(node, "number-columns-repeated"), MOST_COLUMNS)
        return cells[:MOST_COLUMNS]


def table_rows(table: Node) -> Iterator[tuple[Node, bool]]:
    """The rows of a table, each with whether it is a head; not those of tables inside of it."""
    stack: list[tuple[Iterator[Node], bool]] = [(iter(table), False)]
    while stack:
        nodes, heads = stack[-1]
        node = next(nodes, None)
        if node is None:
            stack.pop()
        elif node.tag == "table-row":
            filled = any(len(cell) for cell in node)
            for _ in range(min(_times(node, "number-rows-repeated"), MOST_REPEATED) if filled else 1):
                yield node, heads
        elif node.tag in ("table-rows", "table-row-group", "table-header-rows"):
            stack.append((iter(node), heads or node.tag == "table-header-rows"))


def paragraphs(node: Iterable[Node] | None) -> Iterator[Node]:
    """The paragraphs in a node, at any depth, in order."""
    stack = [iter(node if node is not None else ())]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
        elif one.tag in ("p", "h"):
            yield one
        elif one.tag not in _GONE and one.tag not in SHAPES:
            stack.append(iter(one))


def spans(node: Node) -> tuple[int, int]:
    """How many columns and rows a cell covers."""
    across, down = (whole(node.get(f"number-{key}-spanned", "1"), 1) for key in ("columns", "rows"))
    return max(1, across), max(1, down)


def _item(node: Node, place: _List | None) -> _List:
    place = place or _List()
    start = whole(node.get("start-value", ""), 1) if node.get("start-value", "") else None
    header = node.tag == "list-header"
    return _List(place.style, place.depth, place.counts, fresh=True, start=start, header=header)


def _is_shown(section: Node) -> bool:
    return section.get("display", "") == "condition" and section.get("is-hidden", "false") != "true"


def _repeated(row: list[Node]) -> int:
    return sum(_times(cell, "number-columns-repeated") for cell in row)


def _times(node: Node, key: str) -> int:
    return max(1, whole(node.get(key, "1"), 1))
