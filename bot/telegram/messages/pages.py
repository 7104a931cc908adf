"""What is shown of a document: the passage around a quote, or what the whole is like."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from telegram import MessageEntity

from youju.composition.answer import Citation, Place
from youju.composition.citations import SourceLine
from youju.corpus import Span, StatementKind, wording

from .places import is_address, listed, shown_name
from .rich import LIMIT, Rich

if TYPE_CHECKING:
    from youju.config import Messages
    from youju.corpus import Document
    from youju.index import Record

_PASSAGE = 3400
"""The most units of a passage shown around a quote."""
_FIRST = 4
"""Statements that show what a document is like."""


def quoted_passage(record: Record, quote: Span, quoted: Citation | Place) -> Rich:
    """The passage around ``quote``, where ``quoted`` stands now, with it marked; cut on both sides where it is long."""
    document = record.document
    passage = next((p.span for p in record.passages if p.span.start <= quote.start < p.span.end), quote)
    whole = Span(min(passage.start, quote.start), max(passage.end, quote.end))
    head = listed(source_line(quoted)).within("bold")
    moved = quote.start - (quoted.start or 0)
    first, last = quoted.highlight or (quote.start - moved, quote.end - moved)
    around = _around(document, whole, quote, Span(first + moved, last + moved))
    return Rich.join((head, Rich.of(" "), around)).shortened(LIMIT)


def source_line(quoted: Citation | Place) -> SourceLine:
    """The line of a quote, without a number where it only comes near."""
    return SourceLine.near(quoted) if isinstance(quoted, Place) else SourceLine.of(quoted)


def _around(document: Document, whole: Span, quote: Span, highlight: Span) -> Rich:
    room = max(_PASSAGE - (quote.end - quote.start), 0) // 2
    start, end = max(whole.start, quote.start - room), min(whole.end, quote.end + room)
    before = Rich.of(document.text[start : quote.start])
    after = Rich.of(document.text[quote.end : end])
    stretches = (Span(quote.start, highlight.start), highlight, Span(highlight.end, quote.end))
    kinds = (None, "bold", None)
    quoted = (Rich.of(one.of(document.text), kind) for one, kind in zip(stretches, kinds, strict=True))
    marked = Rich.join(quoted, "").within("underline")
    parts = (
        Rich.of("…" if start > whole.start else ""),
        before,
        marked,
        after,
        Rich.of("…" if end < whole.end else ""),
    )
    return Rich.join(parts, "")


def document_page(record: Record, messages: Messages, link: str | None) -> Rich:
    """A document by its title, name, outline and first words."""
    document = record.document
    headings = [section for section in document.sections if section.title != document.title][:30]
    outline = Rich.of("\n".join("  " * max(section.level - 2, 0) + f"• {section.title}" for section in headings))
    facts = messages.say("sources.facts", passages=len(record.passages), statements=len(document.statements))
    address = document.url if is_address(document.url) else None
    name = Rich.of(shown_name(document.id), MessageEntity.TEXT_LINK if address else "code", address)
    said = (wording(document, one) for one in document.statements if one.kind is not StatementKind.HEADING)
    words = Rich.of(" ".join(islice(filter(None, said), _FIRST))).shortened(300)
    share = Rich.of(messages.say("sources.share", link=link)) if link else Rich()
    title = Rich.of(document.title, "bold")
    return Rich.join((title, name, Rich.of(facts), outline, words.within("italic"), share)).shortened(LIMIT)
