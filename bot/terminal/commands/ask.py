"""What `youju ask` does: one answer, or one for every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.terminal.answers import answer_fields, dumps, print_answer
from youju.terminal.invocation import Invocation
from youju.terminal.rows import QuestionRow, each_row
from youju.terminal.screen import Styled

if TYPE_CHECKING:
    from youju.composition.answer import Answer
    from youju.config import Messages
    from youju.conversation import Conversation


def run_ask(run: Invocation, question: str | None, rows: str | None, *, why: bool) -> None:
    """One answer, or one for every row. As JSON and with reasons a courtesy is what it is to the documents."""
    with run.refusals():
        if rows is not None:
            each_row(run, rows, _answer_row)
        elif question is not None and run.options.json:
            _print_fields(run, question, why=why)
        elif question is not None and why:
            _print_reasons(run, question)
        elif question is not None:
            _say(run, question)


def _say(run: Invocation, message: str) -> None:
    from youju.question.turns.smalltalk import Courtesy

    said = _conversation(run).say(message)
    if isinstance(said, Courtesy):
        run.screen.line(_words(said.language).text(f"courtesy.ask_{said.kind}"))
    else:
        print_answer(run.screen, said, _words(said.frame))


def _print_reasons(run: Invocation, question: str) -> None:
    from youju.terminal.reasons import Reasons

    explanation = run.answerer.explain(question, language=run.language)
    print_answer(run.screen, explanation.answer, _words(explanation.answer.frame))
    run.screen.line()
    Reasons(run.screen, run.messages, run.answerer).print(explanation)


def _print_fields(run: Invocation, question: str, *, why: bool) -> None:
    from youju.terminal.reasons import explanation_fields

    explanation = run.answerer.explain(question, language=run.language)
    reasons = {"why": explanation_fields(explanation)} if why else {}
    run.screen.line(dumps({**answer_fields(explanation.answer), **reasons}))


def _answer_row(run: Invocation, row: QuestionRow) -> None:
    answers = _answers(run, row)
    if not run.options.json:
        for answer in answers:
            run.screen.line(Styled(answer.question, "strong"))
            print_answer(run.screen, answer, _words(answer.frame))
            run.screen.line()
    elif row.turns:
        run.screen.line(dumps({"id": row.id, "turns": [answer_fields(answer) for answer in answers]}))
    else:
        run.screen.line(dumps(answer_fields(answers[0], row.id)))


def _answers(run: Invocation, row: QuestionRow) -> list[Answer]:
    """Of a row with turns one each, of any other one."""
    conversation = _conversation(run)
    return [conversation.ask(question) for question in row.turns or [row.question]]


def _conversation(run: Invocation) -> Conversation:
    from youju.conversation import Conversation

    return Conversation(run.answerer, language=run.language)


def _words(language: str) -> Messages:
    """The words around an answer are in its language."""
    from youju.config import Messages

    return Messages(language)
