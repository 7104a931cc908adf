"""Statements that speak of both things which a question compares: alone, or with what has to be read with them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from youju.corpus import NONE, StatementKind, width
from youju.corpus.navigation import introduces
from youju.evidence.candidate import Candidate
from youju.evidence.claims.clauses import Sentence
from youju.evidence.held import label_bag
from youju.evidence.points import Point, blocks
from youju.index import fold
from youju.question.sides import Side, besides, side_terms
from youju.question.terms import Bag
from youju.selection.findings import Findings

_VALUES = re.compile(r"[\[{<(][^\[\]{}<>()|]{1,80}(?:\\?\|[^\[\]{}<>()|]{1,80}){1,20}[\]}>)]")
"""What may be written in one place, as manuals of commands put it."""


class Compared(NamedTuple):
    """What a question compares, by names and by terms, and in what respect; none where it asks for the whole of it."""

    findings: Findings
    names: tuple[str, ...]
    sides: tuple[Side, ...]
    aspect: tuple[tuple[str, ...], ...]

    @property
    def two(self) -> bool:
        """Whether there are two sides, each with a term."""
        return len(self.sides) == 2 and all(self.sides)

    def holds_both(self, bag: Bag) -> bool:
        return all(bag.holds_all(side) for side in self.sides)


def compared(findings: Findings) -> Compared:
    names = _owners(findings.question.sides)
    sides = tuple(side_terms(findings.matcher, side) for side in names)
    aspect = tuple(term.forms for term in besides(findings.inquiry.asked, findings.patterns, names))
    return Compared(findings, names, sides, aspect)


def _owners(sides: Sequence[str]) -> tuple[str, ...]:
    """The sides without what both are asked for: 容器 and 虚拟机 of "容器的存储和虚拟机的存储"."""
    parts = [side.partition("的") for side in sides]
    same = len(parts) == 2 and parts[0][2] == parts[1][2] != ""
    return tuple(owner for owner, _, _ in parts) if same else tuple(sides)


class Joint(NamedTuple):
    """A candidate with the statements that have to be read with it."""

    candidate: Candidate
    numbers: tuple[int, ...]
    points: tuple[Point, ...]

    def __hash__(self) -> int:
        return hash((self.candidate.key, self.numbers))

    @property
    def is_row(self) -> bool:
        return self.candidate.statement.kind is StatementKind.ROW


def points_of(joints: Iterable[Joint]) -> list[Point]:
    return [point for joint in joints for point in joint.points]


def joints_of(asked: Compared) -> list[tuple[float, Joint]]:
    """The joints among the candidates, each with its score, best first."""
    found = ((score(asked, joint), joint) for joint in _joints(asked))
    return sorted(found, key=lambda pair: -round(pair[0], 9))


def _joints(asked: Compared) -> list[Joint]:
    """Statements that speak of both sides: alone, with the rest of their block, label or table row."""
    found: dict[tuple[str, int], Joint] = {}
    for candidate in asked.findings.ranked:
        leads = asked.aspect and introduces(candidate.record.document, candidate.number)
        if leads or candidate.features["meta"] or candidate.statement.kind is StatementKind.CODE:
            continue
        for numbers in ((candidate.number,), _company(candidate)):
            joint = Joint(candidate, numbers, tuple(blocks(candidate.record, numbers)))
            if _speaks_of_both(asked, joint):
                found.setdefault((candidate.record.document.id, joint.numbers[0]), joint)
                break
    return list(found.values())


def _company(candidate: Candidate) -> tuple[int, ...]:
    """The statements of the same block under the same label, else the next or the previous one with this one."""
    statements = candidate.record.document.statements
    own = candidate.statement
    same = tuple(n for n, s in enumerate(statements) if s.block == own.block and s.label == own.label)
    if own.label.end > own.label.start or len(same) <= 3:
        return same
    place = same.index(candidate.number)
    return same[place : place + 2]


def _speaks_of_both(asked: Compared, joint: Joint) -> bool:
    if not asked.holds_both(bag_of(asked, joint.candidate, joint.numbers)) or _enumerates(asked, joint):
        return False
    return joint.is_row or len(joint.numbers) > 1 or _stand_apart(asked, joint)


def bag_of(asked: Compared, candidate: Candidate, numbers: Sequence[int]) -> Bag:
    """The words of statements; of a row, its column heads, too."""
    held, record, statement = asked.findings.held, candidate.record, candidate.statement
    bag = held.bag(record, numbers[0])
    for number in numbers[1:]:
        bag = bag + held.bag(record, number)
    if statement.kind is StatementKind.ROW and statement.lead != NONE:
        bag = bag + held.bag(record, statement.lead)
    return bag


def _enumerates(asked: Compared, joint: Joint) -> bool:
    """Whether a statement only lists both sides as what may be written: "[zip | tar | none]"."""
    texts = _VALUES.findall(joint.candidate.folded)
    return any(asked.holds_both(Bag(asked.findings.reader.words(text), text)) for text in texts)


def _stand_apart(asked: Compared, joint: Joint) -> bool:
    """Whether the sides are two words: "image" and "container" are one in "container image"."""
    if any(len(side) != 1 for side in asked.sides):
        return True
    first, second = (frozenset(side[0]) for side in asked.sides)
    text = joint.candidate.folded
    words = [word for sentence in _read(asked, joint) for word in sentence.places]
    heads = set()
    for word, following in zip_longest(words, words[1:]):
        joined = following is not None and not text[word.end : following.start].strip(" -")
        pair = {word.term, following.term} if joined else set()
        if not (pair & first and pair & second):
            heads.add(word.term)
    return not words or bool(first & heads and second & heads)


def _read(asked: Compared, joint: Joint) -> tuple[Sentence, ...]:
    return asked.findings.reader.read(joint.candidate.record, joint.candidate.number)


# What speaks for a joint.


def under_both(asked: Compared, joint: Joint) -> bool:
    """Whether a joint is a row of a table whose column heads are both sides."""
    record, lead = joint.candidate.record, joint.candidate.statement.lead
    return joint.is_row and lead != NONE and asked.holds_both(asked.findings.held.bag(record, lead))


def contrasts(asked: Compared, joint: Joint) -> bool:
    """Whether a joint speaks as what tells two things apart does."""
    return asked.findings.cues.answer(fold(joint.candidate.text))


def parallels(asked: Compared, joint: Joint) -> bool:
    """Whether a clause of the statement speaks of the one side, and another clause of the other."""
    clauses = [clause for sentence in _read(asked, joint) for clause in sentence.clauses]
    bags = [Bag([word.term for word in clause.words], clause.text) for clause in clauses]
    held = {tuple(bag.holds_all(side) for side in asked.sides) for bag in bags}
    return {(True, False), (False, True)} <= held


def about(asked: Compared, joint: Joint) -> float:
    """How much of the aspect asked for stands in the joint, its headings and what names it."""
    candidate = joint.candidate
    bag = asked.findings.held.bag(candidate.record, joint.numbers[0])
    near = bag + asked.findings.held.heading_bag(candidate.record, candidate.statement.section)
    named = label_bag(candidate)
    found = sum((near.holds(forms) + bag.holds(forms) + named.holds(forms)) / 3 for forms in asked.aspect)
    return found / (len(asked.aspect) or 1)


def score(asked: Compared, joint: Joint) -> float:
    weights = asked.findings.weights
    wide = sum(width(point.span.of(joint.candidate.record.document.text)) for point in joint.points)
    return (
        weights["unit_aspect"] * about(asked, joint)
        + weights["unit_evidence"] * joint.candidate.score
        - weights["unit_width"] * math.log(max(wide, 40) / 100)
        + weights["unit_contrast"] * (not asked.aspect and contrasts(asked, joint))
        - weights["unit_answers"] * _answers_another(asked, joint)
    )


def _answers_another(asked: Compared, joint: Joint) -> bool:
    """Whether a statement answers a question of the documents that is not the one asked."""
    lead, statements = joint.candidate.statement.lead, joint.candidate.record.document.statements
    if lead == NONE or statements[lead].kind is not StatementKind.QUESTION:
        return False
    return asked.findings.likeness.of_lead(joint.candidate) < asked.findings.weights["same_question"]
