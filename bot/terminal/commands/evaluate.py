"""What `youju eval` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from youju.quality.evaluation import MEASURES, Evaluation, Figures, GoldQuestion, Score, evaluate, gold_questions
from youju.terminal.answers import dumps, shortened
from youju.terminal.invocation import Invocation
from youju.terminal.rows import QuestionRowInvalid, read_rows
from youju.terminal.screen import Styled

_QUESTION = 100
_COLUMNS = (*((name, 7) for name in MEASURES), ("answered", 9))
"""What is printed of the answerable questions, each with its width."""


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
    from youju.quality.calibration import LEAST, TooFew, calibrate

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
    run.note(Styled(f"{'threshold':>10} {'coverage':>9} {'risk':>7} {'refused':>8}", "strong"))
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
        "conflict": evaluation.all.conflict,
        "kinds": {name: _fields(figures) for name, figures in evaluation.kinds.items()},
        "languages": {name: _fields(figures) for name, figures in evaluation.languages.items()},
        "misses": [score.question.id for score in evaluation.misses],
    }


def _fields(figures: Figures | None) -> dict[str, Any] | None:
    return asdict(figures) if figures else None


def print_evaluation(run: Invocation, evaluation: Evaluation, *, misses: bool) -> None:
    """A block of kinds, one of languages, and the whole: answerable questions to the left, the others to the right."""
    run.screen.line(Styled(f"{'':17}{'answerable':38}{'unanswerable':>16}", "strong"))
    heads = "".join(f"{name:>{width}}" for name, width in _COLUMNS)
    run.screen.line(Styled(f"{'':13}{'n':>5}{heads}{'n':>7}{'refused':>9}{'chars':>7}", "strong"))
    for group in (evaluation.kinds, evaluation.languages):
        for name, figures in group.items():
            run.screen.line(_figures_line(name, figures))
        if group:
            run.screen.line()
    run.screen.line(Styled(_figures_line("all", evaluation.all), "strong"))
    print_summary(run, evaluation)
    if misses:
        print_misses(run, evaluation.misses)


def print_summary(run: Invocation, evaluation: Evaluation) -> None:
    if evaluation.balance is not None:
        run.screen.line(f"balance {evaluation.balance:.3f}")
    disputed = [score for score in evaluation.scores if score.question.conflict]
    if disputed:
        counts = {"count": len(disputed), "shown": sum(score.conflict for score in disputed)}
        run.screen.line(run.messages.say("eval.conflicts", **counts))


def _figures_line(name: str, figures: Figures) -> str:
    cells = "".join(_cell(getattr(figures, column), width) for column, width in _COLUMNS)
    answerable = f"{name:13}{figures.count - figures.unanswerable:5d}{cells}"
    return f"{answerable}{figures.unanswerable:7d}{_cell(figures.declined, 9)}{figures.length:7.0f}"


def _cell(value: float | None, width: int) -> str:
    return f"{'-':>{width}}" if value is None else f"{value:{width}.3f}"


def print_misses(run: Invocation, misses: Sequence[Score]) -> None:
    """A line each: what was wrong, and the question after those that it continues."""
    for score in misses:
        asked = " → ".join((*score.question.before, score.question.question))
        run.screen.line(f"{score.question.id}  {_wrong(score)}  ", shortened(asked, _QUESTION), hang=4)


def _wrong(score: Score) -> str:
    if score.refused:
        return "refused"
    if not score.question.answerable:
        return "answered"
    return "one-sided" if score.hit else "missed"
