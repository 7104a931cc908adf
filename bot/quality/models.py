"""The two linear models that weigh evidence and decide, and how they are fitted.

Evidence is a listwise model: a softmax over the statements of one question, the loss being minus the log of the
probability of those that hold the gold. Decision is logistic regression with both classes of equal weight. Both are
drawn towards the weights that they begin with, so that a feature which the questions say little about keeps its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Listing(NamedTuple):
    """The statements of one question: features ``(statements, features)`` and which of them hold the gold."""

    features: Array
    gold: Array


class Case(NamedTuple):
    """The decision's features for one question, whether it should be answered, and how much the question counts."""

    features: Array
    answerable: bool
    share: float = 1.0


def fit_evidence(rows: Sequence[Listing], prior: Array, pull: float, steps: int = 400, rate: float = 0.05) -> Array:
    """Weights of the listwise model by gradient descent with Adam (Kingma and Ba 2015)."""
    usable = [row for row in rows if row.gold.any()]
    longest = max(len(row.gold) for row in usable)
    features = np.zeros((len(usable), longest, len(prior)))
    gold = np.zeros((len(usable), longest))
    absent = np.full((len(usable), longest), -1e9)
    for number, row in enumerate(usable):
        size = len(row.gold)
        features[number, :size], gold[number, :size], absent[number, :size] = row.features, row.gold, 0.0

    def gradient(weights: Array) -> Array:
        scores = features @ weights + absent
        share = np.exp(scores - scores.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        right = share * gold
        right /= right.sum(axis=1, keepdims=True) + 1e-12
        slope: Array = np.einsum("qs,qsf->f", share - right, features) / len(usable)
        return slope + pull * (weights - prior)

    return descend(gradient, prior, steps, rate)


def fit_decision(rows: Sequence[Case], prior: Array, pull: float, steps: int = 2000, rate: float = 0.05) -> Array:
    """Weights of the logistic model, the bias first; answerable and unanswerable questions count alike."""
    features = with_bias(rows)
    wanted = np.array([float(row.answerable) for row in rows])
    shares = np.array([row.share for row in rows])
    counts = sum(0.5 * shares * side / max((shares * side).sum(), 1e-9) for side in (wanted, 1 - wanted))

    def gradient(weights: Array) -> Array:
        error = counts * (chances(features, weights) - wanted)
        slope: Array = features.T @ error
        return slope + pull * (weights - prior)

    return descend(gradient, prior, steps, rate)


def descend(gradient: Callable[[Array], Array], start: Array, steps: int, rate: float) -> Array:
    """Adam with its usual constants."""
    weights, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, steps + 1):
        slope = gradient(weights)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def first_right(rows: Sequence[Listing], weights: Array, top: int = 1) -> float:
    """The share of questions with the gold in one of the ``top`` statements."""
    right = [row.gold[np.argsort(-(row.features @ weights), kind="stable")[:top]].any() for row in rows]
    return float(np.mean(right)) if right else float("nan")


def with_bias(rows: Sequence[Case]) -> Array:
    """The features of all cases, each row with a one before them; shape ``(cases, 1 + features)``."""
    return np.array([[1.0, *row.features] for row in rows])


def chances(features: Array, weights: Array) -> Array:
    """The probability that each case should be answered."""
    found: Array = 1 / (1 + np.exp(-features @ weights))
    return found


def answers(row: Case, weights: Array) -> bool:
    """Whether a case is rather answered than not."""
    return bool(np.dot(weights, [1.0, *row.features]) >= 0)


def balance(verdicts: Iterable[tuple[bool, bool]]) -> float:
    """The mean of unanswerable refused and answerable answered; a verdict is whether a question was answered, and
    whether it should be.
    """
    pairs = list(verdicts)
    kept = [answered for answered, answerable in pairs if answerable]
    refused = [not answered for answered, answerable in pairs if not answerable]
    return float((np.mean(kept) + np.mean(refused)) / 2)


def balance_of(rows: Sequence[Case], weights: Array) -> float:
    """What a decision by ``weights`` reaches."""
    return balance((answers(row, weights), row.answerable) for row in rows)
