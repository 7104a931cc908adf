"""What shapes say, in slides and in documents: lines of text with their bullets, tables, charts, diagrams."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from youju.corpus.readers.office.grid import EMPTY, Grid, GridCell, grid, heads
from youju.corpus.readers.office.numerals import numeral
from youju.corpus.readers.office.zipped import Node, whole

DEEPEST: Final = 8
MOST_POINTS: Final = 500
"""Of a chart, in rows, and of a diagram, in boxes."""
_HIDDEN_FIELDS: Final = ("slidenum", "datetime")
_BULLETS: Final = ("buChar", "buBlip", "buAutoNum", "buNone")
_COUNTING: Final = {
    "arabic": "decimal", "alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman",
    "romanUc": "upperRoman", "circleNum": "decimalEnclosedCircle", "ea1": "chineseCounting",
}  # fmt: skip
"""How a number is written, by how the name of its scheme begins."""


class BulletLine(NamedTuple):
    """A paragraph of a shape. ``marker`` is "" where there is none."""

    words: str
    depth: int = 0
    marker: str = ""


@dataclass
class BulletLines:
    """Reads a text body. ``inherited`` says which bullet each depth has where the text says nothing."""

    inherited: Mapping[int, Node]
    _counts: dict[int, int] = field(default_factory=dict)

    def read(self, body: Node) -> Iterator[BulletLine]:
        own = bullets(body.find("lstStyle"))
        for paragraph in body.findall("p"):
            words = text_of(paragraph)
            if not words.strip():
                continue
            properties = paragraph.find("pPr")
            depth = max(0, min(whole(properties.get("lvl", "0") if properties is not None else "0", 0), DEEPEST))
            bullet = bullet_of(properties)
            bullet = bullet if bullet is not None else own.get(depth, self.inherited.get(depth))
            yield BulletLine(words, depth, self._marker(bullet, depth))

    def _marker(self, bullet: Node | None, depth: int) -> str:
        for deeper in [level for level in self._counts if level > depth]:
            del self._counts[deeper]
        if bullet is None or bullet.tag != "buAutoNum":
            self._counts.pop(depth, None)
            return "" if bullet is None or bullet.tag == "buNone" else "-"
        start = whole(bullet.get("startAt", "1"), 1)
        self._counts[depth] = self._counts.get(depth, start - 1) + 1
        return _numbered(self._counts[depth], bullet.get("type", ""))


def bullet_of(properties: Node | None) -> Node | None:
    """What the properties of a paragraph say of its bullet."""
    return next((node for node in properties if node.tag in _BULLETS), None) if properties is not None else None


def bullets(style: Node | None) -> dict[int, Node]:
    """The bullet of each depth that a list style names."""
    found: dict[int, Node] = {}
    for depth in range(DEEPEST + 1):
        node = bullet_of(style.find(f"lvl{depth + 1}pPr")) if style is not None else None
        if node is not None:
            found[depth] = node
    return found


def _numbered(value: int, scheme: str) -> str:
    kind = next((kind for start, kind in _COUNTING.items() if scheme.startswith(start)), "decimal")
    written = numeral(value, kind)
    if scheme.endswith("ParenBoth"):
        return f"({written})"
    if scheme.endswith("ParenR"):
        return f"{written})"
    if kind == "chineseCounting":
        return f"{written}、"
    return written if scheme.startswith("circleNum") else f"{written}."


def text_of(paragraph: Node) -> str:
    """The words of a paragraph; numbers and days that each slide has are none of it."""
    parts: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag == "t":
            parts.append(node.text or "")
        elif node.tag == "br":
            parts.append("\n")
        elif node.tag == "AlternateContent":
            stack.append(iter(chosen(node)))
        elif node.tag not in ("rPr", "pPr", "endParaRPr") and not node.get("type", "").startswith(_HIDDEN_FIELDS):
            stack.append(iter(node))
    return "".join(parts).replace("\x0b", "\n")


def chosen(node: Node) -> Sequence[Node]:
    """One of the alternatives."""
    choice = node.find("Choice")
    return list(choice if choice is not None else node.find("Fallback") or ())


def table(node: Node) -> Grid:
    """A table of a slide; a merged cell is written where it begins."""
    properties = node.find("tblPr")
    flagged = properties.get("firstRow", "0") if properties is not None else "0"
    rows = [[_cell(cell) for cell in row.findall("tc") if not _is_covered(cell)] for row in node.findall("tr")]
    made = grid(rows)
    if flagged in ("1", "true"):
        made.flagged = max(1, heads(made.rows))
    return made


def _cell(cell: Node) -> GridCell:
    body = cell.find("txBody")
    lines = (text_of(paragraph).strip() for paragraph in body.findall("p")) if body is not None else ()
    across, down = (max(1, min(whole(cell.get(key, "1"), 1), 100)) for key in ("gridSpan", "rowSpan"))
    return GridCell("\n".join(filter(None, lines)), across, down)


def _is_covered(cell: Node) -> bool:
    return any(cell.get(key, "0") in ("1", "true") for key in ("hMerge", "vMerge"))


def chart(root: Node) -> tuple[str, Grid]:
    """The title of a chart, and its values as a table: a row for each category, a column for each series."""
    title = root.find(".//chart/title") if root.find(".//chart/title") is not None else root.find("chart/title")
    words = " ".join(text_of(one).strip() for one in title.iter("p")) if title is not None else ""
    names: list[str] = []
    columns: list[dict[int, str]] = []
    categories: dict[int, str] = {}
    for series in root.iter("ser"):
        names.append(" ".join(_points(series.find("tx")).values()))
        columns.append(_points(_one_of(series, "val", "yVal")))
        categories = categories or _points(_one_of(series, "cat", "xVal"))
    rows = [[EMPTY, *map(GridCell, names)]]
    for place in sorted({*categories, *(place for column in columns for place in column)})[:MOST_POINTS]:
        rows.append([GridCell(categories.get(place, "")), *(GridCell(column.get(place, "")) for column in columns)])
    return words, grid(rows if len(rows) > 1 else [], 1)


def _one_of(node: Node, *tags: str) -> Node | None:
    return next((found for tag in tags if (found := node.find(tag)) is not None), None)


def _points(node: Node | None) -> dict[int, str]:
    """The values that were stored with a chart, by their place."""
    points = node.iter("pt") if node is not None else iter(())
    return {
        whole(point.get("idx", ""), 0): _short(value.text or "")
        for point in points
        if (value := point.find("v")) is not None
    }


def _short(digits: str) -> str:
    """A number without what a machine adds behind its last digit."""
    try:
        return f"{float(digits):.10g}" if "." in digits else digits
    except ValueError:
        return digits


def diagram(root: Node) -> list[BulletLine]:
    """The boxes of a diagram, those below others deeper."""
    points = {node.get("modelId", ""): node for node in root.iter("pt")}
    below: dict[str, list[tuple[int, str]]] = {}
    for link in root.iter("cxn"):
        if link.get("type", "parOf") == "parOf":
            below.setdefault(link.get("srcId", ""), []).append(
                (whole(link.get("srcOrd", ""), 0), link.get("destId", ""))
            )
    tops = [id_ for id_, node in points.items() if node.get("type", "") == "doc"]
    lines: list[BulletLine] = []
    stack, seen = [(id_, -1) for id_ in tops], set(tops)
    while stack and len(lines) < MOST_POINTS:
        id_, depth = stack.pop()
        node = points.get(id_)
        body = node.find("t") if node is not None and node.get("type", "node") in ("node", "asst") else None
        words = "\n".join(filter(None, (text_of(one).strip() for one in body.findall("p")))) if body is not None else ""
        if words:
            lines.append(BulletLine(words, max(0, min(depth, DEEPEST)), "-"))
        under = [one for _, one in sorted(below.get(id_, ()), reverse=True) if one not in seen]
        seen.update(under)
        stack += [(one, depth + 1) for one in under]
    return lines
