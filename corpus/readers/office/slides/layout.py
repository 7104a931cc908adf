"""Where shapes stand on a slide, and in which order they are read: from top to bottom, in a line from left to right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from youju.corpus.readers.office.zipped import Node, whole

from . import drawing

BODIES: Final = ("", "body", "obj", "subTitle")
MOST_SHAPES: Final = 5000
_DEEPEST_GROUP: Final = 60
_SHARED: Final = 0.5
"""Of its height that a shape shares with another, from where both stand in one line."""


class Box(NamedTuple):
    left: float
    top: float
    wide: float
    high: float


@dataclass(frozen=True, eq=False)
class Shape:
    """A shape with text or a frame; ``kind`` and ``index`` name the placeholder that it fills."""

    node: Node
    kind: str = ""
    index: str = ""
    held: bool = False
    box: Box | None = None

    @property
    def body(self) -> Node | None:
        return self.node.find("txBody")

    @property
    def paragraphs(self) -> list[Node]:
        return self.body.findall("p") if self.body is not None else []


@dataclass
class Places:
    """What a layout and its master say of placeholders."""

    shapes: list[Node] = field(default_factory=list)
    styles: Mapping[str, Mapping[int, Node]] = field(default_factory=dict)

    @classmethod
    def of(cls, *roots: Node | None) -> Places:
        """Of a layout and of its master, in this order."""
        given = [root for root in roots if root is not None]
        shapes = [shape for root in given for shape in root.iter("sp") if _placeholder(shape) is not None]
        styles = {
            name: drawing.bullets(root.find(f"txStyles/{name}"))
            for root in given
            for name in ("bodyStyle", "otherStyle")
            if root.find("txStyles") is not None
        }
        return cls(shapes, styles)

    def like(self, kind: str, index: str) -> Iterator[Node]:
        """The placeholders that one is made from, nearest first."""
        for shape in self.shapes:
            given = _placeholder(shape)
            if given is not None and index and given.get("idx", "") == index:
                yield shape
        for shape in self.shapes:
            if _family(kind_of(shape)) == _family(kind):
                yield shape

    def box(self, kind: str, index: str) -> Box | None:
        return next((box for shape in self.like(kind, index) if (box := own_box(shape)) is not None), None)

    def bullets(self, shape: Shape) -> Mapping[int, Node]:
        """The bullets that the lines of a shape have where they say nothing of them."""
        if not shape.held:
            return self.styles.get("otherStyle", {})
        if shape.kind not in BODIES:
            return {}
        found = dict(self.styles.get("bodyStyle", {}))
        for one in reversed(list(self.like(shape.kind, shape.index))):
            found.update(drawing.bullets(one.find("txBody/lstStyle")))
        return found


def members(tree: Node, places: Places) -> list[Shape]:
    """All shapes of a slide with where they stand; what is in a group is moved and scaled as the group is."""
    found: list[Shape] = []
    stack: list[tuple[Iterator[Node], Box | None, Box | None]] = [(iter(tree), None, None)]
    while stack and len(found) < MOST_SHAPES:
        nodes, inner, outer = stack[-1]
        node = next(nodes, None)
        if node is None:
            stack.pop()
        elif node.tag == "AlternateContent":
            stack.append((iter(drawing.chosen(node)), inner, outer))
        elif node.tag == "grpSp" and not is_hidden(node) and len(stack) < _DEEPEST_GROUP:
            stack.append((iter(node), *_group(node, inner, outer)))
        elif node.tag in ("sp", "graphicFrame", "cxnSp") and not is_hidden(node):
            given = _placeholder(node)
            kind = (given.get("type", "") or "") if given is not None else ""
            index = given.get("idx", "") if given is not None else ""
            box = own_box(node) or (places.box(kind, index) if given is not None else None)
            found.append(Shape(node, kind, index, given is not None, _moved(box, inner, outer)))
    return found


def in_order(shapes: Sequence[Shape]) -> list[Shape]:
    """As they are read; what stands nowhere comes where it is in the file."""
    lines: list[list[Shape]] = []
    for shape in sorted(shapes, key=lambda one: one.box.top if one.box else 0):
        line = lines[-1] if lines else []
        if line and shape.box and line[0].box and _beside(line[0].box, shape.box):
            line.append(shape)
        else:
            lines.append([shape])
    return [shape for line in lines for shape in sorted(line, key=lambda one: one.box.left if one.box else 0)]


def stands_alone(shape: Shape, others: Sequence[Shape]) -> bool:
    """Whether nothing stands in one line with a shape."""
    return all(not (shape.box and other.box and _beside(shape.box, other.box)) for other in others)


def _beside(first: Box, second: Box) -> bool:
    """Whether two shapes stand in one line, one not above the other."""
    shared = min(first.top + first.high, second.top + second.high) - max(first.top, second.top)
    apart = second.left >= first.left + 0.8 * first.wide or first.left >= second.left + 0.8 * second.wide
    return apart and shared >= _SHARED * min(first.high, second.high)


def is_hidden(node: Node) -> bool:
    """Whether a shape was hidden in the list of what a slide has."""
    return any(
        one.get("hidden", "0") in ("1", "true")
        for part in node
        if part.tag.startswith("nv")
        for one in part.findall("cNvPr")
    )


def kind_of(shape: Node) -> str:
    given = _placeholder(shape)
    return given.get("type", "") if given is not None else ""


def own_box(node: Node) -> Box | None:
    transform = node.find("spPr/xfrm") if node.tag != "graphicFrame" else node.find("xfrm")
    transform = transform if transform is not None else node.find("grpSpPr/xfrm")
    if transform is None or transform.find("off") is None:
        return None
    return box_of(transform.find("off"), transform.find("ext"))


def box_of(corner: Node | None, size: Node | None) -> Box:
    def number(node: Node | None, key: str) -> int:
        return whole(node.get(key, "0"), 0) if node is not None else 0

    return Box(number(corner, "x"), number(corner, "y"), number(size, "cx"), number(size, "cy"))


def _group(node: Node, inner: Box | None, outer: Box | None) -> tuple[Box | None, Box | None]:
    """The space that the shapes of a group are placed in, and where on the slide that space lies."""
    transform = node.find("grpSpPr/xfrm")
    if transform is None or transform.find("chOff") is None:
        return inner, outer
    own = box_of(transform.find("chOff"), transform.find("chExt"))
    return own, _moved(own_box(node), inner, outer)


def _moved(box: Box | None, inner: Box | None, outer: Box | None) -> Box | None:
    if box is None or inner is None or outer is None or not inner.wide or not inner.high:
        return box
    across, down = outer.wide / inner.wide, outer.high / inner.high
    return Box(
        outer.left + (box.left - inner.left) * across,
        outer.top + (box.top - inner.top) * down,
        box.wide * across,
        box.high * down,
    )


def _placeholder(shape: Node) -> Node | None:
    return shape.find("nvSpPr/nvPr/ph") if shape.tag == "sp" else shape.find("nvGraphicFramePr/nvPr/ph")


def _family(kind: str) -> str:
    """Placeholders that are made from the same one of a master."""
    if kind in ("title", "ctrTitle"):
        return "title"
    return "body" if kind in BODIES else kind
