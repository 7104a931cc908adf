"""One question over the passages that were found for it: what reads a statement by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from youju.config import QuestionPatterns, Weights
from youju.index import Hit, QueryBuilder, Searcher
from youju.question.options import Flags
from youju.question.reading import Question
from youju.question.terms import Asked, Matcher

from .beginning import Beginning
from .cues import Cues
from .held import Held
from .likeness import Likeness, Worth
from .nearness import Nearness


@dataclass(frozen=True)
class Inquiry:
    """``hits`` are the passages looked at; ``flags`` the options that are asked for, in the case that these have."""

    asked: Asked
    hits: Sequence[Hit]
    patterns: QuestionPatterns
    weights: Weights
    cues: Cues
    flags: Flags
    held: Held
    worth: Worth
    likeness: Likeness
    beginning: Beginning
    nearness: Nearness

    @property
    def question(self) -> Question:
        return self.asked.question

    @property
    def matcher(self) -> Matcher:
        return self.asked.matcher

    @cached_property
    def rarest(self) -> str:
        """The term that is worth most of those that the documents have, or ""."""
        known = [term for term in self.matcher.content if term.frequency]
        return max(known, key=lambda term: term.worth).term if known else ""

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """Short runs of the question's characters, each once."""
        return tuple(dict.fromkeys(piece.strip() for piece in self.asked.query.pieces))


def inquire(
    asked: Asked,
    hits: Sequence[Hit],
    searcher: Searcher,
    builder: QueryBuilder,
    patterns: QuestionPatterns,
    weights: Weights,
) -> Inquiry:
    """The inquiry for ``hits``; for a definition of what a document is about, its beginning is looked at, too."""
    shelf = searcher.shelf
    cues = Cues(asked.question, asked.matcher, patterns, weights.signs)
    beginning = Beginning(asked, shelf, cues)
    looked_at = beginning.among(hits)
    records = ((shelf.record(hit.ref.document), hit.ref.passage) for hit in looked_at)
    flags = Flags.of(asked.question).among(
        record.passages[number].span.of(record.document.text) for record, number in records
    )
    held = Held(asked, flags, shelf)
    worth = Worth(builder, searcher, weights.matching)
    likeness = Likeness(asked, held, worth, patterns, weights)
    nearness = Nearness(asked.question.plain, searcher)
    return Inquiry(asked, looked_at, patterns, weights, cues, flags, held, worth, likeness, beginning, nearness)
