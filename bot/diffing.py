"""What `youju diff` does: the same questions to two indexes, and what is answered otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from youju.corpus import QuestionError

from .invocation import Invocation
from .output import dumps, shortened
from .rows import QuestionRow, read_rows
from .screen import Piece

if TYPE_CHECKING:
    from .answer import Answer
    from .answerer import Answerer

_QUOTE = 100


@dataclass(frozen=True)
class Side:
    """How one index answers: ``places`` are documents with lines, ``quotes`` what stands there."""

    status: str
    places: tuple[str, ...]
    quotes: tuple[str, ...]

    @classmethod
    def of(cls, answer: Answer | None) -> Side:
        """``None`` is a question that is none."""
        if answer is None:
            return cls("not_asked", (), ())
        places = tuple(f"{c.document}:{c.lines[0]}-{c.lines[1]}" for c in answer.citations)
        return cls(answer.status.value, places, tuple(citation.quote for citation in answer.citations))


@dataclass(frozen=True)
class Difference:
    """``change`` is status, answer (other words are quoted) or citations (the same words from elsewhere)."""

    id: Any
    question: str
    change: str
    before: Side
    after: Side


def run_diff(run: Invocation, before: Path, after: Path, path: str) -> None:
    """Exit code 1 where anything is answered otherwise."""
    import typer

    from .answerer import Answerer

    with run.refusals():
        one, other = (Answerer.open(folder, run.settings) for folder in (before, after))
        rows = list(read_rows(path))
        for row in rows:
            if row.error is not None:
                raise row.error
        found = list(differences(one, other, rows, run.language))
        for difference in found:
            print_difference(run, difference)
        count = sum(len(row.turns) or 1 for row in rows)
        if not run.options.json:
            changes = [difference.change for difference in found]
            counts = {name: changes.count(name) for name in ("status", "answer", "citations")}
            run.screen.line(Piece(run.messages.say("diff.summary", count=count, **counts), "strong"))
    if found:
        raise typer.Exit(1)


def differences(
    one: Answerer, other: Answerer, rows: Sequence[QuestionRow], language: str | None
) -> Iterator[Difference]:
    """What is answered otherwise, in the order of the questions; a conversation's turns count each."""
    for row in rows:
        for number, pair in enumerate(zip(_sides(one, row, language), _sides(other, row, language), strict=True)):
            change = _change(*pair)
            if change:
                question = row.turns[number] if row.turns else row.question
                yield Difference(row.id, question, change, *pair)


def _sides(answerer: Answerer, row: QuestionRow, language: str | None) -> Iterator[Side]:
    from .conversation import Conversation

    conversation = Conversation(answerer, language=language)
    for question in row.turns or [row.question]:
        try:
            yield Side.of(conversation.ask(question))
        except QuestionError:
            yield Side.of(None)


def _change(before: Side, after: Side) -> str:
    if before.status != after.status:
        return "status"
    if before.quotes != after.quotes:
        return "answer"
    return "citations" if before.places != after.places else ""


def print_difference(run: Invocation, difference: Difference) -> None:
    if run.options.json:
        run.screen.line(dumps(asdict(difference)))
        return
    say = run.messages.say
    run.screen.line(Piece(f"{difference.id}  {difference.question}", "strong"), hang=2)
    for sign, side in (("-", difference.before), ("+", difference.after)):
        if not side.quotes:
            run.screen.line(f"  {sign} ", say(f"diff.{side.status}"), hang=4)
        for place, quote in zip(side.places, side.quotes, strict=True):
            run.screen.line(
                f"  {sign} ", Piece(place, "place"), f"  {shortened(' '.join(quote.split()), _QUOTE)}", hang=4
            )
