"""What a build of the index did: as a person reads it, and as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .screen import Styled

if TYPE_CHECKING:
    from youju.config import Messages
    from youju.corpus import Duplicate, SourceError
    from youju.index import Report

    from .invocation import Invocation

EXAMPLES = 3
"""How many files of one type and reason are named; where there are more, they are counted."""


def counts(report: Report) -> dict[str, int]:
    """How many documents, passages and statements the index has."""
    found = report.manifest.counts if report.manifest else {}
    return {name: found.get(name, 0) for name in ("documents", "passages", "statements")}


def is_partial(report: Report, named: Iterable[Path]) -> bool:
    """Whether something was not read that should have been: a file of a type that is read, or one that was named."""
    from youju.corpus import SourceLoop, SourceUnsupported

    asked = set(map(str, named))
    lost = [error for error in report.skipped if not isinstance(error, SourceLoop | SourceUnsupported)]
    return bool(lost) or any(str(error.details.get("source")) in asked for error in report.skipped)


def print_report(run: Invocation, report: Report) -> None:
    messages, held = run.messages, counts(report)
    changes = {name: len(getattr(report, name)) for name in ("added", "updated", "removed")}
    summary = messages.say("index.documents", documents=held["documents"], unchanged=report.unchanged, **changes)
    run.screen.line(Styled(summary, "strong"))
    run.screen.line(
        messages.say(
            "index.contents",
            passages=held["passages"],
            statements=held["statements"],
            folder=run.index_folder,
            seconds=f"{report.seconds:.1f}",
        )
    )
    _print_list(run, "index.duplicates", [duplicate_line(pair, messages) for pair in report.duplicates])
    _print_list(run, "index.notes", list(skipped_lines(report.notes, messages)), len(report.notes))
    _print_list(run, "index.skipped", list(skipped_lines(report.skipped, messages)), len(report.skipped))
    if report.hidden:
        names = [Path(str(error.details["source"])).name for error in report.hidden]
        run.screen.line(messages.say("index.hidden", names=_some(names)))


def skipped_lines(errors: Sequence[SourceError], messages: Messages) -> Iterator[str]:
    """A line for each, or one for all of a type that have the same reason."""
    groups: dict[tuple[str, str], list[SourceError]] = defaultdict(list)
    for error in errors:
        groups[error.code, Path(str(error.details.get("source", ""))).suffix.casefold()].append(error)
    for (_, suffix), alike in groups.items():
        if len(alike) <= EXAMPLES or not suffix:
            yield from map(messages.error, alike)
            continue
        names = ", ".join(str(error.details["source"]) for error in alike[:EXAMPLES])
        told = messages.say("index.files", count=len(alike), type=suffix, names=names)
        yield messages.error(type(alike[0])(**{**alike[0].details, "source": told}))


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:EXAMPLES])
    return f"{shown}, … ({len(names)})" if len(names) > EXAMPLES else shown


def _print_list(run: Invocation, key: str, lines: list[str], count: int | None = None) -> None:
    if lines:
        run.screen.line(Styled(run.messages.say(key, count=count or len(lines)), "strong"))
    for line in lines:
        run.screen.line("  ", line, hang=4)


def duplicate_line(pair: Duplicate, messages: Messages) -> str:
    percent = round(pair.similarity * 100)
    return messages.say(f"index.{pair.kind}", first=pair.first_id, second=pair.second_id, percent=percent)


def report_fields(report: Report, folder: Path, messages: Messages) -> dict[str, Any]:
    return {
        "index": str(folder),
        **counts(report),
        "added": report.added,
        "updated": report.updated,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "skipped": [_told(error, messages) for error in report.skipped],
        "notes": [_told(error, messages) for error in report.notes],
        "hidden": [str(error.details["source"]) for error in report.hidden],
        "duplicates": [
            {"kind": str(pair.kind), "first": pair.first_id, "second": pair.second_id, "similarity": pair.similarity}
            for pair in report.duplicates
        ],
        "seconds": round(report.seconds, 3),
    }


def _told(error: SourceError, messages: Messages) -> dict[str, str]:
    return {"source": str(error.details.get("source", "")), "code": error.code, "reason": messages.error(error)}
