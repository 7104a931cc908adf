"""Styles of OpenDocument: what is a heading or a title, what is bold, how large, of which colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from youju.corpus.readers.office.zipped import Node, whole
from youju.corpus.structure.words import listed

_DEEPEST_CHAIN: Final = 20
_escaped = re.compile(r"_([0-9a-f]{2,4})_")
_level = re.compile(r"(.{1,40}?)[ \t]*(\d{1,2})$")
_points = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)\s*(pt|cm|mm|in|px)?")
_UNITS: Final = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75}


@dataclass(frozen=True)
class OpenStyle:
    """A style by itself; what it does not say, its parent does. ``said`` has the attributes of all its properties."""

    name: str
    parent: str
    said: dict[str, str]


@dataclass
class OpenStyles:
    """All styles of a document, by family and name."""

    known: dict[tuple[str, str], OpenStyle] = field(default_factory=dict)
    lists: dict[str, Node] = field(default_factory=dict)
    outline: Node | None = None
    masters: dict[str, str] = field(default_factory=dict)
    """The styles of the pages that slides are made after, by name."""

    def learn(self, root: Node | None) -> None:
        """The styles of a part; those of the text itself come after those of the whole."""
        for node in root.iter("style", "list-style", "outline-style", "master-page") if root is not None else ():
            if node.tag == "list-style":
                self.lists[node.get("name", "")] = node
            elif node.tag == "outline-style":
                self.outline = node
            elif node.tag == "master-page":
                self.masters[node.get("name", "")] = node.get("style-name", "")
            else:
                self._learn(node)

    def _learn(self, node: Node) -> None:
        said = {key: node.get(key, "") for key in ("list-style-name", "default-outline-level") if node.get(key, "")}
        for part in node:
            if part.tag.endswith("-properties"):
                more = _attributes(part)
                if more.get("background-color", "") == "transparent":  # of letters: what is below them shows
                    more["background-color"] = said.get("background-color", "transparent")
                said.update(more)
        name = node.get("name", "")
        called = node.get("display-name", "") or _escaped.sub(lambda found: chr(int(found[1], 16)), name)
        self.known[node.get("family", ""), name] = OpenStyle(called, node.get("parent-style-name", ""), said)

    def chain(self, family: str, name: str) -> Iterator[OpenStyle]:
        """A style and those it rests on."""
        seen: set[str] = set()
        while (family, name) in self.known and name not in seen and len(seen) < _DEEPEST_CHAIN:
            seen.add(name)
            yield self.known[family, name]
            name = self.known[family, name].parent

    def said(self, family: str, name: str, key: str) -> str:
        """A property of a style, by itself or by what it rests on; "" for none."""
        return next((style.said[key] for style in self.chain(family, name) if key in style.said), "")

    def strong(self, family: str, name: str) -> bool | None:
        weight = self.said(family, name, "font-weight")
        return (weight == "bold" or whole(weight, 0) >= 600) if weight else None

    def size(self, family: str, name: str) -> int:
        """The size of letters in half points; 0 where nothing is said."""
        size = self.said(family, name, "font-size")
        return 0 if size.endswith("%") else round(2 * length(size))

    def is_called(self, name: str, words: str) -> bool:
        """Whether a paragraph's style, or what it rests on, has one of the names of a list of words."""
        return any(style.name.casefold() in listed("office", words) for style in self.chain("paragraph", name))

    def level(self, name: str) -> int:
        """The level of a heading that a paragraph is by its style; 0 for none."""
        for style in self.chain("paragraph", name):
            found = _level.match(style.name)
            if found and found[1].casefold() in listed("office", "headings"):
                return int(found[2])
            if said := style.said.get("default-outline-level", ""):
                return whole(said, 0)
        return 0

    def is_contents(self, name: str) -> bool:
        names = (style.name for style in self.chain("paragraph", name))
        return any(
            (found[1] if (found := _level.match(one)) else one).casefold() in listed("office", "contents")
            for one in names
        )


def length(written: str) -> float:
    """A length in points."""
    found = _points.match(written)
    return float(found[1]) * _UNITS.get(found[2] or "pt", 1.0) if found else 0.0


def _attributes(node: Node) -> dict[str, str]:
    keys = (
        "font-weight", "font-size", "color", "background-color", "fill", "fill-color", "display", "visibility",
        "margin-left",
    )  # fmt: skip
    return {key: node.get(key, "") for key in keys if node.get(key, "")}
