"""What `youju replay` does: asks the question of an answer again, and says whether it is answered the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from youju.config.version import __version__
from youju.question.turns.message import AskedPart, Understood
from youju.terminal.answers import answer_fields, dumps
from youju.terminal.invocation import Invocation
from youju.terminal.saved import AnswerFileInvalid, read_answers
from youju.terminal.screen import Styled

if TYPE_CHECKING:
    from youju.answerer import Answerer
    from youju.pipeline.explanation import Explanation

_MADE_BY = ("program", "index")


@dataclass(frozen=True)
class Replay:
    """``changes`` are the fields that differ, none where the answer is the same to the byte; ``program`` and ``index``
    among them say what else it was made by.
    """

    receipt: str
    question: str
    same: bool
    changes: tuple[str, ...]


def run_replay(run: Invocation, path: str) -> None:
    """Exit code 1 unless every answer is repeated byte for byte."""
    import typer

    with run.refusals():
        replays = [replay(run.answerer, answer) for answer in replayable(path)]
        for found in replays:
            print_replay(run, found)
    if not all(found.same for found in replays):
        raise typer.Exit(1)


def replayable(path: str) -> Iterator[Mapping[str, Any]]:
    """The answers of a file. Raises ``AnswerFileInvalid``."""
    for answer in read_answers(path):
        lacking = [name for name in ("receipt", "question", "language", *_MADE_BY) if name not in answer]
        if lacking:
            raise AnswerFileInvalid(source=path, reason=f'an answer has no "{lacking[0]}"')
        yield answer


def replay(answerer: Answerer, answer: Mapping[str, Any]) -> Replay:
    """Ask again what ``answer`` (its JSON) answered. Raises ``QuestionError``."""
    question = str(answer["question"])
    again = _ask_again(answerer, question, answer)
    now = {**answer_fields(again.answer, answer.get("id")), "question": question}
    changes = tuple(name for name in sorted(now.keys() | answer.keys()) if now.get(name) != answer.get(name))
    return Replay(str(answer["receipt"]), question, dumps(now) == dumps(dict(answer)), changes)


def _ask_again(answerer: Answerer, question: str, answer: Mapping[str, Any]) -> Explanation:
    """Completed, and taken for several questions, as it was."""
    parts = tuple(AskedPart(str(part["question"]), part["completed"]) for part in answer.get("parts", ()))
    understood = Understood(question, parts, answer.get("completed"))
    return answerer.explain(understood, language=str(answer["language"]))


def print_replay(run: Invocation, found: Replay) -> None:
    if run.options.json:
        run.screen.line(dumps(asdict(found)))
        return
    say = run.messages.say
    if found.same:
        run.screen.line(say("replay.same", receipt=found.receipt, question=found.question), hang=2)
        return
    made = [run.messages.say(f"replay.{name}", program=__version__) for name in _MADE_BY if name in found.changes]
    differs = [name for name in found.changes if name not in (*_MADE_BY, "receipt", "id")]
    told = say("replay.differs", fields=", ".join(differs)) if differs else say("replay.as_before")
    line = say("replay.changed", receipt=found.receipt, question=found.question, told="; ".join([*made, told]))
    run.screen.line(Styled(line, "error"), hang=2)
