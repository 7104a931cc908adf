"""Rows of questions from a ``.jsonl`` file or standard input, and what is done with each."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from youju.corpus import QuestionError, SourceMissing, SourceUnreadable

from .answers import dumps, error_fields
from .invocation import Invocation
from .screen import Styled

STANDARD_INPUT = "-"


class QuestionRowInvalid(QuestionError):
    """``row`` is a 1-based line number."""

    code = "question-row"
    line = '{source}: line {row}: {reason}; a row is {{"id", "question"}}'


@dataclass(frozen=True)
class QuestionRow:
    """``id`` is the row's own, of any JSON type, or ``None``. ``turns`` are the questions of a conversation.

    ``fields`` is the whole row; a row that cannot be used has an ``error`` and may lack the rest.
    """

    id: Any = None
    question: str = ""
    turns: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    error: QuestionError | None = None


def read_rows(path: str) -> Iterator[QuestionRow]:
    """Every row in order, with an error in the place of one that cannot be used; blank lines are skipped.

    ``-`` is standard input. Raises ``SourceError`` where nothing can be read.
    """
    source = "standard input" if path == STANDARD_INPUT else path
    for number, line in enumerate(_lines(path, source), 1):
        if line.strip():
            yield _row(line, source, number)


RowAction = Callable[[Invocation, QuestionRow], None]


def each_row(run: Invocation, path: str, action: RowAction) -> None:
    """Every row in order; one bad row never stops the others, and makes the exit code 1."""
    import typer

    run.answerer  # noqa: B018 - an index that cannot be opened is told before a row is read
    failed = count = 0
    for row in read_rows(path):
        count += 1
        try:
            if row.error is not None:
                raise row.error
            action(run, row)
        except QuestionError as error:
            failed += 1
            _tell_failed(run, row, run.messages.error(error))
    if failed:
        run.note(run.messages.say("say.rows_failed", failed=failed, count=count))
        raise typer.Exit(1)


def _tell_failed(run: Invocation, row: QuestionRow, line: str) -> None:
    if run.options.json:
        run.screen.line(dumps(error_fields(row.id, line)))
    else:
        run.note(Styled(run.messages.say("say.error", line=line), "error"))


def _lines(path: str, source: str) -> Iterator[bytes]:
    """One by one, so that rows on standard input are answered as they come."""
    if path == STANDARD_INPUT:
        yield from sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as stream:
            yield from stream
    except FileNotFoundError:
        raise SourceMissing(source=source) from None
    except OSError as error:
        raise SourceUnreadable(source=source, reason=error.strerror or str(error)) from None


def _row(line: bytes, source: str, number: int) -> QuestionRow:
    row: Any = None
    try:
        row = _parsed(line)
        return _checked(row)
    except ValueError as error:
        problem = QuestionRowInvalid(source=source, row=number, reason=str(error))
        return QuestionRow(id=row.get("id") if isinstance(row, dict) else None, error=problem)


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig").strip())
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg} at column {error.colno})") from None
    except RecursionError:
        raise ValueError("not JSON that can be read") from None


def _checked(row: Any) -> QuestionRow:
    if not isinstance(row, dict):
        raise ValueError("not a JSON object")
    turns = row.get("turns")
    if isinstance(turns, list) and turns:
        return QuestionRow(row.get("id"), turns=tuple(map(_question, turns)), fields=row)
    return QuestionRow(row.get("id"), _question(row), fields=row)


def _question(row: Any) -> str:
    question = row.get("question") if isinstance(row, dict) else row
    if not isinstance(question, str):
        raise ValueError('"question" is missing or not a string')
    return question
