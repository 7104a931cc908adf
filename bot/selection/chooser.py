"""Chooses the evidence: from ranked statements to the points of an answer, by what the kind of question needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from youju.evidence.announcements import Opinions
from youju.evidence.points import Evidence, Point, apart, together
from youju.question.kinds import Kind

from .choice import choice
from .comparison import comparison, unknown_side
from .findings import Findings
from .lists import list_asked
from .same_question import same_question
from .sentences import sentences
from .steps import steps
from .terms import term, terms_of_sides

Picker = Callable[[Findings], Evidence | None]
"""One way of choosing; it is given findings with a candidate at least."""

PICKERS: Mapping[Kind, tuple[Picker, ...]] = {
    Kind.DEFINITION: (same_question, term),
    Kind.LIST: (same_question, list_asked),
    Kind.HOWTO: (same_question, steps),
    Kind.COMPARISON: (unknown_side, same_question, comparison, terms_of_sides),
    Kind.CHOICE: (same_question, choice),
}
"""The ways of a kind in order: the first that gives evidence. Other kinds have the answer to the same question; and all
of them the best sentences, where nothing else is found."""


def choose(findings: Findings) -> Evidence:
    """Evidence for the question; empty where nothing was ranked."""
    if not findings.ranked:
        return Evidence((), "none")
    pickers = PICKERS.get(findings.question.kind, (same_question,))
    found = next((evidence for pick in pickers if (evidence := pick(findings)) is not None), None)
    found = found or sentences(findings)
    points = apart(_with_opinions(findings, found.points))
    return replace(found, points=tuple(together(points, findings.signs["quoted_listing"])))


def _with_opinions(findings: Findings, points: Sequence[Point]) -> Iterator[Point]:
    """Each point, one that announces a disagreement with the opinions that follow it; another such not at all.

    Opinions that stand next to each other are quoted apart, so that each is a side of its own.
    """
    opinions, announced = Opinions(findings.cues), False
    for point in points:
        told = opinions.announced(point)[: findings.sentences - 1]
        if told and announced:
            continue
        announced = announced or bool(told)
        yield from (*(_apart(point) if told else [point]), *told)


def _apart(point: Point) -> list[Point]:
    """Every statement of a point by itself."""
    return [Point(point.record, (number,)) for number in point.numbers]
