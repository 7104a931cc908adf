"""Updates as they arrive: kept before Telegram may forget them, then answered in order, chat by chat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Any

from telegram import Bot, Update

from youju.telegram.state.state import BotState

from .lanes import Lanes
from .wire import Hand, in_hand

KINDS = ("message", "callback_query", "inline_query", "my_chat_member")
"""What Telegram is asked to send."""
_FLEETING = frozenset({"inline_query"})
"""Of no use to anybody after a restart."""
_DRAIN = 9.0
"""Seconds for the answers in hand when the bot stops."""

logger = logging.getLogger(__name__)
Handler = Callable[[Update], Awaitable[None]]


class Inbox:
    """Takes updates as Telegram's JSON and has ``handle`` called with each, once. ``handle`` must not raise."""

    def __init__(self, state: BotState, bot: Bot, handle: Handler) -> None:
        self._state = state
        self._bot = bot
        self._handle = handle
        self._lanes = Lanes()
        self._open = False
        self._turn = asyncio.Lock()

    @property
    def waiting(self) -> int:
        return self._lanes.waiting

    async def open(self) -> int:
        """Begin to answer, with what an earlier run left and what came so far; how many updates that are."""
        async with self._turn:
            left = await self._state.do(self._state.updates.waiting)
            for key, row, sent in left:
                self._enter(row, key, sent)
            self._open = True
        return len(left)

    async def take(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """When this returns the updates are kept: Telegram may forget them."""
        lasting = [row for row in rows if not _FLEETING & row.keys()]
        async with self._turn:
            keys = iter(await self._state.do(self._state.updates.receive, lasting) if lasting else [])
            for row in rows if self._open else ():
                if _FLEETING & row.keys():
                    self._enter(row, None)
                elif (key := next(keys)) is not None:
                    self._enter(row, key)

    def _enter(self, row: Mapping[str, Any], key: str | None, sent: int = 0) -> None:
        try:
            update = Update.de_json(dict(row), self._bot)
            lane = _lane(update)
        except Exception as error:  # the library raises whatever a malformed update makes it raise
            logger.warning("an update that cannot be read was left out (%s: %s)", type(error).__name__, error)
            self._lanes.put(("unread", key), lambda: self._finish(key))
            return
        self._lanes.put(lane, lambda: self._work(update, key, sent))

    async def _work(self, update: Update, key: str | None, sent: int) -> None:
        in_hand.set(Hand(key, sent) if key is not None else None)
        await self._handle(update)
        await self._finish(key)

    async def _finish(self, key: str | None) -> None:
        if key is not None:
            await self._state.do(self._state.updates.done, key)

    async def stop(self) -> None:
        """Let the answers in hand end; what waits stays kept for the next start."""
        if not await self._lanes.stop(_DRAIN):
            logger.warning("some answers were not finished in time; they follow after the next start")


def _lane(update: Update) -> Hashable:
    """Messages in order by chat; buttons by person, so that they need not wait behind messages; inline by itself."""
    if update.inline_query is not None:
        return "inline", update.update_id
    if update.callback_query is not None:
        return "press", update.callback_query.from_user.id
    chat = update.effective_chat
    return "chat", chat.id if chat else update.update_id
