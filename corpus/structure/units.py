"""Units: what a person would mark in a document as an answer, some lines that stand and are understood together."""

from __future__ import annotations

from youju.corpus.document import Document, Passage

from .chunker import ChunkLimits, chunk

UNIT_LIMITS = ChunkLimits(target=360, most=600, tiny=90, articles=True)
"""A paragraph, a list with its lead-in, some rows of a table; small ones of a section together, a long one cut in equal
parts. Sizes as those of passages.
"""


def units(document: Document) -> tuple[Passage, ...]:
    """The units of a document: every statement in exactly one, in order; a heading is in that of what follows it."""
    return chunk(document, UNIT_LIMITS)
