"""What the commands `index`, `ask` and `search` do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from youju.terminal.answers import answer_fields, dumps, error_fields, hit_fields, print_answer, print_hit
from youju.terminal.invocation import Invocation
from youju.terminal.rows import QuestionRow, read_rows
from youju.terminal.screen import Styled

if TYPE_CHECKING:
    from youju.composition.answer import Answer
    from youju.config import Messages
    from youju.index import Hit
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


def run_search(run: Invocation, query: str | None, rows: str | None, top: int) -> None:
    """Ranked passages for one query, or for every row."""
    with run.refusals():
        if rows is not None:
            each_row(run, rows, lambda run, row: search_row(run, row, top))
        elif query is not None:
            search_one(run, query, top)


def search_one(run: Invocation, query: str, top: int) -> None:
    hits = run.answerer.search(query, top)
    snapshot = run.answerer.snapshot
    if run.options.json:
        run.screen.line(dumps({"query": query, "hits": [hit_fields(hit, snapshot) for hit in hits]}))
        return
    for hit in hits:
        print_hit(run.screen, hit, snapshot)
    if not hits:
        run.screen.line(run.messages.text("say.no_hits"))


RowAction = Callable[[Invocation, QuestionRow], None]


def each_row(run: Invocation, path: str, action: RowAction) -> None:
    """Every row in order; one bad row never stops the others, and makes the exit code 1."""
    import typer

    from youju.corpus import QuestionError

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
            tell_failed(run, row, run.messages.error(error))
    if failed:
        run.note(run.messages.say("say.rows_failed", failed=failed, count=count))
        raise typer.Exit(1)


def tell_failed(run: Invocation, row: QuestionRow, line: str) -> None:
    if run.options.json:
        run.screen.line(dumps(error_fields(row.id, line)))
    else:
        run.note(Styled(run.messages.say("say.error", line=line), "error"))


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


def search_row(run: Invocation, row: QuestionRow, top: int) -> None:
    hits: list[Hit] = run.answerer.search(row.question, top)
    snapshot = run.answerer.snapshot
    if run.options.json:
        run.screen.line(dumps({"id": row.id, "hits": [hit_fields(hit, snapshot) for hit in hits]}))
        return
    run.screen.line(Styled(row.question, "strong"))
    for hit in hits:
        print_hit(run.screen, hit, snapshot)
    run.screen.line()


def run_index(run: Invocation, paths: list[Path], *, rebuild: bool, forget: list[Path]) -> None:
    """Bring the index up to date and say what was done."""
    from .index import build

    with run.refusals():
        build(run, paths, rebuild=rebuild, forget=forget)
