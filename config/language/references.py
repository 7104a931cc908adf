"""How documents refer to other places and to each other: the table ``references``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .patterns import LazyPattern, load_table


@dataclass(frozen=True)
class ReferencePatterns:
    """All patterns are over folded text; in what the first three see, § stands for a reference.

    ``points`` find a clause that sends the reader to a reference, ``topics`` a clause that only says for what,
    ``slight`` are the words of both that say nothing else. ``named`` find a title that a reader is sent to without a
    link, as the group "x". ``clauses`` are where clauses end.

    ``edition`` finds in a title or a path the date, year or version by which it differs from that of another edition.
    ``replaces`` finds a statement that its document replaces another, ``replaced`` that it is replaced by another.
    """

    points: LazyPattern
    topics: LazyPattern
    slight: LazyPattern
    named: tuple[LazyPattern, ...]
    clauses: LazyPattern
    edition: LazyPattern
    replaces: LazyPattern
    replaced: LazyPattern


@cache
def reference_patterns() -> ReferencePatterns:
    return load_table(ReferencePatterns, "references")
