"""Single sentences as evidence: as few as answer, each new in what it says."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from youju.corpus import NONE
from youju.index import fold

from .answer import Kind
from .case import Case
from .evidence import Point, apart, led, same_words
from .ranking import Candidate



class Sentences:
    """The best sentences among the candidates of one question."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._kind = case.question.kind
        self._weights = case.weights

    def best(self) -> list[Point]:
        """As few as carry most of the probability that the ranking gives.

        Other places that say the same as a chosen sentence follow, to be cited beside it.
        """
        chosen, repeats = self._chosen()
        shared = frozenset(c.statement.lead for c in chosen if sum(_is_beside(c, other) for other in chosen) > 1)
        points = [point for candidate in chosen for point in self.with_introduced(candidate, shared)]
        return apart([*points, *(Point(candidate.record, (candidate.number,)) for candidate in repeats)])

    def _chosen(self) -> tuple[list[Candidate], list[Candidate]]:
        ranked = self._ordered()
        sharpness = self._weights["sharpness_choice" if self._kind is Kind.CHOICE else "sharpness"]
        scores = [math.exp(sharpness * (c.score - ranked[0].score)) for c in ranked]
        total = sum(scores)
        chosen: list[Candidate] = []
        repeats: list[Candidate] = []
        carried = 0.0
        for candidate, score in zip(ranked, scores, strict=True):
            enough = carried / total >= self._weights["enough"] or len(chosen) >= self._case.sentences
            if any(self.says_the_same(candidate, other) for other in chosen):
                repeats.append(candidate)
            elif chosen and (enough or score < self._weights["floor"]):
                continue
            elif self._adds(candidate, chosen):
                chosen.append(candidate)
            carried += score
        return chosen, repeats

    def _ordered(self) -> list[Candidate]:
        """The candidates, for a reason the one that names a cause first if it is nearly as good as the best."""
        ranked = list(self._case.ranked)
        if self._kind is not Kind.REASON or self._gives_cause(ranked[0]):
            return ranked
        causes = next((c for c in self._near() if self._gives_cause(c)), None)
        return [causes, *(c for c in ranked if c is not causes)] if causes else ranked

    def _near(self) -> Iterator[Candidate]:
        """Candidates that score nearly as much as the best, and with what stands around hold as much of the question."""
        best = self._case.best
        least = self._case.cover(best.held_around) - self._weights["list_slack"]
        for candidate in self._case.ranked:
            close = candidate.score >= best.score - self._weights["cause_slack"]
            if close and self._case.cover(candidate.held_around) >= least:
                yield candidate

    def _gives_cause(self, candidate: Candidate) -> bool:
        return self._case.ranker.has_cue(fold(candidate.text))

    def with_introduced(self, candidate: Candidate, shared: frozenset[int] = frozenset()) -> list[Point]:
        """A statement by itself; a lead-in, or one of several items of the same list, with the whole list."""
        record, number = candidate.record, candidate.number
        if self._case.ranker.leads(record, number):
            return led(record, number)[: self._case.items + 1]
        lead = candidate.statement.lead
        if lead in shared and self._case.ranker.leads(record, lead):
            return led(record, lead)[: self._case.items + 1]
        return [Point(record, (number,))]

    def _adds(self, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
        """Whether a further sentence is worth showing: where the first one defines, a definition of another document."""
        cue = f"cue_{Kind.DEFINITION.value}"
        if self._kind is not Kind.DEFINITION or not chosen or not chosen[0].features[cue]:
            return True
        elsewhere = all(candidate.record is not other.record for other in chosen)
        return elsewhere and bool(candidate.features[cue]) and bool(candidate.features["same_language"])

    def says_the_same(self, one: Candidate, other: Candidate) -> bool:
        """Whether two statements are near-duplicates."""
        return same_words(one.record.words[one.number], other.record.words[other.number], self._weights["same"])


def _is_beside(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates stand under the same lead-in."""
    lead = one.statement.lead
    return lead != NONE and one.record is other.record and lead == other.statement.lead
