"""Scores answers against gold questions: the owner's own measure of an index.

A question row: ``id``, ``question``, ``kind``, ``lang``, ``sources`` (acceptable documents), ``gold`` (groups, every
one to be met by one of its alternatives), ``answerable``, and ``conflict`` where the documents disagree about it. A row
with ``turns`` is a conversation; each turn with gold, or not answerable, counts.

    hit       every gold group stands in the quotes of the answer's citations
    focus     the same within the first ``FOCUS`` characters of the quotes, in the order in which they are cited
    first     the same within the first citation's quote
    source    a citation is of an acceptable document
    refused   the answer is an abstention
    conflict  the answer names a conflict
    balance   the mean of (unanswerable refused) and (answerable answered)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from youju.answerer import Answerer
    from youju.composition.answer import Answer
    from youju.conversation import Conversation

FOCUS = 400
MEASURES = ("hit", "focus", "first", "source")
"""Over the answerable questions of a group."""


@dataclass(frozen=True)
class GoldQuestion:
    """One labelled question. ``before`` are the questions of the conversation that it continues."""

    id: str
    question: str
    kind: str = ""
    language: str = ""
    sources: tuple[str, ...] = ()
    gold: tuple[tuple[str, ...], ...] = ()
    answerable: bool = True
    before: tuple[str, ...] = ()
    conflict: bool = False


@dataclass(frozen=True)
class Score:
    """How one answer did; ``hit``, ``focus``, ``first`` and ``source`` count for answerable questions only."""

    question: GoldQuestion
    hit: bool
    focus: bool
    first: bool
    source: bool
    refused: bool
    length: int
    conflict: bool = False

    @property
    def right(self) -> bool:
        """Where the documents disagree, only an answer that says so is right."""
        if not self.question.answerable:
            return self.refused
        return self.hit and (self.conflict or not self.question.conflict)


@dataclass(frozen=True)
class Figures:
    """Means over a group of scores; ``None`` where a measure does not apply.

    ``answered`` is the share of the answerable questions that got an answer, ``declined`` the share of the others that
    got none, ``conflict`` the share of those with a conflict whose answer names one; ``refused`` is over all.
    """

    count: int
    hit: float | None
    focus: float | None
    first: float | None
    source: float | None
    refused: float
    length: float
    unanswerable: int = 0
    answered: float | None = None
    declined: float | None = None
    conflict: float | None = None


@dataclass(frozen=True)
class Evaluation:
    """All scores, in the order of the questions."""

    scores: tuple[Score, ...]

    @property
    def answerable(self) -> Figures | None:
        return self._of(lambda score: score.question.answerable)

    @property
    def unanswerable(self) -> Figures | None:
        return self._of(lambda score: not score.question.answerable)

    @property
    def all(self) -> Figures:
        return figures(self.scores)

    @property
    def balance(self) -> float | None:
        """``None`` where a set has only one of the two."""
        if self.answerable is None or self.unanswerable is None:
            return None
        return (self.unanswerable.refused + 1 - self.answerable.refused) / 2

    @property
    def kinds(self) -> Mapping[str, Figures]:
        return self._by(lambda score: score.question.kind)

    @property
    def languages(self) -> Mapping[str, Figures]:
        return self._by(lambda score: score.question.language)

    @property
    def misses(self) -> tuple[Score, ...]:
        return tuple(score for score in self.scores if not score.right)

    def _by(self, key: Callable[[Score], str]) -> dict[str, Figures]:
        names = dict.fromkeys(key(score) for score in self.scores)
        return {name: figures([s for s in self.scores if key(s) == name]) for name in names if name}

    def _of(self, chosen: Callable[[Score], bool]) -> Figures | None:
        scores = [score for score in self.scores if chosen(score)]
        return figures(scores) if scores else None


def gold_questions(row: Mapping[str, Any]) -> Iterator[GoldQuestion]:
    """The labelled questions of one row: itself, or the turns of a conversation that have gold.

    Raises ``ValueError`` that says what a row lacks.
    """
    turns = row.get("turns")
    if not isinstance(turns, list):
        yield _gold(row, row, str(row.get("kind", "")), ())
        return
    for number, turn in enumerate(turns):
        before = tuple(str(earlier["question"]) for earlier in turns[:number])
        if "gold" in turn or not turn.get("answerable", True):
            yield _gold(turn, row, "followup" if number else "opening", before, f"/{number + 1}")


def _gold(
    fields: Mapping[str, Any], row: Mapping[str, Any], kind: str, before: tuple[str, ...], suffix: str = ""
) -> GoldQuestion:
    gold = fields.get("gold", [])
    if not isinstance(fields.get("question"), str):
        raise ValueError('"question" is missing or not a string')
    if not isinstance(gold, list) or not all(isinstance(group, list) for group in gold):
        raise ValueError('"gold" is not a list of lists')
    return GoldQuestion(
        id=f"{row.get('id', '')}{suffix}",
        question=fields["question"],
        kind=kind,
        language=str(fields.get("lang", row.get("lang", ""))),
        sources=tuple(map(str, fields.get("sources", []))),
        gold=tuple(tuple(map(str, group)) for group in gold),
        answerable=bool(fields.get("answerable", True)),
        before=before,
        conflict=bool(fields.get("conflict", False)),
    )


def evaluate(
    answerer: Answerer, questions: Iterable[GoldQuestion], progress: Callable[[int], None] | None = None
) -> Evaluation:
    """Ask every question and score its answer. A question that is refused as no question counts as refused."""
    scores = []
    for number, question in enumerate(questions, 1):
        scores.append(score(question, _ask(answerer, question)))
        if progress is not None:
            progress(number)
    return Evaluation(tuple(scores))


def _ask(answerer: Answerer, question: GoldQuestion) -> Answer | None:
    from youju.corpus import QuestionError

    try:
        return continued(answerer, question).ask(question.question)
    except QuestionError:
        return None


def continued(answerer: Answerer, question: GoldQuestion) -> Conversation:
    """The conversation that ``question`` continues. Raises ``QuestionError``."""
    from youju.conversation import Conversation

    conversation = Conversation(answerer)
    for earlier in question.before:
        conversation.ask(earlier)
    return conversation


def score(question: GoldQuestion, answer: Answer | None) -> Score:
    """``None`` stands for no answer at all: a refusal."""
    refused = answer is None or not answer.answered
    quotes = [] if answer is None or refused else [citation.quote for citation in answer.citations]
    documents = [] if answer is None else [citation.document for citation in answer.citations]
    return Score(
        question=question,
        hit=not refused and meets("".join(quotes), question.gold),
        focus=not refused and meets("".join(quotes)[:FOCUS], question.gold),
        first=bool(quotes) and meets(quotes[0], question.gold),
        source=any(document.split("/")[-1] in question.sources for document in documents),
        refused=refused,
        length=len(answer.text) if answer else 0,
        conflict=answer is not None and bool(answer.conflicts),
    )


def meets(text: str, gold: Sequence[Sequence[str]]) -> bool:
    """Whether every group of ``gold`` stands in ``text`` in one of its forms."""
    folded = fold_for_gold(text)
    return all(any(fold_for_gold(form) in folded for form in group) for group in gold)


def fold_for_gold(text: str) -> str:
    """Width, case and white space do not count."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def figures(scores: Sequence[Score]) -> Figures:
    """Means over ``scores``; the measures of answerable questions over those only."""
    answerable = [score for score in scores if score.question.answerable]
    unanswerable = [score for score in scores if not score.question.answerable]
    means = {name: _mean([getattr(score, name) for score in answerable]) for name in MEASURES}
    return Figures(
        count=len(scores),
        refused=_mean([score.refused for score in scores]) or 0.0,
        length=_mean([score.length for score in scores]) or 0.0,
        unanswerable=len(unanswerable),
        answered=_mean([not score.refused for score in answerable]),
        declined=_mean([score.refused for score in unanswerable]),
        conflict=_mean([score.conflict for score in answerable if score.question.conflict]),
        **means,
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
