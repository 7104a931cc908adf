"""How an answer came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from youju.composition.answer import Answer
from youju.evidence.candidate import Candidate
from youju.evidence.points import Evidence
from youju.index import Hit, Query
from youju.question.reading import Question
from youju.review.reviewed import Reviewed
from youju.selection.findings import Findings


@dataclass(frozen=True)
class Explanation:
    """How an answer came about: what was asked of the index, what was found, chosen and decided.

    Of several questions in one message each has its own explanation in ``parts``; the rest is then the last one's.
    """

    findings: Findings
    reviewed: Reviewed
    answer: Answer
    parts: tuple[Explanation, ...] = ()

    @property
    def question(self) -> Question:
        return self.findings.question

    @property
    def query(self) -> Query:
        return self.findings.inquiry.asked.query

    @property
    def hits(self) -> Sequence[Hit]:
        return self.findings.hits

    @property
    def ranked(self) -> Sequence[Candidate]:
        return self.findings.ranked

    @property
    def evidence(self) -> Evidence:
        return self.reviewed.evidence

    @property
    def decision(self) -> dict[str, float]:
        """What the probability is made of."""
        return self.reviewed.features

    @property
    def probability(self) -> float:
        return self.reviewed.probability
