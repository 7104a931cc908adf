"""The review of what was chosen: whether it answers, with all that has to be said beside it; or what is lacking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from youju.config import VerdictPatterns
from youju.evidence.points import Evidence, Point
from youju.index import Searcher
from youju.review.conflicts.disagreement import Disagreements
from youju.selection.chooser import Selection
from youju.selection.findings import Findings

from .decision import features, missing_kind, missing_terms, probability, touches, unnamed
from .introductions import Introductions
from .widened import followed, widened
from .yes_or_no import decided


@dataclass(frozen=True)
class Reviewed:
    """``evidence`` as it is quoted where it ``holds``. ``features`` are what the ``probability`` of its answering is
    made of.
    """

    evidence: Evidence
    features: dict[str, float]
    probability: float
    holds: bool


@dataclass(frozen=True)
class Lack:
    """What the documents lack: words, or else a kind of thing. ``known`` is the side of a comparison that they have."""

    terms: tuple[str, ...]
    kind: str
    known: tuple[str, ...]


def review(
    findings: Findings,
    selection: Selection,
    searcher: Searcher,
    patterns: Mapping[str, VerdictPatterns],
    threshold: float | None,
) -> Reviewed:
    """``threshold`` is the least probability from which an answer is given, by default that of weights.toml."""
    inquiry, weights = findings.inquiry, findings.inquiry.weights
    evidence = decided(selection.evidence, findings, patterns)
    introductions = Introductions(findings)
    values = features(findings, evidence, findings.hits, searcher, introductions, selection.proposals)
    chance = probability(values, weights.decision)
    least = threshold if threshold is not None else weights.choice["answer_from"]
    told = any(map(introductions.tell, evidence.points))  # a version above an entry is quoted with it
    lacks = chance < least or bool(unnamed(findings, widened(evidence, introductions)) and not told)
    if lacks or not findings.matcher.asks or not touches(inquiry, evidence):
        return Reviewed(evidence, values, chance, holds=False)
    evidence = _settled(findings, evidence)
    if evidence.disagreements:
        evidence = replace(evidence, verdict=None)
    return Reviewed(introductions.put(widened(followed(evidence, findings), introductions)), values, chance, holds=True)


def _settled(findings: Findings, evidence: Evidence) -> Evidence:
    """``evidence`` with the other side of what it says; an older edition is no other side, but is named as such."""
    newer, ids = findings.editions.newer, {point.record.document.id for point in evidence.points}
    ranked = [c for c in findings.ranked if c.record.document.id not in newer]
    settled = Disagreements(findings.inquiry, findings.reader, findings.inquiry.weights.conflict).settle(
        evidence, ranked
    )
    sides = [d for d in settled.disagreements if not _are_editions(findings, d.first, d.second)]
    replaced = tuple((old, newer[old].document.id) for old in sorted(ids & newer.keys()))
    points = settled.points
    if evidence.structure == "sentences":
        last = {old for old, new in replaced if new in ids}
        points = tuple(sorted(points, key=lambda point: point.record.document.id in last))
    return replace(settled, points=points, disagreements=tuple(sides), replaced=replaced)


def _are_editions(findings: Findings, one: Point, other: Point) -> bool:
    ids = one.record.document.id, other.record.document.id
    return findings.editions.is_newer(*ids) or findings.editions.is_newer(*ids[::-1])


def lacking(findings: Findings, evidence: Evidence, near: Sequence[Point] = ()) -> Lack:
    """What is missing where ``evidence`` does not hold and ``near`` is quoted, in the asker's own letters."""
    question = findings.question
    unknown = [question.as_written(side) for side in evidence.unknown]
    missing = unknown or missing_terms(findings)
    kind = "" if missing else missing_kind(findings, evidence, near)
    return Lack(tuple(missing), kind, tuple(question.as_written(side) for side in evidence.known))
