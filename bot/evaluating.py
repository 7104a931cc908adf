"""What `youju eval` does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from .evaluation import MEASURES, Evaluation, Figures, GoldQuestion, evaluate, gold_questions
from .invocation import Invocation
from .output import dumps, shortened
from .rows import QuestionRowInvalid, read_rows
from .screen import Piece

_MISSES = 20


def run_eval(run: Invocation, path: str, *, misses: bool) -> None:
    """Figures by kind and language; exit code 1 where there is nothing to measure."""
    with run.refusals():
        questions = list(read_questions(path))
        if not questions:
            run.refuse(run.messages.say("eval.nothing", source=path))
        evaluation = evaluate(run.answerer, questions)
        if run.options.json:
            run.screen.line(dumps(evaluation_fields(evaluation)))
        else:
            print_evaluation(run, evaluation, misses=misses)


def read_questions(path: str) -> Iterator[GoldQuestion]:
    """Raises ``SourceError`` and ``QuestionRowInvalid``: a measure over some of the rows would mislead."""
    for number, row in enumerate(read_rows(path), 1):
        if row.error is not None:
            raise row.error
        try:
            yield from gold_questions(row.fields)
        except (ValueError, TypeError) as error:
            raise QuestionRowInvalid(source=path, row=number, reason=str(error)) from None


def evaluation_fields(evaluation: Evaluation) -> dict[str, Any]:
    return {
        "answerable": _fields(evaluation.answerable),
        "unanswerable": _fields(evaluation.unanswerable),
        "balance": evaluation.balance,
        "kinds": {name: _fields(figures) for name, figures in evaluation.kinds.items()},
        "languages": {name: _fields(figures) for name, figures in evaluation.languages.items()},
        "misses": [score.question.id for score in evaluation.misses],
    }


def _fields(figures: Figures | None) -> dict[str, Any] | None:
    return asdict(figures) if figures else None


def print_evaluation(run: Invocation, evaluation: Evaluation, *, misses: bool) -> None:
    run.screen.line(Piece(f"{'':14} {'n':>5} " + " ".join(f"{name:>7}" for name in (*MEASURES, "chars")), "strong"))
    for name, figures in (*evaluation.kinds.items(), *evaluation.languages.items()):
        run.screen.line(_figures_line(name, figures))
    for name, total in (("answerable", evaluation.answerable), ("unanswerable", evaluation.unanswerable)):
        if total is not None:
            run.screen.line(Piece(_figures_line(name, total), "strong"))
    if evaluation.balance is not None:
        run.screen.line(f"balance {evaluation.balance:.3f}")
    if misses:
        print_misses(run, evaluation)


def _figures_line(name: str, figures: Figures) -> str:
    values = (getattr(figures, measure) for measure in MEASURES)
    cells = " ".join(f"{'-':>7}" if value is None else f"{value:7.3f}" for value in values)
    return f"{name:14} {figures.count:5d} {cells} {figures.length:7.0f}"


def print_misses(run: Invocation, evaluation: Evaluation) -> None:
    for score in evaluation.misses:
        reason = "refused" if score.refused else "missed" if score.question.answerable else "answered"
        run.screen.line(f"{score.question.id}  {reason}  ", shortened(score.question.question, 100), hang=4)
