"""What `youju index` does: brings the index up to date, and says what was done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from youju.terminal.answers import dumps
from youju.terminal.invocation import Invocation
from youju.terminal.screen import Styled

if TYPE_CHECKING:
    from youju.config import Messages
    from youju.corpus import Duplicate, SourceError
    from youju.index import Progress, Report


def run_index(run: Invocation, paths: list[Path], *, rebuild: bool, forget: list[Path]) -> None:
    """Bring the index up to date and say what was done."""
    with run.refusals():
        build(run, paths, rebuild=rebuild, forget=forget)


def build(run: Invocation, paths: list[Path], *, rebuild: bool, forget: list[Path]) -> None:
    """Raises ``SourceMissing``, ``StoreError``, ``SettingsError``; exits with 1 where nothing could be indexed."""
    from youju.pipeline.machinery import Machinery

    builder = Machinery(run.settings).builder(run.index_folder)
    with progress(run) as tell:
        report = builder.build(paths, rebuild=rebuild, forget=forget, progress=tell)
    if run.options.json:
        run.screen.line(dumps(report_fields(report, run.index_folder, run.messages)))
    else:
        print_report(run, report)
    if _counts(report)["documents"] == 0 and not forget:
        from youju.corpus import FORMATS

        run.refuse(run.messages.say("index.nothing", supported=", ".join(FORMATS)))


def _counts(report: Report) -> dict[str, int]:
    counts = report.manifest.counts if report.manifest else {}
    return {name: counts.get(name, 0) for name in ("documents", "passages", "statements")}


@contextmanager
def progress(run: Invocation) -> Iterator[Progress | None]:
    """A bar on a terminal, nothing elsewhere."""
    if not run.notes.terminal:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[name]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(run.messages.text("index.reading"), total=None, name="")

        def tell(done: int, total: int, name: str) -> None:
            shown = name[-40:] if name else run.messages.text("index.writing")
            bar.update(task, completed=done, total=total, name=shown)

        yield tell


def print_report(run: Invocation, report: Report) -> None:
    messages, counts = run.messages, _counts(report)
    changes = {name: len(getattr(report, name)) for name in ("added", "updated", "removed")}
    summary = messages.say("index.documents", documents=counts["documents"], unchanged=report.unchanged, **changes)
    run.screen.line(Styled(summary, "strong"))
    run.screen.line(
        messages.say(
            "index.contents",
            passages=counts["passages"],
            statements=counts["statements"],
            folder=run.index_folder,
            seconds=f"{report.seconds:.1f}",
        )
    )
    _print_list(run, "index.duplicates", [duplicate_line(pair, messages) for pair in report.duplicates])
    _print_list(run, "index.notes", [messages.error(error) for error in report.notes])
    _print_list(run, "index.skipped", [messages.error(error) for error in report.skipped])


def _print_list(run: Invocation, key: str, lines: list[str]) -> None:
    if lines:
        run.screen.line(Styled(run.messages.say(key, count=len(lines)), "strong"))
    for line in lines:
        run.screen.line("  ", line, hang=4)


def duplicate_line(pair: Duplicate, messages: Messages) -> str:
    percent = round(pair.similarity * 100)
    return messages.say(f"index.{pair.kind}", first=pair.first_id, second=pair.second_id, percent=percent)


def report_fields(report: Report, folder: Path, messages: Messages) -> dict[str, Any]:
    return {
        "index": str(folder),
        **_counts(report),
        "added": report.added,
        "updated": report.updated,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "skipped": [_told(error, messages) for error in report.skipped],
        "notes": [_told(error, messages) for error in report.notes],
        "duplicates": [
            {"kind": str(pair.kind), "first": pair.first_id, "second": pair.second_id, "similarity": pair.similarity}
            for pair in report.duplicates
        ],
        "seconds": round(report.seconds, 3),
    }


def _told(error: SourceError, messages: Messages) -> dict[str, str]:
    return {"source": str(error.details.get("source", "")), "code": error.code, "reason": messages.error(error)}
