"""Finds statements that disagree about what was asked, among those chosen for an answer and those nearly chosen.

Two sentences disagree in one of these ways:

    number, date    the same is said with another amount        "lasts 36 months" / "lasts 24 months"
    opposite        the same is said with an opposite word      "starts fast" / "starts slowly"
    denial          one denies what the other says              "supports IPv6" / "does not support IPv6"
    order           a comparison with its sides exchanged       "A is faster than B" / "B is faster than A"
    opinions        a document tells of several opinions        "one reading says …" / "another says …"

either word for word, both sentences being otherwise the same; or about the aspect asked for, in whatever words they say
it. What both may truly say is no disagreement: other conditions, ranges that overlap, one list's items.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from youju.corpus import NONE
from youju.corpus.navigation import introduces
from youju.evidence.announcements import Opinions
from youju.evidence.candidate import Candidate
from youju.evidence.claims.claims import ClaimReader
from youju.evidence.inquiry import Inquiry
from youju.evidence.points import Disagreement, Evidence, Point

from .asked_about import AskedAbout
from .differences import difference
from .rules import disagreement
from .said import said_by


class Disagreements:
    """Looks for disagreements among the candidates of one question. ``weights`` are ``[conflict]`` of weights.toml."""

    def __init__(self, inquiry: Inquiry, reader: ClaimReader, weights: Mapping[str, float]) -> None:
        self._asked = AskedAbout(inquiry, reader, weights)
        self._opinions = Opinions(inquiry.cues)
        self._cues = inquiry.cues

    def settle(self, evidence: Evidence, ranked: Sequence[Candidate]) -> Evidence:
        """``evidence`` with the other side of what it says, where the documents disagree about what was asked."""
        chosen = _single(evidence.points)
        shown = {point.key for point in chosen}
        found = self.find(evidence, ranked)
        added = self._with_their_others(_others([*self._announced(chosen), *found], shown))
        shown |= {point.key for point in added}
        found += self._announced([*chosen, *added])
        found += self._divided([*chosen, *added], found)
        told = tuple(d for d in found if {d.first.key, d.second.key} <= shown)
        sides = (frozenset({one.first.key, one.second.key}) for one in told)
        return replace(
            evidence,
            points=(*evidence.points, *added),
            disagreements=told,
            apart=frozenset((*self._apart(evidence.points), *sides)),
        )

    def find(self, evidence: Evidence, ranked: Sequence[Candidate]) -> list[Disagreement]:
        """Every disagreement among the chosen statements and the best of the others."""
        near = [Point(c.record, (c.number,)) for c in ranked[: round(self._asked.weights["near"])]]
        unique = {point.key: point for point in (*_single(evidence.points), *near)}
        said = [said_by(point, self._asked) for point in unique.values() if self._claims(point)]
        return [
            self._between(one.point, other.point, way)
            for one, other in combinations(said, 2)
            if not self._tells_apart(one.point, other.point) and (way := disagreement(one, other, self._asked))
        ]

    def _between(self, one: Point, other: Point, way: str) -> Disagreement:
        return Disagreement(one, other, way, self._asked.named)

    def _claims(self, point: Point) -> bool:
        """Whether a statement claims something: commands do not, nor the words above a list or above opinions."""
        if point.form == "code" or introduces(point.record.document, point.numbers[0]):
            return False
        return not self._opinions.only_announces(point)

    def _tells_apart(self, one: Point, other: Point) -> bool:
        """Whether the statements are of one list, or the later one turns to another thing and to no other opinion."""
        if _listed_together(one, other):
            return True
        if one.record is not other.record or one.first.block != other.first.block:
            return False
        later = max(one, other, key=lambda point: point.numbers[0]).folded
        return self._asked.reader.speaks_of_another(later) and not self._cues.opinions_told(later)

    def _apart(self, points: Sequence[Point]) -> Iterator[frozenset[tuple[str, int]]]:
        """Pairs of points whose amounts, opposites or denials differ, so that neither can speak for the other."""
        read = self._asked.reader.read
        single = [point for point in points if len(point.numbers) == 1 and point.form != "code"]
        said = [(point.key, read(point.record, point.numbers[0])) for point in single]
        for (one, first), (other, second) in combinations(said, 2):
            if any(map(difference, first, second)):
                yield frozenset({one, other})

    # Opinions that a document tells of.

    def _announced(self, chosen: Sequence[Point]) -> list[Disagreement]:
        """Announced opinions about what is asked, each against the others of the same announcement."""
        under: dict[tuple[str, int], list[Point]] = {}
        for point in chosen:
            announcement = self._opinions.announcement(point)
            if announcement is not None and self._is_opinion(point):
                under.setdefault(announcement.key, []).append(point)
        pairs = (pair for opinions in under.values() for pair in combinations(opinions, 2))
        return [self._between(one, other, "opinions") for one, other in pairs]

    def _with_their_others(self, added: Sequence[Point]) -> list[Point]:
        """What is added, one of several announced opinions with the others: "the second reading" says little alone."""
        found: list[Point] = []
        most = int(self._asked.weights["opinions"])
        for point in added:
            told = self._opinions.announced(point)[:most] if self._is_opinion(point) else []
            found += told if point.key in {one.key for one in told} else [point, *told]
        return list({point.key: point for point in found}.values())

    def _is_opinion(self, point: Point) -> bool:
        """Whether a statement is one of several opinions that are announced about what is asked."""
        announcement = self._opinions.announcement(point) if self._cues.is_opinion(point.folded) else None
        return announcement is not None and self._is_told(announcement)

    def _divided(self, shown: Sequence[Point], found: Sequence[Disagreement]) -> list[Disagreement]:
        """Each statement that tells by itself several opinions about what is asked, as both sides; one that announces
        opinions told apart is neither.
        """
        against = {point.key for one in found for point in one.points}
        told_apart = (point for one in found if one.rule == "opinions" for point in one.points)
        announcing = {above.key for point in told_apart if (above := self._opinions.announcement(point)) is not None}
        divided = {p.key: p for p in shown if p.key not in announcing and self._opinions.divided(p)}
        told = [point for key, point in divided.items() if key in against or self._is_told(point)]
        return [self._between(point, point, "opinions") for point in told]

    def _is_told(self, point: Point) -> bool:
        """Whether the statement, with what stands above it, holds what is asked, and itself a fair part of it.

        "Opinions differ" says nothing itself; then the title says about what.
        """
        asked = self._asked
        if asked.share(asked.held_around(point)) < asked.weights["told"]:
            return False
        few = len(point.record.words[point.numbers[0]]) < asked.weights["few_words"]
        return few or asked.share(asked.held_in(point)) >= asked.weights["own"]


def _single(points: Iterable[Point]) -> list[Point]:
    """Every statement of ``points`` by itself."""
    return [Point(point.record, (number,)) for point in points for number in point.numbers]


def _others(found: Sequence[Disagreement], shown: set[tuple[str, int]]) -> list[Point]:
    """What has to be added to show both sides: one statement against each that is chosen, else the first two found."""
    added: list[Point] = []
    answered: set[tuple[str, int]] = set()
    for one in found:
        if {one.first.key, one.second.key} <= shown:
            answered |= {one.first.key, one.second.key}
    for one in found:
        for own, other in ((one.first, one.second), (one.second, one.first)):
            if own.key in shown - answered and other.key not in shown:
                answered.add(own.key)
                if other.key not in {point.key for point in added}:
                    added.append(other)
    return added if answered or not found else [found[0].first, found[0].second]


def _listed_together(one: Point, other: Point) -> bool:
    """Whether two statements are items or rows of one list or table, which tell different things apart."""
    if one.record is not other.record:
        return False
    return one.first.lead == other.first.lead != NONE and one.form in {"item", "row"}
