"""Stances: what a statement says of the aspect asked for, in whatever words, and of which side it says so.

Which is faster, a kite or a balloon?    "Kites are faster"      of the first side: speed, more, than the other
                                         "Balloons are slow"     of the second side: speed, less

A clause that begins with a pronoun speaks of what the one before it spoke of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from youju.evidence.claims.clauses import Clause, Opposite, Sentence
from youju.evidence.points import Point
from youju.index import fold
from youju.question.terms import Bag

from .asked_about import AskedAbout
from .differences import amounts_apart, told_apart, words_near


class Stance(NamedTuple):
    """What is said of a side (0 where the question compares none) on an aspect; ``relative`` to the other side."""

    aspect: str
    side: int
    sign: int
    relative: bool
    sentence: Sentence
    clause: Clause


class _Place(NamedTuple):
    """Where a clause stands: in which sentence and statement, and after what, the nearest last.

    Of the sentence before it are all clauses together, of its own each by itself.
    """

    point: Point
    sentence: Sentence
    clause: Clause
    before: Sequence[Sequence[Clause]]

    @property
    def backwards(self) -> Sequence[Sequence[Clause]]:
        """The clause, and what it may take up, the nearest first; a sentence of marks alone has nothing to take up."""
        return ([self.clause], *(clauses for clauses in reversed(self.before) if clauses))


def stances_of(point: Point, asked: AskedAbout) -> list[Stance]:
    """The stances that a statement takes, in its order; none where nothing is asked of a subject."""
    if not asked.matter.is_asked:
        return []
    return [stance for place in _places(point, asked) for stance in _taken(place, asked)]


def disagree(left: Stance, right: Stance, asked: AskedAbout) -> str:
    """The way in which two stances disagree, or ""."""
    way = _against(left, right)
    return way if way and not _circumstances_differ(left, right, asked) else ""


def takes_up(clause: Clause, asked: AskedAbout) -> bool:
    """Whether a clause has no subject of its own: it begins with a pronoun, with what is asked, or its opposite."""
    first = next(iter(clause.rest), None)
    if clause.pronominal or first is None or any(mark.end <= first.start for mark in clause.marks):
        return True
    return first.kind in asked.kinds


def held_by(clauses: Sequence[Clause], asked: AskedAbout) -> frozenset[str]:
    """The question's terms in clauses, without what they compare with."""
    return asked.held(_text(clauses), (word.term for clause in clauses for word in clause.rest))


# Against each other.


def _against(left: Stance, right: Stance) -> str:
    """Of the same side the opposite, or of each that it is more."""
    if left.aspect != right.aspect:
        return ""
    if left.side == right.side:
        return "opposite" if left.sign != right.sign else ""
    return "order" if left.sign == right.sign and left.relative and right.relative else ""


def _circumstances_differ(left: Stance, right: Stance, asked: AskedAbout) -> bool:
    """Whether two stances are taken of different things besides the sides and the aspect that are asked about."""
    if amounts_apart(left.sentence.amounts, right.sentence.amounts) != "":
        return True
    one, other = (
        [word for word in words_near(stance.sentence, stance.clause) if word.kind not in asked.kinds]
        for stance in (left, right)
    )
    return told_apart(one, left.sentence, other, right.sentence)


# In a statement.


def _places(point: Point, asked: AskedAbout) -> Iterator[_Place]:
    """The clauses of a statement, each after what stands before it."""
    earlier = [list(sentence.clauses) for sentence in _sentences_before(point, asked)]
    for sentence in asked.reader.read(point.record, point.numbers[0]):
        for number, clause in enumerate(sentence.clauses):
            yield _Place(point, sentence, clause, [*earlier, *([one] for one in sentence.clauses[:number])])
        earlier.append(list(sentence.clauses))


def _sentences_before(point: Point, asked: AskedAbout) -> tuple[Sentence, ...]:
    """Those of the statement before in the same block, which a pronoun may take up."""
    number, statements = point.numbers[0], point.record.document.statements
    if number == 0 or statements[number - 1].block != statements[number].block:
        return ()
    return asked.reader.read(point.record, number - 1)


def _taken(place: _Place, asked: AskedAbout) -> Iterator[Stance]:
    """The stances that a clause takes."""
    marks = [mark for mark in place.clause.marks if mark.scale != "exact"]
    side = _side(place, asked) if marks else None
    if side is None or not _holds_matter(place, asked):
        return
    for mark in marks:
        for aspect, sign in _aspects(mark, asked):
            yield Stance(aspect, side, sign, mark.relative, place.sentence, place.clause)


def _aspects(mark: Opposite, asked: AskedAbout) -> Iterator[tuple[str, int]]:
    """The aspects asked for of which ``mark`` says something, and whether more or less of it."""
    matter = asked.matter
    if mark.aspect in matter.poles or (mark.scale == "own" and not matter.poles):
        yield mark.aspect, mark.sign
    elif mark.scale == "degree":
        for kind in sorted(mark.heads & matter.polar.keys()):
            yield matter.polar[kind].aspect, mark.sign * matter.polar[kind].sign
        if not matter.poles and mark.heads & matter.aspects:
            yield "", mark.sign


def _side(place: _Place, asked: AskedAbout) -> int | None:
    """Which side a clause speaks of: 0 or 1, ``None`` where it cannot be told; 0 where none are compared."""
    if not asked.matter.sides:
        return 0
    own = place.clause
    compared = _sides_in(own.text, asked) - _sides_in(own.uncompared, asked)
    for clauses in place.backwards:
        if sides := _sides_in(_text(clauses), asked):
            return _only(sides)
        if clauses[0] is own and len(compared) == 1:
            return 1 - compared.pop()
        if not takes_up(clauses[0], asked):
            return None
    return _side_titled(place.point, asked)


def _side_titled(point: Point, asked: AskedAbout) -> int | None:
    """The side that the nearest title with one is about."""
    titles = reversed(point.record.document.heading(point.first.section))
    return next((_only(sides) for title in titles if (sides := _sides_in(fold(title), asked))), None)


def _only(sides: set[int]) -> int | None:
    return next(iter(sides)) if len(sides) == 1 else None


def _sides_in(folded: str, asked: AskedAbout) -> set[int]:
    """The sides that a text names."""
    bag = Bag(asked.reader.terms(folded), folded)
    return {number for number, side in enumerate(asked.matter.sides) if bag.holds_all(side)}


def _holds_matter(place: _Place, asked: AskedAbout) -> bool:
    """Whether all that is asked about stands in the clause, or in what it takes up."""
    missing = set(asked.matter.terms)
    for clauses in place.backwards:
        missing -= held_by(clauses, asked)
        if not missing:
            return True
        if not takes_up(clauses[0], asked):
            return False
    return not missing - asked.held_above(place.point)


def _text(clauses: Sequence[Clause]) -> str:
    """The text of ``clauses`` without what they compare with."""
    return "\n".join(clause.uncompared for clause in clauses)
