"""Which update goes to which handler, and what is said where one fails."""

from __future__ import annotations

import contextlib
import logging
import secrets
from functools import partial
from typing import Any

from telegram import Message, Update
from telegram.error import Conflict, Forbidden, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from .admin import Admin
from .chats import Chats, Context
from .commands import Commands
from .inline import Inline
from .parts import Parts, say, spoken, words
from .presses import Presses
from .uploads import Uploads

logger = logging.getLogger(__name__)
App = Application[Any, Any, Any, Any, Any, Any]


def connect(app: App, parts: Parts) -> None:
    """Have each kind of update handled; what goes wrong is apologized for."""
    chats, admin, inline = Chats(parts), Admin(parts), Inline(parts)
    commands = Commands(parts, chats, admin)
    presses, uploads = Presses(parts, chats, commands, admin), Uploads(parts, chats)
    fresh = filters.UpdateType.MESSAGE
    for name in commands.table():
        app.add_handler(CommandHandler(name, partial(commands.run, name), fresh))
    app.add_handler(CallbackQueryHandler(presses.press))
    app.add_handler(InlineQueryHandler(inline.query))
    app.add_handler(ChatMemberHandler(partial(_joined, parts), ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(MessageHandler(fresh & filters.COMMAND, commands.unknown))
    app.add_handler(MessageHandler(fresh & filters.Document.ALL, uploads.document))
    app.add_handler(MessageHandler(fresh & ~filters.StatusUpdate.ALL, chats.message))
    app.add_error_handler(_failed)


async def _joined(parts: Parts, update: Update, context: Context) -> None:
    """Introduce the bot to a group that it was added to, and say what keeps it from seeing mentions."""
    change = update.my_chat_member
    if change is None or change.chat.type == "private":
        return
    was, now = change.old_chat_member.status, change.new_chat_member.status
    if now not in ("member", "administrator") or was in ("member", "administrator"):
        return
    if not parts.gate.admits(change.from_user.id, change.chat.id):
        return
    own = await parts.words(change.from_user)
    lines = [own.text("say.joined")]
    if not context.bot.bot.can_read_all_group_messages and now != "administrator":
        lines.append(own.say("say.help_privacy_mode", name=context.bot.username))
    with contextlib.suppress(TelegramError):
        await context.bot.send_message(change.chat.id, "\n\n".join(lines))


async def _failed(update: object, context: Context) -> None:
    """An error nobody expected: the person gets an apology with a number, the log the rest."""
    error = context.error
    if isinstance(error, Forbidden | Conflict):
        logger.warning("%s", error)
        return
    number = secrets.token_hex(4)
    logger.error("error %s", number, exc_info=error)
    if isinstance(update, Update) and not isinstance(error, TelegramError):
        await _apologize(update, number)


async def _apologize(update: Update, number: str) -> None:
    own = words(spoken(update.effective_user))
    text = own.say("say.error", id=number)
    with contextlib.suppress(TelegramError):
        if update.callback_query is not None:
            await update.callback_query.answer(text[:200], show_alert=True)
        elif isinstance(update.effective_message, Message):
            await say(update.effective_message, text)
