"""What a text document says from top to bottom, on its way into an extract: paragraphs, tables, and their notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from youju.corpus.readers.extract import Extract
from youju.corpus.structure import markers

from .grid import write
from .prose import Noted, Prose, Typeset, broken, fits, gathered, goes_on, is_counted, is_plain, joined, with_number

MOST_BETWEEN: Final = 6
"""In paragraphs: what stands between an item and the next of its list belongs to it; more is a text of its own."""


@dataclass
class Flow:
    """Takes a document's parts in order and writes them at the end, when it is known how its headings look."""

    extract: Extract = field(default_factory=Extract)
    parts: list[Prose | Noted] = field(default_factory=list)
    by_looks: bool = True
    _level: int = 0
    _shift: int = 0
    _held: list[str] = field(default_factory=list)

    def add(self, part: Prose | Noted) -> None:
        if isinstance(part, Noted) or part.words.strip() or part.notes:
            self.parts.append(part)

    def written(self) -> Extract:
        parts = list(gathered(self.parts))
        self._shift = int(any(isinstance(part, Prose) and part.title for part in parts))
        looks = Typeset.of(parts) if self.by_looks else Typeset(0, trusted=False)
        for place, part in enumerate(parts):
            after = parts[place + 1] if place + 1 < len(parts) else None
            if isinstance(part, Noted):
                write(part.table, self)
            elif (bool(self.extract) or not self._shift) and looks.heads(part, after):
                self.extract.heading(joined(part.words), self._depth(joined(part.words)))
            else:
                resumed = is_plain(part) and _resumes(parts[place + 1 : place + 1 + MOST_BETWEEN])
                self._paragraph(part._replace(indented=part.indented or resumed))
            self._notes(part, after)
        return self.extract

    def _notes(self, part: Prose | Noted, after: Prose | Noted | None) -> None:
        """Notes stand behind what they belong to, but not between a sentence and the list that it introduces."""
        if isinstance(part, Prose) and part.is_item:
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

    def _paragraph(self, part: Prose) -> None:
        words = joined(part.words)
        if part.title:
            self.extract.heading(words, 1)
        elif part.level and fits(words):
            self._level = part.level + self._shift
            self.extract.heading(with_number(part, words), self._level)
        elif part.code:
            self.extract.code(part.words)
        elif part.is_item and is_counted(part.marker):
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

    def _item(self, part: Prose) -> None:
        first, *others = broken(part.words)
        self.extract.item(first, part.depth, part.marker)
        for line in others:
            self.extract.paragraph(line, inside=True)

    def _lines(self, part: Prose) -> None:
        first, *others = broken(part.words)
        for line in (with_number(part, first), *others):
            self.extract.paragraph(line, inside=part.indented)


def _resumes(parts: Sequence[Prose | Noted]) -> bool:
    """Whether the list before goes on behind some paragraphs."""
    after = next((part for part in parts if not is_plain(part)), None)
    return isinstance(after, Prose) and goes_on(after)
