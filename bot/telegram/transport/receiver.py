"""Fetches updates from Telegram by long polling."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from .inbox import KINDS, Inbox

if TYPE_CHECKING:
    from youju.config import Messages

_HOLD = 30
"""Seconds for which Telegram may hold a poll."""
_SLACK = 10.0
"""Seconds more until a poll counts as lost."""
_FIRST_WAIT, _MOST_WAIT = 0.5, 15.0

logger = logging.getLogger(__name__)


class Trouble:
    """Says once that something fails and once that it works again, not at every try."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._told = ""

    def tell(self, error: TelegramError) -> None:
        """Unless this kind of trouble was told already."""
        kind = "conflict" if isinstance(error, Conflict) else "unreachable"
        if self._told != kind:
            self._told = kind
            logger.warning(self._messages.say(f"log.{kind}", reason=error))

    def over(self) -> None:
        if self._told:
            self._told = ""
            logger.warning(self._messages.text("log.recovered"))


class Receiver:
    """Polls until it is stopped, whatever happens on the way.

    The updates are taken as JSON, not through the library's own method: one that it cannot read must not hold up the
    others. An update counts as fetched for Telegram only when the next poll asks for those after it; then it is kept.
    """

    def __init__(self, bot: Bot, inbox: Inbox, messages: Messages, proxy: str | None = None) -> None:
        self._bot = bot
        self._request = HTTPXRequest(connection_pool_size=1, read_timeout=_HOLD + _SLACK, proxy=proxy)
        self._inbox = inbox
        self._trouble = Trouble(messages)
        self._offset: int | None = None
        self.healthy = False

    async def run(self) -> None:
        """Raises ``InvalidToken`` where Telegram no longer knows the bot."""
        async with self._request:
            await self._poll_on()

    async def _poll_on(self) -> None:
        wait = _FIRST_WAIT
        while True:
            try:
                await self._poll()
                wait = _FIRST_WAIT
            except InvalidToken:
                raise
            except TelegramError as error:
                self.healthy = False
                self._trouble.tell(error)
                pause = error.retry_after if isinstance(error, RetryAfter) else wait
                await asyncio.sleep(float(pause if isinstance(pause, int | float) else pause.total_seconds()))
                wait = min(wait * 2, _MOST_WAIT)

    async def _poll(self) -> None:
        asked: dict[str, object] = {"timeout": _HOLD, "allowed_updates": json.dumps(KINDS)}
        if self._offset is not None:
            asked["offset"] = self._offset
        rows: Any = await self._request.post(f"{self._bot.base_url}/getUpdates?{urlencode(asked)}")
        self.healthy = True
        self._trouble.over()
        if rows:
            await self._inbox.take(rows)
            self._offset = max(int(row["update_id"]) for row in rows) + 1
