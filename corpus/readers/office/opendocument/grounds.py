"""What cannot be seen of a text of OpenDocument: hidden, too small, or white where nothing dark lies under it."""

from __future__ import annotations

from typing import Final

from youju.corpus.readers.office.colours import is_light
from youju.corpus.readers.office.zipped import Node

from .styles import OpenStyles, length

_SMALLEST: Final = 1.0
"""In points: letters that nobody can read."""
SHAPES: Final = frozenset(("frame", "custom-shape", "g", "rect", "text-box", "ellipse", "line", "connector", "caption"))
"""What stands beside the text and may have a text of its own."""
_FAMILIES: Final = {
    **dict.fromkeys(SHAPES, ("graphic", "presentation")),
    "span": ("text",),
    "p": ("paragraph",),
    "h": ("paragraph",),
    "table-cell": ("table-cell",),
    "table-row": ("table-row",),
    "table": ("table",),
    "section": ("section",),
    "page": ("drawing-page",),
}
"""Of which family the style of an element is that may have a ground."""


def is_unseen(node: Node, family: str, styles: OpenStyles) -> bool:
    """Whether the style of a node hides its words."""
    name = node.get("style-name", "")
    if styles.said(family, name, "display") == "none":
        return True
    size = styles.said(family, name, "font-size")
    if size and not size.endswith("%") and 0 < length(size) <= _SMALLEST:
        return True
    return styles.said(family, name, "color").casefold() == "#ffffff" and not _is_on_ground(node, styles)


def _is_on_ground(node: Node, styles: OpenStyles) -> bool:
    """Whether the nearest ground under a node is one on which white can be seen."""
    for one in (node, *node.iterancestors()):
        names = [one.get("style-name", "")]
        if one.tag == "page":
            names.append(styles.masters.get(one.get("master-page-name", ""), ""))
        for family in _FAMILIES.get(one.tag, ()):
            for name in names:
                if (said := _ground(family, name, styles)) is not None:
                    return said
    return False


def _ground(family: str, name: str, styles: OpenStyles) -> bool | None:
    """Whether a style lays something dark under its words; None where it lays nothing."""
    fill, colour = styles.said(family, name, "fill"), styles.said(family, name, "background-color")
    if fill not in ("", "none", "solid"):  # a gradient, a picture
        return True
    if fill == "solid":
        colour = styles.said(family, name, "fill-color") or colour
    return None if colour in ("", "transparent") else not is_light(colour)
