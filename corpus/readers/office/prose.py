"""Paragraphs of a text document: what they are by their styles and looks, and which lines they have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from youju.corpus.inline.markdown import without_han_breaks
from youju.corpus.structure import markers
from youju.corpus.structure.markers import LONGEST_TITLE
from youju.corpus.text import width

from .grid import Grid

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
BULLET: Final = "-"
_FIRSTS: Final = frozenset(("1", "01", "a", "A", "i", "I", "一", "\u2460", "\u2474", "\u2488"))
_NUMERAL = r"(?:\d{1,3}|[A-Za-z]{1,8}|[〇一二三四五六七八九十百]{1,6}|[\u2460-\u249b])"
_counted = re.compile(rf"[(（]?{_NUMERAL}(?:[.．-]{_NUMERAL}){{0,8}}[)）.．、]{{0,2}}")
_numeral = re.compile(_NUMERAL)


class Prose(NamedTuple):
    """``level`` is that of a heading, from 1, 0 for none; ``marker`` and ``depth`` are those of an item. ``indented``
    says that it is set in as items are; ``strong`` that all of it is bold; ``aside`` that its style is that of no
    heading; ``code`` that it is a line of a program. ``notes`` are said at its foot.
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
    code: bool = False

    @property
    def is_item(self) -> bool:
        return bool(self.marker) and not self.level


class Noted(NamedTuple):
    """A table with the notes at its foot."""

    table: Grid
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Typeset:
    """How large the letters of the text are, and whether lines that stand out are few enough to be headings."""

    size: int
    trusted: bool

    @classmethod
    def of(cls, parts: list[Prose | Noted]) -> Typeset:
        sizes: Counter[int] = Counter()
        for part in parts:
            if isinstance(part, Prose):
                sizes[part.size] += len(part.words)
        size = max(sizes, key=lambda one: sizes[one], default=0)
        looks = cls(size, trusted=True)
        texts = [part for part in parts if isinstance(part, Prose)]
        found = sum(looks.stands_out(part) for part in texts)
        return cls(size, trusted=found <= max(1, MOST_STANDING_OUT * len(texts)))

    def stands_out(self, part: Prose) -> bool:
        words = part.words.strip()
        if part.level or part.title or part.marker or part.aside or "\n" in words or width(words) > LONGEST_TITLE:
            return False
        large = bool(self.size) and part.size >= LARGER * self.size
        return (part.strong or large) and (words.endswith((":", "：")) or not _ends.search(words))

    def heads(self, part: Prose, after: Prose | Noted | None) -> bool:
        """Whether a paragraph that no style calls a heading is one, with something under it."""
        if not self.trusted or after is None or not self.stands_out(part) or not any(map(str.isalpha, part.words)):
            return False
        introduces = part.words.strip().endswith((":", "："))
        return not introduces or (isinstance(after, Prose) and not after.is_item)


def broken(words: str) -> list[str]:
    """The lines of a paragraph with line breaks: those that a sentence runs over are one."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, words.split("\n"))):
        if lines and _runs_on(lines[-1], line):
            lines[-1] = joined(f"{lines[-1]}\n{line}")
        else:
            lines.append(line)
    return lines or [""]


def _runs_on(before: str, after: str) -> bool:
    if after[:1].islower() or _goes_on.search(before):
        return not markers.item(after)
    return width(before) >= _FULL_LINE and not _ends.search(before) and not markers.item(after)


def joined(words: str) -> str:
    return without_han_breaks(words).replace("\n", " ").strip()


def fits(words: str) -> bool:
    """Whether a paragraph in the style of a heading is one, and not a sentence that only looks so."""
    return width(words) <= LONGEST_HEADING and not (_closed.search(words) and width(words) > 40)


def with_number(part: Prose, words: str) -> str:
    if not part.marker or part.marker == BULLET or words.startswith(part.marker):
        return words
    gap = "" if part.marker.endswith(("、", "）", "．")) else part.gap
    return f"{part.marker}{gap}{words}"


def is_counted(marker: str) -> bool:
    """Whether a marker is that of an item, and not the name of an article."""
    return marker == BULLET or bool(_counted.fullmatch(marker))


def goes_on(part: Prose) -> bool:
    """Whether an item is not the first of its list."""
    numerals = _numeral.findall(part.marker)
    return part.is_item and (part.depth > 0 or (bool(numerals) and numerals[-1] not in _FIRSTS))


def is_plain(part: Prose | Noted) -> bool:
    return isinstance(part, Prose) and not (part.level or part.title or part.is_item or part.code)


def gathered(parts: Iterable[Prose | Noted]) -> Iterator[Prose | Noted]:
    """A title that was written in several paragraphs is one; so are the lines of a program."""
    for joins, run in groupby(parts, key=_joins):
        if not joins:
            yield from run
            continue
        members = [part for part in run if isinstance(part, Prose)]
        words = "\n".join(part.words for part in members)
        yield members[0]._replace(words=words, notes=tuple(note for part in members for note in part.notes))


def _joins(part: Prose | Noted) -> str:
    """What parts that follow each other have in common that are one; "" for those that stand alone."""
    if isinstance(part, Noted):
        return ""
    return "title" if part.title else "code" if part.code else ""
