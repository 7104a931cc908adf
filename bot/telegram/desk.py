"""Questions to answers, off the event loop."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from youju.conversation import Conversation
from youju.telegram.state.state import BotState
from youju.telegram.state.talks import Kept, Where

from .library import Library

if TYPE_CHECKING:
    from youju.composition.answer import Answer, Citation, Place
    from youju.corpus import Span
    from youju.index import Hit, Record
    from youju.question.turns.smalltalk import Courtesy

T = TypeVar("T")


class Desk:
    """Asks the library's index in a few threads, and keeps the answers.

    What a person waits for with a finger on the screen has threads of its own, so that it need not queue behind the
    questions of a crowd; so has indexing, which takes long.
    """

    def __init__(self, library: Library, state: BotState, *, logged: bool) -> None:
        self._library = library
        self._state = state
        self._logged = logged
        self._answering = ThreadPoolExecutor(max(2, os.cpu_count() or 1), thread_name_prefix="answer")
        self._looking = ThreadPoolExecutor(2, thread_name_prefix="look")
        self._indexing = ThreadPoolExecutor(1, thread_name_prefix="index")

    def close(self) -> None:
        for pool in (self._answering, self._looking, self._indexing):
            pool.shutdown(cancel_futures=True)

    async def do(self, method: Callable[..., T], *arguments: object) -> T:
        """``method(*arguments)``, which is quick, off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._looking, method, *arguments)

    async def index(self, method: Callable[..., T], *arguments: object) -> T:
        """``method(*arguments)``, which changes the index: one after another."""
        return await asyncio.get_running_loop().run_in_executor(self._indexing, method, *arguments)

    async def ask(
        self, where: Where, question: str, language: str | None, replied: str | None = None, *, alone: bool = False
    ) -> Kept:
        """The answer, kept. A follow-up is completed from answer ``replied`` and those before it, else from the last;
        a question that stands ``alone`` is none.

        Raises ``QuestionError``.
        """
        parent, history = (None, []) if alone else await self._state.do(self._state.talks.history, where, replied)
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self._answering, self._answer, question, language, history)
        return await self._state.do(self._state.talks.keep, where, parent, answer, self._logged)

    def _answer(self, question: str, language: str | None, history: list[str]) -> Answer:
        return Conversation(self._library.answerer, language=language, history=history).ask(question)

    def greeted(self, message: str) -> Courtesy | None:
        """The courtesy that a message is; it waits for no thread, and costs nothing of a quota."""
        return Conversation(self._library.answerer).greeted(message)

    async def more(self, kept: Kept, page: int) -> Kept | None:
        """What stands near the question of an answer besides it; ``None`` where there is no more."""
        answer = await self.do(self._library.answerer.more, kept.answer, page)
        return await self._state.do(self._state.talks.keep_more, kept, answer) if answer is not None else None

    async def look_up(self, query: str, top: int) -> tuple[Answer, list[tuple[Record, Hit]]]:
        """An answer that is not kept, and the passages nearest to it. Raises ``QuestionError``."""
        return await self.do(self._look_up, query, top)

    def _look_up(self, query: str, top: int) -> tuple[Answer, list[tuple[Record, Hit]]]:
        answerer = self._library.answerer
        snapshot = answerer.snapshot
        answer = answerer.ask(query)
        return answer, [(snapshot.record(hit.ref.document), hit) for hit in answerer.search(query, top)]

    async def locate(self, quoted: Citation | Place) -> tuple[Record, Span] | None:
        """Where a quote stands now: its own place, or elsewhere in its document; ``None`` where it is gone."""
        return await self.do(self._locate, quoted)

    def _locate(self, quoted: Citation | Place) -> tuple[Record, Span] | None:
        from youju.corpus import Span

        snapshot = self._library.answerer.snapshot
        number = snapshot.numbers.get(quoted.document)
        if number is None:
            return None
        record, quote, start = snapshot.record(number), quoted.quote or "", quoted.start or 0
        text = record.document.text
        if text[start : quoted.end] != quote:
            start = text.find(quote)
        return (record, Span(start, start + len(quote))) if start >= 0 else None
