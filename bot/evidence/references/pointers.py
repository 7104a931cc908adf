"""Statements that only point to the place where the answer stands, and that place.

link     "To change it, see [Styles](styles.md#get)."   the first unit below the heading, or the best one of the file
title    "参见《样式》。"                                   the section of the document that is called so
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from youju.config import ReferencePatterns, reference_patterns
from youju.corpus import NONE, StatementKind, plain
from youju.evidence.candidate import Candidate, can_be_evidence
from youju.evidence.points import Point
from youju.index import Record, Shelf, fold

from .places import LinkTarget, links, section_of, target_of

_MARK = "§"
_SAID = frozenset({StatementKind.SENTENCE, StatementKind.ITEM})
_QUOTES = "《》“”\"'「」 "


class Pointer(NamedTuple):
    """Where a statement sends its reader; ``pure`` says that it tells nothing else, not even what for."""

    target: LinkTarget
    pure: bool


class Pointers:
    """Reads pointers among the documents of a ``shelf``."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._patterns: ReferencePatterns = reference_patterns()

    def followed(self, point: Point, ranked: Sequence[Candidate]) -> tuple[Point, bool] | None:
        """The unit that ``point`` sends to, and whether it stands for the point; nothing where it says something."""
        read = [self._read(point.record, number) for number in point.numbers]
        pointers = [one for one in read if one is not None]
        if not pointers or len(pointers) < len(read):
            return None
        number = _best(pointers[0].target, point, ranked)
        if number is None or self._read(pointers[0].target.record, number) is not None:
            return None
        return Point(pointers[0].target.record, (number,)), all(pointer.pure for pointer in pointers)

    def _read(self, record: Record, number: int) -> Pointer | None:
        """The pointer that a statement is; ``None`` where it tells something itself, or leads nowhere in the index."""
        statement = record.document.statements[number]
        if statement.kind not in _SAID:
            return None
        text = statement.span.of(record.document.text)
        alone = statement.kind is StatementKind.SENTENCE
        return self._linked(text, record, alone=alone) or self._named(text, record, statement.section)

    def _linked(self, text: str, record: Record, *, alone: bool) -> Pointer | None:
        """``alone`` says that the statement is no item of a list of links, each of which is what was asked for."""
        found = list(links(text))
        targets = [target for one in found if (target := target_of(one.target, record, self._shelf)) is not None]
        if len(found) != 1 or not targets:
            return None
        masked = fold(plain(f"{text[: found[0].start]}{_MARK}{text[found[0].end :]}")).strip()
        if alone and masked.rstrip(" .。") == _MARK:
            return Pointer(targets[0], pure=True)
        return Pointer(targets[0], self._is_pure(masked)) if self._only_points(masked) else None

    def _named(self, text: str, record: Record, section: int) -> Pointer | None:
        """The section of the same document that is named by its title, and is not the one of the statement."""
        folded = fold(plain(text)).strip()
        for found in chain.from_iterable(named.finditer(folded) for named in self._patterns.named):
            meant = section_of(record, found["x"].strip(_QUOTES))
            masked = f"{folded[: found.start('x')]}{_MARK}{folded[found.end('x') :]}"
            if meant not in {NONE, section} and self._only_points(masked):
                return Pointer(LinkTarget(record, meant), self._is_pure(masked))
        return None

    def _only_points(self, masked: str) -> bool:
        """Whether every clause of a text either points to the reference or says what for; in brackets is beside it."""
        if masked.count("(", 0, masked.find(_MARK)) > masked.count(")", 0, masked.find(_MARK)):
            return False
        start, clauses = 0, []
        for end in self._patterns.clauses.finditer(masked):
            clauses.append(masked[start : end.start()].strip())
            start = end.end()
        clauses = [clause for clause in (*clauses, masked[start:].strip()) if any(map(str.isalnum, clause))]
        pointing = [clause for clause in clauses if self._patterns.points.search(clause)]
        rest = [clause for clause in clauses if clause not in pointing]
        return bool(pointing) and all(self._patterns.topics.search(clause) for clause in rest)

    def _is_pure(self, masked: str) -> bool:
        return not any(map(str.isalnum, self._patterns.slight.sub(" ", masked)))


def _best(target: LinkTarget, point: Point, ranked: Sequence[Candidate]) -> int | None:
    """The first statement below a heading; of a whole document the best that was found, else its first."""
    statements = target.record.document.statements
    if target.section == NONE:
        found = (c.number for c in ranked if c.record is target.record and c.number not in point.numbers)
        number = next(found, None)
        if number is not None:
            return number
    own = _below(target)
    numbers = (n for n, s in enumerate(statements) if can_be_evidence(s) and (not own or s.section in own))
    first = next(numbers, None)
    return None if target.record is point.record and first in point.numbers else first


def _below(target: LinkTarget) -> set[int]:
    """The section with those that stand below it; empty where the whole document is meant."""
    if target.section == NONE:
        return set()
    own = {target.section}
    for number, section in enumerate(target.record.document.sections):
        if section.parent in own:
            own.add(number)
    return own
