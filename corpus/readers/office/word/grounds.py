"""What a run of a Word document stands on: a ground of its own, of its paragraph, cell, table or box, or paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from youju.corpus.readers.office.colours import is_light
from youju.corpus.readers.office.zipped import Node, value

from .styles import Style, Styles, flag

_PAPER: Final = frozenset(("bg1", "lt1"))
"""Names that a theme has for the colour of its paper."""
_OFF: Final = frozenset(("0", "f", "false", "off"))
_LOOKS: Final = {
    "firstRow": ("firstRow", 0x20),
    "lastRow": ("lastRow", 0x40),
    "firstCol": ("firstColumn", 0x80),
    "lastCol": ("lastColumn", 0x100),
}
"""Parts of a table that a style may colour: what a table calls them where it says whether it wants that, as a name and
as a bit.
"""
_CORNERS: Final = frozenset(("nwCell", "neCell", "swCell", "seCell"))
_EARLY: Final = 3
_FILLS: Final = ("gradFill", "pattFill", "blipFill")


def is_on_ground(run: Node, styles: Styles) -> bool:
    """Whether the nearest ground that a run stands on is one on which white can be seen."""
    cell = row = None
    for node in (run, *run.iterancestors()):
        said = _of_table(node, row, cell, styles) if node.tag == "tbl" else _of(node, styles)
        if said is not None:
            return said
        cell, row = (node if node.tag == "tc" else cell), (node if node.tag == "tr" else row)
    return False


def _of(node: Node, styles: Styles) -> bool | None:
    """Whether a node lies dark under its words; None where it says nothing."""
    if node.tag == "r":
        return _of_run(_early(node, "rPr"), styles)
    if node.tag == "p":
        properties = _early(node, "pPr")
        style = _named(properties, "pStyle") or styles.default
        return _first(_shade(properties), *_of_chain(style, styles))
    if node.tag == "tc":
        return _shade(_early(node, "tcPr"))
    if node.tag == "wsp":
        return _of_shape(node)
    return _of_picture(node) if node.get("fillcolor", "") else None


def _of_run(properties: Node | None, styles: Styles) -> bool | None:
    if properties is None:
        return None
    light = value(properties.find("highlight"))
    marked = light != "white" if light not in ("", "none") else None
    return _first(marked, _shade(properties), *_of_chain(value(properties.find("rStyle")), styles))


def _of_chain(id_: str, styles: Styles) -> Iterator[bool | None]:
    for style in styles.chain(id_):
        yield _first(_shade(style.run), _shade(style.properties))


def _of_table(table: Node, row: Node | None, cell: Node | None, styles: Styles) -> bool | None:
    parts = _parts(table, row, cell)
    properties = _early(table, "tblPr")
    styled = (_of_style(style, parts) for style in styles.chain(_named(properties, "tblStyle")))
    return _first(*styled, _shade(properties))


def _parts(table: Node, row: Node | None, cell: Node | None) -> list[str]:
    """The parts of a table that a cell is in, of those that the table lets its style colour."""
    if row is None or cell is None:
        return []
    within = {
        "firstRow": _is_first(row) or bool(flag(_early(row, "trPr"), "tblHeader")),
        "lastRow": row.getnext() is None,
        "firstCol": _is_first(cell),
        "lastCol": cell.getnext() is None,
    }
    properties = _early(table, "tblPr")
    look = properties.find("tblLook") if properties is not None else None
    return [part for part, is_in in within.items() if is_in and (look is None or _wants(look, *_LOOKS[part]))]


def _wants(look: Node, name: str, bit: int) -> bool:
    if said := look.get(name, ""):
        return said not in _OFF
    try:
        return bool(int(look.get("val", "ffff")[:8], 16) & bit)
    except ValueError:
        return True


def _of_style(style: Style, parts: list[str]) -> bool | None:
    """What a style of tables says of a cell: by the parts that it is in, by stripes, and of every cell."""
    if style.node is None:
        return None
    given = {node.get("type", ""): node for node in style.node.findall("tblStylePr")}
    named = (_inside(given.get(part)) for part in parts)
    others = [_inside(node) for part, node in given.items() if part not in _LOOKS and part not in _CORNERS]
    return _first(*named, True if any(others) else None, _inside(style.node))


def _inside(node: Node | None) -> bool | None:
    if node is None:
        return None
    return _first(*(_shade(node.find(kind)) for kind in ("rPr", "pPr", "tcPr", "tblPr")))


def _of_shape(shape: Node) -> bool | None:
    properties = shape.find("spPr")
    if properties is not None:
        if properties.find("noFill") is not None:
            return None
        if any(properties.find(kind) is not None for kind in _FILLS):
            return True
        if (fill := properties.find("solidFill")) is not None:
            return _is_dark(fill)
    themed = shape.find("style/fillRef")
    return _is_dark(themed) if themed is not None and themed.get("idx", "0") != "0" else None


def _is_dark(fill: Node) -> bool:
    return not any(is_light(value(node)) or value(node) in _PAPER for node in fill)


def _of_picture(shape: Node) -> bool | None:
    """A box of the old kind: "#1f4e79 [3204]", "white"."""
    return None if shape.get("filled", "t") in _OFF else not is_light(shape.get("fillcolor", "").partition(" ")[0])


def _shade(properties: Node | None) -> bool | None:
    shade = properties.find("shd") if properties is not None else None
    if shade is None:
        return None
    pattern = shade.get("val", "clear")
    colour = shade.get("fill" if pattern == "clear" else "color", "auto").casefold()
    if pattern == "nil" or (pattern == "clear" and colour in ("auto", "")):
        return None
    return not is_light(colour)


def _early(node: Node, tag: str) -> Node | None:
    """The properties of a node, which stand first in it: whoever asks once for each run cannot go through all rows."""
    return next((one for one in islice(node, _EARLY) if one.tag == tag), None)


def _named(properties: Node | None, tag: str) -> str:
    return value(properties.find(tag)) if properties is not None else ""


def _is_first(node: Node) -> bool:
    before = node.getprevious()
    return before is None or before.tag != node.tag


def _first(*said: bool | None) -> bool | None:
    return next((one for one in said if one is not None), None)
