"""What `youju show` does: a document, with the place that was asked for marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from youju.corpus import Span
from youju.terminal.answers import dumps
from youju.terminal.excerpt import find_record, parse_range, print_source, span_in, span_of_lines, span_of_passage
from youju.terminal.invocation import Invocation

if TYPE_CHECKING:
    from youju.index import Record


def run_show(
    run: Invocation, name: str, span: str | None, lines: str | None, passage: int | None, highlight: str | None = None
) -> None:
    """A document, with the place that was asked for marked; ``highlight`` is a span that is bold in it."""
    with run.refusals():
        record = find_record(run.answerer.snapshot, name)
        bold = _highlighted(record, highlight) if highlight is not None else None
        marked = marked_span(record, span, lines, passage) or bold
        if run.options.json:
            run.screen.line(dumps(shown_fields(record, marked or Span(0, len(record.document.text)))))
        else:
            print_source(run.screen, record.document, marked, highlight=bold)


def marked_span(record: Record, span: str | None, lines: str | None, passage: int | None) -> Span | None:
    """Raises ``PlaceInvalid``."""
    if span is not None:
        return span_in(record.document, *parse_range(span, "--span"))
    if lines is not None:
        return span_of_lines(record.document, *parse_range(lines, "--lines"))
    return span_of_passage(record, passage) if passage is not None else None


def _highlighted(record: Record, highlight: str) -> Span:
    """Raises ``PlaceInvalid``."""
    option = "--highlight"
    return span_in(record.document, *parse_range(highlight, option), option)


def shown_fields(record: Record, span: Span) -> dict[str, Any]:
    document = record.document
    return {
        "document": document.id,
        "title": document.title,
        "lines": document.lines(span),
        "start": span.start,
        "end": span.end,
        "text": span.of(document.text),
        "sha256": document.sha256,
        "url": document.url,
    }
