"""Proposals: every way of answering one question, ranked by one fitted listwise model.

A proposal is a unit of a document, or evidence with a shape of its own: steps, a list, a comparison. What speaks for it
is seen in the same way whatever its shape: how much of the question it holds and its headings hold, how good its best
statement is, what it looks like.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from youju.corpus import NONE, StatementKind, width
from youju.evidence.candidate import Candidate
from youju.evidence.points import Evidence, Point, number_of
from youju.evidence.ranking import weighted
from youju.index import Record

from .findings import Findings

UNIT = "unit"
_HEADING = StatementKind.HEADING
_SHAPES = (UNIT, "faq", "list", "steps", "comparison", "sides", "choice", "term")
FEATURES = (
    *("best", "is_best", "passage", "rank", "answers", "cue", "expects", "expects_missing", "meta", "same_language"),
    *("cover", "context", "essential", "heading", "line", "bm25", "pairs", "chars"),
    *("means", "means_headed", "means_path"),
    *("title", "title_precision", "title_gap", "first_below", "first_title"),
    *("length", "short", "code", "items", "rows", "numbered", "digits", "several"),
    *(f"structure_{shape}" for shape in _SHAPES),
)
"""What a proposal is judged by; the weights stand in ``weights.toml`` under ``[proposals]``."""


@dataclass
class Proposal:
    """Evidence that may be the answer; ``width`` is that of all it quotes."""

    evidence: Evidence
    width: int
    features: dict[str, float] = field(default_factory=dict)
    score: float = 0.0

    @property
    def points(self) -> tuple[Point, ...]:
        return self.evidence.points

    @property
    def structure(self) -> str:
        return self.evidence.structure


class Proposals:
    """The proposals for one question."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._inquiry = findings.inquiry
        self._kind = findings.question.kind.value
        self._by_key = {candidate.key: candidate for candidate in findings.ranked}

    def ranked(self, shaped: Iterable[Evidence]) -> list[Proposal]:
        """The units found and ``shaped`` evidence, best first; of equals the first found."""
        weights = self._inquiry.weights.proposals
        proposals = [self.judged(evidence) for evidence in (*shaped, *self.units())]
        for one in proposals:
            one.score = weighted(one.features, weights)
        return sorted(proposals, key=lambda proposal: -round(proposal.score, 9))

    def units(self) -> Iterator[Evidence]:
        """Each unit with a candidate, as one slice."""
        seen: set[tuple[str, int]] = set()
        for candidate in self._findings.ranked:
            unit = candidate.record.unit_of(candidate.number)
            key = (candidate.record.document.id, unit.first)
            if key not in seen:
                seen.add(key)
                yield Evidence((unit_point(candidate.record, candidate.number),), UNIT)

    def judged(self, evidence: Evidence) -> Proposal:
        """A proposal with its features, mostly from 0 to 1."""
        text = "\n".join(point.folded for point in evidence.points)
        found = self._candidates(evidence)
        values = {
            **self._of_best(found),
            **self._held(evidence, text),
            **self._headed(evidence.points[0]),
            **self._meant(evidence.points),
            **_looks(evidence, text),
        }
        values["title_gap"] = values["context"] - values["cover"] if values["title"] else 0.0
        values[f"structure_{evidence.structure}"] = 1.0
        return Proposal(evidence, width(text), values)

    def _candidates(self, evidence: Evidence) -> list[Candidate]:
        """Those that it quotes; of headings alone, which are none, those that stand below them."""
        keys = ((point.record.document.id, number) for point in evidence.points for number in point.numbers)
        quoted = [self._by_key[key] for key in keys if key in self._by_key]
        if quoted:
            return quoted
        sections = {(point.record.document.id, point.first.section) for point in evidence.points}
        return [c for c in self._findings.ranked if (c.record.document.id, c.statement.section) in sections]

    def _of_best(self, found: Sequence[Candidate]) -> dict[str, float]:
        """What its statements show: the best of them compared with the best of all, and the signs of any."""
        if not found:
            return {"best": -self._inquiry.weights.signs["no_candidate"], "expects_missing": 1.0, "cue": 0.0}
        best = max(found, key=lambda candidate: candidate.score)
        top = self._findings.hits[0].score
        return {
            "best": best.score - self._findings.best.score,
            "is_best": float(best is self._findings.best),
            "passage": best.hit.score / top if top else 0.0,
            "rank": 1.0 / best.hit.rank,
            "answers": max(c.features["answers"] for c in found),
            "cue": max(c.features.get(f"cue_{self._kind}", 0.0) for c in found),
            "expects": max(c.features["expects"] for c in found),
            "expects_missing": min(c.features["expects_missing"] for c in found),
            "meta": min(c.features["meta"] for c in found),
            "same_language": max(c.features["same_language"] for c in found),
        }

    def _held(self, evidence: Evidence, text: str) -> dict[str, float]:
        """How much of the question it holds."""
        held, matcher, asked = self._inquiry.held, self._inquiry.matcher, self._inquiry.asked
        each = [held.of(point.record, number) for point in evidence.points for number in point.numbers]
        own = frozenset[str]().union(*each)
        heads = frozenset[str]().union(*(held.headings(p.record, p.first.section) for p in evidence.points))
        above = (held.above(point.record, number) for point in evidence.points for number in point.numbers)
        context = (own | heads).union(*above)
        return {
            "cover": matcher.coverage(own),
            "context": matcher.coverage(context),
            "essential": matcher.essential(context),
            "heading": matcher.coverage(heads),
            "line": max(map(matcher.coverage, each), default=0.0),
            "bm25": self._bm25(each, width(text)),
            "pairs": _share(asked.query.pairs, text),
            "chars": _share(self._inquiry.pieces, text),
        }

    def _bm25(self, each: Sequence[frozenset[str]], wide: int) -> float:
        """BM25 of the whole, a term's frequency being the statements that hold it, as a share of the question's."""
        signs, matcher = self._inquiry.weights.signs, self._inquiry.matcher
        long = signs["unit_k1"] * (1 - signs["unit_b"] + signs["unit_b"] * wide / signs["unit_width"])
        counts = {term.term: sum(term.term in held for held in each) for term in matcher.terms}
        return sum(t.worth * counts[t.term] / (counts[t.term] + long) for t in matcher.terms) / matcher.total

    def _headed(self, lead: Point) -> dict[str, float]:
        """What the title right above says, and whether this is the first below it."""
        if lead.first.section == NONE:
            return {"title": 0.0, "first_title": 0.0}
        title = self._inquiry.held.own_heading_cover(lead.record, lead.first.section)
        statements = lead.record.document.statements
        said = next((n for n in lead.numbers if statements[n].kind is not _HEADING), lead.numbers[0])
        first = float(said > 0 and statements[said - 1].kind is _HEADING)
        precision = self._precision(lead) if title else 0.0
        return {"title": title, "title_precision": precision, "first_below": first, "first_title": first * title}

    def _meant(self, points: Sequence[Point]) -> dict[str, float]:
        """How near what the units mean comes to what is asked, as cosines, of which the best counts."""
        near = [self._inquiry.nearness.of(point.record, number) for point in points for number in point.numbers[:1]]
        found = [one for one in near if one is not None]
        if not found:
            return {"means_headed": 0.0}
        best = [max(values) for values in zip(*found, strict=True)]
        return {"means": best[0], "means_headed": best[1], "means_path": best[2]}

    def _precision(self, point: Point) -> float:
        """The share of the worth of the own heading's words that the question has."""
        asked = {form for term in self._inquiry.matcher.terms for form in term.forms}
        worths = {word: self._inquiry.worth.of(word) for word in point.record.heads[point.first.section]}
        total = sum(worths.values())
        return sum(worth for word, worth in worths.items() if word in asked) / total if total else 0.0


def unit_point(record: Record, number: int) -> Point:
    """The unit in which statement ``number`` stands as one slice, without headings before it and after it.

    Of a unit that goes over more than one section the first one's heading is kept, as those of the others are.
    """
    unit, statements = record.unit_of(number), record.document.statements
    numbers = [n for n in range(unit.first, unit.last) if statements[n].kind is not _HEADING]
    first, last = numbers[0], numbers[-1]
    if first > unit.first and len(numbers) <= last - first:
        first -= 1
    return Point(record, tuple(range(first, last + 1)))


def _looks(evidence: Evidence, text: str) -> dict[str, float]:
    statements = [p.record.document.statements[number] for p in evidence.points for number in p.numbers]
    kinds = {statement.kind for statement in statements}
    wide = width(text)
    numbered = (number_of(Point(p.record, (number,))) for p in evidence.points for number in p.numbers)
    return {
        "length": math.log(max(wide, 8) / 300),
        "short": float(wide < 40),
        "code": float(StatementKind.CODE in kinds),
        "items": float(StatementKind.ITEM in kinds),
        "rows": float(StatementKind.ROW in kinds),
        "numbered": float(any(numbered)),
        "digits": float(any(map(str.isdigit, text))),
        "several": float(len({point.record.document.id for point in evidence.points}) > 1),
    }


def _share(pieces: Sequence[str], text: str) -> float:
    return sum(map(text.__contains__, pieces)) / len(pieces) if pieces else 0.0
