"""Commands as they stand in Telegram's lists: which, for whom, in which words."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from .parts import words

PRIVATE = ("ask", "new", "sources", "lang", "help", "privacy", "forgetme")
GROUP = ("ask", "new", "sources", "help", "privacy")
ADMIN = ("stats", "unanswered", "reload")
ALL = ("start", *PRIVATE, *ADMIN)

logger = logging.getLogger(__name__)


def _lists(admins: tuple[int, ...]) -> Iterator[tuple[BotCommandScope, tuple[str, ...]]]:
    yield BotCommandScopeDefault(), PRIVATE
    yield BotCommandScopeAllPrivateChats(), PRIVATE
    yield BotCommandScopeAllGroupChats(), GROUP
    for admin in admins:
        yield BotCommandScopeChat(admin), (*PRIVATE, *ADMIN)


async def register(bot: Bot, admins: tuple[int, ...]) -> None:
    """Put commands and descriptions into Telegram, in both languages. What fails is only logged."""
    for language in ("en", "zh"):
        own, code = words(language), None if language == "en" else language
        for scope, names in _lists(admins):
            commands = [BotCommand(name, own.text(f"commands.{name}")) for name in names]
            try:
                await bot.set_my_commands(commands, scope=scope, language_code=code)
            except TelegramError as error:  # an admin who never wrote to the bot is unknown to it
                logger.info("the commands for %s were not registered: %s", scope.type, error.message)
        try:
            await bot.set_my_short_description(own.text("bot.short"), language_code=code)
            await bot.set_my_description(own.text("bot.description"), language_code=code)
        except TelegramError as error:
            logger.info("the description was not registered: %s", error.message)
