"""From which probability an answer is given, and from which down to that what comes nearest is shown.

Fitted on probabilities of questions whose collection the model was not fitted on: those of its own questions are too
sure. Every collection counts the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from .listwise import Flags
from .models import Array, Case, chances, fit_decision, with_bias

_GRID = tuple(step / 200 for step in range(201))


class Judged(NamedTuple):
    """A question of a collection with the probability that it would be answered with.

    ``right`` says whether the answer that would be given holds the gold, ``near`` whether what would be shown as the
    nearest does.
    """

    collection: str
    probability: float
    answerable: bool
    right: bool
    near: bool


class Thresholds(NamedTuple):
    """Answered from ``answer_from`` on; from ``near_from`` up to it the nearest is shown.

    Means over collections at these: of answerable questions those ``answered``, those answered ``rightly``, those
    refused with the gold in what is ``shown``; of unanswerable ones those ``refused``, those with nothing shown
    (``silent``).
    """

    answer_from: float
    near_from: float
    answered: float
    rightly: float
    shown: float
    refused: float
    silent: float


def fit_thresholds(judged: Sequence[Judged], error: float = 0.5) -> Thresholds:
    """The thresholds at which most is right.

    ``answer_from`` is where the share of answerable questions answered rightly and that of unanswerable ones refused
    have the greatest sum, less ``error`` times the share answered wrongly: the asker sees the source of an answer that
    misses, and a refusal would have missed it, too. ``near_from`` is where, of those refused, most with the gold near
    are shown and fewest of the unanswerable.
    """
    table = _Table(judged)
    answer_from = max(_GRID, key=lambda start: table.worth(start, error))
    below = [start for start in _GRID if start <= answer_from]
    return table.at(answer_from, max(below, key=lambda start: table.nearness(start, answer_from)))


def left_out_chances(collections: Mapping[str, Sequence[Case]], prior: Array, pull: float) -> dict[str, Array]:
    """For each collection the probabilities of its cases by a decision fitted on the others; ``prior`` has the bias
    first.
    """
    found = {}
    for name, rows in collections.items():
        others = [
            case._replace(share=case.share / max(len(cases), 1))
            for other, cases in collections.items()
            if other != name
            for case in cases
        ]
        both = {case.answerable for case in others} == {True, False}
        found[name] = chances(with_bias(rows), fit_decision(others, prior, pull) if both else prior)
    return found


class _Table:
    """The judged questions as arrays, with what each counts."""

    def __init__(self, judged: Sequence[Judged]) -> None:
        self._sure = np.array([one.probability for one in judged])
        self._right = np.array([one.right for one in judged], dtype=np.bool_)
        self._near = np.array([one.near for one in judged], dtype=np.bool_)
        answerable = np.array([one.answerable for one in judged], dtype=np.bool_)
        self._answerable = _evenly(judged, answerable)
        self._unanswerable = _evenly(judged, ~answerable)

    def worth(self, answer_from: float, error: float) -> float:
        answered = self._sure >= answer_from
        right = self._answerable[answered & self._right].sum()
        wrong = self._answerable[answered & ~self._right].sum()
        return float(right - error * wrong + self._unanswerable[~answered].sum())

    def nearness(self, near_from: float, answer_from: float) -> float:
        shown = (self._sure < answer_from) & (self._sure >= near_from)
        return float(self._answerable[shown & self._near].sum() - self._unanswerable[shown].sum())

    def at(self, answer_from: float, near_from: float) -> Thresholds:
        answered = self._sure >= answer_from
        shown = ~answered & (self._sure >= near_from)
        sums = (
            self._answerable[answered].sum(),
            self._answerable[answered & self._right].sum(),
            self._answerable[shown & self._near].sum(),
            self._unanswerable[~answered].sum(),
            self._unanswerable[~answered & ~shown].sum(),
        )
        return Thresholds(answer_from, near_from, *map(float, sums))


def _evenly(judged: Sequence[Judged], chosen: Flags) -> Array:
    """What each chosen question counts: a collection's together as much as another's, all together 1."""
    counts = np.zeros(len(judged))
    names = sorted({one.collection for one, taken in zip(judged, chosen, strict=True) if taken})
    for name in names:
        own = np.array([one.collection == name for one in judged]) & chosen
        counts[own] = 1 / own.sum() / len(names)
    return counts
