"""What `youju eval` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from .evaluation import MEASURES, Evaluation, Figures, GoldQuestion, evaluate, gold_questions
from .invocation import Invocation
from .output import dumps, shortened
from .rows import QuestionRowInvalid, read_rows
from .screen import Piece

_MISSES = 20


def run_eval(run: Invocation, path: str, *, misses: bool, fit: bool) -> None:
    """Figures by kind and language, or with ``fit`` a calibration; exit code 1 where there is nothing to measure."""
    with run.refusals():
        questions = list(read_questions(path))
        if not questions:
            run.refuse(run.messages.say("eval.nothing", source=path))
        if fit:
            run_fit(run, path, questions)
            return
        evaluation = evaluate(run.answerer, questions)
        if run.options.json:
            run.screen.line(dumps(evaluation_fields(evaluation)))
        else:
            print_evaluation(run, evaluation, misses=misses)


def run_fit(run: Invocation, path: str, questions: Sequence[GoldQuestion]) -> None:
    """Print what answering would risk at which coverage, and the weights to put into a file of one's own."""
    from .calibration import LEAST, TooFew, calibrate

    try:
        found = calibrate(run.answerer, questions)
    except TooFew as error:
        counts = {"answerable": error.answerable, "unanswerable": error.unanswerable, "least": LEAST}
        run.refuse(run.messages.say("eval.too_few", source=path, **counts))
    if run.options.json:
        run.screen.line(dumps({**asdict(found), "levels": [level._asdict() for level in found.levels]}))
        return
    values = {"present": f"{found.present:.3f}", "fitted": f"{found.fitted:.3f}", "count": found.questions}
    run.note(run.messages.say("eval.fitted", **values))
    run.note(Piece(f"{'threshold':>10} {'coverage':>9} {'risk':>7} {'refused':>8}", "strong"))
    for level in found.levels:
        run.note(f"{level.threshold:10.3f} {level.coverage:9.3f} {level.risk:7.3f} {level.refused:8.3f}")
    run.note(run.messages.text("eval.table"))
    run.screen.line('format = "youju-weights"')
    run.screen.line("version = 1")
    run.screen.line()
    run.screen.line("[decision]")
    for name, weight in found.weights.items():
        run.screen.line(f"{name} = {weight:.3f}")


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
