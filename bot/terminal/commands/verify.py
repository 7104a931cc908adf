"""What `youju verify` does: whether every document, or every quote of saved answers, still stands where it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from youju.quality.inspection import CitationCheck, DocumentCheck, Inspection, Standing
from youju.terminal.answers import dumps
from youju.terminal.invocation import Invocation
from youju.terminal.saved import near_quotes, read_answers
from youju.terminal.screen import Styled


def run_verify(run: Invocation, answer: str | None) -> None:
    """Exit code 1 unless everything still stands where it was."""
    import typer

    with run.refusals():
        checks: list[DocumentCheck] | list[CitationCheck]
        checks = list(_inspect(run).verify()) if answer is None else list(verify_answers(run, answer))
        print_checks(run, checks)
    if any(check.state is not Standing.CURRENT for check in checks):
        raise typer.Exit(1)


def _inspect(run: Invocation) -> Inspection:
    return Inspection(run.answerer.snapshot, run.settings.max_file_bytes)


def verify_answers(run: Invocation, path: str) -> Iterator[CitationCheck]:
    inspection = _inspect(run)
    for answer in read_answers(path):
        for quote in [*answer["citations"], *near_quotes(answer)]:
            yield inspection.verify_citation(quote, str(answer.get("id", "")))


def print_checks(run: Invocation, checks: list[DocumentCheck] | list[CitationCheck]) -> None:
    counts = {str(state): sum(check.state is state for check in checks) for state in Standing}
    if run.options.json:
        run.screen.line(dumps({**counts, "checks": [asdict(check) for check in checks]}))
        return
    for check in checks:
        if check.state is not Standing.CURRENT:
            run.screen.line(Styled(_check_line(run, check), "error"), hang=2)
    key = "verify.documents" if not checks or isinstance(checks[0], DocumentCheck) else "verify.citations"
    run.screen.line(run.messages.say(key, count=len(checks), **counts))


def _check_line(run: Invocation, check: DocumentCheck | CitationCheck) -> str:
    fields = asdict(check)
    if isinstance(check, DocumentCheck):
        return run.messages.say(f"verify.document_{check.state}", **fields)
    mark = f"[{check.number}]" if check.number else ">"
    return run.messages.say(f"verify.citation_{check.state}", **fields, mark=mark)
