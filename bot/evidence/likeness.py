"""How nearly a question in the documents asks the same as the one that is asked."""

from __future__ import annotations

from collections.abc import Mapping

from youju.config import QuestionPatterns, Weights
from youju.corpus import NONE, StatementKind
from youju.index import QueryBuilder, Record, Searcher, is_han
from youju.question.kinds import Kind
from youju.question.roles import Roles
from youju.question.terms import Asked

from .candidate import Candidate
from .held import Held


class Worth:
    """What words of the documents would count if they were asked. ``weights`` are ``[matching]`` of weights.toml."""

    def __init__(self, builder: QueryBuilder, searcher: Searcher, weights: Mapping[str, float]) -> None:
        self._builder = builder
        self._searcher = searcher
        self._weights = weights
        self._known: dict[str, float] = {}

    def is_everyday(self, word: str) -> bool:
        """Whether everybody uses a Latin word about everything."""
        return self._builder.analyzer.is_everyday(word)

    def of(self, word: str) -> float:
        if word not in self._known:
            field = "han_words" if is_han(word[0]) else "stems"
            scale = self._weights["question_words"] if self._builder.is_question_word(word) else 1.0
            idf = self._searcher.idf_of(self._searcher.frequency(field, (word,)))
            self._known[word] = scale * (idf + self._weights["idf_floor"])
        return self._known[word]


class Likeness:
    """Compares the questions and statements of the documents with one question, each once.

    It counts by ``[signs]`` and ``[reading]`` of weights.toml.
    """

    def __init__(self, asked: Asked, held: Held, worth: Worth, patterns: QuestionPatterns, weights: Weights) -> None:
        self._question = asked.question
        self._matcher = asked.matcher
        self._held = held
        self._worth = worth
        self._signs = weights.signs
        self._roles = Roles(
            asked.matcher.content,
            patterns.roles,
            weights.reading["shared_terms"],
            compares=asked.question.kind is Kind.COMPARISON,
        )
        self._similarities: dict[tuple[str, int], float] = {}
        self._exchanges: dict[tuple[str, int], bool] = {}

    def of(self, record: Record, number: int) -> float:
        """How nearly statement ``number``, a question, asks the same: Tversky's index over worth, 0 to 1.

        What it lacks of the question asked counts more than what it has besides; the same words in other roles ask
        something else.
        """
        key = (record.document.id, number)
        if key not in self._similarities:
            shared = self._matcher.coverage(self._held.of(record, number)) * self._matcher.total
            forms = {form for term in self._matcher.terms for form in term.forms}
            others = sum(self._worth.of(word) for word in sorted(set(record.words[number]) - forms))
            missed = self._matcher.total - shared
            alike = shared > 0 and not self.exchanges(record, number)
            whole = shared + self._signs["missed"] * missed + self._signs["others"] * others
            self._similarities[key] = shared / whole if alike else 0.0
        return self._similarities[key]

    def exchanges(self, record: Record, number: int) -> bool:
        """Whether a statement has words of the question in each other's role: who eats whom."""
        key = (record.document.id, number)
        if key not in self._exchanges:
            self._exchanges[key] = self._roles.exchanged(self._question.plain, self._held.bag(record, number).text)
        return self._exchanges[key]

    def of_lead(self, candidate: Candidate) -> float:
        """The likeness of the question that ``candidate`` answers in its document; 0 where it answers none."""
        lead = candidate.statement.lead
        if lead == NONE or candidate.record.document.statements[lead].kind is not StatementKind.QUESTION:
            return 0.0
        return self.of(candidate.record, lead)
