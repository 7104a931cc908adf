"""What every handler works with, and how it speaks: in the person's language, into the right topic of the chat."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters, User
from telegram.constants import ChatAction, ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from youju.config import Messages
from youju.telegram.desk import Desk
from youju.telegram.gate import Gate
from youju.telegram.library import Library
from youju.telegram.messages.rich import Rich
from youju.telegram.messages.view import Outgoing
from youju.telegram.state.state import BotState
from youju.telegram.state.talks import Where

if TYPE_CHECKING:
    from youju.config import TelegramSettings

WORDS = "telegram.toml"
_SIGN_AFTER = 0.3
"""Seconds until a person is shown that something is being done."""
_SIGN_LASTS = 4.0
_CROWD = 200
"""With more people waiting than this a sign for each would make every answer later."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

logger = logging.getLogger(__name__)


@cache
def words(language: str) -> Messages:
    """The bot's words in ``language``."""
    return Messages(language, WORDS)


@cache
def error_words(language: str) -> Messages:
    """The words for errors in ``language``."""
    return Messages(language)


@dataclass
class Parts:
    """The parts of one running bot."""

    settings: TelegramSettings
    state: BotState
    library: Library
    desk: Desk
    gate: Gate
    signs: Signs = field(default_factory=lambda: Signs())
    started: float = field(default_factory=time.monotonic)

    async def choice(self, user: User) -> str | None:
        """The language of answers that a person chose."""
        return await self.state.do(self.state.people.language, user.id)

    async def words(self, user: User | None) -> Messages:
        """The words for a person: in the language chosen, else in that of their Telegram."""
        chosen = await self.choice(user) if user is not None else None
        return words(chosen or spoken(user))


def spoken(user: User | None) -> str:
    """The language of a person's Telegram, as far as the bot speaks it."""
    code = (user.language_code or "") if user is not None else ""
    return "zh" if code.lower().startswith("zh") else "en"


def is_private(message: Message) -> bool:
    return message.chat.type == ChatType.PRIVATE


def thread_of(message: Message) -> int | None:
    """The topic of a message; a reply outside topics has a thread, too, which is none of ours."""
    return message.message_thread_id if message.is_topic_message else None


def where(message: Message, user: User) -> Where:
    return Where(message.chat.id, thread_of(message) or 0, user.id)


async def say(message: Message, text: str | Rich, buttons: InlineKeyboardMarkup | None = None) -> Message | None:
    """Answer ``message`` with a text."""
    body = text if isinstance(text, Rich) else Rich.of(text)
    sent = await send(message, [Outgoing(body, buttons)])
    return sent[0] if sent else None


async def send(message: Message, outgoing: Sequence[Outgoing], *, reply: bool | None = None) -> list[Message]:
    """Send ``outgoing`` into the chat and topic of ``message``; in groups as a reply to it.

    Where Telegram refuses, because the person blocked the bot or the topic is gone, the rest is left out; a group that
    became a supergroup is followed to its new number.
    """
    replies = reply if reply is not None else not is_private(message)
    answered = ReplyParameters(message.message_id, allow_sending_without_reply=True) if replies else None
    sent: list[Message] = []
    chat = message.chat.id
    for part in outgoing:
        try:
            sent.append(await _send(message, chat, part, answered))
        except ChatMigrated as error:
            chat = error.new_chat_id
            sent.append(await _send(message, chat, part, None))
        except (Forbidden, BadRequest) as error:
            logger.warning("a message to chat %s was refused: %s", chat, error.message)
            return sent
        answered = None
    return sent


async def _send(message: Message, chat: int, part: Outgoing, answered: ReplyParameters | None) -> Message:
    return await message.get_bot().send_message(
        chat,
        part.body.text,
        entities=part.body.entities(),
        message_thread_id=thread_of(message),
        reply_parameters=answered,
        reply_markup=part.buttons,
        link_preview_options=NO_PREVIEW,
    )


class Signs:
    """Shows people that something is being done, once it takes long enough to be noticed."""

    def __init__(self) -> None:
        self._waiting = 0

    @asynccontextmanager
    async def busy(self, message: Message) -> AsyncIterator[None]:
        """While the body runs."""
        self._waiting += 1
        task = asyncio.create_task(self._show(message))
        try:
            yield
        finally:
            self._waiting -= 1
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _show(self, message: Message) -> None:
        await asyncio.sleep(_SIGN_AFTER)
        while True:
            if self._waiting <= _CROWD:
                with contextlib.suppress(TelegramError):
                    await message.get_bot().send_chat_action(
                        message.chat.id, ChatAction.TYPING, message_thread_id=thread_of(message)
                    )
            await asyncio.sleep(_SIGN_LASTS)
