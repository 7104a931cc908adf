"""What `youju index` does: brings the index up to date, and says what was done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from youju.terminal.answers import dumps
from youju.terminal.built import counts, is_partial, print_report, report_fields
from youju.terminal.invocation import Invocation

if TYPE_CHECKING:
    from youju.index import Progress

PARTLY = 3
"""The exit status of what was done in part."""


def run_index(run: Invocation, paths: list[Path], *, rebuild: bool, forget: list[Path]) -> None:
    """Bring the index up to date and say what was done."""
    with run.refusals():
        build(run, paths, rebuild=rebuild, forget=forget)


def build(run: Invocation, paths: list[Path], *, rebuild: bool, forget: list[Path]) -> None:
    """Raises ``SourceMissing``, ``StoreError``, ``SettingsError``; exits with 1 where nothing could be indexed, with
    3 where something was not that should have been.
    """
    from youju.pipeline.machinery import Machinery

    machinery = Machinery(run.settings)
    builder = machinery.builder(run.index_folder)
    with progress(run) as tell:
        report = builder.build(paths, rebuild=rebuild, forget=forget, progress=tell)
    if run.options.json:
        run.screen.line(dumps(report_fields(report, run.index_folder, run.messages)))
    else:
        print_report(run, report)
    if run.settings.meaning and machinery.encoder is None:
        run.note(run.messages.text("index.no_meaning"))
    if counts(report)["documents"] == 0 and not forget:
        run.refuse(run.messages.say("index.nothing"))
    if is_partial(report, paths):
        import typer

        raise typer.Exit(PARTLY)


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
