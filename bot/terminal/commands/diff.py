"""What `youju diff` does: the same questions to two indexes, and what is answered otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

from youju.composition.citations import SourceLine
from youju.corpus import QuestionError
from youju.terminal.answers import dumps, shortened
from youju.terminal.invocation import Invocation
from youju.terminal.rows import QuestionRow, read_rows
from youju.terminal.screen import Styled

if TYPE_CHECKING:
    from youju.answerer import Answerer
    from youju.composition.answer import Answer

_QUOTE = 100
CHANGES = ("status", "answer", "citations")
"""The gravest first."""


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
        lines = map(SourceLine.of, answer.citations)
        places = tuple(f"{line.document}{line.where()}" for line in lines)
        return cls(answer.status.value, places, tuple(citation.quote for citation in answer.citations))


@dataclass(frozen=True)
class Difference:
    """``change`` is status, answer (other words are quoted) or citations (the same words from elsewhere).

    ``turn`` counts from 1 where the question is one of a conversation.
    """

    id: Any
    question: str
    change: str
    before: Side
    after: Side
    turn: int | None = None


def run_diff(run: Invocation, before: Path, after: Path, path: str) -> None:
    """Exit code 1 where anything is answered otherwise."""
    import typer

    from youju.answerer import Answerer

    with run.refusals():
        one, other = (Answerer.open(folder, run.settings) for folder in (before, after))
        rows = list(read_rows(path))
        for row in rows:
            if row.error is not None:
                raise row.error
        found = list(differences(one, other, rows, run.language))
        if run.options.json:
            for difference in found:
                run.screen.line(dumps(asdict(difference)))
        else:
            print_differences(run, found, sum(len(row.turns) or 1 for row in rows))
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
                yield Difference(row.id, question, change, *pair, number + 1 if row.turns else None)


def _sides(answerer: Answerer, row: QuestionRow, language: str | None) -> Iterator[Side]:
    from youju.conversation import Conversation

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


def print_differences(run: Invocation, found: Sequence[Difference], count: int) -> None:
    """Grouped by what changed, the gravest first, and how many of each there are at the end."""
    counts = {}
    for change in CHANGES:
        group = [difference for difference in found if difference.change == change]
        counts[change] = len(group)
        if group:
            run.screen.line(Styled(run.messages.say(f"diff.{change}", count=len(group)), "strong"))
            run.screen.line()
        for difference in group:
            print_difference(run, difference)
            run.screen.line()
    run.screen.line(Styled(run.messages.say("diff.summary", count=count, **counts), "strong"))


def print_difference(run: Invocation, difference: Difference) -> None:
    """The question, then a line a quote: gone, new, or the same and where it stands in both."""
    before, after = difference.before, difference.after
    turn = f"/{difference.turn}" if difference.turn else ""
    run.screen.line(Styled(f"{difference.id}{turn}  {difference.question}", "strong"), hang=2)
    _print_status(run, "-", before)
    matcher = SequenceMatcher(None, before.quotes, after.quotes, autojunk=False)
    for same, first, first_end, other, other_end in matcher.get_opcodes():
        if same == "equal":
            pairs = zip(before.places[first:first_end], after.places[other:other_end], strict=True)
            moves = [one if one == two else f"{one} → {two}" for one, two in pairs]
            _print_quotes(run, "=", moves, before.quotes[first:first_end])
        else:
            _print_quotes(run, "-", before.places[first:first_end], before.quotes[first:first_end])
            _print_quotes(run, "+", after.places[other:other_end], after.quotes[other:other_end])
    _print_status(run, "+", after)


def _print_status(run: Invocation, sign: str, side: Side) -> None:
    if not side.quotes:
        run.screen.line(f"  {sign} ", run.messages.say(f"diff.{side.status}"), hang=4)


def _print_quotes(run: Invocation, sign: str, places: Sequence[str], quotes: Sequence[str]) -> None:
    for where, quote in zip(places, quotes, strict=True):
        told = shortened(" ".join(quote.split()), _QUOTE)
        run.screen.line(f"  {sign} ", Styled(where, "place"), f"  {told}", hang=4)
