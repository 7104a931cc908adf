"""Chooses the evidence: from ranked statements to the points of an answer, by what the kind of question needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from youju.corpus import StatementKind
from youju.evidence.announcements import Opinions
from youju.evidence.points import Evidence, Point, apart, together
from youju.question.kinds import Kind
from youju.selection.shapes.choice import choice
from youju.selection.shapes.comparison import comparison, unknown_side
from youju.selection.shapes.lists import list_asked
from youju.selection.shapes.steps import steps

from .findings import Findings
from .proposals import Proposal, Proposals
from .quoted import quoted
from .same_question import same_question
from .terms import term

Picker = Callable[[Findings], Evidence | None]
"""One way of choosing; it is given findings with a candidate at least."""

PICKERS: Mapping[Kind, tuple[Picker, ...]] = {
    Kind.DEFINITION: (same_question, term),
    Kind.LIST: (same_question, list_asked),
    Kind.HOWTO: (same_question, steps),
    Kind.COMPARISON: (same_question, comparison),
    Kind.CHOICE: (same_question, choice),
}
"""The ways of a kind that give answers of a shape of their own. Other kinds have the answer to the same question; all
of them the units that were found.
"""


_LISTED = frozenset({StatementKind.ITEM, StatementKind.ROW})


class Selection(NamedTuple):
    """The evidence chosen, and all proposals for it, best first."""

    evidence: Evidence
    proposals: tuple[Proposal, ...] = ()


def choose(findings: Findings) -> Selection:
    """Evidence for the question; empty where nothing was ranked.

    Every way proposes, and what the model ranks first leads. A side that no document has is no matter of rank.
    """
    if not findings.ranked:
        return Selection(Evidence((), "none"))
    shaped = (pick(findings) for pick in PICKERS.get(findings.question.kind, (same_question,)))
    ranked = Proposals(findings).ranked([found for found in shaped if found is not None and found.points])
    if findings.question.kind is Kind.COMPARISON and (unknown := unknown_side(findings)):
        return Selection(unknown, tuple(ranked))
    found = quoted(findings, ranked)
    opinions = list(_with_opinions(findings, found.points))
    points = together(apart(opinions), findings.signs["quoted_listing"])
    told = len(opinions) > len(found.points)  # each opinion is a side of its own
    evidence = replace(found, points=tuple(points if told else _joined(points)))
    return Selection(evidence, tuple(ranked))


def _joined(points: Sequence[Point]) -> list[Point]:
    """The points with items or rows that follow each other in one list or table, and their lead-in, as one slice."""
    joined: list[Point] = []
    for point in points:
        if joined and _goes_on(joined[-1], point):
            joined[-1] = Point(point.record, (*joined[-1].numbers, *point.numbers))
        else:
            joined.append(point)
    return joined


def _goes_on(one: Point, other: Point) -> bool:
    """Whether ``other`` is the next item or row of the list of ``one``, or the first that it introduces."""
    if one.record is not other.record or other.numbers[0] != one.numbers[-1] + 1:
        return False
    last, first = one.record.document.statements[one.numbers[-1]], other.first
    listed = first.kind in _LISTED and not first.is_entry and last.section == first.section
    return listed and (last.kind is first.kind or first.lead in one.numbers)


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
