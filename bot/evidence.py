"""Chooses the evidence: from ranked statements to the points of an answer, by what the kind of question needs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from youju.corpus import NONE, Span, Statement, StatementKind, width
from youju.index import Record

from .answer import Kind
from .question import Question
from .ranking import Candidate, Ranker

_NUMBER = re.compile(r"\d+[.)、．]\s*$")
_LISTED = frozenset({StatementKind.ITEM, StatementKind.ROW})
_HEADLIKE = frozenset({StatementKind.HEADING, StatementKind.QUESTION})


class Point(NamedTuple):
    """Neighbouring statements of one block, quoted as one slice; ``numbers`` are theirs within the document."""

    record: Record
    numbers: tuple[int, ...]

    @property
    def span(self) -> Span:
        statements = self.record.document.statements
        return Span(statements[self.numbers[0]].span.start, statements[self.numbers[-1]].span.end)

    @property
    def first(self) -> Statement:
        return self.record.document.statements[self.numbers[0]]

    @property
    def key(self) -> tuple[str, int]:
        """The document and the first statement."""
        return self.record.document.id, self.numbers[0]

    def holds(self, other: Point) -> bool:
        """Whether the first statement of ``other`` is one of this point's."""
        return self.record.document.id == other.record.document.id and other.numbers[0] in self.numbers

    @property
    def form(self) -> str:
        kind = self.first.kind
        return kind.value if kind in _LISTED or kind is StatementKind.CODE else "sentence"


@dataclass(frozen=True)
class Disagreement:
    """Two statements that cannot both be right. ``rule`` names the way, ``about`` what they were asked."""

    first: Point
    second: Point
    rule: str
    about: str


@dataclass(frozen=True)
class Evidence:
    """What was chosen, best first or in the document's order. ``structure`` says how: sentences, list, steps …

    ``apart`` are pairs of points that say different things in nearly the same words, by document and number.
    """

    points: tuple[Point, ...]
    structure: str
    disagreements: tuple[Disagreement, ...] = ()
    apart: frozenset[frozenset[tuple[str, int]]] = frozenset()


class Chooser:
    """Puts an answer together from the candidates of one question.

    ``limits`` are the most sentences and the most items of an answer; ``weights`` are ``[choice]`` of weights.toml.
    """

    def __init__(self, ranker: Ranker, weights: Mapping[str, float], sentences: int, items: int) -> None:
        self._ranker = ranker
        self._weights = weights
        self._sentences = sentences
        self._items = items

    def choose(self, question: Question, ranked: Sequence[Candidate]) -> Evidence:
        """Evidence for ``question``; empty where nothing was ranked."""
        if not ranked:
            return Evidence((), "none")
        ways = {
            Kind.LIST: (self._faq, self._list),
            Kind.HOWTO: (self._faq, self._steps),
            Kind.COMPARISON: (self._faq, self._comparison),
        }.get(question.kind, (self._faq,))
        for way in ways:
            found = way(question, ranked)
            if found is not None:
                return found
        return Evidence(tuple(self._best_sentences(ranked, question.kind)), "sentences")

    # A question in the documents that asks the same: its answer.

    def _faq(self, question: Question, ranked: Sequence[Candidate]) -> Evidence | None:
        least = ranked[0].score - self._weights["same_question_slack"]
        near = [c for c in ranked if c is ranked[0] or (c.score >= least and c.features["same_language"])]
        best = max(near, key=self._ranker.lead_question)
        if self._ranker.lead_question(best) < self._weights["same_question"]:
            return None
        record, lead = best.record, best.statement.lead
        numbers = [n for n, s in enumerate(record.document.statements) if s.lead == lead]
        points = self._blocks(record, numbers)
        if question.kind in {Kind.HOWTO, Kind.LIST, Kind.COMPARISON, Kind.REASON}:
            return Evidence(tuple(points[: self._items]), "faq")
        return Evidence(tuple(points[: self._sentences]), "faq")

    # Lists.

    def _list(self, question: Question, ranked: Sequence[Candidate]) -> Evidence | None:
        groups = self._groups(ranked)
        if not groups:
            return None
        cover, _, group = groups[0]
        best = self._ranker.matcher.coverage(ranked[0].held_around)
        if cover < self._weights["list_cover"] or cover < best - self._weights["list_slack"]:
            return self._whole_item(question, ranked)
        return Evidence(tuple(group[: self._items + 1]), "list")

    def _whole_item(self, question: Question, ranked: Sequence[Candidate]) -> Evidence | None:
        """An item that answers, with all its sentences."""
        if ranked[0].statement.kind is not StatementKind.ITEM:
            return None
        rest = [point for point in self._best_sentences(ranked, question.kind) if ranked[0].number not in point.numbers]
        record, block = ranked[0].record, ranked[0].statement.block
        return Evidence((self._block(record, block), *rest), "sentences")

    def _groups(self, ranked: Sequence[Candidate]) -> list[tuple[float, float, list[Point]]]:
        """Lists with their lead-in, and sections with sub-headings: how much of the question the head holds, the
        same with the asker's language preferred, and the points; the best first.
        """
        found: list[tuple[float, float, list[Point]]] = []
        seen: set[tuple[str, str, int]] = set()
        for candidate in ranked:
            record, statement = candidate.record, candidate.statement
            for form, mark in (("lead", statement.lead), ("section", statement.section)):
                key = (record.document.id, form, mark)
                if mark == NONE or key in seen:
                    continue
                seen.add(key)
                group = self._led(record, mark) if form == "lead" else self._sectioned(record, mark)
                if len(group) > 2:
                    cover = self._head_cover(record, statement.section, mark if form == "lead" else NONE)
                    preferred = cover + self._weights["own_language"] * candidate.features["same_language"]
                    found.append((cover, preferred + self._weights["led"] * (form == "lead"), group))
        return sorted(found, key=lambda group: -group[1])

    def _led(self, record: Record, lead: int) -> list[Point]:
        statements = record.document.statements
        if statements[lead].kind in _HEADLIKE:
            return []
        numbers = [n for n, s in enumerate(statements) if s.lead == lead]
        above = statements[lead].lead
        head = above if statements[lead].header else lead
        heads = [head] if head != NONE and statements[head].kind not in _HEADLIKE else []
        return [*(Point(record, (n,)) for n in heads), *self._blocks(record, numbers)]

    def _sectioned(self, record: Record, section: int) -> list[Point]:
        """The sentence under a heading and the headings below it, or the items under it without a lead-in."""
        statements = record.document.statements
        children = [n for n, s in enumerate(record.document.sections) if s.parent == section]
        own = [n for n, s in enumerate(statements) if s.section == section and s.kind is not StatementKind.HEADING]
        if len(children) > 1:
            heads = [n for n, s in enumerate(statements) if s.kind is StatementKind.HEADING and s.section in children]
            return [*self._blocks(record, own[:1]), *(Point(record, (n,)) for n in heads)]
        items = [n for n in own if statements[n].kind is StatementKind.ITEM and statements[n].lead == NONE]
        return self._blocks(record, items) if len(items) > 1 else []

    def _head_cover(self, record: Record, section: int, lead: int) -> float:
        """How much of the question stands in the heading and, for a list, in its lead-in; for a table, in its head."""
        matcher = self._ranker.matcher
        held = self._ranker.heading_held(record, section)
        while lead != NONE:
            held |= self._ranker.held(record, lead)
            lead = record.document.statements[lead].lead
        return matcher.coverage(held)

    # Steps.

    def _steps(self, _: Question, ranked: Sequence[Candidate]) -> Evidence | None:
        """The section, the list or the command whose head holds most of the question."""
        options = [*self._sections(ranked), *self._lists(ranked), *self._commands(ranked)]
        least = max(
            self._weights["list_cover"],
            self._ranker.matcher.coverage(ranked[0].held_around) - self._weights["list_slack"],
        )
        fitting = [option for option in options if option.cover >= least]
        if not fitting:
            return None
        best = max(fitting, key=lambda option: option.cover + option.preference)
        return Evidence(tuple(best.points[: self._items + 1]), "steps")

    def _sections(self, ranked: Sequence[Candidate]) -> list[_Steps]:
        """Sections with a command or with items under a title that is about the question."""
        found: dict[tuple[str, int], _Steps] = {}
        for candidate in ranked:
            record, section = candidate.record, candidate.statement.section
            if section == NONE or (record.document.id, section) in found:
                continue
            statements = record.document.statements
            own = [n for n, s in enumerate(statements) if s.section == section and s.kind not in _HEADLIKE]
            points = tuple(self._blocks(record, own))
            if any(point.form in {"code", "item"} for point in points):
                cover = self._ranker.own_heading_cover(record, section)
                found[record.document.id, section] = _Steps(cover, self._preference(candidate, points), points)
        return list(found.values())

    def _lists(self, ranked: Sequence[Candidate]) -> list[_Steps]:
        return [
            _Steps(cover, preferred - cover + self._preference(None, group), tuple(group))
            for cover, preferred, group in self._groups(ranked)
            if group[-1].form == "item"
        ]

    def _commands(self, ranked: Sequence[Candidate]) -> list[_Steps]:
        """Commands with the sentence that introduces them."""
        found = []
        for candidate in ranked:
            points = tuple(self._with_code(candidate))
            if points:
                cover = self._ranker.matcher.coverage(candidate.held)
                found.append(_Steps(cover, self._preference(candidate, points), points))
        return found

    def _preference(self, candidate: Candidate | None, points: Sequence[Point]) -> float:
        """Numbered steps, commands and the asker's language before others."""
        own = self._weights["own_language"] * candidate.features["same_language"] if candidate else 0.0
        steps = any(is_numbered(point) or point.form == "code" for point in points)
        return own + self._weights["numbered"] * steps

    def _with_code(self, best: Candidate) -> list[Point]:
        """A command with the sentence that introduces it, and the sentence that explains it."""
        statements = best.record.document.statements
        number = best.number
        if number + 1 < len(statements) and statements[number + 1].kind is StatementKind.CODE:
            number += 1
        if statements[number].kind is not StatementKind.CODE:
            return []
        first = statements[number].lead if statements[number].lead != NONE else number - 1
        chosen = [n for n in (first, number) if n >= 0 and statements[n].kind not in _HEADLIKE]
        return [Point(best.record, (n,)) for n in chosen]

    # Comparisons.

    def _comparison(self, question: Question, ranked: Sequence[Candidate]) -> Evidence | None:
        sides = [self._ranker.side(side) for side in question.sides]
        if len(sides) != 2:
            return None
        aspect = self._ranker.aspect(question.sides)
        units = self._units(ranked, sides)
        if not units:
            return None
        scored = sorted(((self._unit_score(unit, aspect), unit) for unit in units), key=lambda s: -round(s[0], 9))
        chosen = self._from_each_source(scored) if aspect else self._family(scored)
        points = [point for unit in chosen for point in unit.points]
        return Evidence(tuple(_apart(points)), "comparison")

    def _from_each_source(self, scored: Sequence[tuple[float, _Unit]]) -> list[_Unit]:
        """The best unit of each document, as long as it is nearly as good as the best of all."""
        least = scored[0][0] - self._weights["unit_slack"]
        chosen: dict[str, _Unit] = {}
        for score, unit in scored:
            if score >= least:
                chosen.setdefault(unit.candidate.record.document.id, unit)
        return list(chosen.values())[: self._sentences]

    def _units(self, ranked: Sequence[Candidate], sides: Sequence[Sequence[tuple[str, ...]]]) -> list[_Unit]:
        """Statements that speak of both sides: alone, with the rest of their block, label or table row."""
        found: dict[tuple[str, int], _Unit] = {}
        for candidate in ranked:
            for unit in (self._unit(candidate, (candidate.number,)), self._unit(candidate, self._company(candidate))):
                key = (candidate.record.document.id, unit.numbers[0])
                if self._speaks_of_both(unit, sides):
                    if key not in found:
                        found[key] = unit
                    break
        return list(found.values())

    def _unit(self, candidate: Candidate, numbers: tuple[int, ...]) -> _Unit:
        return _Unit(candidate, numbers, tuple(self._blocks(candidate.record, numbers)))

    def _company(self, candidate: Candidate) -> tuple[int, ...]:
        """The statements of the same block under the same label, else the next or the previous one with this one."""
        statements = candidate.record.document.statements
        own = candidate.statement
        same = tuple(n for n, s in enumerate(statements) if s.block == own.block and s.label == own.label)
        if own.label.end > own.label.start or len(same) <= 3:
            return same
        place = same.index(candidate.number)
        return same[place : place + 2]

    def _speaks_of_both(self, unit: _Unit, sides: Sequence[Sequence[tuple[str, ...]]]) -> bool:
        record = unit.candidate.record
        bag = self._ranker.bag(record, unit.numbers[0])
        for number in unit.numbers[1:]:
            bag = bag + self._ranker.bag(record, number)
        statement = unit.candidate.statement
        if statement.kind is StatementKind.ROW and statement.lead != NONE:
            bag = bag + self._ranker.bag(record, statement.lead)
        return all(all(bag.holds(forms) for forms in side) for side in sides)

    def _unit_score(self, unit: _Unit, aspect: Sequence[tuple[str, ...]]) -> float:
        candidate = unit.candidate
        bag = self._ranker.bag(candidate.record, unit.numbers[0])
        near = bag + self._ranker.heading_bag(candidate.record, candidate.statement.section)
        named = self._ranker.label_bag(candidate)
        about = sum((near.holds(forms) + bag.holds(forms) + named.holds(forms)) / 3 for forms in aspect)
        about /= len(aspect) or 1
        wide = sum(width(point.span.of(candidate.record.document.text)) for point in unit.points)
        return (
            self._weights["unit_aspect"] * about
            + self._weights["unit_evidence"] * candidate.score
            - self._weights["unit_width"] * math.log(max(wide, 40) / 100)
        )

    def _family(self, scored: Sequence[tuple[float, _Unit]]) -> list[_Unit]:
        """Where the whole comparison is asked for: the units of the one table, list or section that has most."""
        families: dict[tuple[str, int], list[_Unit]] = {}
        for _, unit in scored:
            statement = unit.candidate.statement
            families.setdefault((unit.candidate.record.document.id, statement.section), []).append(unit)
        weigh = self._weights["family_size"]
        worth = {unit: score for score, unit in scored}
        best = max(families.values(), key=lambda units: max(worth[u] for u in units) + weigh * math.log(len(units)))
        ordered = sorted(best, key=lambda unit: unit.numbers)
        return ordered[: self._items]

    # Sentences.

    def _best_sentences(self, ranked: Sequence[Candidate], kind: Kind) -> list[Point]:
        """As few as carry most of the probability that the ranking gives, each new in what it says.

        Other places that say the same as a chosen sentence follow, to be cited beside it.
        """
        sharpness = self._weights["sharpness_choice" if kind is Kind.CHOICE else "sharpness"]
        scores = [math.exp(sharpness * (c.score - ranked[0].score)) for c in ranked]
        total = sum(scores)
        chosen: list[Candidate] = []
        repeats: list[Candidate] = []
        carried = 0.0
        for candidate, score in zip(ranked, scores, strict=True):
            enough = carried / total >= self._weights["enough"] or len(chosen) >= self._sentences
            if any(self._says_the_same(candidate, other) for other in chosen):
                repeats.append(candidate)
            elif chosen and (enough or score < self._weights["floor"]):
                continue
            elif self._adds(candidate, chosen, kind):
                chosen.append(candidate)
            carried += score
        shared = {c.statement.lead for c in chosen if sum(_is_beside(c, other) for other in chosen) > 1}
        points = [point for candidate in chosen for point in self._with_introduced(candidate, shared)]
        return _apart([*points, *(Point(candidate.record, (candidate.number,)) for candidate in repeats)])

    def _with_introduced(self, candidate: Candidate, shared: set[int]) -> list[Point]:
        """A statement by itself; a lead-in, or one of several items of the same list, with the whole list."""
        record, number = candidate.record, candidate.number
        if self._ranker.leads(record, number):
            return self._led(record, number)[: self._items + 1]
        lead = candidate.statement.lead
        if lead in shared and self._ranker.leads(record, lead):
            return self._led(record, lead)[: self._items + 1]
        return [Point(record, (number,))]

    @staticmethod
    def _adds(candidate: Candidate, chosen: Sequence[Candidate], kind: Kind) -> bool:
        """Whether a further sentence is worth showing: one that defines, where the first one does."""
        cue = f"cue_{Kind.DEFINITION.value}"
        return not (kind is Kind.DEFINITION and chosen and chosen[0].features[cue] > candidate.features[cue])

    def _says_the_same(self, one: Candidate, other: Candidate) -> bool:
        return same_words(one.record.words[one.number], other.record.words[other.number], self._weights["same"])

    # Blocks.

    @staticmethod
    def _statement(candidate: Candidate, number: int) -> Statement:
        return candidate.record.document.statements[number]

    def _block(self, record: Record, block: int) -> Point:
        return Point(record, tuple(n for n, s in enumerate(record.document.statements) if s.block == block))

    @staticmethod
    def _blocks(record: Record, numbers: Iterable[int]) -> list[Point]:
        """``numbers`` as points, neighbours of one block together."""
        points: list[Point] = []
        statements = record.document.statements
        for number in numbers:
            last = points[-1].numbers[-1] if points else NONE
            if points and number == last + 1 and statements[number].block == statements[last].block:
                points[-1] = Point(record, (*points[-1].numbers, number))
            else:
                points.append(Point(record, (number,)))
        return points


class _Steps(NamedTuple):
    cover: float
    preference: float
    points: tuple[Point, ...]


class _Unit(NamedTuple):
    candidate: Candidate
    numbers: tuple[int, ...]
    points: tuple[Point, ...]

    def __hash__(self) -> int:
        return hash((self.candidate.key, self.numbers))


def _apart(points: Iterable[Point]) -> list[Point]:
    """The points with every statement in the first of them only."""
    kept: list[Point] = []
    seen: set[tuple[str, int]] = set()
    for point in points:
        document = point.record.document.id
        numbers = tuple(number for number in point.numbers if (document, number) not in seen)
        if numbers and numbers == tuple(range(numbers[0], numbers[-1] + 1)):
            kept.append(Point(point.record, numbers))
        seen.update((document, number) for number in numbers)
    return kept


def _is_beside(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates stand under the same lead-in."""
    lead = one.statement.lead
    return lead != NONE and one.record is other.record and lead == other.statement.lead


def is_numbered(point: Point) -> bool:
    """Whether a point is an item of a numbered list."""
    before = point.record.document.text[max(0, point.span.start - 6) : point.span.start]
    return point.form == "item" and _NUMBER.search(before) is not None


def same_words(one: Sequence[str], other: Sequence[str], threshold: float) -> bool:
    """Whether two statements are near-duplicates: Jaccard over their content words."""
    first, second = set(one), set(other)
    return bool(first or second) and len(first & second) >= threshold * len(first | second)
