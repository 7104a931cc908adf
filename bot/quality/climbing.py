"""Climbs to field weights of the retrieval, one number at a time, while more questions find their document first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from youju.answerer import Answerer
from youju.index import ALL_FIELDS, FieldWeight, Leaders

Fields = Mapping[str, FieldWeight]

_LEAST_GAIN = 2e-4
"""A smaller gain than this share of the questions is noise."""
_SCALES, _K1, _B = (0.5, 0.7, 1.4, 2.0), (0.6, 0.9, 1.2, 1.6, 2.2), (0.3, 0.5, 0.65, 0.75, 0.85)


class Course:
    """The questions of one set over its index, with the documents that hold their answers and the half to fit on."""

    def __init__(self, answerer: Answerer, rows: Sequence[Mapping[str, Any]], fits: Sequence[bool]) -> None:
        numbers = answerer.snapshot.numbers
        self._leaders = Leaders(answerer.snapshot, [answerer.query(row["question"]) for row in rows])
        self._gold = [{numbers[name] for name in row["sources"] if name in numbers} for row in rows]
        self._fits = np.array(fits, dtype=bool)

    def first(self, fields: Fields) -> tuple[float, float]:
        """The share of questions whose document comes first: of the half to fit on, and of the other half."""
        leaders = self._leaders.under(fields)
        right = np.array([number in gold for number, gold in zip(leaders, self._gold, strict=True)])
        return float(right[self._fits].mean()), float(right[~self._fits].mean())

    def keep(self, fields: Fields) -> None:
        """Forget the scores of other parameters than these."""
        self._leaders.keep(fields)


def climb(courses: Sequence[Course], fields: Fields, rounds: int = 2) -> dict[str, FieldWeight]:
    """The fields with each number moved to where the fitted halves gain most, ``rounds`` times over all fields."""
    best = dict(fields)
    reached = _reached(courses, best)
    for _ in range(rounds):
        for name in ALL_FIELDS:
            for tried in _around(best[name]):
                there = {**best, name: tried}
                gained = _reached(courses, there)
                if gained > reached + _LEAST_GAIN:
                    best, reached = there, gained
            for course in courses:
                course.keep(best)
    return best


def _reached(courses: Iterable[Course], fields: Fields) -> float:
    return sum(course.first(fields)[0] for course in courses)


def _around(field: FieldWeight) -> Iterator[FieldWeight]:
    yield from (field._replace(weight=round(field.weight * scale, 3)) for scale in _SCALES)
    yield from (field._replace(k1=k1) for k1 in _K1 if k1 != field.k1)
    yield from (field._replace(b=b) for b in _B if b != field.b)
