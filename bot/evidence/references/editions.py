"""Which documents are older editions of others.

said     "This policy replaces the one of 2021."     in the newer, or in the older that it is replaced
dated    "Fees 2021" and "Fees 2024"                 the same title but for the date or version, the same headings,
                                                     and below them mostly the same statements but for their amounts

Minutes and reports of a series have their titles in common, and not what stands under their headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, islice
from pathlib import PurePosixPath

from youju.config import reference_patterns
from youju.config.language.patterns import LazyPattern
from youju.corpus import NONE, Document
from youju.evidence.candidate import can_be_evidence
from youju.evidence.points import same_words
from youju.index import Record, fold

_NO_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")


class Editions:
    """``newer`` has, by the id of each older edition among ``records``, the document that goes before it.

    An edition whose date or version ``asked``, the folded question, names is what it asks for, and older than none.
    ``signs`` are ``[review]`` of weights.toml.
    """

    def __init__(self, records: Iterable[Record], asked: str, signs: Mapping[str, float]) -> None:
        self._signs = signs
        self._asked = set(_NUMBER.findall(asked))
        self.newer: dict[str, Record] = {}
        unique = list({record.document.id: record for record in records}.values())
        works = [_works(record.document) for record in unique]
        for (one, own), (other, others) in combinations(zip(unique, works, strict=True), 2):
            if own & others:
                self._add(one, other)

    def is_newer(self, one: str, other: str) -> bool:
        """Whether document ``one`` goes before ``other``."""
        found = self.newer.get(other)
        return found is not None and found.document.id == one

    def heading(self, record: Record, section: int) -> str:
        """The title of a section without what editions differ by."""
        return _bare(record.document.sections[section].title) if section != NONE else ""

    def _add(self, one: Record, other: Record) -> None:
        for old, new in ((one, other), (other, one)):
            if self._replaced(old, new) and not self._asked & set(_NUMBER.findall(_marks(old.document))):
                known = self.newer.get(old.document.id)
                if known is None or _is_later(new.document, known.document):
                    self.newer[old.document.id] = new

    def _replaced(self, old: Record, new: Record) -> bool:
        patterns = reference_patterns()
        if not self._share_headings(old, new) or _is_later(old.document, new.document):
            return False
        if self._says(new, patterns.replaces) or self._says(old, patterns.replaced):
            return True
        return _is_later(new.document, old.document) and self._share_statements(old, new)

    def _says(self, record: Record, pattern: LazyPattern) -> bool:
        """Whether one of the first statements says so of the document."""
        first = (s for s in record.document.statements if can_be_evidence(s))
        beginning = islice(first, int(self._signs["edition_beginning"]))
        return any(pattern.search(s.span.of(record.folded)) is not None for s in beginning)

    def _share_headings(self, old: Record, new: Record) -> bool:
        own, other = ({_bare(s.title) for s in record.document.sections} for record in (old, new))
        return len(own & other) >= self._signs["edition_alike"] * min(len(own), len(other))

    def _share_statements(self, old: Record, new: Record) -> bool:
        """Whether most of what the older says stands in the newer below the same heading, but for its amounts."""
        below: dict[str, list[list[str]]] = {}
        for title, words in self._said(new):
            below.setdefault(title, []).append(words)
        alike = self._signs["alike"]
        found = [any(same_words(words, one, alike) for one in below.get(title, ())) for title, words in self._said(old)]
        return bool(found) and sum(found) >= self._signs["edition_alike"] * len(found)

    def _said(self, record: Record) -> Iterator[tuple[str, list[str]]]:
        """The words of the first statements, without amounts, each with its heading."""
        most = int(self._signs["edition_statements"])
        said = ((n, s) for n, s in enumerate(record.document.statements) if can_be_evidence(s))
        for number, statement in islice(said, most):
            words = [word for word in record.words[number] if not _NUMBER.search(word)]
            if words:
                yield self.heading(record, statement.section), words


def _works(document: Document) -> set[str]:
    """What a document is called without the date or version of its edition: by its title and by its path."""
    path = PurePosixPath(document.id)
    return {name for name in (_bare(document.title), "/" + _bare(str(path.with_suffix("")))) if len(name) > 1}


def _bare(name: str) -> str:
    return _NO_WORD.sub(" ", reference_patterns().edition.sub(" ", fold(name))).strip()


def _is_later(one: Document, other: Document) -> bool:
    """Whether the date or version of ``one`` is the later: that of its title, of its path, or when it was written."""
    for own, others in zip(_names(one), _names(other), strict=True):
        dated = [_numbers(name) for name in (own, others)]
        if all(dated) and dated[0] != dated[1]:
            return dated[0] > dated[1]
    return False


def _names(document: Document) -> tuple[str, str, str]:
    return fold(document.title), fold(document.id), document.updated or ""


def _marks(document: Document) -> str:
    """The dates and versions that a document is called by."""
    return " ".join(found[0] for name in _names(document)[:2] for found in reference_patterns().edition.finditer(name))


def _numbers(name: str) -> list[int]:
    found = reference_patterns().edition.finditer(name)
    return [int(number) for mark in found for number in _NUMBER.findall(mark[0])]
