"""Single sentences as evidence: as few as answer, each new in what it says."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from youju.corpus import NONE, StatementKind, width
from youju.corpus.navigation import introduces
from youju.evidence.announcements import Announcements
from youju.evidence.candidate import Candidate
from youju.evidence.points import Evidence, Point, apart, led, same_words
from youju.index import fold
from youju.question.kinds import TRAITS, Kind

from .findings import Findings


def sentences(findings: Findings) -> Evidence:
    """The best sentences, whatever was asked."""
    return Evidence(tuple(Sentences(findings).best()), "sentences")


class Sentences:
    """The best sentences among the candidates of one question."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._kind = findings.question.kind
        self._traits = TRAITS[self._kind]
        self._weights = findings.weights
        self._announcements = Announcements(findings.cues)

    def best(self) -> list[Point]:
        """As few as carry most of the probability that the ranking gives.

        Other places that say the same as a chosen sentence follow, to be cited beside it.
        """
        chosen, repeats = self._chosen()
        shared = frozenset(c.statement.lead for c in chosen if self._stand_for_list(c, chosen))
        runs = _in_a_row(chosen)
        points = self._announced(runs[0], shared)
        points += [point for run in runs[1:] for point in self._points(run, shared)]
        if self._kind is Kind.REASON and points and not self._findings.cues.answer(points[0].folded):
            points = [*self._with_cause(points[0]), *points[1:]]
        alone = [run[0] for run in runs if len(run) == 1]
        again = [c for c in repeats if any(self.says_the_same(c, other) for other in alone)]
        return apart([*points, *(Point(candidate.record, (candidate.number,)) for candidate in again)])

    def _announced(self, run: Sequence[Candidate], shared: frozenset[int]) -> list[Point]:
        """The best run; where it only says how many of something there are, or is one of them, with what they are."""
        if not self._wants_announced():
            return self._points(run, shared)
        record, number = run[0].record, self._announcer(run[0])
        announced = self._announcements.announced(record, number)
        return announced[: self._findings.items + 1] or self._points(run, shared)

    def _announcer(self, best: Candidate) -> int:
        """The best statement; of an item of reasons or the like, what announces it if that is as much what is asked."""
        number = self._announcements.above(best.record, best.number) if self._traits.enumerated else NONE
        if number == NONE:
            return best.number
        inquiry, record = self._findings.inquiry, best.record
        held = inquiry.held.of(record, number) | inquiry.held.headings(record, best.statement.section)
        around = self._findings.cover(best.held_around)
        least = max(around - self._weights["list_slack"], self._weights["list_cover"])
        if self._kind is Kind.REASON and inquiry.cues.answer(inquiry.held.bag(record, number).text):
            least = around / 2  # it says itself that reasons follow
        return number if self._findings.cover(held) >= least else best.number

    def _wants_announced(self) -> bool:
        """Whether an announcement answers nothing alone: it may name the number or the date that is asked for."""
        return self._traits.enumerated or (self._traits.followed and not self._findings.question.expects)

    def _stand_for_list(self, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
        """Whether so many items of a candidate's list are chosen that all of them answer."""
        beside = sum(_is_beside(candidate, other) for other in chosen)
        lead = candidate.statement.lead
        items = sum(statement.lead == lead for statement in candidate.record.document.statements)
        return beside > 1 and beside >= self._weights["list_share"] * items

    def _points(self, run: Sequence[Candidate], shared: frozenset[int]) -> list[Point]:
        """Neighbouring sentences as one slice; what stands alone with what it introduces, or goes on from."""
        if len(run) > 1:
            return [self._with_before(Point(run[0].record, tuple(sorted(candidate.number for candidate in run))))]
        first, *rest = self.with_introduced(run[0], shared)
        return [self._with_before(first), *rest]

    def _with_before(self, point: Point) -> Point:
        """A point that says of itself that it goes on, with the sentence before it: "Additionally, …"."""
        record, before = point.record, point.numbers[0] - 1
        if (
            before < 0
            or self._kind is Kind.YESNO
            or not self._findings.cues.continue_(Point(record, point.numbers[:1]).folded)
        ):
            return point
        one = record.document.statements[before]
        beside = one.block == point.first.block and one.kind is point.first.kind is StatementKind.SENTENCE
        short = width(one.span.of(record.document.text)) <= self._weights["before"]
        return Point(record, (before, *point.numbers)) if beside and short else point

    def _chosen(self) -> tuple[list[Candidate], list[Candidate]]:
        ranked = self._ordered()
        sharpness = self._weights["sharpness_choice" if self._kind is Kind.CHOICE else "sharpness"]
        scores = [math.exp(sharpness * (c.score - ranked[0].score)) for c in ranked]
        total = sum(scores)
        chosen: list[Candidate] = []
        repeats: list[Candidate] = []
        carried = 0.0
        for candidate, score in zip(ranked, scores, strict=True):
            enough = carried / total >= self._weights["enough"] or score < self._floor(candidate)
            if any(self.says_the_same(candidate, other) for other in chosen):
                repeats.append(candidate)
            elif chosen and (enough or not self._has_room(chosen, candidate)):
                continue
            elif self._adds(candidate, chosen):
                chosen.append(candidate)
            carried += score
        return chosen, repeats

    def _floor(self, candidate: Candidate) -> float:
        """The least share of the best one's probability: a second item or row brings its whole list along."""
        listed = candidate.statement.kind is not StatementKind.SENTENCE
        return self._weights["floor_listed" if listed else "floor"]

    def _has_room(self, chosen: Sequence[Candidate], candidate: Candidate) -> bool:
        """Whether one more leaves few enough sentences, and few enough statements: neighbours are quoted as one."""
        together = _in_a_row([*chosen, candidate])
        return len(chosen) < self._weights["most_sentences"] and len(together) <= self._findings.sentences

    def _ordered(self) -> list[Candidate]:
        """The candidates: for a yes or no none that introduces others. Where a cause or a definition is asked for no
        command, and first the one that names or defines it where it is nearly as good as the best; else the beginning
        of the document that the question names.
        """
        ranked = list(self._findings.ranked)
        if self._kind is Kind.YESNO:
            says = [c for c in ranked if not self._introduces(c)]
            return says or ranked
        if not self._traits.by_cue:
            return ranked
        ranked = [c for c in ranked if not _is_command(c)] or ranked
        if self._has_cue(ranked[0]):
            return ranked
        first = next((c for c in self._near() if self._has_cue(c)), None)
        first = first or next(filter(self._findings.beginning.is_first, ranked), None)
        return [first, *(c for c in ranked if c is not first)] if first else ranked

    def _with_cause(self, point: Point) -> list[Point]:
        """A statement that names no cause, with the one before or after it in the same block that does."""
        statements = point.record.document.statements
        for number in (point.numbers[-1] + 1, point.numbers[0] - 1):
            if 0 <= number < len(statements) and statements[number].block == point.first.block:
                beside = Point(point.record, (number,))
                if self._findings.cues.answer(beside.folded):
                    return [Point(point.record, tuple(sorted((*point.numbers, number))))]
        return [point]

    def _introduces(self, candidate: Candidate) -> bool:
        """Whether a statement claims nothing by itself: what introduces others, commands."""
        return _is_command(candidate) or bool(candidate.features["leads"])

    def _near(self) -> Iterator[Candidate]:
        """Candidates that score nearly as much as the best, and hold nearly as much with what stands around."""
        best, slack = self._findings.best, self._weights[f"{self._kind.value}_slack"]
        least = self._findings.cover(best.held_around) - self._weights["list_slack"]
        for candidate in self._findings.ranked:
            if candidate.score >= best.score - slack and self._findings.cover(candidate.held_around) >= least:
                yield candidate

    def _has_cue(self, candidate: Candidate) -> bool:
        return self._findings.cues.answer(fold(candidate.text))

    def with_introduced(self, candidate: Candidate, shared: frozenset[int] = frozenset()) -> list[Point]:
        """A statement by itself; a lead-in, or one of several items of the same list, with the whole list."""
        record, number = candidate.record, candidate.number
        if self._kind is Kind.YESNO or (self._kind is Kind.FACTOID and candidate.features["expects"]):
            return [Point(record, (number,))]
        lead = number if introduces(record.document, number) else candidate.statement.lead
        if lead == number or (lead in shared and introduces(record.document, lead)):
            # A table of heads only is introduced, too, and has nothing to quote.
            return led(record, lead)[: self._findings.items + 1] or [Point(record, (number,))]
        return [Point(record, (number,))]

    def _adds(self, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
        """Whether a further sentence is worth showing.

        It says something by itself. After a definition it is surely one, of another document; after one that names what
        a factoid asks for, one that names it, too, and introduces nothing.
        """
        if chosen and self._only_announces(candidate):
            return False
        if chosen and self._kind is Kind.FACTOID and chosen[0].features["expects"]:
            return bool(candidate.features["expects"]) and not self._introduces(candidate)
        cue = f"cue_{Kind.DEFINITION.value}"
        if self._kind is not Kind.DEFINITION or not chosen or not chosen[0].features[cue]:
            return True
        elsewhere = all(candidate.record is not other.record for other in chosen)
        return elsewhere and candidate.features[cue] >= 1 and bool(candidate.features["same_language"])

    def _only_announces(self, candidate: Candidate) -> bool:
        """Whether a sentence says only how many of something there are, which is not asked, and brings none of them."""
        if "number" in self._findings.question.expects or len(self.with_introduced(candidate)) > 1:
            return False
        return width(candidate.text) <= self._weights["announcement"] and self._findings.cues.promise(candidate.folded)

    def says_the_same(self, one: Candidate, other: Candidate) -> bool:
        """Whether two statements are near-duplicates."""
        return same_words(one.record.words[one.number], other.record.words[other.number], self._weights["same"])


def _in_a_row(chosen: Sequence[Candidate]) -> list[list[Candidate]]:
    """The sentences with those of the same paragraph that stand next to each other together, the best run first."""
    runs: list[list[Candidate]] = []
    for candidate in sorted(chosen, key=lambda candidate: candidate.key):
        last = runs[-1][-1] if runs else None
        if last is not None and _follows(last, candidate):
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    return sorted(runs, key=lambda run: min(map(chosen.index, run)))


def _follows(one: Candidate, other: Candidate) -> bool:
    """Whether ``other`` is the next sentence of the same paragraph."""
    kinds = {one.statement.kind, other.statement.kind}
    same = one.record is other.record and one.statement.block == other.statement.block
    return same and other.number == one.number + 1 and kinds == {StatementKind.SENTENCE}


def _is_command(candidate: Candidate) -> bool:
    return candidate.statement.kind is StatementKind.CODE and not candidate.statement.is_entry


def _is_beside(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates stand under the same lead-in, and are no options, each of which speaks for itself."""
    lead = one.statement.lead
    return lead != NONE and not one.statement.is_entry and one.record is other.record and lead == other.statement.lead
