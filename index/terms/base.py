"""The term base of an index: a line a term, in order, searched in place, with the places that explain it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from youju.corpus import StoreCorrupt
from youju.index.analysis.cached import SortedLines

from .defined import Defined

MOST_PLACES = 8
"""Places of one term that are kept, those that explain it before those that only spell it out."""


class TermPlace(NamedTuple):
    """The numbers of a document and of a statement in it, which explains a term or only ``spells`` it out."""

    document: int
    number: int
    spells: bool


class TermBase:
    """``data`` is what `packed_terms` gave, ``folder`` the index that it was read from."""

    def __init__(self, data: bytes = b"", folder: Path = Path()) -> None:
        self._folder = folder
        self._lines = SortedLines(data, b"\t")
        self._any = bool(data)

    def of(self, key: str) -> tuple[TermPlace, ...]:
        """Where the term of ``key`` (see `key_of`) is explained, and then where it is only spelt out.

        Raises ``StoreCorrupt``.
        """
        value = self._lines.get(key.encode("utf-8", "surrogatepass")) if self._any and key else None
        try:
            return tuple(_place(place) for place in value.split(b"\t")) if value else ()
        except ValueError:
            raise StoreCorrupt(folder=self._folder, place=f"terms.tsv, the line of {key!r}") from None


def _place(text: bytes) -> TermPlace:
    document, number, spells = map(int, text.split(b":"))
    return TermPlace(document, number, bool(spells))


def packed_terms(documents: Iterable[Sequence[Defined]]) -> bytes:
    """The lines of the terms of all documents, which are given in the order of their numbers."""
    places: dict[str, list[tuple[bool, int, int]]] = {}
    for document, terms in enumerate(documents):
        for key, number, spells in terms:
            places.setdefault(key, []).append((spells, document, number))
    lines = ((key.encode("utf-8", "surrogatepass"), sorted(found)[:MOST_PLACES]) for key, found in places.items())
    return b"".join(
        b"%s\t%s\n" % (key, b"\t".join(b"%d:%d:%d" % (document, number, spells) for spells, document, number in found))
        for key, found in sorted(lines)
    )
