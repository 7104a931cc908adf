"""Documents that admins send to the bot."""

from __future__ import annotations

import asyncio
import logging

from telegram import Document, Message, Update, User
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, TelegramError

from youju.corpus import YoujuError
from youju.telegram.library import Added
from youju.telegram.messages.buttons import Action, button, keyboard

from .chats import Chats, Context
from .parts import Parts, error_words, is_private, say

LARGEST = int(FileSizeLimit.FILESIZE_DOWNLOAD)
"""Bytes that Telegram lets a bot fetch: 20 MB."""
_TRIES = 3

logger = logging.getLogger(__name__)


class Uploads:
    def __init__(self, parts: Parts, chats: Chats) -> None:
        self._parts = parts
        self._chats = chats

    async def document(self, update: Update, context: Context) -> None:
        """A document: an admin's in private is indexed, anybody else's refused, one in a group left alone."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None or message.document is None:
            return
        if not is_private(message):
            await self._chats.message(update, context)
        elif not self._parts.gate.admits(user.id, message.chat.id):
            await self._chats.refuse_stranger(message, user)
        elif not self._parts.gate.is_admin(user.id):
            await say(message, (await self._parts.words(user)).text("say.admins_only"))
        else:
            await self._take(message, user, message.document)

    async def _take(self, message: Message, user: User, document: Document) -> None:
        """Fetch and index it; say what came of that."""
        own, name = await self._parts.words(user), document.file_name or "document"
        too_large = own.say("admin.too_large", name=name)
        if (document.file_size or 0) > LARGEST:
            await say(message, too_large)
            return
        try:
            async with self._parts.signs.busy(message):
                self._parts.library.check(name)
                data = await _fetch(document)
                fits = len(data) <= LARGEST
                added = await self._parts.desk.index(self._parts.library.add, user.id, name, data) if fits else None
        except YoujuError as error:
            await say(message, error_words(own.language).error(error))
        except TelegramError as error:
            refused = isinstance(error, BadRequest) and "too big" in error.message
            logger.warning("a document could not be fetched: %s", error.message)
            await say(message, too_large if refused else own.say("admin.upload_failed", name=name))
        else:
            await (self._tell(message, added) if added is not None else say(message, too_large))

    async def _tell(self, message: Message, added: Added) -> None:
        own = await self._parts.words(message.from_user)
        key = "admin.added" if added.documents == 1 else "admin.added_many"
        lines = [own.say(key, name=added.upload.name, **added._asdict())]
        if added.upload.before:
            lines.append(own.say("admin.replaced", name=added.upload.name))
        await say(
            message, "\n".join(lines), keyboard([[button(own.text("button.undo"), Action("undo", added.upload.key))]])
        )


async def _fetch(document: Document) -> bytes:
    """The bytes of a document; the download is tried again where the connection fails. Raises ``TelegramError``."""
    file = await document.get_file()
    for left in reversed(range(_TRIES)):
        try:
            return bytes(await file.download_as_bytearray())
        except TelegramError:
            if not left:
                raise
            await asyncio.sleep(0.5)
    return b""
