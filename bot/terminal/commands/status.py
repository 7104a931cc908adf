"""What `youju status` does: what is indexed and since when, and which files changed since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from youju.corpus.errors import unpacked
from youju.quality.inspection import Inspection
from youju.terminal.answers import dumps
from youju.terminal.built import skipped_lines
from youju.terminal.invocation import Invocation
from youju.terminal.screen import Styled

if TYPE_CHECKING:
    from youju.index import Record

LISTED = 40
"""How many documents are listed."""


def run_status(run: Invocation) -> None:
    """What is indexed and since when, and which files changed since."""
    with run.refusals():
        fields = status_fields(run)
        if run.options.json:
            run.screen.line(dumps(fields))
        else:
            print_status(run, fields)


def status_fields(run: Invocation) -> dict[str, Any]:
    snapshot, inspection = run.answerer.snapshot, Inspection(run.answerer.snapshot, run.settings.max_file_bytes)
    manifest = snapshot.manifest
    problems = [unpacked(*problem) for source in snapshot.sources for problem in source.problems]
    return {
        "index": str(snapshot.folder),
        "built": manifest.built,
        **dict(manifest.counts),
        "roots": [given for given, _ in manifest.roots],
        "sources": [document_fields(record) for record in snapshot.records()],
        "skipped": list(skipped_lines(problems, run.messages)),
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
