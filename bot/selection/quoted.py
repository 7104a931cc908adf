"""What of the ranked proposals is quoted: the first, and further units for what they add."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from youju.evidence.points import Evidence, Point

from .findings import Findings
from .proposals import UNIT, Proposal
from .sentences import Sentences


def quoted(findings: Findings, ranked: Sequence[Proposal]) -> Evidence:
    """The evidence of the first proposal; of units what decides in each of those that are probable enough.

    ``ranked`` is not empty: every candidate stands in a unit.
    """
    lead = ranked[0]
    if lead.structure != UNIT:
        return lead.evidence
    sentences = Sentences(findings).best()
    points = [point for unit in _probable(findings, ranked) for point in _deciding(findings, unit, sentences)]
    return Evidence(tuple(points), "sentences")


def _probable(findings: Findings, ranked: Sequence[Proposal]) -> Iterator[Proposal]:
    """The first unit, and the next ones as long as there is room and each has its share of the first one's chance."""
    lead, room = ranked[0], findings.weights["answer_width"] - ranked[0].width
    yield lead
    further = [proposal for proposal in ranked[1:] if proposal.structure == UNIT]
    for proposal in further[: int(findings.weights["further"])]:
        if math.exp(proposal.score - lead.score) < findings.weights["further_share"] or proposal.width > room:
            return
        room -= proposal.width
        yield proposal


def _deciding(findings: Findings, unit: Proposal, sentences: Sequence[Point]) -> list[Point]:
    """The sentences of a unit that are chosen as such; else the best of its statements."""
    point = unit.points[0]
    inside = [p for p in sentences if p.record is point.record and set(p.numbers) <= set(point.numbers)]
    if inside:
        return inside
    best = next((c for c in findings.ranked if c.record is point.record and c.number in point.numbers), None)
    return [Point(point.record, (best.number,))] if best is not None else [point]
