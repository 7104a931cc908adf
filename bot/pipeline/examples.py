"""Questions to begin with, made from the headings of an index."""

from __future__ import annotations

from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from youju.config import Messages
from youju.corpus import NONE
from youju.index import HAN_RUN

if TYPE_CHECKING:
    from youju.index import Record, Shelf

_SHORTEST, _LONGEST = 2, 30
"""Characters of a heading that makes a question."""
_LOOKED_AT = 100
"""Documents: enough to find a few headings in, however many there are."""


def examples(shelf: Shelf, language: str, count: int = 3) -> tuple[str, ...]:
    """Questions about headings of different documents, each in its own language: those in ``language`` first, and of
    these the headings that ask.
    """
    found = [
        (record.document.lang != language, not _asks(heading), heading)
        for record in islice(shelf.records(), _LOOKED_AT)
        if (heading := _heading(record))
    ]
    headings = dict.fromkeys(heading for _, _, heading in sorted(found, key=lambda entry: entry[:2]))
    return tuple(_question(heading) for heading in islice(headings, count))


def _asks(heading: str) -> bool:
    return heading.endswith(("?", "？"))


def _question(heading: str) -> str:
    if _asks(heading):
        return heading
    language = "zh" if HAN_RUN.search(heading) else "en"  # 容器(Container) is a Chinese heading
    return Messages(language).say("repl.example", heading=heading)


def _heading(record: Record) -> str:
    """A short heading inside the document, one that asks before others; else its title, if it has one of its own."""
    document = record.document
    inner = [section.title for section in document.sections if section.parent != NONE]
    titles = [document.title] if document.title != PurePath(document.id).stem else []
    short = [title for title in [*inner, *titles] if _SHORTEST <= len(title) <= _LONGEST]
    return next(filter(_asks, short), short[0] if short else "")
