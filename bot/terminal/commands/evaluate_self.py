"""What `youju eval --self` does."""

from __future__ import annotations

from typing import Any

from youju.quality.self_evaluation import Outcome, SelfEvaluation, evaluate_self
from youju.terminal.answers import dumps, shortened
from youju.terminal.invocation import Invocation
from youju.terminal.screen import Styled

_QUESTION = 100
_SHOWN = 5
"""Misses that are listed where not all of them are asked for."""


def run_self(run: Invocation, count: int, *, misses: bool) -> None:
    """Figures by kind, the reliability of the confidence and what to do; exit code 1 where no question can be made."""
    with run.refusals():
        found = evaluate_self(run.answerer, count)
        if not found.outcomes:
            run.refuse(run.messages.say("eval.self_nothing"))
        if run.options.json:
            run.screen.line(dumps(self_fields(found)))
        else:
            print_self(run, found, misses=misses)


def self_fields(found: SelfEvaluation) -> dict[str, Any]:
    return {
        "documents": found.documents,
        "questions": len(found.outcomes),
        "kinds": {row.kind: row._asdict() for row in found.rows},
        "unanswerable": {"count": found.unanswerable, "refused": found.declined},
        "confidence": [one._asdict() for one in found.bins],
        "advice": list(found.advice),
        "misses": [_miss(one) for one in found.misses],
    }


def _miss(one: Outcome) -> dict[str, Any]:
    question = one.question
    return {
        "question": question.text,
        "kind": question.kind,
        "document": question.document,
        "start": question.start,
        "end": question.end,
        "refused": one.refused,
    }


def print_self(run: Invocation, found: SelfEvaluation, *, misses: bool) -> None:
    """Kinds, confidence, advice, and the first misses or all of them."""
    screen, messages = run.screen, run.messages
    screen.line(messages.say("eval.self_made", count=len(found.outcomes), documents=found.documents))
    screen.line()
    screen.line(Styled(f"{'':13}{'n':>5}{'hit':>8}{'first':>8}{'refused':>9}", "strong"))
    for row in found.rows:
        line = f"{row.kind:13}{row.questions:5d}{row.hit:8.3f}{row.first:8.3f}{row.refused:9.3f}"
        screen.line(Styled(line, "strong") if row.kind == "all" else line)
    if found.declined is not None:
        screen.line(f"{'unanswerable':13}{found.unanswerable:5d}{'-':>8}{'-':>8}{found.declined:9.3f}")
    screen.line()
    screen.line(Styled(f"{'confidence':13}{'n':>5}{'mean':>8}{'right':>8}", "strong"))
    for number, one in enumerate(found.bins):
        scale = f"{number / len(found.bins):.1f}-{(number + 1) / len(found.bins):.1f}"
        values = f"{one.confidence:8.3f}{one.right:8.3f}" if one.questions else f"{'-':>8}{'-':>8}"
        screen.line(f"{scale:13}{one.questions:5d}{values}")
    screen.line()
    for advice in found.advice:
        screen.line(messages.say(f"eval.self_{advice}"))
    print_misses(run, found, len(found.misses) if misses else _SHOWN)


def print_misses(run: Invocation, found: SelfEvaluation, most: int) -> None:
    """A line each: whether it was refused, the question, and where its answer stands."""
    for one in found.misses[:most]:
        question, verdict = one.question, "refused" if one.refused else "missed"
        place = f"  {question.document} --span {question.start}:{question.end}"
        run.screen.line(f"{verdict:8}", shortened(question.text, _QUESTION), Styled(place, "quiet"), hang=8)
    if len(found.misses) > most:
        run.screen.line(run.messages.say("eval.self_more", count=len(found.misses) - most))
