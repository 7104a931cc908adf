"""What was found for one question: the record that every way of choosing evidence takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from youju.config import Pole, QuestionPatterns
from youju.evidence.beginning import Beginning
from youju.evidence.candidate import Candidate
from youju.evidence.claims.claims import ClaimReader
from youju.evidence.cues import Cues
from youju.evidence.held import Held
from youju.evidence.inquiry import Inquiry
from youju.evidence.likeness import Likeness
from youju.evidence.references.editions import Editions
from youju.index import Hit, Shelf, fold
from youju.question.reading import Question
from youju.question.sides import besides
from youju.question.terms import Matcher


@dataclass(frozen=True)
class Findings:
    """``hits`` are the passages of the ``shelf``, ``ranked`` the candidates, best first; ``weights`` are
    ``[choice]`` of weights.toml.

    ``sentences`` and ``items`` are the most that an answer may have of either. ``ask`` finds what the same index has
    for another question: that of one side, where the question has two; ``read`` only reads a question.
    """

    inquiry: Inquiry
    hits: Sequence[Hit]
    shelf: Shelf
    ranked: Sequence[Candidate]
    reader: ClaimReader
    weights: Mapping[str, float]
    sentences: int
    items: int
    ask: Callable[[str], Findings]
    read: Callable[[str], Question]

    @property
    def question(self) -> Question:
        return self.inquiry.question

    @property
    def signs(self) -> Mapping[str, float]:
        return self.inquiry.weights.signs

    @property
    def matcher(self) -> Matcher:
        return self.inquiry.matcher

    @property
    def cues(self) -> Cues:
        return self.inquiry.cues

    @property
    def held(self) -> Held:
        return self.inquiry.held

    @property
    def likeness(self) -> Likeness:
        return self.inquiry.likeness

    @property
    def beginning(self) -> Beginning:
        return self.inquiry.beginning

    @property
    def patterns(self) -> QuestionPatterns:
        return self.inquiry.patterns

    @cached_property
    def editions(self) -> Editions:
        """Which of the documents found are older editions of others."""
        found = (self.shelf.record(hit.ref.document) for hit in self.hits)
        return Editions(found, self.question.plain, self.inquiry.weights.review)

    @property
    def best(self) -> Candidate:
        return self.ranked[0]

    def cover(self, held: frozenset[str]) -> float:
        """The share of the question that ``held`` terms make up."""
        return self.matcher.coverage(held)

    def asked_poles(self) -> dict[str, Pole]:
        """The question's terms that have an opposite, where it does not name both sides of the pair."""
        poles = self.reader.poles
        named = {t.term: poles[fold(t.surface)] for t in self.matcher.content if fold(t.surface) in poles}
        signs = {(pole.aspect, pole.sign) for pole in named.values()}
        return {term: pole for term, pole in named.items() if (pole.aspect, -pole.sign) not in signs}

    def ask_side(self, purpose: str, number: int) -> Findings:
        """What is found for one of the question's sides alone, asked for a ``purpose`` that ``[sides.ask]`` has."""
        return self.ask(self.frame(purpose, self.question.sides[number]))

    def ask_sides(self) -> Findings:
        """What is found for the plain question of how the two sides differ."""
        one, other = self.question.sides
        return self.ask(self.frame("both", one).replace("{y}", other))

    def frame(self, purpose: str, side: str) -> str:
        """A question about one side in the language of the question."""
        rest = " ".join(fold(term.surface) for term in besides(self.inquiry.asked, self.patterns, self.question.sides))
        frame = self.patterns.asks_side[f"{purpose}_{self.question.asked_in}"]
        return frame.replace("{x}", side).replace("{rest}", rest).strip()
