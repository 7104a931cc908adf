"""A document with its statements, passages and words as one line of JSON, and back."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from youju.corpus import (
    CHINESE,
    ENGLISH,
    NONE,
    PROSE,
    Document,
    Locator,
    Markup,
    Passage,
    Section,
    Span,
    Statement,
    StatementKind,
    count_han,
    language,
    level,
    width,
)
from youju.index.analysis.folding import fold
from youju.index.terms.defined import Defined
from youju.index.translation.mined import Pair

_ID = '{"id":'
"""What a line begins with: who needs the ids only does not read the rest."""
_FEW_WORDS: Final = 6
"""Content words below which Latin text in a Chinese section may be names, and no English."""


def id_of(line: bytes) -> str:
    """The id of the document that is stored in ``line``; raises ``ValueError``."""
    document_id = json.JSONDecoder().raw_decode(line.decode("utf-8", "surrogatepass"), len(_ID))[0]
    if not isinstance(document_id, str):
        raise ValueError(f"an id that is a {type(document_id).__name__}")
    return document_id


@dataclass(frozen=True)
class Record:
    """What the index keeps of a document. ``words[i]`` are the content terms of statement ``i``, in order;
    ``heads[s]`` those of section ``s``'s title, and ``heads[-1]`` those of the document's title. ``pairs`` are
    the words that the document itself gives in both languages, ``languages`` that of each section, the document's last,
    ``terms`` the words that it explains, ``units`` what a person would mark as an answer: runs of statements, every
    statement in exactly one.

    ``document.blocks`` is not kept: statements and sections say what the later stages need.
    """

    document: Document
    passages: tuple[Passage, ...]
    words: tuple[tuple[str, ...], ...]
    heads: tuple[tuple[str, ...], ...] = ((),)
    signature: tuple[int, ...] = ()
    pairs: tuple[Pair, ...] = ()
    languages: tuple[str, ...] = ()
    terms: tuple[Defined, ...] = ()
    units: tuple[Passage, ...] = ()

    @cached_property
    def folded(self) -> str:
        """The document's text folded, each word in one piece, with the same positions."""
        return fold(level(self.document))

    def language(self, number: int) -> str:
        """``"zh"`` or ``"en"``: that of the section which statement ``number`` stands in, unless it is a sentence of
        the other one; commands, names and tables have none of their own.
        """
        statement = self.document.statements[number]
        text = statement.span.of(self.document.text)
        if not self.languages or self.languages[statement.section] != CHINESE:
            return language(text) or ENGLISH
        foreign = statement.kind in PROSE and len(self.words[number]) >= _FEW_WORDS and not count_han(text)
        return ENGLISH if foreign else CHINESE

    def passage_language(self, passage: Passage) -> str:
        """That in which more of its statements are written, by their width."""
        sizes = {CHINESE: 0, ENGLISH: 0}
        for number in range(passage.first, passage.last):
            sizes[self.language(number)] += width(self.document.statements[number].span.of(self.document.text))
        return max(sizes, key=lambda name: sizes[name])

    def unit_number(self, number: int) -> int:
        """The number of the unit in which statement ``number`` stands."""
        return bisect_right(self.units, number, key=lambda unit: unit.first) - 1

    def unit_of(self, number: int) -> Passage:
        """The unit in which statement ``number`` stands."""
        return self.units[self.unit_number(number)]

    def heading_words(self, section: int) -> list[str]:
        """The content terms of the document's title and of the titles down to ``section``."""
        words: list[str] = []
        while section != NONE:
            words = [*self.heads[section], *words]
            section = self.document.sections[section].parent
        return [*self.heads[-1], *words]

    def to_json(self) -> str:
        document = self.document
        fields = {
            "id": document.id,
            "title": document.title,
            "lang": document.lang,
            "url": document.url,
            "updated": document.updated,
            "metadata": dict(document.metadata),
            "markup": document.markup,
            "locators": document.locators,
            "sha256": document.sha256,
            "signature": self.signature,
            "sections": [[s.title, *s.span, s.level, s.parent, s.anchor] for s in document.sections],
            "passages": list(map(_passage_row, self.passages)),
            "units": list(map(_passage_row, self.units)),
            "statements": [_statement_row(s) for s in document.statements],
            "words": [" ".join(words) for words in self.words],
            "heads": [" ".join(words) for words in self.heads],
            "pairs": self.pairs,
            "languages": self.languages,
            "terms": self.terms,
            "gaps": document.gaps,
            "text": document.text,
        }
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def from_json(line: bytes | str) -> Record:
        fields = json.loads(line)
        document = Document(
            id=fields["id"],
            title=fields["title"],
            text=fields["text"],
            lang=fields["lang"],
            url=fields["url"],
            updated=fields["updated"],
            metadata=fields["metadata"],
            markup=Markup(fields["markup"]),
            locators=tuple(Locator(*locator) for locator in fields["locators"]),
            sections=tuple(
                Section(t, Span(a, b), level, parent, at) for t, a, b, level, parent, at in fields["sections"]
            ),
            statements=tuple(_statement(row) for row in fields["statements"]),
            gaps=tuple(Span(*gap) for gap in fields["gaps"]),
        )
        return Record(
            document,
            tuple(map(_passage, fields["passages"])),
            _split(fields["words"]),
            _split(fields["heads"]),
            tuple(fields["signature"]),
            tuple(Pair(*pair) for pair in fields["pairs"]),
            tuple(fields["languages"]),
            tuple(Defined(key, number, spells) for key, number, spells in fields["terms"]),
            tuple(map(_passage, fields["units"])),
        )


def _split(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words.split(" ")) if words else () for words in lines)


def _passage_row(passage: Passage) -> list[int]:
    return [*passage.span, passage.first, passage.last, passage.section]


def _passage(row: Sequence[int]) -> Passage:
    start, end, first, last, section = row
    return Passage(Span(start, end), first, last, section)


def _statement_row(statement: Statement) -> list[Any]:
    s = statement
    cells = [list(cell) for cell in s.cells]
    return [*s.span, s.kind.value, s.block, s.section, s.lead, *s.label, cells, int(s.header)]


def _statement(row: Sequence[Any]) -> Statement:
    start, end, kind, block, section, lead, label_start, label_end, cells, header = row
    return Statement(
        span=Span(start, end),
        kind=StatementKind(kind),
        block=block,
        section=section,
        lead=lead,
        label=Span(label_start, label_end),
        cells=tuple(Span(a, b) for a, b in cells),
        header=bool(header),
    )
