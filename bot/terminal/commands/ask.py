"""What `youju ask` does: one answer, or one for every row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from youju.terminal.answers import answer_fields, dumps, print_answer
from youju.terminal.invocation import Invocation
from youju.terminal.rows import QuestionRow, each_row
from youju.terminal.screen import Styled

if TYPE_CHECKING:
    from youju.composition.answer import Answer
    from youju.config import Messages
    from youju.pipeline.pipeline import Explanation


def run_ask(run: Invocation, question: str | None, rows: str | None, *, why: bool) -> None:
    """One answer, or one for every row."""
    with run.refusals():
        if rows is not None:
            each_row(run, rows, answer_row)
        elif question is not None:
            ask_one(run, question, why)


def ask_one(run: Invocation, question: str, why: bool) -> None:
    if not (run.options.json or why) and _replied(run, question):
        return
    explanation = run.answerer.explain(question, language=run.language)
    answer = explanation.answer
    if run.options.json:
        reasons = {"why": _reasons(explanation)} if why else {}
        run.screen.line(dumps({**answer_fields(answer), **reasons}))
        return
    print_answer(run.screen, answer, _words(answer))
    if why:
        from youju.terminal.reasons import Reasons

        run.screen.line()
        Reasons(run.screen, run.messages, run.answerer).print(explanation)


def _replied(run: Invocation, text: str) -> bool:
    """Whether ``text`` was a courtesy and has its reply. As JSON it is what it is to the documents: not found."""
    from youju.config import Messages
    from youju.question.smalltalk import courtesy

    said = courtesy(text)
    if said is not None:
        language = run.answerer.frame_language(run.language, said.language)
        run.screen.line(Messages(language).text(f"courtesy.ask_{said.kind}"))
    return said is not None


def _reasons(explanation: Explanation) -> Any:
    from youju.terminal.reasons import explanation_fields

    return explanation_fields(explanation)


def _words(answer: Answer) -> Messages:
    """The words around an answer are in its language."""
    from youju.config import Messages

    return Messages(answer.language)


def answer_row(run: Invocation, row: QuestionRow) -> None:
    answers = list(_answers(run, row))
    if not run.options.json:
        for answer in answers:
            run.screen.line(Styled(answer.question, "strong"))
            print_answer(run.screen, answer, _words(answer))
            run.screen.line()
    elif row.turns:
        run.screen.line(dumps({"id": row.id, "turns": [answer_fields(answer) for answer in answers]}))
    else:
        run.screen.line(dumps(answer_fields(answers[0], row.id)))


def _answers(run: Invocation, row: QuestionRow) -> Iterable[Answer]:
    if not row.turns:
        return [run.answerer.ask(row.question, language=run.language)]
    from youju.conversation import Conversation

    conversation = Conversation(run.answerer, language=run.language)
    return [conversation.ask(question) for question in row.turns]
