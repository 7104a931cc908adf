"""How fast Telegram is spoken to, and what is tried again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from youju.telegram.state.state import BotState

from .wire import MESSAGES, Hand, in_hand

_PATIENT = MESSAGES | {"editMessageText"}
_LONG, _SHORT, _NONE = 900.0, 12.0, 0.0
"""Seconds in which a message, most other calls, and what is of no use later are tried again."""
_ONCE = frozenset({"sendChatAction", "answerInlineQuery", "getMe"})
_FIRST_WAIT, _MOST_WAIT = 0.5, 15.0
_LAST_WAITS = 7.0
"""Seconds for which waiting still makes sense when the bot stops."""

logger = logging.getLogger(__name__)
Request = Callable[..., Coroutine[Any, Any, Any]]


class Pacer(BaseRateLimiter[float]):
    """Holds the overall rate, waits as long as Telegram asks for the chat it asks it for, and tries again what failed.

    ``rate_limit_args`` of a call are the seconds in which it may be tried again. After a failure the state is told that
    the message did not arrive. Messages that went out in an earlier run, for the same update, do not go out again.
    """

    def __init__(self, state: BotState, per_second: int) -> None:
        self._state = state
        self._overall = AsyncLimiter(per_second, 1) if per_second else None
        self._blocked: dict[object, float] = {}  # chat to the time of the event loop until which it waits
        self._stopping = asyncio.Event()
        self._end = 0.0  # the time of the event loop after which nothing is waited for any more

    def stop(self) -> None:
        """Give up what has to wait long: it is kept, and follows after the next start."""
        self._end = asyncio.get_running_loop().time() + _LAST_WAITS
        self._stopping.set()

    async def initialize(self) -> None:
        """Nothing to be done."""

    async def shutdown(self) -> None:
        """Nothing to be done."""

    async def process_request(
        self,
        callback: Request,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: float | None,
    ) -> Any:
        """Carry out one call. Raises ``TelegramError`` where trying again does not help or takes too long."""
        if endpoint in MESSAGES and _went_out_before():
            return {"message_id": 0, "date": 0, "chat": {"id": data.get("chat_id"), "type": "private"}}
        clock = asyncio.get_running_loop().time
        allowed = rate_limit_args if rate_limit_args is not None else _allowed(endpoint)
        last = clock() + allowed
        wait = _FIRST_WAIT
        while True:
            await self._turn(endpoint, data.get("chat_id"))
            try:
                return await self._carry_out(callback, args, kwargs, in_hand.get() if endpoint in MESSAGES else None)
            except RetryAfter as error:
                pause = _seconds(error)
                self._block(data.get("chat_id"), clock() + pause)
                if clock() + pause > last:
                    raise
                logger.info("Telegram asks to wait %.0f s for chat %s", pause, data.get("chat_id"))
                await self._pause(pause)
            except (BadRequest, Forbidden, InvalidToken, Conflict):
                raise
            except NetworkError as error:
                if clock() + wait > last:
                    raise
                logger.warning("%s failed (%s); trying again in %.1f s", endpoint, error, wait)
                await self._pause(wait)
                wait = min(wait * 2, _MOST_WAIT)

    async def _turn(self, endpoint: str, chat: object) -> None:
        """Wait until this chat, and the overall rate, let a call through."""
        clock = asyncio.get_running_loop().time
        if endpoint in MESSAGES and self._overall is not None:
            await self._overall.acquire()
        while chat is not None and (until := self._blocked.get(chat, 0.0)) > clock():
            await self._pause(until - clock())
        self._blocked.pop(chat, None)

    def _block(self, chat: object, until: float) -> None:
        if chat is not None:
            self._blocked[chat] = max(until, self._blocked.get(chat, 0.0))

    async def _pause(self, seconds: float) -> None:
        """Wait; when the bot stops before this may be over the task ends as if it were cancelled."""
        clock = asyncio.get_running_loop().time
        end = clock() + seconds
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return
        if end > self._end:
            raise asyncio.CancelledError
        await asyncio.sleep(end - clock())

    async def _carry_out(self, callback: Request, args: Any, kwargs: dict[str, Any], hand: Hand | None) -> Any:
        """``hand`` is that of a message: a sign of typing shares it, and says nothing of what is out."""
        try:
            return await callback(*args, **kwargs)
        except TelegramError:
            if hand is not None and hand.out:
                hand.out = False
                await self._state.do(self._state.updates.sending, hand.key, -1)
            raise
        finally:
            if hand is not None:
                hand.out = False


def _allowed(endpoint: str) -> float:
    if endpoint in _PATIENT:
        return _LONG
    return _NONE if endpoint in _ONCE else _SHORT


def _seconds(error: RetryAfter) -> float:
    asked = error.retry_after
    return float(asked if isinstance(asked, int) else asked.total_seconds()) + 0.1


def _went_out_before() -> bool:
    """Whether the message that is to be sent went out before a kill; it is counted off then."""
    hand = in_hand.get()
    if hand is None or not hand.sent:
        return False
    hand.sent -= 1
    return True
