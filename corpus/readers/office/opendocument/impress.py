"""Slides of OpenDocument: what is shown on each, as it is read, with the number of the slide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from youju.corpus.readers.extract import Extract
from youju.corpus.readers.office.flow import Flow
from youju.corpus.readers.office.slides.layout import MOST_SHAPES, Box, Shape, in_order
from youju.corpus.readers.office.zipped import Node

from .grounds import SHAPES
from .styles import OpenStyles, length
from .texts import OpenText, paragraphs
from .words import read

_FURNITURE: Final = ("notes", "date-time", "footer", "header", "page-number", "page", "handout")


def take(pages: list[Node], styles: OpenStyles, extract: Extract) -> None:
    """All slides that are shown; the first title is that of the whole."""
    for number, page in enumerate(pages, start=1):
        if styles.said("drawing-page", page.get("style-name", ""), "visibility") == "hidden":
            continue
        extract.locate(page=number)
        shapes = in_order(list(_shapes(page)))
        title = next((shape for shape in shapes if shape.kind == "title"), None)
        if title:
            lines = (read(one, styles).text for one in paragraphs(_content(title.node)))
            extract.heading(" ".join(lines), 2 if extract else 1)
        walk = OpenText(styles, Flow(extract, by_looks=False))
        for shape in shapes:
            if shape is not title:
                walk.take(_content(shape.node))
        walk.flow.written()


def _content(node: Node) -> list[Node]:
    """What stands in a shape: its text, or the table that it frames."""
    inner = node.find("text-box") if node.find("text-box") is not None else node
    return list(inner) if inner is not None else []


def _shapes(page: Node) -> Iterator[Shape]:
    stack = [iter(page)]
    count = 0
    while stack and count < MOST_SHAPES:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag == "g":
            stack.append(iter(node))
        elif node.tag in SHAPES and node.get("class", "") not in _FURNITURE:
            count += 1
            if node.get("placeholder", "") != "true":
                yield Shape(node, node.get("class", ""), box=_box(node))


def _box(node: Node) -> Box | None:
    sides = [node.get(key, "") for key in ("svg_x", "svg_y", "svg_width", "svg_height")]
    return Box(*map(length, sides)) if sides[0] and sides[1] else None
