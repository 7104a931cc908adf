"""What a statement says, as the rules of disagreement read it, and how much of what is asked a sentence of it says."""

from __future__ import annotations

from dataclasses import dataclass

from youju.evidence.claims.clauses import Sentence
from youju.evidence.points import Point

from .asked_about import AskedAbout
from .stances import Stance, held_by, stances_of, takes_up


@dataclass(frozen=True)
class Said:
    """A statement with its sentences, the stances that it takes, and the question's terms that stand ``around`` it: in
    itself, in the titles above it and in what introduces it.
    """

    point: Point
    sentences: tuple[Sentence, ...]
    stances: tuple[Stance, ...]
    around: frozenset[str]


def said_by(point: Point, asked: AskedAbout) -> Said:
    """What the first statement of ``point`` says."""
    sentences = asked.reader.read(point.record, point.numbers[0])
    return Said(point, sentences, tuple(stances_of(point, asked)), asked.held_around(point))


def held_in(sentence: Sentence, asked: AskedAbout) -> frozenset[str]:
    """The question's terms in a sentence."""
    return asked.held(sentence.text, (word.term for word in sentence.places))


def says_asked(sentence: Sentence, asked: AskedAbout) -> bool:
    """Whether a sentence by itself holds what is asked."""
    return asked.share(held_in(sentence, asked)) >= asked.weights["asked_own"]


def says_in_one_clause(sentence: Sentence, asked: AskedAbout) -> bool:
    """Whether a clause by itself, or the whole of a sentence without other subjects, holds what is asked."""
    clauses = sentence.clauses
    if any(asked.share(held_by([clause], asked)) >= asked.weights["asked_own"] for clause in clauses):
        return True
    return all(takes_up(clause, asked) for clause in clauses[1:])
