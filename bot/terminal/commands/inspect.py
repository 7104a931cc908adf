"""What the commands `status`, `verify` and `show` do."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from youju.corpus import Span, YoujuError
from youju.quality.inspection import CitationCheck, DocumentCheck, Inspection, State
from youju.terminal.answers import dumps
from youju.terminal.invocation import Invocation
from youju.terminal.screen import Styled
from youju.terminal.sources import find_record, parse_range, print_source, span_in, span_of_lines, span_of_passage

if TYPE_CHECKING:
    from youju.index import Record

LISTED = 40
"""How many documents `youju status` lists."""
_NEEDED = ("number", "document", "start", "end", "quote", "sha256")


class AnswerFileInvalid(YoujuError):
    """A file given to `youju verify` that holds no answer."""

    code = "answer-file"
    line = "{source}: {reason}; give the JSON that `youju ask --json` printed"


def inspect(run: Invocation) -> Inspection:
    return Inspection(run.answerer.snapshot, run.settings.max_file_bytes)


def run_status(run: Invocation) -> None:
    """What is indexed and since when, and which files changed since."""
    with run.refusals():
        fields = status_fields(run)
        if run.options.json:
            run.screen.line(dumps(fields))
        else:
            print_status(run, fields)


def status_fields(run: Invocation) -> dict[str, Any]:
    snapshot, inspection = run.answerer.snapshot, inspect(run)
    manifest = snapshot.manifest
    return {
        "index": str(snapshot.folder),
        "built": manifest.built,
        **dict(manifest.counts),
        "roots": [given for given, _ in manifest.roots],
        "sources": [document_fields(record) for record in snapshot.records()],
        "skipped": [problem for source in inspection.sources for problem in source.problems],
        "changed": [{"source": name, "state": str(state)} for name, state in inspection.changes()],
    }


def document_fields(record: Record) -> dict[str, Any]:
    document = record.document
    return {
        "document": document.id,
        "title": document.title,
        "language": document.lang,
        "passages": len(record.passages),
        "statements": len(document.statements),
        "updated": document.updated,
        "sha256": document.sha256,
    }


def print_status(run: Invocation, fields: Mapping[str, Any]) -> None:
    say, line = run.messages.say, run.screen.line
    line(Styled(say("status.index", **{name: fields[name] for name in ("index", "built")}), "strong"))
    line(say("status.counts", **{name: fields[name] for name in ("documents", "passages", "statements")}))
    line(say("status.roots", roots=", ".join(fields["roots"])))
    for document in fields["sources"][:LISTED]:
        line("  ", Styled(document["document"], "place"), f"  {document['title']}", hang=4)
    if len(fields["sources"]) > LISTED:
        line("  ", say("status.more", count=len(fields["sources"]) - LISTED))
    for problem in fields["skipped"]:
        line(say("status.skipped", problem=problem), hang=2)
    for change in fields["changed"]:
        line(Styled(say(f"status.{change['state']}", source=change["source"]), "error"), hang=2)
    line(say("status.update" if fields["changed"] else "status.current", index=fields["index"]))


def run_verify(run: Invocation, answer: str | None) -> None:
    """Exit code 1 unless everything still stands where it was."""
    import typer

    with run.refusals():
        checks: list[DocumentCheck] | list[CitationCheck]
        checks = list(inspect(run).verify()) if answer is None else list(verify_answers(run, answer))
        print_checks(run, checks)
    if any(check.state is not State.CURRENT for check in checks):
        raise typer.Exit(1)


def verify_answers(run: Invocation, path: str) -> Iterator[CitationCheck]:
    inspection = inspect(run)
    for answer in read_answers(path):
        for citation in answer["citations"]:
            yield inspection.verify_citation(citation, str(answer.get("id", "")))


def read_answers(path: str) -> list[dict[str, Any]]:
    """The answers in a file of JSON or of JSON lines, ``-`` for standard input; raises ``AnswerFileInvalid``."""
    source = "standard input" if path == "-" else path
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise AnswerFileInvalid(source=source, reason=error.strerror or str(error)) from None
    except UnicodeDecodeError as error:
        raise AnswerFileInvalid(source=source, reason=f"byte {error.start} is not UTF-8") from None
    answers = [answer for row in _json_rows(text, source) for answer in _flat(row, source)]
    if not answers:
        raise AnswerFileInvalid(source=source, reason="holds no answer")
    return answers


def _json_rows(text: str, source: str) -> Iterable[Any]:
    """One JSON value, or one a line."""
    try:
        return [json.loads(text)]
    except (ValueError, RecursionError):
        pass
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            rows.extend([json.loads(line)] if line.strip() else [])
        except (ValueError, RecursionError):
            raise AnswerFileInvalid(source=source, reason=f"line {number} is not JSON") from None
    return rows


def _flat(row: Any, source: str) -> Iterator[dict[str, Any]]:
    """The answers of a row: itself, its turns, or the elements of a list. A row with an error has none."""
    if isinstance(row, list):
        for element in row:
            yield from _flat(element, source)
    elif isinstance(row, dict) and isinstance(row.get("turns"), list):
        yield from _flat(row["turns"], source)
    elif not (isinstance(row, dict) and "error" in row):
        yield _checked(row, source)


def _checked(row: Any, source: str) -> dict[str, Any]:
    if not isinstance(row, dict) or not isinstance(row.get("citations"), list):
        raise AnswerFileInvalid(source=source, reason='has no "citations"')
    for citation in row["citations"]:
        lacking = [name for name in _NEEDED if not isinstance(citation, dict) or name not in citation]
        if lacking:
            raise AnswerFileInvalid(source=source, reason=f'a citation has no "{lacking[0]}"')
        if not all(isinstance(citation[name], int) for name in ("number", "start", "end")):
            raise AnswerFileInvalid(source=source, reason="a citation's number, start or end is not a number")
    return row


def print_checks(run: Invocation, checks: list[DocumentCheck] | list[CitationCheck]) -> None:
    counts = {str(state): sum(check.state is state for check in checks) for state in State}
    if run.options.json:
        run.screen.line(dumps({**counts, "checks": [asdict(check) for check in checks]}))
        return
    for check in checks:
        if check.state is not State.CURRENT:
            run.screen.line(Styled(_check_line(run, check), "error"), hang=2)
    key = "verify.documents" if not checks or isinstance(checks[0], DocumentCheck) else "verify.citations"
    run.screen.line(run.messages.say(key, count=len(checks), **counts))


def _check_line(run: Invocation, check: DocumentCheck | CitationCheck) -> str:
    fields = asdict(check)
    if isinstance(check, DocumentCheck):
        return run.messages.say(f"verify.document_{check.state}", **fields)
    return run.messages.say(f"verify.citation_{check.state}", **fields)


def run_show(run: Invocation, name: str, span: str | None, lines: str | None, passage: int | None) -> None:
    """A document, with the place that was asked for marked."""
    with run.refusals():
        record = find_record(run.answerer.snapshot, name)
        marked = marked_span(record, span, lines, passage)
        if run.options.json:
            run.screen.line(dumps(shown_fields(record, marked or Span(0, len(record.document.text)))))
        else:
            print_source(run.screen, record.document, marked)


def marked_span(record: Record, span: str | None, lines: str | None, passage: int | None) -> Span | None:
    """Raises ``PlaceInvalid``."""
    if span is not None:
        return span_in(record.document, *parse_range(span, "--span"))
    if lines is not None:
        return span_of_lines(record.document, *parse_range(lines, "--lines"))
    return span_of_passage(record, passage) if passage is not None else None


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
