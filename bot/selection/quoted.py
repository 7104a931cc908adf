"""What of the ranked proposals is quoted: the first, and further units for what they add."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from youju.corpus import StatementKind
from youju.corpus.navigation import leads_of
from youju.evidence.candidate import Candidate
from youju.evidence.points import Evidence, Point

from .findings import Findings
from .proposals import UNIT, Proposal
from .sentences import Sentences

SHAPED = frozenset({"list", "comparison"})
"""Structures that are asked for as such, and say of a unit which of its statements are meant."""


def quoted(findings: Findings, ranked: Sequence[Proposal]) -> Evidence:
    """The evidence of the first proposal; of units what decides in each of those that are probable enough.

    ``ranked`` is not empty: every candidate stands in a unit.
    """
    if entries := _explaining(findings):
        return Evidence(tuple(Sentences(replace(findings, ranked=entries)).best()), "sentences")
    ranked = _current_first(findings, ranked)
    lead = ranked[0]
    if lead.structure != UNIT:
        return lead.evidence
    if (inside := _shape_inside(findings, ranked)) is not None:
        return inside.evidence
    sentences = Sentences(findings).best()
    points = [point for unit in _probable(findings, ranked) for point in _deciding(findings, unit, sentences)]
    return Evidence(tuple(points), "sentences")


def _explaining(findings: Findings) -> list[Candidate]:
    """The entries of the option that the question names, best first: each speaks for itself, and nothing for it."""
    explained = findings.inquiry.flags.explained_by
    return [c for c in findings.ranked if explained(c.record.document.text, c.statement)]


def _shape_inside(findings: Findings, ranked: Sequence[Proposal]) -> Proposal | None:
    """The evidence of the shape asked for that the first unit holds whole, or is cut from, where it is probable enough:
    the unit adds only what stands around it, or lacks the rest.
    """
    lead, least = ranked[0], findings.weights["further_share"]
    unit = lead.points[0]
    for proposal in ranked[1:]:
        if math.exp(proposal.score - lead.score) < least:
            return None
        if proposal.structure in SHAPED and (all(map(unit.holds, proposal.points)) or _is_cut_from(unit, proposal)):
            return proposal
    return None


def _is_cut_from(unit: Point, proposal: Proposal) -> bool:
    """Whether all of a unit is some of what a proposal quotes."""
    parts = (Point(unit.record, (number,)) for number in unit.numbers)
    return all(any(point.holds(part) for point in proposal.points) for part in parts)


def _current_first(findings: Findings, ranked: Sequence[Proposal]) -> Sequence[Proposal]:
    """The proposals, the first one after that of a newer edition under the same heading."""
    editions, old = findings.editions, ranked[0].points[0]
    heading = editions.heading(old.record, old.first.section)
    for proposal in ranked[1:] if old.record.document.id in editions.newer else ():
        new = proposal.points[0]
        same = editions.heading(new.record, new.first.section) == heading
        if same and editions.is_newer(new.record.document.id, old.record.document.id):
            return [proposal, *(one for one in ranked if one is not proposal)]
    return ranked


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
    """The sentences of a unit that are chosen as such; else the best of its statements.

    Where the best of them is a row that a lead-in brought along with others, it decides and not all of them.
    """
    point = unit.points[0]
    inside = [p for p in sentences if p.record is point.record and set(p.numbers) <= set(point.numbers)]
    best = next((c for c in findings.ranked if c.record is point.record and c.number in point.numbers), None)
    if best is None:
        return inside or [point]
    if not inside or (best.statement.kind is StatementKind.ROW and _brought(inside, best)):
        return [Point(point.record, (best.number,))]
    return inside


def _brought(points: Sequence[Point], best: Candidate) -> bool:
    """Whether ``points`` are the lead-in of ``best`` with what it introduces."""
    document = best.record.document
    leads = set(leads_of(document, best.number))
    return any(number in leads for point in points for number in point.numbers)
