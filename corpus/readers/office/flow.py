"""What a text document says from top to bottom, on its way into an extract: paragraphs, tables, and their notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from youju.corpus.readers.extract import Extract
from youju.corpus.structure import markers
from youju.corpus.structure.markers import LONGEST_TITLE
from youju.corpus.text import HAN, width

from .grid import Grid, write

LONGEST_HEADING: Final = 160
"""In width units, two lines of a screen: what is longer is a paragraph, whatever its style."""
LARGER: Final = 1.15
"""How much larger than the text a line is that stands out."""
MOST_STANDING_OUT: Final = 0.4
"""Of all paragraphs: where more look like headings, none is one by its looks alone."""
_FULL_LINE: Final = 60
"""In width units: a line that was broken before has more to say."""
_ends = re.compile(r"[。！？!?.…；;:：，,、][\"'”’」』）)\]]*$")
_closed = re.compile(r"[。！？；;][\"'”’」』）)\]]*$|[^\d\s][.][\"'”’)\]]*$")
_goes_on = re.compile(r"[,，、(（\u2013\u2014-]$")
_WIDE = rf"[{HAN}\u3001-\u303f\uff01-\uff65]"
_han_break = re.compile(rf"(?<={_WIDE})[ \t]*\n[ \t]*(?={_WIDE})")
_counted = re.compile(
    r"[(（]?(?:\d{1,3}(?:\.\d{1,3}){0,7}|[A-Za-z]{1,8}|[〇一二三四五六七八九十百]{1,6}|[\u2460-\u249b])"
    r"[)）.．、]{0,2}"
)
"""A number of an item, and not the name of an article."""


class Paragraph(NamedTuple):
    """``level`` is that of a heading, from 1, 0 for none; ``marker`` and ``depth`` are those of an item. ``indented``
    says that it is set in as items are; ``strong`` that all of it is bold; ``aside`` that its style is that of no
    heading. ``notes`` are said at its foot.
    """

    words: str
    level: int = 0
    title: bool = False
    marker: str = ""
    gap: str = " "
    depth: int = 0
    indented: bool = False
    strong: bool = False
    size: int = 0
    notes: tuple[str, ...] = ()
    aside: bool = False

    @property
    def is_item(self) -> bool:
        return bool(self.marker) and not self.level


class Noted(NamedTuple):
    """A table with the notes at its foot."""

    table: Grid
    notes: tuple[str, ...] = ()


@dataclass
class Flow:
    """Takes a document's parts in order and writes them at the end, when it is known how its headings look."""

    extract: Extract = field(default_factory=Extract)
    parts: list[Paragraph | Noted] = field(default_factory=list)
    by_looks: bool = True
    _level: int = 0
    _shift: int = 0
    _held: list[str] = field(default_factory=list)

    def add(self, part: Paragraph | Noted) -> None:
        if isinstance(part, Noted) or part.words.strip():
            self.parts.append(part)

    def written(self) -> Extract:
        parts = list(_titled(self.parts))
        self._shift = int(any(isinstance(part, Paragraph) and part.title for part in parts))
        looks = _Looks.of(parts) if self.by_looks else _Looks(0, trusted=False)
        for part, after in zip(parts, [*parts[1:], None], strict=True):
            if isinstance(part, Noted):
                write(part.table, self)
            else:
                self._paragraph(part, looks=(bool(self.extract) or not self._shift) and looks.heads(part, after))
            self._notes(part, after)
        return self.extract

    def _notes(self, part: Paragraph | Noted, after: Paragraph | Noted | None) -> None:
        """Notes stand behind what they belong to, but not between a sentence and the list that it introduces."""
        if isinstance(part, Paragraph) and part.is_item:
            for note in part.notes:
                self.extract.paragraph(note, inside=True)
        else:
            self._held += part.notes
        if self._held and not isinstance(after, Noted) and not (after and after.is_item):
            for note in self._held:
                self.extract.paragraph(note)
            self._held.clear()

    def caption(self, words: str) -> None:
        self.extract.paragraph(words)

    def locate(self, place: str) -> None:
        """A text document has no places that stay."""

    def _paragraph(self, part: Paragraph, *, looks: bool) -> None:
        words = _joined(part.words)
        if part.title:
            self.extract.heading(words, 1)
        elif part.level and _fits(words):
            self._level = part.level + self._shift
            self.extract.heading(_with_number(part, words), self._level)
        elif looks:
            self.extract.heading(words, self._depth(words))
        elif (part.is_item and _counted.fullmatch(part.marker)) or part.marker == "-":
            self._item(part)
        else:
            self._lines(part)

    def _depth(self, words: str) -> int:
        """The level of a heading by its looks: below the last one by its style; a title at the beginning."""
        if not self.extract:
            self._shift = 1
            return 1
        return (
            self._level + 1 + max(0, markers.heading_level(words) - 1)
            if self._level
            else (max(1, markers.heading_level(words)) + self._shift)
        )

    def _item(self, part: Paragraph) -> None:
        first, *others = broken(part.words)
        self.extract.item(first, part.depth, part.marker)
        for line in others:
            self.extract.paragraph(line, inside=True)

    def _lines(self, part: Paragraph) -> None:
        first, *others = broken(part.words)
        for line in (_with_number(part, first), *others):
            self.extract.paragraph(line, inside=part.indented)


@dataclass(frozen=True)
class _Looks:
    """How large the letters of the text are, and whether lines that stand out are few enough to be headings."""

    size: int
    trusted: bool

    @classmethod
    def of(cls, parts: list[Paragraph | Noted]) -> _Looks:
        sizes: Counter[int] = Counter()
        for part in parts:
            if isinstance(part, Paragraph):
                sizes[part.size] += len(part.words)
        size = max(sizes, key=lambda one: sizes[one], default=0)
        looks = cls(size, trusted=True)
        texts = [part for part in parts if isinstance(part, Paragraph)]
        found = sum(looks.stands_out(part) for part in texts)
        return cls(size, trusted=found <= max(1, MOST_STANDING_OUT * len(texts)))

    def stands_out(self, part: Paragraph) -> bool:
        words = part.words.strip()
        if part.level or part.title or part.marker or part.aside or "\n" in words or width(words) > LONGEST_TITLE:
            return False
        large = bool(self.size) and part.size >= LARGER * self.size
        return (part.strong or large) and (words.endswith((":", "：")) or not _ends.search(words))

    def heads(self, part: Paragraph, after: Paragraph | Noted | None) -> bool:
        """Whether a paragraph that no style calls a heading is one, with something under it."""
        if not self.trusted or after is None or not self.stands_out(part) or not any(map(str.isalpha, part.words)):
            return False
        introduces = part.words.strip().endswith((":", "："))
        return not introduces or (isinstance(after, Paragraph) and not after.is_item)


def broken(words: str) -> list[str]:
    """The lines of a paragraph with line breaks: those that a sentence runs over are one."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, words.split("\n"))):
        if lines and _runs_on(lines[-1], line):
            lines[-1] = _joined(f"{lines[-1]}\n{line}")
        else:
            lines.append(line)
    return lines or [""]


def _runs_on(before: str, after: str) -> bool:
    if after[:1].islower() or _goes_on.search(before):
        return not markers.item(after)
    return width(before) >= _FULL_LINE and not _ends.search(before) and not markers.item(after)


def _joined(words: str) -> str:
    return _han_break.sub("", words).replace("\n", " ").strip()


def _fits(words: str) -> bool:
    """Whether a paragraph in the style of a heading is one, and not a sentence that only looks so."""
    return width(words) <= LONGEST_HEADING and not (_closed.search(words) and width(words) > 40)


def _with_number(part: Paragraph, words: str) -> str:
    if not part.marker or part.marker == "-" or words.startswith(part.marker):
        return words
    gap = "" if part.marker.endswith(("、", "）", "．")) else part.gap
    return f"{part.marker}{gap}{words}"


def _titled(parts: list[Paragraph | Noted]) -> Iterator[Paragraph | Noted]:
    """A title that was written in several paragraphs is one."""
    held: Paragraph | None = None
    for part in parts:
        if isinstance(part, Paragraph) and part.title:
            held = held._replace(words=f"{held.words}\n{part.words}") if held else part
            continue
        if held:
            yield held
            held = None
        yield part
    if held:
        yield held
