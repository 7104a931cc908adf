"""Questions to answers, off the event loop."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from youju.conversation import Conversation

from .library import Library
from .state import Kept, State, Where

if TYPE_CHECKING:
    from youju.answer import Answer, Citation
    from youju.corpus import Span
    from youju.index import Hit, Record

T = TypeVar("T")


class Desk:
    """Asks the library's index in a few threads, and keeps the answers."""

    def __init__(self, library: Library, state: State, *, logged: bool) -> None:
        self._library = library
        self._state = state
        self._logged = logged
        self._pool = ThreadPoolExecutor(max(2, os.cpu_count() or 1), thread_name_prefix="answer")

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    async def do(self, method: Callable[..., T], *arguments: object) -> T:
        """``method(*arguments)`` in one of the desk's threads."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, method, *arguments)

    async def ask(self, where: Where, question: str, language: str | None, replied: str | None = None) -> Kept:
        """The answer, kept. A follow-up is completed from answer ``replied`` and those before it, else from the last.

        Raises ``QuestionError``.
        """
        parent, history = await self._state.do(self._state.history, where, replied)
        answer = await self.do(self._answer, question, language, history)
        return await self._state.do(self._state.keep, where, parent, answer, self._logged)

    def _answer(self, question: str, language: str | None, history: list[str]) -> Answer:
        return Conversation(self._library.answerer, language=language, history=history).ask(question)

    async def more(self, kept: Kept, page: int) -> Kept | None:
        """What stands near the question of an answer besides it; ``None`` where there is no more."""
        answer = await self.do(self._library.answerer.more, kept.answer, page)
        return await self._state.do(self._state.keep_more, kept, answer) if answer is not None else None

    async def look_up(self, query: str, top: int) -> tuple[Answer, list[tuple[Record, Hit]]]:
        """An answer that is not kept, and the passages nearest to it. Raises ``QuestionError``."""
        return await self.do(self._look_up, query, top)

    def _look_up(self, query: str, top: int) -> tuple[Answer, list[tuple[Record, Hit]]]:
        answerer = self._library.answerer
        snapshot = answerer.snapshot
        answer = answerer.ask(query)
        return answer, [(snapshot.record(hit.ref.document), hit) for hit in answerer.search(query, top)]

    async def locate(self, citation: Citation) -> tuple[Record, Span] | None:
        """Where a citation stands now: its own place, or elsewhere in its document; ``None`` where it is gone."""
        return await self.do(self._locate, citation)

    def _locate(self, citation: Citation) -> tuple[Record, Span] | None:
        from youju.corpus import Span

        snapshot = self._library.answerer.snapshot
        number = snapshot.numbers.get(citation.document)
        if number is None:
            return None
        record = snapshot.record(number)
        text, start = record.document.text, citation.start
        if text[start : citation.end] != citation.quote:
            start = text.find(citation.quote)
        return (record, Span(start, start + len(citation.quote))) if start >= 0 else None
