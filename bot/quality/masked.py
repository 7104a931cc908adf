"""Documents with places hidden: a heading that a question was made of, a section that is to have no answer.

What is hidden is overwritten in the text, character by character, so that every span holds that was taken before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from youju.corpus import NONE, Document, Span, StatementKind

FILLER = "§"
"""Stands for each character of a hidden heading: it remains a heading, in every dialect, and says nothing."""
_inked = re.compile(r"\S")


@dataclass(frozen=True)
class Hidden:
    """What is not to be seen: whole ``documents``; in others their ``headings``, and ``parts`` that are taken out."""

    documents: frozenset[str] = frozenset()
    headings: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    parts: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    def without(self, documents: Iterable[Document]) -> Iterable[Document]:
        """The documents that stay, each without what is hidden of it."""
        return (self.of(document) for document in documents if document.id not in self.documents)

    def of(self, document: Document) -> Document:
        """The document without what is hidden of it; itself where that is nothing."""
        headings, parts = self.headings.get(document.id, ()), self.parts.get(document.id, ())
        if not headings and not parts:
            return document
        hidden = {document.sections[s].title for s, n in document.headings.items() if _in(headings, document, n)}
        return _remaining(
            replace(
                document,
                text=masked(document, headings, parts),
                title="" if document.title in hidden else document.title,
                sections=tuple(
                    replace(one, title="") if _covered(one.span, (*headings, *parts)) else one
                    for one in document.sections
                ),
            ),
            parts,
        )


def masked(document: Document, headings: Sequence[Span], parts: Sequence[Span]) -> str:
    """The text with filler for ``headings``, also where a title at its head says the same, and blanks for ``parts``."""
    text = document.text
    if any(span.of(text).strip() == document.title for span in headings) and document.statements:
        above = text.find(document.title, 0, document.statements[0].span.start)
        headings = [*headings, Span(above, above + len(document.title))] if above >= 0 else headings
    for sign, spans in ((FILLER, headings), (" ", parts)):
        for span in spans:
            text = text[: span.start] + _inked.sub(sign, span.of(text)) + text[span.end :]
    return text


def _covered(span: Span, spans: Iterable[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in spans)


def _in(spans: Iterable[Span], document: Document, number: int) -> bool:
    return _covered(document.statements[number].span, spans)


def _remaining(document: Document, parts: Sequence[Span]) -> Document:
    """The document without the statements in ``parts``; headings stay, since sections are known by them."""
    kept = [
        number
        for number, one in enumerate(document.statements)
        if one.kind is StatementKind.HEADING or not _in(parts, document, number)
    ]
    places = {number: place for place, number in enumerate(kept)}
    statements = (document.statements[number] for number in kept)
    return replace(
        document, statements=tuple(replace(one, lead=places.get(one.lead, NONE)) for one in statements), blocks=()
    )
