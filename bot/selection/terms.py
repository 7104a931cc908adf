"""The statement that explains a word, looked up among the terms of the index for a definition."""

from __future__ import annotations

from youju.evidence.points import Evidence, Point, same_words
from youju.question.reading import language_of

from .findings import Findings


def term(findings: Findings) -> Evidence | None:
    """What explains the subject of a definition, in each document that says it in the same words, else the beginning of
    the document that has its name; ``None`` where neither is there.
    """
    point = _explained(findings, findings.question.subject) or _beginning(findings)
    return Evidence((point, *_again(findings, point)), "term") if point else None


def _again(findings: Findings, point: Point) -> list[Point]:
    """The same statement in other documents."""
    words, same = point.record.words[point.numbers[0]], findings.weights["same"]
    others = (c for c in findings.ranked if c.record is not point.record)
    return [Point(c.record, (c.number,)) for c in others if same_words(words, c.record.words[c.number], same)]


def _explained(findings: Findings, name: str) -> Point | None:
    """The statement that explains ``name``: of several one that does more than spell it out, then one in the language
    of the question, then the one that ranks best, then the first.
    """
    places = findings.shelf.terms.of(findings.reader.term_key(name))
    rank = {candidate.key: number for number, candidate in enumerate(findings.ranked)}
    points = [(place.spells, Point(findings.shelf.record(place.document), (place.number,))) for place in places]

    def order(found: tuple[bool, Point]) -> tuple[bool, bool, int]:
        spells, point = found
        return spells, language_of(point.folded) != findings.question.asked_in, rank.get(point.key, len(rank))

    return min(points, key=order)[1] if points else None


def _beginning(findings: Findings) -> Point | None:
    """The statement by which the document that is asked about begins."""
    first = next(filter(findings.beginning.is_first, findings.ranked), None)
    return Point(first.record, (first.number,)) if first else None
