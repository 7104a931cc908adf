"""How the cells of a workbook look: their format, whether they stand out as heads do, whether they can be seen."""

from __future__ import annotations

from typing import Final, NamedTuple

from youju.corpus.readers.office.zipped import Node, value, whole

from .numbers import BUILT_IN, GENERAL

_WHITE: Final = ("ffffffff", "00ffffff")
_LIGHT_THEME: Final = "0"


class Look(NamedTuple):
    code: str = GENERAL
    strong: bool = False
    unseen: bool = False


def read_looks(root: Node | None) -> list[Look]:
    """The looks that cells name by their number."""
    if root is None:
        return []
    codes = {whole(node.get("numFmtId", ""), -1): node.get("formatCode", "") for node in root.iter("numFmt")}
    fonts, fills = root.findall("fonts/font"), root.findall("fills/fill")
    return [_look(node, codes, fonts, fills) for node in root.findall("cellXfs/xf")]


def _look(node: Node, codes: dict[int, str], fonts: list[Node], fills: list[Node]) -> Look:
    number = whole(node.get("numFmtId", "0"), 0)
    font, fill = _at(fonts, node.get("fontId", "0")), _at(fills, node.get("fillId", "0"))
    filled = fill is not None and _pattern(fill) not in ("", "none")
    code = codes.get(number) or BUILT_IN.get(number, GENERAL)
    return Look(code, _is_bold(font) or filled, _is_white(font) and not filled)


def _at(nodes: list[Node], place: str) -> Node | None:
    number = whole(place, -1)
    return nodes[number] if 0 <= number < len(nodes) else None


def _pattern(fill: Node) -> str:
    pattern = fill.find("patternFill")
    return pattern.get("patternType", "") if pattern is not None else "gradient"


def _is_bold(font: Node | None) -> bool:
    node = font.find("b") if font is not None else None
    return node is not None and (value(node) or "1") not in ("0", "false")


def _is_white(font: Node | None) -> bool:
    node = font.find("color") if font is not None else None
    if node is None:
        return False
    return node.get("rgb", "").casefold() in _WHITE or (
        node.get("theme", "") == _LIGHT_THEME and not node.get("tint", "")
    )
