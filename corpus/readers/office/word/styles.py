"""Styles of a Word document: which are headings, of which level, which are numbered, which are hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from youju.corpus.readers.office.zipped import Node, value, whole
from youju.corpus.structure.words import listed

BODY: Final = 9
"""The outline level of what is no heading."""
SMALLEST: Final = 2
"""In half points: letters that nobody can read."""
_DEEPEST_CHAIN: Final = 20
_OFF: Final = frozenset(("0", "false", "off"))
_level = re.compile(r"(.{1,40}?)[ \t]*(\d)$")
_white = re.compile(r"f{6}", re.IGNORECASE)


class Numbered(NamedTuple):
    """``number`` is the id of a list, "0" for none; ``level`` how deep in it, -1 where that is not said."""

    number: str
    level: int


@dataclass(frozen=True)
class Style:
    """What a style says by itself; what it does not say, the one it is based on does."""

    name: str = ""
    base: str = ""
    properties: Node | None = None
    run: Node | None = None
    heads: Node | None = None
    """How the first row looks, of a style of tables."""
    node: Node | None = None


@dataclass
class Styles:
    """All styles of a document, by id."""

    known: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    letters: int = 20
    """The size of letters of which nothing is said, in half points."""

    def chain(self, id_: str) -> Iterator[Style]:
        """A style and those it rests on."""
        seen: set[str] = set()
        while id_ in self.known and id_ not in seen and len(seen) < _DEEPEST_CHAIN:
            seen.add(id_)
            yield self.known[id_]
            id_ = self.known[id_].base

    def outline(self, id_: str) -> int:
        """The level of a heading, from 0; ``BODY`` for other styles."""
        for style in self.chain(id_):
            if (said := outline_of(style.properties)) is not None:
                return said
            found = _level.match(style.name)
            if found and found[1].casefold() in listed("office", "headings"):
                return min(int(found[2]), BODY) - 1 if found[2] != "0" else BODY
        return BODY

    def is_title(self, id_: str) -> bool:
        return self._called(id_) in listed("office", "titles")

    def is_aside(self, id_: str) -> bool:
        """Whether it stands out and is no heading, as a caption does."""
        return self._called(id_) in listed("office", "asides")

    def is_contents(self, id_: str) -> bool:
        """Whether it is a line of a table of contents."""
        name = self._called(id_)
        found = _level.match(name)
        return (found[1] if found else name).strip() in listed("office", "contents")

    def numbering(self, id_: str) -> Numbered | None:
        return next((said for style in self.chain(id_) if (said := numbered(style.properties))), None)

    def indent(self, id_: str) -> int:
        return next((said for style in self.chain(id_) if (said := indent_of(style.properties)) is not None), 0)

    def hides(self, id_: str) -> bool:
        return next((said for style in self.chain(id_) if (said := flag(style.run, "vanish")) is not None), False)

    def strong(self, id_: str) -> bool:
        return next((said for style in self.chain(id_) if (said := flag(style.run, "b")) is not None), False)

    def size(self, id_: str) -> int:
        """The size of its letters in half points."""
        return next((said for style in self.chain(id_) if (said := size_of(style.run))), self.letters)

    def font(self, id_: str) -> str:
        return next((said for style in self.chain(id_) if (said := font_of(style.run))), "")

    def is_code(self, id_: str) -> bool:
        """Whether it is the style of programs."""
        return self._called(id_) in listed("office", "codes")

    def heads_tables(self, id_: str) -> bool:
        """Whether a style of tables lets the first row stand out."""
        return any(_stands_out(style.heads) for style in self.chain(id_))

    def is_head(self, id_: str) -> bool:
        return self._called(id_) in listed("office", "heads")

    def _called(self, id_: str) -> str:
        style = self.known.get(id_)
        return style.name.strip().casefold() if style else ""


def read_styles(root: Node | None) -> Styles:
    styles = Styles()
    given = root.find("docDefaults/rPrDefault/rPr") if root is not None else None
    styles.letters = size_of(given) or styles.letters
    for node in root.findall("style") if root is not None else ():
        name, base = node.find("name"), node.find("basedOn")
        styles.known[node.get("styleId", "")] = Style(
            value(name), value(base), node.find("pPr"), node.find("rPr"), _first_row(node), node
        )
        if node.get("type", "") == "paragraph" and node.get("default", "0") not in _OFF:
            styles.default = node.get("styleId", "")
    return styles


def _first_row(style: Node) -> Node | None:
    return next((node for node in style.findall("tblStylePr") if node.get("type", "") == "firstRow"), None)


def _stands_out(heads: Node | None) -> bool:
    """Whether what a style says of the first row makes it bold or gives it a ground."""
    if heads is None:
        return False
    return bool(flag(heads.find("rPr"), "b")) or is_shaded(heads.find("tcPr"))


def is_shaded(properties: Node | None) -> bool:
    """Whether a cell has a ground of its own."""
    shade = properties.find("shd") if properties is not None else None
    return shade is not None and shade.get("fill", "auto").casefold() not in ("auto", "ffffff", "")


def flag(properties: Node | None, name: str) -> bool | None:
    """A switch among properties; None where nothing is said."""
    node = properties.find(name) if properties is not None else None
    return None if node is None else node.get("val", "1").casefold() not in _OFF


def outline_of(properties: Node | None) -> int | None:
    node = properties.find("outlineLvl") if properties is not None else None
    return None if node is None else whole(node.get("val", ""), BODY)


def numbered(properties: Node | None) -> Numbered | None:
    node = properties.find("numPr") if properties is not None else None
    if node is None:
        return None
    number, level = node.find("numId"), node.find("ilvl")
    return Numbered(value(number), whole(value(level), 0) if level is not None else -1)


def indent_of(properties: Node | None) -> int | None:
    """How far a paragraph is set in, in twentieths of a point."""
    node = properties.find("ind") if properties is not None else None
    if node is None:
        return None
    return whole(node.get("left", "") or node.get("start", ""), 0)


def size_of(run: Node | None) -> int:
    """In half points; 0 where nothing is said."""
    return whole(value(run.find("sz")), 0) if run is not None else 0


def font_of(run: Node | None) -> str:
    """The font of Latin letters; "" where nothing is said."""
    fonts = run.find("rFonts") if run is not None else None
    return fonts.get("ascii", "") if fonts is not None else ""


def is_fixed(font: str) -> bool:
    """Whether a font has letters of one width."""
    words = font.casefold()
    return bool(words) and any(name in words for name in listed("office", "fixed"))


def is_tiny(run: Node | None) -> bool:
    """Whether the properties of a run make it too small to be seen."""
    return 0 < size_of(run) <= SMALLEST


def is_white(run: Node | None) -> bool:
    return run is not None and bool(_white.fullmatch(value(run.find("color"))))
