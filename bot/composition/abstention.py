"""Why there is no answer, and which headings are nearest to the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from youju.corpus import Document
from youju.evidence.points import Point
from youju.index import Record

from .answer import Place


@dataclass(frozen=True)
class Abstention:
    """What the documents lack, and where they come near; ``known`` is the one side of a comparison that they have.

    ``near`` are the one or two blocks that come closest, best first, ``nearest`` headings.
    """

    missing_terms: tuple[str, ...]
    missing_kind: str
    nearest: tuple[Place, ...]
    known: tuple[str, ...] = ()
    near: tuple[Point, ...] = ()


def nearest_places(records: Sequence[tuple[Record, int]], count: int = 3) -> tuple[Place, ...]:
    """The headings of the nearest passages, each once."""
    headings = ((r.document, r.document.heading(s) or _own_title(r.document)) for r, s in records)
    places = (Place(document=document.id, heading=heading) for document, heading in headings if heading)
    return tuple(dict.fromkeys(places))[:count]


def _own_title(document: Document) -> tuple[str, ...]:
    """The title, unless it only repeats the file's name, which tells nobody anything."""
    return (document.title,) if document.title != PurePath(document.id).stem else ()
