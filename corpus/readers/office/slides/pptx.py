"""Slides of PowerPoint: what is shown on each, in the order in which it is read, with the number of the slide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from youju.corpus.errors import SourceError
from youju.corpus.readers.extract import Extract
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.office.grid import write
from youju.corpus.readers.office.package import Relation, finished, first, main_part, relations, said
from youju.corpus.readers.office.prose import broken
from youju.corpus.readers.office.zipped import Node, Package
from youju.corpus.structure.markers import LONGEST_TITLE
from youju.corpus.text import width

from . import drawing
from .layout import Box, Places, Shape, box_of, in_order, is_hidden, kind_of, members, stands_alone

MOST_SLIDES: Final = 5000
TITLES: Final = ("title", "ctrTitle")
_FURNITURE: Final = ("sldNum", "ftr", "dt", "hdr", "sldImg", "pic")
"""Placeholders of what stands on every slide, and of pictures."""


@dataclass(frozen=True)
class Slides:
    """A presentation, a slide a page; hidden slides are left out, and what only the speaker sees unless ``notes``."""

    notes: bool = False
    suffixes: tuple[str, ...] = (".pptx", ".pptm", ".ppsx")
    version: str = "pptx 1"
    isolated: bool = True

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceError]:
        archive = Package(data, name)
        part = main_part(archive) or "ppt/presentation.xml"
        root, beside = archive.needed(part), relations(archive, part)
        deck = _Deck(archive, notes=self.notes, size=_size(root))
        for number, node in enumerate(root.findall("sldIdLst/sldId")[:MOST_SLIDES], start=1):
            if (found := beside.get(node.get("r_id", ""))) is not None and found.path in archive:
                deck.take(found.path, number)
        yield finished(deck.extract, said(archive))


class _Slide(NamedTuple):
    """A slide with what it takes from its layout and from the master of that: where shapes stand, how lists look."""

    root: Node
    beside: Mapping[str, Relation]
    places: Places
    kind: str


@dataclass
class _Deck:
    archive: Package
    notes: bool
    size: Box
    extract: Extract = field(default_factory=Extract)
    chapters: bool = False
    _layouts: dict[str, tuple[Places, str]] = field(default_factory=dict)

    def take(self, path: str, number: int) -> None:
        root = self.archive.needed(path)
        if root.get("show", "1") in ("0", "false"):
            return
        beside = relations(self.archive, path)
        places, kind = self._layout(first(beside, "slideLayout"))
        slide = _Slide(root, beside, places, kind)
        self.extract.locate(page=number)
        shapes = self._shapes(slide)
        title = next((shape for shape in shapes if shape.kind in TITLES), None) or _first_line(shapes)
        if title:
            self.extract.heading(" ".join(map(drawing.text_of, title.paragraphs)), self._level(slide))
        for shape in shapes:
            if shape is not title:
                self._shape(shape, slide)
        if self.notes:
            self._notes(first(beside, "notesSlide"))

    def _level(self, slide: _Slide) -> int:
        """The first title is that of the whole; a slide that opens a part stands above those behind it."""
        if not self.extract:
            return 1
        opens = slide.kind == "secHead"
        self.chapters = self.chapters or opens
        return 3 if self.chapters and not opens else 2

    def _layout(self, path: str) -> tuple[Places, str]:
        if path not in self._layouts:
            root = self.archive.tree(path) if path else None
            master = first(relations(self.archive, path), "slideMaster") if path else ""
            kind = root.get("type", "") if root is not None else ""
            self._layouts[path] = Places.of(root, self.archive.tree(master) if master else None), kind
        return self._layouts[path]

    def _shapes(self, slide: _Slide) -> list[Shape]:
        """What a slide shows, as it is read."""
        tree = slide.root.find("cSld/spTree")
        found = members(tree, slide.places) if tree is not None else []
        seen = [shape for shape in found if shape.kind not in _FURNITURE and self._on_slide(shape)]
        return in_order(seen)

    def _on_slide(self, shape: Shape) -> bool:
        box, size = shape.box, self.size
        if box is None or not size.wide:
            return True
        return box.left < size.wide and box.top < size.high and box.left + box.wide > 0 and box.top + box.high > 0

    def _shape(self, shape: Shape, slide: _Slide) -> None:
        if shape.node.tag == "graphicFrame":
            self._frame(shape.node, slide)
        elif (body := shape.body) is not None:
            for line in drawing.BulletLines(slide.places.bullets(shape)).read(body):
                self._line(line)

    def _line(self, line: drawing.BulletLine) -> None:
        head, *others = broken(line.words)
        if line.marker:
            self.extract.item(head, line.depth, line.marker)
        else:
            self.extract.paragraph(head)
        for other in others:
            self.extract.paragraph(other, inside=bool(line.marker))

    def _frame(self, node: Node, slide: _Slide) -> None:
        table, chart, diagram = (node.find(f"graphic/graphicData/{tag}") for tag in ("tbl", "chart", "relIds"))
        if table is not None:
            write(drawing.table(table), self)
        elif (root := self._part(slide, chart, "r_id")) is not None:
            title, values = drawing.chart(root)
            self.extract.paragraph(title)
            write(values, self)
        elif (root := self._part(slide, diagram, "r_dm")) is not None:
            for line in drawing.diagram(root):
                self._line(line)

    def _part(self, slide: _Slide, node: Node | None, key: str) -> Node | None:
        found = slide.beside.get(node.get(key, "")) if node is not None else None
        return self.archive.tree(found.path) if found else None

    def _notes(self, path: str) -> None:
        root = self.archive.tree(path) if path else None
        for shape in root.iter("sp") if root is not None else ():
            body = shape.find("txBody")
            if kind_of(shape) == "body" and body is not None and not is_hidden(shape):
                for line in drawing.BulletLines({}).read(body):
                    self._line(line)

    def caption(self, words: str) -> None:
        self.extract.paragraph(words)

    def locate(self, place: str) -> None:
        """A row stands on its slide."""


def _first_line(shapes: list[Shape]) -> Shape | None:
    """What stands for the title of a slide without one: a single short line at the top."""
    top = shapes[0] if len(shapes) > 1 and stands_alone(shapes[0], shapes[1:]) else None
    lines = [words for one in top.paragraphs if (words := drawing.text_of(one).strip())] if top else []
    short = len(lines) == 1 and "\n" not in lines[0] and width(lines[0]) <= LONGEST_TITLE
    return top if short and not lines[0].endswith(("。", ".", "；", ";", "！", "!")) else None


def _size(root: Node) -> Box:
    node = root.find("sldSz")
    return box_of(node, node) if node is not None else Box(0, 0, 0, 0)
