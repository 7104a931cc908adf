"""The answer that the documents themselves give to a question that asks the same."""

from __future__ import annotations

from youju.evidence.candidate import Candidate
from youju.evidence.points import Evidence, Point, blocks
from youju.question.kinds import TRAITS

from .findings import Findings


def same_question(findings: Findings) -> Evidence | None:
    """``None`` where no question of the documents, near the best candidate, is alike enough."""
    likeness, ranked = findings.likeness, findings.ranked
    least = ranked[0].score - findings.weights["same_question_slack"]
    near = [c for c in ranked if c is ranked[0] or (c.score >= least and c.features["same_language"])]
    best = max(near, key=likeness.of_lead)
    if likeness.of_lead(best) < findings.weights["same_question"] or not _asks_alike(findings, best):
        return None
    record, lead = best.record, best.statement.lead
    numbers = [number for number, statement in enumerate(record.document.statements) if statement.lead == lead]
    most = findings.items if TRAITS[findings.question.kind].whole else findings.sentences
    return Evidence(tuple(blocks(record, numbers)[:most]), "faq")


def _asks_alike(findings: Findings, candidate: Candidate) -> bool:
    """Whether the question that a candidate answers is of the same kind, or one of them of no shape."""
    lead = Point(candidate.record, (candidate.statement.lead,))
    kinds = {findings.question.kind, findings.read(lead.folded).kind}
    return len(kinds) == 1 or not all(TRAITS[kind].shaped for kind in kinds)
