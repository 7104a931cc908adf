"""Choices as evidence: what speaks for each of the things between which to choose."""

from __future__ import annotations

from youju.corpus import NONE
from youju.corpus.navigation import introduces
from youju.evidence.candidate import Candidate
from youju.evidence.points import Evidence, Point, apart
from youju.index import fold
from youju.question.sides import besides, side_terms
from youju.question.terms import Bag
from youju.selection.findings import Findings
from youju.selection.sentences import Sentences


def choice(findings: Findings) -> Evidence | None:
    """What speaks for each of the things; ``None`` where none is named or nothing speaks for one."""
    return Choices(findings).choose()


class Choices:
    """What the documents say in favour of each thing that a question of choice names."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._names = findings.question.sides
        self._sides = [side_terms(findings.matcher, name) for name in self._names]
        self._need = besides(findings.inquiry.asked, findings.inquiry.patterns, self._names)

    def choose(self) -> Evidence | None:
        """A statement for each of two sides, a few for one; ``None`` where none is named or nothing speaks for one."""
        if not self._names or not all(self._sides):
            return None
        found = [self._speaking_for(number) for number in range(len(self._names))]
        if not all(found):
            return None
        return Evidence(tuple(apart(point for points in found for point in points)), "choice")

    def _speaking_for(self, number: int) -> list[Point]:
        """The best statements that speak for a side, a lead-in with its list."""
        findings = self._findings.ask_side("choice", number)
        scored = [(self._score(findings, candidate, number), candidate) for candidate in findings.ranked]
        fitting = sorted(((s, c) for s, c in scored if s is not None), key=lambda pair: -round(pair[0], 9))
        if not fitting:
            return []
        least = fitting[0][0] - self._findings.weights["choice_slack"]
        most = 1 if len(self._names) > 1 else self._findings.sentences
        best = [candidate for score, candidate in fitting if score >= least][:most]
        return [point for candidate in best for point in Sentences(findings).with_introduced(candidate)]

    def _score(self, findings: Findings, candidate: Candidate, number: int) -> float | None:
        """How well a statement speaks for a side; ``None`` where neither it nor what is above it names the side."""
        own, above = findings.held.bag(candidate.record, candidate.number), _above(findings, candidate)
        lists = introduces(candidate.record.document, candidate.number)
        lists = lists and (len(self._names) > 1 or not findings.cues.answer(own.text))
        if candidate.features["meta"] or lists or not any(bag.holds_all(self._sides[number]) for bag in (own, above)):
            return None
        others = [side for other, side in enumerate(self._sides) if other != number]
        named = [bag.holds_all(self._sides[number]) and not any(map(bag.holds_all, others)) for bag in (own, above)]
        recommended = findings.cues.answer(own.text) + findings.cues.answer(above.text)
        served = sum((own + above).holds(term.forms) for term in self._need) / (len(self._need) or 1)
        weights = findings.weights
        score = candidate.score + weights["side"] * sum(named) + weights["recommends"] * recommended
        return score + weights["need"] * served


def _above(findings: Findings, candidate: Candidate) -> Bag:
    """The words of the statement's own title and of its lead-in."""
    record, statement = candidate.record, candidate.statement
    bag = Bag(())
    if statement.section != NONE:
        bag = Bag(record.heads[statement.section], fold(record.document.sections[statement.section].title))
    return bag + findings.held.bag(record, statement.lead) if statement.lead != NONE else bag
