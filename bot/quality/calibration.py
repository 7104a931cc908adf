"""Calibrates the decision on the owner's own questions: `youju eval --fit`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from youju.corpus import QuestionError
from youju.review import decision

from .evaluation import continued, meets
from .models import Array, Case, answers, balance, balance_of, chances, fit_decision, with_bias

if TYPE_CHECKING:
    from youju.answerer import Answerer

    from .evaluation import GoldQuestion

NAMES = ("bias", *decision.FEATURES)
LEAST = 10
"""Answerable and unanswerable questions each: with fewer the fit would follow single questions."""
_FOLDS = 5
_PULL = 0.05
"""How strongly the weights are drawn to the shipped ones. Balance on the rest of 500 questions after a fit on 20, 60
and 200 of them, five draws, from a bias that is 2 too high or too low: pull 0.002 cmrc2018-abstain 0.944, 0.953, 0.955
and squad-abstain 0.730, 0.793, 0.801; pull 0.05 0.952, 0.953, 0.956 and 0.785, 0.800, 0.801; unfitted 0.86 and 0.68."""
_LEVELS = 10


class Trial(NamedTuple):
    """One question: the decision's features, whether it can be answered, and whether the evidence chosen answers it."""

    case: Case
    right: bool


class Level(NamedTuple):
    """Answering from ``threshold`` on answers the share ``coverage`` of all questions; of those, ``risk`` are wrong."""

    threshold: float
    coverage: float
    risk: float
    refused: float
    """The share of unanswerable questions refused."""


@dataclass(frozen=True)
class Calibration:
    """Weights fitted on all questions; balances by cross-validation: each question judged by a fit without it."""

    weights: dict[str, float]
    present: float
    fitted: float
    levels: tuple[Level, ...]
    questions: int


class TooFew(ValueError):
    """``answerable`` and ``unanswerable`` are how many questions there are of each."""

    def __init__(self, answerable: int, unanswerable: int) -> None:
        super().__init__(f"{answerable} answerable, {unanswerable} unanswerable")
        self.answerable, self.unanswerable = answerable, unanswerable


def calibrate(answerer: Answerer, questions: Sequence[GoldQuestion]) -> Calibration:
    """Fit the decision on ``questions`` and say what comes of it. Raises ``TooFew``."""
    rows = list(trials(answerer, questions))
    answerable = sum(row.case.answerable for row in rows)
    if min(answerable, len(rows) - answerable) < LEAST:
        raise TooFew(answerable, len(rows) - answerable)
    shipped = answerer.machinery.weights.decision
    prior = np.array([shipped.get(name, 0.0) for name in NAMES])
    cases = [row.case for row in rows]
    fitted = fit_decision(cases, prior, _PULL)
    return Calibration(
        dict(zip(NAMES, map(float, fitted), strict=True)),
        balance_of(cases, prior),
        crossed(cases, prior),
        tuple(levels(rows, fitted)),
        len(rows),
    )


def trials(answerer: Answerer, questions: Sequence[GoldQuestion]) -> Iterator[Trial]:
    """Every question tried; one that is refused as no question is left out."""
    for question in questions:
        try:
            explanation = continued(answerer, question).explain(question.question)
        except QuestionError:
            continue
        quotes = "".join(point.span.of(point.record.document.text) for point in explanation.evidence.points)
        features = np.array([explanation.decision[name] for name in decision.FEATURES])
        right = question.answerable and bool(quotes) and meets(quotes, question.gold)
        yield Trial(Case(features, question.answerable), right)


def crossed(cases: Sequence[Case], prior: Array) -> float:
    """The balance where each fold is judged by a fit on the others; classes are spread evenly over the folds."""
    ordered = sorted(range(len(cases)), key=lambda number: cases[number].answerable)
    verdicts: list[tuple[bool, bool]] = []
    for fold in range(_FOLDS):
        held = set(ordered[fold::_FOLDS])
        weights = fit_decision([case for number, case in enumerate(cases) if number not in held], prior, _PULL)
        verdicts += [(answers(cases[number], weights), cases[number].answerable) for number in held]
    return balance(verdicts)


def levels(rows: Sequence[Trial], weights: Array) -> Iterator[Level]:
    """Risk and coverage at ``_LEVELS`` thresholds, from the surest tenth of the questions to all of them."""
    sure = chances(with_bias([row.case for row in rows]), weights)
    right = np.array([row.right for row in rows])
    unanswerable = np.array([not row.case.answerable for row in rows])
    ordered = np.sort(sure)[::-1]
    for tenth in range(1, _LEVELS + 1):
        threshold = float(ordered[max(round(len(rows) * tenth / _LEVELS), 1) - 1])
        answered = sure >= threshold
        yield Level(
            threshold,
            float(answered.mean()),
            float(1 - right[answered].mean()),
            float(1 - answered[unanswerable].mean()) if unanswerable.any() else 1.0,
        )
