"""Chooses the evidence: from ranked statements to the points of an answer, by what the kind of question needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from youju.evidence.announcements import Opinions
from youju.evidence.candidate import Candidate
from youju.evidence.points import Evidence, Point, apart, blocks, together
from youju.question.kinds import Kind

from .choice import Choices
from .comparison import Comparisons
from .findings import Findings
from .lists import Lists
from .sentences import Sentences
from .steps import Steps

_SHAPED = frozenset({Kind.HOWTO, Kind.LIST, Kind.DEFINITION, Kind.REASON})
"""Kinds whose answers have a shape of their own: steps answer no question for a list."""
_WHOLE = frozenset({Kind.HOWTO, Kind.LIST, Kind.COMPARISON, Kind.REASON})
"""Kinds for which the answer to the same question is quoted however long it is."""


class Chooser:
    """Puts an answer together from the candidates of one question."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def choose(self) -> Evidence:
        """Evidence for the question; empty where nothing was ranked."""
        if not self._findings.ranked:
            return Evidence((), "none")
        found = next((evidence for way in self._ways() if (evidence := way()) is not None), None)
        found = found or Evidence(tuple(Sentences(self._findings).best()), "sentences")
        return replace(found, points=tuple(together(apart(self._with_opinions(found.points)))))

    def _with_opinions(self, points: Sequence[Point]) -> Iterator[Point]:
        """Each point, one that announces a disagreement with the opinions that follow it; another such not at all.

        Opinions that stand next to each other are quoted apart, so that each is a side of its own.
        """
        announced = False
        for point in points:
            opinions = Opinions(self._findings.cues).announced(point)[: self._findings.sentences - 1]
            if opinions and announced:
                continue
            announced = announced or bool(opinions)
            yield from (*(_apart(point) if opinions else [point]), *opinions)

    def _ways(self) -> Sequence[Callable[[], Evidence | None]]:
        findings = self._findings
        return {
            Kind.LIST: (self._faq, lambda: Lists(findings).choose()),
            Kind.HOWTO: (self._faq, lambda: Steps(findings, Lists(findings)).choose()),
            Kind.COMPARISON: (
                lambda: Comparisons(findings).unknown(),
                self._faq,
                lambda: Comparisons(findings).choose(),
            ),
            Kind.CHOICE: (self._faq, lambda: Choices(findings).choose()),
        }.get(findings.question.kind, (self._faq,))

    def _asks_alike(self, candidate: Candidate) -> bool:
        """Whether the question that a candidate answers is of the same kind, or one of them of no shape."""
        lead = Point(candidate.record, (candidate.statement.lead,))
        kinds = {self._findings.question.kind, self._findings.read(lead.folded).kind}
        return len(kinds) == 1 or not kinds <= _SHAPED

    def _faq(self) -> Evidence | None:
        """The answer to a question in the documents that asks the same."""
        findings, inquiry, ranked = self._findings, self._findings.inquiry, self._findings.ranked
        least = ranked[0].score - findings.weights["same_question_slack"]
        near = [c for c in ranked if c is ranked[0] or (c.score >= least and c.features["same_language"])]
        best = max(near, key=inquiry.likeness.of_lead)
        if inquiry.likeness.of_lead(best) < findings.weights["same_question"] or not self._asks_alike(best):
            return None
        record, lead = best.record, best.statement.lead
        numbers = [n for n, s in enumerate(record.document.statements) if s.lead == lead]
        most = findings.items if findings.question.kind in _WHOLE else findings.sentences
        return Evidence(tuple(blocks(record, numbers)[:most]), "faq")


def _apart(point: Point) -> list[Point]:
    """Every statement of a point by itself."""
    return [Point(point.record, (number,)) for number in point.numbers]
