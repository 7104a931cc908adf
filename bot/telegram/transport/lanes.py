"""Work in order lane by lane, and side by side across lanes."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Hashable
from typing import Any

logger = logging.getLogger(__name__)
Work = Callable[[], Coroutine[Any, Any, None]]


class Lanes:
    """Runs what is put into a lane one after another; every lane is a task of its own.

    What a piece of work raises is logged, and ends no other. After `stop` nothing more is begun.
    """

    def __init__(self) -> None:
        self._waiting: dict[Hashable, deque[Work]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False

    def put(self, lane: Hashable, work: Work) -> None:
        if lane in self._waiting:
            self._waiting[lane].append(work)
            return
        self._waiting[lane] = deque([work])
        task = asyncio.get_running_loop().create_task(self._run(lane), name=f"lane {lane}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, lane: Hashable) -> None:
        queue = self._waiting[lane]
        try:
            while queue and not self._stopping:
                await self._do(queue.popleft())
        finally:
            del self._waiting[lane]

    @staticmethod
    async def _do(work: Work) -> None:
        try:
            await work()
        except Exception:
            logger.exception("an update was not answered; it follows after the next start")

    @property
    def waiting(self) -> int:
        """Pieces of work that were not begun."""
        return sum(map(len, self._waiting.values()))

    async def stop(self, seconds: float) -> bool:
        """Let what was begun end within ``seconds``, and drop the rest; whether all of it ended."""
        self._stopping = True
        if not self._tasks:
            return True
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return not late
