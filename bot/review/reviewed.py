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
from .widened import widened
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
    lacks = chance < least or bool(unnamed(findings, evidence))
    if lacks or not findings.matcher.asks or not touches(inquiry, evidence):
        return Reviewed(evidence, values, chance, holds=False)
    evidence = Disagreements(inquiry, findings.reader, weights.conflict).settle(evidence, findings.ranked)
    if evidence.disagreements:
        evidence = replace(evidence, verdict=None)
    return Reviewed(introductions.put(widened(evidence)), values, chance, holds=True)


def lacking(findings: Findings, evidence: Evidence, near: Sequence[Point] = ()) -> Lack:
    """What is missing where ``evidence`` does not hold and ``near`` is quoted, in the asker's own letters."""
    question = findings.question
    unknown = [question.as_written(side) for side in evidence.unknown]
    missing = unknown or missing_terms(findings)
    kind = "" if missing else missing_kind(findings, evidence, near)
    return Lack(tuple(missing), kind, tuple(question.as_written(side) for side in evidence.known))
