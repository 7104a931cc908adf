"""A conversation: questions that may lean on the ones before, and courtesies between them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from youju.composition.answer import Answer
from youju.config import in_script
from youju.pipeline.explanation import Explanation
from youju.question.turns.smalltalk import Courtesy, courtesy

from .answerer import Answerer


@dataclass(frozen=True)
class Turn:
    """``question`` is as asked, ``completed`` what was answered: a complete question, the last one of several."""

    question: str
    completed: str
    answer: Answer


class Conversation:
    """Asks an answerer, completing follow-ups from the turns before. One at a time, from any thread.

    ``history`` are complete questions that came before, oldest first, of a conversation that is taken up again.
    ``heard`` is given each answer before whoever asked has it, in the asking thread; what it raises reaches the asker.

    >>> conversation = Conversation(Answerer.open())
    >>> conversation.ask("什么是容器？")
    >>> conversation.ask("它有哪些优点？").completed
    '容器有哪些优点？'
    """

    def __init__(
        self,
        answerer: Answerer,
        *,
        language: str | None = None,
        history: Sequence[str] = (),
        heard: Callable[[Answer], None] | None = None,
    ) -> None:
        self.answerer = answerer
        self.language = language
        self._history = tuple(history)
        self._heard = heard
        self._lock = threading.RLock()
        self._turns: list[Turn] = []

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Questions and answers so far, oldest first."""
        with self._lock:
            return tuple(self._turns)

    def clear(self) -> None:
        """Forget everything said so far."""
        with self._lock:
            self._turns.clear()
            self._history = ()

    def say(self, message: str) -> Answer | Courtesy:
        """What a face replies to: an answer, or a courtesy, which is no turn and has its reply in ``language``.

        Raises ``QuestionError``.
        """
        return self.greeted(message) or self.ask(message)

    def greeted(self, message: str) -> Courtesy | None:
        """The courtesy that a message is, for a face that answers none but questions in their turn."""
        said = self._courtesy(message)
        if said is None:
            return None
        language = self.answerer.frame_language(self.language, said.language)
        return said._replace(language=in_script(language, message))

    def ask(self, question: str) -> Answer:
        """The answer; ``answer.completed`` is the question that a follow-up was taken for. Raises ``QuestionError``.

        A courtesy is asked of the documents like anything else, but nothing leans on it.
        """
        return self.explain(question).answer

    async def ask_async(self, question: str) -> Answer:
        """``ask`` in a thread, so that the event loop goes on."""
        import asyncio

        return await asyncio.to_thread(self.ask, question)

    def explain(self, question: str) -> Explanation:
        """The answer with everything that led to it."""
        with self._lock:
            turns = [turn.completed for turn in self._turns if self._courtesy(turn.question) is None]
            before = [] if self._courtesy(question) else [*self._history, *turns]
            understood = self.answerer.machinery.message_reader.understand(question, before)
            explanation = self.answerer.explain(understood, language=self.language)
            self._turns.append(Turn(question, understood.last, explanation.answer))
        if self._heard is not None:
            self._heard(explanation.answer)
        return explanation

    def _courtesy(self, message: str) -> Courtesy | None:
        return courtesy(message, self.answerer.machinery.weights.reading["greeting"])
