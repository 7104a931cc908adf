"""Comparisons as evidence: statements of both sides, rows of a table, else a statement for each side."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from youju.corpus import NONE, StatementKind, width
from youju.corpus.navigation import introduces, leads_of
from youju.evidence.candidate import Candidate
from youju.evidence.claims import Sentence
from youju.evidence.held import label_bag
from youju.evidence.points import Evidence, Point, apart, blocks
from youju.evidence.sides import besides, is_known, side_terms
from youju.index import Record, fold
from youju.question.kinds import Kind
from youju.question.terms import Bag

from .findings import Findings

_QUESTION = StatementKind.QUESTION
_ARTICLE = 6
"""Characters before or after the name of a side at the head of a statement: an article, a plural."""
_VALUES = re.compile(r"[\[{<(][^\[\]{}<>()|]{1,80}(?:\\?\|[^\[\]{}<>()|]{1,80}){1,20}[\]}>)]")
"""What may be written in one place, as manuals of commands put it."""

Side = Sequence[tuple[str, ...]]
"""The terms of one side, each with its forms."""


class Unit(NamedTuple):
    """A candidate with the statements that have to be read with it."""

    candidate: Candidate
    numbers: tuple[int, ...]
    points: tuple[Point, ...]

    def __hash__(self) -> int:
        return hash((self.candidate.key, self.numbers))

    @property
    def is_row(self) -> bool:
        return self.candidate.statement.kind is StatementKind.ROW


class Comparisons:
    """What the candidates of one question say of the two things it compares."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._inquiry = findings.inquiry
        self._weights = findings.weights
        self._names = _owners(findings.question.sides)
        self._sides = [side_terms(self._inquiry.matcher, side) for side in self._names]
        self._aspect = [term.forms for term in besides(self._inquiry.asked, self._inquiry.patterns, self._names)]

    def unknown(self) -> Evidence | None:
        """No evidence, where the documents do not have one of the sides: then nothing can be said of both."""
        if len(self._sides) != 2 or not all(self._sides):
            return None
        missing = tuple(name for name in self._names if not is_known(self._inquiry.matcher, name))
        if not missing:
            return None
        known = tuple(name for name in self._names if name not in missing)
        return Evidence((), "one side", unknown=missing, known=known)

    def choose(self) -> Evidence | None:
        """Both sides; ``None`` where the question does not name two."""
        if len(self._sides) != 2 or not all(self._sides):
            return None
        scored = sorted(((self._score(unit), unit) for unit in self._units()), key=lambda s: -round(s[0], 9))
        if not self._aspect and not any(self._contrasts(unit) or self._under_both(unit) for _, unit in scored[:1]):
            plainly = self._findings.ask_sides()
            if plainly.question.plain != self._findings.question.plain:
                return Comparisons(plainly).choose()
        points = self._of_aspect(scored) if self._aspect else self._whole(scored)
        if points:
            return Evidence(tuple(apart(points)), "comparison")
        sides = self._each()
        return Evidence(tuple(apart(sides)), "sides") if sides else None

    # One aspect.

    def _of_aspect(self, scored: Sequence[tuple[float, Unit]]) -> list[Point]:
        """The best unit of each document that is nearly as good as the best of all."""
        if not scored:
            return []
        best = scored[0][1]
        if not self._contrasts(best) and not self._under_both(best) and (rows := self._paired_rows()):
            return rows
        if not self._about(best) and (sides := self._each()):
            return sides
        least = scored[0][0] - self._weights["unit_slack"]
        chosen: dict[str, Unit] = {}
        for score, unit in scored:
            if score >= least and bool(self._about(unit)) == bool(self._about(best)):
                chosen.setdefault(unit.candidate.record.document.id, unit)
        return _points(list(chosen.values())[: self._findings.sentences])

    # The whole comparison.

    def _whole(self, scored: Sequence[tuple[float, Unit]]) -> list[Point]:
        """The one table, list or section that has most; before a table what says it in a sentence."""
        rows = self._paired_rows()
        if not scored:
            return rows
        family = self._family(scored)
        if sum(map(self._under_both, family)) > 1 or (family[0].is_row and not rows):
            return _points(family[: self._findings.items])
        if not rows and not any(self._contrasts(unit) or self._parallels(unit) for unit in family):
            return self._each() or _points(family[: self._findings.sentences])
        said = [unit for unit in family if unit is family[0] or self._contrasts(unit)][: self._findings.sentences]
        table = self._table(family[0].candidate)
        if table:
            return [*_points(said[:1]), *table[: self._findings.items]]
        if not rows:
            return _points(said)
        return [*rows, *_points([u for u in said[:1] if not u.is_row and (self._contrasts(u) or self._parallels(u))])]

    def _family(self, scored: Sequence[tuple[float, Unit]]) -> list[Unit]:
        families: dict[tuple[str, int], list[Unit]] = {}
        for _, unit in scored:
            statement = unit.candidate.statement
            families.setdefault((unit.candidate.record.document.id, statement.section), []).append(unit)
        weigh = self._weights["family_size"]
        worth = {unit: score for score, unit in scored}
        best = max(families.values(), key=lambda units: max(worth[u] for u in units) + weigh * math.log(len(units)))
        return sorted(best, key=lambda unit: unit.numbers)

    def _table(self, beside: Candidate) -> list[Point]:
        """The rows of the largest table of the same document whose column heads are both sides."""
        record, both = beside.record, [*self._sides[0], *self._sides[1]]
        tables: dict[int, list[Point]] = {}
        for number, statement in enumerate(record.document.statements):
            if statement.kind is StatementKind.ROW and not statement.header and statement.lead != NONE:
                tables.setdefault(statement.lead, []).append(Point(record, (number,)))
        fitting = [rows for lead, rows in tables.items() if self._inquiry.held.bag(record, lead).holds_all(both)]
        return max((rows for rows in fitting if len(rows) > 1), key=len, default=[])

    def _under_both(self, unit: Unit) -> bool:
        """Whether a unit is a row of a table whose column heads are both sides."""
        record, lead = unit.candidate.record, unit.candidate.statement.lead
        if not unit.is_row or lead == NONE:
            return False
        return self._inquiry.held.bag(record, lead).holds_all([*self._sides[0], *self._sides[1]])

    def _contrasts(self, unit: Unit) -> bool:
        return self._inquiry.cues.answer(fold(unit.candidate.text))

    def _parallels(self, unit: Unit) -> bool:
        """Whether a clause of the statement speaks of the one side, and another clause of the other."""
        clauses = [clause for sentence in self._read(unit) for clause in sentence.clauses]
        bags = [Bag([word.term for word in clause.words], clause.text) for clause in clauses]
        held = {tuple(bag.holds_all(side) for side in self._sides) for bag in bags}
        return {(True, False), (False, True)} <= held

    def _read(self, unit: Unit) -> tuple[Sentence, ...]:
        return self._findings.reader.read(unit.candidate.record, unit.candidate.number)

    def _paired_rows(self) -> list[Point]:
        """Two rows or items of one table or list, each named for one side."""
        own_language_first = sorted(self._findings.ranked, key=lambda c: -c.features["same_language"])
        for candidate in own_language_first:
            record, lead = candidate.record, candidate.statement.lead
            if lead == NONE or self._named_for(record, candidate.number) is None:
                continue
            beside = [n for n, s in enumerate(record.document.statements) if s.lead == lead]
            named = {self._named_for(record, number): number for number in reversed(beside)}
            if 0 in named and 1 in named:
                return [Point(record, (named[0],)), Point(record, (named[1],))]
        return []

    def _named_for(self, record: Record, number: int) -> int | None:
        """The side that a row's first cell or an item's label is the name of."""
        statement = record.document.statements[number]
        span = statement.cells[0] if statement.cells else statement.label
        if span.end <= span.start or statement.kind not in {StatementKind.ROW, StatementKind.ITEM}:
            return None
        text = span.of(record.folded)
        words = self._findings.reader.words(text)
        for place, side in enumerate(self._sides):
            if _names(side, words) and not _names(self._sides[1 - place], words):
                named = Bag(words, text)
                rest = [forms for forms in side if not named.holds(forms)]
                return place if self._around(record, number).holds_all(rest) else None
        return None

    def _around(self, record: Record, number: int) -> Bag:
        """The words of the titles, the lead-in and the column heads of a row or an item."""
        bag = self._inquiry.held.heading_bag(record, record.document.statements[number].section)
        for lead in leads_of(record.document, number):
            bag = bag + self._inquiry.held.bag(record, lead)
        return bag

    # A statement for each side.

    def _each(self) -> list[Point]:
        """The best statement about each side, where there is one for both."""
        chosen = [c for number in (0, 1) if (c := self._about_side(number))]
        if len(chosen) < 2:
            return []
        contrasting_first = sorted(chosen, key=lambda c: not self._inquiry.cues.answer(fold(c.text)))
        return [Point(c.record, (c.number,)) for c in contrasting_first]

    def _about_side(self, number: int) -> Candidate | None:
        """The statement that answers best what is asked of one side: what it is, or how it is in the aspect."""
        findings = self._findings.ask_side("aspect" if self._aspect else "comparison", number)
        scored = [(self._of_side(candidate, number), candidate) for candidate in findings.ranked]
        fitting = [(score, candidate) for score, candidate in scored if score is not None]
        return max(fitting, key=lambda pair: round(pair[0], 9))[1] if fitting else None

    def _of_side(self, candidate: Candidate, number: int) -> float | None:
        own, near = self._bag(candidate, (candidate.number,)), self._nearest(candidate)
        if not (own + near).holds_all(self._sides[number]) or introduces(candidate.record.document, candidate.number):
            return None
        if candidate.statement.kind is StatementKind.CODE:
            return None
        if candidate.features["meta"] or not all((own + near).holds(forms) for forms in self._aspect):
            return None
        other = own.holds_all(self._sides[1 - number])
        defines = candidate.features.get(f"cue_{Kind.DEFINITION.value}", 0.0)
        return candidate.score + self._weights["side"] * (self._opens_with(candidate, number) + defines - other)

    def _opens_with(self, candidate: Candidate, number: int) -> bool:
        """Whether a statement begins with a side, as what defines it or speaks of it does."""
        text = candidate.statement.span.of(candidate.record.folded)[: len(self._names[number]) + _ARTICLE]
        return any(form in text for forms in self._sides[number] for form in (self._names[number], *forms))

    # Units.

    def _units(self) -> list[Unit]:
        """Statements that speak of both sides: alone, with the rest of their block, label or table row."""
        found: dict[tuple[str, int], Unit] = {}
        for candidate in self._findings.ranked:
            leads = self._aspect and introduces(candidate.record.document, candidate.number)
            if leads or candidate.features["meta"] or candidate.statement.kind is StatementKind.CODE:
                continue
            for unit in (self._unit(candidate, (candidate.number,)), self._unit(candidate, _company(candidate))):
                key = (candidate.record.document.id, unit.numbers[0])
                if self._speaks_of_both(unit):
                    if key not in found:
                        found[key] = unit
                    break
        return list(found.values())

    @staticmethod
    def _unit(candidate: Candidate, numbers: tuple[int, ...]) -> Unit:
        return Unit(candidate, numbers, tuple(blocks(candidate.record, numbers)))

    def _speaks_of_both(self, unit: Unit) -> bool:
        bag = self._bag(unit.candidate, unit.numbers)
        if not all(bag.holds_all(side) for side in self._sides) or self._enumerates(unit):
            return False
        return unit.is_row or len(unit.numbers) > 1 or self._stand_apart(unit)

    def _enumerates(self, unit: Unit) -> bool:
        """Whether a statement only lists both sides as what may be written: "[zip | tar | none]"."""
        texts = _VALUES.findall(unit.candidate.statement.span.of(unit.candidate.record.folded))
        bags = [Bag(self._findings.reader.words(text), text) for text in texts]
        return any(all(bag.holds_all(side) for side in self._sides) for bag in bags)

    def _stand_apart(self, unit: Unit) -> bool:
        """Whether the sides are two words: "image" and "container" are one in "container image"."""
        if any(len(side) != 1 for side in self._sides):
            return True
        first, second = (frozenset(side[0]) for side in self._sides)
        text = unit.candidate.statement.span.of(unit.candidate.record.folded)
        words = [word for sentence in self._read(unit) for word in sentence.places]
        heads = set()
        for word, following in zip_longest(words, words[1:]):
            joined = following is not None and not text[word.end : following.start].strip(" -")
            pair = {word.term, following.term} if joined else set()
            if not (pair & first and pair & second):
                heads.add(word.term)
        return not words or bool(first & heads and second & heads)

    def _bag(self, candidate: Candidate, numbers: Sequence[int]) -> Bag:
        """The words of statements; of a row, its column heads, too."""
        record, statement = candidate.record, candidate.statement
        bag = self._inquiry.held.bag(record, numbers[0])
        for number in numbers[1:]:
            bag = bag + self._inquiry.held.bag(record, number)
        if statement.kind is StatementKind.ROW and statement.lead != NONE:
            bag = bag + self._inquiry.held.bag(record, statement.lead)
        return bag

    def _heading(self, candidate: Candidate) -> Bag:
        return self._inquiry.held.heading_bag(candidate.record, candidate.statement.section)

    def _nearest(self, candidate: Candidate) -> Bag:
        """The title of the statement's own section, and its label."""
        return label_bag(candidate)

    def _about(self, unit: Unit) -> float:
        """How much of the aspect asked for stands in the unit, its headings and what names it."""
        candidate = unit.candidate
        bag = self._inquiry.held.bag(candidate.record, unit.numbers[0])
        near = bag + self._heading(candidate)
        named = self._nearest(candidate)
        about = sum((near.holds(forms) + bag.holds(forms) + named.holds(forms)) / 3 for forms in self._aspect)
        return about / (len(self._aspect) or 1)

    def _score(self, unit: Unit) -> float:
        wide = sum(width(point.span.of(unit.candidate.record.document.text)) for point in unit.points)
        return (
            self._weights["unit_aspect"] * self._about(unit)
            + self._weights["unit_evidence"] * unit.candidate.score
            - self._weights["unit_width"] * math.log(max(wide, 40) / 100)
            + self._weights["unit_contrast"] * (not self._aspect and self._contrasts(unit))
            - self._weights["unit_answers"] * self._answers_another(unit)
        )

    def _answers_another(self, unit: Unit) -> bool:
        """Whether a statement answers a question of the documents that is not the one asked."""
        statement = unit.candidate.statement
        if statement.lead == NONE or unit.candidate.record.document.statements[statement.lead].kind is not _QUESTION:
            return False
        return self._inquiry.likeness.of_lead(unit.candidate) < self._weights["same_question"]


def _company(candidate: Candidate) -> tuple[int, ...]:
    """The statements of the same block under the same label, else the next or the previous one with this one."""
    statements = candidate.record.document.statements
    own = candidate.statement
    same = tuple(n for n, s in enumerate(statements) if s.block == own.block and s.label == own.label)
    if own.label.end > own.label.start or len(same) <= 3:
        return same
    place = same.index(candidate.number)
    return same[place : place + 2]


def _owners(sides: Sequence[str]) -> tuple[str, ...]:
    """The sides without what both are asked for: 容器 and 虚拟机 of "容器的存储和虚拟机的存储"."""
    parts = [side.partition("的") for side in sides]
    same = len(parts) == 2 and parts[0][2] == parts[1][2] != ""
    return tuple(owner for owner, _, _ in parts) if same else tuple(sides)


def _names(side: Side, words: Sequence[str]) -> bool:
    """Whether ``words`` are a name of the side: words of it, and no others."""
    forms = {word for forms in side for form in forms for word in form.split(" ")}
    return bool(words) and forms.issuperset(words)


def _points(units: Sequence[Unit]) -> list[Point]:
    return [point for unit in units for point in unit.points]
