"""One question with what was ranked for it, as every way of choosing evidence needs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from youju.config import Pole, QuestionPatterns
from youju.evidence.claims import ClaimReader
from youju.evidence.ranking import Candidate, Ranker
from youju.index import fold
from youju.question.reading import Question


@dataclass(frozen=True)
class Case:
    """``ranked`` are the candidates, best first; ``weights`` are ``[choice]`` of weights.toml.

    ``sentences`` and ``items`` are the most that an answer may have of either. ``ask`` makes the case of another
    question to the same index: that of one side, where the question has two; ``read`` only reads a question.
    """

    ranker: Ranker
    ranked: Sequence[Candidate]
    reader: ClaimReader
    weights: Mapping[str, float]
    sentences: int
    items: int
    ask: Callable[[str], Case]
    patterns: QuestionPatterns
    read: Callable[[str], Question]

    @property
    def question(self) -> Question:
        return self.ranker.question

    @property
    def best(self) -> Candidate:
        return self.ranked[0]

    def cover(self, held: frozenset[str]) -> float:
        """The share of the question that ``held`` terms make up."""
        return self.ranker.matcher.coverage(held)

    def asked_poles(self) -> dict[str, Pole]:
        """The question's terms that have an opposite, where it does not name both sides of the pair."""
        poles = self.reader.poles
        named = {t.term: poles[fold(t.surface)] for t in self.ranker.matcher.content if fold(t.surface) in poles}
        signs = {(pole.aspect, pole.sign) for pole in named.values()}
        return {term: pole for term, pole in named.items() if (pole.aspect, -pole.sign) not in signs}

    def ask_side(self, purpose: str, number: int) -> Case:
        """The case of one of the question's sides alone, asked for a ``purpose`` that ``[sides.ask]`` has."""
        return self.ask(self.frame(purpose, self.question.sides[number]))

    def ask_sides(self) -> Case:
        """The case of the plain question of how the two sides differ."""
        one, other = self.question.sides
        return self.ask(self.frame("both", one).replace("{y}", other))

    def frame(self, purpose: str, side: str) -> str:
        """A question about one side in the language of the question."""
        rest = " ".join(fold(term.surface) for term in self.ranker.besides(self.question.sides))
        frame = self.patterns.asks_side[f"{purpose}_{self.question.asked_in}"]
        return frame.replace("{x}", side).replace("{rest}", rest).strip()
