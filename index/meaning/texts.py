"""What of a document is given to the encoder: its units and its headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from youju.corpus.document import Document, Passage, StatementKind
from youju.corpus.inline.wording import wording

VERSION = 3
"""Raised when the same document gives other units or other texts."""


class MeaningTexts(NamedTuple):
    """``words[u]`` are of unit ``u`` of a document, ``paths[s]`` of its section ``s``; the last path is the document's
    title alone.
    """

    words: list[str]
    paths: list[str]


def texts_of(document: Document, units: Sequence[Passage]) -> MeaningTexts:
    """A unit's words are those below its headings, where it has any."""
    words = [_words(document, unit) for unit in units]
    paths = [_path(document, section) for section in (*range(len(document.sections)), -1)]
    return MeaningTexts(words, paths)


def _words(document: Document, unit: Passage) -> str:
    statements = document.statements[unit.first : unit.last]
    below = [one for one in statements if one.kind is not StatementKind.HEADING]
    return "\n".join(wording(document, statement) for statement in below or statements)


def _path(document: Document, section: int) -> str:
    """The document's title and the headings down to a section, the same words once."""
    return " ".join(dict.fromkeys((document.title, *document.heading(section))))
