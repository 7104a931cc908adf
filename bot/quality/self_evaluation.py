"""How well an owner's own documents are answered, by questions made of them: `youju eval --self`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from youju.answerer import Answerer
from youju.corpus import QuestionError, Span
from youju.index import Snapshot

from .making import KINDS, SelfQuestion
from .self_questions import COUNT, Made, made

if TYPE_CHECKING:
    from youju.evidence.points import Evidence

BINS = 5
FEW = 20
"""Questions with fewer than which the figures are no more than a hint."""
_UNSURE = 0.15
"""How far the confidence may be from the share that is right before it is said to mislead."""


class Quoted(NamedTuple):
    """What was quoted: a span of a document."""

    document: str
    span: Span


@dataclass(frozen=True)
class Outcome:
    """One question asked: whether it was refused, whether what was quoted, or first quoted, answers it, and how sure
    that was. ``right`` is of what would be quoted, refused or not.
    """

    question: SelfQuestion
    refused: bool
    hit: bool
    first: bool
    right: bool
    probability: float


class KindFigures(NamedTuple):
    """A kind's figures: questions with an answer, the shares of them hit, first and refused."""

    kind: str
    questions: int
    hit: float
    first: float
    refused: float


class Bin(NamedTuple):
    """The questions with a confidence in one fifth of the scale: how many, how sure on average, how many right."""

    questions: int
    confidence: float
    right: float


@dataclass(frozen=True)
class SelfEvaluation:
    """What was asked of ``documents``, and what came of it."""

    outcomes: tuple[Outcome, ...]
    documents: int

    @property
    def rows(self) -> tuple[KindFigures, ...]:
        """By kind, and all of them together as ``all``."""
        known = [one for one in self.outcomes if one.question.answerable]
        kinds = [(kind, [one for one in known if one.question.kind == kind]) for kind in KINDS]
        return tuple(_row(name, found) for name, found in (*kinds, ("all", known)) if found)

    @property
    def unanswerable(self) -> int:
        return sum(not one.question.answerable for one in self.outcomes)

    @property
    def declined(self) -> float | None:
        """The share of the questions without an answer that were refused."""
        strange = [one.refused for one in self.outcomes if not one.question.answerable]
        return sum(strange) / len(strange) if strange else None

    @property
    def bins(self) -> tuple[Bin, ...]:
        """The reliability of the confidence; a bin without questions has zeros."""
        bins: list[list[Outcome]] = [[] for _ in range(BINS)]
        for one in self.outcomes:
            bins[min(int(one.probability * BINS), BINS - 1)].append(one)
        return tuple(
            Bin(len(one), _mean([o.probability for o in one]), _mean([float(o.right) for o in one])) for one in bins
        )

    @property
    def misses(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.question.answerable and not one.hit)

    @property
    def advice(self) -> tuple[str, ...]:
        """What to do, as keys of the messages below ``eval.advice``."""
        found = []
        known = len(self.outcomes) - self.unanswerable
        if known < FEW:
            return ("few",)
        sure = _mean([one.probability for one in self.outcomes]) - _mean([float(one.right) for one in self.outcomes])
        if abs(sure) > _UNSURE:
            found.append("too_sure" if sure > 0 else "too_unsure")
        lost = sum(one.refused and one.right for one in self.outcomes if one.question.answerable)
        if lost > _UNSURE * known:
            found.append("refuses")
        if self.declined is not None and self.declined < 1 / 2:
            found.append("answers")
        return tuple(found) or ("fine",)


def _row(kind: str, found: Sequence[Outcome]) -> KindFigures:
    measures = ([one.hit for one in found], [one.first for one in found], [one.refused for one in found])
    return KindFigures(kind, len(found), *(_mean([float(value) for value in values]) for values in measures))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def evaluate_self(answerer: Answerer, count: int = COUNT) -> SelfEvaluation:
    """Ask ``count`` questions at most that are made of the documents, of a copy of the index in which the headings that
    they were made of are hidden, and what is to have no answer is not. Raises ``StoreError``.
    """
    asked = made(answerer.snapshot, answerer.machinery.analyzer, count)
    with tempfile.TemporaryDirectory(prefix="youju-self-") as folder:
        copy = without_hidden(answerer, asked, Path(folder))
        outcomes = tuple(_outcomes(copy, asked.questions))
    return SelfEvaluation(outcomes, len(answerer.snapshot))


def without_hidden(answerer: Answerer, asked: Made, folder: Path) -> Answerer:
    """An answerer over what is left to be seen, indexed in ``folder``."""
    machinery = answerer.machinery
    documents = (record.document for record in answerer.snapshot.records())
    machinery.builder(folder).build_of(asked.hidden.without(documents))
    return Answerer(Snapshot.open(folder, machinery.fingerprint), machinery)


def _outcomes(answerer: Answerer, questions: Sequence[SelfQuestion]) -> Iterator[Outcome]:
    for question in questions:
        try:
            explanation = answerer.explain(question.text)
        except QuestionError:
            yield Outcome(question, refused=True, hit=False, first=False, right=False, probability=0.0)
            continue
        answer = explanation.answer
        quoted = [Quoted(one.document, Span(one.start, one.end)) for one in answer.citations]
        would = list(_places(explanation.evidence))
        yield Outcome(
            question,
            refused=not answer.answered,
            hit=answer.answered and answers(question, quoted),
            first=answer.answered and answers(question, quoted[:1]),
            right=answers(question, would),
            probability=explanation.probability,
        )


def _places(evidence: Evidence) -> Iterator[Quoted]:
    return (Quoted(point.record.document.id, point.span) for point in evidence.points)


def answers(question: SelfQuestion, quoted: Sequence[Quoted]) -> bool:
    """Whether each group of a question's gold has a span that is quoted, or that a quote stands in."""
    own = [one.span for one in quoted if one.document == question.document]
    return question.answerable and all(
        any(_holds(span, gold) or _holds(gold, span) for span in own for gold in group) for group in question.gold
    )


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
